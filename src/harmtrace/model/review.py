"""What persons did to one claim: what they changed in it, and which of their decisions stand behind it."""

from __future__ import annotations

from typing import Any, Literal

from harmtrace.model.immutable import immutable

PERSON = "person"
"""The name of the extractor of claims that a person added."""
ClaimState = Literal["accepted", "corrected", "added"]


@immutable(frozen=True, slots=True)
class Correction:
    """One slot that a person changed. `machine` is what the machine reads there, `person` what stands there now."""

    decision_id: str
    slot: str
    machine: Any
    person: Any


@immutable(frozen=True, slots=True)
class ClaimReview:
    """The decisions behind a claim. Of one that a person added, `state` is `added` and the machine has none."""

    state: ClaimState
    decisions: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()
