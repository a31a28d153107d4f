"""From GeoNames files of alternate names (one name a row, with its language) to the names of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from harmtrace.places.packfile import Alternate
from harmtrace.places.sources.problems import Problems
from harmtrace.places.sources.streams import Stream, lines_of

LEAST_COLUMNS: Final = 8
"""alternateNameId, geonameid, language, name, preferred, short, colloquial, historic (and from, to since 2018)."""
_NO_NAMES: Final = frozenset("link post wkdt iata icao faac tcid unlc abbr phon".split())
"""Codes in the column of the language that mark links, postcodes and codes."""
_MAX_NAME: Final = 60
_KINDS: Final = ((7, "historic"), (6, "colloquial"), (4, "preferred"), (5, "short"))


class Alternates:
    """Names by the id of their place, with language and kind."""

    def __init__(self) -> None:
        self._names: dict[str, list[Alternate]] = {}

    @classmethod
    def read(cls, streams: Sequence[Stream], problems: Problems, encoding: str | None = None) -> Alternates:
        """Read files of alternate names; links, postcodes and codes are left out. Raises `BrokenRow`."""
        found = cls()
        for stream in streams:
            for number, line in lines_of(stream, problems, encoding):
                row = line.rstrip("\r\n").split("\t")
                if len(row) < LEAST_COLUMNS or not row[1].isdecimal():
                    if line.strip():
                        problems.broken("not a row of GeoNames alternate names", f"{stream.name}:{number}")
                elif row[2] not in _NO_NAMES and 1 < len(row[3].strip()) <= _MAX_NAME:
                    found.add(f"geonames:{row[1]}", row[3].strip(), row[2], _kind(row))
        return found

    def add(self, place_id: str, name: str, language: str = "", kind: str = "") -> None:
        """Add one name."""
        language = "" if language.startswith("fr_1793") or len(language) > 20 else language
        self._names.setdefault(place_id, []).append(Alternate(place_id, name, language, kind))

    def present(self, place_id: str) -> list[str]:
        """The names that a place bears now."""
        return [one.name for one in self._names.get(place_id, ()) if one.kind != "historic"]

    def historic(self, place_id: str) -> set[str]:
        """The names that a place bore in the past, and no more under another tag."""
        known = self._names.get(place_id, ())
        return {one.name for one in known if one.kind == "historic"} - set(self.present(place_id))

    def of(self, place_ids: set[str]) -> Iterator[Alternate]:
        """Yield the names of the places that are in a pack."""
        for place_id in sorted(self._names.keys() & place_ids):
            yield from self._names[place_id]

    def rename(self, other_id: str, place_id: str) -> None:
        """Give the names of one id to another."""
        for one in self._names.pop(other_id, []):
            self.add(place_id, one.name, one.language, one.kind)


def _kind(row: list[str]) -> str:
    return next((kind for column, kind in _KINDS if row[column] == "1"), "")
