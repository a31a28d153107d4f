"""From the parts of a date that names a day, a month or a year to the days it covers."""

from __future__ import annotations

import datetime

from harmtrace.text.dates_calendar import (
    DAYS_OF_PART,
    ONE_DAY,
    WEEK,
    Anchors,
    Day,
    Period,
    Values,
    day_part,
    easter_sunday,
    existing_day,
    month_period,
    stated_year,
    whole_number,
    year_part,
    year_period,
)

_AHEAD = datetime.timedelta(days=31)
"""A date without year may lie this far after the reference; further, it is that of the year before."""
_NEAR = datetime.timedelta(days=45)
"""A date without year belongs to the year of the last full date where the two are this close."""
_LEAP_GAP = 8
"""A 29th of February is at most so many years back."""
_FIRST_DECADE, _DECADE = 1900, 10
_YEARS_OF_PART = {"early": (0, 3), "start": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}
"""The years of a decade that a part of it stands for, both included."""


def one_day(values: Values, anchors: Anchors) -> Period | None:
    """A day of a month, of a stated year or of the nearest past; "last" and "next" tell on which side it lies."""
    year = stated_year(values, anchors) or _year_beside(values, anchors)
    day = _day(whole_number(values, "day"), whole_number(values, "month"), year, anchors)
    return Period(day, day, "day", "explicit", day_part(values)) if day else None


def _year_beside(values: Values, anchors: Anchors) -> int | None:
    """The year of "12 June last", which is not of the month of the reference, or of "12 June next"."""
    direction, month = whole_number(values, "direction"), whole_number(values, "month")
    if not direction or month is None or anchors.reference is None:
        return None
    year = anchors.reference.year
    if direction < 0:
        return year - (month >= anchors.reference.month)
    return year + (month <= anchors.reference.month)


def night_to_day(values: Values, anchors: Anchors) -> Period | None:
    """Read "In der Nacht zum 8. September", "в ночь на 8 сентября": the night that ends on that day."""
    end = one_day(values, anchors)
    return Period(end.start - ONE_DAY, end.start, "range", "explicit", "night") if end else None


def glued(values: Values, anchors: Anchors) -> Period | None:
    """A day run into its year where a comma was lost: "Oct 042017"."""
    digits = str(values["glued_day"])
    return one_day({"month": values["month"], "day": int(digits[:2]), "year": int(digits[2:])}, anchors)


def feast(values: Values, anchors: Anchors) -> Period | None:
    """A feast that has its day in the calendar ("Christmas Day"), of a stated year or of the nearest past."""
    number, _, day_of_month = str(values["feast"]).partition("-")
    return one_day({**values, "month": int(number), "day": int(day_of_month)}, anchors)


def easter(values: Values, anchors: Anchors) -> Period | None:
    """A day counted from Easter of the Gregorian calendar ("Palm Sunday"), of a stated year or of the nearest past."""
    shift = (whole_number(values, "easter") or 0) * ONE_DAY
    year = stated_year(values, anchors)
    if year is None and anchors.reference is not None:
        this = easter_sunday(anchors.reference.year) + shift
        year = anchors.reference.year - (this > anchors.reference)
    if year is None:
        return None
    day = easter_sunday(year) + shift
    return Period(day, day, "day", "explicit")


def week_of(values: Values, anchors: Anchors) -> Period | None:
    """The week from a day on: "the week of 6 May"."""
    first = one_day(values, anchors)
    return Period(first.start, first.start + (WEEK - 1) * ONE_DAY, "week") if first else None


def winter(values: Values, _anchors: Anchors) -> Period | None:
    """The winter between two years: "the winter of 2016-17"."""
    first = whole_number(values, "year")
    last = existing_day(first + 1, 3, 1) if first else None
    return Period(Day(first, 12, 1), last - ONE_DAY, "range") if first and last else None


def days(values: Values, anchors: Anchors) -> Period | None:
    """From one day to another; month and year of the first are those of the last unless stated."""
    last_month = whole_number(values, "last_month") or whole_number(values, "month")
    last_year = whole_number(values, "last_year") or whole_number(values, "year")
    end = _day(whole_number(values, "last"), last_month, last_year, anchors)
    if end is None:
        return None
    start = _day(
        whole_number(values, "day"),
        whole_number(values, "month") or last_month,
        whole_number(values, "year") or end.year,
        anchors,
    )
    if start and start > end and not whole_number(values, "year"):
        start = existing_day(start.year - 1, start.month, start.day)
    if start is None or start > end:
        return None
    part = day_part(values) if end - start <= ONE_DAY else None
    return Period(start, end, "day" if start == end else "range", "explicit", part)


