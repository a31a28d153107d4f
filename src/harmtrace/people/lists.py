"""From a file to a list of people: rows that are read, and rows that are refused, each with its reason.

What is written is taken and nothing guessed: an age or a day that cannot be read is told and left empty, a row without
an id of its own is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harmtrace.errors import BrokenFile, EmptyInput, MissingColumn
from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.model.person import Entry, RefusedRow
from harmtrace.people.cells import age_of, cleaned, day_of, is_unknown, sex_of
from harmtrace.people.sheets import sheet_rows

NAMES = ("name", "name_ar", "name_latin", "given", "father", "grandfather", "family")
"""The columns of names: whole names, in any script or in one, and their parts."""
COLUMNS = ("id", *NAMES, "sex", "age", "birth_date", "death_date", "place")
"""The columns that are read, by these names; a list may lack any but the ids and one of names."""


@dataclass(frozen=True, slots=True)
class PersonList:
    """The people of one file, in its order, and the rows that are refused. `columns` are those of `COLUMNS` it has."""

    name: str
    columns: tuple[str, ...]
    entries: tuple[Entry, ...]
    refused: tuple[RefusedRow, ...] = ()


def read_list(
    path: Path,
    columns: Mapping[str, str] | None = None,
    also: Sequence[str] = (),
    *,
    data: bytes | None = None,
    hashed: bool = False,
) -> PersonList:
    """Read a CSV or XLSX file, whose bytes may be in hand as `data`. `columns` leads from names of `COLUMNS` to those
    that the file has in their place; `also` are further columns to read; `hashed` asks for the hash of each row.

    Raises `MissingInput`, `UnknownFormat`, `BrokenFile`, `EmptyInput`, and `MissingColumn` where it has no ids or no
    names.
    """
    rows = sheet_rows(path, data)
    names = _header(next(rows, ()), columns or {}, path)
    entries: dict[str, Entry] = {}
    refused: list[RefusedRow] = []
    for number, cells in enumerate(rows, 2):
        given = dict(zip(names, map(cleaned, cells), strict=False))
        if not any(given.values()):
            continue
        reason = _refusal(given, entries, len(cells) - len(names))
        if reason is None:
            sha256 = sha256_hex(canonical_json(cells)) if hashed else ""
            one = _entry(given, number, also, sha256)
            entries[one.id] = one
        else:
            refused.append(RefusedRow(number, reason))
    if not entries and not refused:
        raise EmptyInput("there is no row below the header", where=str(path))
    return PersonList(path.stem, tuple(c for c in COLUMNS if c in names), tuple(entries.values()), tuple(refused))


def _header(cells: Sequence[str], columns: Mapping[str, str], path: Path) -> list[str]:
    """Our names of the columns of a file, those that are not ours as they stand."""
    theirs = [cleaned(cell) for cell in cells]
    if not any(theirs):
        raise EmptyInput("there is no header in it", where=str(path))
    has = f"It has {', '.join(filter(None, theirs))}."
    for ours, given in columns.items():
        if given not in theirs:
            raise MissingColumn(f"there is no column {given!r} to read as {ours}", where=str(path), way_out=has)
    ours_of = {given: ours for ours, given in columns.items()}
    names = [ours_of.get(cell, cell.casefold().replace(" ", "_")) for cell in theirs]
    for name in COLUMNS:
        if names.count(name) > 1:
            raise BrokenFile(f"{names.count(name)} columns are {name!r}", where=str(path))
    if "id" not in names:
        way_out = f"Name the column that has the ids: --column id=NAME. {has}"
        raise MissingColumn("there is no column 'id'", where=str(path), way_out=way_out)
    if not any(name in names for name in NAMES):
        way_out = f"Name one of {', '.join(NAMES)}: --column name=NAME. {has}"
        raise MissingColumn("there is no column of names", where=str(path), way_out=way_out)
    return names


def _refusal(given: Mapping[str, str], entries: Mapping[str, Entry], beyond: int) -> str | None:
    """Why a row is not read, or None."""
    if beyond > 0:
        return f"it has {beyond} cells more than the header"
    if is_unknown(given.get("id", "")):
        return "it has no id"
    if (before := entries.get(given["id"])) is not None:
        return f"its id {given['id']!r} stands in row {before.row} already"
    return None


def _entry(given: Mapping[str, str], row: int, also: Sequence[str], sha256: str) -> Entry:
    known = {name: value for name, value in given.items() if name in (*COLUMNS, *also) and not is_unknown(value)}
    notes: list[str] = []
    born = day_of(known.get("birth_date", ""), "birth_date", notes)
    died = day_of(known.get("death_date", ""), "death_date", notes)
    if born and died and born > died:
        notes.append(f"the birth_date {born} lies after the death_date {died}: both are left out")
        born = died = None
    return Entry(
        id=known["id"],
        row=row,
        names={name: known[name] for name in NAMES if name in known},
        sex=sex_of(known.get("sex", ""), notes),
        age=age_of(known.get("age", ""), notes),
        birth_date=born,
        death_date=died,
        place=known.get("place", ""),
        others={name: known[name] for name in also if name in known},
        notes=tuple(notes),
        sha256=sha256,
    )
