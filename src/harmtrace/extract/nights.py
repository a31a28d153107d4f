"""Which of the two days of a night an event fell on, by the time that its own words tell: "At 23:40 a bomb …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.reading import Reading
from harmtrace.model.when import When
from harmtrace.text.dates import find_times

_NOON = "12:00"
_LATE = ("evening", "dusk")
_EARLY = ("early_hours", "around_dawn", "morning")


def part_nights(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Give an event of the night between two days that tells its time the one of them that it fell on."""
    for event in events:
        if event.when is None or not event.timed or not _is_night(event.when):
            continue
        late = {_is_late(time) for span in event.spans for time in _times_in(reading, span)} - {None}
        if len(late) == 1:
            day = event.when.start if late.pop() else event.when.end
            event.when = replace(event.when, start=day, end=day, precision="day")


def _times_in(reading: Reading, span: tuple[int, int]) -> list[str]:
    return [time.time_of_day for time in find_times(reading.text, reading.document.language, *span)]


def _is_night(when: When) -> bool:
    return when.time_of_day == "night" and (when.end - when.start).days == 1


def _is_late(time: str) -> bool | None:
    """Whether a time of a night is before midnight; None where that is open."""
    if ":" in time:
        return time >= _NOON
    return True if time in _LATE else False if time in _EARLY else None
