"""When something happened: a day or a range of days, and how that is known."""

from __future__ import annotations

import datetime
from typing import Literal

from harmtrace.model.immutable import immutable

DatePrecision = Literal["day", "range", "week", "month", "year"]
DateBasis = Literal["explicit", "relative", "inherited", "publication"]


@immutable(frozen=True, slots=True)
class When:
    """Days from `start` to `end`, both included; `text` stands at `start_char:end_char`."""

    start: datetime.date
    end: datetime.date
    precision: DatePrecision
    basis: DateBasis
    time_of_day: str | None = None
    text: str | None = None
    start_char: int | None = None
    end_char: int | None = None

    def overlaps(self, other: When) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def within(self, start: datetime.date | None, end: datetime.date | None) -> bool:
        """Whether it lies wholly from `start` to `end`, either of which may be open."""
        return (start is None or start <= self.start) and (end is None or self.end <= end)
