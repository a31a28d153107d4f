"""From what persons hold for one incident and for two to sets of claims that hold together, and pairs that hold apart.

A later decision goes before an earlier one that contradicts it: what cannot hold any more is told, with what stands
against it. Three claims that were made one and of which two are told apart later are two and one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from harmtrace.model.reviewed import Apart, Together, Trouble


@dataclass(frozen=True, slots=True)
class Held:
    """A decision that claims stand together, or that `claims` stand apart from `rest`."""

    decision_id: str
    claims: tuple[str, ...]
    rest: tuple[str, ...] = ()
    together: bool = True
    """Whether `claims` stand together. (Those that are split off stand together and apart from the rest.)"""


@dataclass(slots=True)
class Holding:
    """What holds, and of what decisions not all does."""

    joined: tuple[Together, ...] = ()
    parted: tuple[Apart, ...] = ()
    troubles: list[Trouble] = field(default_factory=list)
    overridden: set[str] = field(default_factory=set)
    """Decisions of which nothing holds."""


def hold(decisions: Sequence[Held]) -> Holding:
    """Settle decisions, given in their order, the last one first."""
    sets = _Sets()
    done = Holding()
    for one in reversed(decisions):
        claims = tuple(dict.fromkeys(one.claims))
        rest = tuple(claim for claim in dict.fromkeys(one.rest) if claim not in claims)
        wanted = kept = 0
        against: set[str] = set()
        if one.together and len(claims) > 1:
            wanted += len(claims) - 1
            kept += sets.join(claims, one.decision_id, against)
        wanted += len(claims) * len(rest)
        kept += sets.part(claims, rest, one.decision_id, against)
        if not wanted:
            done.troubles.append(Trouble(one.decision_id, "the claims are one claim now"))
            done.overridden.add(one.decision_id)
        elif kept < wanted:
            how = "nothing of it holds" if not kept else "not all of it holds"
            done.troubles.append(Trouble(one.decision_id, f"{how}: later decisions contradict it", _sorted(against)))
            if not kept:
                done.overridden.add(one.decision_id)
    done.joined, done.parted = sets.joined(), sets.parted()
    done.troubles.reverse()
    return done


class _Sets:
    """Disjoint sets of claims, the decisions that made each, and those that keep two of them apart."""

    def __init__(self) -> None:
        self.set_of: dict[str, int] = {}
        self.members: dict[int, list[str]] = {}
        self.made_by: dict[int, set[str]] = {}
        self.apart: dict[int, dict[int, set[str]]] = defaultdict(dict)

    def join(self, claims: Sequence[str], decision_id: str, against: set[str]) -> int:
        """Join claims as far as nothing keeps them apart; return by how many bonds. Whom most stand with goes first."""
        own: dict[int, int] = defaultdict(int)
        for claim in claims:
            own[self._of(claim)] += 1
        groups: list[int] = []
        bonds = sum(count - 1 for count in own.values())
        for one in sorted(own, key=lambda number: (-own[number], min(self.members[number]))):
            place = next((at for at, group in enumerate(groups) if one not in self.apart[group]), None)
            if place is None:
                against |= {key for group in groups for key in self.apart[group].get(one, ())}
                groups.append(one)
                continue
            if place:
                against |= {key for group in groups[:place] for key in self.apart[group].get(one, ())}
            groups[place] = self._merge(groups[place], one)
            bonds += 1
        for group in groups:
            if len(set(claims) & set(self.members[group])) > 1:
                self.made_by[group].add(decision_id)
        return bonds

    def part(self, ours: Sequence[str], theirs: Sequence[str], decision_id: str, against: set[str]) -> int:
        """Keep claims apart from others where no later decision joined them; return how many pairs."""
        pairs = 0
        for one in ours:
            for other in theirs:
                left, right = self._of(one), self._of(other)
                if left == right:
                    against |= self.made_by[left]
                    continue
                self.apart[left].setdefault(right, set()).add(decision_id)
                self.apart[right].setdefault(left, set()).add(decision_id)
                pairs += 1
        return pairs

    def joined(self) -> tuple[Together, ...]:
        """The sets of several claims, in a stable order."""
        found = [
            Together(tuple(sorted(members)), _sorted(self.made_by[number]))
            for number, members in self.members.items()
            if len(members) > 1
        ]
        return tuple(sorted(found, key=lambda one: one.claims))

    def parted(self) -> tuple[Apart, ...]:
        """The pairs of sets that are kept apart, in a stable order."""
        found = []
        for left, others in self.apart.items():
            for right, decisions in others.items():
                ours, theirs = tuple(sorted(self.members[left])), tuple(sorted(self.members[right]))
                if ours < theirs:
                    found.append(Apart(ours, theirs, _sorted(decisions)))
        return tuple(sorted(found, key=lambda one: (one.ours, one.theirs)))

    def _of(self, claim: str) -> int:
        if claim not in self.set_of:
            number = len(self.set_of)
            self.set_of[claim] = number
            self.members[number] = [claim]
            self.made_by[number] = set()
        return self.set_of[claim]

    def _merge(self, kept: int, gone: int) -> int:
        if kept == gone:
            return kept
        for claim in self.members[gone]:
            self.set_of[claim] = kept
        self.members[kept] += self.members.pop(gone)
        self.made_by[kept] |= self.made_by.pop(gone)
        for other, decisions in self.apart.pop(gone, {}).items():
            self.apart[other].setdefault(kept, set()).update(decisions)
            del self.apart[other][gone]
            self.apart[kept].setdefault(other, set()).update(decisions)
        return kept


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))
