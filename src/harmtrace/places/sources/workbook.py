"""An .xlsx workbook in; the rows of its sheets out, checked for archives that unpack to far more than they weigh."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from harmtrace.errors import BrokenFile, TooLarge

Rows = Iterator[tuple[str, Sequence[Any]]]
"""The name of each row ("row 2", "Sheet1 row 2") with its cells; the first is the header."""
_MAX_COLUMNS = 2000
_MAX_PARTS = 10_000


def sheets_of(data: bytes, where: str, unpacked: int) -> Iterator[tuple[str, Rows]]:
    """Yield the title and the rows of every sheet; rows are named with the sheet where there are several.

    `unpacked` is the most bytes that the workbook may unpack to. Raises `BrokenFile` for a damaged or encrypted
    workbook, `TooLarge` for one beyond the limit.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_archive(data, where, unpacked)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that it leaves out
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = workbook.worksheets
            for sheet in sheets:
                sheet.reset_dimensions()
                yield sheet.title, _sheet_rows(sheet, named=len(sheets) > 1)
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError, EOFError, TypeError,
        AttributeError, IndexError,
    ) as error:  # fmt: skip
        raise BrokenFile(f"the workbook cannot be read: {error}", where=where) from None


def _sheet_rows(sheet: Any, named: bool) -> Rows:
    prefix = f"{sheet.title} " if named else ""
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        yield f"{prefix}row {number}", [_cell(value) for value in cells]


def _cell(value: Any) -> str | int | float | bool | None:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time(0):
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _check_archive(data: bytes, where: str, unpacked: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(entry.file_size for entry in parts)
            if size > unpacked or len(parts) > _MAX_PARTS:
                raise TooLarge(f"the workbook unpacks to {size:,} bytes", where=where)
            for entry in parts:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as file:
                        if b"<!DOCTYPE" in file.read(4096).upper():
                            raise BrokenFile("the workbook declares XML entities", where=where)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise BrokenFile(f"the workbook cannot be unpacked: {error}", where=where) from None
