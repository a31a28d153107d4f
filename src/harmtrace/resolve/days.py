"""How the days of two claims stand to each other."""

from __future__ import annotations

import datetime
from typing import Literal

from harmtrace.model.when import When

Days = Literal["same", "overlap", "next", "apart", "unknown"]
PUBLICATION_LAG = datetime.timedelta(days=2)
"""A day known only from the date of publication may lie that much earlier."""
NEWS_WINDOW = datetime.timedelta(days=10)
"""How long after an event a report without a date may still be taken for it."""


def compare_days(left: When | None, right: When | None) -> Days:
    """Compare two times: one exact day, overlapping, one day off, apart, or not known."""
    if left is None or right is None:
        return "unknown"
    if left.start == left.end == right.start == right.end:
        return "same"
    ours, theirs = reach(left), reach(right)
    if ours[0] <= theirs[1] and theirs[0] <= ours[1]:
        return "overlap"
    gap = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    return "next" if gap <= datetime.timedelta(days=1) else "apart"


def reach(when: When) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a time may mean."""
    start = when.start - PUBLICATION_LAG if when.basis == "publication" else when.start
    return start, when.end
