"""A gazetteer pack: a SQLite file with places, their folded names and the automaton that finds the names.

The automaton's pattern numbers are the row numbers of `names`, so that a match leads to its places
without a search.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from harmtrace.errors import BrokenFile
from harmtrace.model.immutable import immutable
from harmtrace.model.where import PlaceLevel
from harmtrace.places.folding import fold_name
from harmtrace.places.place import Place
from harmtrace.places.sound import keys_of, sounds_of
from harmtrace.places.spelling import spellings

FORMAT = "5"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE places (
  n INTEGER PRIMARY KEY, place_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, level TEXT NOT NULL, names TEXT NOT NULL,
  lat REAL, lon REAL, radius_km REAL, country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
  admin TEXT NOT NULL, population INTEGER NOT NULL, feature TEXT NOT NULL);
CREATE TABLE names (n INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE);
CREATE TABLE name_places (name INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE sounds (
  country TEXT NOT NULL, sound TEXT NOT NULL, place INTEGER NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (country, sound, place, folded)) WITHOUT ROWID;
CREATE INDEX by_admin ON places (country, level);
CREATE TABLE outlines (place_id TEXT PRIMARY KEY, geometry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE also (other_id TEXT PRIMARY KEY, place_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alternates (
  place_id TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL);
CREATE INDEX alternates_by_name ON alternates (folded);
CREATE INDEX alternates_by_place ON alternates (place_id);
"""
_COLUMNS = "place_id, name, level, names, lat, lon, radius_km, country, admin1, admin2, admin, population, feature"
_MIN_NAME = 2
_REMEMBERED = 50_000
"""Answers kept in memory; a name that comes again costs no search."""


@immutable(frozen=True, slots=True)
class Alternate:
    """A name of a place as its source tags it: `language` a BCP-47 tag or "".

    `kind` is "", "preferred", "short", "colloquial" or "historic". Historic names are found when they are
    looked up, never in a text: a report that writes "Beroea" does not mean today's Aleppo.
    """

    place_id: str
    name: str
    language: str = ""
    kind: str = ""


@immutable(frozen=True, slots=True)
class Extras:
    """What a pack holds beside its places. `outlines` are (place id, GeoJSON geometry as text), in degrees."""

    outlines: Iterable[tuple[str, str]] = ()
    also: Iterable[tuple[str, str]] = ()
    """(another id, place id): a P-code or an id of another source for a place of the pack."""
    alternates: Iterable[Alternate] = ()
    meta: Iterable[tuple[str, str]] = ()
    """Facts that are known only when every place was read (how many there are of each level)."""


