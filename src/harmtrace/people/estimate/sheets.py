"""The text of a CSV in, its tables of capture counts out: one, or one for each stratum."""

from __future__ import annotations

import csv
import io

from harmtrace.errors import BrokenCounts
from harmtrace.people.estimate.counts import CaptureTable, table_of_rows

COUNT = "count"
_MOST_COLUMNS = 16
Row = dict[str, str | None]


def tables_of_sheet(text: str, stratum: str | None = None) -> dict[str, CaptureTable]:
    """Read a CSV with one 0/1 column for each list and a column `count`; a stratum is the value of column `stratum`.

    Without a stratum the only table has the name "". Raises `BrokenCounts` with the line that is wrong.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey="\0more", strict=True)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = columns
        rows = [(reader.line_num, row) for row in reader if any((value or "").strip() for value in _values(row))]
    except csv.Error as error:
        raise BrokenCounts(f"it is no CSV: {error}", line=reader.line_num) from error
    lists = _lists(columns, stratum)
    if not rows:
        raise BrokenCounts("it has no rows")
    for line, row in rows:
        if "\0more" in row or None in row.values():
            raise BrokenCounts(f"it has not the {len(columns)} cells of the head", line=line)
    parts: dict[str, list[tuple[int, Row]]] = {}
    for line, row in rows:
        parts.setdefault((row[stratum] or "").strip() if stratum else "", []).append((line, row))
    return {name: table_of_rows(part, lists) for name, part in parts.items()}


def _values(row: Row) -> list[str | None]:
    return [value for value in row.values() if isinstance(value, str)]


def _lists(columns: list[str], stratum: str | None) -> list[str]:
    if COUNT not in columns:
        raise BrokenCounts(f"it has no column {COUNT!r}; it has {', '.join(columns) or 'none'}", line=1)
    if stratum is not None and stratum not in columns:
        raise BrokenCounts(f"it has no column {stratum!r} to stratify by; it has {', '.join(columns)}", line=1)
    if len(set(columns)) < len(columns) or "" in columns:
        raise BrokenCounts("a column has no name, or the name of another", line=1)
    lists = [name for name in columns if name not in (COUNT, stratum)]
    if not 1 <= len(lists) <= _MOST_COLUMNS:
        raise BrokenCounts(f"it has {len(lists)} columns of lists; 1 to {_MOST_COLUMNS} can be read", line=1)
    return lists
