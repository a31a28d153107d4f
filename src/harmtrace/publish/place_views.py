"""From the record to the page of one place: what it is, how sources name it, and why it was taken for this one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, EventClaim, SituationClaim
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.publish import wording
from harmtrace.publish.placing import page_key

_LEVELS = {
    "adm1": "first administrative level",
    "adm2": "second administrative level",
    "adm3": "third administrative level",
    "informal_region": "region without a fixed border",
    "water": "sea, lake or river",
}
_ROLES = {"location": "", "origin": ", where people came from", "destination": ", where people went"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which sources write a place, and what it was read as.

    `others` are the keys and words of further candidates.
    """

    text: str
    read_as: str
    others: tuple[tuple[str, str], ...]
    why: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place on record. `known` is false for a name that no pack has."""

    key: str
    name: str
    known: bool
    facts: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    readings: tuple[Reading, ...]
    claims: tuple[str, ...]
    held: tuple[str, ...]


def place_page(key: str, record: RecordView, gazetteer: Gazetteer) -> PlacePage | None:
    """The page of the place with this key (`placing.page_key`), or None where nothing on record names or weighed it."""
    named = [(claim, where) for claim in record.claims.values() for where in places_of(claim)]
    told = [(claim, where) for claim, where in named if _meant(key, where)]
    weighed = [(claim, where) for claim, where in named if not _meant(key, where) and _weighed(key, where)]
    every: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    held = [_id(one) for one in every if any(_meant(key, where) for where in one.where)]
    if not told and not held and not weighed:
        return None
    place = gazetteer.place(key)
    example = next((where for _, where in told), None)
    name = place.name if place else example.name if example else key
    return PlacePage(
        key=key,
        name=wording.clean(name),
        known=place is not None,
        facts=tuple(_facts(place, example, gazetteer)),
        names=_names(place) if place else (),
        readings=tuple(_readings([*told, *weighed], key, gazetteer)),
        claims=tuple(dict.fromkeys(claim.claim_id for claim, _ in told)),
        held=tuple(held),
    )


def places_of(claim: AnyClaim) -> Iterator[Where]:
    """Every place that a claim names."""
    if isinstance(claim, EventClaim):
        yield from claim.where
    elif isinstance(claim, SituationClaim):
        yield from claim.where
        yield from claim.origins


def _meant(key: str, where: Where) -> bool:
    return page_key(where) == key or key in where.alternatives


def _weighed(key: str, where: Where) -> bool:
    return any(candidate.place_id == key for candidate in where.candidates)


def _id(held: Incident | Aggregate) -> str:
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def _facts(place: Place | None, example: Where | None, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    if place is None:
        if example is not None and example.admin:
            yield "Said to lie in", ", ".join(wording.clean(name) for name in reversed(example.admin))
        if example is not None and example.level:
            yield "Said to be", level_words(example.level)
        return
    yield "Lies in", ", ".join(reversed([name for name in place.admin if name != place.name])) or "not known"
    yield "Level", level_words(place.level)
    if place.lat is not None and place.lon is not None:
        centre = "Centre of the area" if place.is_area() else "Position"
        yield centre, f"{place.lat:.4f}, {place.lon:.4f} (latitude, longitude)"
    if place.radius_km:
        yield "Radius", f"about {place.radius_km:g} km"
    if place.is_area():
        drawn = gazetteer.polygon(place.place_id) is not None
        yield "Outline", "known" if drawn else "not known; drawn as a circle where a radius is"
    if place.population:
        yield "Inhabitants", f"{place.population:,}"
    name, _, version = place.pack.partition("@")
    yield "From", f"pack {name}, version {version}" if version else "a pack that is not stated"


def _names(place: Place) -> tuple[str, ...]:
    """Its other names, each once."""
    return tuple(dict.fromkeys(wording.clean(name) for name in place.names if name != place.name))


def level_words(level: str) -> str:
    """A level in words."""
    return _LEVELS.get(level, level)


def _readings(named: Iterable[tuple[AnyClaim, Where]], key: str, gazetteer: Gazetteer) -> Iterable[Reading]:
    grouped: dict[tuple[str, str, tuple[tuple[str, str], ...], str], list[str]] = {}
    for claim, where in named:
        row = (wording.clean(where.text), _read_as(key, where), tuple(_others(where, key, gazetteer)), _why(key, where))
        grouped.setdefault(row, []).append(claim.claim_id)
    for (text, read_as, others, why), claims in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Reading(text, read_as, others, why, tuple(dict.fromkeys(claims)))


def _read_as(key: str, where: Where) -> str:
    if not _meant(key, where):
        return "weighed and not taken"
    modifier = f"“{where.modifier}” it" if where.modifier else "the place itself"
    placed = f", placed as {where.precision.replace('_', ' ')}" if where.precision else ""
    radius = f" within about {where.radius_km:,.0f} km" if where.radius_km and not where.is_point() else ""
    return f"{where.status.replace('_', ' ')}: {modifier}{_ROLES.get(where.role, '')}{placed}{radius}"


def _others(where: Where, key: str, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    """Keys and words of what else was weighed: level, distance from this place, probability where it was worked out."""
    likely = {candidate.place_id: candidate.probability for candidate in where.candidates}
    here = gazetteer.place(key)
    for other in dict.fromkeys(one for one in (where.place_id, *where.alternatives, *likely) if one and one != key):
        place = gazetteer.place(other)
        share = f", probability {likely[other]:.2f}" if other in likely else ""
        if place is None:
            yield other, f"{other}{share}"
            continue
        away = kilometres(here, place) if here else math.inf
        distance = f", {away:,.0f} km away" if math.isfinite(away) else ""
        words = ", ".join([place.name, *reversed([name for name in place.admin if name != place.name])])
        yield other, f"{words} ({level_words(place.level)}{distance}{share})"


def _why(key: str, where: Where) -> str:
    """What the decision keeps of its grounds."""
    if where.status == "not_in_gazetteer":
        return where.reason or "no pack has a place of this name that fits the text"
    own = next((c.probability for c in where.candidates if c.place_id == key), None)
    share = f"; probability of this place {own:.2f}" if own is not None else ""
    read_with = f"; read with pack {where.pack.replace('@', ', version ')}" if where.pack else ""
    if where.status == "ambiguous":
        return f"the document does not tell the candidates apart{share}{read_with}"
    if not where.candidates:
        return f"the only place of this name that fits the text{read_with}"
    return f"{'the likeliest' if where.place_id == key else 'another was likelier'} in this document{share}{read_with}"
