"""From a relative date expression and what it hangs on to the days it covers."""

from __future__ import annotations

from harmtrace.model.immutable import replace
from harmtrace.text.dates_absolute import one_day
from harmtrace.text.dates_calendar import (
    DAYS_OF_PART,
    MONTHS,
    ONE_DAY,
    WEEK,
    Anchors,
    Day,
    Period,
    Values,
    day_part,
    existing_day,
    month_period,
    months_later,
    nearest_weekday,
    stated_year,
    whole_number,
    year_before,
    year_part,
    year_period,
)

_HOURS = 24
_WEEK_LEAST, _WEEK_MOST = 5, 8
"""So many days has the week of a report."""
_OF_ONE_DAY = 6
"""So many hours away something is mostly of the same day."""
SHORT_UNITS = ("hour", "minute")
_DAYS_OF_UNIT = {"day": 1, "week": WEEK, "fortnight": 2 * WEEK}
_DAYS_OF_WEEK_PART = {"early": (0, 2), "start": (0, 2), "mid": (2, 4), "late": (4, 6), "end": (4, 6)}


def named_month(values: Values, anchors: Anchors) -> Period | None:
    """Read "Last September": the nearest such month before, in or after that of the reference."""
    number = whole_number(values, "month")
    if anchors.reference is None or number is None:
        return None
    direction, year = whole_number(values, "direction") or 0, anchors.reference.year
    if direction < 0 and number >= anchors.reference.month:
        year -= 1
    elif direction > 0 and number <= anchors.reference.month:
        year += 1
    return month_period(Day(year, number, 1), "relative")


def this_year(values: Values, anchors: Anchors) -> Period | None:
    """Read "Last year", "this year"."""
    number = stated_year(values, anchors)
    return year_period(number, "relative") if number else None


def part_of_period(values: Values, anchors: Anchors) -> Period | None:
    """Read "The start of the month", "late last week"."""
    whole = calendar_period(values, anchors)
    if whole is None:
        return None
    part = str(values["part"])
    if values["unit"] == "year":
        return year_part(whole.start.year, part, "relative")
    bounds = _DAYS_OF_WEEK_PART.get(part) if values["unit"] == "week" else DAYS_OF_PART.get(part)
    if bounds is None:
        return None
    base = whole.start if values["unit"] == "week" else whole.start - ONE_DAY
    end = min(base + bounds[1] * ONE_DAY, whole.end)
    return Period(base + bounds[0] * ONE_DAY, end, "range", "relative")


def weekday(values: Values, anchors: Anchors) -> Period | None:
    """The most recent such day not after the reference; "last" is before it, "next" after it.

    Where the word and the day of the week disagree ("yesterday Friday" on a Sunday), the day of the week holds: a text
    is often published, or copied, a day after it was written.
    """
    if anchors.reference is None:
        return None
    offset, number = (
        values.get("day_offset"),
        whole_number(values, "weekday") or whole_number(values, "weekday_plural") or 1,
    )
    day: Day | None = shifted(anchors.reference, offset) if offset is not None else None
    if day is None or day.isoweekday() != number:
        ahead = 1 if offset is not None and shift(offset) > 0 else None
        day = nearest_weekday(anchors.reference, number, ahead or whole_number(values, "direction"))
    return Period(day, day, "day", "relative", day_part(values)) if day else None


def weekdays(values: Values, anchors: Anchors) -> Period | None:
    """From one day of the week to another, the last not after the reference."""
    if anchors.reference is None:
        return None
    end = nearest_weekday(anchors.reference, whole_number(values, "last") or 1, None)
    start = nearest_weekday(end, whole_number(values, "weekday") or 1, None)
    part = day_part(values) if end - start == ONE_DAY else None
    return Period(start, end, "range", "relative", part) if start < end else None


def night_into(values: Values, anchors: Anchors) -> Period | None:
    """Read "Through the night and into Wednesday": the night that ends on that day."""
    end = weekday(values, anchors)
    return Period(end.start - ONE_DAY, end.start, "range", "relative", "night") if end else None


def offset(values: Values, anchors: Anchors) -> Period | None:
    """Read "Yesterday", "tonight": days counted from the reference."""
    if anchors.reference is None:
        return None
    day = shifted(anchors.reference, values["day_offset"])
    return Period(day, day, "day", "relative", day_part(values) or time_of(values["day_offset"]))


def overnight(_values: Values, anchors: Anchors) -> Period | None:
    """Read "Overnight": the night that ends on the day of reference."""
    if anchors.reference is None:
        return None
    return Period(anchors.reference - ONE_DAY, anchors.reference, "range", "relative", "night")


