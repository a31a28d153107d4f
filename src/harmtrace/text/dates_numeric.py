"""From a date in numbers, "3/4/2018" or "15/11", to its day; which number is the day may only show in other dates."""

from __future__ import annotations

import datetime

from harmtrace.text.dates_absolute import one_day
from harmtrace.text.dates_calendar import MONTHS, Anchors, Period, existing_day
from harmtrace.vocab.numerals import numeric_date
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import Tokens

_NO_DAYS = ((24, 7), (9, 11))
"""What "24/7" and "9/11" say is no day of the year of the text."""
_RECENT, _OLD = 14, 30
"""Dates that all lie so few days back, and else all more than so many, are recent ones."""
_NUMERIC = frozenset({"numeric_date"})


def in_numbers(word: str, anchors: Anchors) -> Period | None:
    """Read "3/4/2018", in the order of the other dates of the text where it is open."""
    parts = numeric_date(word)
    if parts is None:
        return None
    order = _order(word)
    day_first = anchors.day_first if order is None else order
    if day_first is None:
        return None
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    return one_day({"day": day, "month": month, "year": parts[2]}, anchors)


def is_no_day(match: Match) -> bool:
    """Whether two numbers with a stroke between them have a meaning of their own."""
    return "second" in match.values and (match.values["day"], match.values["second"]) in _NO_DAYS


def without_year(match: Match, anchors: Anchors) -> Period | None:
    """Read "15/11": which number is the day is known from its size, or from the other dates of the text."""
    one, other = int(match.values["day"]), int(match.values["second"])
    day_first: bool | None = one > MONTHS or (other <= MONTHS and anchors.day_first is not False)
    if anchors.day_first is None and one != other and max(one, other) <= MONTHS:
        day_first = _recent_order(one, other, anchors)
    if day_first is None:
        return None
    day, month = (one, other) if day_first else (other, one)
    return one_day({"day": day, "month": month}, anchors)


def _recent_order(one: int, other: int, anchors: Anchors) -> bool | None:
    """Whether the day comes first in "9/8", where only one of the two readings is of the last days."""
    if anchors.reference is None:
        return None
    read = [one_day({"day": day, "month": month}, anchors) for day, month in ((one, other), (other, one))]
    back = [(anchors.reference - period.start).days if period is not None else _OLD + 1 for period in read]
    recent = [0 <= days <= _RECENT and not 0 <= rest <= _OLD for days, rest in zip(back, back[::-1], strict=True)]
    return recent[0] if recent[0] != recent[1] else None


def _order(word: str) -> bool | None:
    """Whether the day comes first in a date in numbers; None where it may be either."""
    parts = numeric_date(word)
    if parts is None:
        return None
    if "." in word or parts[0] == parts[1]:  # with points the day stands first wherever points are used
        return True
    if parts[0] > MONTHS:
        return True
    return False if parts[1] > MONTHS else None


def day_first_in(text: str, tokens: Tokens, reference: datetime.date | None) -> bool | None:
    """Whether the day comes first in the dates in numbers of a text; None where they do not tell.

    Where no number is over twelve, the day of publication tells: nothing is told of days after it, and what is
    told of the last days is not of other months.
    """
    words = [word for at in tokens.where(_NUMERIC) if "." not in (word := text[tokens.starts[at] : tokens.ends[at]])]
    orders = {_order(word) for word in words} - {None}
    if orders or reference is None or not words:
        return orders.pop() if len(orders) == 1 else None
    past = [[_days_past(word, reference, day_first=first) for word in words] for first in (True, False)]
    fitting = [min(days) >= 0 for days in past]
    if all(fitting):
        recent, old = [max(days) <= _RECENT for days in past], [min(days) > _OLD for days in past]
        fitting = [recent[0] and old[1], recent[1] and old[0]]
    return fitting[0] if fitting[0] != fitting[1] else None


def _days_past(word: str, reference: datetime.date, *, day_first: bool) -> int:
    """How many days before publication a date in numbers lies, read in one order."""
    one, other, year = numeric_date(word) or (0, 0, 0)
    found = existing_day(year, *((other, one) if day_first else (one, other)))
    return (reference - found).days if found is not None else 0
