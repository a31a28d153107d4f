"""Circles on the globe as GeoJSON polygons."""

from __future__ import annotations

import math
from typing import Any

from harmtrace.places.geometry import KM_A_DEGREE

_CORNERS = 48


def circle(centre: tuple[float, float], radius_km: float) -> dict[str, Any]:
    """The points `radius_km` kilometres from `centre` (latitude, longitude in degrees) as a polygon.

    Great-circle destination formula on the sphere. Where the circle crosses the 180th meridian it is cut there,
    as RFC 7946 (3.1.9) asks; around a pole it is the cap.
    """
    lat, lon = centre
    reach = radius_km / KM_A_DEGREE
    if abs(lat) + reach >= 90:
        edge = max(abs(lat) - reach, -90.0)
        low, high = (edge, 90.0) if lat > 0 else (-90.0, -edge)
        return {"type": "Polygon", "coordinates": [_box(-180.0, low, 180.0, high)]}
    ring = [_towards(lat, lon, reach, 2 * math.pi * corner / _CORNERS) for corner in range(_CORNERS)]
    ring.append(ring[0])
    if all(-180 <= point[0] <= 180 for point in ring):
        return {"type": "Polygon", "coordinates": [ring[::-1]]}
    return _cut(ring)


def _towards(lat: float, lon: float, degrees: float, bearing: float) -> list[float]:
    """The point so many degrees of arc from another; its longitude is not brought back into ±180."""
    north, reach = math.radians(lat), math.radians(degrees)
    sine = math.sin(north) * math.cos(reach) + math.cos(north) * math.sin(reach) * math.cos(bearing)
    east = math.atan2(math.sin(bearing) * math.sin(reach) * math.cos(north), math.cos(reach) - math.sin(north) * sine)
    return [round(lon + math.degrees(east), 4), round(math.degrees(math.asin(sine)), 4)]


def _box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _cut(ring: list[list[float]]) -> dict[str, Any]:
    from shapely.affinity import translate
    from shapely.geometry import Polygon, box, mapping
    from shapely.ops import unary_union

    whole, world = Polygon(ring), box(-180, -90, 180, 90)
    pieces = [translate(whole, shift).intersection(world) for shift in (-360, 0, 360)]
    shape: dict[str, Any] = mapping(unary_union([piece for piece in pieces if not piece.is_empty]))
    return shape