def month(values: Values, anchors: Anchors) -> Period | None:
    """A month of a stated year or of the nearest past."""
    number, year = whole_number(values, "month"), stated_year(values, anchors)
    first = _first_of_month(number, year, anchors)
    return month_period(first, "explicit" if year else "relative") if first else None


def months(values: Values, anchors: Anchors) -> Period | None:
    """From one month to another."""
    last_year = whole_number(values, "last_year") or stated_year(values, anchors)
    end = _first_of_month(whole_number(values, "last_month"), last_year, anchors)
    if end is None:
        return None
    start = _first_of_month(whole_number(values, "month"), whole_number(values, "year") or end.year, anchors)
    if start and start > end and not whole_number(values, "year"):
        start = start.replace(year=start.year - 1)
    if start is None or start > end:
        return None
    return Period(start, month_period(end).end, "range", "explicit" if last_year else "relative")


def year(values: Values, anchors: Anchors) -> Period | None:
    """A calendar year."""
    number = stated_year(values, anchors)
    return year_period(number) if number else None


def decade(values: Values, _anchors: Anchors) -> Period | None:
    """Read "The 1990s", "the early 1990s": ten years, or a third of them."""
    first, part = whole_number(values, "decade_number") or 0, values.get("part")
    bounds = _YEARS_OF_PART.get(str(part)) if part is not None else (0, _DECADE - 1)
    if first % _DECADE or bounds is None or first < _FIRST_DECADE:
        return None
    return Period(Day(first + bounds[0], 1, 1), Day(first + bounds[1], 12, 31), "range")


def years(values: Values, _anchors: Anchors) -> Period | None:
    """From one year to another."""
    first, last = whole_number(values, "year"), whole_number(values, "last")
    if first is None or last is None or first > last:
        return None
    return Period(Day(first, 1, 1), Day(last, 12, 31), "year" if first == last else "range")


def iso(values: Values, _anchors: Anchors) -> Period | None:
    """An ISO date."""
    day = Day.fromisoformat(str(values["iso"]))
    return Period(day, day, "day", "explicit", day_part(values))


def part_of_month(values: Values, anchors: Anchors) -> Period | None:
    """Read "Early September", "mid-August": thirds of a month, "the first half of" halves."""
    whole = month(values, anchors)
    bounds = DAYS_OF_PART.get(str(values["part"]))
    if whole is None or bounds is None:
        return None
    end = whole.start.replace(day=min(bounds[1], whole.end.day))
    return Period(whole.start.replace(day=bounds[0]), end, "range", whole.basis)


def part_of_year(values: Values, anchors: Anchors) -> Period | None:
    """Read "Late 2016", "the first half of 2019": thirds, halves and quarters of a year."""
    number = stated_year(values, anchors)
    return year_part(number, str(values["part"]), "explicit") if number else None


def _day(day: int | None, month: int | None, year: int | None, anchors: Anchors) -> Day | None:
    if day is None or month is None:
        return None
    if year is not None:
        return existing_day(year, month, day)
    recent = _latest_before(anchors.reference, month, day)
    if anchors.reference is not None and recent is not None and recent >= anchors.reference - _AHEAD:
        return recent
    if anchors.full is not None:
        near = existing_day(anchors.full.year, month, day)
        if near is not None and abs(near - anchors.full) <= _NEAR:
            return near
    return recent


def _first_of_month(month: int | None, year: int | None, anchors: Anchors) -> Day | None:
    """The first day of a month; that of the reference, or of the month before it, is no month of years ago."""
    first = _day(1, month, year, anchors)
    if first is None or year is not None or anchors.reference is None:
        return first
    recent = _latest_before(anchors.reference, first.month, 1)
    last = anchors.reference.replace(day=1) - ONE_DAY
    return recent if recent is not None and recent >= last.replace(day=1) else first


def _latest_before(reference: Day | None, month: int, day: int) -> Day | None:
    if reference is None:
        return None
    for year in range(reference.year + 1, reference.year - _LEAP_GAP, -1):
        found = existing_day(year, month, day)
        if found is not None and found <= reference + _AHEAD:
            return found
    return None