def trailing(values: Values, anchors: Anchors) -> Period | None:
    """Read "The past three days": from so many days before the reference to the reference (annotation rule 16)."""
    start = moved(anchors.reference, values, -1)
    if anchors.reference is None or start is None:
        return None
    return Period(start, anchors.reference, "range", "relative")


def days_in_a_row(values: Values, anchors: Anchors) -> Period | None:
    """Read "For the third day in a row": the reference is the last of them."""
    count = whole_number(values, "day")
    if anchors.reference is None or count is None:
        return None
    return Period(anchors.reference - (count - 1) * ONE_DAY, anchors.reference, "range", "relative")


def ago(values: Values, anchors: Anchors) -> Period | None:
    """Read "Two days ago", "three weeks ago": the day, week, month or year so far back.

    "Nearly two weeks ago" may be any day since; "more than two weeks ago" is open. "A year ago today" is a day,
    "three years ago this month" a month.
    """
    if values["unit"] in SHORT_UNITS:
        return _of_reference(anchors) if is_same_day(values) else None
    day = moved(anchors.reference, values, -1)
    if day is None or anchors.reference is None or values.get("hedge") == "over":
        return None
    if values.get("hedge") == "nearly":
        return Period(day, anchors.reference, "range", "relative")
    return around(day, str(values.get("to_unit") or ("day" if "to_day" in values else values["unit"])))


def coming(values: Values, anchors: Anchors) -> Period | None:
    """Read "In two days": so far after the reference."""
    return around(moved(anchors.reference, values, 1), str(values["unit"]))


def just_now(_values: Values, anchors: Anchors) -> Period | None:
    """Read "Jets have just hit": the day of the reference."""
    return _of_reference(anchors)


def since_time(values: Values, anchors: Anchors) -> Period | None:
    """Read "Since dawn": the day of the reference."""
    day = _of_reference(anchors)
    return replace(day, time_of_day=str(values["since_part"])) if day else None


def up_to(values: Values, anchors: Anchors) -> Period | None:
    """Read "In the 24 hours to Friday", "in the week to 10 June": so long before that day, to that day."""
    if whole_number(values, "month"):
        end = one_day(values, anchors)
    else:
        end = weekday(values, anchors) if "weekday" in values else offset(values, anchors)
    start = moved(end.start, values, -1) if end else None
    return Period(start, end.start, "range", end.basis) if end and start else None


def so_far(values: Values, anchors: Anchors) -> Period | None:
    """Read "So far this year": from its first day to the reference."""
    whole = calendar_period(values, anchors) if "unit" in values else this_year(values, anchors)
    if whole is None or anchors.reference is None or whole.start > anchors.reference:
        return None
    return Period(whole.start, anchors.reference, "range", "relative")


def weekend(values: Values, anchors: Anchors) -> Period | None:
    """Read "At the weekend", "over the last weekend"."""
    return _weekend(anchors.reference, whole_number(values, "direction") or 0) if anchors.reference else None


def reported_period(_values: Values, anchors: Anchors) -> Period | None:
    """Read "The reporting period": what the head of the document says that it is about."""
    return replace(anchors.covered, basis="relative") if anchors.covered is not None else None


def _is_a_week(period: Period) -> bool:
    """Whether a period is about as long as a week, so that "this week" means it."""
    return _WEEK_LEAST <= (period.end - period.start).days + 1 <= _WEEK_MOST


def weekday_of_week(values: Values, anchors: Anchors) -> Period | None:
    """Read "Friday of last week", "last week on Friday"."""
    if anchors.reference is None:
        return None
    monday = anchors.reference - anchors.reference.weekday() * ONE_DAY
    shift_of_week = (whole_number(values, "direction") or 0) * WEEK
    day = monday + (shift_of_week + (whole_number(values, "weekday") or 1) - 1) * ONE_DAY
    return Period(day, day, "day", "relative", day_part(values))


def day_of_month(values: Values, anchors: Anchors) -> Period | None:
    """Read "The 4th of this month"."""
    if anchors.reference is None:
        return None
    first = months_later(anchors.reference.replace(day=1), whole_number(values, "direction") or 0)
    day = existing_day(first.year, first.month, whole_number(values, "day") or 0)
    return Period(day, day, "day", "relative") if day else None


def day_alone(values: Values, anchors: Anchors) -> Period | None:
    """Read "On the 23rd": in the month of the last day told."""
    day = _day_of_last_month(whole_number(values, "day"), anchors)
    return Period(day, day, "day", "relative") if day else None


def days_of_month(values: Values, anchors: Anchors) -> Period | None:
    """Read "Between the 7th and the 10th of this month"."""
    start = day_of_month(values, anchors)
    end = day_of_month({**values, "day": values["last"]}, anchors)
    return Period(start.start, end.end, "range", "relative") if start and end and start.start < end.end else None


