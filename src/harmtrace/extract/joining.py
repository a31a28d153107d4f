"""Over the whole document: drafts of the same event become one, and what a sentence leaves out is inherited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harms import EARLIER, HarmDraft, without_orphans
from harmtrace.model.claim import Scope
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS, Where

_M = TypeVar("_M")
_SAME_EPISODE_DAYS = 3
_MEMORY = 60
"""So many events back one may be spoken of again; in a longer text it is told anew."""
_DEFINITE = "the "
"""A teller that the first sentences describe ("the organisation") is named by those that follow."""
_CLOSE = 0.1
"""How far a rounded figure may lie from the exact one, as a share of it."""
_PART = "event: part"
"""The rule of a draft that told only a part of people counted before."""
_MANY_ATTACKS = 10
_EPISODE_DAYS = 31
"""A figure "since" a date further back than this is a running total and no episode."""
REACH = 6
"""How many sentences back an unnamed event may lie."""


def join_drafts(drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """Join drafts in text order; what adds no fact of its own disappears into the event it speaks of."""
    events: list[EventDraft] = []
    for draft in drafts:
        target = _antecedent(draft, events)
        if draft.total and draft.harms and not any(_retold(draft, event) for event in events[-_MEMORY:]):
            _sum_up(draft, events)
            events.append(draft)
        elif target is None:
            _inherit_day(draft, events)
            events.append(draft)
        elif draft.referring and draft.modality == "negated":
            continue
        elif draft.referring or _may_merge(draft, target):
            _merge(draft, target)
        else:
            _inherit(draft, target)
            events.append(draft)
    told = {harm.harm for event in events for harm in event.tops()}
    for event in list(events):
        told_any = bool(event.harms)
        event.harms = without_orphans(event.harms, told)
        if told_any and not event.harms and event.rule == _PART:
            events.remove(event)
    body = [event for event in events if not event.headline]
    kept = [event for event in events if event.adds_facts() and (not event.headline or _says_more(event, body))]
    _date_by_the_whole(kept)
    for event in kept:
        event.scope = scope_of(event)
    return kept


def _date_by_the_whole(events: Sequence[EventDraft]) -> None:
    """A text that tells of one day only dates the events that it leaves undated and does not set apart (rule 21)."""
    dated = [event for event in events if event.when is not None and not event.background]
    days = {(event.when.start, event.when.end) for event in dated if event.when is not None}
    if len(days) != 1 or dated[0].when is None or _is_period(dated[0].when):
        return
    for event in events:
        if event.when is not None or not _tells_of_the_day(event):
            continue
        here = _located(event)
        if not here or any(not _located(other) or _places_fit(here, _located(other)) for other in dated):
            event.when = _inherited(dated[0].when)


def _tells_of_the_day(event: EventDraft) -> bool:
    """Whether nothing in its words sets an event apart from the day of the others."""
    several = event.plural and not event.anaphoric and not event.tops()
    apart = event.background or event.habitual or event.running or event.cumulative or event.separate or several
    return not apart and event.modality not in ("planned", "conditional")


def _sum_up(draft: EventDraft, events: Sequence[EventDraft]) -> None:
    """ "In total, 21 people were killed in the two strikes": a total over what was told, and no incident of its own."""
    told = [
        event for event in events[-_MEMORY:] if event.tops() and not (event.headline or event.total or event.background)
    ]
    if not draft.where:
        places = [place for event in told for place in _located(event)]
        draft.where = [
            place for at, place in enumerate(places) if not any(_same(place, other) for other in places[:at])
        ]
    days = [event.when for event in told if event.when is not None]
    if draft.when is None and days:
        first, last = min(when.start for when in days), max(when.end for when in days)
        draft.when = replace(days[0], start=first, end=last, basis="inherited")


def _inherit_day(draft: EventDraft, events: Sequence[EventDraft]) -> None:
    """An event without a date has that of the sentence before, else of what was told of the same town (rule 21)."""
    if draft.when is not None or draft.background or draft.modality in ("planned", "conditional") or not events:
        return
    last = events[-1]
    near = last.paragraph == draft.paragraph and draft.sentence - last.sentence <= 1
    if near and last.when is not None and not last.background and not _is_period(last.when):
        draft.when = _inherited(last.when)
        return
    known = next((e for e in reversed(events[-_MEMORY:]) if e.when and not e.background and _same_town(draft, e)), None)
    if known is not None and known.when is not None and not _is_period(known.when) and not draft.habitual:
        draft.when = _inherited(known.when)


def _is_period(when: When) -> bool:
    return (when.end - when.start).days > _SAME_EPISODE_DAYS


def _same_town(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both are located in the same settlement or smaller place, and are of kinds that fit."""
    here = [place for place in _located(draft) if place.level not in AREA_LEVELS]
    there = [place for place in _located(event) if place.level not in AREA_LEVELS]
    return bool(here) and any(_same(a, b) for a in here for b in there) and _types_fit(draft.types, event.types)


