"""Events of which an anniversary is told: "to mark a year since the strike that killed nine people"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.reading import Reading
from harmtrace.text.dates import DateMention

_BESIDE = 2
"""So many characters at most stand between the anniversary and a clause of what it remembers."""


def anniversary_of(reading: Reading, start: int, end: int, harms: Sequence[HarmDraft]) -> DateMention | None:
    """The anniversary of the event told in `start:end`; None where it is that of another, or none is told.

    "A year after the strikes that killed seven people, families wait" tells of the strikes; "A year after the strikes,
    gunmen killed seven people" does not.
    """
    # What a clause remembers may be cut off from the words for it: "anniversary of | the raid that killed nine".
    opening = [date for date in reading.dates.before(start + 1, 1) if date.end >= start - _BESIDE]
    for date in (*opening, *reading.dates.within(start, end)):
        if date.kind != "anniversary":
            continue
        until = _end_of_event(reading, date, end)
        told = [harm.trigger for harm in harms] or [attack.start for attack in reading.of("attack", start, end)]
        if told and all(max(start, date.start) <= at < until for at in told):
            return date
    return None


def _end_of_event(reading: Reading, date: DateMention, end: int) -> int:
    """Where the words for what is remembered end: at a comma, unless a clause about it follows (", which killed")."""
    for token, after in pairwise(reading.tokens_in(date.end, end)):
        if token.word == "," and "relative_clause" not in after.classes:
            return token.start
    return end
