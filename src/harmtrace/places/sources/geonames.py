"""From GeoNames dump files (19 tab-separated columns, no header) to places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from harmtrace.model.where import PlaceLevel
from harmtrace.places.place import Place
from harmtrace.places.sources.alternates import Alternates
from harmtrace.places.sources.problems import Problems, wrong_position
from harmtrace.places.sources.streams import Stream, lines_of
from harmtrace.places.tables import country_names

COLUMNS: Final = 19
_WHOS_ON_FIRST: Final = 20_000_000
"""Ids from here on are Who's On First ids, in dumps that were made by way of that project."""
_MAX_NAMES: Final = 60
_MAX_NAME: Final = 60
_ADMIN: dict[str, PlaceLevel] = {
    "ADM1": "adm1",
    "ADM2": "adm2",
    "ADM3": "adm3",
    "PCLI": "country",
    "PCL": "country",
    "PCLD": "country",
    "PCLF": "country",
    "PCLS": "country",
    "TERR": "country",
}
_CLASSES: dict[str, PlaceLevel] = {"P": "settlement", "H": "water", "S": "site"}
_SITES = frozenset("HSP AIRP AIRB PRN DAM PRT BRG RSTN MKT MSQE CH SCH UNIV CMP CMPRF BDRY CSTM PSTB MILB INSM".split())
_WATERS = frozenset("LK RSV STM SEA GULF BAY STRT".split())

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Codes = tuple[str, str, str]
"""Country, admin1 code, admin2 code ("" for a first level)."""


class Dump:
    """Dump files of one or several countries, read twice: the areas first, since the places need their names.

    `latest` is the last day on which a row was changed, as far as it was read; `by_wof` whether ids of Who's On
    First are among those of GeoNames.
    """

    def __init__(
        self,
        streams: Sequence[Stream],
        problems: Problems,
        encoding: str | None = None,
        tagged: Alternates | None = None,
    ) -> None:
        self.streams = streams
        self.problems = problems
        self.encoding = encoding
        self.tagged = tagged or Alternates()
        self.latest = ""
        self.by_wof = False
        self._seen: set[int] = set()

    def areas(self) -> list[Place]:
        """The countries and administrative areas, without the areas that they lie in."""
        quiet = Problems(skip=True)
        found = (
            self._place(row, where, {}, quiet)
            for stream in self.streams
            for where, row in self._rows(stream, quiet)
            if row[6] == "A" and row[7] in _ADMIN
        )
        return [place for place in found if place is not None]

    def places(self, names: Mapping[Codes, tuple[str, ...]], areas: bool = True) -> Iterator[Place]:
        """Yield the places; `names` are the areas by their codes. Raises `BrokenRow` naming file and line."""
        for stream in self.streams:
            for where, row in self._rows(stream, self.problems):
                place = self._place(row, where, names, self.problems)
                if place is None or not self._is_new(int(row[0]), where):
                    continue
                if _DAY.fullmatch(row[18]) and row[18] > self.latest:
                    self.latest = row[18]
                self.by_wof = self.by_wof or place.place_id.startswith("wof:")
                if areas or row[6] != "A":
                    yield place

    def has(self, place_id: str) -> bool:
        """Whether a place of this id was read."""
        number = place_id.partition(":")[2]
        return number.isdecimal() and int(number) in self._seen

    def _is_new(self, number: int, where: str) -> bool:
        if number in self._seen:
            self.problems.broken(f"the id {number} was given before", where)
            return False
        self._seen.add(number)
        return True

    def _rows(self, stream: Stream, problems: Problems) -> Iterator[tuple[str, list[str]]]:
        for number, line in lines_of(stream, problems, self.encoding):
            row = line.rstrip("\r\n").split("\t")
            if len(row) == COLUMNS and row[0].isascii() and row[0].isdecimal() and len(row[0]) < 16:
                yield f"{stream.name}:{number}", row
            elif line.strip():
                problems.broken(_what_is_wrong(row), f"{stream.name}:{number}")

    def _place(
        self, row: list[str], where: str, names: Mapping[Codes, tuple[str, ...]], problems: Problems
    ) -> Place | None:
        level = level_of(row[6], row[7])
        if level is None:
            return None
        try:
            lat, lon, population = float(row[4]), float(row[5]), int(row[14] or 0)
        except ValueError:
            problems.broken("a coordinate or population that is no number", where)
            return None
        wrong = wrong_position(lat, lon) or (_no_name(row) if not (row[2] or row[1]).strip() else None)
        if wrong:
            problems.broken(wrong, where)
            return None
        number, country, admin1, admin2 = int(row[0]), row[8], row[10], row[11]
        place_id = f"wof:{number}" if number >= _WHOS_ON_FIRST else f"geonames:{number}"
        name = row[2] or row[1]
        return Place(
            place_id=place_id,
            name=name,
            level=level,
            names=self._names(place_id, name, row, level),
            lat=lat,
            lon=lon,
            country=country,
            admin1=admin1,
            admin2=admin2,
            admin=_chain(names, country, "" if level == "country" else admin1, admin2),
            population=max(population, 0),
            feature=row[7],
        )

    def _names(self, place_id: str, name: str, row: list[str], level: PlaceLevel) -> tuple[str, ...]:
        """The other names: those of the row that are not historic, and the tagged ones."""
        past = self.tagged.historic(place_id)
        given = [row[1], *(one.strip() for one in row[3].split(","))] if row[3] else [row[1]]
        if past:
            given = [one for one in given if one not in past]
        tagged = self.tagged.present(place_id)
        kept = {
            one: None
            for one in (*given, *tagged)
            # Codes ("SY", "SYR") and airport letters are no names that a report writes.
            if 1 < len(one) <= _MAX_NAME and one != name and not (len(one) <= 4 and one.isupper() and one.isascii())
        }
        # Country rows list adjectives ("Syrian") and names in every language among their names.
        return tuple(one for one in kept if level != "country" or not one.isascii())[:_MAX_NAMES]


