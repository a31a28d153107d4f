"""From the record to the page of one place: what it is, how sources name it, and why it was taken for this one."""

from __future__ import annotations

import math
from collections import defaultdict
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
from harmtrace.publish.codes import code_words
from harmtrace.publish.placing import page_key
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.tongue import N_, _, isolated, local_admin, local_name, numeral, sort_key

_LEVELS = {
    "adm1": N_("first administrative level"),
    "adm2": N_("second administrative level"),
    "adm3": N_("third administrative level"),
    "informal_region": N_("region without a fixed border"),
    "water": N_("sea, lake or river"),
}
_ROLES = {"origin": N_(", where people came from"), "destination": N_(", where people went")}


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


class PlaceIndex:
    """What a record says of each place, by the key of its page (`placing.page_key`)."""

    def __init__(self, record: RecordView) -> None:
        self._told: dict[str, list[tuple[AnyClaim, Where]]] = defaultdict(list)
        self._weighed: dict[str, list[tuple[AnyClaim, Where]]] = defaultdict(list)
        self._held: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in record.claims.values():
            for where in places_of(claim):
                meant = {page_key(where), *where.alternatives}
                for key in meant:
                    self._told[key].append((claim, where))
                for key in {candidate.place_id for candidate in where.candidates} - meant:
                    self._weighed[key].append((claim, where))
        every: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
        for held in every:
            for where in held.where:
                for key in (page_key(where), *where.alternatives):
                    self._held[key][_id(held)] = None

    def named(self) -> Iterator[tuple[str, Where]]:
        """The key of each place that a claim tells of, with the words of the first."""
        return ((key, told[0][1]) for key, told in self._told.items())

    def page(self, key: str, gazetteer: Gazetteer) -> PlacePage | None:
        """The page of the place with this key, or None where nothing on record names or weighed it."""
        told, weighed, held = self._told.get(key, []), self._weighed.get(key, []), self._held.get(key, {})
        if not told and not held and not weighed:
            return None
        place = gazetteer.place(key)
        example = next((where for _, where in told), None)
        name = local_name(key, place.name) if place else wording.own_name(example) if example else key
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


def _id(held: Incident | Aggregate) -> str:
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def _facts(place: Place | None, example: Where | None, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    if place is None:
        if example is not None and example.admin:
            yield _("Said to lie in"), _holders(example.admin, "")
        if example is not None and example.level:
            yield _("Said to be"), level_words(example.level)
        return
    yield _("Lies in"), _holders(place.admin, place.name) or _("not known")
    yield _("Level"), level_words(place.level)
    if place.lat is not None and place.lon is not None:
        centre = _("Centre of the area") if place.is_area() else _("Position")
        position = isolated(f"{numeral(f'{place.lat:.4f}')}, {numeral(f'{place.lon:.4f}')}")
        yield centre, _("{position} (latitude, longitude)", position=position)
    if place.radius_km:
        yield _("Radius"), _("about {length} km", length=numeral(f"{place.radius_km:g}"))
    if place.is_area():
        drawn = gazetteer.polygon(place.place_id) is not None
        yield _("Outline"), _("known") if drawn else _("not known; drawn as a circle where a radius is")
    if place.population:
        yield _("Inhabitants"), numeral(place.population)
    yield _("From"), _pack(place.pack) if "@" in place.pack else _("a pack that is not stated")


def _pack(label: str) -> str:
    name, _sign, version = label.partition("@")
    return _("pack {name}, version {version}", name=isolated(name), version=isolated(version))


def _holders(admin: tuple[str, ...], own: str) -> str:
    """The areas that hold a place, the smallest first."""
    names = [name for name, told in zip(local_admin(admin), admin, strict=True) if told != own]
    return _(", ").join(isolated(wording.clean(name)) for name in reversed(names))


def _names(place: Place) -> tuple[str, ...]:
    """Its other names, each once."""
    shown = local_name(place.place_id, place.name)
    return tuple(dict.fromkeys(wording.clean(name) for name in (place.name, *place.names) if name != shown))


def level_words(level: str) -> str:
    """A level in words."""
    return _(_LEVELS[level]) if level in _LEVELS else code_words(level)


def _readings(named: Iterable[tuple[AnyClaim, Where]], key: str, gazetteer: Gazetteer) -> Iterable[Reading]:
    grouped: dict[tuple[str, str, tuple[tuple[str, str], ...], str], list[str]] = {}
    for claim, where in named:
        row = (wording.clean(where.text), _read_as(key, where), tuple(_others(where, key, gazetteer)), _why(key, where))
        grouped.setdefault(row, []).append(claim.claim_id)
    for (text, read_as, others, why), claims in sorted(
        grouped.items(), key=lambda item: (-len(item[1]), sort_key(item[0][0]))
    ):
        yield Reading(text, read_as, others, why, tuple(dict.fromkeys(claims)))


def _read_as(key: str, where: Where) -> str:
    if not _meant(key, where):
        return _("weighed and not taken")
    meant = _("“{modifier}” it", modifier=isolated(where.modifier)) if where.modifier else _("the place itself")
    role = _(_ROLES[where.role]) if where.role in _ROLES else ""
    placed = _(", placed as {precision}", precision=code_words(where.precision)) if where.precision else ""
    vague = where.radius_km and not where.is_point()
    radius = _(" within about {length} km", length=round(where.radius_km or 0.0)) if vague else ""
    return f"{code_words(where.status)}: {meant}{role}{placed}{radius}"


def _others(where: Where, key: str, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    """Keys and words of what else was weighed: level, distance from this place, probability where it was worked out."""
    likely = {candidate.place_id: candidate.probability for candidate in where.candidates}
    here = gazetteer.place(key)
    for other in dict.fromkeys(one for one in (where.place_id, *where.alternatives, *likely) if one and one != key):
        place = gazetteer.place(other)
        share = _(", probability {share}", share=numeral(f"{likely[other]:.2f}")) if other in likely else ""
        if place is None:
            yield other, f"{isolated(other)}{share}"
            continue
        away = kilometres(here, place) if here else math.inf
        distance = _(", {length} km away", length=round(away)) if math.isfinite(away) else ""
        own = isolated(wording.clean(local_name(other, place.name)))
        words = _(", ").join(filter(None, (own, _holders(place.admin, place.name))))
        yield other, f"{words} ({level_words(place.level)}{distance}{share})"


def _why(key: str, where: Where) -> str:
    """What the decision keeps of its grounds."""
    if where.status == "not_in_gazetteer":
        reason = where.reason or N_("no pack has a place of this name that fits the text")
        return recorded_words(reason)
    own = next((c.probability for c in where.candidates if c.place_id == key), None)
    share = _("; probability of this place {share}", share=numeral(f"{own:.2f}")) if own is not None else ""
    read_with = _("; read with {pack}", pack=_pack(where.pack)) if where.pack else ""
    if where.status == "ambiguous":
        return _("the document does not tell the candidates apart") + share + read_with
    if not where.candidates:
        return _("the only place of this name that fits the text") + read_with
    likeliest = where.place_id == key
    told = _("the likeliest in this document") if likeliest else _("another was likelier in this document")
    return told + share + read_with
