"""From the tables shipped in the package to the curated pack, built once into the user's cache folder."""

from __future__ import annotations

import csv
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from harmtrace.errors import BrokenPack
from harmtrace.model.where import PlaceLevel
from harmtrace.places.folding import fold_name
from harmtrace.places.packfile import FORMAT, Pack
from harmtrace.places.packwriting import alone, write_pack
from harmtrace.places.place import Place

Row = dict[str, str]
TABLES = ("countries", "places", "adm1", "regions", "cities", "aliases")
MINOR = "minor"
"""The tier of rows whose names count in a text only with reasons; the world pack has them."""
NAMED_ONLY = "named"
"""The tier of rows of which only the name counts in any text, not the other names; the world pack has those."""
ATTRIBUTION = (
    "Contains data from GeoNames (geonames.org), CC BY 4.0, in part by way of Who's On First (whosonfirst.org);"
    " includes data from Quattroshapes (CC BY) and Mesoshapes (CC0). P-codes: UN OCHA."
    " Informal regions: harmtrace, CC0."
)


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
def wide_places() -> dict[str, Place]:
    """Return by their id continents and other parts of the world, which no report names as the place of an event."""
    rows = table("wide")
    return {
        row["place_id"]: place_of({**row, "country": "", "admin1": "", "admin2": "", "population": ""}) for row in rows
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
    sources = [table_file(name) for name in (*TABLES, "sounds")]
    return cached_pack(cache_folder, "curated", version_of(sources), ATTRIBUTION, curated_places)


def version_of(sources: Iterable[Path], *marks: str) -> str:
    """The version of a pack made from these files, with the code that makes it; `marks` are versions of packages."""
    from harmtrace.places import folding, packfile, packwriting, scanning, sound, spelling, world

    digest = hashlib.sha256("|".join((FORMAT, *marks)).encode())
    modules = (folding, sound, spelling, packfile, packwriting, scanning, world)
    for source in (*sources, *(Path(module.__file__ or "") for module in modules), Path(__file__)):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def cached_pack(
    folder: Path, name: str, version: str, attribution: str, places: Callable[[], Iterable[Place]], **meta: str
) -> Pack:
    """Open the pack NAME-VERSION in the cache folder; where it is not there, or broken, it is built once."""
    path = folder / f"{name}-{version}.sqlite"
    with suppress(BrokenPack):
        if path.is_file():
            return Pack(path)
    more = {"name": name, "version": version, "attribution": attribution, **meta}
    with alone(folder, name):
        with suppress(BrokenPack):
            # Another process may have built it while this one waited.
            if path.is_file():
                return Pack(path)
        path = _build(path, places, more)
    return Pack(path)


def _build(path: Path, places: Callable[[], Iterable[Place]], meta: dict[str, str]) -> Path:
    """Build the pack, in a folder for this run alone where the cache cannot be written; older versions go."""
    name = meta["name"]
    print(f"building the {name} gazetteer pack once, into {path.parent}", file=sys.stderr)
    try:
        write_pack(path, places(), meta)
        for other in path.parent.glob(f"{name}-*.sqlite"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        path = Path(tempfile.mkdtemp(prefix="harmtrace-")) / path.name
        write_pack(path, places(), meta)
    return path


def curated_places() -> Iterator[Place]:
    """Yield every place of the shipped tables that is found in any text, each id once, the earlier table first."""
    aliases: dict[str, list[str]] = {}
    for row in table("aliases"):
        aliases.setdefault(row["place_id"], []).extend(_split(row["names"]))
    seen: set[str] = set()
    for name in TABLES[:-1]:
        for row in table(name):
            if row["place_id"] not in seen and row.get("tier", "") != MINOR:
                seen.add(row["place_id"])
                plain = row if row.get("tier") != NAMED_ONLY else {**row, "names": ""}
                yield place_of(plain, aliases.get(row["place_id"], ()))


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
        names=(*_split(row["names"]), *more),
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


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(" | ") if part.strip()]
