"""A CSV table or XLSX workbook and the columns of its fields in; one Captured for each row out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from harmtrace.capture.decoding import decode_text
from harmtrace.capture.options import GIVEN_FIELDS
from harmtrace.capture.parts import JSON, Source, fields_of, part
from harmtrace.errors import BadLine, BadMapping, HarmtraceError, InputError
from harmtrace.model.document import Captured
from harmtrace.model.ids import canonical_json
from harmtrace.places.sources.workbook import Rows, sheets_of

_UNPACKED_PER_BYTE = 20
"""An unpacked workbook may be this many times the size limit of one document."""


def read_csv(data: bytes, source: Source) -> Iterator[Captured | HarmtraceError]:
    """Yield the rows of a table separated by commas, semicolons, tabs or bars.

    Raises `BrokenEncoding` where it is not UTF-8 and no charset was given, `BadMapping` where
    the header lacks a mapped column.
    """
    text = decode_text(data, source.options.charset, source.origin)
    csv.field_size_limit(max(source.options.max_bytes, 131072))
    yield from _captured_rows(_csv_rows(text, source.origin), source, data)


def _csv_rows(text: str, where: str) -> Rows:
    head = text[:65536].splitlines()[:1]
    counts = {delimiter: (head or [""])[0].count(delimiter) for delimiter in ",;\t|"}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(counts, key=lambda mark: counts[mark]))
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield f"row {number}", row
    except csv.Error as error:
        raise BadLine(f"the table cannot be read on: {error}", where=f"{where}:row {number + 1}") from None


def read_xlsx(data: bytes, source: Source) -> Iterator[Captured | HarmtraceError]:
    """Yield the rows of every sheet that has the mapped columns.

    Raises `BrokenFile` for a damaged or encrypted workbook, `TooLarge` for one that unpacks to
    far more than the limit, `BadMapping` where no sheet has the columns.
    """
    first: bytes | None = data
    refused: BadMapping | None = None
    for _, rows in sheets_of(data, source.origin, _UNPACKED_PER_BYTE * source.options.max_bytes):
        try:
            for item in _captured_rows(rows, source, first):
                yield item
                first = None if isinstance(item, Captured) else first
        except BadMapping as error:
            refused = refused or error
    if refused and first is not None:
        raise refused


def _captured_rows(rows: Rows, source: Source, container: bytes | None) -> Iterator[Captured | HarmtraceError]:
    header: list[str] | None = None
    columns: dict[str, str] = {}
    for name, cells in rows:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if header is None:
            header = [str(cell or "").strip() for cell in cells]
            columns = _columns(header, source)
            continue
        where = f"{source.origin}:{name}"
        try:
            captured, troubles = _captured_row(dict(zip(header, cells, strict=False)), columns, source, name, container)
        except InputError as error:
            yield error
            continue
        yield from troubles
        yield captured
        container = None
        if len(cells) > len(header):
            yield BadLine("it has more cells than the header; those beyond are left out", where=where)


def _captured_row(
    row: dict[str, Any], columns: Mapping[str, str], source: Source, name: str, container: bytes | None
) -> tuple[Captured, list[HarmtraceError]]:
    named = {field: row.get(column) for field, column in columns.items()}
    record = {field: str(value) for field, value in named.items() if value not in (None, "")}
    rest = {
        column: value
        for column, value in row.items()
        if column and column not in columns.values() and value is not None
    }
    given, troubles = fields_of({**record, "row": rest} if rest else record, f"{source.origin}:{name}")
    data = canonical_json(row)
    return part(data, JSON, source, name, given, container), troubles


def _columns(header: list[str], source: Source) -> dict[str, str]:
    """Return the column of each field: as mapped, and else the columns named like fields."""
    by_name = {column.casefold(): column for column in reversed(header) if column}
    wanted = source.options.mapping or {}
    unknown = sorted(set(wanted) - set(GIVEN_FIELDS))
    missing = sorted(column for column in wanted.values() if column.casefold() not in by_name)
    if unknown or missing:
        what = f"no field is called {', '.join(unknown)}" if unknown else f"no column is called {', '.join(missing)}"
        raise BadMapping(f"{what}; the columns are {', '.join(header[:40])}", where=source.origin)
    own = {field: by_name[field] for field in GIVEN_FIELDS if field in by_name}
    columns = {**own, **{field: by_name[column.casefold()] for field, column in wanted.items()}}
    if "text" not in columns:
        raise BadMapping(f"which column is the text? The columns are {', '.join(header[:40])}", where=source.origin)
    return columns
