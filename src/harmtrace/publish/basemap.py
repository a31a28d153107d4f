"""What lies under the marks of a map: coasts, borders and first-level areas from outlines shipped with harmtrace.

Nothing is fetched. Coasts and borders of the world are coarse (simplified to 0.04 degrees, about 4 km) and are
drawn only where that is no more than a few pixels: on a closer map a line that is off would put a true point on
the wrong side of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Container, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.coarsening import rings
from harmtrace.publish.frame import Frame
from harmtrace.publish.labels import Labels
from harmtrace.publish.svg import Canvas, text, text_width
from harmtrace.publish.tongue import N_, _, country_name, local_name, numeral

CREDIT = N_(
    "Coasts and borders: Natural Earth (public domain), simplified, as they are in practice;"
    " no border drawn or left out here is a statement about it."
)
WORLD_FROM = 6.0
"""Degrees of longitude from which on the lines of the world are drawn."""
LOCATOR_UP_TO = 12.0
_AREAS_UP_TO = 12.0
Line = list[list[float]]


@cache
def _world() -> dict[str, Any]:
    path = files("harmtrace.publish").joinpath("static", "world.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    lines: dict[str, list[tuple[float, float, Line]]] = {"coast": [], "border": []}
    names = []
    for feature in features:
        kind, shape = feature["properties"]["kind"], feature["geometry"]["coordinates"]
        if kind == "name":
            names.append((feature["properties"], shape[1], shape[0]))
        else:
            lines[kind] = [(min(p[0] for p in one), max(p[0] for p in one), one) for one in shape]
    return {**lines, "names": names}


def background(frame: Frame, gazetteer: Gazetteer, countries: Iterable[str]) -> list[Markup]:
    """The lines under the marks: first-level areas of `countries` (ISO codes) and the world's coasts and borders."""
    shapes = []
    if frame.width >= WORLD_FROM:
        shapes += [_path(_crossing(frame, _world()[kind]), frame, kind) for kind in ("coast", "border")]
    if frame.width <= _AREAS_UP_TO:
        lines = [ring for outline, _ in _first_levels(gazetteer, countries) for ring in rings(outline)]
        shapes.append(_path(lines, frame, "adm1"))
    return [shape for shape in shapes if shape]


def names_of_land(
    frame: Frame, gazetteer: Gazetteer, countries: Collection[str], named: Collection[str], labels: Labels
) -> list[Markup]:
    """Names of countries or first-level areas, but those `named` by a mark, where labels of marks have left room."""
    names: list[tuple[str, float, float, float]] = []
    if frame.width >= WORLD_FROM:
        names += _country_names(frame, countries)
    if frame.width <= _AREAS_UP_TO:
        levels = _first_levels(gazetteer, countries)
        names += [(name, *_middle(outline, frame), 0.0) for outline, name in levels if not _told(name, named)]
    found = []
    for name, x, y, reach in names:
        at = labels.within(x, y, name, reach) if frame.holds(x, y) else None
        half = text_width(name) / 2
        if at and frame.holds(x - half, at[1] - 12) and frame.holds(x + half, at[1] + 4):
            found.append(text(*at[:2], name, "land", at[2]))
    return found


def _country_names(frame: Frame, countries: Container[str]) -> Iterator[tuple[str, float, float, float]]:
    """The countries that the map is about, and others with room for their names.

    With each how far its name may make way for marks: where it would leave the country it is left out.
    """
    a_degree = frame.sheet.width / frame.width
    for country, lat, lon in sorted(_world()["names"], key=lambda row: row[0]["country"] not in countries):
        name = country_name(country["country"], country["name"]).upper()
        meant, size = country["country"] in countries, country["degrees"] * a_degree
        if meant or size > text_width(name):
            yield name, *frame.spot(lat, lon), size / 3


def _told(name: str, named: Iterable[str]) -> bool:
    """Whether a mark's label has the name: "Homs" beside "outskirts of Homs" would seem to be the city."""
    return any(name in other for other in named)


def locator(frame: Frame) -> Markup:
    """A small picture of the world around a close map, so that one sees where it lies; empty for a wide map."""
    if frame.width > LOCATOR_UP_TO:
        return Markup("")
    lon, lat = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    height = 16.0
    width = height * 1.5 / max(math.cos(math.radians(lat)), 0.2)
    small = Frame(
        lon - width / 2, lat - height / 2, lon + width / 2, lat + height / 2, Canvas("locator", 150 + 56, 100 + 56)
    )
    parts = [_path(_crossing(small, _world()[kind]), small, kind) for kind in ("coast", "border")]
    left, top = small.x(frame.west), small.y(frame.north)
    wide, high = max(small.x(frame.east) - left, 4.0), max(small.y(frame.south) - top, 4.0)
    box = Markup('<rect class="here" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        left, top, wide, high
    )
    words = _(
        "Where the map lies: about latitude {lat}, longitude {lon} degrees",
        lat=numeral(f"{lat:.0f}"),
        lon=numeral(f"{(lon + 180) % 360 - 180:.0f}"),
    )
    return Markup('<svg class="locator" viewBox="28 28 150 100" role="img" aria-label="{}">{}{}</svg>').format(
        words, Markup("").join(parts), box
    )


def _first_levels(gazetteer: Gazetteer, countries: Iterable[str]) -> Iterator[tuple[dict[str, Any], str]]:
    for country in sorted(countries):
        for place in gazetteer.first_levels(country):
            outline = gazetteer.polygon(place.place_id)
            if outline is not None:
                yield outline, local_name(place.place_id, place.name)


def _middle(outline: dict[str, Any], frame: Frame) -> tuple[float, float]:
    """Sheet position of about the middle of the seen part of an outline; outside the sheet where none is seen."""
    from shapely import clip_by_rect
    from shapely.geometry import shape

    seen = clip_by_rect(shape(outline), frame.west, frame.south, frame.east, frame.north)
    if seen.is_empty:
        return -1.0, -1.0
    point = seen.representative_point()
    return frame.x(point.x), frame.y(point.y)


def _crossing(frame: Frame, lines: Iterable[tuple[float, float, Line]]) -> Iterator[Line]:
    """The lines that may be seen, moved by whole turns to where the frame is."""
    for turn in (-360.0, 0.0, 360.0):
        for west, east, points in lines:
            if east + turn >= frame.west and west + turn <= frame.east:
                yield [[lon + turn, lat] for lon, lat in points] if turn else points


def _path(lines: Iterable[Line], frame: Frame, kind: str) -> Markup:
    pieces = [piece for points in lines for piece in _seen(points, frame)]
    if not pieces:
        return Markup("")
    path = "".join("M" + "L".join(f"{frame.x(lon):.1f},{frame.y(lat):.1f}" for lon, lat in piece) for piece in pieces)
    return Markup('<path class="{}" d="{}"/>').format(kind, path)


def _seen(points: Line, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The parts of a line that lie in the frame: what is outside is not sent."""
    from shapely import clip_by_rect, get_parts
    from shapely.geometry import LineString

    if len(points) < 2:
        return
    inside = clip_by_rect(LineString(points), frame.west, frame.south, frame.east, frame.north)
    for part in get_parts(inside):
        if part.geom_type == "LineString" and not part.is_empty:
            yield [(lon, lat) for lon, lat, *_ in part.coords]
