"""The map as GeoJSON for scripts, what is told at one of its places, and the drawn map as a page of its own.

The twin of the page is in English as all twins; what the live map asks for is in the tongue of the page.

Scripts are given the same places as the drawn map (`map_picture.gathered`): only an incident at a place that was found
is a point, and nothing is given a position that the page does not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.pipeline.record import load_gazetteer
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.coarsening import rings, vertices
from harmtrace.publish.export_geojson import geometry_of
from harmtrace.publish.map_marks import Spot
from harmtrace.publish.map_picture import gathered
from harmtrace.publish.tongue import _, country_name
from harmtrace.web.addresses import LINKS
from harmtrace.web.reading.overview import Found, found_in, map_of
from harmtrace.web.shelves import Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site, as_plain

_BEYOND = 6.0
"""So many degrees beyond the record's own places the land is given."""
Feature = dict[str, Any]
Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


def routes(site: Site) -> list[BaseRoute]:
    """The page of the drawn map, its twin, the land below it, and what is told at a place of it."""

    def page(asked: Asked) -> Answer:
        found = found_in(asked)
        return Answer(
            lambda: _features(asked.shelves, found),
            lambda: Shown(
                "map_page.html.j2",
                _("Map"),
                {"map": map_of(asked.shelves, found), "links": LINKS, "back": found.filters.address("/")},
            ),
            keep=True,
        )

    def marks(request: Request) -> Response:
        asked = Asked(request, site.shelves_for(request))
        return as_plain(_features(asked.shelves, found_in(asked)))

    def land(request: Request) -> Response:
        box, lines = site.shelves_for(request).once(land_of)
        return as_plain({"type": "FeatureCollection", "features": [*lines, *_country_names(box)]})

    def told(request: Request) -> Response:
        asked = Asked(request, site.shelves_for(request))
        return as_plain(_told(asked.shelves, found_in(asked), asked.query("at", 400)))

    return [
        *site.twinned("/map", page),
        Route("/map/marks", marks),
        Route("/map/land", land),
        Route("/map/told", told),
    ]


def _features(shelves: Shelves, found: Found) -> dict[str, Any]:
    """Points and areas with how many incidents are told of each, and how many incidents are not on the map."""
    spots, unplaced = gathered(found.incidents, found.aggregates, shelves.placed)
    features = [feature for spot in spots for feature in _marks(spot)]
    return {
        "type": "FeatureCollection",
        "bbox": _extent(spots),
        "unplaced": sum(len(row.incidents) for row in unplaced.values()),
        "features": features,
    }


def _marks(spot: Spot) -> Iterator[Feature]:
    """The features of a place. `mark` is what it looks like, `n` how many incidents, `at` where more is told."""
    placing = spot.placing
    properties = {"mark": spot.symbol, "n": len(spot.incidents), "name": placing.name, "at": _key(spot)}
    if placing.kind == "candidates":
        for lat, lon in placing.positions:
            yield {"type": "Feature", "geometry": _point(lat, lon), "properties": properties}
        return
    geometry = geometry_of(placing)
    if geometry is not None:
        if geometry["type"] == "Point":
            geometry = _point(*placing.positions[0])
        yield {"type": "Feature", "geometry": geometry, "properties": properties}


def _key(spot: Spot) -> str:
    return f"{spot.placing.kind}|{spot.placing.key}"


def _point(lat: float, lon: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]}


def _told(shelves: Shelves, found: Found, key: str) -> dict[str, Any]:
    """What a mark says when it is chosen: its place, how sure it is, and the first of its incidents and totals."""
    spots, _unplaced = gathered(found.incidents, found.aggregates, shelves.placed)
    spot = next((one for one in spots if _key(one) == key), None)
    if spot is None:
        return {"name": "", "how": "", "told": [], "more": 0}
    ids = [*(row_id for _number, row_id in spot.incidents), *spot.figures]
    rows = [shelves.row(shelves.held[row_id]) for row_id in ids[:8]]
    return {
        "name": spot.placing.label,
        "how": spot.how,
        "page": LINKS.place(spot),
        "told": [{"address": f"/{row.kind}s/{row.id}", "title": row.title, "figures": row.figures} for row in rows],
        "more": len(ids) - len(rows),
    }


def _extent(spots: Sequence[Spot]) -> list[float] | None:
    """West, south, east and north of most marks: of those with incidents, where there are any."""
    chosen = [spot for spot in spots if spot.incidents] or spots
    points: list[tuple[float, float]] = []
    for spot in chosen:
        outline = spot.placing.outline
        geometry = outline if outline is not None else geometry_of(spot.placing)
        if geometry is not None and geometry["type"] != "Point":
            points += [(lon, lat) for lon, lat in vertices(geometry)]
        else:
            points += [(lon, lat) for lat, lon in spot.placing.positions]
    if not points:
        return None
    # Of many places the outermost few would make the rest a spot in an empty sea.
    aside = len(points) // 100
    lons, lats = sorted(lon for lon, _ in points), sorted(lat for _, lat in points)
    return [lons[aside], lats[aside], lons[-1 - aside], lats[-1 - aside]]


def land_of(shelves: Shelves) -> tuple[Box, list[Feature]]:
    """A box about the places on record, with its coasts and borders and the first-level areas of its countries."""
    gazetteer = load_gazetteer()
    spots, _unplaced = gathered(shelves.incidents, shelves.aggregates, shelves.placed)
    around = _extent(spots) or [-180.0, -60.0, 180.0, 80.0]
    box = (around[0] - _BEYOND, around[1] - _BEYOND, around[2] + _BEYOND, around[3] + _BEYOND)
    ids = {where.place_id for held in shelves.held.values() for where in held.where if where.place_id}
    places = (gazetteer.place(place_id) for place_id in ids)
    countries = sorted({place.country for place in places if place is not None and place.country})
    return box, [*_lines(box), *_first_levels(gazetteer, countries)]


def _lines(box: Box) -> Iterator[Feature]:
    """The coasts and borders that cross a box."""
    west, south, east, north = box
    for kind in ("coast", "border"):
        crossing = [
            line
            for feature in _world()
            if feature["properties"]["kind"] == kind
            for line in feature["geometry"]["coordinates"]
            if min(p[0] for p in line) <= east
            and max(p[0] for p in line) >= west
            and min(p[1] for p in line) <= north
            and max(p[1] for p in line) >= south
        ]
        lines = {"type": "MultiLineString", "coordinates": crossing}
        yield {"type": "Feature", "geometry": lines, "properties": {"kind": kind}}


def _country_names(box: Box) -> Iterator[Feature]:
    """The countries of a box in the tongue in force."""
    west, south, east, north = box
    for feature in _world():
        told = feature["properties"]
        if told["kind"] == "name":
            lon, lat = feature["geometry"]["coordinates"]
            if west <= lon <= east and south <= lat <= north:
                name = country_name(told["country"], told["name"])
                yield {**feature, "properties": {"kind": "name", "name": name}}


@cache
def _world() -> list[Feature]:
    path = files("harmtrace.publish").joinpath("static", "world.geojson")
    found: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def _first_levels(gazetteer: Gazetteer, countries: Iterable[str]) -> Iterator[Feature]:
    for country in countries:
        for place in gazetteer.first_levels(country):
            outline = gazetteer.polygon(place.place_id)
            if outline is not None:
                lines = {"type": "MultiLineString", "coordinates": list(rings(outline))}
                yield {"type": "Feature", "geometry": lines, "properties": {"kind": "adm1"}}
