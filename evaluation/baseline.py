"""The figures on gold that extraction must keep: written by `python -m evaluation.baseline`, held by a test.

A field of a suite is worse when it has lost more than a harmless change may cost: two items, or, over all fields, half
a point of F1. Fields with fewer than 30 gold items are not held by themselves.

Run: python -m evaluation.baseline [SHARED] (the folder that holds `gold/` and `data/reports/`; without it the rows of
its suites stay).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evaluation.press import PRESS, UNREAD, put_together
from harmtrace.pipeline.evaluate_gold import GoldResult, evaluate_gold, suites_in
from harmtrace.pipeline.gold_score import HEADLINE

ROOT = Path(__file__).resolve().parents[1]
OURS = ROOT / "evaluation" / "gold"
OURS_UNREAD = ROOT / "evaluation" / "unread"
"""Of our own texts, those that nobody who writes rules reads and on which nothing is fitted."""
TABLE = ROOT / "evaluation" / "gold_baseline.tsv"
HELD_FROM = 30
"""A field is held by itself from so many gold items on."""
FIELDS = ("micro", *HEADLINE, "scope_of_aligned", "modality_of_aligned", "origin_of_aligned")
_NOISE_ITEMS = 2
_NOISE_MICRO = 0.5


class Row(NamedTuple):
    """The F1 (per cent) of a field of a suite, and its number of gold items."""

    suite: str
    field: str
    f1: float
    items: int

    @property
    def noise(self) -> float:
        """How many points of F1 may be lost."""
        return _NOISE_MICRO if self.field == "micro" else 100 * _NOISE_ITEMS / self.items


def measured(folder: Path) -> list[Row]:
    """The rows of every suite in `folder` whose language is read."""
    results = [evaluate_gold(suite) for suite in suites_in(folder)]
    return [row for result in results if result.documents for row in _rows(result)]


def measured_ours() -> list[Row]:
    """The rows of the suites whose texts are ours, the unread among them."""
    return [*measured(OURS), *measured(OURS_UNREAD)]


def _rows(result: GoldResult) -> Iterable[Row]:
    figures = {"micro": result.figures["micro"], **result.figures["fields"]}
    for field in FIELDS:
        one = figures.get(field)
        if one is not None and (items := one["tp"] + one["fn"]):
            yield Row(result.suite, field, one["f1"], items)


def measured_with(shared: Path) -> list[Row]:
    """The rows of the suites whose texts stand in the shared folder."""
    with TemporaryDirectory() as out:
        for suite in (PRESS, UNREAD):
            put_together(shared / "data" / "reports", Path(out), suite)
        return [*measured(shared / "gold"), *measured(Path(out))]


def committed() -> list[Row]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8") as lines:
        return [
            Row(r["suite"], r["field"], float(r["f1"]), int(r["items"])) for r in csv.DictReader(lines, dialect=_TSV)
        ]


def worse(kept: Iterable[Row], now: Iterable[Row]) -> list[str]:
    """What has become worse by more than noise, or is gone; rows of suites that were not measured are passed over."""
    by_key = {(row.suite, row.field): row for row in now}
    suites = {suite for suite, _ in by_key}
    found = []
    for row in kept:
        new = by_key.get((row.suite, row.field))
        held = row.suite in suites and row.items >= HELD_FROM
        if held and (new is None or new.f1 < row.f1 - row.noise):
            found.append(f"{row.suite} {row.field}: {row.f1} before, {new.f1 if new else 'nothing'} now")
    return found


class _TSV(csv.excel_tab):
    lineterminator = "\n"


def main(shared: str | None) -> None:
    """Write the table anew, and print what has become worse."""
    before = committed() if TABLE.is_file() else []
    now = [*measured_ours(), *(measured_with(Path(shared)) if shared else [])]
    rows = {(row.suite, row.field): row for row in [*before, *now]}
    print("\n".join(worse(before, rows.values())) or "nothing is worse")
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, dialect=_TSV)
        writer.writerow(Row._fields)
        writer.writerows(sorted(rows.values()))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
