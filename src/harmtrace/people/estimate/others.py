"""A table in, what other methods say of it, and the same method without each list, out: what the figure hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from harmtrace.model.estimate import Estimate, Method, Other
from harmtrace.people.estimate.answers import METHODS, estimate
from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.settings import EstimateSettings

_SLOW: tuple[Method, ...] = ("lcmcr",)
"""Not asked beside another method: a minute for each."""


def other_answers(table: CaptureTable, method: Method, settings: EstimateSettings | None = None) -> list[Other]:
    """Other criteria and methods (but the chains of `lcmcr`), and `method` without each list in turn."""
    return list(_asked(table, method, replace(settings or EstimateSettings(), bootstrap=0, shown=0)))


def _asked(table: CaptureTable, method: Method, settings: EstimateSettings) -> Iterator[Other]:
    for other in METHODS:
        if other not in _SLOW and other != method:
            yield _told(other, estimate(table, other, settings))
    if method == "loglinear":
        aic = settings.criterion == "bic"
        changed = replace(settings, criterion="aic" if aic else "bic")
        yield _told(f"loglinear, best by {changed.criterion.upper()}", estimate(table, method, changed))
    if method in _SLOW:
        return
    for place, name in enumerate(table.lists):
        yield _told(f"{method} without {name}", estimate(without(table, place), method, settings))


def without(table: CaptureTable, place: int) -> CaptureTable:
    """The table without one list: who stood on it alone is not seen any more."""
    kept = [j for j in range(table.size) if j != place]
    counts = np.zeros(1 << len(kept), dtype=np.int64)
    for pattern, count in enumerate(table.counts):
        counts[sum(1 << new for new, j in enumerate(kept) if pattern >> j & 1)] += count
    counts[0] = 0
    return CaptureTable(tuple(table.lists[j] for j in kept), counts)


def _told(how: str, found: Estimate) -> Other:
    return Other(how, found.status, found.figure, found.estimate, found.interval, found.reasons)
