"""What is told of several places: the period of a summary holds for its items, the day of one of them for no other."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.merging import inherited
from harmtrace.extract.sameness import is_period, located, may_fit, places_fit
from harmtrace.model.when import When

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
    for draft in drafts:
        if draft.headline:
            continue
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
    # What opens a sentence sets a new scene, and is not the town around the quarter before it.
    fit = places_fit if draft.fronted else may_fit
    return not fit(here, located(last))


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
