"""From a record and the packs at hand to the lines that say whose data its places are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harmtrace.account.record import RecordView
from harmtrace.model.claim import places_named
from harmtrace.model.pack import PackUsed
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.tongue import _, isolated


def credit_lines(record: RecordView, gazetteer: Gazetteer | None = None) -> list[str]:
    """The attribution of every pack that the record's places come from, and of those at hand, each line once.

    A pack may have been replaced or removed since: the record keeps the line of the version that was used.
    """
    at_hand = gazetteer.attribution if gazetteer else []
    return list(dict.fromkeys((*at_hand, *_lines(labels_of(_places(record)), _known(record, gazetteer)))))


def credit_of(places: Sequence[Where], record: RecordView, gazetteer: Gazetteer | None = None) -> str:
    """The attribution of the packs that these places come from, "" for places of no pack."""
    return " ".join(dict.fromkeys(_lines(labels_of(places), _known(record, gazetteer))))


def labels_of(places: Iterable[Where]) -> list[str]:
    """The packs ("name@version") that places come from, in order."""
    return list(dict.fromkeys(place.pack for place in places if place.pack))


def _places(record: RecordView) -> Iterable[Where]:
    for claim in record.claims.values():
        yield from places_named(claim)
    for incident in record.incidents:
        yield from incident.where
    for aggregate in record.aggregates:
        yield from aggregate.where


def _known(record: RecordView, gazetteer: Gazetteer | None) -> dict[str, PackUsed]:
    packs = (*record.packs, *(gazetteer.used() if gazetteer else ()))
    return {pack.label: pack for pack in packs}


def _lines(labels: Iterable[str], known: dict[str, PackUsed]) -> list[str]:
    return [
        known[label].attribution
        if label in known
        else _("Places of pack {label}, whose attribution is not on record.", label=isolated(label))
        for label in labels
    ]
