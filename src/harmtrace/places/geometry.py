"""Distances between places."""

from __future__ import annotations

import math

from harmtrace.places.place import Place

_EARTH_KM = 6371.0


def kilometres(one: Place, two: Place) -> float:
    """The distance between two places with coordinates, on the sphere, in kilometres (haversine)."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return math.inf
    north, south = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(one.lon - two.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
