"""Reports written for the tests: a few words of figures become a document and its claims in contract form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harmtrace.account.record import RecordView, with_account, with_tolls
from harmtrace.model.claim import AnyClaim, claim_from_plain
from harmtrace.model.document import Document, Published
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import group_claims
from harmtrace.resolve.incidents import build_aggregate, build_incident

IDLIB = ("Idlib", "geonames:169387", "adm1")
HAMA = ("Hama", "geonames:170015", "adm1")
HASS = ("Hass", "geonames:169835", "settlement")
HABIT = ("Al Habit", "geonames:173864", "settlement")
MHARDEH = ("Muhradah", "geonames:166742", "settlement")
PlaceOf = tuple[str, str | None, str]


@dataclass
class Report:
    """One document of `publisher` with one event claim; `figures` are (harm, status, words[, parent])."""

    document_id: str
    publisher: str
    figures: Sequence[tuple[Any, ...]] = ()
    place: PlaceOf | None = HASS
    start: str | None = "2018-09-08"
    end: str | None = None
    published: str | None = "2018-09-09"
    chain: Sequence[str] = ()
    scope: str = "single"
    attacks: str | None = None
    modality: str = "asserted"
    who: Mapping[int, Sequence[str]] = field(default_factory=dict)
    modifier: str | None = None
    region: PlaceOf | None = None
    admin: Sequence[str] = ()
    target: str | None = None
    words: str = ""
    actors: Sequence[tuple[Any, ...]] = ()
    """(actor id or None[, role[, certainty]]) of who is said to have done it."""
    weapons: Sequence[str] = ()
    """Ids of weapons."""


def quantity(words: str, text: str, start: int) -> dict[str, Any]:
    """A quantity from the few forms that the tests use: "3", "at least 3", "up to 3", "about 3", "3-5", "dozens"."""
    number = [int(part) for part in words.replace("-", " ").split() if part.isdigit()]
    plain: dict[str, Any] = {"value": None, "low": None, "high": None, "op": "vague", "vague": None, "unit": None}
    if words.startswith("at least"):
        plain |= {"value": number[0], "low": number[0], "op": "ge"}
    elif words.startswith("up to"):
        plain |= {"value": number[0], "high": number[0], "op": "le"}
    elif words.startswith("about"):
        plain |= {"value": number[0], "op": "approx"}
    elif len(number) == 2:
        plain |= {"low": number[0], "high": number[1], "op": "between"}
    elif number:
        plain |= {"value": number[0], "low": number[0], "high": number[0], "op": "eq"}
    elif words != "people":
        plain["vague"] = words
    return {**plain, "text": words, "start": text.index(words, start), "end": text.index(words, start) + len(words)}


def document_of(report: Report, **more: Any) -> Document:
    """The document whose text holds the report's place and figures."""
    figures = ". ".join(f"{figure[2]} {figure[0]}" for figure in report.figures)
    place = report.place[0] if report.place else "Somewhere"
    region = f" in {report.region[0]}" if report.region else ""
    target = f" The {report.target} was hit." if report.target else ""
    named = " ".join(str(one) for one in (*(actor[0] or "gunmen" for actor in report.actors), *report.weapons))
    told = f" The {named}." if named else ""
    body = f"{figures}. {report.attacks or ''} attacks.{target}{told} {report.words}"
    text = f"{place}{region} by {report.publisher}. {body}"
    published = Published(report.published, "day", "given") if report.published else None
    if report.published and "T" in report.published:
        published = Published(report.published, "minute", "given")
    facts = {"publisher": report.publisher, "published": published, **more}
    return Document(document_id=report.document_id, capture="0" * 64, text=text, language="en", **facts)


