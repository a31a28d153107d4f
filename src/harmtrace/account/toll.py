"""From a question (places, period, harm, status, policy) and the record to a toll with its reasons."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from harmtrace.account.about import About
from harmtrace.account.asking import described, place_ids_of
from harmtrace.account.decided import behind_toll
from harmtrace.account.hull import HULL_VERSION
from harmtrace.account.ledger import Ledger
from harmtrace.account.record import RecordView, with_account, with_tolls
from harmtrace.account.selection import Asked
from harmtrace.model.toll import Because, Policy, StatusColumn, Toll, TollScope
from harmtrace.places.gazetteer import Gazetteer

ACCOUNT_VERSION = f"toll-2/hull-{HULL_VERSION}"

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
    weapons: tuple[str, ...] = ()
    """Ids of the weapon table; a wider kind ("air") means all kinds of it."""
    actors: tuple[str, ...] = ()
    """Ids of those who are said to have done it."""
    targets: tuple[str, ...] = ()


def toll(question: TollQuestion, record: RecordView, gazetteer: Gazetteer) -> Toll:
    """Answer a toll question by the rules of methods.md, section 2.

    `min` is the least sum consistent with every incident and total surely in scope; `max` is
    None unless a claim about the whole scope states an upper end; `highest_stated` concerns
    recorded incidents and totals only. Raises `UnknownPlace` for a place that cannot be told.
    """
    ledger = ledger_of(question, record, gazetteer)
    return answer(question, ledger, record)


def ledger_of(question: TollQuestion, record: RecordView, gazetteer: Gazetteer) -> Ledger:
    """The account of a question, which can be kept and amended. Raises `UnknownPlace` as `toll` does."""
    place_ids = place_ids_of(question.places, record, gazetteer)
    about = About(question.weapons, question.actors, question.targets)
    asked = Asked(place_ids, question.start, question.end, question.harm, question.status, about)
    return Ledger(asked, record, gazetteer, question.policy)


def answer(question: TollQuestion, ledger: Ledger, record: RecordView) -> Toll:
    """What a ledger says to its question, with all that a reader must know beside it."""
    found = ledger.bounds()
    because = Because(found.min_claims, found.max_claims, found.highest_claims, behind_toll(ledger, record))
    return Toll(
        min=found.min,
        max=found.max,
        highest_stated=found.highest,
        harm=question.harm,
        status=question.status,
        scope=_scope(question, ledger),
        policy=question.policy,
        contradictions=ledger.contradictions(),
        because=because,
        uncertain=ledger.uncertain(),
        one_origin_only=ledger.told_by_one() if question.policy == "corroborated" else (),
        unread_documents=sum(document.state == "unread" for document in record.documents.values()),
        withdrawn=_withdrawn(ledger, record),
        notices=_notices(because, record),
        as_of=_as_of(record),
        version=ACCOUNT_VERSION,
    )


def _scope(question: TollQuestion, ledger: Ledger) -> TollScope:
    place_ids = ledger.asked.place_ids
    meant = [place for place in map(ledger.relations.gazetteer.place, place_ids) if place is not None]
    names, told = tuple(place.name for place in meant), tuple(described(place) for place in meant)
    kinds = (question.weapons, question.actors, question.targets)
    return TollScope(place_ids, names, question.start, question.end, told, *kinds)


def _withdrawn(ledger: Ledger, record: RecordView) -> tuple[str, ...]:
    held = {document for member in ledger.members() for document in member.documents}
    gone = (key for key in held if (d := record.documents.get(key)) is None or d.state == "withdrawn")
    return tuple(sorted(gone))


def _notices(because: Because, record: RecordView) -> tuple[str, ...]:
    """The notices of documents on which the answer rests."""
    claims = (record.claims.get(i) for i in sorted({*because.min, *because.max, *because.highest}))
    documents = (record.documents.get(claim.document_id) for claim in claims if claim is not None)
    return tuple(dict.fromkeys(d.notice for d in documents if d is not None and d.notice))


def _as_of(record: RecordView) -> str | None:
    """The latest date of publication on record: what the figures take into account."""
    dates = [document.published.value for document in record.documents.values() if document.published]
    return max(dates, default=None)
