"""From a date expression that hangs on a date told before it to the days it covers."""

from __future__ import annotations

from harmtrace.model.immutable import replace
from harmtrace.text.dates_calendar import (
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
    year_period,
)
from harmtrace.text.dates_relative import SHORT_UNITS, around, moved, shift, shifted, time_of, weekday

_HALF_A_WEEK = 3
_MARKED_WITHIN = 10
"""So many days from its day an anniversary may be marked."""


def anaphor(values: Values, anchors: Anchors) -> Period | None:
    """Read "The same day", "a day earlier": days counted from the last day told."""
    said = values.get("anaphor", values.get("anaphor_last", 0))
    told = _day_told(anchors)
    if told is None:
        return None
    if told.precision == "range" and shift(said) == 0:
        return told if told.end - told.start == ONE_DAY else None
    day = shifted(told.end if shift(said) > 0 else told.start, said)
    return Period(day, day, "day", "relative", day_part(values) or time_of(said))


def within_day(_values: Values, anchors: Anchors) -> Period | None:
    """Read "Earlier in the day": the last day told, or that of the reference."""
    told = _day_told(anchors)
    if told is not None:
        return Period(told.start, told.start, "day", "relative") if told.precision == "day" else None
    return Period(anchors.reference, anchors.reference, "day", "relative") if anchors.reference else None


def _day_told(anchors: Anchors) -> Period | None:
    """The day, or the few days, told last."""
    if anchors.day is not None:
        return anchors.day
    return anchors.last if anchors.last is not None and anchors.last.precision in ("day", "range") else None


def later(values: Values, anchors: Anchors) -> Period | None:
    """Read "Two days later", "a week earlier": counted from the last day told, weeks to the day.

    "Hours later" may be of the next day.
    """
    told = _day_told(anchors)
    if told is None or told.precision != "day" or values["unit"] in SHORT_UNITS:
        return None
    sign = next((sign for name in ("shift", "shift_last", "told_shift") if (sign := whole_number(values, name))), 1)
    return _counted_from(told, values, sign)


def came_after(values: Values, anchors: Anchors) -> Period | None:
    """Read "It came two days after gunmen …": what follows was so long before the day told last."""
    told = _day_told(anchors)
    if told is None or "hedge" in values or values.get("unit") in SHORT_UNITS:
        return None
    return _counted_from(told, values, -int(values["shift_last"]))


def anniversary(values: Values, anchors: Anchors) -> Period | None:
    """Read "The second anniversary of", "a year since the strike": the year, or month, so far back.

    Near the turn of a year either year may be meant. What is told "a year after the strike" in a text about other
    days is counted from none of them.
    """
    if "hedge" in values or not {"count", "article"} & values.keys():
        return None
    origin, step = anchors.reference, whole_number(values, "shift_after")
    told = _day_told(anchors)
    if step is not None and told is not None:
        if step > 0 and (origin is None or abs((origin - told.start).days) > WEEK):
            return None
        origin = told.start if step < 0 else origin
    count, unit = whole_number(values, "count") or 1, str(values.get("unit", "year"))
    day = moved(origin, {"unit": unit, "count": count}, -1)
    if day is None:
        return None
    first, last = around(day - _MARKED_WITHIN * ONE_DAY, unit), around(day + _MARKED_WITHIN * ONE_DAY, unit)
    if first is None or last is None or first == last:
        return first
    return Period(first.start, last.end, "range", "relative")


def _counted_from(told: Period, values: Values, sign: int) -> Period | None:
    """So long after the first day told, or before it where `sign` is -1; weeks are counted to the day."""
    day, unit = moved(told.start, values, sign), str(values["unit"])
    return around(day, "day" if unit in ("week", "fortnight") else unit)


def since_last(_values: Values, anchors: Anchors) -> Period | None:
    """Read "Since then": the date told last, from which is counted."""
    last = anchors.last
    return Period(last.start, last.end, last.precision, "relative") if last is not None else None


def same_period(values: Values, anchors: Anchors) -> Period | None:
    """Read "In the same period": the last date told that is longer than a day, or from which was counted."""
    if anchors.span is None:
        return None
    return _in_stated_year(replace(anchors.span, basis="relative"), values, anchors)


def _in_stated_year(period: Period, values: Values, anchors: Anchors) -> Period:
    """The same days of the year that is named: "the same month of 2022"."""
    year = stated_year(values, anchors)
    if year is None:
        return period
    shift = (year - period.start.year) * MONTHS
    return replace(period, start=months_later(period.start, shift), end=months_later(period.end, shift))


def told_period(values: Values, anchors: Anchors) -> Period | None:
    """Read "The year before", "that month", "the following week": the week, month or year beside the last date told.

    "The previous month" with no date before it is the month that ends with the reference.
    """
    steps, _, unit = str(values.get("told", values.get("told_last"))).partition(" ")
    count, last = int(steps), anchors.last
    if last is None:
        start = moved(anchors.reference, {"unit": unit}, -1) if count < 0 else None
        return Period(start, anchors.reference, "range", "relative") if start and anchors.reference else None
    if unit == "week" and count == 0 and 1 < (last.end - last.start).days <= WEEK:
        return last
    period = _unit_beside(last.end if count > 0 else last.start, unit, count)
    return _in_stated_year(period, values, anchors) if period is not None else None


def day_of_month_told(values: Values, anchors: Anchors) -> Period | None:
    """Read "On the 27th of the same month": a day of the month beside the last date told."""
    month = told_period(values, anchors) if anchors.last is not None else None
    if month is None or month.precision != "month":
        return None
    day = existing_day(month.start.year, month.start.month, whole_number(values, "day") or 0)
    return Period(day, day, "day", "relative", day_part(values)) if day else None


def week_told(values: Values, anchors: Anchors) -> Period | None:
    """Read "The week before it": before the week that the text is about, where it told of one by its days."""
    span, (steps, _, unit) = anchors.span, str(values["week_told"]).partition(" ")
    if span is None or not 1 < (span.end - span.start).days + 1 <= WEEK + 1:
        return told_period({"told": f"{steps} {unit}"}, anchors)
    away = int(steps) * WEEK * ONE_DAY
    return Period(span.start + away, span.end + away, "range", "relative")


def _unit_beside(day: Day, unit: str, count: int) -> Period | None:
    if unit == "year":
        return year_period(day.year + count, "relative")
    if unit == "month":
        return month_period(months_later(day.replace(day=1), count), "relative")
    return around(day + count * WEEK * ONE_DAY, unit)


def weekday_told(values: Values, anchors: Anchors) -> Period | None:
    """Read "The following Friday", "that Monday": counted from the last day told, or else from the reference."""
    told, number = _day_told(anchors), whole_number(values, "weekday") or 1
    if told is None:
        return weekday({name: value for name, value in values.items() if name != "told_next"}, anchors)
    step = whole_number(values, "told_next")
    if step is None:
        day = nearest_weekday(told.start + _HALF_A_WEEK * ONE_DAY, number, None)
    else:
        day = nearest_weekday(told.end if step > 0 else told.start, number, step)
    return Period(day, day, "day", "relative", day_part(values))
