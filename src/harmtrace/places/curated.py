"""From the tables shipped in the package to the curated pack, built once into the user's cache folder."""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import cast

from harmtrace.model.where import PlaceLevel
from harmtrace.places.folding import fold_name
from harmtrace.places.packfile import FORMAT, Pack, write_pack
from harmtrace.places.place import Place

Row = dict[str, str]
TABLES = ("countries", "regions", "places", "cities", "adm1", "aliases")
ATTRIBUTION = (
    "Contains data from GeoNames (geonames.org), CC BY 4.0, in part by way of Who's On First (whosonfirst.org);"
    " includes data from Quattroshapes (CC BY) and Mesoshapes (CC0). P-codes: UN OCHA."
    " Informal regions: harmtrace, CC0."
)


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a shipped table of places, every cell a string."""
    text = _folder().joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items() if key} for row in reader)


def has_table(name: str) -> bool:
    """Whether the package ships this table."""
    return _folder().joinpath(f"{name}.tsv").is_file()


def _folder() -> Path:
    return Path(str(files("harmtrace.vocab").joinpath("data", "places")))


@cache
def wide_places() -> dict[str, Place]:
    """Return by their id continents and other parts of the world, which no report names as the place of an event."""
    rows = table("wide")
    return {
        row["place_id"]: _place({**row, "country": "", "admin1": "", "admin2": "", "population": ""}) for row in rows
    }


@cache
def given_names() -> dict[str, tuple[str, ...]]:
    """Return ids by folded names that count only where a toponym is given: peoples ("Syrian"), parts of the world."""
    rows = [(row["place_id"], name) for row in table("given_names") for name in _split(row["names"])]
    rows += [(place.place_id, name) for place in wide_places().values() for name in (place.name, *place.names)]
    found: dict[str, tuple[str, ...]] = {}
    for place_id, name in rows:
        found[fold_name(name)] = (*found.get(fold_name(name), ()), place_id)
    return found


@cache
def country_names() -> dict[str, str]:
    """Return the English names of countries by their code of two letters."""
    return {row["iso2"]: row["name"] for row in table("countries")}


def curated_pack(cache_folder: Path) -> Pack:
    """Open the curated pack, building it into `cache_folder` if this version of the tables is not there."""
    from harmtrace.places import folding, packfile, sound, spelling

    digest = hashlib.sha256(FORMAT.encode())
    sources = [_folder() / f"{name}.tsv" for name in (*TABLES, "sounds")]
    sources += [Path(module.__file__ or "") for module in (folding, sound, spelling, packfile)] + [Path(__file__)]
    for source in sources:
        digest.update(source.read_bytes())
    version = digest.hexdigest()[:12]
    path = cache_folder / f"curated-{version}.sqlite"
    if not path.is_file():
        path = _build(path, {"name": "curated", "version": version, "attribution": ATTRIBUTION})
    return Pack(path)


def _build(path: Path, meta: dict[str, str]) -> Path:
    """Build the pack, in a folder for this run alone where the cache cannot be written; older versions go."""
    try:
        write_pack(path, curated_places(), meta)
        for other in path.parent.glob("curated-*.sqlite"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        path = Path(tempfile.mkdtemp(prefix="harmtrace-")) / path.name
        write_pack(path, curated_places(), meta)
    return path


def curated_places() -> Iterator[Place]:
    """Yield every place of the shipped tables, each id once, the earlier table first."""
    aliases: dict[str, list[str]] = {}
    for row in table("aliases"):
        aliases.setdefault(row["place_id"], []).extend(_split(row["names"]))
    names = country_names()
    first_level: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for row in table("countries"):
        place_id = row["place_id"]
        seen.add(place_id)
        yield Place(
            place_id=place_id,
            name=row["name"],
            level="country",
            names=(*_split(row["names"]), *aliases.get(place_id, ())),
            country=row["iso2"],
            admin=(row["name"],),
            population=int(row["population"] or 0),
        )
    for name in ("places", "adm1", "regions", "cities"):
        rows = table(name)
        first_level.update({(row["country"], row["admin1"]): row["name"] for row in rows if row["level"] == "adm1"})
        for row in rows:
            if row["place_id"] not in seen:
                seen.add(row["place_id"])
                yield _place(row, names, first_level, aliases.get(row["place_id"], []))


def _place(
    row: Row,
    countries: Mapping[str, str] = MappingProxyType({}),
    first_level: Mapping[tuple[str, str], str] = MappingProxyType({}),
    more: Sequence[str] = (),
) -> Place:
    country, admin1 = row["country"], row["admin1"]
    above = [countries.get(country, ""), first_level.get((country, admin1), "")]
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        level=cast(PlaceLevel, row["level"]),
        names=(*_split(row["names"]), *more),
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        radius_km=_number(row["radius_km"]),
        country=country,
        admin1=admin1,
        admin2=row["admin2"],
        admin=tuple(name for name in above if name),
        population=int(row["population"] or 0),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(" | ") if part.strip()]
