"""Which of the dates in a stretch is the date of the event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.harms import HarmDraft
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.when import When
from harmtrace.text.dates import DateMention

_DATELINE_REACH = 160
"""How far into the text, in characters, a dateline may stand."""


def when_of(reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], sentence: Sentence) -> When | None:
    """The date of the event told in `start:end`, or None where none is said.

    A date right after a verb of saying is that of the saying; one after "the toll rose to"
    is that of the count.
    """
    dates = [date for date in reading.dates.within(start, end) if date.when is not None and _dates_events(date)]
    dates = [
        date
        for date in dates
        if not (
            _counted_until(reading, date)
            or _of_saying(reading, date, sentence)
            or _of_count(reading, date, harms)
            or _of_publication(reading, date)
        )
    ]
    if not dates:
        return None
    chosen = _nearest(dates, harms) if harms else dates[0]
    return chosen.when


def _dates_events(date: DateMention) -> bool:
    """ "Now" and "before May" do not date an event."""
    return date.kind != "present" and date.relation not in ("before", "after", "until", "by")


def _counted_until(reading: Reading, date: DateMention) -> bool:
    """ "as of Thursday 240 had been killed": the day of the count."""
    before = reading.folded[max(0, date.start - 8) : date.start + 8]
    return before.lstrip().startswith("as of") or " as of " in before


def _of_saying(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    for verb in reading.of("say", max(sentence.start, date.start - 24), date.start):
        between = reading.folded[verb.end : date.start]
        if re.fullmatch(
            r"\s*((to )?(reporters|sana|the \w+)|late|early|in a statement)?\s*(on |late on |early on )?", between
        ):
            return True
    return False


def _of_publication(reading: Reading, date: DateMention) -> bool:
    """Whether the day of publication stands bare in the dateline ("AP Friday 6 Oct 2017 Activists say …")."""
    when = date.when
    if when is None or when.basis != "explicit" or when.start != reading.reference or date.start > _DATELINE_REACH:
        return False
    before = reading.tokens_in(max(0, date.start - 16), date.start)
    leads = before and "function" in before[-1].classes
    return not leads and not reading.folded[date.start : date.end].startswith("on ")


def _of_count(reading: Reading, date: DateMention, harms: Sequence[HarmDraft]) -> bool:
    """Whether the date says when the toll stood at a figure."""
    if date.kind == "open_since" or date.relation == "since":
        return False
    for harm in harms:
        trigger = reading.of("harm", harm.trigger, harm.trigger + 40)
        if trigger and trigger[0].feature == "toll" and trigger[0].start < date.start and date.start >= harm.end:
            return True
    return False


def _nearest(dates: Sequence[DateMention], harms: Sequence[HarmDraft]) -> DateMention:
    centre = harms[0].start
    return min(dates, key=lambda date: (min(abs(date.start - centre), abs(date.end - centre)), date.start))
