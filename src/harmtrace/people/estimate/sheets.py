"""The text of a CSV in, its tables of capture counts out: one, or one for each stratum, or linkage, or both."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from harmtrace.errors import BrokenCounts
from harmtrace.people.estimate.counts import CaptureTable, table_of_rows

COUNT = "count"
UNKNOWN = "unknown"
"""What a stratum is called whose cell is empty."""
_MOST_COLUMNS = 16
Row = dict[str, str | None]


def tables_of_sheet(text: str, by: Sequence[str] = ()) -> dict[str, CaptureTable]:
    """Read a CSV with one 0/1 column for each list and a column `count`; a stratum is the values of the columns `by`.

    Without strata the only table has the name "". Raises `BrokenCounts` with the line that is wrong.
    """
    return {", ".join(values): table for values, table in _tables(text, tuple(by)).items()}


def linkages_of_sheet(text: str, over: str, by: Sequence[str] = ()) -> list[dict[str, CaptureTable]]:
    """The same for several linkages of one set of lists, which the values of the column `over` tell apart."""
    found: dict[str, dict[str, CaptureTable]] = {}
    for (linkage, *values), table in _tables(text, (over, *by)).items():
        found.setdefault(linkage, {})[", ".join(values)] = table
    return list(found.values())


def _tables(text: str, apart: tuple[str, ...]) -> dict[tuple[str, ...], CaptureTable]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey="\0more", strict=True)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = columns
        rows = [(reader.line_num, row) for row in reader if any((value or "").strip() for value in _values(row))]
    except csv.Error as error:
        raise BrokenCounts(f"it is no CSV: {error}", line=reader.line_num) from error
    lists = _lists(columns, apart)
    if not rows:
        raise BrokenCounts("it has no rows")
    parts: dict[tuple[str, ...], list[tuple[int, Row]]] = {}
    for line, row in rows:
        if "\0more" in row or None in row.values():
            raise BrokenCounts(f"it has not the {len(columns)} cells of the head", line=line)
        parts.setdefault(tuple((row[name] or "").strip() or UNKNOWN for name in apart), []).append((line, row))
    return {values: table_of_rows(part, lists) for values, part in parts.items()}


def _values(row: Row) -> list[str | None]:
    return [value for value in row.values() if isinstance(value, str)]


def _lists(columns: list[str], apart: Sequence[str]) -> list[str]:
    has = f"it has {', '.join(columns) or 'none'}"
    if COUNT not in columns:
        raise BrokenCounts(f"it has no column {COUNT!r}; {has}", line=1)
    for name in apart:
        if name not in columns:
            raise BrokenCounts(f"it has no column {name!r} to stratify by or to tell linkages apart; {has}", line=1)
    if COUNT in apart or len(set(apart)) < len(apart):
        raise BrokenCounts("a column that tells strata or linkages apart is named twice, or is the count", line=1)
    if len(set(columns)) < len(columns) or "" in columns:
        raise BrokenCounts("a column has no name, or the name of another", line=1)
    lists = [name for name in columns if name != COUNT and name not in apart]
    if not 1 <= len(lists) <= _MOST_COLUMNS:
        raise BrokenCounts(f"it has {len(lists)} columns of lists; 1 to {_MOST_COLUMNS} can be read", line=1)
    return lists