def level_of(feature_class: str, feature: str) -> PlaceLevel | None:
    """The level of a feature of GeoNames, or None for what is no place of a report."""
    if feature_class == "A":
        return _ADMIN.get(feature)
    if feature == "PPLX":
        return "neighbourhood"
    if feature_class == "S" and feature not in _SITES:
        return None
    if feature_class == "H" and feature not in _WATERS:
        return None
    return _CLASSES.get(feature_class)


def read_codes(streams: Sequence[Stream], problems: Problems) -> dict[Codes, tuple[str, str]]:
    """Read admin1CodesASCII.txt and admin2Codes.txt: the name and the GeoNames id of areas by their codes."""
    found: dict[Codes, tuple[str, str]] = {}
    for stream in streams:
        for number, line in lines_of(stream, problems):
            row = line.rstrip("\r\n").split("\t")
            codes = row[0].split(".")
            if len(row) < 3 or len(codes) not in (2, 3):
                if line.strip():
                    problems.broken(
                        "not a row of a table of codes (CODE, name, ascii name, id)", f"{stream.name}:{number}"
                    )
                continue
            found[codes[0], codes[1], codes[2] if len(codes) > 2 else ""] = (
                row[2] or row[1],
                row[3] if row[3:] else "",
            )
    return found


def _chain(names: Mapping[Codes, tuple[str, ...]], country: str, admin1: str, admin2: str) -> tuple[str, ...]:
    """The names of the areas from the country down, as deep as they are known."""
    known = names.get((country, admin1, admin2)) or names.get((country, admin1, ""))
    return known or (country_names().get(country, country),)


def _what_is_wrong(row: list[str]) -> str:
    if len(row) != COLUMNS:
        return f"not a row of a GeoNames dump: {len(row)} columns separated by tabs where {COLUMNS} are expected"
    return f"the id {row[0][:40]!r} is no number"


def _no_name(row: list[str]) -> str:
    return f"the place {row[0]} has no name"
