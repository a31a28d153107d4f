"""From a table of one's own (CSV or workbook) to places: one row a place, columns by name.

Columns: name, level, lat, lon, country are needed; id, names (separated by |), admin1, admin2, population and
radius_km may be there. `level` is settlement where the column is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, get_args

from harmtrace.errors import MissingColumn
from harmtrace.model.where import AREA_LEVELS, PlaceLevel
from harmtrace.places.place import Place
from harmtrace.places.sources.problems import Problems, number, wrong_position
from harmtrace.places.sources.streams import Stream
from harmtrace.places.sources.tables import records_of

COLUMNS: Final = (
    "id",
    "name",
    "level",
    "lat",
    "lon",
    "names",
    "country",
    "admin1",
    "admin2",
    "population",
    "radius_km",
)
_LEVELS: Final = frozenset(get_args(PlaceLevel))


def is_own(columns: frozenset[str]) -> bool:
    """Whether these are the columns of a table of places."""
    return "name" in columns and {"lat", "lon"} <= columns


def places_of_table(stream: Stream, problems: Problems, country: str, encoding: str | None = None) -> Iterator[Place]:
    """Yield the places of a table; `country` is that of rows without one.

    Raises `MissingColumn`, `BrokenRow` naming file and row, `BrokenFile`, `EmptyInput`.
    """
    seen: dict[str, str] = {}
    checked: set[tuple[str, ...]] = set()
    for record in records_of(stream, problems, encoding):
        columns = tuple(record.values)
        if columns not in checked:
            _check_columns(columns, country, f"{stream.name} {record.table}".strip())
            checked.add(columns)
        try:
            place = _place(record.values, country)
        except ValueError as error:
            problems.broken(str(error), record.where)
            continue
        if place.place_id in seen:
            problems.broken(f"the id {place.place_id} was given before, at {seen[place.place_id]}", record.where)
            continue
        seen[place.place_id] = record.where
        yield place


def _check_columns(columns: tuple[str, ...], country: str, where: str) -> None:
    needed = ["name", "lat", "lon", *(() if country else ("country",))]
    missing = [column for column in needed if column not in columns]
    if missing:
        raise MissingColumn(
            f"no column {', '.join(missing)}; the columns are {', '.join(columns[:20])}",
            where=where,
            way_out=f"A table of one's own has the columns {', '.join(COLUMNS)}; --country stands for the country.",
        )


def _place(values: Mapping[str, Any], default: str) -> Place:
    row = {column: _cell(values.get(column)) for column in COLUMNS}
    level = row["level"] or "settlement"
    if not row["name"]:
        raise ValueError("the place has no name")
    if level not in _LEVELS:
        raise ValueError(f"the level {level[:20]!r} is not one of {', '.join(sorted(_LEVELS))}")
    country = row["country"].upper() or default
    if len(country) != 2 or not country.isalpha() or not country.isascii():
        raise ValueError(f"the country {country[:20]!r} is not a code of two letters such as SY")
    lat, lon = _number(row, "lat"), _number(row, "lon")
    if lat is None or lon is None:
        if level not in AREA_LEVELS:
            raise ValueError("the place has no position")
        lat = lon = None
    wrong = wrong_position(lat, lon) if lat is not None and lon is not None else None
    if wrong:
        raise ValueError(wrong)
    radius = _number(row, "radius_km")
    if radius is not None and not 0 <= radius <= 20_000:
        raise ValueError(f"a radius of {radius:g} km")
    return Place(
        place_id=_id(row),
        name=row["name"],
        level=cast(PlaceLevel, level),
        names=tuple(name.strip() for name in row["names"].split("|") if name.strip()),
        lat=lat,
        lon=lon,
        radius_km=radius,
        country=country,
        admin1=row["admin1"],
        admin2=row["admin2"],
        population=max(int(_number(row, "population") or 0), 0),
    )


def _id(row: Mapping[str, str]) -> str:
    """The id as given where it says whose it is ("pcode:SY07"), else one of our own."""
    given = row["id"]
    if ":" in given.strip(":"):
        return given
    if given:
        return f"own:{given}"
    facts = "|".join((row["name"], row["lat"], row["lon"], row["country"]))
    return f"own:{hashlib.sha256(facts.encode()).hexdigest()[:12]}"


def _number(row: Mapping[str, str], column: str) -> float | None:
    try:
        value = number(row[column])
    except ValueError:
        commas = row[column].count(",") == 1 and "." not in row[column]
        hint = "; decimals are written with a point" if commas else ""
        raise ValueError(f"the {column} {row[column][:20]!r} is no number{hint}") from None
    if value is not None and value != value:
        raise ValueError(f"the {column} is no number")
    return value


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()
