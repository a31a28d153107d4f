"""The part of the world that a map shows, and how it falls on the sheet (equirectangular about its middle)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from harmtrace.places.geometry import KM_A_DEGREE
from harmtrace.publish.labels import Box
from harmtrace.publish.svg import MARGIN, Canvas, line, text
from harmtrace.publish.tongue import _, numeral

_LEAST_DEGREES = 0.35
_ROOM = 1.35
_STEPS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Frame:
    """West, south, east and north in degrees; east is more than 180 where the frame crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float
    sheet: Canvas

    @property
    def width(self) -> float:
        """Its width in degrees of longitude."""
        return self.east - self.west

    def x(self, longitude: float) -> float:
        """Sheet x of a longitude, which may lie outside."""
        return MARGIN + (longitude - self.west) / self.width * (self.sheet.width - 2 * MARGIN)

    def y(self, latitude: float) -> float:
        """Sheet y of a latitude."""
        down = (latitude - self.south) / (self.north - self.south)
        return self.sheet.height - MARGIN - down * (self.sheet.height - 2 * MARGIN)

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Sheet position of a point of the globe, on whichever side of the 180th meridian the frame lies."""
        middle = (self.west + self.east) / 2
        nearest = min((longitude, longitude + 360, longitude - 360), key=lambda turned: abs(turned - middle))
        return self.x(nearest), self.y(latitude)

    def holds(self, x: float, y: float) -> bool:
        """Whether a position of the sheet lies in the frame."""
        return MARGIN <= x <= self.sheet.width - MARGIN and MARGIN <= y <= self.sheet.height - MARGIN

    def pixels(self, kilometres: float, latitude: float) -> tuple[float, float]:
        """How long kilometres are on the sheet, eastward and northward, at a latitude."""
        across = (self.sheet.width - 2 * MARGIN) / self.width
        up = (self.sheet.height - 2 * MARGIN) / (self.north - self.south)
        narrow = max(math.cos(math.radians(latitude)), 0.05)
        return kilometres / (KM_A_DEGREE * narrow) * across, kilometres / KM_A_DEGREE * up


def frame_of(points: Iterable[tuple[float, float]], sheet: Canvas) -> Frame:
    """The frame that holds all points (latitude, longitude), with room about them."""
    given = list(points)
    west, east = _span([lon for _, lon in given])
    south, north = min(lat for lat, _ in given), max(lat for lat, _ in given)
    middle = max(math.cos(math.radians((south + north) / 2)), 0.2)
    aspect = (sheet.width - 2 * MARGIN) / (sheet.height - 2 * MARGIN)
    height = max(north - south, (east - west) * middle / aspect, _LEAST_DEGREES) * _ROOM
    width = height * aspect / middle
    if width > 360:
        height, width = height * 360 / width, 360.0
    x, y = (west + east) / 2, (south + north) / 2
    return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2, sheet)


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch that holds all longitudes: the world without the widest gap between them."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in longitudes})
    after = [*ordered[1:], ordered[0] + 360]
    _, start = max((follows - lon, at) for at, (lon, follows) in enumerate(zip(ordered, after, strict=True)))
    west = ordered[(start + 1) % len(ordered)]
    east = ordered[start]
    return west, east if east >= west else east + 360


def graticule(frame: Frame) -> list[Markup]:
    """Lines of longitude and latitude with their degrees."""
    top, bottom, right = MARGIN, frame.sheet.height - MARGIN, frame.sheet.width - MARGIN
    lines = []
    for longitude in _steps(frame.west, frame.east, _step(frame)):
        x = frame.x(longitude)
        lines.append(line(x, top, x, bottom, "grid"))
        lines.append(text(x, bottom + 14, _degrees((longitude + 180) % 360 - 180, _("E"), _("W")), "tick", "middle"))
    for latitude in _latitudes(frame):
        y = frame.y(latitude)
        lines.append(line(MARGIN, y, right, y, "grid"))
        lines.append(text(MARGIN + 2, y - 3, _degrees(latitude, _("N"), _("S")), "tick", "start"))
    return lines


def ticks(frame: Frame) -> list[Box]:
    """The room that degrees of latitude and the scale take on the map."""
    scale = (frame.sheet.width - MARGIN - 140, frame.sheet.height - MARGIN - 30)
    boxes = [(MARGIN, frame.y(latitude) - 14, MARGIN + 48, frame.y(latitude)) for latitude in _latitudes(frame)]
    return [*boxes, (*scale, frame.sheet.width - MARGIN, frame.sheet.height - MARGIN)]


def _step(frame: Frame) -> float:
    most = 7 if frame.sheet.width > 500 else 4
    return next((s for s in _STEPS if frame.width / s <= most), _STEPS[-1])


def _latitudes(frame: Frame) -> list[float]:
    found = _steps(max(frame.south, -90), min(frame.north, 90), _step(frame))
    return [latitude for latitude in found if frame.y(latitude) > MARGIN + 12]


def _steps(first: float, last: float, step: float) -> list[float]:
    start = math.ceil(first / step)
    return [number * step for number in range(start, math.floor(last / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    shown = round(value, 2)
    return numeral(f"{abs(shown):.4g}") + "°" + ("" if shown == 0 else f" {positive if shown > 0 else negative}")


def scale_bar(frame: Frame) -> Markup:
    """A length in kilometres, true at the middle of the map."""
    a_kilometre, _up = frame.pixels(1, (frame.south + frame.north) / 2)
    km = next((k for k in _LENGTHS if k * a_kilometre > 60), 2000)
    x, y = frame.sheet.width - MARGIN - km * a_kilometre - 6, frame.sheet.height - MARGIN - 10
    return line(x, y, x + km * a_kilometre, y, "scale") + text(x, y - 5, _("{length} km", length=km), "tick", "start")
