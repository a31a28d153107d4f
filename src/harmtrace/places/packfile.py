"""A gazetteer pack: a SQLite file with places, their folded names and the automaton that finds the names.

Places are numbered from the most populous, so that the rows of a name come in that order without sorting. A name
found in a text is looked up by its own words: the automaton is read only when a text is scanned, and may be left
unread by whoever has the names given.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from harmtrace.errors import BrokenPack
from harmtrace.model.immutable import immutable
from harmtrace.places.place import Place
from harmtrace.places.scanning import Hit, Scanner

FORMAT = "6"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE places (
  n INTEGER PRIMARY KEY, place_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, level TEXT NOT NULL, names TEXT NOT NULL,
  lat REAL, lon REAL, radius_km REAL, country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
  admin TEXT NOT NULL, population INTEGER NOT NULL, feature TEXT NOT NULL);
CREATE TABLE names (folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE sounds (
  country TEXT NOT NULL, sound TEXT NOT NULL, place INTEGER NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (country, sound, place, folded)) WITHOUT ROWID;
CREATE TABLE automaton (data BLOB NOT NULL, names INTEGER NOT NULL, crc INTEGER NOT NULL);
CREATE INDEX by_admin ON places (country, level);
CREATE TABLE outlines (place_id TEXT PRIMARY KEY, geometry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE also (other_id TEXT PRIMARY KEY, place_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alternates (
  place_id TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL);
CREATE INDEX alternates_by_name ON alternates (folded);
CREATE INDEX alternates_by_place ON alternates (place_id);
"""
COLUMNS = "place_id, name, level, names, lat, lon, radius_km, country, admin1, admin2, admin, population, feature"
SEPARATOR = "\t"
"""Between the names of a place, and between those of the areas it lies in."""
_QUALIFIED = ", ".join(f"places.{column}" for column in COLUMNS.split(", "))
_BY_NAMES = (
    f"SELECT folded, {_QUALIFIED} FROM json_each(?) AS asked CROSS JOIN names ON folded = asked.value "  # noqa: S608
    "CROSS JOIN places ON places.n = place ORDER BY asked.key, place"
)
_HEADER = 100
"""Bytes of the header of a SQLite file: the page size at 16, the number of pages at 28."""
_MAPPED = 1 << 30
"""So many bytes of a pack at most are read without copying them."""
_CACHED = 32_000
"""KiB of a pack's pages that are kept ready; SQLite's own measure is 2,000."""
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
    """A pack that is open for reading. Raises `BrokenPack` where it is none, is cut short or of another format."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.way_out = way_out_of([path])
        """What to do where it is found to be damaged."""
        if not _is_whole(path):
            raise self._broken("a gazetteer pack that is cut short")
        try:
            # A pack is never written to, only replaced: without locks a name is found in half the time.
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._rows = sqlite3.connect(address, uri=True, check_same_thread=False)
            # Read from the memory that the system keeps of it: a twelfth of what a text with new names costs.
            self._rows.execute(f"PRAGMA mmap_size={_MAPPED}")
            self._rows.execute(f"PRAGMA cache_size=-{_CACHED}")
            meta: dict[str, str] = dict(self._all("SELECT key, value FROM meta"))
            if meta["format"] != FORMAT:
                raise self._broken(f"a gazetteer pack of format {meta['format']}, not {FORMAT}")
            self.meta = {key: str(value) for key, value in meta.items() if key != "automaton"}
            self.name: str = self.meta["name"]
            self.label = f"{self.name}@{self.meta['version']}"
            """Name and version: what a decision that rests on the pack names."""
        except (sqlite3.Error, KeyError) as error:
            raise self._broken("not a gazetteer pack") from error
        except BrokenPack:
            self._rows.close()
            raise
        self.minor = self.meta.get("minor") == "1"
        """Whether its names count in a text only with reasons: those of every small settlement of the world."""
        self._scanner: Scanner | None = None
        self._by_name: dict[str, tuple[Place, ...]] = {}
        self._by_sound: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
        self._sounds: dict[tuple[str, str], dict[str, str]] = {}
        self._by_number: dict[int, Place] = {}
        self._admins: dict[str, tuple[str, ...]] = {}

    def find(self, marked: str) -> list[Hit]:
        """Every span of a `marked` text that may be a name of the pack, overlaps included."""
        if self._scanner is None:
            self._scanner = self._read_scanner()
        return self._scanner.find(marked)

    def _read_scanner(self) -> Scanner:
        try:
            data, names, crc = self._all("SELECT data, names, crc FROM automaton")[0]
            if zlib.crc32(data) == crc:
                return Scanner(data, names)
        except (TypeError, ValueError, IndexError) as error:
            raise self._broken("a gazetteer pack with a broken index of names") from error
        raise self._broken("a gazetteer pack with a broken index of names")

    def by_name(self, folded: str) -> tuple[Place, ...]:
        """The places that bear this folded name, the most populous first."""
        found = self._by_name.get(folded)
        if found is None:
            self.read_names([folded])
            found = self._by_name[folded]
        return found

    def read_names(self, names: Iterable[str]) -> None:
        """Read the places of those folded names that were not read yet, with one search for all of a text."""
        new = list(dict.fromkeys(name for name in names if name not in self._by_name))
        if len(self._by_name) + len(new) > _REMEMBERED:
            self._by_name.clear()
        self._by_name.update(dict.fromkeys(new, ()))
        # Most names that are asked for are in none of the packs whose names are in memory anyway.
        if self._scanner is not None:
            new = [name for name in new if self._scanner.has(name)]
        if new:
            rows = self._all(_BY_NAMES, json.dumps(new, ensure_ascii=False))
            for folded, of_name in groupby(rows, key=itemgetter(0)):
                self._by_name[folded] = self._made(row[1:] for row in of_name)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its places, other ids among them, read once: most places of the world are in no other pack."""
        rows = self._all("SELECT place_id FROM places UNION SELECT other_id FROM also")
        return frozenset(place_id for (place_id,) in rows)

    def by_id(self, place_id: str) -> Place | None:
        """The place with this id, or with another id that its sources give it ("pcode:SY07")."""
        wanted = "place_id = coalesce((SELECT place_id FROM also WHERE other_id = ?1), ?1)"
        return next(iter(self._places(wanted, place_id)), None)

    @cached_property
    def _outlined(self) -> frozenset[str]:
        return frozenset(place_id for (place_id,) in self._all("SELECT place_id FROM outlines"))

    def outline(self, place_id: str) -> dict[str, Any] | None:
        """The outline of an area as a GeoJSON geometry (simplified, in degrees), or None."""
        if place_id not in self._outlined:
            return None
        for (geometry,) in self._all("SELECT geometry FROM outlines WHERE place_id = ?", place_id):
            try:
                return cast(dict[str, Any], json.loads(geometry))
            except (ValueError, TypeError) as error:
                raise self._damaged() from error
        return None

    def alternates(self, place_id: str) -> tuple[Alternate, ...]:
        """The names of a place with their languages and kinds, as far as the pack's sources tag them."""
        query = "SELECT place_id, name, language, kind FROM alternates WHERE place_id = ? ORDER BY rowid"
        return tuple(Alternate(*row) for row in self._all(query, place_id))

    def once_named(self, folded: str) -> tuple[Place, ...]:
        """The places that bore this folded name in the past."""
        return self._places(
            "place_id IN (SELECT place_id FROM alternates WHERE folded = ? AND kind = 'historic')", folded
        )

    def by_sound(self, key: str, country: str) -> tuple[tuple[str, int], ...]:
        """(folded name, number) of the country's places that have a name with the consonants `key`."""
        keys = self._sounds.get((country, key[:1]))
        if keys is not None and key not in keys:
            return ()
        if (key, country) not in self._by_sound:
            if len(self._by_sound) > _REMEMBERED:
                self._by_sound.clear()
            query = "SELECT folded, place FROM sounds WHERE country = ? AND sound = ?"
            self._by_sound[key, country] = tuple(self._all(query, country, key))
        return self._by_sound[key, country]

    def sounds(self, country: str, letter: str) -> dict[str, str]:
        """The keys of all names of a country that begin with a letter, by themselves."""
        if (country, letter) not in self._sounds:
            query = "SELECT DISTINCT sound FROM sounds WHERE country = ? AND sound >= ? AND sound < ?"
            rows = self._all(query, country, letter, chr(ord(letter) + 1))
            self._sounds[country, letter] = {key: key for (key,) in rows}
        return self._sounds[country, letter]

    def numbered(self, number: int) -> Place:
        """The place of this number."""
        if number not in self._by_number:
            if len(self._by_number) > _REMEMBERED:
                self._by_number.clear()
            self._by_number[number] = self._places("n = ?", number)[0]
        return self._by_number[number]

    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that its places lie in."""
        rows = self._all("SELECT DISTINCT country FROM places WHERE country <> '' ORDER BY country")
        return tuple(country for (country,) in rows)

    def folded_names(self) -> Iterator[str]:
        """Every folded name, for the search of near spellings."""
        return (row[0] for row in self._all("SELECT DISTINCT folded FROM names"))

    def of_level(self, country: str, level: str) -> tuple[Place, ...]:
        """The places of one level in a country."""
        return self._places("country = ? AND level = ?", country, level)

    def villages(self, country: str) -> int:
        """How many settlements of unknown size it has in a country."""
        query = "SELECT count(*) FROM places WHERE country = ? AND level = 'settlement' AND population = 0"
        count: int = self._all(query, country)[0][0]
        return count

    def extent(self, country: str) -> tuple[float, float, float, float] | None:
        """South, west, north and east of its settlements in a country, in degrees; None where it has none."""
        query = "SELECT min(lat), min(lon), max(lat), max(lon) FROM places WHERE country = ? AND level = 'settlement'"
        south, west, north, east = self._all(query, country)[0]
        return None if south is None else (south, west, north, east)

    def size(self) -> int:
        """How many places it has."""
        count: int = self._all("SELECT count(*) FROM places")[0][0]
        return count

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def _places(self, condition: str, *values: object) -> tuple[Place, ...]:
        query = f"SELECT {COLUMNS} FROM places WHERE {condition} ORDER BY n"  # noqa: S608
        # The condition is always one of the constants above; values are bound.
        return self._made(self._all(query, *values))

    def _all(self, query: str, *values: object) -> list[Any]:
        """The rows of a query. Raises `BrokenPack` where pages of the file are damaged."""
        try:
            return self._rows.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> BrokenPack:
        return self._broken("not a gazetteer pack, or a damaged one")

    def _broken(self, message: str) -> BrokenPack:
        """The error, with the way out."""
        return BrokenPack(message, where=str(self.path), way_out=self.way_out)

    def _made(self, rows: Iterable[Sequence[Any]]) -> tuple[Place, ...]:
        try:
            return tuple(self._place(row) for row in rows)
        except (TypeError, AttributeError) as error:
            raise self._damaged() from error

    def _place(self, row: Sequence[Any]) -> Place:
        # The columns stand in the order of the fields.
        place_id, name, level, names, lat, lon, radius, country, admin1, admin2, admin, population, feature = row
        others = tuple(names.split(SEPARATOR)) if names else ()
        above = self._admins.get(admin)
        if above is None:
            above = self._admins[admin] = tuple(admin.split(SEPARATOR)) if admin else ()
        return Place(
            place_id, name, level, others, lat, lon, radius, country, admin1, admin2, above, population, feature,
            self.label,
        )  # fmt: skip


def way_out_of(broken: Sequence[Path]) -> str:
    """What to do about installed packs that cannot be read: no place is answered for without them."""
    names = " ".join(shlex.quote(path.stem) for path in broken)
    them = "them" if len(broken) > 1 else "it"
    return f"Install or build {them} again, or take {them} away: `harmtrace gazetteer remove {names}`"


def _is_whole(path: Path) -> bool:
    """Whether the file is as long as its header says; what has no such header is told by SQLite."""
    with suppress(OSError):
        with path.open("rb") as file:
            header = file.read(_HEADER)
        if header[:15] == b"SQLite format 3" and len(header) == _HEADER:
            page = int.from_bytes(header[16:18], "big")
            return path.stat().st_size >= int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    return True
