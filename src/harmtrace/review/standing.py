"""From the decisions in order to those in force: what was taken back, and what waits for a second person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from harmtrace.model.decision import SILENT, Decision, Standing

_ALONE = SILENT | {"approve", "restrict"}
"""Kinds that one person decides even under the two-person rule; to restrict is always the safer side."""


class Standings:
    """The decisions so far with their state. `add` takes the next one, in the order of their numbers."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.decisions: dict[str, Decision] = {}
        self.in_force: dict[str, bool] = {}
        self.needs: set[str] = set()
        """Those that were made under the two-person rule and take effect once another person approves."""
        self.undoing: dict[str, list[str]] = defaultdict(list)
        self.approving: dict[str, list[str]] = defaultdict(list)
        self._rules: list[str] = []
        for decision in decisions:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Take the next decision."""
        key = decision.decision_id
        self.decisions[key] = decision
        if self.two_person and self._waits(decision):
            self.needs.add(key)
        if decision.kind == "rule":
            self._rules.append(key)
        target = target_of(decision)
        if target in self.decisions:
            if decision.kind == "undo":
                self.undoing[target].append(key)
            elif self.decisions[target].person != decision.person:
                self.approving[target].append(key)
        self._settle(key)

    @property
    def two_person(self) -> bool:
        """Whether the two-person rule is in force after the decisions so far."""
        last = next((self.decisions[key] for key in reversed(self._rules) if self.in_force[key]), None)
        return last is not None and bool(last.change.get("two_person"))

    def standing(self, decision_id: str) -> Standing:
        """Where a decision stands by itself: in force, awaiting another person, or undone."""
        if self.in_force[decision_id]:
            return "in_force"
        return "undone" if self.undone_by(decision_id) else "awaiting"

    def undone_by(self, decision_id: str) -> str | None:
        """The decision that took this one back, if one did."""
        return next((key for key in self.undoing[decision_id] if self.in_force[key]), None)

    def approved_by(self, decision_id: str) -> tuple[Decision, ...]:
        """The approvals that stand."""
        return tuple(self.decisions[key] for key in self.approving[decision_id] if self.in_force[key])

    def standing_decisions(self) -> list[Decision]:
        """Those in force, in order."""
        return [decision for key, decision in self.decisions.items() if self.in_force[key]]

    def _waits(self, decision: Decision) -> bool:
        if decision.kind in _ALONE:
            return False
        if decision.kind != "undo":
            return True
        # Who made a proposal that nobody has approved takes it back alone; so does who approved.
        target = self.decisions.get(target_of(decision))
        if target is None or target.kind in _ALONE - {"restrict"}:
            return False
        return target.person != decision.person or self.in_force[target.decision_id]

    def _settle(self, key: str) -> None:
        """Work out whether a decision is in force, and what follows from it for those that it is about."""
        while True:
            approved = key not in self.needs or bool(self.approved_by(key))
            now = approved and self.undone_by(key) is None
            if self.in_force.get(key) == now:
                return
            self.in_force[key] = now
            key = target_of(self.decisions[key])
            if key not in self.decisions:
                return


def target_of(decision: Decision) -> str:
    """The decision that one approves or takes back, by id; nothing for other kinds."""
    return str(decision.change.get("decision", "")) if decision.kind in ("approve", "undo") else ""