def scope_of(event: EventDraft) -> Scope:
    """single, aggregate or cumulative (annotation rule 3)."""
    when = event.when
    days = (when.end - when.start).days if when else 0
    if event.tops() and (event.running or _counts_since(when)):
        return "cumulative"
    several = event.plural or (event.attacks is not None and (event.attacks.value or 2) > 1)
    if days > 1 and not _one_attack(event):
        return "cumulative" if event.cumulative and days > _EPISODE_DAYS else "aggregate"
    if (event.habitual and not event.tops()) or _many(event.attacks):
        return "aggregate"
    if event.spread or (several and (days > 0 or _regional(event.where)) and not event.anaphoric):
        return "aggregate"
    if event.plural and not (event.where or event.when or event.harms or event.attacks):
        return "aggregate"
    if event.total and event.tops():
        return "aggregate"
    settlements = [place for place in event.where if place.role == "location" and place.level not in AREA_LEVELS]
    if len(settlements) > 1 and (several or event.tops()):
        return "aggregate"
    if event.types == ["displacement"]:
        return "aggregate"
    return "single"


def _counts_since(when: When | None) -> bool:
    """Whether the event's own words count from a day on: "since 1 June"."""
    said = when is not None and when.basis != "inherited" and (when.text or "").lower().startswith("since")
    return said and when is not None and when.end > when.start


def _many(attacks: Quantity | None) -> bool:
    """Whether so many attacks are counted that they cannot be one episode."""
    least = (attacks.low or attacks.value or 0) if attacks is not None else 0
    return least >= _MANY_ATTACKS


def _one_attack(event: EventDraft) -> bool:
    """Whether a long date is only a vague one: "a minibus struck a mine in August"."""
    if event.singular or event.types == ["siege"]:
        return True
    vague = event.when is not None and event.when.precision in ("month", "year", "week")
    return vague and bool(event.types) and event.types != ["attack"] and not event.plural and not event.habitual


def _regional(where: Sequence[Where]) -> bool:
    located = [place for place in where if place.role == "location"]
    return bool(located) and all(place.level in AREA_LEVELS for place in located)


def _over_an_area(event: EventDraft) -> bool:
    """Whether the event is located in a region, or in a town "and its surroundings"."""
    return _regional(event.where) or event.spread


def _antecedent(draft: EventDraft, events: Sequence[EventDraft]) -> EventDraft | None:
    """The event that `draft` speaks of again, if it does."""
    if draft.modality in ("planned", "conditional"):
        return None
    for event in reversed(events[-_MEMORY:]):
        if draft.sentence - event.sentence > REACH and not _retold(draft, event):
            continue
        if event.modality in ("planned", "conditional", "negated") or event.total or _apart(draft, event):
            continue
        if _retold(draft, event) or draft.referring or _continues(draft, event):
            return event
    return None


