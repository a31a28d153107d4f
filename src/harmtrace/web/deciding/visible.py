"""What a person may decide on: only what is in the record as they may see it. The rest is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from harmtrace.account.record import RecordView
from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.claim import AnyClaim
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.publish import wording
from harmtrace.publish.tongue import _, isolated
from harmtrace.publish.views import Views
from harmtrace.review.masking import COVER

Held = Incident | Aggregate


def claim_in(record: RecordView, claim_id: str) -> AnyClaim | None:
    """A claim of the record, also one that is rejected."""
    found = record.claims.get(claim_id)
    return found or next((one for one in record.review.rejected_claims if one.claim_id == claim_id), None)


def held_in(record: RecordView, row_id: str) -> Held | None:
    """An incident or aggregate of the record."""
    for incident in record.incidents:
        if incident.incident_id == row_id:
            return incident
    return next((one for one in record.aggregates if one.aggregate_id == row_id), None)


def id_of(held: Held) -> str:
    """The id of an incident or aggregate."""
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def held_address(held: Held) -> str:
    """Where the review of an incident or aggregate is."""
    return f"/review/{'incidents' if isinstance(held, Incident) else 'aggregates'}/{id_of(held)}"


def subject_words(subject: str, record: RecordView) -> str:
    """What a decision is about, in words where it is on record."""
    claim = claim_in(record, subject)
    if claim is not None:
        view = Views(record).claim(claim)
        return _("{what}, {teller}", what=view.says, teller=view.chain)
    held = held_in(record, subject)
    return wording.title_of(held) if held is not None else isolated(subject)


def holding(record: RecordView, claim_id: str) -> Held | None:
    """The incident or aggregate that a claim supports."""
    every: list[Held] = [*record.incidents, *record.aggregates]
    for held in every:
        if any(link.claim_id == claim_id and link.role == "supports" for link in held.claims):
            return held
    return None


def check_visible(record: RecordView, subjects: Iterable[str]) -> None:
    """Raise `UnknownName` for what the record does not have, or not for this person. Decisions are looked at later."""
    for subject in subjects:
        if subject.startswith("dec_") or subject in record.documents:
            continue
        if claim_in(record, subject) is None and held_in(record, subject) is None:
            raise UnknownName(_("nothing on record is called {name}", name=repr(subject)))


def check_uncovered(record: RecordView, subjects: Collection[str], change: Mapping[str, Any]) -> None:
    """Raise `BadDecision` for a change that rests on words which the person may not see.

    What such words say would come back as the value that is read from them.
    """
    claims = (claim_in(record, one) for one in subjects)
    ids = {*subjects, *(claim.document_id for claim in claims if claim is not None)} & record.documents.keys()
    texts = [record.documents[one].text for one in ids]
    if any(COVER in text[start:end] for start, end in _spans_in(change) for text in texts):
        raise BadDecision(_("these words are restricted"))


def _spans_in(value: Any) -> Iterator[tuple[int, int]]:
    """Every span in a change, whether as a pair or in a value with words."""
    if isinstance(value, Mapping):
        for first, last in (("start", "end"), ("start_char", "end_char")):
            start, end = value.get(first), value.get(last)
            if isinstance(start, int) and isinstance(end, int):
                yield start, end
        for one in value.values():
            yield from _spans_in(one)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            yield value[0], value[1]
        for one in value:
            yield from _spans_in(one)
