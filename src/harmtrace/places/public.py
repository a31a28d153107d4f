"""From a position to the one that the public may see: a knot of a grid, in the same first-level region.

Why a grid, and no random shift: a place is named in many reports. Were each incident moved by chance, or by a hash of
its id with a secret key, the mean of the shifted points of one village would lead back to it, the sooner the more it
was hit; a new key, a new version or a second export would give further draws. Here a public position depends on the
cell of the grid and the region alone. All places of a cell in a region have one public position, in every export,
every run and every installation (the outlines are those shipped, not those of installed packs), and there is nothing
to average. What remains to be said openly: a cell that holds one village hides nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from harmtrace.model.immutable import immutable
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GRID_DEGREES = 0.1
"""The distance between lines of the grid, in degrees: 11 km from south to north, 9 km from west to east in Syria."""
_RINGS = 3
"""So far from its own knot, in knots, a position may be moved to stay in its region."""
_DIGITS = 4


@immutable(frozen=True, slots=True)
class PublicPoint:
    """A public position in degrees. The true position is within `radius_km` of it, anywhere in its cell."""

    lat: float
    lon: float
    radius_km: float


@cache
def _regions() -> tuple[BaseGeometry, ...]:
    """The first-level regions whose outlines are shipped, in the order of their ids."""
    from harmtrace.places.areas import valid_shape
    from harmtrace.places.containment import polygon
    from harmtrace.places.tables import table

    ids = sorted(row["place_id"] for row in table("places") if row["level"] == "adm1")
    shapes = (valid_shape(polygon(place_id)) for place_id in ids)
    return tuple(shape for shape in shapes if shape is not None)


@cache
def _alone(number: int) -> BaseGeometry:
    """What of a region no region before it holds as well: simplified outlines overlap."""
    region = _regions()[number]
    for before in _regions()[:number]:
        region = region.difference(before)
    return region


def _home(lat: float, lon: float) -> int | None:
    """The number of the region that a position lies in, None where no outline holds it."""
    from shapely.geometry import Point

    at = Point(lon, lat)
    return next((number for number, shape in enumerate(_regions()) if shape.contains(at)), None)


@lru_cache(maxsize=50_000)
def public_point(lat: float, lon: float) -> PublicPoint:
    """The public position of a position (degrees).

    The nearest knot of the grid; where that lies in another first-level region or in the sea, as far as outlines are
    known, the knot nearest to it that does not; where a region holds none, a point within the region. A position that
    is public already stays where it is.
    """
    home = _home(lat, lon)
    row, column = _knot(lat), _knot(lon)
    for north, east in _around():
        shown = _degrees(row + north), _degrees(column + east)
        if abs(shown[0]) <= 90 and _home(*shown) == home:
            return PublicPoint(*shown, _reach(row, column, shown))
    if home is None:
        shown = _degrees(row), _degrees(column)
    else:
        middle = _alone(home).representative_point()
        shown = round(float(middle.y), _DIGITS), round(float(middle.x), _DIGITS)
    return PublicPoint(*shown, _reach(row, column, shown))


def _knot(degrees: float) -> int:
    return round(degrees / GRID_DEGREES)


def _degrees(knot: int) -> float:
    return round(knot * GRID_DEGREES, 1)


@cache
def _around() -> tuple[tuple[int, int], ...]:
    """Steps from a knot to itself and those around it, the nearest first, of equals the southernmost, westernmost."""
    steps = range(-_RINGS, _RINGS + 1)
    return tuple(sorted(((n, e) for n in steps for e in steps), key=lambda step: (step[0] ** 2 + step[1] ** 2, step)))


def _reach(row: int, column: int, shown: tuple[float, float]) -> float:
    """Kilometres from a public position to the farthest corner of the cell that it stands for."""
    middle = Place("", "", "settlement", lat=shown[0], lon=shown[1])
    corners = (Place("", "", "settlement", lat=lat, lon=lon) for lat, lon in _corners(row, column))
    return round(max(kilometres(middle, corner) for corner in corners), 1)


def _corners(row: int, column: int) -> Iterator[tuple[float, float]]:
    for north in (-0.5, 0.5):
        for east in (-0.5, 0.5):
            yield (row + north) * GRID_DEGREES, (column + east) * GRID_DEGREES
