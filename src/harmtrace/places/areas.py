"""From a place expression to the area on the map that its words stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from harmtrace.model.immutable import immutable
from harmtrace.model.where import Precision, Where
from harmtrace.places.modifiers import Meaning, meaning_of
from harmtrace.places.place import Place
from harmtrace.places.plane import Plane, circle, enclosing, reach_of, ring, wedge
from harmtrace.places.precision import point_radius, precision_of, region_radius

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from harmtrace.places.gazetteer import Gazetteer

NEAR_KM: dict[str, tuple[float, float]] = {
    "near": (0.0, 10.0),
    "around": (0.0, 10.0),
    "beside": (0.0, 5.0),
    "along": (0.0, 5.0),
    "road": (0.0, 15.0),
    "outside": (1.0, 10.0),
    "edge": (0.5, 3.0),
    "suburbs": (0.5, 5.0),
    "toward": (0.0, 25.0),
    "beyond": (0.5, 25.0),
    "countryside": (1.0, 20.0),
    "villages": (0.0, 10.0),
}
"""For each word the share of a town's radius at which its ring begins, and the kilometres that the ring reaches
beyond the town. 25 km is where UCDP and ACLED end what they call near."""
_WIDTH = {True: 45.0, False: 22.5}
"""Degrees to each side of a cardinal direction, and of one between two of them (Wieczorek, Guo and Hijmans 2004)."""
_CARDINAL = 90.0
_HALF_PLANE = 90.0
_QUADRANT = 67.5
"""Degrees to each side of "north" and of "north-east" within a region: the first is a half of it."""
_CENTRE_SHARE = 0.5
_GREATER = 1.5
_ROUTE_SHARE, _ROUTE_LEAST = 0.15, 3.0
"""A road keeps within this share of its length of the straight line, or within so many kilometres."""
_FAR = 20_000.0
_SHORTEST = 1e-6


@immutable(frozen=True, slots=True)
class Placed:
    """Where an expression lies: centre in degrees, radius in kilometres, precision."""

    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision | None


def area_of(where: Where, gazetteer: Gazetteer) -> dict[str, Any] | None:
    """The area that a place expression stands for, as a GeoJSON geometry in degrees; None where it is not known.

    A region is its outline, or a circle where no outline is known; a part of one is cut from it; "near", "15 km north
    of" and "between" are drawn around their places. A place that may be one of several has the area of the one that
    holds all the others, else none; one that the gazetteer lacks has that of the smallest place that the text puts it
    in.
    """
    from shapely.geometry import mapping

    shape = shape_of(where, gazetteer)
    return cast(dict[str, Any], mapping(shape)) if shape is not None else None


def shape_of(where: Where, gazetteer: Gazetteer) -> BaseGeometry | None:
    """The same area as a shape of shapely."""
    ends = _ends(where, gazetteer)
    if ends is not None:
        return gazetteer.remembered(("route", *where.between), lambda: _route(*ends))
    if where.place_id is None and where.precision == "near" and where.lat is not None and where.lon is not None:
        return Plane(where.lat, where.lon).to_degrees(circle(where.radius_km or 0.0))
    place = _place_of(where, gazetteer)
    if place is None:
        return None
    modifier = where.modifier if where.place_id is not None and not where.alternatives else None
    return gazetteer.remembered(("area", place.place_id, modifier), lambda: _shape(place, modifier, gazetteer))


def valid_shape(outline: dict[str, Any] | None) -> BaseGeometry | None:
    """A GeoJSON geometry as a valid shape, ready for many questions; None for None."""
    if outline is None:
        return None
    from shapely import make_valid, prepare
    from shapely.geometry import shape

    made: BaseGeometry = make_valid(shape(outline))
    prepare(made)
    return made


def whole(place: Place, gazetteer: Gazetteer) -> Placed:
    """Where all of a place lies."""

    def made() -> Placed:
        # Another pack may know how many live there.
        counted = place.is_area() or place.population
        known = place if counted else gazetteer.place(place.place_id) or place
        return _whole(known, known.level, gazetteer)

    return gazetteer.remembered(("whole", place.place_id), made)


def located(where: Where, gazetteer: Gazetteer) -> Where:
    """The expression with the centre and radius of its area, and its precision; none where it may be several."""
    key = ("placed", where.place_id, where.modifier, where.between, where.alternatives, where.admin, where.level)
    placed = gazetteer.remembered(key, lambda: _placed(where, gazetteer))
    return where.placed(placed.lat, placed.lon, placed.radius_km, placed.precision)


def _placed(where: Where, gazetteer: Gazetteer) -> Placed:
    if where.between:
        return _of_shape(shape_of(where, gazetteer), "route")
    place = _place_of(where, gazetteer)
    if place is None:
        return Placed(None, None, None, None)
    if where.place_id is None:
        return _inside_of(where, place)
    if where.alternatives:
        return Placed(None, None, None, place.level)
    meaning = meaning_of(where.modifier) if where.modifier else None
    precision = precision_of(place, meaning)
    if meaning is None or (precision == place.level and not meaning.how and not meaning.bearings):
        return _whole(place, precision, gazetteer)
    if meaning.kind == "between":
        # The other end is not known.
        return Placed(None, None, None, precision)
    return _of_shape(shape_of(where, gazetteer), precision)


def _whole(place: Place, precision: Precision, gazetteer: Gazetteer) -> Placed:
    if not place.is_area():
        return Placed(place.lat, place.lon, point_radius(place) if place.lat is not None else None, precision)
    shape = gazetteer.shape(place.place_id)
    if shape is None:
        return Placed(place.lat, place.lon, region_radius(place), precision)
    if place.lat is None or place.lon is None:
        return _of_shape(shape, precision)
    radius = reach_of(Plane(place.lat, place.lon).to_km(shape))
    return Placed(place.lat, place.lon, round(radius, 1), precision)


def _inside_of(where: Where, holder: Place) -> Placed:
    """A place that no pack has: a site is drawn as its town, for anything else only the region is known."""
    if where.level in ("site", "neighbourhood") and not holder.is_area() and holder.lat is not None:
        return Placed(holder.lat, holder.lon, point_radius(holder), holder.level)
    return Placed(None, None, None, holder.level)


def _of_shape(shape: BaseGeometry | None, precision: Precision) -> Placed:
    if shape is None or shape.is_empty:
        return Placed(None, None, None, precision)
    plane = _plane_at(shape)
    east, north, radius = enclosing(plane.to_km(shape))
    lat, lon = plane.point(east, north)
    return Placed(round(lat, 4), round(lon, 4), round(radius, 1), precision)


def _place_of(where: Where, gazetteer: Gazetteer) -> Place | None:
    """The place whose area is meant: its own, the one that holds all that it may be, or the one it lies in."""
    if where.place_id is None:
        return gazetteer.within(where.admin)
    if not where.alternatives:
        return gazetteer.place(where.place_id)
    return _holder([gazetteer.place(place_id) for place_id in (where.place_id, *where.alternatives)])


def _holder(places: Iterable[Place | None]) -> Place | None:
    from harmtrace.places.containment import place_in

    known = [place for place in places if place is not None]
    holders = [outer for outer in known if all(place_in(outer, inner) == "yes" for inner in known)]
    return holders[0] if holders else None


def _ends(where: Where, gazetteer: Gazetteer) -> tuple[Place, Place] | None:
    places = [gazetteer.place(place_id) for place_id in where.between]
    known = [place for place in places if place is not None and place.lat is not None]
    return (known[0], known[1]) if len(known) == len(where.between) == len(("one", "two")) else None


def _route(one: Place, two: Place) -> BaseGeometry:
    """What lies along the straight line between two places."""
    from shapely.geometry import LineString

    ends = ((one.lon or 0.0, one.lat or 0.0), (two.lon or 0.0, two.lat or 0.0))
    plane = Plane((ends[0][1] + ends[1][1]) / 2, (ends[0][0] + ends[1][0]) / 2)
    line = plane.to_km(LineString(ends))
    return plane.to_degrees(line.buffer(max(_ROUTE_LEAST, _ROUTE_SHARE * line.length)))


def _shape(place: Place, modifier: str | None, gazetteer: Gazetteer) -> BaseGeometry | None:
    """The area of a known place with a modifier, in degrees."""
    whole = _base(place, gazetteer)
    if whole is None or modifier is None:
        return whole
    meaning = meaning_of(modifier)
    if meaning.kind == "between":
        return None
    if place.lat is not None and place.lon is not None and not place.is_area():
        plane = Plane(place.lat, place.lon)
        return plane.to_degrees(_of_town(point_radius(place), meaning))
    plane = _plane_at(whole)
    seat = _seat(place, gazetteer) if meaning.how == "countryside" else None
    town = plane.to_km(_base(seat, gazetteer)) if seat else None
    return plane.to_degrees(_of_region(plane.to_km(whole), meaning, town))


def _base(place: Place | None, gazetteer: Gazetteer) -> BaseGeometry | None:
    """A whole place: its outline, or a circle."""
    if place is None:
        return None
    outline = gazetteer.shape(place.place_id)
    if outline is not None:
        return outline
    radius = region_radius(place) if place.is_area() else point_radius(place)
    if place.lat is None or place.lon is None or radius is None:
        return None
    round_ = Plane(place.lat, place.lon).to_degrees(circle(radius))
    return _trimmed(round_, place, gazetteer) if place.level == "informal_region" else round_


def _trimmed(region: BaseGeometry, place: Place, gazetteer: Gazetteer) -> BaseGeometry:
    """The circle of an informal region without what lies in first-level regions that it has no part of."""
    from shapely import union_all

    from harmtrace.places.containment import region_extents

    inside, over = region_extents().get(place.place_id, (frozenset(), frozenset()))
    shapes = [gazetteer.shape(place_id) for place_id in (*inside, *over)]
    known = [shape for shape in shapes if shape is not None]
    if not known or len(known) < len(shapes):
        return region
    trimmed: BaseGeometry = region.intersection(union_all(known))
    return region if trimmed.is_empty else trimmed


def _of_town(radius: float, meaning: Meaning) -> BaseGeometry:
    """What words mean of a town at the origin, in kilometres; the whole town where they mean no more."""
    if meaning.kind == "distance":
        # Whether a distance is told from the middle of a town or from its edge is not known.
        area = ring(max(0.0, meaning.low - radius), meaning.high + radius)
    elif meaning.kind == "part" and meaning.how in ("", "central", "greater"):
        share = {"central": _CENTRE_SHARE, "greater": _GREATER}.get(meaning.how, 1.0)
        return _cut(circle(radius * share), meaning, (0.0, 0.0))
    else:
        share, reach = NEAR_KM[meaning.how or meaning.kind]
        area = ring(radius * share, radius + reach)
    return area.intersection(_toward(meaning, (0.0, 0.0))) if meaning.bearings else area


def _of_region(whole: BaseGeometry, meaning: Meaning, town: BaseGeometry | None) -> BaseGeometry:
    """What words mean of a region, in kilometres. What is near or beyond it lies outside of it."""
    middle = (whole.centroid.x, whole.centroid.y)
    if meaning.kind in ("part", "ring"):
        part = _cut(whole, meaning, middle)
        rural = part.difference(town) if town is not None else part
        return part if rural.is_empty else rural
    low, high = (
        (meaning.low, meaning.high) if meaning.kind == "distance" else (0.0, NEAR_KM[meaning.how or "beyond"][1])
    )
    around = whole.buffer(max(high, _SHORTEST)).difference(whole.buffer(low) if low > 0 else whole)
    area = around.intersection(_toward(meaning, middle)) if meaning.bearings else around
    return around if area.is_empty else area


def _cut(whole: BaseGeometry, meaning: Meaning, middle: tuple[float, float]) -> BaseGeometry:
    """The part of a shape that lies in a direction from its middle, or around its middle."""
    from shapely.affinity import scale

    if meaning.how == "central":
        part = scale(whole, _CENTRE_SHARE, _CENTRE_SHARE, origin=middle).intersection(whole)
    elif meaning.bearings:
        part = whole
        for bearing in meaning.bearings[:2]:
            width = _HALF_PLANE if bearing % _CARDINAL == 0 else _QUADRANT
            part = part.intersection(wedge((bearing,), width, _FAR, middle))
    else:
        return whole
    return whole if part.is_empty else part


def _toward(meaning: Meaning, at: tuple[float, float]) -> BaseGeometry:
    width = _WIDTH[all(bearing % _CARDINAL == 0 for bearing in meaning.bearings)]
    return wedge(meaning.bearings, width, _FAR, at)


def _seat(region: Place, gazetteer: Gazetteer) -> Place | None:
    """The town that a region bears the name of; its countryside lies around it."""
    towns = [
        place
        for place in gazetteer.lookup(region.name)
        if place.level == "settlement" and (place.country, place.admin1) == (region.country, region.admin1)
    ]
    return max(towns, key=lambda place: place.population, default=None)


def _plane_at(shape: BaseGeometry) -> Plane:
    west, south, east, north = shape.bounds
    return Plane((south + north) / 2, (west + east) / 2)
