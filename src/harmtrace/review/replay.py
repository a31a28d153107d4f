"""Decisions replayed over the machine's claims: the same claims and decisions give the same record, byte for byte.

The machine's rows stay as they are. A decision whose words are found no more changes nothing and is told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from harmtrace.errors import SpanMismatch
from harmtrace.model.claim import AnyClaim, claim_from_plain
from harmtrace.model.decision import APART, TOGETHER, Anchor, Decision, Standing
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.reviewed import DecidedGrade, Reviewed, Trouble
from harmtrace.review.anchors import find, moved
from harmtrace.review.correcting import corrected, shifted
from harmtrace.review.holding import Held, Holding, hold
from harmtrace.review.standing import Standings

_NO_LONGER_READ = "the words that it points at are read no more, or could be those of several claims"


def reviewed(documents: Sequence[Document], claims: Sequence[AnyClaim], decisions: Sequence[Decision]) -> Reviewed:
    """Replay `decisions`, given in their order, over the current claims of the machine."""
    if not decisions:
        return Reviewed(tuple(claims))
    return _Replay(documents, claims, decisions).result()


class _Replay:
    """One replay: first what was added, then what was rejected and corrected, then what stands together."""

    def __init__(
        self, documents: Sequence[Document], claims: Sequence[AnyClaim], decisions: Sequence[Decision]
    ) -> None:
        self.documents = {document.document_id: document for document in documents}
        self.claims = {claim.claim_id: claim for claim in claims}
        self.standings = Standings(decisions)
        self.in_force = self.standings.standing_decisions()
        self.states: dict[str, Standing] = {
            one.decision_id: self.standings.standing(one.decision_id) for one in decisions
        }
        self.machine: dict[str, AnyClaim] = {}
        self.troubles: list[Trouble] = []
        self.attached: dict[str, list[str]] = {}
        self._mentioned = {anchor.document_id for one in decisions for anchor in one.anchors}
        self._of_document: dict[str, list[AnyClaim]] = defaultdict(list)
        for claim in claims:
            if claim.document_id in self._mentioned:
                self._of_document[claim.document_id].append(claim)

    def result(self) -> Reviewed:
        added = self._added()
        self._attach()
        rejected = self._judged()
        self._correct(added, rejected)
        held = self._held(rejected)
        gone = tuple(self.claims[claim] for claim in sorted(rejected))
        kept = tuple(claim for key, claim in self.claims.items() if key not in rejected)
        grades = self._grades(rejected)
        changed = {claim.claim_id: claim.review for claim in kept if claim.review is not None}
        return Reviewed(
            claims=kept,
            rejected=rejected,
            rejected_claims=gone,
            machine={**self.machine, **{claim.claim_id: claim for claim in gone}},
            rejected_in=self._rejected_in(rejected),
            joined=held.joined,
            parted=held.parted,
            grades=grades,
            standing=self.states,
            attached={key: tuple(found) for key, found in self.attached.items()},
            troubles=tuple(self.troubles),
            decisions=tuple(self.standings.decisions.values()),
            fingerprint=content_id(
                "rev", [sorted(changed.items()), sorted(rejected.items()), held.joined, held.parted, grades]
            )
            if changed or rejected or held.joined or held.parted or grades
            else "",
        )

    def _standing(self, *kinds: str) -> Iterable[Decision]:
        return (one for one in self.in_force if one.kind in kinds and self.states[one.decision_id] == "in_force")

    def _fails(self, decision: Decision, why: str) -> None:
        self.states[decision.decision_id] = "unattached"
        self.troubles.append(Trouble(decision.decision_id, why))

    def _added(self) -> dict[str, list[str]]:
        """Put the claims that persons added on record; return for each the decisions that did."""
        added: dict[str, list[str]] = defaultdict(list)
        for decision in self._standing("add"):
            anchor = next(iter(decision.anchors), None)
            claim = self._claim_of(decision, anchor) if anchor is not None else None
            if claim is None:
                self._fails(decision, "the words of the claim stand no more in its document")
                continue
            added[claim.claim_id].append(decision.decision_id)
            self.attached[decision.decision_id] = [claim.claim_id]
            if claim.claim_id not in self.claims:
                self.claims[claim.claim_id] = claim
                self._of_document[claim.document_id].append(claim)
        return added

    def _claim_of(self, decision: Decision, anchor: Anchor) -> AnyClaim | None:
        document = self.documents.get(anchor.document_id)
        if document is None or document.state == "withdrawn" or "claim" not in decision.change:
            return None
        shift = moved(anchor, document.text)
        if shift is None:
            return None
        plain: dict[str, Any] = shifted(decision.change["claim"], shift)
        try:
            return claim_from_plain({**plain, "claim_id": anchor.claim_id}, document.source())
        except (SpanMismatch, msgspec.ValidationError):
            return None

    def _attach(self) -> None:
        """Find the claims that each decision is about among those of now."""
        for decision in self._standing("accept", "reject", "correct", "grade", *TOGETHER, *APART):
            found = [self._find(anchor) for anchor in decision.anchors]
            ids = [claim.claim_id for claim in found if claim is not None]
            self.attached[decision.decision_id] = list(dict.fromkeys(ids))
            lost = [a for a, claim in zip(decision.anchors, found, strict=True) if claim is None]
            if not ids:
                self._fails(decision, _NO_LONGER_READ)
            elif lost:
                names = ", ".join(anchor.claim_id for anchor in lost)
                self.troubles.append(Trouble(decision.decision_id, f"not all of its claims are found again: {names}"))

    def _find(self, anchor: Anchor) -> AnyClaim | None:
        return find(anchor, self._of_document.get(anchor.document_id, ()))

    def _judged(self) -> dict[str, str]:
        """The claims that count nowhere: of accepting and rejecting one, the last word goes."""
        last: dict[str, Decision] = {}
        for decision in self._standing("accept", "reject"):
            for claim in self.attached[decision.decision_id]:
                before = last.get(claim)
                if before is not None:
                    self.states[before.decision_id] = "superseded"
                last[claim] = decision
        self.accepted = {key: one.decision_id for key, one in last.items() if one.kind == "accept"}
        return {key: one.decision_id for key, one in last.items() if one.kind == "reject"}

    def _correct(self, added: Mapping[str, list[str]], rejected: Mapping[str, str]) -> None:
        """Put the claims as persons corrected, accepted or added them in the place of the machine's."""
        of_claim: dict[str, list[tuple[Decision, int]]] = defaultdict(list)
        for decision in self._standing("correct"):
            claim = self.claims[self.attached[decision.decision_id][0]]
            of_claim[claim.claim_id].append((decision, moved(decision.anchors[0], claim.source.content) or 0))
        for key in dict.fromkeys(chain(added, self.accepted, of_claim)):
            if key in rejected:
                continue
            behind = [*added.get(key, ()), *([self.accepted[key]] if key in self.accepted else ())]
            if of_claim.get(key):
                self.machine[key] = self.claims[key]
            done = corrected(self.claims[key], of_claim.get(key, ()), behind, added=key in added)
            self.claims[key] = done.claim
            for decision_id in done.superseded:
                self.states[decision_id] = "superseded"
            for decision_id, why in done.impossible.items():
                self.states[decision_id] = "unattached"
                self.troubles.append(Trouble(decision_id, why))

    def _held(self, rejected: Mapping[str, str]) -> Holding:
        """What stands together and apart, by what was decided of claims that count."""
        held = []
        for decision in self._standing(*TOGETHER, *APART):
            one = self._held_by(decision, frozenset(rejected))
            if one is not None:
                held.append(one)
        done = hold(held)
        self.troubles += done.troubles
        for decision_id in done.overridden:
            self.states[decision_id] = "overridden"
        return done

    def _held_by(self, decision: Decision, rejected: frozenset[str]) -> Held | None:
        now = partial(self._now, decision, rejected)
        if decision.kind == "split":
            found = Held(decision.decision_id, now(decision.change["apart"]), now(decision.change["rest"]))
            return found if found.claims and found.rest else None
        claims = now([anchor.claim_id for anchor in decision.anchors])
        if len(claims) < 2:
            return None
        if decision.kind == "not_same":
            return Held(decision.decision_id, claims[:1], claims[1:], together=False)
        return Held(decision.decision_id, claims)

    def _now(self, decision: Decision, rejected: frozenset[str], ids: Sequence[str]) -> tuple[str, ...]:
        """The claims of now of some that a decision names, without those rejected."""
        named = {anchor.claim_id: anchor for anchor in decision.anchors}
        found = (self._find(named[claim]) for claim in ids if claim in named)
        return tuple(claim.claim_id for claim in found if claim is not None and claim.claim_id not in rejected)

    def _rejected_in(self, rejected: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The decisions by which claims left an incident or aggregate, by its id at that time."""
        found: dict[str, set[str]] = defaultdict(set)
        for decision_id in rejected.values():
            for anchor in self.standings.decisions[decision_id].anchors:
                if anchor.held_in:
                    found[anchor.held_in].add(decision_id)
        return {row_id: tuple(sorted(ids)) for row_id, ids in sorted(found.items())}

    def _grades(self, rejected: Mapping[str, str]) -> tuple[DecidedGrade, ...]:
        """The grades given, the last one of an incident, policy and belligerent."""
        found: dict[tuple[Any, ...], DecidedGrade] = {}
        for decision in self._standing("grade"):
            claims = tuple(key for key in self.attached[decision.decision_id] if key not in rejected)
            change, incident = decision.change, decision.subjects[0]
            key = (incident, change["policy"], change["actor_id"])
            if key in found:
                self.states[found[key].decision_id] = "superseded"
            found[key] = DecidedGrade(
                decision.decision_id, incident, claims, change["policy"], change["actor_id"], change["grade"]
            )
        return tuple(found.values())
