"""From the record to the page of one place: what it is, how sources name it, and why it was taken for this one."""

from __future__ import annotations

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
    """The page of the place with this key (`placing.page_key`), or None where nothing on record names it."""
    told = [(claim, where) for claim in record.claims.values() for where in places_of(claim) if _meant(key, where)]
    every: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    held = [_id(one) for one in every if any(_meant(key, where) for where in one.where)]
    if not told and not held:
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
        readings=tuple(_readings(told, key, gazetteer)),
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


def _readings(told: Iterable[tuple[AnyClaim, Where]], key: str, gazetteer: Gazetteer) -> Iterable[Reading]:
    grouped: dict[tuple[str, str, tuple[tuple[str, str], ...], str], list[str]] = {}
    for claim, where in told:
        row = (wording.clean(where.text), _read_as(where), tuple(_others(where, key, gazetteer)), _why(where))
        grouped.setdefault(row, []).append(claim.claim_id)
    for (text, read_as, others, why), claims in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Reading(text, read_as, others, why, tuple(dict.fromkeys(claims)))


def _read_as(where: Where) -> str:
    modifier = f"{where.modifier} it" if where.modifier else "the place itself"
    return f"{where.status.replace('_', ' ')}: {modifier}{_ROLES.get(where.role, '')}"


def _others(where: Where, key: str, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    here = gazetteer.place(key)
    for other in dict.fromkeys(one for one in (where.place_id, *where.alternatives) if one and one != key):
        place = gazetteer.place(other)
        if place is None:
            yield other, other
            continue
        away = kilometres(here, place) if here else float("inf")
        distance = f", {away:,.0f} km away" if away < float("inf") else ""
        within = ", ".join(reversed([name for name in place.admin if name != place.name]))
        yield other, f"{place.name}, {within} ({level_words(place.level)}{distance})"


def _why(where: Where) -> str:
    """What the decision keeps of its grounds: fields of the place that say so, where it has them."""
    if where.status == "not_in_gazetteer":
        return "no pack has a place of this name that fits the text"
    if where.status == "ambiguous":
        return "the document does not tell them apart"
    return "the only candidate that fits the text" if not where.alternatives else "the likeliest candidate"