def _apart(draft: EventDraft, event: EventDraft) -> bool:
    """Whether the text tells the two apart by date, place, kind or words."""
    if draft.when and event.when and not _dates_fit(draft.when, event.when):
        return True
    if draft.background != event.background and (draft.when or draft.background) and not draft.anaphoric:
        return True
    here, there = _located(draft), _located(event)
    if here and there and not _places_fit(here, there):
        return True
    if draft.separate or _part_of_several(draft, event):
        return True
    if draft.attacks and event.attacks and draft.attacks.value != event.attacks.value:
        return True
    return not _types_fit(draft.types, event.types)


def _dates_fit(one: When, other: When) -> bool:
    """Whether two dates can be those of one event: they share a day, and neither is a long period of its own."""
    lengths = [(when.end - when.start).days if when.precision == "range" else 0 for when in (one, other)]
    return one.overlaps(other) and abs(lengths[0] - lengths[1]) <= _SAME_EPISODE_DAYS


def _part_of_several(draft: EventDraft, event: EventDraft) -> bool:
    """Whether one tells of one town and the other of several attacks on the region around it."""
    small, large = (draft, event) if _over_an_area(event) else (event, draft)
    towns = [place for place in _located(small) if place.level not in AREA_LEVELS and not place.modifier]
    several = large.attacks is not None or large.plural
    return several and bool(towns) and bool(small.tops()) and _over_an_area(large)


def _located(event: EventDraft) -> list[Where]:
    return [place for place in event.where if place.role == "location"]


def _places_fit(here: Sequence[Where], there: Sequence[Where]) -> bool:
    for one in here:
        for other in there:
            if one.place_id and one.place_id == other.place_id:
                return True
            if one.name.lower() == other.name.lower():
                return True
            if one.level in AREA_LEVELS and one.name in other.admin:
                return True
            if other.level in AREA_LEVELS and other.name in one.admin:
                return True
            if "site" in (one.level, other.level) or "neighbourhood" in (one.level, other.level):
                return one.name.lower() in other.name.lower() or other.name.lower() in one.name.lower()
    return False


_KIND = {
    "displacement": "movement",
    "evacuation": "movement",
    "detention": "custody",
    "abduction": "custody",
    "torture": "custody",
    "execution": "custody",
}


def _types_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    kinds = {_KIND.get(kind, "attack") for kind in one}, {_KIND.get(kind, "attack") for kind in other}
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])


def _retold(draft: EventDraft, event: EventDraft) -> bool:
    """Headline, lead and body tell the same figures of the same place."""
    if draft.attacks and event.attacks and draft.attacks.value == event.attacks.value:
        return _places_fit(_located(draft), _located(event)) or not _located(draft) or not _located(event)
    if any(_same_figure(harm, known) for harm in draft.tops() for known in event.tops()):
        return _places_fit(_located(draft), _located(event)) or not _located(draft) or not _located(event)
    return False


def _says_more(headline: EventDraft, body: Sequence[EventDraft]) -> bool:
    """Whether a headline tells what the body does not: a figure, a target, an actor's other part (rule 30)."""
    figures = {(harm.harm, harm.quantity.value) for event in body for harm in event.harms}
    roles = {(actor.actor_id, actor.role) for event in body for actor in event.actors}
    targets = {target.target_id for event in body for target in event.targets}
    return bool(
        {(harm.harm, harm.quantity.value) for harm in headline.tops()} - figures
        or {(actor.actor_id, actor.role) for actor in headline.actors if actor.actor_id} - roles
        or {target.target_id for target in headline.targets if target.damage} - targets
    )


def _continues(draft: EventDraft, event: EventDraft) -> bool:
    """Whether the draft leans on the event before it."""
    close = draft.sentence - event.sentence <= (REACH if draft.anaphoric else 2)
    same_paragraph = draft.paragraph == event.paragraph
    own_scene = bool(draft.where) and bool(draft.when)
    if draft.anaphoric:
        return close and not (own_scene and not same_paragraph)
    if draft.where or draft.when:
        shares = _places_fit(_located(draft), _located(event)) and bool(draft.when is None or event.when is None)
        return close and same_paragraph and shares and not draft.plural
    return close and same_paragraph


