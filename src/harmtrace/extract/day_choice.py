"""The day of an event whose own words date it not: that of an event beside it, or none; by rules and learned.

The rules (`days.py`) give an undated event the day of another where the text clearly goes on. Where it does is often
told by many weak signs; the learned choice takes, keeps or leaves open a day where it is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmtrace.extract.choosing import overruled
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.event_signs import signs_of_event
from harmtrace.extract.merging import inherited
from harmtrace.extract.sameness import is_period, located, places_fit, same_place, types_fit
from harmtrace.model.when import When

NONE, BEFORE, AFTER = "none", "before", "after"
"""The options: no day can be known; that of the dated event before; that of the one after."""
_FAR = 6


class Days:
    """The events of a document, with the dated ones before and after each; gathered once for all of them."""

    def __init__(self, events: Sequence[EventDraft]) -> None:
        self.events = events
        self.before = _dated_before(events)
        self.after = _dated_before(events[::-1])[::-1]
        self.told = len({(event.when.start, event.when.end) for event in events if event.when is not None})
        """How many different days are told."""

    def options(self, at: int) -> dict[str, When]:
        """The days that the event at `at` may take: what the rules took, else of the one before; and of the one after.

        What the rules took may be the day of neither.
        """
        before, after = self.before[at], self.after[at]
        ruled = self.events[at].when or (before.when if before is not None else None)
        days = ((BEFORE, ruled), (AFTER, after.when if after is not None else None))
        return {option: when for option, when in days if when is not None}

    def signs(self, at: int, words: Sequence[str]) -> tuple[str, ...]:
        """The signs that the choice of the day weighs; `words` are the `word_signs` of the event."""
        event = self.events[at]
        signs = [f"rules: {ruled_day(event)}", *signs_of_event(event, words)]
        for option, other in ((BEFORE, self.before[at]), (AFTER, self.after[at])):
            signs += [f"{option}: {sign}" for sign in (_beside(event, other) if other is not None else ("nothing",))]
        return (*signs, f"days told: {min(self.told, 4)}", "first told" if at == 0 else "told later")

    def chosen(self, at: int, words: Sequence[str]) -> When | None:
        """The date of the event at `at`: its own if it has one."""
        event = self.events[at]
        if not is_open(event):
            return event.when
        ruled = ruled_day(event)
        option = overruled("day", ruled, self.signs(at, words), event.heard)
        if option == ruled:
            return event.when
        beside = {BEFORE: self.before[at], AFTER: self.after[at]}.get(option)
        if beside is not None and _elsewhere(event, beside):
            event.heard.pop()  # what is refused here did not overrule the rules
            return event.when
        days = self.options(at)
        return inherited(days[option]) if option in days else None


def _dated_before(events: Sequence[EventDraft]) -> list[EventDraft | None]:
    """For each event the last one before it that has a date."""
    found: list[EventDraft | None] = []
    last = None
    for event in events:
        found.append(last)
        last = event if event.when is not None else last
    return found


def choose_days(events: Sequence[EventDraft], words: Sequence[Sequence[str]]) -> None:
    """Give each event that has no date of its own the day that the choice takes; `words` are their `word_signs`."""
    days = Days(events)
    chosen = [days.chosen(at, words[at]) for at in range(len(events))]
    for event, when in zip(events, chosen, strict=True):
        event.when = when


def is_open(event: EventDraft) -> bool:
    """Whether neither its own words, nor its heading, nor the sentence before it, give it a date.

    A toll that an event only adds to is of no day, whatever stands beside it.
    """
    if (event.running and event.until_now) or event.elsewhere or event.remembered:
        return False
    return event.when is None or (event.when.basis == "inherited" and not event.held)


def ruled_day(event: EventDraft) -> str:
    """The option that the rules took."""
    return NONE if event.when is None else BEFORE


def _elsewhere(event: EventDraft, other: EventDraft) -> bool:
    """Whether another paragraph tells the other of another place: then its day is not taken, however alike they are."""
    here, there = located(event), located(other)
    return event.paragraph != other.paragraph and bool(here and there) and not places_fit(here, there)


def _beside(event: EventDraft, other: EventDraft) -> Iterator[str]:
    """How an event stands to a dated one beside it."""
    yield f"{min(abs(event.sentence - other.sentence), _FAR)} sentences away"
    if event.paragraph == other.paragraph:
        yield "same paragraph"
    here, there = located(event), located(other)
    if any(same_place(one, two) for one in here for two in there):
        yield "same place"
    elif here and there:
        yield "places fit" if places_fit(here, there) else "places differ"
    else:
        yield "a place is open"
    kinds = set(event.types) - {"attack"}, set(other.types) - {"attack"}
    yield "same kind" if kinds[0] & kinds[1] else "a kind is open" if not all(kinds) else "other kind"
    if not types_fit(event.types, other.types):
        yield "kinds clash"
    if event.attribution.origin.name == other.attribution.origin.name:
        yield "same teller"
    if other.when is not None:
        yield "a period" if is_period(other.when) else "a day"
        yield f"date {other.when.basis}"
    for mark in ("background", "headline", "habitual", "running"):
        if getattr(other, mark):
            yield mark
