"""Distances between places."""

from __future__ import annotations

import math
from typing import Final

from harmtrace.places.place import Place

EARTH_KM: Final = 6371.0
"""The radius of the earth as a sphere."""
KM_A_DEGREE: Final = EARTH_KM * math.pi / 180
"""Kilometres of a degree of latitude."""


def kilometres(one: Place, two: Place) -> float:
    """The distance between two places with coordinates, on the sphere, in kilometres (haversine)."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return math.inf
    north, south = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(one.lon - two.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
