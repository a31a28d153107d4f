"""From invented facts to a record as accounting reads it: documents, claims, incidents, totals and origins."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from evaluation.tolls.facts import ELSEWHERE, Days, Event, Facts, Said, Telling, Total
from harmtrace.account.record import RecordView
from harmtrace.model.attribution import Attribution, Extractor, Teller
from harmtrace.model.claim import EventClaim, Harm, WeaponMention
from harmtrace.model.document import Document, Published
from harmtrace.model.incident import Aggregate, ClaimLink, Incident
from harmtrace.model.quantity import Quantity
from harmtrace.model.span import Evidence, SourceText
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance

IDS = {
    "Idlib": "geonames:169387",
    "Hama": "geonames:170015",
    "Hass": "geonames:169835",
    "Al Habit": "geonames:173864",
    "Hama city": "geonames:170017",
    "Muhradah": "geonames:166742",
}
"""The places of the small records in the shipped pack."""
FIRST_DAY = datetime.date(2018, 9, 1)
_SOUTH = "southern part of"


def date_of(day: int) -> datetime.date:
    """The calendar day of a day's number."""
    return FIRST_DAY + datetime.timedelta(days=day)


class Writing:
    """Writes records of one gazetteer, whose places stand under the names of the facts."""

    def __init__(self, gazetteer: Gazetteer, ids: Mapping[str, str]) -> None:
        self.gazetteer = gazetteer
        self.ids = ids
        self._wheres: dict[tuple[str, ...], Where] = {}

    def record(self, facts: Facts) -> RecordView:
        """The record of some facts."""
        every: list[Event | Total] = [*facts.events, *facts.totals]
        told = [(held, telling) for held in every for telling in held.tellings]
        documents = {telling.claim: self.document(telling) for _held, telling in told}
        claims = {telling.claim: self.claim(held, telling) for held, telling in told}
        return RecordView(
            {document.document_id: document for document in documents.values()},
            claims,
            [self.incident(event) for event in facts.events],
            [self.aggregate(total) for total in facts.totals],
            Provenance(
                (),
                {telling.claim: telling.origin for _held, telling in told},
                distance={telling.claim: telling.hands for _held, telling in told},
                compilations=facts.compilers,
            ),
        )

    def incident(self, event: Event) -> Incident:
        """An incident, with its tolls still empty."""
        documents, links = _held(event.tellings)
        return Incident(
            incident_id=event.key,
            when=_when(event.days),
            where=(self.where(event.readings),),
            event_types=(),
            weapons=(),
            actors=(),
            targets=(),
            documents=documents,
            claims=links,
            origins=len({telling.origin for telling in event.tellings}),
            documents_count=len(documents),
            tolls=(),
            possible_duplicates=tuple(sorted(event.doubles)),
        )

    def aggregate(self, total: Total) -> Aggregate:
        """A total, with its toll still empty."""
        documents, links = _held(total.tellings)
        modifier = _SOUTH if total.part else None
        return Aggregate(
            aggregate_id=total.key,
            scope="aggregate",
            when=_when(total.days),
            where=tuple(
                self.where((place, *([total.alternative] if total.alternative else [])), modifier)
                for place in total.places
            ),
            attacks=Quantity(2, 2, None, "ge", "two", 0, 3) if total.certain_attacks else None,
            tolls=(),
            documents=documents,
            claims=links,
            origins=len({telling.origin for telling in total.tellings}),
        )

    def where(self, readings: Sequence[str], modifier: str | None = None) -> Where:
        """A place, or one that may be several."""
        key = (*readings, modifier or "")
        if key not in self._wheres:
            first, *others = (self.ids[name] for name in readings)
            place = self.gazetteer.place(first)
            if place is None:
                raise LookupError(f"the pack has no place {first}")
            self._wheres[key] = Where(
                readings[0], 0, len(readings[0]), "location", "ambiguous" if others else "resolved", place.name,
                place.level, first, modifier, place.lat, place.lon, place.radius_km, place.admin, tuple(others),
            )  # fmt: skip
        return self._wheres[key]

    def document(self, telling: Telling) -> Document:
        """The document of a telling: one claim each."""
        published = Published(date_of(telling.published).isoformat(), "day", "given")
        return Document(
            document_id=f"document of {telling.claim}",
            capture="0" * 64,
            text=_text(telling),
            language="en",
            publisher=telling.origin if telling.hands == 0 else f"Relay of {telling.origin}",
            published=published,
        )

    def claim(self, held: Event | Total, telling: Telling) -> EventClaim:
        """The claim of a telling."""
        text = _text(telling)
        weapon = held.weapon if isinstance(held, Event) else None
        return EventClaim(
            source=SourceText(f"document of {telling.claim}", text),
            document_id=f"document of {telling.claim}",
            language="en",
            evidence=(Evidence(0, len(text), text),),
            attribution=Attribution((Teller(telling.origin),), "publisher"),
            modality="asserted",
            extractor=Extractor("evaluation", "1", "drawn"),
            confidence=1.0,
            claim_id=telling.claim,
            scope="single" if isinstance(held, Event) else "aggregate",
            weapons=(WeaponMention(weapon, "toll", 4, 8),) if weapon else (),
            harms=tuple(_harm(said) for said in telling.figures),
        )


def _text(telling: Telling) -> str:
    rose = f" rose from {telling.rose_from} to {telling.figures[0].low}" if telling.rose_from is not None else ""
    return f"The toll{rose}."


def _held(tellings: Sequence[Telling]) -> tuple[tuple[str, ...], tuple[ClaimLink, ...]]:
    links = tuple(ClaimLink(telling.claim, "supports") for telling in sorted(tellings, key=lambda t: t.claim))
    return tuple(sorted(f"document of {link.claim_id}" for link in links)), links


def _when(days: Days) -> When | None:
    if days is None or days[0] == ELSEWHERE:
        return None
    return When(date_of(days[0]), date_of(days[1]), "day" if days[0] == days[1] else "range", "explicit")


def _harm(said: Said) -> Harm:
    forms = {
        "eq": Quantity(said.low, said.low, said.low, "eq", "The", 0, 3),
        "approx": Quantity(said.low, None, None, "approx", "The", 0, 3),
        "ge": Quantity(said.low, said.low, None, "ge", "The", 0, 3),
        "le": Quantity(said.high, None, said.high, "le", "The", 0, 3),
        "between": Quantity(None, said.low, said.high, "between", "The", 0, 3),
        "vague": Quantity(None, None, None, "vague", "The", 0, 3, vague="dozens"),
        "some": Quantity(None, None, None, "vague", "The", 0, 3),
    }
    who = ("child",) if said.part_of is not None else ()
    return Harm("killed", forms[said.form], said.status, who, said.part_of)  # type: ignore[arg-type]
