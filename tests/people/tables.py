"""Published tables of counts, and tables drawn from worlds whose number of people is known."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate import CaptureTable
from harmtrace.people.estimate.sheets import tables_of_sheet

KOSOVO_LISTS = ("EXH", "ABA", "OSCE", "HRW")
KOSOVO_CELLS = {
    "1111": 27, "1110": 181, "1101": 18, "1100": 177, "1011": 42, "1010": 228, "1001": 106, "1000": 1131,
    "0111": 32, "0110": 217, "0101": 31, "0100": 845, "0011": 123, "0010": 936, "0001": 306,
}  # fmt: skip
"""Killings in Kosovo, March to June 1999, on four lists: Ball, Betts, Scheuren, Dudukovich & Asher (2002), table of
overlaps; the order of the marks is that of the lists."""


def kosovo() -> CaptureTable:
    """The 4,400 people of the four lists."""
    return of_marks(KOSOVO_CELLS, KOSOVO_LISTS)


def of_marks(cells: dict[str, int], lists: tuple[str, ...] | None = None) -> CaptureTable:
    """A table of cells named by marks: "1010" is on the first and the third list."""
    counts = np.zeros(1 << len(next(iter(cells))), dtype=np.int64)
    for marks, count in cells.items():
        counts[int(marks[::-1], 2)] = count
    return CaptureTable.of(counts, lists)


def shared_table(shared: Path, name: str) -> CaptureTable:
    """A table of the shared data folder."""
    return tables_of_sheet((shared / "data" / "counts" / f"{name}.csv").read_text(encoding="utf-8"))[""]


def drawn(random: np.random.Generator, chances: NDArray[np.float64]) -> CaptureTable:
    """A table of people whose chances (people, lists) of being listed are independent given who they are."""
    marks = random.random(chances.shape) < chances
    counts = np.bincount(marks @ (1 << np.arange(chances.shape[1])), minlength=1 << chances.shape[1])
    counts[0] = 0
    return CaptureTable.of(counts)


def as_csv(table: CaptureTable, path: Path) -> Path:
    """Write a table in the form that the command reads."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        sheet = csv.writer(stream)
        sheet.writerow([*table.lists, "count"])
        for pattern in np.flatnonzero(table.counts):
            sheet.writerow([*(int(pattern) >> j & 1 for j in range(table.size)), table.counts[pattern]])
    return path
