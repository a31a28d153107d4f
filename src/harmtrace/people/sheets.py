"""From a CSV or XLSX file to its rows of text."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

from harmtrace.errors import BrokenEncoding, BrokenFile, MissingInput, UnknownFormat

_SEPARATORS = ",;\t"


def sheet_rows(path: Path, data: bytes | None = None) -> Iterator[list[str]]:
    """The rows of a file, of a workbook those of its first sheet; `data` are its bytes where they are in hand.

    Raises `MissingInput`, `UnknownFormat`, and, while it is read, `BrokenFile` and `BrokenEncoding`.
    """
    if data is None and not path.is_file():
        raise MissingInput("there is no such file", where=str(path))
    match path.suffix.lower():
        case ".csv" | ".tsv":
            return _of_csv(path, path.read_bytes() if data is None else data)
        case ".xlsx":
            return _of_workbook(path, path.read_bytes() if data is None else data)
    raise UnknownFormat(
        f"a list is a .csv, .tsv or .xlsx file, not {path.suffix or 'one without ending'}", where=str(path)
    )


def _of_csv(path: Path, data: bytes) -> Iterator[list[str]]:
    try:
        with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            yield from csv.reader(lines, delimiter=max(_SEPARATORS, key=head.count), strict=True)
    except UnicodeDecodeError as error:
        raise BrokenEncoding(f"it is not in UTF-8: {error}", where=str(path), way_out="Save it as CSV UTF-8.") from None
    except csv.Error as error:
        raise BrokenFile(f"it cannot be read as CSV: {error}", where=str(path)) from None


def _of_workbook(path: Path, data: bytes) -> Iterator[list[str]]:
    import zipfile

    import openpyxl

    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        for cells in sheet.iter_rows(values_only=True):
            yield [_text(cell) for cell in cells]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise BrokenFile(f"it cannot be read as XLSX: {error}", where=str(path)) from None


def _text(cell: object) -> str:
    """A cell as it would stand in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
