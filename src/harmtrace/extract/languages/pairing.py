"""Attacks that a clause tells apart by words: "one on Hass, the other on Abdin", "in Taiz and Marib respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.lexicon import Token
from harmtrace.extract.merging import inherited
from harmtrace.extract.reading import Reading
from harmtrace.model.when import When
from harmtrace.model.where import Where

_TWO = 2


def told_apart(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """The attacks that a draft counts together and tells apart, else the draft alone."""
    start, end = draft.spans[0][0], draft.spans[-1][1]
    places = [place for place in draft.where if place.role == "location" and start <= place.start < end]
    if len(places) < _TWO:
        return [draft]
    words = reading.tokens_in(start, end)
    if any("respectively" in token.classes for token in words):
        return _in_their_order(reading, draft, places) or [draft]
    return [draft, *_one_and_other(draft, places, words)]


def _in_their_order(reading: Reading, draft: EventDraft, places: Sequence[Where]) -> list[EventDraft]:
    """ "On 14 and 16 July in Hass and Abdin respectively": a draft for each day, or for each figure, with its place."""
    start, end = draft.spans[0][0], draft.spans[-1][1]
    found = [date.when for date in reading.dates.within(start, end) if date.when is not None]
    days = [when for when in found if when.precision == "day"]
    tops = draft.tops()
    if len(days) == len(places):
        return [_alone(draft, place, when) for place, when in zip(places, days, strict=True)]
    if len(tops) == len(places) and len(tops) == len(draft.harms):
        alone = [_alone(draft, place, draft.when) for place in places]
        return [replace(one, harms=[harm]) for one, harm in zip(alone, tops, strict=True)]
    return []


def _one_and_other(draft: EventDraft, places: Sequence[Where], words: Sequence[Token]) -> list[EventDraft]:
    """ "Two attacks on 9 May, one on Hass and the other on Abdin": each of the two, besides both together."""
    one = next((token.start for token in words if "one_of_two" in token.classes), None)
    other = next((token.start for token in words if "other_of_two" in token.classes and token.start > (one or 0)), None)
    if one is None or other is None or draft.harms:
        return []
    first = [place for place in places if one < place.start < other]
    second = [place for place in places if place.start > other]
    if len(first) != 1 or len(second) != 1:
        return []
    when = inherited(draft.when) if draft.when is not None else None
    return [replace(_alone(draft, place, when), separate=True, placed=True) for place in (first[0], second[0])]


def _alone(draft: EventDraft, place: Where, when: When | None) -> EventDraft:
    return replace(
        draft, where=[place], when=when, attacks=None, harms=[], plural=False, singular=True, spans=list(draft.spans)
    )
