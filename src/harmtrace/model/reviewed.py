"""A record's claims as persons left them, with what they decided about incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Decision, Standing
from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Together:
    """Claims that persons hold for one incident, by these decisions."""

    claims: tuple[str, ...]
    decisions: tuple[str, ...]


@immutable(frozen=True, slots=True)
class Apart:
    """Claims of two incidents that persons hold for two, by these decisions."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    decisions: tuple[str, ...]


@immutable(frozen=True, slots=True)
class DecidedGrade:
    """A grade that a person gave to the incident of these claims, for one belligerent, under one policy."""

    decision_id: str
    incident_id: str
    claims: tuple[str, ...]
    policy: str
    actor_id: str | None
    grade: str


@immutable(frozen=True, slots=True)
class Trouble:
    """Why a decision has no effect, or not all of it. `against` are the decisions that stand against it."""

    decision_id: str
    why: str
    against: tuple[str, ...] = ()


@immutable(frozen=True, slots=True)
class Reviewed:
    """What replaying the decisions over the machine's claims gives.

    `claims` are the current ones, corrected and without those rejected; `standing` tells of each decision whether it
    is in force; `attached` which claims of now it is about.
    """

    claims: tuple[AnyClaim, ...] = ()
    rejected: Mapping[str, str] = field(default_factory=dict)
    """For a claim that counts nowhere, the decision that says so."""
    rejected_claims: tuple[AnyClaim, ...] = ()
    machine: Mapping[str, AnyClaim] = field(default_factory=dict)
    """The claims that were corrected or rejected, as the machine reads them."""
    rejected_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For an incident or aggregate, the decisions by which claims left it."""
    joined: tuple[Together, ...] = ()
    parted: tuple[Apart, ...] = ()
    grades: tuple[DecidedGrade, ...] = ()
    standing: Mapping[str, Standing] = field(default_factory=dict)
    attached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """All decisions on record, in order."""
    fingerprint: str = ""
    """What of it the record depends on; the same fingerprint over the same claims gives the same record."""

    @property
    def unattached(self) -> tuple[str, ...]:
        """The decisions whose words are found no more: not lost, but of no effect until a person looks at them."""
        return tuple(decision_id for decision_id, state in self.standing.items() if state == "unattached")
