"""From the parts of a date expression and what it hangs on to the days it covers; no words here."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from harmtrace.model.when import DateBasis, DatePrecision

Values = Mapping[str, str | int | float]
Day = datetime.date
_ONE_DAY = datetime.timedelta(days=1)
_AHEAD = datetime.timedelta(days=31)
"""A date without year may lie this far after the reference; further, it is that of the year before."""
_NEAR = datetime.timedelta(days=45)
"""A date without year belongs to the year of the last full date where the two are this close."""
_DAYS_OF_PART = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31),
                 "first_half": (1, 15), "second_half": (16, 31)}  # fmt: skip
_MONTHS_OF_PART = {"early": (1, 4), "start": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (9, 12), "first_half": (1, 6),
                   "second_half": (7, 12), "quarter_1": (1, 3), "quarter_2": (4, 6), "quarter_3": (7, 9), "quarter_4": (10, 12)}  # fmt: skip
_DAYS_OF_WEEK_PART = {"early": (0, 2), "start": (0, 2), "mid": (2, 4), "late": (4, 6), "end": (4, 6)}
_WEEK = 7
_HOURS = 24
MONTHS = 12
"""So many months has a year."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: Day
    end: Day
    precision: DatePrecision
    basis: DateBasis = "explicit"
    time_of_day: str | None = None


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a date may hang on: the day of publication, the last date told, the last date told in full.

    `day_first` is the order of dates in numbers as the document's own unambiguous dates show it.
    """

    reference: Day | None = None
    last: Period | None = None
    full: Day | None = None
    day_first: bool | None = None


Resolver = Callable[[Values, Anchors], Period | None]


def one_day(values: Values, anchors: Anchors) -> Period | None:
    """A day of a month, of a stated year or of the nearest past."""
    day = _day(_int(values, "day"), _int(values, "month"), _stated_year(values, anchors), anchors)
    return Period(day, day, "day", "explicit", _time(values)) if day else None


def days(values: Values, anchors: Anchors) -> Period | None:
    """From one day to another; month and year of the first are those of the last unless stated."""
    last_month = _int(values, "last_month") or _int(values, "month")
    last_year = _int(values, "last_year") or _int(values, "year")
    end = _day(_int(values, "last"), last_month, last_year, anchors)
    if end is None:
        return None
    start = _day(_int(values, "day"), _int(values, "month") or last_month, _int(values, "year") or end.year, anchors)
    if start and start > end and not _int(values, "year"):
        start = _safe_day(start.year - 1, start.month, start.day)
    if start is None or start > end:
        return None
    return Period(start, end, "day" if start == end else "range")


def month(values: Values, anchors: Anchors) -> Period | None:
    """A month of a stated year or of the nearest past."""
    number, year = _int(values, "month"), _stated_year(values, anchors)
    first = _day(1, number, year, anchors)
    return _month_of(first, "explicit" if year else "relative") if first else None


def named_month(values: Values, anchors: Anchors) -> Period | None:
    """ "Last September": the nearest such month before, in or after that of the reference."""
    number = _int(values, "month")
    if anchors.reference is None or number is None:
        return None
    direction, year = _int(values, "direction") or 0, anchors.reference.year
    if direction < 0 and number >= anchors.reference.month:
        year -= 1
    elif direction > 0 and number <= anchors.reference.month:
        year += 1
    return _month_of(Day(year, number, 1), "relative")


def months(values: Values, anchors: Anchors) -> Period | None:
    """From one month to another."""
    last_year = _int(values, "last_year") or _int(values, "year")
    end = _day(1, _int(values, "last_month"), last_year, anchors)
    if end is None:
        return None
    start = _day(1, _int(values, "month"), _int(values, "year") or end.year, anchors)
    if start and start > end and not _int(values, "year"):
        start = start.replace(year=start.year - 1)
    if start is None or start > end:
        return None
    return Period(start, _month_of(end).end, "range", "explicit" if last_year else "relative")


def year(values: Values, anchors: Anchors) -> Period | None:
    """A calendar year."""
    number = _stated_year(values, anchors)
    return _year_of(number) if number else None


def years(values: Values, _anchors: Anchors) -> Period | None:
    """From one year to another."""
    first, last = _int(values, "year"), _int(values, "last")
    if first is None or last is None or first > last:
        return None
    return Period(Day(first, 1, 1), Day(last, 12, 31), "year" if first == last else "range")


def iso(values: Values, _anchors: Anchors) -> Period | None:
    """An ISO date."""
    day = Day.fromisoformat(str(values["iso"]))
    return Period(day, day, "day")


def part_of_month(values: Values, anchors: Anchors) -> Period | None:
    """ "Early September", "mid-August": thirds of a month, "the first half of" halves."""
    whole = month(values, anchors)
    bounds = _DAYS_OF_PART.get(str(values["part"]))
    if whole is None or bounds is None:
        return None
    end = whole.start.replace(day=min(bounds[1], whole.end.day))
    return Period(whole.start.replace(day=bounds[0]), end, "range", whole.basis)


def part_of_year(values: Values, anchors: Anchors) -> Period | None:
    """ "Late 2016", "the first half of 2019": thirds, halves and quarters of a year."""
    number = _stated_year(values, anchors)
    return _part_of_year(number, str(values["part"]), "explicit") if number else None


def part_of_period(values: Values, anchors: Anchors) -> Period | None:
    """ "The start of the month", "late last week"."""
    whole = calendar_period(values, anchors)
    if whole is None:
        return None
    part = str(values["part"])
    if values["unit"] == "year":
        return _part_of_year(whole.start.year, part, "relative")
    bounds = _DAYS_OF_WEEK_PART.get(part) if values["unit"] == "week" else _DAYS_OF_PART.get(part)
    if bounds is None:
        return None
    base = whole.start if values["unit"] == "week" else whole.start - _ONE_DAY
    end = min(base + bounds[1] * _ONE_DAY, whole.end)
    return Period(base + bounds[0] * _ONE_DAY, end, "range", "relative")


def weekday(values: Values, anchors: Anchors) -> Period | None:
    """The most recent such day not after the reference; "last" is before it, "next" after it."""
    if anchors.reference is None:
        return None
    offset, number = values.get("day_offset"), _int(values, "weekday") or _int(values, "weekday_plural") or 1
    if offset is not None:
        day: Day | None = _shifted(anchors.reference, offset)
    else:
        day = nearest_weekday(anchors.reference, number, _int(values, "direction"))
    return Period(day, day, "day", "relative", _time(values)) if day else None


def weekdays(values: Values, anchors: Anchors) -> Period | None:
    """From one day of the week to another, the last not after the reference."""
    if anchors.reference is None:
        return None
    end = nearest_weekday(anchors.reference, _int(values, "last") or 1, None)
    start = nearest_weekday(end, _int(values, "weekday") or 1, None)
    return Period(start, end, "range", "relative") if start < end else None


def nearest_weekday(reference: Day, number: int, direction: int | None) -> Day:
    """Return the ISO weekday `number` at, before (-1) or after (1) the reference."""
    back = (reference.isoweekday() - number) % _WEEK
    if direction == 1:
        return reference + ((_WEEK - back) or _WEEK) * _ONE_DAY
    if direction == -1 and back == 0:
        back = _WEEK
    return reference - back * _ONE_DAY


def offset(values: Values, anchors: Anchors) -> Period | None:
    """ "Yesterday", "tonight": days counted from the reference."""
    if anchors.reference is None:
        return None
    day = _shifted(anchors.reference, values["day_offset"])
    return Period(day, day, "day", "relative", _time(values) or _time_of(values["day_offset"]))


def anaphor(values: Values, anchors: Anchors) -> Period | None:
    """ "The same day", "a day earlier": days counted from the last date told."""
    said = values.get("anaphor", values.get("anaphor_last", 0))
    if anchors.last is None or anchors.last.precision not in ("day", "range"):
        return None
    if anchors.last.precision == "range" and _shift(said) == 0:
        return None
    day = _shifted(anchors.last.end if _shift(said) > 0 else anchors.last.start, said)
    return Period(day, day, "day", "relative", _time(values) or _time_of(said))


def trailing(values: Values, anchors: Anchors) -> Period | None:
    """ "The past three days": from so many days before the reference to the reference (annotation rule 16)."""
    start = _moved(anchors.reference, values, -1)
    if anchors.reference is None or start is None:
        return None
    return Period(start, anchors.reference, "range", "relative")


def ago(values: Values, anchors: Anchors) -> Period | None:
    """ "Two days ago", "three weeks ago": the day, week, month or year so far back.

    "Nearly two weeks ago" may be any day since; "more than two weeks ago" is open.
    """
    day = _moved(anchors.reference, values, -1)
    if day is None or anchors.reference is None or values.get("hedge") == "over":
        return None
    if values.get("hedge") == "nearly":
        return Period(day, anchors.reference, "range", "relative")
    return _around(day, str(values["unit"]))


def this_year(values: Values, anchors: Anchors) -> Period | None:
    """ "Last year", "this year"."""
    number = _stated_year(values, anchors)
    return _year_of(number, "relative") if number else None


def coming(values: Values, anchors: Anchors) -> Period | None:
    """ "In two days": so far after the reference."""
    return _around(_moved(anchors.reference, values, 1), str(values["unit"]))


def later(values: Values, anchors: Anchors) -> Period | None:
    """ "Two days later", "a week earlier": counted from the last date told."""
    if anchors.last is None or anchors.last.precision != "day" or values["unit"] == "hour":
        return None
    return _around(
        _moved(anchors.last.start, values, _int(values, "shift") or _int(values, "shift_last") or 1),
        str(values["unit"]),
    )


def calendar_period(values: Values, anchors: Anchors) -> Period | None:
    """ "Last week", "this month", "next year"; weeks run from Monday to Sunday."""
    reference, direction = anchors.reference, _int(values, "direction") or 0
    if reference is None:
        return None
    unit = values["unit"]
    if unit == "week":
        monday = reference + (direction * _WEEK - reference.weekday()) * _ONE_DAY
        return Period(monday, monday + 6 * _ONE_DAY, "week", "relative")
    if unit == "weekend":
        return _weekend(reference, direction)
    if unit == "month":
        return _month_of(_plus_months(reference.replace(day=1), direction), "relative")
    if unit == "year":
        return _year_of(reference.year + direction, "relative")
    return None


def _weekend(reference: Day, direction: int) -> Period | None:
    saturday = nearest_weekday(reference, 6, None)
    if direction > 0:
        saturday += _WEEK * _ONE_DAY
    elif direction < 0 and saturday + _ONE_DAY >= reference:
        saturday -= _WEEK * _ONE_DAY
    return Period(saturday, saturday + _ONE_DAY, "range", "relative")


def _day(day: int | None, month: int | None, year: int | None, anchors: Anchors) -> Day | None:
    if day is None or month is None:
        return None
    if year is not None:
        return _safe_day(year, month, day)
    recent = _latest_before(anchors.reference, month, day)
    if anchors.reference is not None and recent is not None and recent >= anchors.reference - _AHEAD:
        return recent
    if anchors.full is not None:
        near = _safe_day(anchors.full.year, month, day)
        if near is not None and abs(near - anchors.full) <= _NEAR:
            return near
    return recent


def _latest_before(reference: Day | None, month: int, day: int) -> Day | None:
    if reference is None:
        return None
    for year in range(reference.year + 1, reference.year - 8, -1):  # 29 February may be 8 years back
        found = _safe_day(year, month, day)
        if found is not None and found <= reference + _AHEAD:
            return found
    return None


def _safe_day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def _stated_year(values: Values, anchors: Anchors) -> int | None:
    if "this_year" in values and anchors.reference is not None:
        return anchors.reference.year + (_int(values, "this_year") or 0)
    return _int(values, "year")


def _month_of(day: Day, basis: DateBasis = "explicit") -> Period:
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), "month", basis)


def _year_of(number: int, basis: DateBasis = "explicit") -> Period:
    return Period(Day(number, 1, 1), Day(number, 12, 31), "year", basis)


def _part_of_year(number: int, part: str, basis: DateBasis) -> Period | None:
    bounds = _MONTHS_OF_PART.get(part)
    if bounds is None:
        return None
    return Period(Day(number, bounds[0], 1), _month_of(Day(number, bounds[1], 1)).end, "range", basis)


def _around(day: Day | None, unit: str) -> Period | None:
    if day is None:
        return None
    if unit == "day":
        return Period(day, day, "day", "relative")
    if unit == "week":
        monday = day - day.weekday() * _ONE_DAY
        return Period(monday, monday + 6 * _ONE_DAY, "week", "relative")
    if unit == "month":
        return _month_of(day, "relative")
    return _year_of(day.year, "relative") if unit == "year" else None


def _moved(origin: Day | None, values: Values, sign: int) -> Day | None:
    count = values.get("count", 1)
    if origin is None or "few" in values or not isinstance(count, int):
        return None
    unit, steps = values["unit"], sign * count
    try:
        if unit == "hour":
            return origin + sign * -(-count // _HOURS) * _ONE_DAY  # any part of a day touches one day more
        if unit in ("day", "week"):
            return origin + steps * (_WEEK if unit == "week" else 1) * _ONE_DAY
        if unit in ("month", "year"):
            return _plus_months(origin, steps * (MONTHS if unit == "year" else 1))
    except (OverflowError, ValueError):
        return None
    return None


def year_before(period: Period) -> Period:
    """Return the same days one year before."""
    return replace(period, start=_plus_months(period.start, -MONTHS), end=_plus_months(period.end, -MONTHS))


def _plus_months(day: Day, count: int) -> Day:
    index = day.year * MONTHS + day.month - 1 + count
    number, month = divmod(index, MONTHS)
    return Day(number, month + 1, min(day.day, calendar.monthrange(number, month + 1)[1]))


def _int(values: Values, name: str) -> int | None:
    value = values.get(name)
    return None if value is None else int(value)


def _shift(offset_and_part: str | int | float) -> int:
    return int(str(offset_and_part).split(" ")[0])


def _shifted(day: Day, offset_and_part: str | int | float) -> Day:
    return day + _shift(offset_and_part) * _ONE_DAY


def _time_of(offset_and_part: str | int | float) -> str | None:
    return str(offset_and_part).partition(" ")[2] or None


def _time(values: Values) -> str | None:
    found = values.get("time") or values.get("day_part") or values.get("early_late")
    return str(found) if found else None
