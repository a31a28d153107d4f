"""Whether a place lies in another: by ids, administrative codes, tables of regions, outlines and names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from harmtrace.model.where import Where
from harmtrace.places.areas import shape_of, valid_shape
from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.geometry import KM_A_DEGREE, kilometres
from harmtrace.places.modifiers import meaning_of
from harmtrace.places.place import Place
from harmtrace.places.tables import table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from harmtrace.places.gazetteer import Gazetteer

Answer = Literal["yes", "no", "maybe"]
_RANKS = {"country": 0, "adm1": 1, "adm2": 2, "adm3": 3, "settlement": 4, "neighbourhood": 5, "site": 5}
_SURE_SHARE = 0.7
"""Within this share of an informal region's radius a point surely lies in it: the edges of such regions are vague."""
_EDGE_KM = 3.0
"""Outlines are simplified: a point this near to one may lie on either side."""
_VAGUE_SHARE = 0.1
"""The ends of what words stand for are vague: where "northern" begins is known to this share of its radius."""


@cache
def _outlines() -> dict[str, dict[str, Any]]:
    path = files("harmtrace.vocab").joinpath("data", "places", "outlines.geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {feature["properties"]["place_id"]: feature["geometry"] for feature in collection["features"]}


def polygon(place_id: str) -> dict[str, Any] | None:
    """The outline of an area as a GeoJSON geometry, or None."""
    return _outlines().get(place_id)


@cache
def _shipped(place_id: str) -> tuple[BaseGeometry, BaseGeometry] | None:
    return with_border(valid_shape(polygon(place_id)))


def with_border(shape: BaseGeometry | None) -> tuple[BaseGeometry, BaseGeometry] | None:
    """A shape and its border, ready to be measured from often; None for None."""
    if shape is None:
        return None
    from shapely import prepare

    border: BaseGeometry = shape.boundary
    prepare(border)
    return shape, border


@cache
def region_extents() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each informal region the first-level regions that it lies in, and those that it has a part of."""
    return {
        row["place_id"]: (frozenset(row["within"].split(" | ")) - {""}, frozenset(row["overlaps"].split(" | ")) - {""})
        for row in table("regions")
    }


def contains(gazetteer: Gazetteer, outer_id: str, where: Where) -> Answer:
    """Whether `where` lies in the place `outer_id`: "maybe" where that is not known or is so in part.

    An expression that stands for an area ("southern part of", "near", "between") lies in it where its whole area
    does; beside the border of an outline, which is simplified, and beside the vague ends of a part, it may.
    """
    outer = gazetteer.place(outer_id)
    if outer is None:
        return "yes" if where.place_id == outer_id and where.modifier is None else "maybe"
    if where.status == "not_in_gazetteer" or where.place_id is None:
        return _by_ends(gazetteer, outer, where) if where.between else _by_names(outer, where.admin)
    candidates = [gazetteer.place(place_id) for place_id in (where.place_id, *where.alternatives)]
    answers = {place_in(outer, place, gazetteer) if place else "maybe" for place in candidates}
    answer: Answer = answers.pop() if len(answers) == 1 else "maybe"
    if where.modifier is None or where.alternatives:
        return answer
    meaning = meaning_of(where.modifier)
    if meaning.kind in ("part", "ring") and meaning.how != "toward" and answer != "maybe":
        return answer
    return _by_area(gazetteer, outer, where, answer)


def area_holds(gazetteer: Gazetteer, area: Where, where: Where) -> Literal["no", "maybe"]:
    """Whether `where` may lie in the area that the words of another expression stand for.

    "Southern Idlib" and "near Homs" have no sharp ends: the answer is never "yes", and "no" only for what lies surely
    outside of what the words can mean.
    """
    drawn, told = shape_of(area, gazetteer), shape_of(where, gazetteer)
    leads_out = area.modifier is not None and meaning_of(area.modifier).kind not in ("part", "ring")
    if area.place_id is not None and not leads_out and contains(gazetteer, area.place_id, where) == "no":
        return "no"
    if drawn is None or told is None or where.status != "resolved":
        return "maybe"
    return "no" if drawn.distance(told) > _edge(area) else "maybe"


def _edge(where: Where) -> float:
    """How far off the border of an area may be, in degrees: outlines are simplified, and the ends of parts vague."""
    return max(_EDGE_KM, _VAGUE_SHARE * (where.radius_km or 0.0)) / KM_A_DEGREE


def _by_ends(gazetteer: Gazetteer, outer: Place, where: Where) -> Answer:
    """Of a road that no pack has: by the places at its ends."""
    ends = [gazetteer.place(place_id) for place_id in where.between]
    answers = {place_in(outer, place, gazetteer) if place else "maybe" for place in ends}
    return _by_area(gazetteer, outer, where, answers.pop() if len(answers) == 1 else "maybe")


def _by_area(gazetteer: Gazetteer, outer: Place, where: Where, answer: Answer) -> Answer:
    """By the area that the words stand for and the outline of the outer place, as far as both are known.

    `answer` is that for the named place itself. What leads out of it may lie on the other side of a border.
    """
    drawn, area = gazetteer.outline(outer.place_id), shape_of(where, gazetteer)
    if drawn is None or area is None:
        # Of a region without an outline: what is "near" a town of it is taken to lie in it, as coders do.
        near = meaning_of(where.modifier).kind == "near" if where.modifier else False
        return answer if outer.level == "country" or (near and outer.level == "adm1") else "maybe"
    shape, border = drawn
    edge = _edge(where)
    if shape.contains(area):
        return "yes" if answer == "yes" or border.distance(area) > edge else "maybe"
    return "no" if shape.distance(area) > edge else "maybe"


def place_in(outer: Place, inner: Place, gazetteer: Gazetteer | None = None) -> Answer:
    """Whether a known place lies in another. With a gazetteer the outlines of its packs count, not only the shipped."""
    if inner.place_id == outer.place_id:
        return "yes"
    if listed := _as_listed(outer, inner):
        return listed
    if inner.country and outer.country and inner.country != outer.country:
        # A region such as the Sahel is listed under one country and reaches into others.
        vague = "informal_region" in (outer.level, inner.level) and _near(outer, inner)
        return "maybe" if vague else "no"
    if outer.level == "country":
        return "yes" if inner.country else "maybe"
    if inner.level == "country":
        return "maybe"
    if "informal_region" in (outer.level, inner.level):
        return _with_regions(outer, inner)
    return _with_outline(_by_codes(outer, inner), outer, inner, gazetteer)


def _as_listed(outer: Place, inner: Place) -> Answer | None:
    """What the table of regions says of a first-level region and an informal one."""
    if outer.level == "adm1" and (inside := region_extents().get(inner.place_id)):
        return "yes" if outer.place_id in inside[0] else "maybe" if outer.place_id in inside[1] else None
    if inner.level == "adm1" and (holding := region_extents().get(outer.place_id)):
        return "maybe" if inner.place_id in holding[0] | holding[1] else None
    return None


def _by_codes(outer: Place, inner: Place) -> Answer:
    if _RANKS.get(inner.level, 9) <= _RANKS.get(outer.level, 9) and inner.level != outer.level:
        same = inner.admin1 == outer.admin1 if inner.level == "adm1" and outer.admin1 else True
        return "maybe" if same else "no"
    if inner.level == outer.level:
        return "no"
    if _same_source(outer, inner) and inner.admin1 != outer.admin1:
        return "no"
    if outer.level == "adm1" and _same_source(outer, inner):
        return "yes"
    if outer.level == "adm2" and inner.admin2:
        codes = {outer.admin2, outer.place_id.split(":")[-1]}
        return "yes" if inner.admin2 in codes else "no"
    if outer.level == "settlement" and kilometres(outer, inner) > _far(outer):
        return "no"
    return "maybe"


def _same_source(one: Place, two: Place) -> bool:
    """Whether both have first-level codes of one source, GeoNames or OCHA."""
    return bool(one.admin1 and two.admin1) and _of_ocha(one) == _of_ocha(two)


def _of_ocha(place: Place) -> bool:
    """Whether its first-level code is a P-code: then its own P-code begins with it."""
    return len(place.admin1) > 2 and place.place_id.startswith(f"pcode:{place.admin1}")


def _codes_alike(one: Place, two: Place) -> bool:
    """The same of a region of our own, which has codes of either: OCHA's begin with the country's letters."""
    coded = [place.admin1.startswith(place.country or "-") for place in (one, two)]
    return bool(one.admin1 and two.admin1) and coded[0] == coded[1]


def _with_outline(coded: Answer, outer: Place, inner: Place, gazetteer: Gazetteer | None) -> Answer:
    """What codes and outline say together: where they disagree, and neither is near the border, nobody knows."""
    drawn = _by_outline(outer, inner, gazetteer)
    if drawn is None or drawn == coded:
        return coded
    if coded == "maybe":
        return drawn
    return coded if drawn == "maybe" else "maybe"


def _by_outline(outer: Place, inner: Place, gazetteer: Gazetteer | None) -> Answer | None:
    """By the outline of the outer place, "maybe" beside its border; None where there is no outline or no point."""
    if inner.lat is None or inner.lon is None or inner.is_area() or outer.level not in ("adm1", "adm2", "adm3"):
        return None
    if gazetteer is None:
        return _by_shipped_outline(outer.place_id, inner.lat, inner.lon)
    drawn = gazetteer.outline(outer.place_id)
    return side_of(*drawn, inner.lat, inner.lon) if drawn is not None else None


@lru_cache(maxsize=50_000)
def _by_shipped_outline(outer_id: str, lat: float, lon: float) -> Answer | None:
    """By an outline that ships, remembered: the reports of one war ask of the same towns and regions."""
    drawn = _shipped(outer_id)
    return side_of(*drawn, lat, lon) if drawn is not None else None


def side_of(shape: BaseGeometry, border: BaseGeometry, lat: float, lon: float) -> Answer:
    """Whether a point (degrees) lies in an outline; "maybe" within 3 km of its border, which is simplified."""
    from shapely import dwithin
    from shapely.geometry import Point

    point = Point(lon, lat)
    if not shape.contains(point):
        return "maybe" if dwithin(shape, point, _EDGE_KM / KM_A_DEGREE) else "no"
    return "maybe" if dwithin(border, point, _EDGE_KM / KM_A_DEGREE) else "yes"


def _far(town: Place) -> float:
    """Kilometres beyond which a site is surely not in a town: more for a city."""
    return 30.0 if town.population >= 100_000 else 10.0


def _with_regions(outer: Place, inner: Place) -> Answer:
    within, overlaps = region_extents().get(inner.place_id, (frozenset(), frozenset()))
    if outer.level == "adm1" and (within or overlaps):
        if outer.place_id in within:
            return "yes"
        return "maybe" if outer.place_id in overlaps else "no"
    if outer.level == "informal_region":
        outer_in, outer_over = region_extents().get(outer.place_id, (frozenset(), frozenset()))
        apart = _codes_alike(outer, inner) and inner.admin1 != outer.admin1
        if not inner.is_area() and outer_in and not outer_over and apart:
            return "no"
        if inner.level == "adm1" and (outer_in or outer_over):
            return "maybe" if inner.place_id in outer_in | outer_over else "no"
    return _by_radius(outer, inner)


def _by_radius(outer: Place, inner: Place) -> Answer:
    away = kilometres(outer, inner)
    radius, own = outer.radius_km or 0.0, inner.radius_km or 0.0
    if away > radius * 1.3 + own + _EDGE_KM:
        return "no" if not inner.is_area() or own else "maybe"
    return "yes" if not inner.is_area() and away <= radius * _SURE_SHARE else "maybe"


def _near(one: Place, two: Place) -> bool:
    return kilometres(one, two) <= (one.radius_km or 0.0) + (two.radius_km or 0.0)


def _by_names(outer: Place, admin: tuple[str, ...]) -> Answer:
    """By the names of the areas that the text puts an unknown place in."""
    own = _keys((outer.name, *outer.names))
    depth = {"country": 0, "adm1": 1, "adm2": 2}.get(outer.level)
    if outer.level != "country" and admin and outer.admin and not _keys(admin[:1]) & _keys(outer.admin[:1]):
        return "no"
    if depth is None:
        return "yes" if _keys(admin[2:]) & own else "maybe"
    if len(admin) <= depth:
        return "maybe"
    if _keys(admin[depth : depth + 1]) & own:
        return "yes"
    return "no" if depth < 2 else "maybe"


def _keys(names: Iterable[str]) -> set[str]:
    """Folded names, and their consonants, so that two spellings of one name meet."""
    folded = {fold_name(name) for name in names}
    return folded | {f"~{skeleton(name)}" for name in folded if name.isascii() and len(skeleton(name)) > 2}
