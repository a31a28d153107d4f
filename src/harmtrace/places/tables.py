"""The shipped tables of places: their rows, and the places that the rows stand for."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from harmtrace.model.where import PlaceLevel
from harmtrace.places.place import Place

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a shipped table of places, every cell a string."""
    text = table_file(name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items() if key} for row in reader)


def has_table(name: str) -> bool:
    """Whether the package ships this table."""
    return table_file(name).is_file()


def table_file(name: str) -> Path:
    """Where a shipped table of places lies."""
    return _folder() / f"{name}.tsv"


def _folder() -> Path:
    return Path(str(files("harmtrace.vocab").joinpath("data", "places")))


@cache
def country_names() -> dict[str, str]:
    """Return the English names of countries by their code of two letters."""
    return {row["iso2"]: row["name"] for row in table("countries")}


@cache
def first_level_names() -> dict[tuple[str, str], str]:
    """The names of first-level regions by country and code."""
    rows = [row for name in ("adm1", "places") for row in table(name) if row["level"] == "adm1" and row["admin1"]]
    return {(row["country"], row["admin1"]): row["name"] for row in rows}


def place_of(row: Row, more: Iterable[str] = ()) -> Place:
    """A place from a row of a shipped table, with further names."""
    level = row.get("level") or "country"
    country, admin1 = row.get("country") or row.get("iso2", ""), row.get("admin1", "")
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        level=cast(PlaceLevel, level),
        names=(*split_names(row["names"]), *more),
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        radius_km=_number(row["radius_km"]),
        country=country,
        admin1=admin1,
        admin2=row.get("admin2", ""),
        admin=admin_chain(country, admin1),
        population=int(row["population"] or 0),
    )


def admin_chain(country: str, admin1: str) -> tuple[str, ...]:
    """The names of the country and the first-level region that these codes stand for."""
    above = (country_names().get(country, ""), first_level_names().get((country, admin1), "") if admin1 else "")
    return tuple(name for name in above if name)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def split_names(cell: str) -> list[str]:
    """The names in a cell."""
    return [part.strip() for part in cell.split(" | ") if part.strip()]