class Pack:
    """A pack that is open for reading."""

    def __init__(self, path: Path) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self.path = path
        try:
            self._rows = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            meta: dict[str, Any] = dict(self._rows.execute("SELECT key, value FROM meta"))
            if meta["format"] != FORMAT:
                raise BrokenFile("a gazetteer pack of another format; build or install it again", where=str(path))
            automaton: bytes = meta.pop("automaton")
        except (sqlite3.DatabaseError, KeyError) as error:
            raise BrokenFile("not a gazetteer pack", where=str(path)) from error
        self.meta: dict[str, str] = meta
        self.name: str = meta["name"]
        self._automaton = CharwiseDoubleArrayAhoCorasick.deserialize(automaton)
        self._by_name: dict[int, tuple[Place, ...]] = {}
        self._by_sound: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
        self._sounds: dict[str, dict[str, list[str]]] = {}
        self._by_number: dict[int, Place] = {}

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Every name in a folded text as (start, end, name number), overlaps included."""
        return self._automaton.find_overlapping(folded)

    def named(self, number: int) -> tuple[Place, ...]:
        """The places that bear the name of this number."""
        if number not in self._by_name:
            self._by_name[number] = self._places("n IN (SELECT place FROM name_places WHERE name = ?)", number)
        return self._by_name[number]

    def by_name(self, folded: str) -> tuple[Place, ...]:
        """The places that bear this folded name."""
        row = self._rows.execute("SELECT n FROM names WHERE folded = ?", (folded,)).fetchone()
        return self.named(row[0]) if row else ()

    def by_id(self, place_id: str) -> Place | None:
        """The place with this id, or with another id that its sources give it ("pcode:SY07")."""
        wanted = "place_id = coalesce((SELECT place_id FROM also WHERE other_id = ?1), ?1)"
        return next(iter(self._places(wanted, place_id)), None)

    def outline(self, place_id: str) -> dict[str, Any] | None:
        """The outline of an area as a GeoJSON geometry (simplified, in degrees), or None."""
        row = self._rows.execute("SELECT geometry FROM outlines WHERE place_id = ?", (place_id,)).fetchone()
        return cast(dict[str, Any], json.loads(row[0])) if row else None

    def alternates(self, place_id: str) -> tuple[Alternate, ...]:
        """The names of a place with their languages and kinds, as far as the pack's sources tag them."""
        query = "SELECT place_id, name, language, kind FROM alternates WHERE place_id = ? ORDER BY rowid"
        return tuple(Alternate(*row) for row in self._rows.execute(query, (place_id,)))

    def once_named(self, folded: str) -> tuple[Place, ...]:
        """The places that bore this folded name in the past."""
        return self._places(
            "place_id IN (SELECT place_id FROM alternates WHERE folded = ? AND kind = 'historic')", folded
        )

    def by_sound(self, key: str, country: str) -> tuple[tuple[str, int], ...]:
        """(folded name, number) of the country's places that have a name with the consonants `key`."""
        if (key, country) not in self._by_sound:
            if len(self._by_sound) > _REMEMBERED:
                self._by_sound.clear()
            query = "SELECT folded, place FROM sounds WHERE country = ? AND sound = ?"
            self._by_sound[key, country] = tuple(self._rows.execute(query, (country, key)).fetchall())
        return self._by_sound[key, country]

    def sounds(self, country: str) -> dict[str, list[str]]:
        """The keys of all names of a country, by their first letter."""
        if country not in self._sounds:
            found: dict[str, list[str]] = {}
            for (key,) in self._rows.execute("SELECT DISTINCT sound FROM sounds WHERE country = ?", (country,)):
                found.setdefault(key[:1], []).append(key)
            self._sounds[country] = found
        return self._sounds[country]

    def numbered(self, number: int) -> Place:
        """The place of this number."""
        if number not in self._by_number:
            if len(self._by_number) > _REMEMBERED:
                self._by_number.clear()
            self._by_number[number] = self._places("n = ?", number)[0]
        return self._by_number[number]

    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that its places lie in."""
        rows = self._rows.execute("SELECT DISTINCT country FROM places WHERE country <> '' ORDER BY country")
        return tuple(country for (country,) in rows)

    def of_level(self, country: str, level: str) -> tuple[Place, ...]:
        """The places of one level in a country."""
        return self._places("country = ? AND level = ?", country, level)

    def size(self) -> int:
        """How many places it has."""
        count: int = self._rows.execute("SELECT count(*) FROM places").fetchone()[0]
        return count

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def _places(self, condition: str, *values: object) -> tuple[Place, ...]:
        query = f"SELECT {_COLUMNS} FROM places WHERE {condition} ORDER BY population DESC, place_id"  # noqa: S608
        # The condition is always one of the constants above; values are bound.
        return tuple(self._place(row) for row in self._rows.execute(query, values))

    def _place(self, row: Sequence[Any]) -> Place:
        place_id, name, level, names, lat, lon, radius, country, admin1, admin2, admin, population, feature = row
        return Place(
            place_id=place_id,
            name=name,
            level=cast(PlaceLevel, level),
            names=tuple(json.loads(names)),
            lat=lat,
            lon=lon,
            radius_km=radius,
            country=country,
            admin1=admin1,
            admin2=admin2,
            admin=tuple(json.loads(admin)),
            population=population,
            feature=feature,
            pack=self.name,
        )


def write_pack(out: Path, places: Iterable[Place], meta: dict[str, str], extras: Extras | None = None) -> Path:
    """Write a pack; the file appears whole or not at all. `meta` holds name, version and attribution.

    `extras` are read after the last place, so that they may be gathered while places are read.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    os.close(handle)
    try:
        rows = sqlite3.connect(temporary)
        rows.execute("PRAGMA journal_mode = OFF")
        with rows:
            rows.executescript(_SCHEMA)
            _write_rows(rows, list(places), {**meta, "format": FORMAT})
            _write_extras(rows, extras or Extras())
        rows.close()
        Path(temporary).chmod(0o644)
        Path(temporary).replace(out)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return out


def _write_rows(rows: sqlite3.Connection, places: list[Place], meta: dict[str, str]) -> None:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    numbers: dict[str, int] = {}
    links: set[tuple[int, int]] = set()
    sounds: set[tuple[str, str, int, str]] = set()
    for n, place in enumerate(places):
        for name in (place.name, *place.names):
            folded = fold_name(name)
            for spelling in spellings(folded, place.level):
                if len(spelling) >= _MIN_NAME:
                    links.add((numbers.setdefault(spelling, len(numbers)), n))
            keys = keys_of(sounds_of(folded)) if place.country else ()
            sounds.update((place.country, key, n, folded) for key in keys if key)
    rows.executemany(
        f"INSERT INTO places (n, {_COLUMNS}) VALUES ({','.join('?' * 14)})",  # noqa: S608 - constants only
        [(n, *_values(place)) for n, place in enumerate(places)],
    )
    rows.executemany("INSERT INTO names VALUES (?, ?)", [(n, folded) for folded, n in numbers.items()])
    rows.executemany("INSERT INTO name_places VALUES (?, ?)", sorted(links))
    rows.executemany("INSERT INTO sounds VALUES (?, ?, ?, ?)", sorted(sounds))
    automaton = CharwiseDoubleArrayAhoCorasick(list(numbers) or ["\x00"]).serialize()
    rows.executemany("INSERT INTO meta VALUES (?, ?)", [*meta.items(), ("automaton", bytes(automaton))])


def _write_extras(rows: sqlite3.Connection, extras: Extras) -> None:
    rows.executemany("INSERT OR REPLACE INTO outlines VALUES (?, ?)", extras.outlines)
    rows.executemany("INSERT OR IGNORE INTO also VALUES (?, ?)", extras.also)
    rows.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", extras.meta)
    rows.executemany(
        "INSERT INTO alternates VALUES (?, ?, ?, ?, ?)",
        ((one.place_id, one.name, fold_name(one.name), one.language, one.kind) for one in extras.alternates),
    )


def _values(place: Place) -> tuple[object, ...]:
    return (
        place.place_id,
        place.name,
        place.level,
        json.dumps(place.names, ensure_ascii=False),
        place.lat,
        place.lon,
        place.radius_km,
        place.country,
        place.admin1,
        place.admin2,
        json.dumps(place.admin, ensure_ascii=False),
        place.population,
        place.feature,
    )
