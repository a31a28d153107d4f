"""From OpenStreetMap extracts (Overpass JSON or CSV, GeoJSON, .osm XML, .osm.pbf) to places.

Nodes and ways with a name and place=*, or one of the kinds of sites that reports name, are taken. Tags: the wiki of
OpenStreetMap, "Map features".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from harmtrace.errors import BrokenFile, HarmtraceError, MissingColumn
from harmtrace.model.where import PlaceLevel
from harmtrace.places.place import Place
from harmtrace.places.sources.problems import Problems, wrong_position
from harmtrace.places.sources.streams import Stream
from harmtrace.places.sources.tables import is_json, records_of

_PLACES: Final[dict[str, PlaceLevel]] = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "isolated_dwelling", "municipality"), "settlement"),
    **dict.fromkeys(("suburb", "neighbourhood", "quarter", "borough", "city_block"), "neighbourhood"),
}
_SITES: Final[dict[str, frozenset[str]]] = {
    "amenity": frozenset(
        "hospital clinic school university college kindergarten marketplace place_of_worship prison refugee_site"
        " police fire_station bus_station courthouse".split()
    ),
    "aeroway": frozenset(("aerodrome",)),
    "landuse": frozenset(("military",)),
    "military": frozenset("base barracks airfield checkpoint".split()),
    "barrier": frozenset(("border_control", "checkpoint")),
    "healthcare": frozenset(("hospital", "clinic", "centre")),
}
_KEYS: Final = ("place", *_SITES)
_NAME: Final = re.compile(r"(?:name|alt_name|official_name|int_name|short_name|loc_name)(?::[a-z]{2,3}(?:-\w+)?)?")
_ID: Final = re.compile(r"(?:(node|way|relation)/)?(\d{1,18})")
_SHOWN: Final = ("name:en", "int_name", "name")
_MAX_NAME: Final = 80

Element = tuple[str, str, dict[str, str], float | None, float | None]
"""Where it stands, its id ("node/7"), its tags, latitude and longitude."""


def is_osm(columns: frozenset[str]) -> bool:
    """Whether these are columns or properties of an extract of OpenStreetMap."""
    marks = {"@id", "osm_id", "@type", "osm_type", "tags"} & columns
    return bool(marks) and bool(columns & {*_KEYS, "name", "tags", "@lat"})


def places_of_osm(stream: Stream, problems: Problems, country: str, encoding: str | None = None) -> Iterator[Place]:
    """Yield the named places of an extract, all in `country`. Raises `BrokenFile`, `BrokenRow`, `MissingColumn`."""
    for where, osm_id, tags, lat, lon in _elements(stream, problems, encoding):
        level = level_of(tags)
        name = next((tags[key] for key in _SHOWN if tags.get(key)), "")
        if level is None or not name or len(name) > _MAX_NAME:
            continue
        if lat is None or lon is None:
            problems.broken(f"{osm_id} has no position (ask Overpass for `out center`)", where)
            continue
        wrong = wrong_position(lat, lon)
        if wrong:
            problems.broken(wrong, where)
            continue
        yield Place(
            place_id=f"osm:{osm_id}",
            name=name,
            level=level,
            names=tuple(one for one in _names(tags) if one != name),
            lat=round(lat, 6),
            lon=round(lon, 6),
            country=country,
            population=_population(tags.get("population", "")),
            feature=next((f"{key}={tags[key]}" for key in _KEYS if key in tags), ""),
        )


def level_of(tags: Mapping[str, str]) -> PlaceLevel | None:
    """The level of an element by its tags, or None for what is no place of a report."""
    level = _PLACES.get(tags.get("place", ""))
    if level:
        return level
    return "site" if any(tags.get(key) in values for key, values in _SITES.items()) else None


def _names(tags: Mapping[str, str]) -> list[str]:
    found = (part.strip() for key, value in tags.items() if _NAME.fullmatch(key) for part in value.split(";"))
    return list(dict.fromkeys(name for name in found if 1 < len(name) <= _MAX_NAME))


def _population(tag: str) -> int:
    digits = tag.replace(",", "").replace(" ", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _elements(stream: Stream, problems: Problems, encoding: str | None) -> Iterator[Element]:
    head = stream.head(4096)
    if b"OSMHeader" in head[:64]:
        yield from _of_pbf(stream)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from _of_xml(stream)
    else:
        yield from _of_table(stream, problems, encoding, json=is_json(head))


def _of_table(stream: Stream, problems: Problems, encoding: str | None, json: bool) -> Iterator[Element]:
    for record in records_of(stream, problems, encoding):
        values = record.values
        nested = values.get("tags")
        tags = nested if isinstance(nested, dict) else values
        osm_id = _osm_id(values)
        if osm_id is None:
            if not json and not {"@id", "osm_id", "id"} & values.keys():
                raise MissingColumn("no column @id or osm_id", where=stream.name)
            problems.broken("an element without an id of OpenStreetMap", record.where)
            continue
        try:
            lat, lon = _position(values, record.geometry)
        except (ValueError, TypeError, KeyError, IndexError):
            problems.broken("a position that is no number", record.where)
            continue
        words = {str(key): str(value) for key, value in tags.items() if isinstance(value, str | int)}
        yield record.where, osm_id, words, lat, lon


def _osm_id(values: Mapping[str, Any]) -> str | None:
    given = next((str(values[key]) for key in ("@id", "osm_id", "id") if values.get(key)), "")
    match = _ID.fullmatch(given.removeprefix("https://www.openstreetmap.org/"))
    if match is None:
        return None
    kind = match[1] or str(values.get("@type") or values.get("osm_type") or values.get("type") or "node")
    return f"{kind if kind in ('node', 'way', 'relation') else 'node'}/{match[2]}"


def _position(values: Mapping[str, Any], geometry: Any) -> tuple[float | None, float | None]:
    if isinstance(geometry, Mapping):
        if geometry.get("type") == "Point":
            lon, lat = geometry["coordinates"][:2]
            return float(lat), float(lon)
        return _centre(geometry)
    centre = values.get("center")
    held = centre if isinstance(centre, Mapping) else values
    lat, lon = (held.get(f"@{key}", held.get(key)) for key in ("lat", "lon"))
    return (float(lat), float(lon)) if lat not in (None, "") and lon not in (None, "") else (None, None)


def _centre(geometry: Mapping[str, Any]) -> tuple[float, float]:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        point = shape(geometry).representative_point()
        return float(point.y), float(point.x)
    except (ShapelyError, AttributeError) as error:
        raise ValueError("a geometry that cannot be read") from error


def _of_xml(stream: Stream) -> Iterator[Element]:
    """Nodes as they come; ways by the middle of their nodes, for which the file is read a second time."""
    ways: list[tuple[str, str, dict[str, str], list[str]]] = []
    wanted: dict[str, tuple[float, float] | None] = {}
    for where, kind, number, tags, held in _xml(stream):
        if not tags or level_of(tags) is None:
            continue
        if kind == "way":
            ways.append((where, f"way/{number}", tags, held.split()))
            wanted.update(dict.fromkeys(held.split()))
        else:
            yield (where, f"node/{number}", tags, *_degrees(held))
    for _, kind, number, _, held in _xml(stream) if wanted else ():
        if kind == "node" and number in wanted:
            lat, lon = _degrees(held)
            wanted[number] = (lat, lon) if lat is not None and lon is not None else None
    for where, osm_id, tags, nodes in ways:
        points = [point for node in nodes if (point := wanted[node])]
        middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)) if points else None
        yield (where, osm_id, tags, *(middle or (None, None)))


def _xml(stream: Stream) -> Iterator[tuple[str, str, str, dict[str, str], str]]:
    """(where, kind, id, tags, "lat lon" or the ids of nodes) of every node and way."""
    from lxml import etree

    with stream.open() as data:
        events = etree.iterparse(
            data, events=("end",), tag=("node", "way"), resolve_entities=False, load_dtd=False, no_network=True
        )
        try:
            for _, element in events:
                tags = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
                held = f"{element.get('lat')} {element.get('lon')}"
                if element.tag == "way":
                    held = " ".join(node.get("ref", "") for node in element.iter("nd"))
                number = element.get("id", "")
                if number.isdecimal():
                    yield f"{stream.name}:{element.sourceline}", str(element.tag), number, tags, held
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise BrokenFile(f"not valid XML: {error}", where=stream.name) from error


def _degrees(held: str) -> tuple[float | None, float | None]:
    try:
        lat, lon = (float(part) for part in held.split())
    except ValueError:
        return None, None
    return lat, lon


def _of_pbf(stream: Stream) -> Iterator[Element]:
    raise _no_pbf(stream)


def _no_pbf(stream: Stream) -> HarmtraceError:
    return BrokenFile(
        "a .osm.pbf file is not read directly",
        where=stream.name,
        way_out="Take the places out of it first: osmium tags-filter IN.osm.pbf nw/place nw/amenity -o OUT.osm",
    )
