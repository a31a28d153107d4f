"""From GeoNames dump files (19 tab-separated columns, no header) to places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harmtrace.errors import BrokenFile
from harmtrace.model.where import PlaceLevel
from harmtrace.places.curated import country_names
from harmtrace.places.place import Place

_COLUMNS: Final = 19
_WHOS_ON_FIRST: Final = 20_000_000
"""Ids from here on are Who's On First ids, in dumps that were made by way of that project."""
_MAX_NAMES: Final = 60
_MAX_NAME: Final = 60
_MAX_LINE: Final = 200_000
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


def places_of(files: Sequence[Path]) -> list[Place]:
    """Read dump files of one or several countries.

    Raises `BrokenFile`, naming file and line, where a line has not the columns of a dump.
    """
    rows = [row for path in files for row in _rows(path)]
    regions = {(row[8], row[10]): row[1] for row in rows if row[7] == "ADM1"}
    return [place for row in rows if (place := _place(row, regions))]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", errors="strict", newline="\n") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row = line.rstrip("\r\n").split("\t")
                if len(row) != _COLUMNS or len(line) > _MAX_LINE or not row[0].isdigit():
                    raise BrokenFile("not a line of a GeoNames dump (19 columns)", where=f"{path}:{number}")
                yield row
        except UnicodeDecodeError as error:
            raise BrokenFile("a GeoNames dump that is not UTF-8", where=str(path)) from error


def _place(row: list[str], regions: dict[tuple[str, str], str]) -> Place | None:
    level = _level(row[6], row[7])
    if level is None:
        return None
    number, country, admin1 = int(row[0]), row[8], row[10]
    try:
        lat, lon, population = float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as error:
        raise BrokenFile("a coordinate or population that is no number", where=f"id {row[0]}") from error
    admin = [country_names().get(country, country)]
    if level != "country" and (country, admin1) in regions:
        admin.append(regions[country, admin1])
    return Place(
        place_id=f"wof:{number}" if number >= _WHOS_ON_FIRST else f"geonames:{number}",
        name=row[2] or row[1],
        level=level,
        # Country rows list adjectives ("Syrian") and names in every language among their names.
        names=_names(row) if level != "country" else tuple(name for name in _names(row) if not name.isascii()),
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        admin2=row[11],
        admin=tuple(admin),
        population=population,
        feature=row[7],
    )


def _level(feature_class: str, feature: str) -> PlaceLevel | None:
    if feature_class == "A":
        return _ADMIN.get(feature)
    if feature == "PPLX":
        return "neighbourhood"
    if feature_class == "S" and feature not in _SITES:
        return None
    if feature_class == "H" and feature not in _WATERS:
        return None
    return _CLASSES.get(feature_class)


def _names(row: list[str]) -> tuple[str, ...]:
    names = [row[1], *(name.strip() for name in row[3].split(","))]
    kept = [name for name in dict.fromkeys(names) if 1 < len(name) <= _MAX_NAME and name != (row[2] or row[1])]
    # Codes ("SY", "SYR") and airport letters are no names that a report writes.
    return tuple(name for name in kept if not (name.isascii() and name.isupper() and len(name) <= 4))[:_MAX_NAMES]
