"""The grid to which public positions are moved: the one place where a position is made coarse."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from harmtrace.places.geometry import KM_A_DEGREE
from harmtrace.places.public import GRID_DEGREES, public_point

COARSE_DEGREES = GRID_DEGREES
"""The grid to which public coordinates are moved, in degrees."""
COARSE_KM = 8.0
"""No public circle is smaller: half the diagonal of a cell of the grid at the equator, in kilometres."""


def shown_position(lat: float, lon: float, public: bool) -> tuple[float, float]:
    """A position as it may be shown: as it is for the team, moved to the grid, within its region, for the public."""
    if not public:
        return lat, lon
    shown = public_point(lat, lon)
    return shown.lat, shown.lon


def shown_radius(lat: float, lon: float, radius_km: float, public: bool) -> float:
    """The radius in kilometres of a circle around the shown position; in public, at least what the grid hides."""
    return max(radius_km, COARSE_KM, public_point(lat, lon).radius_km) if public else radius_km


def smaller_than_grid(outline: dict[str, Any]) -> bool:
    """Whether an outline would say more exactly where something was than the grid does."""
    points = list(vertices(outline))
    spans = [max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1)]
    return max(spans) < COARSE_DEGREES


def middle_of(outline: dict[str, Any]) -> tuple[tuple[float, float], float]:
    """The middle (latitude, longitude) of the box around an outline, and half the diagonal of the box in kilometres."""
    points = list(vertices(outline))
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    lat, lon = (south + north) / 2, (west + east) / 2
    across = (east - west) * math.cos(math.radians(lat))
    return (lat, lon), math.hypot(across, north - south) / 2 * KM_A_DEGREE


def rings(outline: dict[str, Any]) -> Iterator[list[list[float]]]:
    """The rings of a polygon or multipolygon, outer and inner ones alike."""
    coordinates = outline["coordinates"]
    for polygon in [coordinates] if outline["type"] == "Polygon" else coordinates:
        yield from polygon


def vertices(outline: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """The corners of a geometry, longitude first."""
    for ring in rings(outline):
        for point in ring:
            yield point[0], point[1]
