"""From a claim of the machine and the corrections of persons to the claim as it stands on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from harmtrace.errors import BadDecision, SpanMismatch
from harmtrace.model.claim import AnyClaim, claim_from_plain
from harmtrace.model.decision import Decision
from harmtrace.model.review import ClaimReview, ClaimState, Correction
from harmtrace.model.span import SourceText
from harmtrace.review.slots import Plain, Slot, covers, found_again, plain_of, value_at, with_value


@dataclass(slots=True)
class Corrected:
    """A claim with what was changed in it, and the corrections that were not: superseded ones, and those that are no
    longer possible.
    """

    claim: AnyClaim
    superseded: dict[str, str] = field(default_factory=dict)
    """For a correction the later one of the same slot."""
    impossible: dict[str, str] = field(default_factory=dict)
    """For a correction why its slot is found no more, or takes its value no more."""


def corrected(
    claim: AnyClaim,
    corrections: Sequence[tuple[Decision, int]],
    behind: Sequence[str],
    added: bool,
) -> Corrected:
    """Apply the corrections in force, each with by how much its words have moved, in their order.

    `behind` are the decisions besides that accept or add the claim.
    """
    machine = plain_of(claim)
    done = Corrected(claim)
    plain, applied = machine, list[tuple[Decision, Slot]]()
    for decision, shift in corrections:
        slot = found_again(plain, Slot.of(decision.change["slot"]), decision.change.get("item"), shift)
        if slot is None:
            done.impossible[decision.decision_id] = "the words that it corrects are read no more in this claim"
            continue
        try:
            plain, _ = changed(plain, slot, decision.change, shift, claim.source)
        except (BadDecision, SpanMismatch, msgspec.ValidationError) as error:
            done.impossible[decision.decision_id] = str(error)
            continue
        for earlier, other in applied:
            if covers(slot, other):
                done.superseded.setdefault(earlier.decision_id, decision.decision_id)
        applied.append((decision, slot))
    standing = [(one, slot) for one, slot in applied if one.decision_id not in done.superseded]
    if standing or behind:
        told = tuple(_told(decision, slot, machine) for decision, slot in standing)
        ids = (*behind, *(decision.decision_id for decision, _slot in standing))
        how: ClaimState = "added" if added else "corrected" if standing else "accepted"
        review = msgspec.to_builtins(ClaimReview(how, ids, told))
        done.claim = claim_from_plain({**plain, "claim_id": claim.claim_id, "review": review}, claim.source)
    return done


def changed(plain: Plain, slot: Slot, change: Plain, shift: int, source: SourceText) -> tuple[Plain, AnyClaim]:
    """The claim with the value of a correction in its slot, and the sentences of its words among its evidence.

    Raises what `slots.with_value` and `claim_from_plain` raise.
    """
    value = shifted(change["after"], shift)
    found = with_value(plain, slot, value)
    spans = [(start + shift, end + shift) for start, end in change.get("evidence", ())]
    evidence = found["evidence"]
    for start, end in spans:
        if not any(piece["start"] <= start and end <= piece["end"] for piece in evidence):
            evidence.append({"start": start, "end": end, "quote": source.content[start:end]})
    return found, claim_from_plain(found, source)


def shifted(value: Any, shift: int) -> Any:
    """A value with all spans in it moved by so many characters."""
    if not shift:
        return value
    if isinstance(value, list | tuple):
        return [shifted(one, shift) for one in value]
    if not isinstance(value, dict):
        return value
    edges = ("start_char", "end_char") if "start_char" in value else ("start", "end")
    return {
        key: one + shift if key in edges and isinstance(one, int) else shifted(one, shift) for key, one in value.items()
    }


def _told(decision: Decision, slot: Slot, machine: Plain) -> Correction:
    """What the machine reads now where the person changed it; None where it reads nothing there."""
    try:
        reads = value_at(machine, slot)
    except BadDecision:
        reads = None
    return Correction(decision.decision_id, str(slot), reads, decision.change["after"])
