"""From OCHA common operational datasets of boundaries (COD-AB; workbook, CSV or GeoJSON) to areas.

Both forms of their columns are read: ADM1_EN, ADM1_AR, ADM1_PCODE, and since 2025 adm1_name, adm1_name1, adm1_pcode
with the languages in lang, lang1. The sources: https://data.humdata.org, "COD-AB"; the column names are those of its
published files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from harmtrace.errors import MissingColumn
from harmtrace.places.sources.area import LEVELS, Area, outline_of
from harmtrace.places.sources.problems import Problems, number, wrong_position
from harmtrace.places.sources.streams import Stream
from harmtrace.places.sources.tables import Record, records_of
from harmtrace.places.tables import table

_CODE = re.compile(r"adm([0-4])_?pcode")
_ANY = re.compile(r"adm([0-4])(?:_|alt)")
_NAME = re.compile(r"adm(?P<depth>[0-4])(?:_name_?(?P<new>\w{0,3})|_(?P<old>[a-z]{2}|ref)|alt\d?_?(?P<alt>[a-z]{2}))")
_PCODE = re.compile(r"[A-Za-z]{2,3}[0-9A-Za-z_.-]{0,30}")
_FIRST: Final = ("en", "")
"""The languages whose name is shown first; then any in Latin letters, then any."""
_SQUARE_KM: Final = ("area_sqkm", "area_sqkm_", "shape_sqkm")


class Boundaries:
    """Areas by their P-codes, gathered from one or several files."""

    def __init__(self, problems: Problems, encoding: str | None = None) -> None:
        self.problems = problems
        self.encoding = encoding
        self.areas: dict[str, Area] = {}
        self._rows: dict[str, str] = {}

    def read(self, stream: Stream) -> None:
        """Add the areas of a file. Raises `MissingColumn` where no table of it has a column of P-codes."""
        self._rows = {}
        depths: dict[tuple[str, ...], int | None] = {}
        unfit: list[Record] = []
        for record in records_of(stream, self.problems, self.encoding):
            key = (record.table, *record.values)
            if key not in depths:
                depths[key] = _depth(record, stream.name)
            depth = depths[key]
            if depth is None:
                unfit.append(record)
            elif not _is_tags(record.values):
                self._take(record, depth)
        self._say_unfit(unfit, stream.name, found=any(depth is not None for depth in depths.values()))

    def _say_unfit(self, unfit: list[Record], name: str, found: bool) -> None:
        """A sheet of notes beside the tables is no trouble; a file without any table is."""
        if not found:
            columns = ", ".join(list(unfit[0].values)[:12]) if unfit else "none"
            raise MissingColumn(f"no column ADM0_PCODE to ADM4_PCODE; the columns are {columns}", where=name)
        for record in unfit:
            if not record.table:
                self.problems.broken("no P-code among its properties", record.where)

    def _take(self, record: Record, depth: int) -> None:
        try:
            area = _area(record, depth)
        except ValueError as error:
            self.problems.broken(str(error), record.where)
            return
        known = self.areas.get(area.pcode)
        if known is None:
            self.areas[area.pcode] = area
        elif not self._join(known, area):
            self.problems.broken(f"the P-code {area.pcode} was given before, with another name", record.where)
            return
        self._rows[area.pcode] = record.where

    def _join(self, known: Area, area: Area) -> bool:
        """Put two rows of one area together: parts of its outline in one file, or a table beside its outlines."""
        if area.pcode in self._rows and (known.name != area.name or area.shape is None):
            return False
        if area.shape is not None:
            known.shape = area.shape if known.shape is None else known.shape.union(area.shape)
        known.names = {**area.names, **known.names}
        known.above, known.above_names = known.above or area.above, known.above_names or area.above_names
        if known.lat is None:
            known.lat, known.lon = area.lat, area.lon
        known.square_km = known.square_km or area.square_km
        return True


def is_boundaries(columns: Iterable[str]) -> bool:
    """Whether these are the columns of a table of boundaries."""
    names = {column.lower() for column in columns}
    return any(_CODE.fullmatch(name) for name in names) or {"pcode", "name"} <= names


def _depth(record: Record, where: str) -> int | None:
    """How deep the areas of a table are, None where it has none. Raises `MissingColumn` for names without P-codes."""
    columns = record.values.keys()
    if "pcode" in columns and "name" in columns:
        return 0
    named = [int(match[1]) for column in columns if (match := _ANY.match(column))]
    coded = [int(match[1]) for column in columns if (match := _CODE.fullmatch(column))]
    if not named and not coded:
        return None
    depth = max(named + coded)
    if depth not in coded:
        raise MissingColumn(f"no column ADM{depth}_PCODE", where=f"{where} {record.table}".strip())
    return depth


def _is_tags(values: Mapping[str, Any]) -> bool:
    """Whether a row holds tags of the HXL standard under the heading."""
    return any(str(value or "").startswith("#adm") for value in values.values())


def _area(record: Record, depth: int) -> Area:
    values = record.values
    plain = "pcode" in values and "name" in values
    if plain:
        depth = _plain_depth(values)
    pcode = _cell(values.get("pcode") if plain else _coded(values, depth))
    if not _PCODE.fullmatch(pcode):
        raise ValueError(f"{pcode[:40]!r} is no P-code" if pcode else "it has no P-code")
    names = _plain_names(values) if plain else _names(values, depth)
    if not names:
        raise ValueError(f"the area {pcode} has no name")
    above = _parents(values) if plain else tuple(filter(None, (_coded(values, up) for up in range(depth))))
    area = Area(
        pcode=pcode,
        depth=depth,
        country=_country(values, pcode),
        names=names,
        above=above,
        above_names=() if plain else tuple(next(iter(_names(values, up).values()), "") for up in range(depth)),
        where=record.where,
    )
    _place(area, values, record.geometry)
    return area


def _place(area: Area, values: Mapping[str, Any], geometry: Any) -> None:
    lat = number(_cell(values.get("center_lat") or values.get("lat")))
    lon = number(_cell(values.get("center_lon") or values.get("lon")))
    if isinstance(geometry, Mapping) and geometry.get("type") == "Point":
        lon, lat = (float(part) for part in geometry["coordinates"][:2])
    elif geometry is not None:
        area.shape = outline_of(geometry)
    if lat is not None and lon is not None:
        wrong = wrong_position(lat, lon)
        if wrong:
            raise ValueError(wrong)
        area.lat, area.lon = lat, lon
    for column in _SQUARE_KM:
        area.square_km = area.square_km or number(_cell(values.get(column)))


def _coded(values: Mapping[str, Any], depth: int) -> str:
    return _cell(values.get(f"adm{depth}_pcode") or values.get(f"adm{depth}pcode"))


def _names(values: Mapping[str, Any], depth: int) -> dict[str, str]:
    """The names of one depth by language."""
    found: dict[str, str] = {}
    for column, value in values.items():
        match = _NAME.fullmatch(column)
        name = _cell(value)
        if match and int(match["depth"]) == depth and name:
            key = match["old"] or match["alt"] or _language(values, match["new"] or "")
            while key in found and found[key] != name:
                key += "-x"  # a second name in one language
            found[key] = name
    return _sorted(found)


def _language(values: Mapping[str, Any], suffix: str) -> str:
    """The language of adm1_name, adm1_name1 (from lang, lang1) or adm1_name_ar."""
    if suffix.isalpha():
        return suffix
    return _cell(values.get(f"lang{suffix}")) or ("" if not suffix else f"x{suffix}")


def _plain_names(values: Mapping[str, Any]) -> dict[str, str]:
    found = {"": _cell(values["name"])}
    for column, value in values.items():
        if column.startswith("name_") and _cell(value):
            found[column.removeprefix("name_")[:8]] = _cell(value)
    if _cell(values.get("ocha_name")):
        found["en"] = _cell(values["ocha_name"])
    return _sorted({key: name for key, name in found.items() if name})


def _sorted(names: dict[str, str]) -> dict[str, str]:
    def rank(item: tuple[str, str]) -> tuple[int, bool]:
        return (_FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST), not item[1].isascii())

    return dict(sorted(names.items(), key=rank))


def _plain_depth(values: Mapping[str, Any]) -> int:
    given = _cell(values.get("level") or values.get("adm_level") or values.get("admin_level"))
    text = given.lower().removeprefix("adm")
    if not (text.isdecimal() and int(text) < len(LEVELS)):
        raise ValueError(f"its level is {given[:20]!r}, where 0 to 4 is expected")
    return int(text)


def _parents(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, [_cell(values.get("parent_pcode"))]))


def _country(values: Mapping[str, Any], pcode: str) -> str:
    """The ISO code of two letters: as the row gives it, else as the P-code begins."""
    given = [_cell(values.get(column)).upper() for column in ("iso2", "adm0_pcode", "adm0_iso2", "iso3", "adm0_iso3")]
    for code in (*given, pcode.upper()[:2], pcode.upper()[:3]):
        if code in _codes():
            return _codes()[code]
    raise ValueError(f"the P-code {pcode} begins with the code of no country")


@cache
def _codes() -> dict[str, str]:
    rows = table("countries")
    return {row["iso3"]: row["iso2"] for row in rows} | {row["iso2"]: row["iso2"] for row in rows}


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def areas_in_order(areas: Mapping[str, Area]) -> Iterator[Area]:
    """Yield the areas from countries down, so that those above come first."""
    yield from sorted(areas.values(), key=lambda area: (area.depth, area.pcode))
