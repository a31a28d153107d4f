"""Over the whole document: the day of what is told without one (annotation rule 21)."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.antecedents import MEMORY
from harmtrace.extract.drafts import NO_FIGHT, EventDraft
from harmtrace.extract.merging import inherited
from harmtrace.extract.sameness import PLACED, is_period, located, may_fit, places_fit, same_place, types_fit
from harmtrace.model.where import AREA_LEVELS

_STORY = 12
"""So many sentences back the day of a time of day may have been told."""
_NEAR = 3
"""So many sentences on, what is told without a date is still of the day told last."""
_FEW_DAYS = 31
"""What is told next of a period no longer is of it."""
_OF_A_WAR = 2000
"""A greater number of people is hurt in a war, not on one day."""


def inherit_day(draft: EventDraft, events: Sequence[EventDraft]) -> None:
    """An event without a date has that of the sentence before, else of what was told of the same town (rule 21)."""
    if draft.when is not None or draft.background or draft.modality in ("planned", "conditional"):
        return
    if draft.until_now and not draft.anaphoric:
        return
    if draft.elsewhere:
        known = next((e for e in reversed(events[-MEMORY:]) if _dates_others(e) and _same_town(draft, e)), None)
        draft.when = inherited(known.when) if known is not None and known.when is not None else None
        return
    near = events and draft.sentence - events[-1].latest <= 1
    if draft.day_before is not None and not near and _tells_an_incident(draft):
        draft.when, draft.held = inherited(draft.day_before), True
        return
    told = (event for event in reversed(events[-_NEAR:]) if event.when is not None)
    known = next((event for event in told if not event.background or event.paragraph == draft.paragraph), None)
    known = known if known is not None and _goes_on(draft, known) else None
    if known is not None and located(known) and not _same_town(draft, known):
        known = next((e for e in reversed(events[-MEMORY:]) if _dates_others(e) and _same_town(draft, e)), known)
    if known is None:
        known = next((e for e in reversed(events[-MEMORY:]) if _dates_others(e) and _same_scene(draft, e)), None)
        known = known or _same_story(draft, events)
        known = None if draft.habitual else known
    if known is not None and known.when is not None:
        draft.when = inherited(known.when)


def _dates_others(event: EventDraft) -> bool:
    """Whether what follows may be of its day."""
    return event.when is not None and not event.background and not is_period(event.when)


def _goes_on(draft: EventDraft, last: EventDraft) -> bool:
    """Whether a draft without a date tells more of the day told last: in the next sentence, or a little further on."""
    if not _dates_others(last):
        return _goes_on_about_a_period(draft, last)
    if draft.further and draft.sentence - last.latest <= _NEAR and _tells_an_incident(draft, further=True):
        return True
    if last.paragraph == draft.paragraph and draft.sentence - last.latest <= 1:
        return True
    here, there = located(draft), located(last)
    fit = types_fit(draft.types, last.types) and (not here or not there or may_fit(here, there))
    only_counts = draft.anaphoric and bool(draft.tops()) and not (here or draft.caused or draft.running)
    reach = _STORY if only_counts else _NEAR  # "A guard put the number of dead at eight"
    return fit and draft.sentence - last.latest <= reach and _tells_an_incident(draft)


def _goes_on_about_a_period(draft: EventDraft, last: EventDraft) -> bool:
    """Whether it tells in the next sentence what was done in a few days: "In the past week jets flew 30 sorties. …"."""
    if last.when is None or last.background or (last.when.end - last.when.start).days > _FEW_DAYS:
        return False
    adjacent = last.paragraph == draft.paragraph and draft.sentence - last.latest <= 1
    return adjacent and types_fit(draft.types, last.types) and _tells_an_incident(draft)


def _same_scene(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both are in one town, or the draft goes on there with the time of day ("At 03:55 a second strike …")."""
    goes_on = draft.timed and draft.sentence - event.sentence <= _STORY
    here, there = located(draft), located(event)
    return _same_town(draft, event) or (goes_on and (not here or not there or may_fit(here, there)))


