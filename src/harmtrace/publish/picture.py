"""From incidents and aggregates to a map and a timeline as SVG.

They are drawn here, on the server, because the same picture then stands in the report and on
the pages, prints, is read out by screen readers, and needs no script, tiles or graphics card.
An interactive map comes with the workbench. Points are drawn for incidents with a point only;
a region is an area or is listed beside the map, never a pin.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.when import When
from harmtrace.publish import wording
from harmtrace.publish.views import coarse

Outline = Callable[[str], dict[str, Any] | None]
WIDTH, HEIGHT, MARGIN = 760, 460, 28


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a map shows, in degrees, and how it falls on the page."""

    west: float
    south: float
    east: float
    north: float

    def x(self, longitude: float) -> float:
        """Page x of a longitude."""
        return MARGIN + (longitude - self.west) / (self.east - self.west) * (WIDTH - 2 * MARGIN)

    def y(self, latitude: float) -> float:
        """Page y of a latitude."""
        return HEIGHT - MARGIN - (latitude - self.south) / (self.north - self.south) * (HEIGHT - 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class Mark:
    """An incident on the map."""

    id: str
    label: str
    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The drawn map and what could not be drawn."""

    svg: Markup
    marks: tuple[Mark, ...]
    unmapped: tuple[str, ...]


_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_LETTER = 6.6
"""The width of a letter of a label, as drawn."""


def draw_map(
    incidents: Sequence[Incident], aggregates: Sequence[Aggregate], outline: Outline, public: bool, link: str
) -> MapPicture:
    """Draw the map. `link` is a format string for the address of an incident (`{id}`)."""
    marks, unmapped = _marks(incidents, public)
    areas, missing = _areas(aggregates, outline)
    if not marks and not areas:
        return MapPicture(Markup(""), (), (*unmapped, *missing))
    frame = _frame(marks, areas)
    parts = [*_graticule(frame), *_area_shapes(areas, frame), *_points(marks, frame, link), _scale(frame)]
    described = f"Map of {len(marks)} incidents with a point; {len(areas)} areas of figures for several incidents."
    return MapPicture(_svg(parts, HEIGHT, described, "map"), tuple(marks), (*unmapped, *missing))


def draw_timeline(incidents: Sequence[Incident], aggregates: Sequence[Aggregate], link: str) -> Markup:
    """Draw incidents as dots by day and aggregates as bars over their period."""
    dated = [(i.when, i.incident_id, wording.title_of(i)) for i in incidents if i.when]
    spans = [(a.when, a.aggregate_id, wording.title_of(a)) for a in aggregates if a.when]
    every = [when for when, _, _ in (*dated, *spans)]
    if not every:
        return Markup("")
    shown = _main_period([when for when, _, _ in dated] or every)
    first, last = shown
    days = max((last - first).days, 1)

    def at(day: datetime.date) -> float:
        return MARGIN + ((day - first).days + 0.5) / (days + 1) * (WIDTH - 2 * MARGIN)

    inside = [s for s in spans if s[0].start <= last and s[0].end >= first]
    bars = [
        _bar(at(max(when.start, first)), at(min(when.end, last)), 34 + row * 13, row_id, title, link)
        for row, (when, row_id, title) in enumerate(sorted(inside, key=lambda s: (s[0].start, s[1])))
    ]
    top = 48 + len(inside) * 13
    dots, height = _dots([d for d in dated if first <= d[0].start <= last], at, top, link)
    outside = len(every) - len(inside) - len(dots)
    axis = _axis(first, last, at, height + 22)
    note = f" {outside} outside the period shown." if outside else ""
    described = f"Timeline from {first} to {last}: {len(dots)} incidents, {len(inside)} periods.{note}"
    return _svg([*axis, *bars, *dots], height + 40, described, "timeline")


def _marks(incidents: Sequence[Incident], public: bool) -> tuple[list[Mark], list[str]]:
    marks: list[Mark] = []
    unmapped: list[str] = []
    for number, incident in enumerate(incidents, 1):
        point = next((w for w in incident.where if w.is_point()), None)
        if point is None or point.lat is None or point.lon is None:
            unmapped.append(f"{number}. {wording.where_words(incident.where)}")
            continue
        latitude, longitude = (coarse(point.lat), coarse(point.lon)) if public else (point.lat, point.lon)
        marks.append(Mark(incident.incident_id, point.name, number, latitude, longitude))
    return marks, unmapped


def _areas(aggregates: Sequence[Aggregate], outline: Outline) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    missing: list[str] = []
    for aggregate in aggregates:
        for place in aggregate.where:
            shape = outline(place.place_id) if place.place_id else None
            if shape is not None and place.place_id:
                found.setdefault(place.place_id, (place.name, shape))
            elif place.level is not None:
                missing.append(f"region not drawn: {wording.where_words([place])}")
    return list(found.values()), list(dict.fromkeys(missing))


def _frame(marks: Sequence[Mark], areas: Sequence[tuple[str, dict[str, Any]]]) -> Frame:
    points = [(m.longitude, m.latitude) for m in marks] or [p for _, shape in areas for p in _vertices(shape)]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    middle = math.cos(math.radians((south + north) / 2)) or 0.1
    aspect = (WIDTH - 2 * MARGIN) / (HEIGHT - 2 * MARGIN)
    height = max(north - south, (east - west) * middle / aspect, 0.35) * 1.35
    width = height * aspect / middle
    x, y = (west + east) / 2, (south + north) / 2
    return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _rings(shape: dict[str, Any]) -> Iterable[list[list[float]]]:
    coordinates = shape["coordinates"]
    polygons = [coordinates] if shape["type"] == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def _vertices(shape: dict[str, Any]) -> list[tuple[float, float]]:
    return [(point[0], point[1]) for ring in _rings(shape) for point in ring]


def _area_shapes(areas: Sequence[tuple[str, dict[str, Any]]], frame: Frame) -> list[Markup]:
    shapes = []
    for name, shape in areas:
        path = " ".join(
            "M" + "L".join(f"{frame.x(p[0]):.1f},{frame.y(p[1]):.1f}" for p in ring) + "Z" for ring in _rings(shape)
        )
        shapes.append(Markup('<path class="area" d="{}"><title>{}</title></path>').format(path, f"Area: {name}"))
    return shapes


def _points(marks: Sequence[Mark], frame: Frame, link: str) -> list[Markup]:
    together: dict[tuple[float, float], list[Mark]] = {}
    for mark in marks:
        together.setdefault((round(mark.latitude, 3), round(mark.longitude, 3)), []).append(mark)
    spots = [(frame.x(longitude), frame.y(latitude)) for latitude, longitude in together]
    taken: list[_Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in spots]
    shapes = []
    for (x, y), here in zip(spots, together.values(), strict=True):
        numbers = ", ".join(str(mark.number) for mark in here)
        radius = 5 + 2 * min(len(here) - 1, 3)
        left, base, anchor = _free_place(x, y, radius + 5, len(here[0].label) + len(numbers) + 1, taken)
        shapes.append(
            Markup(
                '<a href="{}"><circle class="point" cx="{:.1f}" cy="{:.1f}" r="{}"><title>{}</title></circle>'
                '<text class="name" x="{:.1f}" y="{:.1f}" text-anchor="{}">{} '
                '<tspan class="small">{}</tspan></text></a>'
            ).format(
                link.format(id=here[0].id), x, y, radius, f"{here[0].label}: {numbers}",
                left, base, anchor, here[0].label, numbers,
            )
        )  # fmt: skip
    return shapes


def _free_place(x: float, y: float, gap: float, letters: int, taken: list[_Box]) -> tuple[float, float, str]:
    """Where a label of so many letters covers no point or label: right, left, below, above; else to the right."""
    width = letters * _LETTER
    places: list[tuple[float, float, str, float]] = [
        (x + gap, y + 4, "start", x + gap),
        (x - gap, y + 4, "end", x - gap - width),
        (x, y + gap + 10, "middle", x - width / 2),
        (x, y - gap - 1, "middle", x - width / 2),
        (x + gap, y + gap + 10, "start", x + gap),
        (x - gap, y - gap - 1, "end", x - gap - width),
    ]
    for left, base, anchor, edge in places:
        box = (edge, base - 11, edge + width, base + 3)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT
        if inside and not any(_cross(box, other) for other in taken):
            taken.append(box)
            return left, base, anchor
    return x + gap, y + 4, "start"


def _cross(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _graticule(frame: Frame) -> list[Markup]:
    step = next(s for s in (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30) if (frame.east - frame.west) / s <= 7 or s == 30)
    lines = []
    longitude = math.ceil(frame.west / step) * step
    while longitude < frame.east:
        x = frame.x(longitude)
        lines.append(_line(x, MARGIN, x, HEIGHT - MARGIN, "grid"))
        lines.append(_text(x, HEIGHT - MARGIN + 14, f"{longitude:.4g}° E", "tick", "middle"))
        longitude += step
    latitude = math.ceil(frame.south / step) * step
    while latitude < frame.north:
        y = frame.y(latitude)
        lines.append(_line(MARGIN, y, WIDTH - MARGIN, y, "grid"))
        lines.append(_text(MARGIN + 2, y - 3, f"{latitude:.4g}° N", "tick", "start"))
        latitude += step
    return lines


def _scale(frame: Frame) -> Markup:
    per_degree = 111.32 * math.cos(math.radians((frame.south + frame.north) / 2))
    pixel = (frame.east - frame.west) * per_degree / (WIDTH - 2 * MARGIN)
    km = next((k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if k / pixel > 60), 2000)
    x, y = WIDTH - MARGIN - km / pixel - 6, HEIGHT - MARGIN - 10
    return _line(x, y, x + km / pixel, y, "scale") + _text(x, y - 5, f"{km} km", "tick", "start")


def _main_period(whens: Sequence[When]) -> tuple[datetime.date, datetime.date]:
    """The period that holds most incidents: far single dates would squeeze the rest together."""
    starts = sorted(when.start for when in whens)
    middle = starts[len(starts) // 2]
    near = [day for day in starts if abs((day - middle).days) <= 45] or starts
    return near[0] - datetime.timedelta(days=1), near[-1] + datetime.timedelta(days=1)


def _bar(left: float, right: float, y: float, row_id: str, title: str, link: str) -> Markup:
    return Markup(
        '<a href="{}"><rect class="bar" x="{:.1f}" y="{}" width="{:.1f}" height="8" rx="2"><title>{}</title></rect></a>'
    ).format(link.format(id=row_id), left - 4, y, max(right - left, 0) + 8, title)


def _dots(
    dated: Sequence[tuple[When, str, str]], at: Callable[[datetime.date], float], top: float, link: str
) -> tuple[list[Markup], float]:
    stacked: dict[datetime.date, int] = {}
    dots = []
    for when, row_id, title in sorted(dated, key=lambda item: (item[0].start, item[1])):
        level = stacked.get(when.start, 0)
        stacked[when.start] = level + 1
        dots.append(
            Markup(
                '<a href="{}"><circle class="point" cx="{:.1f}" cy="{:.1f}" r="5"><title>{}</title></circle></a>'
            ).format(link.format(id=row_id), at(when.start), top + level * 14, title)
        )
    return dots, top + max(stacked.values(), default=1) * 14


def _axis(first: datetime.date, last: datetime.date, at: Callable[[datetime.date], float], y: float) -> list[Markup]:
    days = (last - first).days
    step = next(s for s in (1, 2, 7, 14, 30, 90, 365) if days / s <= 9 or s == 365)
    lines = [_line(MARGIN, y - 16, WIDTH - MARGIN, y - 16, "scale")]
    for offset in range(0, days + 1, step):
        day = first + datetime.timedelta(days=offset)
        lines.append(
            _text(at(day), y, f"{day.day} {day:%b %Y}" if offset == 0 else f"{day.day} {day:%b}", "tick", "middle")
        )
    return lines


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, x1, y1, x2, y2)


def _text(x: float, y: float, words: str, kind: str, anchor: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(kind, x, y, anchor, words)


def _svg(parts: Iterable[Markup], height: float, described: str, kind: str) -> Markup:
    body = Markup("").join(parts)
    return Markup('<svg class="{}" viewBox="0 0 {} {:.0f}" role="img" aria-label="{}">{}</svg>').format(
        kind, WIDTH, height, escape(described), body
    )