def claim_of(report: Report) -> AnyClaim:
    """The event claim of a report."""
    text = document_of(report).text
    tellers = [*report.chain, report.publisher]
    places = [p for p in (report.place, report.region) if p]
    body = text.index(" by ")
    harms = []
    for index, figure in enumerate(report.figures):
        harm = {"harm": figure[0], "status": figure[1], "quantity": quantity(figure[2], text, body)}
        parent = figure[3] if len(figure) > 3 else None
        harms.append({**harm, "who": list(report.who.get(index, ())), "subset_of": parent})
    when = None
    if report.start:
        end = report.end or report.start
        when = {"start": report.start, "end": end, "basis": "explicit"}
        when["precision"] = "day" if end == report.start else "range"
    target = report.target
    spot = text.index(target) if target else 0
    plain = {
        "kind": "event",
        "document_id": report.document_id,
        "language": "en",
        "evidence": [{"start": 0, "end": len(text), "quote": text}],
        "attribution": {
            "chain": [{"name": name} for name in tellers],
            "basis": "explicit" if report.chain else "publisher",
        },
        "modality": report.modality,
        "extractor": {"name": "hand", "version": "1", "rule": "test"},
        "confidence": 1.0,
        "scope": report.scope,
        "when": when,
        "where": [_where(place, text, report) for place in places],
        "attacks": quantity(report.attacks, text, body) if report.attacks else None,
        "harms": harms,
        "targets": [{"target_id": "obj.medical", "text": target, "start": spot, "end": spot + len(target)}]
        if target
        else [],
        "actors": [_actor(actor, text) for actor in report.actors],
        "weapons": [{"weapon_id": weapon, **_stretch(weapon, text)} for weapon in report.weapons],
    }
    return claim_from_plain(plain, document_of(report).source())


def _actor(actor: tuple[Any, ...], text: str) -> dict[str, Any]:
    actor_id = actor[0]
    role = actor[1] if len(actor) > 1 else "alleged_perpetrator"
    certainty = actor[2] if len(actor) > 2 else "stated"
    return {"actor_id": actor_id, "role": role, "certainty": certainty, **_stretch(actor_id or "gunmen", text)}


def _stretch(words: str, text: str) -> dict[str, Any]:
    start = text.rindex(words)
    return {"text": words, "start": start, "end": start + len(words)}


def answer_of(report: Report, kind: str, actor_id: str | None) -> AnyClaim:
    """A response in the words of a report: `actor_id` denies, admits or claims it."""
    text = document_of(report).text
    plain = {
        "kind": "response",
        "document_id": report.document_id,
        "language": "en",
        "evidence": [{"start": 0, "end": len(text), "quote": text}],
        "attribution": {"chain": [{"name": report.publisher}], "basis": "publisher"},
        "modality": "asserted",
        "extractor": {"name": "hand", "version": "1", "rule": "test"},
        "confidence": 1.0,
        "type": kind,
        "actor_id": actor_id,
        "about": {"start": 0, "end": len(text)},
    }
    return claim_from_plain(plain, document_of(report).source())


def _where(place: PlaceOf, text: str, report: Report) -> dict[str, Any]:
    name, place_id, level = place
    start = text.index(name)
    status = "resolved" if place_id else "not_in_gazetteer"
    found = {"text": name, "start": start, "end": start + len(name), "role": "location", "status": status}
    return {
        **found,
        "name": name,
        "level": level,
        "place_id": place_id,
        "modifier": report.modifier,
        "admin": list(report.admin),
    }


def record_of(
    reports: Sequence[Report], gazetteer: Gazetteer, more: Sequence[AnyClaim] = (), **facts: Any
) -> RecordView:
    """The whole record of some reports: origins, incidents and aggregates with their tolls."""
    documents = [document_of(report, **facts) for report in reports]
    claims = [*(claim_of(report) for report in reports), *more]
    return built(documents, claims, gazetteer)


def built(documents: Sequence[Document], claims: Sequence[AnyClaim], gazetteer: Gazetteer) -> RecordView:
    """The record of documents and claims."""
    by_document = {document.document_id: document for document in documents}
    by_claim = {claim.claim_id: claim for claim in claims}
    provenance = find_origins(documents, claims)
    groups = group_claims(documents, claims, provenance, gazetteer)
    incidents = [build_incident(g, by_claim, by_document, provenance) for g in groups if g.kind == "incident"]
    totals = [build_aggregate(g, by_claim, by_document, provenance) for g in groups if g.kind == "aggregate"]
    bare = RecordView(by_document, by_claim, incidents, totals, provenance)
    full = RecordView(by_document, by_claim, [with_tolls(i, bare) for i in incidents], totals, provenance)
    accounted = [with_account(total, full, gazetteer) for total in totals]
    return RecordView(by_document, by_claim, full.incidents, accounted, provenance)


def day(number: int) -> datetime.date:
    """A day of September 2018."""
    return datetime.date(2018, 9, number)