def _may_merge(draft: EventDraft, event: EventDraft) -> bool:
    """One claim for the same event from the same teller, unless a figure differs."""
    if _conflict(draft, event):
        return False
    if draft.modality != event.modality and "negated" in (draft.modality, event.modality):
        return False
    same = _teller(draft) == _teller(event)
    if same or not draft.attributed:
        return True
    if _retold(draft, event) and (event.headline or _teller(event).startswith(_DEFINITE)):
        return True
    if event.tops() and not draft.tops() and not event.headline:
        return False
    return not event.attributed and (event.headline or _retold(draft, event) or event.sentence == draft.sentence - 1)


def _teller(event: EventDraft) -> str:
    return event.attribution.origin.name.lower()


def _conflict(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both state a whole figure of one harm, and not the same."""
    for harm in draft.tops():
        for known in event.tops():
            same_people = not (harm.who and known.who) or set(harm.who) & set(known.who)
            same_status = harm.status == known.status or "unstated" in (harm.status, known.status)
            differ = harm.harm == known.harm and harm.quantity.value != known.quantity.value
            if _rounds(harm.quantity, known.quantity):
                continue
            if differ and same_people and same_status:
                return True
    return False


def _same_figure(one: HarmDraft, other: HarmDraft) -> bool:
    """Whether two harms tell one number of one harm, rounded or not."""
    if one.harm != other.harm or one.quantity.value is None:
        return False
    return one.quantity.value == other.quantity.value or _rounds(one.quantity, other.quantity)


def _rounds(one: Quantity, other: Quantity) -> bool:
    """ "more than 60" and then "sixty-two": the one is the bound that the other, close to it, keeps."""
    bound, exact = (one, other) if _is_exact(other) else (other, one)
    if not _is_exact(exact) or bound.op not in ("gt", "ge", "lt", "le", "approx") or bound.value is None:
        return False
    value = exact.value or 0
    return (
        (bound.low is None or value >= bound.low)
        and (bound.high is None or value <= bound.high)
        and (abs(value - bound.value) <= _CLOSE * value)
    )


def _is_exact(quantity: Quantity) -> bool:
    """Whether the words give one number without a hedge."""
    return quantity.op == "eq" and quantity.value is not None


def _merge(draft: EventDraft, event: EventDraft) -> None:
    if draft.referring:
        draft = replace(draft, attribution=event.attribution, attributed=event.attributed, modality=event.modality)
    if not event.attributed and draft.attributed and (event.headline or not event.tops() or _retold(draft, event)):
        event.attribution, event.attributed = draft.attribution, True
    if event.modality == "asserted" and draft.modality in ("alleged", "reported", "suspected"):
        event.modality = draft.modality
    if not _adds(draft, event):
        return
    was_headline = event.headline and not draft.headline
    if was_headline:
        event.spans, event.headline = list(draft.spans), False
        event.sentence, event.paragraph = draft.sentence, draft.paragraph
    else:
        event.spans += [span for span in draft.spans if span not in event.spans]
    event.types = _narrowed([*event.types, *draft.types])
    if was_headline:
        event.attacks, event.when = draft.attacks or event.attacks, draft.when or event.when
        event.where = draft.where or event.where
    event.attacks = event.attacks or draft.attacks
    event.when = event.when or draft.when
    event.where = _smaller(event.where, draft.where)
    first, second = (draft, event) if was_headline else (event, draft)
    event.weapons = _united(first.weapons, second.weapons, lambda weapon: weapon.weapon_id)
    event.targets = _united(first.targets, second.targets, lambda target: target.target_id)
    event.actors = _united(first.actors, second.actors, lambda actor: (actor.actor_id, actor.role))
    if was_headline:
        # The lead tells it in full: its words stand, and the headline adds only what they leave out.
        told, event.harms = event.harms, list(draft.harms)
        event.add_harms([harm for harm in told if harm.parent is None and _twin(harm, event.harms) is None])
    else:
        event.add_harms(_new_harms(draft, event))
    event.plural = event.plural or draft.plural
    event.habitual = event.habitual and draft.habitual


def _united(first: Sequence[_M], second: Sequence[_M], name: Callable[[_M], object]) -> list[_M]:
    """All of the first, and of the second what the first does not name."""
    known = {name(mention) for mention in first}
    return [*first, *(mention for mention in second if name(mention) not in known)]


def _adds(draft: EventDraft, event: EventDraft) -> bool:
    """Whether a retelling brings a fact of its own, so that the claim rests on it too."""
    weapons = {weapon.weapon_id for weapon in event.weapons}
    targets = {target.target_id for target in event.targets}
    actors = {(actor.actor_id, actor.role) for actor in event.actors}
    return bool(
        draft.harms
        or draft.attacks
        or (draft.when and not event.when)
        or {weapon.weapon_id for weapon in draft.weapons} - weapons
        or {target.target_id for target in draft.targets} - targets
        or {(actor.actor_id, actor.role) for actor in draft.actors} - actors
    )


def _new_harms(draft: EventDraft, event: EventDraft) -> list[HarmDraft]:
    """The draft's harms that the event does not have yet; a figure told twice is one, with its fuller status."""
    fresh = []
    for harm in draft.harms:
        twin = _twin(harm, event.harms)
        if twin is None:
            fresh.append(harm)
            continue
        known = event.harms[twin]
        status = harm.status if known.status == "unstated" else known.status
        exact = harm if _is_exact(harm.quantity) and not _is_exact(known.quantity) else known
        event.harms[twin] = replace(
            known, quantity=exact.quantity, start=exact.start, end=exact.end, status=status, who=known.who or harm.who
        )
    if len(fresh) == len(draft.harms):
        return fresh
    return [replace(harm, parent=EARLIER) if harm.parent is not None else harm for harm in fresh]


def _twin(harm: HarmDraft, known: Sequence[HarmDraft]) -> int | None:
    """The index of the same figure among `known`: same harm and number, of people that may be the same."""
    for index, other in enumerate(known):
        same = _same_figure(harm, other)
        people = not (harm.who and other.who) or bool(set(harm.who) & set(other.who))
        status = harm.status == other.status or "unstated" in (harm.status, other.status)
        whole = (harm.parent is None) == (other.parent is None)
        if same and people and status and whole and harm.quantity.value is not None:
            return index
    return None


def _narrowed(types: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(types))
    return [kind for kind in unique if kind != "attack"] or unique


def _smaller(known: list[Where], new: Sequence[Where]) -> list[Where]:
    """Places of a retelling: a settlement takes the place of the region it lies in."""
    result = list(known)
    for place in new:
        if any(_same(place, other) for other in result):
            continue
        inside = [other for other in result if other.level in AREA_LEVELS and other.name in place.admin]
        for other in inside:
            result.remove(other)
        larger = any(place.level in AREA_LEVELS and place.name in other.admin for other in result)
        if not larger:
            result.append(place)
    return result


def _same(one: Where, other: Where) -> bool:
    if one.place_id and other.place_id:
        return one.place_id == other.place_id
    return one.name.lower() == other.name.lower()


def _inherit(draft: EventDraft, event: EventDraft) -> None:
    """Another teller or figure for the same event: date and place are those of the first telling."""
    if draft.when is None and event.when is not None:
        draft.when = _inherited(event.when)
    if not draft.where:
        draft.where = list(event.where)
    if draft.types == ["attack"] or not draft.types:
        draft.types = list(event.types)


def _inherited(when: When) -> When:
    return replace(when, basis="inherited")
