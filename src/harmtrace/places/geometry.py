"""Distances between places."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from harmtrace.places.place import Place

EARTH_KM: Final = 6371.0
"""The radius of the earth as a sphere."""
KM_A_DEGREE: Final = EARTH_KM * math.pi / 180
"""Kilometres of a degree of latitude."""


Vector = tuple[float, float, float]


def kilometres(one: Place, two: Place) -> float:
    """The distance between two places on the sphere, in kilometres; infinite where one has no coordinates."""
    here, there = vector_of(one), vector_of(two)
    return math.inf if here is None or there is None else kilometres_between(here, there)


def vector_of(place: Place) -> Vector | None:
    """From the middle of the earth to a place, in kilometres; None where it has no coordinates."""
    return None if place.lat is None or place.lon is None else _vector(place.lat, place.lon)


def vector_at(lat: float, lon: float) -> Vector:
    """From the middle of the earth to a point in degrees, in kilometres."""
    return _vector(lat, lon)


def kilometres_between(one: Vector, two: Vector) -> float:
    """The way over the ground between two points, in kilometres, by the chord between them."""
    return 2 * EARTH_KM * math.asin(min(1.0, math.dist(one, two) / (2 * EARTH_KM)))


@lru_cache(maxsize=100_000)
def _vector(lat: float, lon: float) -> Vector:
    north, east = math.radians(lat), math.radians(lon)
    across = EARTH_KM * math.cos(north)
    return across * math.cos(east), across * math.sin(east), EARTH_KM * math.sin(north)
