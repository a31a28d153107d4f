"""From a date of the Islamic calendar to the days it covers in the Gregorian one.

The calendar is that of Umm al-Qura, as the library hijridate tabulates it (1343 to 1500 AH). Months begin with the
sighting of the moon, so that a day of another country, or of a writer who counted by sighting, may lie one day off:
where the day of the week is told as well it decides, among the day of the table and its neighbours. A date without
one is given as the day of the table, and is exact to one day more or less.
"""

from __future__ import annotations

from harmtrace.text.dates_calendar import ONE_DAY, Anchors, Day, Period, Values, day_part, whole_number
from harmtrace.vocab.numerals import numeric_date

_AHEAD = 31 * ONE_DAY
"""A date without year may lie so far after the reference; further, it is that of the year before."""


def hijri_day(values: Values, anchors: Anchors) -> Period | None:
    """Read "12 Ramadan 1439", "Sunday 11 Ramadan": of the year that is told, or of the nearest past."""
    day, month = whole_number(values, "day") or 0, whole_number(values, "hijri_month") or 0
    found = _on_weekday(_of_year(month, day, whole_number(values, "hijri_year"), anchors), values)
    return Period(found, found, "day", "explicit", day_part(values)) if found else None


def hijri_numeric(values: Values, anchors: Anchors) -> Period | None:
    """Read "12/9/1439 AH": the day stands first."""
    parts = numeric_date(str(values["numeric_date"]))
    found = _on_weekday(_of_year(parts[1], parts[0], parts[2], anchors), values) if parts else None
    return Period(found, found, "day", "explicit", day_part(values)) if found else None


def hijri_month(values: Values, anchors: Anchors) -> Period | None:
    """Read "Ramadan 1439", "in Ramadan": a month of the year that is told, or of the nearest past."""
    month, year = whole_number(values, "hijri_month") or 0, whole_number(values, "hijri_year")
    first = _of_year(month, 1, year, anchors)
    if first is not None and whole_number(values, "direction") == -1 and anchors.reference is not None:
        last = _last_day(first)
        if last is not None and last >= anchors.reference:
            first = _of_year(month, 1, None, Anchors(reference=first - 2 * _AHEAD))
    last = _last_day(first) if first else None
    return Period(first, last, "month", "explicit" if year else "relative") if first and last else None


def _of_year(month: int, day: int, year: int | None, anchors: Anchors) -> Day | None:
    if year is not None:
        return _gregorian(year, month, day)
    if anchors.reference is None:
        return None
    this = _hijri_year(anchors.reference)
    for candidate in (this + 1, this, this - 1):
        found = _gregorian(candidate, month, day)
        if found is not None and found <= anchors.reference + _AHEAD:
            return found
    return None


def _on_weekday(day: Day | None, values: Values) -> Day | None:
    """The day itself, or its neighbour that is the day of the week that is told."""
    weekday = whole_number(values, "weekday")
    if day is None or weekday is None:
        return day
    return next((near for near in (day, day - ONE_DAY, day + ONE_DAY) if near.isoweekday() == weekday), day)


def _last_day(first: Day) -> Day | None:
    """The last day of the month that a day is the first of."""
    from hijridate import Gregorian

    try:
        length = Gregorian(first.year, first.month, first.day).to_hijri().month_length()
    except (OverflowError, ValueError):
        return None
    return first + (length - 1) * ONE_DAY


def _gregorian(year: int, month: int, day: int) -> Day | None:
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return Day(found.year, found.month, found.day)


def _hijri_year(day: Day) -> int:
    """The year of the Islamic calendar that a day lies in; zero before and after those that are tabulated."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (OverflowError, ValueError):
        return 0