def days_alone(values: Values, anchors: Anchors) -> Period | None:
    """Read "On the 29th and 30th", "from the 3rd to the 7th": in the month of the last day told."""
    start = _day_of_last_month(whole_number(values, "day"), anchors)
    end = _day_of_last_month(whole_number(values, "last"), anchors)
    return Period(start, end, "range", "relative") if start and end and start < end else None


def _day_of_last_month(number: int | None, anchors: Anchors) -> Day | None:
    """The day of that number in the month told last; of a month that is not over, the last one that is past."""
    last = anchors.last
    if last is None or last.precision not in ("day", "range", "month"):
        return None
    month = last.end
    if last.basis == "relative" and anchors.reference is not None and (number or 0) > anchors.reference.day:
        month = months_later(month, -(month.year == anchors.reference.year and month.month == anchors.reference.month))
    return existing_day(month.year, month.month, number or 0)


def season(values: Values, anchors: Anchors) -> Period | None:
    """Read "Last summer", "this spring": the last that is over, or that of the year."""
    if anchors.reference is None:
        return None
    found = year_part(anchors.reference.year, str(values["part"]), "relative")
    if found is not None and whole_number(values, "direction") == -1 and found.end >= anchors.reference:
        return year_before(found)
    return found if whole_number(values, "direction") != 1 else None


def calendar_period(values: Values, anchors: Anchors) -> Period | None:
    """Read "Last week", "this month", "next year"; weeks run from Monday to Sunday."""
    reference, direction = anchors.reference, whole_number(values, "direction") or 0
    unit = values["unit"]
    if anchors.covered is not None and unit == "week" and _is_a_week(anchors.covered):
        shift = direction * WEEK * ONE_DAY
        start, end = anchors.covered.start + shift, anchors.covered.end + shift
        return Period(start, end, "range", "relative")
    if reference is None:
        return None
    if unit == "week":
        monday = reference + (direction * WEEK - reference.weekday()) * ONE_DAY
        return Period(monday, monday + 6 * ONE_DAY, "week", "relative")
    if unit == "weekend":
        return _weekend(reference, direction)
    if unit == "month":
        return month_period(months_later(reference.replace(day=1), direction), "relative")
    if unit == "year":
        return year_period(reference.year + direction, "relative")
    return None


def _of_reference(anchors: Anchors) -> Period | None:
    return Period(anchors.reference, anchors.reference, "day", "relative") if anchors.reference else None


def is_same_day(values: Values) -> bool:
    """Whether so many hours or minutes are mostly within one day."""
    count = values.get("count", 1)
    return values["unit"] == "minute" or (isinstance(count, int) and count <= _OF_ONE_DAY)


def _weekend(reference: Day, direction: int) -> Period | None:
    saturday = nearest_weekday(reference, 6, None)
    if direction > 0:
        saturday += WEEK * ONE_DAY
    elif direction < 0 and saturday + ONE_DAY >= reference:
        saturday -= WEEK * ONE_DAY
    return Period(saturday, saturday + ONE_DAY, "range", "relative")


def around(day: Day | None, unit: str) -> Period | None:
    """Return the day, week, month or year around a day, by its unit."""
    if day is None:
        return None
    if unit == "day":
        return Period(day, day, "day", "relative")
    if unit in ("week", "fortnight"):
        monday = day - day.weekday() * ONE_DAY
        return Period(monday, monday + 6 * ONE_DAY, "week", "relative")
    if unit == "month":
        return month_period(day, "relative")
    return year_period(day.year, "relative") if unit == "year" else None


def moved(origin: Day | None, values: Values, sign: int) -> Day | None:
    """Return so many units before or after a day; None where the number is not known."""
    count = values.get("count", 1)
    if origin is None or "few" in values or not isinstance(count, int):
        return None
    unit, steps = values["unit"], sign * count
    try:
        if unit in SHORT_UNITS:  # any part of a day touches one day more
            return origin if is_same_day(values) else origin + sign * -(-count // _HOURS) * ONE_DAY
        if unit in _DAYS_OF_UNIT:
            return origin + steps * _DAYS_OF_UNIT[str(unit)] * ONE_DAY
        if unit in ("month", "year"):
            return months_later(origin, steps * (MONTHS if unit == "year" else 1))
    except (OverflowError, ValueError):
        return None
    return None


def shift(offset_and_part: str | int | float) -> int:
    """Return the number of days that a word shifts."""
    return int(str(offset_and_part).split(" ")[0])


def shifted(day: Day, offset_and_part: str | int | float) -> Day:
    """Return the day that a word shifts a day to."""
    return day + shift(offset_and_part) * ONE_DAY


def time_of(offset_and_part: str | int | float) -> str | None:
    """Return the part of the day that a word for a shifted day names."""
    return str(offset_and_part).partition(" ")[2] or None
