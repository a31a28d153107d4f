"""The days that periods cover: calendar arithmetic without words."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping

from harmtrace.model.immutable import immutable, replace
from harmtrace.model.when import DateBasis, DatePrecision

Values = Mapping[str, str | int | float]
Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
WEEK = 7
MONTHS = 12
DAYS_OF_PART = {
    "early": (1, 10),
    "start": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_week": (1, 7),
    "second_week": (8, 14),
    "third_week": (15, 21),
    "last_week": (25, 31),
    "first_days": (1, 5),
    "last_days": (27, 31),
    "days_1_10": (1, 10),
    "days_1_14": (1, 14),
    "days_1_21": (1, 21),
    "last_ten_days": (22, 31),
    "last_two_weeks": (18, 31),
}
"""The days of a month that a part of it stands for, both included."""
_MONTHS_OF_PART = {
    "early": (1, 4),
    "start": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "end": (9, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
    "quarter_1": (1, 3),
    "quarter_2": (4, 6),
    "quarter_3": (7, 9),
    "quarter_4": (10, 12),
    "first_days": (1, 1),
    "first_week": (1, 1),
    "last_week": (12, 12),
    "last_days": (12, 12),
    "months_1_2": (1, 2),
    "months_1_4": (1, 4),
    "months_1_5": (1, 5),
    "months_1_7": (1, 7),
    "months_1_8": (1, 8),
    "months_1_10": (1, 10),
    "months_1_11": (1, 11),
    "months_9_12": (9, 12),
    "months_11_12": (11, 12),
    "nine_months": (1, 9),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
}


@immutable(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: Day
    end: Day
    precision: DatePrecision
    basis: DateBasis = "explicit"
    time_of_day: str | None = None


@immutable(frozen=True, slots=True)
class Anchors:
    """What a date may hang on: the day of publication, the last date told, the last date told in full.

    `day` is the last day or days told from which nothing is counted ("since 7 October" is none); a longer period
    told after it ends its reach. `span` is the last period told, or counted since.
    `day_first` is the order of dates in numbers as the document's own unambiguous dates
    show it; `covered` is the period that a line of its head says the document is about ("Weekly update, 2-8 February
    2024").
    """

    reference: Day | None = None
    last: Period | None = None
    day: Period | None = None
    span: Period | None = None
    full: Day | None = None
    day_first: bool | None = None
    covered: Period | None = None


Resolver = Callable[[Values, Anchors], Period | None]


def nearest_weekday(reference: Day, number: int, direction: int | None) -> Day:
    """Return the ISO weekday `number` at, before (-1) or after (1) the reference; at -2 the one before the last."""
    back = (reference.isoweekday() - number) % WEEK
    if direction is not None and direction < -1:
        return reference - (WEEK * -(direction + 1) + (back or WEEK)) * ONE_DAY
    if direction == 1:
        return reference + ((WEEK - back) or WEEK) * ONE_DAY
    if direction == -1 and back == 0:
        back = WEEK
    return reference - back * ONE_DAY


def easter_sunday(year: int) -> Day:
    """Return Easter of a year of the Gregorian calendar, by the rule of Gauss as Oudin gave it."""
    century = year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * (year % 19) + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - year % 19) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % WEEK
    return Day(year, 3, 28) + (moon - weekday) * ONE_DAY


def existing_day(year: int, month: int, day: int) -> Day | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def stated_year(values: Values, anchors: Anchors) -> int | None:
    """Return the year that is named, in figures, as "this year" or, after another date, as "that year"."""
    if "that_year" in values and anchors.last is not None:
        return anchors.last.start.year
    if "this_year" in values and anchors.reference is not None:
        return anchors.reference.year + (whole_number(values, "this_year") or 0)
    return whole_number(values, "year")


def month_period(day: Day, basis: DateBasis = "explicit") -> Period:
    """Return the month that a day lies in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), "month", basis)


def year_period(number: int, basis: DateBasis = "explicit") -> Period:
    """Return a calendar year."""
    return Period(Day(number, 1, 1), Day(number, 12, 31), "year", basis)


def year_part(number: int, part: str, basis: DateBasis) -> Period | None:
    """Return a third, half or quarter of a year, by the id of the part."""
    bounds = _MONTHS_OF_PART.get(part)
    if bounds is None:
        return None
    return Period(Day(number, bounds[0], 1), month_period(Day(number, bounds[1], 1)).end, "range", basis)


def year_before(period: Period) -> Period:
    """Return the same days one year before."""
    return replace(period, start=months_later(period.start, -MONTHS), end=months_later(period.end, -MONTHS))


def months_later(day: Day, count: int) -> Day:
    """Return the day so many months later (earlier where negative), at the latest the last of its month."""
    index = day.year * MONTHS + day.month - 1 + count
    number, month = divmod(index, MONTHS)
    return Day(number, month + 1, min(day.day, calendar.monthrange(number, month + 1)[1]))


def whole_number(values: Values, name: str) -> int | None:
    """Return the value of a slot as a whole number, or None where it is empty."""
    value = values.get(name)
    return None if value is None else int(value)


def day_part(values: Values) -> str | None:
    """Return the part of the day that the words name."""
    found = values.get("time") or values.get("day_part") or values.get("early_late")
    return str(found) if found else None
