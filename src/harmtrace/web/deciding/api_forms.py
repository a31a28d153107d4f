"""What the endpoints for deciding take and give."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from harmtrace.model.decision import DecisionKind, Standing
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.review.history import Entry
from harmtrace.review.queue import RowKind
from harmtrace.web.api.openapi import ClaimForm

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Limit = Annotated[int, msgspec.Meta(ge=1, le=500)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
SEEN = (
    "The number of the last decision on these subjects that was seen (`seen` of what was read); 0 where there is none."
)


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing is asked for."""


class QueueQuery(Query, frozen=True, kw_only=True):
    """Which rows of the queue are wanted."""

    kind: RowKind | None = None
    assigned_to: Words | None = None
    harm: Words | None = None
    document: Words | None = None
    since: Day | None = None
    open_only: bool = True
    limit: Limit = 50
    after: Words | None = None


class HistoryQuery(Query, frozen=True, kw_only=True):
    """Of what the decisions are wanted: an id of a claim, an incident, an aggregate, a document or a decision."""

    subject: Id


class DecisionsQuery(Query, frozen=True, kw_only=True):
    """Which decisions are wanted: those after a number."""

    after: Number = 0
    limit: Limit = 100


class DifferenceQuery(Query, frozen=True, kw_only=True):
    """Between which states of a claim or an incident: as it stood after these decisions; 0 is before all."""

    subject: Id
    from_seq: Number = 0
    to_seq: Number


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What of a claim or an incident differs between two states, in words as on the page of its history."""

    what: str
    before: str
    after: str


class ToDecide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision to be made. What `change` holds, by kind, is told in docs/review.md."""

    kind: DecisionKind
    subjects: Annotated[list[Id], msgspec.Meta(max_length=500)]
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    change: dict[str, Any] = {}
    seen: Annotated[Number, msgspec.Meta(description=SEEN)] = 0


class Answering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a decision is approved or taken back."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    seen: Annotated[Number, msgspec.Meta(description=SEEN)] = 0


class ToRead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a document, to be read as the value of a slot; offsets are code points of its text."""

    document_id: Id
    slot: Id
    start: Number
    end: Number


class WordsRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the words give, in the contract form of the slot; null where they give nothing."""

    words: str
    value: Any


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on record, and where it stands."""

    seq: int
    decision_id: str
    at: str
    person: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    change: dict[str, Any]
    reason: str
    standing: Standing
    needs_approval: bool = False
    approved_by: tuple[str, ...] = ()
    undone_by: str | None = None
    about: tuple[str, ...] = ()
    """The claims of now that it is about."""
    troubles: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> Decided:
        """A row of a history."""
        one = entry.decision
        return cls(
            seq=one.seq,
            decision_id=one.decision_id,
            at=one.at,
            person=one.person,
            kind=one.kind,
            subjects=one.subjects,
            change=one.change,
            reason=one.reason,
            standing=entry.standing,
            needs_approval=entry.needs_approval,
            approved_by=entry.approved_by,
            undone_by=entry.undone_by,
            about=entry.attached,
            troubles=tuple(trouble.why for trouble in entry.troubles),
        )


class ClaimAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as persons left it; `review` in it holds what the machine read where they changed it."""

    claim: ClaimForm
    state: Literal["machine", "accepted", "corrected", "added", "rejected"]
    held_in: str | None
    seen: int


class IncidentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with its tolls, and what was seen of its decisions."""

    incident: Incident
    seen: int


class AggregateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A figure for several incidents."""

    aggregate: Aggregate
    seen: int


class DocumentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the claims that rest on it."""

    document: Document
    claims: list[ClaimForm]
