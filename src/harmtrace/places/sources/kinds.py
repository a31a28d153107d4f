"""Which kind of source a file is, by its content."""

from __future__ import annotations

from typing import Final, Literal, get_args

from harmtrace.errors import UnknownSource
from harmtrace.places.sources import geonames
from harmtrace.places.sources.boundaries import is_boundaries
from harmtrace.places.sources.osm import is_osm
from harmtrace.places.sources.own import COLUMNS, is_own
from harmtrace.places.sources.problems import Problems
from harmtrace.places.sources.streams import Stream, encoding_of
from harmtrace.places.sources.tables import delimiter_of, heading_of, is_json, records_of

Kind = Literal["geonames", "codes", "alternates", "cod", "osm", "csv"]
"""`codes` are GeoNames' tables of admin codes, `alternates` its alternate names, `csv` a table of one's own."""
KINDS: Final[tuple[str, ...]] = get_args(Kind)


def kind_of(stream: Stream, encoding: str | None = None) -> Kind:
    """Tell the kind of a file by how it begins. Raises `UnknownSource` saying what was looked for."""
    head = stream.head()
    if head.startswith(b"SQLite format 3\0"):
        raise UnknownSource(
            "this is a database, perhaps a pack that is built already",
            where=stream.name,
            way_out="Copy a pack into the folder that `harmtrace gazetteer list` names.",
        )
    if b"OSMHeader" in head[:64] or b"<osm" in head[:2048]:
        return "osm"
    if head.startswith(b"PK\x03\x04") or is_json(head):
        return _of_records(stream, encoding)
    return _of_text(stream, head, encoding)


def _of_text(stream: Stream, head: bytes, encoding: str | None) -> Kind:
    text = head.decode(encoding_of(head, encoding), "replace").removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = first.split("\t")
    if first.count("\t") in (3, 2) and "." in cells[0]:
        return "codes"
    if len(cells) >= 8 and cells[0].isdecimal() and cells[1].isdecimal():
        return "alternates"
    if len(cells) == geonames.COLUMNS:
        return "geonames"
    if first[:4096].count("\t") > 4 and cells[0].isdecimal():
        return "geonames"  # a broken row of a dump: its reader names what is wrong
    columns = frozenset(heading_of([first], delimiter_of(first), stream.name))
    return _of_columns(columns, stream)


def _of_records(stream: Stream, encoding: str | None) -> Kind:
    """By the first rows of each sheet, or by the first features."""
    seen: set[str] = set()
    fault: UnknownSource | None = None
    for number, record in enumerate(records_of(stream, Problems(skip=True), encoding)):
        if number > 200 or (record.table in seen and record.table):
            continue
        seen.add(record.table)
        try:
            return _of_columns(frozenset(record.values), stream)
        except UnknownSource as error:
            fault = fault or error
    raise fault or UnknownSource("it holds no rows", where=stream.name)


def _of_columns(columns: frozenset[str], stream: Stream) -> Kind:
    if is_boundaries(columns):
        return "cod"
    if is_osm(columns):
        return "osm"
    if is_own(columns):
        return "csv"
    raise UnknownSource(
        f"it is not known what this is: its first row has {', '.join(sorted(map(repr, columns))[:12])[:300]}",
        where=stream.name,
        way_out="Read are: GeoNames dumps (19 columns, no heading), COD-AB (ADM1_PCODE, ADM1_EN or adm1_pcode,"
        f" adm1_name), OpenStreetMap extracts (@id, name, place), and tables with {', '.join(COLUMNS)}; see --kind.",
    )