def _same_story(draft: EventDraft, events: Sequence[EventDraft]) -> EventDraft | None:
    """The event of the day told last, where the draft goes on elsewhere with a time of it: "At dusk, gunmen …"."""
    if not draft.timed or not tells_of_the_day(draft):
        return None
    known = next((event for event in reversed(events[-MEMORY:]) if _dates_others(event)), None)
    if known is None or draft.sentence - known.latest > _STORY:
        return None
    lands = [{place.admin[0] for place in located(told) if place.admin} for told in (draft, known)]
    return known if not all(lands) or lands[0] & lands[1] else None


def _same_town(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both are located in the same settlement or smaller place, and are of kinds that fit."""
    here = [place for place in located(draft) if place.level not in AREA_LEVELS]
    there = [place for place in located(event) if place.level not in AREA_LEVELS]
    return bool(here) and any(same_place(a, b) for a in here for b in there) and types_fit(draft.types, event.types)


def date_by_the_whole(events: Sequence[EventDraft]) -> None:
    """A text that tells of one day only dates the events that it leaves undated and does not set apart (rule 21)."""
    dated = [event for event in events if event.when is not None and not event.background]
    days = {(event.when.start, event.when.end) for event in dated if event.when is not None}
    if len(days) != 1 or dated[0].when is None or is_period(dated[0].when):
        return
    for event in events:
        if event.when is not None or event.until_now or event.elsewhere or not tells_of_the_day(event):
            continue
        here = located(event)
        if not here or any(not located(other) or places_fit(here, located(other)) for other in dated):
            event.when = inherited(dated[0].when)


def date_the_lead(events: Sequence[EventDraft]) -> None:
    """What the lead tells without a date is dated by the sentence after it that tells it in full."""
    body = [event for event in events if not event.headline]
    at, full = next(((at, event) for at, event in enumerate(body) if event.when is not None), (0, None))
    if full is None or full.when is None or not _dates_others(full) or full.separate:
        return
    for lead in body[:at]:
        around = places_fit(located(lead), located(full)) or (lead is body[0] and _around(lead, full))
        near = full.sentence - lead.sentence <= _NEAR
        if near and around and types_fit(lead.types, full.types) and _tells_an_incident(lead):
            lead.when = inherited(full.when)
            if lead is body[0] and not lead.where and not lead.plural:
                lead.where = list(full.where)


def _around(lead: EventDraft, event: EventDraft) -> bool:
    """Whether the place of the lead is, or may well hold, that of the event ("in the region", then "in a village")."""
    here, there = located(lead), located(event)
    unknown = all(place.level in AREA_LEVELS for place in here) and all(len(place.admin) < PLACED for place in there)
    return unknown or not here or not there or may_fit(here, there)


def tells_of_the_day(event: EventDraft, *, further: bool = False) -> bool:
    """Whether nothing in its words sets an event apart from the day of the others.

    `further` lets pass what is told as one more of them ("another three were killed in …").
    """
    several = event.plural and not event.anaphoric and not event.tops()
    apart = event.background or event.habitual or event.running or event.cumulative or several
    apart = apart or (event.separate and not further)
    return not apart and event.modality not in ("planned", "conditional")


def _tells_an_incident(event: EventDraft, *, further: bool = False) -> bool:
    """Whether it tells of an attack of some day by its harm, target or town, and not of a war ("many have fled")."""
    if event.running or not tells_of_the_day(event, further=further) or not set(event.types).isdisjoint(NO_FIGHT):
        return False
    if any((harm.quantity.value or 0) > _OF_A_WAR for harm in event.harms):
        return False
    small = any(place.level not in AREA_LEVELS for place in located(event))
    return event.anaphoric or small or bool(event.harms or event.attacks or event.targets)
