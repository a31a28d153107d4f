"""Published tables of counts, and tables drawn from worlds whose number of people is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate import CaptureTable
from harmtrace.people.estimate.sheets import tables_of_sheet
from tests.conftest import ROOT

KOSOVO = ROOT / "examples" / "kosovo" / "counts.csv"


def kosovo() -> CaptureTable:
    """The 4,400 people of the four lists of the example."""
    return tables_of_sheet(KOSOVO.read_text(encoding="utf-8"))[""]


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
