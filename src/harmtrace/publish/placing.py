"""From the places of an incident to what a map may show of it: a point, a circle, candidates, an area, or nothing.

Every map, page and export asks here, so that they all show the same and nothing finer than what was said.
A wrong pin is worse than none: a region is an area, several candidates are several hollow marks, and
what has no place keeps the reason why.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.places.areas import area_of
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place
from harmtrace.publish import wording
from harmtrace.publish.coarsening import middle_of, shown_position, shown_radius, smaller_than_grid
from harmtrace.publish.tongue import N_, _, isolated, local_admin, local_name
from harmtrace.resolve.places import place_key

Kind = Literal["point", "near", "candidates", "outline", "circle", "unplaced"]
Position = tuple[float, float]
"""Latitude and longitude in degrees."""
NEAR_KM = 5.0
"""What "near" a settlement is taken for where nothing says how far."""
MOST_CANDIDATES = 6
_BY_SURENESS: tuple[Kind, ...] = ("point", "near", "candidates", "outline", "circle", "unplaced")
HOW: dict[Kind, str] = {
    "point": N_("at this place"),
    "near": N_("near this place or somewhere in it"),
    "candidates": N_("at one of several places of this name"),
    "outline": N_("somewhere in this area"),
    "circle": N_("somewhere in this region, whose edge is vague"),
    "unplaced": N_("not on the map"),
}
"""What each kind of mark says about where something happened."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What may be drawn of a place.

    `positions` are the point, the centre of a circle, or the candidates; `radius_km` is that of a circle;
    `outline` is a GeoJSON geometry; `why` says why nothing can be drawn. `key` is equal for the same place;
    `name` is short, `label` has what holds the place; `page` is the key of its page.
    """

    kind: Kind
    key: str
    name: str
    label: str
    positions: tuple[Position, ...] = ()
    radius_km: float | None = None
    outline: dict[str, Any] | None = None
    why: str = ""
    page: str = ""

    @property
    def is_area(self) -> bool:
        """Whether it is drawn as an area."""
        return self.kind in ("outline", "circle")


def placing_of(where: Sequence[Where], gazetteer: Gazetteer, public: bool) -> Placing:
    """Return what may be drawn of an incident: the surest of its places, the first of equals."""
    return surest(placings_of(where, gazetteer, public))


def surest(placed: Sequence[Placing]) -> Placing:
    """The surest of several placings, the first of equals; one that says so where no place is stated."""
    if not placed:
        words = _("place not stated")
        return Placing("unplaced", "", words, words, why=words)
    return min(placed, key=lambda placing: _BY_SURENESS.index(placing.kind))


def placings_of(where: Sequence[Where], gazetteer: Gazetteer, public: bool) -> list[Placing]:
    """Return what may be drawn of each place."""
    return [replace(_placing(place, gazetteer, public), page=page_key(place)) for place in where]


def usable(lat: float | None, lon: float | None) -> bool:
    """Whether two numbers are a latitude and a longitude, in degrees."""
    if lat is None or lon is None:
        return False
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


def _placing(where: Where, gazetteer: Gazetteer, public: bool) -> Placing:
    blank = _blank(where, gazetteer)
    if where.is_point():
        if not usable(where.lat, where.lon):
            return replace(blank, why=_("its coordinates cannot be used: {place}", place=blank.label))
        return replace(blank, kind="point", positions=(shown_position(where.lat or 0.0, where.lon or 0.0, public),))
    if where.status == "not_in_gazetteer":
        return _in_town(where, blank, public)
    if where.status == "ambiguous":
        return _candidates(where, blank, gazetteer, public)
    if where.level == "country" and where.modifier is None:
        return replace(blank, why=_("country only: {place}", place=blank.label))
    return _area(where, blank, gazetteer, public)


def _blank(where: Where, gazetteer: Gazetteer) -> Placing:
    ends = [local_name(place.place_id, place.name) for place in map(gazetteer.place, where.between) if place]
    if len(ends) > 1:
        words = wording.between_words(ends)
        return Placing("unplaced", f"between|{'|'.join(where.between)}", words, words)
    return Placing("unplaced", key_of(where), wording.name_words(where), wording.place_words(where))


def key_of(where: Where) -> str:
    """A key that is equal for the same place with the same modifier; an unknown name counts with what holds it."""
    if where.place_id is None:
        return f"{place_key(where)}|in|{'|'.join(where.admin)}"
    return place_key(where)


def page_key(where: Where) -> str:
    """The key of the page of a place: its id, whatever part of it is meant; for an unknown name, its key."""
    return where.place_id or key_of(where)


def _within(where: Where) -> str:
    """A name and what holds it: "Abdin (Idlib)"."""
    name = wording.name_words(where)
    holders = list(zip(local_admin(where.admin), where.admin, strict=True))
    within = [isolated(wording.clean(shown)) for shown, told in holders[1:] or holders if told != where.name]
    return _("{place} ({within})", place=name, within=_(", ").join(reversed(within))) if within else name


def _in_town(where: Where, blank: Placing, public: bool) -> Placing:
    """A site that no pack has is somewhere in its town; any other unknown name is not on the map."""
    if not usable(where.lat, where.lon):
        return replace(blank, why=_("not in the gazetteer: {place}", place=_within(where)))
    return _round(blank, "near", (where.lat or 0.0, where.lon or 0.0), where.radius_km or NEAR_KM, public)


def _candidates(where: Where, blank: Placing, gazetteer: Gazetteer, public: bool) -> Placing:
    """The area that holds all that may be meant, else hollow marks at the points; other areas are only listed."""
    ids = dict.fromkeys(place_id for place_id in (where.place_id, *where.alternatives) if place_id)
    places = [place for place in map(gazetteer.place, ids) if place is not None]
    points = [p for p in places if p.level not in AREA_LEVELS and usable(p.lat, p.lon)]
    areas = [p for p in places if p.level in AREA_LEVELS and p.level != "country"]
    if areas and (outline := area_of(where, gazetteer)) is not None and where.modifier is None:
        if any(gazetteer.polygon(p.place_id) is not None for p in areas):
            return _outlined(where, blank, outline, "outline", True, public)
        holder = max(areas, key=lambda place: place.radius_km or 0.0)
        return _round(blank, "circle", (holder.lat or 0.0, holder.lon or 0.0), holder.radius_km or 0.0, public)
    if len(points) < len(places) or len(points) < 2 or where.modifier is not None:
        return replace(blank, why=_("several places may be meant: {place}", place=_within(where)))
    shown = dict.fromkeys(shown_position(p.lat or 0.0, p.lon or 0.0, public) for p in points[:MOST_CANDIDATES])
    return replace(blank, kind="candidates", positions=tuple(shown))


def _area(where: Where, blank: Placing, gazetteer: Gazetteer, public: bool) -> Placing:
    place = gazetteer.place(where.place_id) if where.place_id else None
    known = where.place_id is not None and gazetteer.polygon(where.place_id) is not None
    near = where.level not in AREA_LEVELS or bool(where.between)
    if known or where.modifier is not None or where.between:
        outline = area_of(where, gazetteer)
        if outline is not None and outline["type"] in ("Polygon", "MultiPolygon"):
            return _outlined(where, blank, outline, "near" if near else "outline", known and not near, public)
    centre = _centre(where, place)
    radius = where.radius_km or (place.radius_km if place and not near else None) or (NEAR_KM if near else None)
    if centre is None or radius is None:
        return replace(blank, why=_("no outline or extent is known: {place}", place=blank.label))
    return _round(blank, "near" if near else "circle", centre, radius, public)


def _outlined(where: Where, blank: Placing, outline: dict[str, Any], kind: Kind, border: bool, public: bool) -> Placing:
    """An area with its outline. In public only one that rests on a known `border`: others are drawn about the exact
    position of a town, and are a circle on the grid instead.
    """
    if not public or (border and not smaller_than_grid(outline)):
        return replace(blank, kind=kind, outline=outline)
    centre, radius = middle_of(outline)
    if usable(where.lat, where.lon) and where.radius_km:
        centre, radius = (where.lat or 0.0, where.lon or 0.0), where.radius_km
    return _round(blank, "near" if kind == "near" else "circle", centre, radius, public)


def _round(blank: Placing, kind: Kind, centre: Position, radius_km: float, public: bool) -> Placing:
    shown = shown_position(*centre, public)
    return replace(blank, kind=kind, positions=(shown,), radius_km=shown_radius(*centre, radius_km, public))


def _centre(where: Where, place: Place | None) -> Position | None:
    for lat, lon in ((where.lat, where.lon), (place.lat, place.lon) if place else (None, None)):
        if usable(lat, lon):
            return lat or 0.0, lon or 0.0
    return None
