"""What is told of several places: the period of a summary holds for its items, the day of one of them for no other."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.merging import inherited
from harmtrace.extract.sameness import is_period, located, may_fit, places_fit
from harmtrace.model.when import When

_FLOWS = {"displacement", "evacuation"}
"""Kinds that are counted over a time as the dead are."""
_WIDE = "country"
"""The level of a place that sets nothing apart: it holds most of what a text tells."""


def in_the_period(drafts: Sequence[EventDraft]) -> None:
    """Gives undated items at places of their own, under a summary, the period that it counts over.

    They stand in its paragraph, or in the one after it: "In the past week 23 were killed. In Taiz …". What is told
    of another place than the sentence before has that sentence's day only where a rule says so.
    """
    head: EventDraft | None = None
    paragraph = 0
    last: EventDraft | None = None
    count: EventDraft | None = None
    for draft in drafts:
        if draft.headline:
            continue
        count = _goes_on_counting(draft, count, last)
        if _sums_up_a_period(draft):
            head, paragraph = draft, draft.paragraph
        elif head is not None and draft.paragraph != paragraph:
            if last is head:
                paragraph = draft.paragraph
            else:
                head = None
        draft.elsewhere = draft.elsewhere or _is_elsewhere(draft, last) or _goes_on_elsewhere(draft, last)
        if head is not None and _is_of_another_time(draft, head):
            head = None
        if head is not None and head.when is not None and draft.when is None and _is_item(draft, last):
            draft.when, draft.held = inherited(head.when), True
        last = draft


def _goes_on_counting(draft: EventDraft, count: EventDraft | None, last: EventDraft | None) -> EventDraft | None:
    """The count since a day that a draft is or goes on with, if any: "… since 8 October. 61,000 fled their homes"."""
    own = _own_day(draft)
    if own is not None:
        return draft if draft.running and is_period(own) else None
    if count is None or count is not last or draft.sentence - count.sentence > 1 or not draft.tops():
        return None
    if draft.caused and not set(draft.types) <= _FLOWS:
        return None
    if count.when is not None and not draft.anaphoric and draft.modality == count.modality:
        draft.when, draft.running, draft.background = inherited(count.when), True, count.background
    return draft


def _own_day(draft: EventDraft) -> When | None:
    return draft.when if draft.when is not None and draft.when.basis != "inherited" else None


def _is_of_another_time(draft: EventDraft, head: EventDraft) -> bool:
    """Whether a draft tells its day by a date, and one outside the period; a day of the week may well lie in it."""
    own = _own_day(draft)
    return own is not None and head.when is not None and own.basis == "explicit" and not head.when.overlaps(own)


def _sums_up_a_period(draft: EventDraft) -> bool:
    own = _own_day(draft)
    return own is not None and is_period(own) and bool(draft.tops()) and not draft.running


def _is_item(draft: EventDraft, last: EventDraft | None) -> bool:
    """Whether a draft tells of another place than the one before it."""
    here = located(draft)
    if not here or draft.anaphoric or draft.background or draft.modality in ("planned", "conditional"):
        return False
    if last is None or not located(last):
        return True
    if _is_in_series(draft, last):
        return False
    # What opens a sentence, or is told as one thing more, sets a new scene, and no town around the quarter before it.
    fit = places_fit if draft.fronted or draft.further else may_fit
    return not fit(here, located(last))


def _is_in_series(draft: EventDraft, last: EventDraft) -> bool:
    """Whether a draft goes on with the attack before it: "a fifth raid", or a site of a town that the text has told."""
    if draft.fronted or draft.paragraph != last.paragraph:
        return False
    if draft.in_series:
        return True
    sites = all(place.level == "site" and place.place_id is None for place in located(draft))
    return sites and not draft.further and draft.types == last.types and draft.sentence - last.latest <= 1


def _goes_on_elsewhere(draft: EventDraft, last: EventDraft | None) -> bool:
    """Whether a draft without a place goes on, in the same sentence, about what was undated and elsewhere."""
    if last is None or not last.elsewhere or last.when is not None or draft.when is not None:
        return False
    return last.sentence == draft.sentence and not located(draft)


def _is_elsewhere(draft: EventDraft, last: EventDraft | None) -> bool:
    """Whether both tell of places, and of others, smaller than a country."""
    if last is None or not _is_item(draft, last):
        return False
    return all(any(place.level != _WIDE for place in located(told)) for told in (draft, last))
