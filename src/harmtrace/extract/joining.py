"""Over the whole document: drafts of the same event become one, and what a sentence leaves out is inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.accusations import ACCUSATION
from harmtrace.extract.antecedents import MEMORY, antecedent, doubts_how, may_merge, retold, says_more
from harmtrace.extract.days import date_by_the_whole, date_the_lead, inherit_day, tells_of_the_day
from harmtrace.extract.drafts import NO_FIGHT, EventDraft
from harmtrace.extract.harm_drafts import with_their_wholes
from harmtrace.extract.merging import inherit, merge
from harmtrace.extract.sameness import located, may_fit, same_place

_PART = "event: part"
"""The rule of a draft that told only a part of people counted before."""


def join_drafts(drafts: Sequence[EventDraft], *, by_the_whole: bool = True) -> list[EventDraft]:
    """Join drafts in text order; what adds no fact of its own disappears into the event it speaks of.

    `by_the_whole` lets the only day of a text date what it leaves undated.
    """
    events: list[EventDraft] = []
    for draft in drafts:
        target = antecedent(draft, events)
        if draft.total and draft.harms and not any(retold(draft, event) for event in events[-MEMORY:]):
            _sum_up(draft, events)
            events.append(draft)
        elif several := _told_beside(draft, events):
            _sum_up(draft, several)
            draft.spread = True
            events.append(draft)
        elif target is None and draft.rule == ACCUSATION:
            continue
        elif target is None:
            inherit_day(draft, events)
            _inherit_types(draft, events)
            events.append(draft)
        elif draft.referring and draft.modality == "negated":
            continue
        elif draft.referring or may_merge(draft, target):
            merge(draft, target)
        else:
            draft.guess = doubts_how(draft, target)
            inherit(draft, target)
            events.append(draft)
    told = {harm.harm for event in events for harm in event.tops()}
    for event in list(events):
        told_any = bool(event.harms)
        event.harms = with_their_wholes(event.harms, told)
        if told_any and not event.harms and event.rule == _PART:
            events.remove(event)
    body = [event for event in events if not event.headline]
    kept = [event for event in events if event.adds_facts() and (not event.headline or says_more(event, body))]
    date_the_lead(kept)
    if by_the_whole:
        date_by_the_whole(kept)
    return kept


def _told_beside(draft: EventDraft, events: Sequence[EventDraft]) -> list[EventDraft]:
    """ "Four died in Hass, one in Halba. Seven others were hurt": at any of the places before, or at all."""
    last = events[-1].sentence if events else 0
    told = [event for event in events[-MEMORY:] if event.sentence == last and event.tops() and not event.headline]
    if not (draft.further and draft.tops()) or draft.where or not 0 < draft.sentence - last <= 1 or len(told) < 2:
        return []
    apart = all(located(event) for event in told) and not may_fit(located(told[0]), located(told[-1]))
    return told if apart and {event.scope or "single" for event in told} == {"single"} else []


def _sum_up(draft: EventDraft, events: Sequence[EventDraft]) -> None:
    """ "In total, 21 people were killed in the two strikes": a total over what was told, and no incident of its own."""
    told = [
        event for event in events[-MEMORY:] if event.tops() and not (event.headline or event.total or event.background)
    ]
    if not draft.where:
        places = [place for event in told for place in located(event)]
        draft.where = [
            place for at, place in enumerate(places) if not any(same_place(place, other) for other in places[:at])
        ]
    days = [event.when for event in told if event.when is not None]
    if draft.when is None and days:
        first, last = min(when.start for when in days), max(when.end for when in days)
        draft.when = replace(days[0], start=first, end=last, basis="inherited")


def _inherit_types(draft: EventDraft, events: Sequence[EventDraft]) -> None:
    """ "As a result, two people died", "the attack left": the kind of attack is that of the sentence before."""
    if set(draft.types) - {"attack"} or not tells_of_the_day(draft) or not events or draft.elsewhere:
        return
    last = next((event for event in reversed(events) if event.modality != "negated"), events[-1])
    near = draft.sentence - last.sentence <= (1 if last.paragraph != draft.paragraph else 2)
    here, there = located(draft), located(last)
    apart = bool(here and there and not may_fit(here, there))
    apart = apart or bool(draft.when and last.when and not draft.when.overlaps(last.when))
    if near and not apart and not last.background:
        draft.types = [kind for kind in last.types if kind not in NO_FIGHT] or draft.types
