"""Decisions made up for tests of the replay, as the store would hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harmtrace.model.claim import AnyClaim, claim_from_plain
from harmtrace.model.decision import Decision, DecisionKind
from harmtrace.model.document import Document
from harmtrace.review.anchors import anchor_of
from harmtrace.review.slots import Slot, item_at, plain_of, value_at
from tests.record_claims import Report, claim_of, document_of

TOWNS = ("Hass", "Habit", "Kafr", "Sarmin", "Binnish", "Ariha")


def reports(count: int) -> list[Report]:
    """Reports of one town and day each, told by as many publishers: five dead in the first, six in the second …"""
    return [
        Report(
            f"doc-{n}", f"Publisher {n}", [("killed", "civilian", str(5 + n))], place=(TOWNS[n % 3], None, "settlement")
        )
        for n in range(count)
    ]


def told(count: int) -> tuple[list[Document], list[AnyClaim]]:
    """The documents and claims of reports."""
    return [document_of(one) for one in reports(count)], [claim_of(one) for one in reports(count)]


def reread(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims as another version of the extractor makes them: the same words under other ids."""
    found = []
    for claim in claims:
        plain = plain_of(claim)
        plain["extractor"] = {**plain["extractor"], "version": "2"}
        plain.pop("claim_id")
        found.append(claim_from_plain(plain, claim.source))
    return found


class Making:
    """Makes decisions one after the other."""

    def __init__(self) -> None:
        self.made: list[Decision] = []

    def decide(
        self,
        kind: DecisionKind,
        claims: Sequence[AnyClaim] = (),
        change: Mapping[str, Any] | None = None,
        person: str = "Ada",
        of: str | None = None,
    ) -> Decision:
        """Append a decision about claims, or of another decision."""
        seq = len(self.made) + 1
        one = Decision(
            seq=seq,
            decision_id=f"dec_{seq}",
            at=f"2026-01-01T00:00:{seq:02}",
            person=person,
            kind=kind,
            subjects=tuple(claim.claim_id for claim in claims) or (of or "record",),
            change=dict(change or ({"decision": of} if of else {})),
            reason="why",
            anchors=tuple(anchor_of(claim, "0" * 64) for claim in claims),
            previous=str(seq - 1),
            row_hash=str(seq),
        )
        self.made.append(one)
        return one

    def undo(self, decision: Decision, person: str = "Ada") -> Decision:
        """Take one back."""
        return self.decide("undo", of=decision.decision_id, person=person)

    def correct(self, claim: AnyClaim, number: int) -> Decision:
        """Give the first figure of a claim another number."""
        plain, slot = plain_of(claim), Slot.of("harms/0/quantity")
        before = value_at(plain, slot)
        after = {**before, "value": number, "low": number, "high": number}
        change = {"slot": str(slot), "before": before, "after": after, "spans": [], "item": item_at(plain, slot)}
        return self.decide("correct", [claim], change)

    def split(self, apart: Sequence[AnyClaim], rest: Sequence[AnyClaim]) -> Decision:
        """Split claims off from others."""
        ids = {"apart": [c.claim_id for c in apart], "rest": [c.claim_id for c in rest]}
        return self.decide("split", [*apart, *rest], ids)
