"""From a match of a time rule to a time of day, and whether it stands beside a date."""

from __future__ import annotations

from bisect import bisect_left

from harmtrace.model.immutable import immutable
from harmtrace.vocab.numerals import clock_time
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import Classes, Tokens

_GAP = 4
"""So many small words may stand between a date and its time."""
_REACH = 30
"""So many characters may stand between them."""
_SMALL_WORDS = ("on", "at", "the", "relation", "mark", "trailing_article")
_HOURS = 12
_NIGHT_FROM, _MORNING_FROM = 6, 10
"""From these hours of the clock on, "at night" is that before midnight, and "at noon" that before noon."""


@immutable(frozen=True, slots=True)
class TimeMention:
    """A time of day at `start:end`: HH:MM as on the clock of the text, or the id of a part of the day."""

    start: int
    end: int
    time_of_day: str
    text: str

    @property
    def is_clock(self) -> bool:
        """Whether hours and minutes are said."""
        return ":" in self.time_of_day


def time_mention(text: str, tokens: Tokens, match: Match) -> TimeMention:
    """Return the time that a match of a time rule says."""
    start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
    return TimeMention(start, end, _time_of(match), text[start:end])


def beside(time: TimeMention, span: tuple[int, int], tokens: Tokens) -> bool:
    """Whether only small words (at, on, the, a comma) stand between a time and the date at `span`."""
    low, high = (time.end, span[0]) if time.end <= span[0] else (span[1], time.start)
    if not 0 <= high - low <= _REACH:
        return False
    between = tokens.classes[bisect_left(tokens.starts, low) : bisect_left(tokens.starts, high)]
    return len(between) <= _GAP and all(_is_small(classes) for classes in between)


def _is_small(classes: Classes) -> bool:
    return any(name in classes for name in _SMALL_WORDS) and "stop" not in classes


def _time_of(match: Match) -> str:
    values = match.values
    said = str(values.get("half_day", ""))
    if "hour" in values:
        hour = int(values["hour"])
        hour, minute = (hour, int(values.get("minutes", 0))) if hour <= _HOURS * 2 else divmod(hour, 100)
        return clock_time(hour, minute, _half(said, hour))
    if "clock" in values:
        hours, _, minutes = str(values["clock"]).partition(":")
        return clock_time(int(hours), int(minutes), _half(said, int(hours)))
    return str(values.get("military") or values.get("day_part"))


def _half(said: str, hour: int) -> str:
    """The half of the day of an hour: two at night is before noon, eleven at night after it."""
    if said == "noon":
        return "pm" if hour == _HOURS or hour < _MORNING_FROM else "am"
    if said == "night":
        return "pm" if _NIGHT_FROM <= hour < _HOURS else "am"
    return said
