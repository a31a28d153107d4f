"""From the tables shipped in the package to the curated pack, built once into the user's cache folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from harmtrace.places.cached import cached_pack, version_of
from harmtrace.places.folding import fold_name
from harmtrace.places.letters import OTHER_LETTERS
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place
from harmtrace.places.tables import country_names, has_table, place_of, split_names, table, table_file

__all__ = [
    "ATTRIBUTION",
    "country_names",
    "curated_pack",
    "given_names",
    "has_table",
    "press_names",
    "table",
    "wide_places",
]

TABLES = ("countries", "places", "adm1", "regions", "cities")
MINOR = "minor"
"""The tier of rows whose names count in a text only with reasons; the world pack has them."""
NAMED_ONLY = "named"
"""The tier of rows of which only the name counts in any text, not the other names; the world pack has those."""
LATIN = frozenset({"de"})
"""The languages of the table of names that are written in Latin letters: their names are no words of English texts,
and count in texts of theirs alone."""
ATTRIBUTION = (
    "Contains data from GeoNames (geonames.org), CC BY 4.0, in part by way of Who's On First (whosonfirst.org);"
    " includes data from Quattroshapes (CC BY) and Mesoshapes (CC0). P-codes: UN OCHA."
    " Informal regions: harmtrace, CC0."
)


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
    rows = [(row["place_id"], name) for row in table("given_names") for name in split_names(row["names"])]
    rows += [(place.place_id, name) for place in wide_places().values() for name in (place.name, *place.names)]
    found: dict[str, tuple[str, ...]] = {}
    for place_id, name in rows:
        found[fold_name(name)] = (*found.get(fold_name(name), ()), place_id)
    return found


@cache
def press_places() -> frozenset[str]:
    """Return the ids of the places that our table of press names has."""
    return frozenset(row["place_id"] for row in table("aliases"))


@cache
def press_names() -> dict[str, frozenset[str]]:
    """Return ids by the folded names under which press writes of places, from our own table of such names."""
    found: dict[str, set[str]] = {}
    for row in table("aliases"):
        for name in split_names(row["names"]):
            found.setdefault(fold_name(name), set()).add(row["place_id"])
    return {name: frozenset(ids) for name, ids in found.items()}


def curated_pack(cache_folder: Path) -> Pack:
    """Open the curated pack, building it into `cache_folder` if this version of the tables is not there."""
    from harmtrace.places import sound

    sources = [table_file(name) for name in (*TABLES, "aliases", "names", "sounds")]
    code = [Path(__file__), Path(sound.__file__)]
    return cached_pack(cache_folder, "curated", version_of([*sources, *code]), ATTRIBUTION, curated_places)


def curated_places() -> Iterator[Place]:
    """Yield every place of the shipped tables that is found in any text, each id once, the earlier table first."""
    more: dict[str, list[str]] = {}
    for row in (*table("aliases"), *table("names")):
        if row.get("language") not in LATIN:
            more.setdefault(row["place_id"], []).extend(split_names(row["names"]))
    seen: set[str] = set()
    for name in TABLES:
        for row in table(name):
            if row["place_id"] not in seen and row.get("tier", "") != MINOR:
                seen.add(row["place_id"])
                plain = row if row.get("tier") != NAMED_ONLY else {**row, "names": _in_other_letters(row["names"])}
                yield place_of(plain, more.get(row["place_id"], ()))


def _in_other_letters(names: str) -> str:
    """Those of the names in a cell that are in no Latin letters, and so no words of a language written in those.

    A province called after a sea leaves the name to the sea.
    """
    return " | ".join(
        name for name in split_names(names) if OTHER_LETTERS.search(name) and fold_name(name) not in _names_of_regions()
    )


@cache
def _names_of_regions() -> frozenset[str]:
    return frozenset(fold_name(name) for row in table("regions") for name in split_names(row["names"]))


def names_in(language: str) -> dict[str, tuple[str, ...]]:
    """Return ids by the folded names that only texts of a language write in Latin letters ("Türkei", "Charkiw")."""
    return _names_by_language().get(language, {})


@cache
def _names_by_language() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in table("names"):
        known = found.setdefault(row["language"], {})
        for name in split_names(row["names"]):
            known[fold_name(name)] = (*known.get(fold_name(name), ()), row["place_id"])
    return found
