"""From degrees to kilometres on a plane around a point, and back: shapes are cut and measured on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmtrace.places.geometry import KM_A_DEGREE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_POLAR = 85.0
"""No area is drawn beyond this latitude: the degrees of longitude become too short there."""
_CORNERS = 48


class Plane:
    """An equirectangular plane that touches the earth at a point (degrees), with axes in kilometres east and north.

    Within 500 km of the point a distance is wrong by less than one part in a hundred in the latitudes where people
    live, which is far less than what the words of a report leave open.
    """

    def __init__(self, lat: float, lon: float) -> None:
        self.lat = max(-_POLAR, min(_POLAR, lat))
        self.lon = lon
        self._east = KM_A_DEGREE * math.cos(math.radians(self.lat))

    def to_km(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in degrees (longitude, latitude) as one in kilometres."""
        from shapely import transform

        return transform(shape, self._to_km)

    def to_degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in kilometres as one in degrees (longitude, latitude)."""
        from shapely import transform

        return transform(shape, self._to_degrees)

    def point(self, east: float, north: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the plane."""
        return self.lat + north / KM_A_DEGREE, self.lon + east / self._east

    def _to_km(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return (points - (self.lon, self.lat)) * (self._east, KM_A_DEGREE)

    def _to_degrees(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return points / (self._east, KM_A_DEGREE) + (self.lon, self.lat)


def circle(radius: float) -> BaseGeometry:
    """A circle around the origin of a plane, of `radius` kilometres."""
    from shapely.geometry import Point

    return Point(0.0, 0.0).buffer(radius, quad_segs=_CORNERS // 4)


def ring(inner: float, outer: float) -> BaseGeometry:
    """What lies between two circles around the origin."""
    return circle(outer).difference(circle(inner)) if inner > 0 else circle(outer)


def wedge(bearings: Sequence[float], half_width: float, reach: float, at: tuple[float, float]) -> BaseGeometry:
    """What lies in the direction of any of `bearings`, within `half_width` degrees to each side and `reach` km."""
    from shapely import union_all
    from shapely.geometry import Polygon

    east, north = at
    parts = []
    for bearing in bearings:
        angles = [math.radians(bearing - half_width + 2 * half_width * step / _CORNERS) for step in range(_CORNERS + 1)]
        rim = [(east + reach * math.sin(angle), north + reach * math.cos(angle)) for angle in angles]
        parts.append(Polygon([(east, north), *rim]).buffer(0))
    return union_all(parts)


def enclosing(shape: BaseGeometry) -> tuple[float, float, float]:
    """Centre (east, north) and radius in kilometres of the least circle that holds a shape."""
    from shapely import minimum_bounding_circle, minimum_bounding_radius

    middle = minimum_bounding_circle(shape).centroid
    return float(middle.x), float(middle.y), float(minimum_bounding_radius(shape))


def reach_of(shape: BaseGeometry) -> float:
    """How far in kilometres the farthest corner of a shape is from the origin."""
    from shapely.geometry import Point

    return float(shape.hausdorff_distance(Point(0.0, 0.0)))
