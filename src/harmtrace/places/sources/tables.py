"""A workbook, a CSV table, GeoJSON or Overpass JSON in; its rows as records of columns in lower case out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any, Final

from harmtrace.errors import BrokenFile, BrokenRow, EmptyInput
from harmtrace.model.immutable import immutable
from harmtrace.places.sources.problems import Problems
from harmtrace.places.sources.streams import MAX_LINE, Stream, encoding_of, lines_of
from harmtrace.places.sources.workbook import sheets_of

MAX_WHOLE: Final = 600_000_000
"""Bytes of a file that can only be read in one piece (JSON, workbook)."""
_MAX_SHEETS_UNPACKED: Final = 2_000_000_000
_MAX_FIELDS: Final = 2000


@immutable(frozen=True, slots=True)
class Record:
    """One row: `where` names file and row, `table` the sheet; `geometry` is that of a GeoJSON feature."""

    where: str
    values: dict[str, Any]
    table: str = ""
    geometry: Any = None


def records_of(stream: Stream, problems: Problems, encoding: str | None = None) -> Iterator[Record]:
    """Yield the rows of a table, whatever its form. Raises `BrokenFile`, `TooLarge`, `EmptyInput`, `BrokenRow`."""
    head = stream.head(1024)
    if head.startswith(b"PK\x03\x04"):
        yield from _of_workbook(stream, problems)
    elif is_json(head):
        yield from _of_json(stream, problems, encoding)
    else:
        yield from _of_csv(stream, problems, encoding)


def is_json(head: bytes) -> bool:
    """Whether a file that begins like this is JSON."""
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return text[:1] in (b"{", b"[")


def delimiter_of(header: str) -> str:
    """The character that separates the columns of a heading."""
    return max(",;\t|", key=header.count)


def heading_of(lines: Sequence[str], delimiter: str, where: str) -> list[str]:
    """The names of the columns of a heading. Raises `BrokenFile` where it is no row of a table."""
    try:
        return columns_of(next(csv.reader(lines, delimiter=delimiter), []))
    except csv.Error as error:
        raise BrokenFile(f"its heading cannot be read: {error}", where=f"{where}:1") from error


def columns_of(cells: Sequence[Any]) -> list[str]:
    """The names of columns in lower case."""
    return [str("" if cell is None else cell).strip().lower() for cell in cells]


def _of_workbook(stream: Stream, problems: Problems) -> Iterator[Record]:
    data = stream.read(MAX_WHOLE)
    for title, rows in sheets_of(data, stream.name, _MAX_SHEETS_UNPACKED):
        header: list[str] | None = None
        for row_name, cells in rows:
            where = f"{stream.name}:{row_name}"
            if not any(cell not in (None, "") for cell in cells):
                continue
            if header is None:
                header = columns_of(cells)
                continue
            if any(isinstance(cell, str) and (len(cell) > MAX_LINE or "\0" in cell) for cell in cells):
                problems.broken("a cell that is too long or holds NUL", where)
                continue
            yield Record(where, dict(zip(header, cells, strict=False)), title)


def _of_csv(stream: Stream, problems: Problems, encoding: str | None) -> Iterator[Record]:
    header: list[str] | None = None
    delimiter = ","
    csv.field_size_limit(MAX_LINE)
    for number, row in _cells(stream, problems, encoding):
        if header is None:
            delimiter = delimiter_of(row[0])
            header = heading_of(row, delimiter, stream.name)
            if len(header) > _MAX_FIELDS:
                raise BrokenFile(f"a table of {len(header)} columns", where=stream.name)
            continue
        where = f"{stream.name}:{number}"
        try:
            cells = next(csv.reader(row, delimiter=delimiter, strict=True))
        except csv.Error as error:
            problems.broken(f"the row cannot be read: {error}", where)
            continue
        if len(cells) != len(header):
            if any(cells):
                problems.broken(f"{len(cells)} cells where the heading has {len(header)}", where)
            continue
        yield Record(where, dict(zip(header, cells, strict=True)))
    if header is None:
        raise EmptyInput("the table has no heading", where=stream.name)


def _cells(stream: Stream, problems: Problems, encoding: str | None) -> Iterator[tuple[int, list[str]]]:
    """Rows as the lines that they are made of: a quoted cell may hold line breaks."""
    held: list[str] = []
    start = 0
    for number, line in lines_of(stream, problems, encoding):
        if not held and not line.strip():
            continue
        start = start if held else number
        held.append(line)
        if sum(part.count('"') for part in held) % 2 == 0:
            yield start, held
            held = []
        elif sum(map(len, held)) > MAX_LINE:
            problems.broken("a quotation mark that is never closed", f"{stream.name}:{start}")
            held = []
    if held:
        problems.broken("a quotation mark that is never closed", f"{stream.name}:{start}")


def _of_json(stream: Stream, problems: Problems, encoding: str | None) -> Iterator[Record]:
    whole = _json(stream, encoding)
    features = whole.get("features", whole.get("elements")) if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise BrokenFile("JSON without a list of features or elements", where=stream.name)
    for number, feature in enumerate(features, 1):
        where = f"{stream.name}:feature {number}"
        if not isinstance(feature, dict):
            problems.broken("a feature that is no object", where)
            continue
        given = feature.get("properties") if "features" in whole else feature
        if not isinstance(given, dict):
            problems.broken("a feature without properties", where)
            continue
        values = {str(key).lower(): value for key, value in given.items()}
        if "id" in feature:
            values.setdefault("@id", feature["id"])
        yield Record(where, values, "", feature.get("geometry"))


def _json(stream: Stream, encoding: str | None) -> Any:
    import msgspec

    data = stream.read(MAX_WHOLE)
    kind = encoding_of(data[:4], encoding)
    try:
        text = data.decode("utf-8-sig" if kind == "utf-8" else kind)
        return msgspec.json.decode(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenRow(f"not valid {kind}", where=f"{stream.name}:{line}", way_out="Save it as UTF-8.") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BrokenFile(f"not valid JSON: {error}", where=stream.name) from error
