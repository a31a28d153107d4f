"""From a question (places, period, harm, status, policy) and the record to a toll with its reasons."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from harmtrace.account.asking import described, place_ids_of
from harmtrace.account.bounds import Bounds, bounds, critical_claims
from harmtrace.account.contradictions import contradictions
from harmtrace.account.hull import HULL_VERSION
from harmtrace.account.record import RecordView, with_account, with_tolls
from harmtrace.account.selection import Selection, select
from harmtrace.model.toll import Because, Policy, StatusColumn, Toll, TollScope
from harmtrace.places.gazetteer import Gazetteer

ACCOUNT_VERSION = f"toll-1/hull-{HULL_VERSION}"

__all__ = ["ACCOUNT_VERSION", "RecordView", "TollQuestion", "toll", "with_account", "with_tolls"]


@dataclass(frozen=True)
class TollQuestion:
    """What is asked. `places` are names or ids, united; no places means the whole record; open ends are None."""

    places: tuple[str, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    harm: str = "killed"
    status: StatusColumn = "any"
    policy: Policy = "inclusive"


def toll(question: TollQuestion, record: RecordView, gazetteer: Gazetteer) -> Toll:
    """Answer a toll question by the rules of methods.md, section 2.

    `min` is the least sum consistent with every incident and total surely in scope; `max` is
    None unless a claim about the whole scope states an upper end; `highest_stated` concerns
    recorded incidents and totals only. Raises `UnknownPlace` for a place that cannot be told.
    """
    place_ids = place_ids_of(question.places, record, gazetteer)
    selection = select(place_ids, question.start, question.end, question.harm, question.status, record, gazetteer)
    found = bounds(selection, question.policy)
    extra = critical_claims(selection, question.policy, found)
    because = Because(
        tuple(sorted({*found.min_claims, *extra.min})),
        tuple(sorted({*found.max_claims, *extra.max})),
    )
    meant = [place for place in map(gazetteer.place, place_ids) if place is not None]
    names, told = tuple(place.name for place in meant), tuple(described(place) for place in meant)
    return Toll(
        min=found.min,
        max=found.max,
        highest_stated=found.highest,
        harm=question.harm,
        status=question.status,
        scope=TollScope(place_ids, names, question.start, question.end, told),
        policy=question.policy,
        contradictions=contradictions(selection),
        because=because,
        one_origin_only=found.told_by_one if question.policy == "corroborated" else (),
        unread_documents=sum(document.state == "unread" for document in record.documents.values()),
        withdrawn=_withdrawn(selection, record),
        notices=_notices(because, found, record),
        as_of=_as_of(record),
        version=ACCOUNT_VERSION,
    )


def _withdrawn(selection: Selection, record: RecordView) -> tuple[str, ...]:
    held = {document for member in selection.members for document in member.documents}
    gone = (key for key in held if (d := record.documents.get(key)) is None or d.state == "withdrawn")
    return tuple(sorted(gone))


def _notices(because: Because, found: Bounds, record: RecordView) -> tuple[str, ...]:
    """The notices of documents on which the answer rests."""
    claims = (record.claims.get(i) for i in sorted({*because.min, *because.max, *found.highest_claims}))
    documents = (record.documents.get(claim.document_id) for claim in claims if claim is not None)
    return tuple(dict.fromkeys(d.notice for d in documents if d is not None and d.notice))


def _as_of(record: RecordView) -> str | None:
    """The latest date of publication on record: what the figures take into account."""
    dates = [document.published.value for document in record.documents.values() if document.published]
    return max(dates, default=None)
