"""Which event told before a draft speaks of again, and whether the two are one claim."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import ROW, EventDraft, party_of, thing_of
from harmtrace.extract.harm_drafts import EARLIER, HarmDraft, is_of
from harmtrace.extract.sameness import (
    dates_fit,
    located,
    may_fit,
    over_an_area,
    places_fit,
    regional,
    rounds,
    same_figure,
    same_place,
    types_fit,
)
from harmtrace.model.where import AREA_LEVELS

MEMORY = 60
"""So many events back one may be spoken of again; in a longer text it is told anew."""
_EPISODE_DAYS = 31
"""A count that runs for more days than this is that of a war."""
_ROUNDED = 1.25
"""A headline that says "over 20" or "nearly 50" rounds no further than this."""
_DAYS_OF_A_TOTAL = 2
"""What is counted in a region over more days than a night and its next morning is of several incidents."""
REACH = 6
"""How many sentences back an unnamed event may lie."""
_SEVERAL = 2
_NEXT = 2
"""So many sentences on, what nobody else is credited with is still told by the same."""
_DEFINITE = "the "
"""A teller that the first sentences describe ("the organisation") is named by those that follow."""


def antecedent(draft: EventDraft, events: Sequence[EventDraft]) -> EventDraft | None:
    """The event that `draft` speaks of again, if it does."""
    if draft.modality in ("planned", "conditional"):
        return None
    last = _last_spoken_of(draft, events)
    if last is not None and (last.harms or _teller(draft) == _teller(last) or _follows(draft, last)):
        return last
    return _whole_of(draft, events) or last


def _follows(draft: EventDraft, event: EventDraft) -> bool:
    """Whether a sentence without a teller stands right behind that of one (annotation rule 25)."""
    return event.attributed and not draft.attributed and draft.sentence - event.sentence <= _NEXT


def _last_spoken_of(draft: EventDraft, events: Sequence[EventDraft]) -> EventDraft | None:
    """The last event that `draft` may go on about; what names its kind ("the shelling") the last one of that kind."""
    named = (draft.anaphoric or draft.referring) and not _is_guess(draft)
    kinds = set(draft.types) - {"attack"} if named else set()
    counts = bool(draft.attacks or draft.tops())  # without figures nothing is told again
    last: EventDraft | None = None
    for event in reversed(events[-MEMORY:]):
        if last is not None and draft.sentence - event.sentence > REACH:
            break
        if not _may_speak_of(draft, event, counts=counts):
            continue
        if not kinds or (kinds & set(event.types) and (last is None or _as_many(draft, event))):
            return event
        last = last or event
    return last


def _as_many(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both tell of one attack, or both of several that were not made all over a country."""
    return draft.plural == event.plural and not event.spread


def _may_speak_of(draft: EventDraft, event: EventDraft, *, counts: bool) -> bool:
    """Whether `draft` may go on about an event."""
    again = counts and retold(draft, event)
    if draft.sentence - event.sentence > REACH and not again:
        return False
    if event.modality in ("planned", "conditional", "negated") or event.total or _apart(draft, event):
        return False
    if draft.remembered or event.aside or draft.aside or event.guess or _counts_years(event) or event.rule == ROW:
        return again
    return again or draft.referring or _continues(draft, event)


def _whole_of(draft: EventDraft, events: Sequence[EventDraft]) -> EventDraft | None:
    """ "Fourteen of the dead were fighters": the last event that numbers so many dead or more."""
    parts = [harm for harm in draft.harms if harm.parent == EARLIER and harm.quantity.value is not None]
    if not parts or draft.tops():
        return None
    for event in reversed(events[-MEMORY:]):
        if draft.sentence - event.sentence > REACH:
            return None
        if _apart(draft, event) or event.total or event.aside:
            continue
        if all(any(_may_hold(whole, part) for whole in event.tops()) for part in parts):
            return event
    return None


def _may_hold(whole: HarmDraft, part: HarmDraft) -> bool:
    """Whether a whole has more people than a part."""
    told = whole.quantity.value
    return told is not None and is_of(whole, part.whole_harm or part.harm) and told > (part.quantity.value or 0)


def _counts_years(event: EventDraft) -> bool:
    """Whether an event is the count of a war, which no sentence after it goes on with."""
    when = event.when
    return event.running and when is not None and (when.end - when.start).days > _EPISODE_DAYS


def _apart(draft: EventDraft, event: EventDraft) -> bool:
    """Whether the text tells the two apart by date, place, kind or words."""
    if draft.when and event.when and not dates_fit(draft.when, event.when):
        return True
    if draft.background != event.background and (draft.when or draft.background) and not draft.anaphoric:
        return True
    here, there = located(draft), located(event)
    fit = may_fit if draft.anaphoric or draft.referring else places_fit
    if here and there and not fit(here, there):
        return True
    if _lies_in_a_total(draft, event):
        return True
    if draft.separate or _part_of_several(draft, event) or _at_one_of_them(draft, event) or _by_others(draft, event):
        return True
    if _between_others(draft, event):
        return True
    if draft.attacks and event.attacks and draft.attacks.value != event.attacks.value:
        return True
    return not types_fit(draft.types, event.types)


def _between_others(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both tell of fighting, and of parties that are not the same."""
    if not ("clashes" in draft.types and "clashes" in event.types):
        return False
    here, there = ({party_of(actor)[0] for actor in told.actors} for told in (draft, event))
    return min(len(here), len(there)) >= _SEVERAL and here.isdisjoint(there)


def _by_others(draft: EventDraft, event: EventDraft) -> bool:
    """ "Insurgents burned boats. Soldiers shot at another one.": by men of a state, and by others."""
    if draft.anaphoric or draft.referring or not draft.sides or "clashes" in (*draft.types, *event.types):
        return False
    same = _teller(draft) == _teller(event) or not draft.attributed
    return same and bool(event.sides) and draft.sides.isdisjoint(event.sides)


def _lies_in_a_total(draft: EventDraft, event: EventDraft) -> bool:
    """ "From 2 to 5 May, 61 were killed in Idlib. A market in Hass was bombed": no total of a region is of one town."""
    when = event.when
    if when is None or (when.end - when.start).days < _DAYS_OF_A_TOTAL or not event.tops() or not regional(event.where):
        return False
    towns = any(place.level not in AREA_LEVELS and not place.modifier for place in located(draft))
    return towns and not retold(draft, event)


def _part_of_several(draft: EventDraft, event: EventDraft) -> bool:
    """Whether one tells of one town and the other of several attacks on the region around it."""
    small, large = (draft, event) if over_an_area(event) else (event, draft)
    towns = [place for place in located(small) if place.level not in AREA_LEVELS and not place.modifier]
    several = large.attacks is not None or large.plural
    if large is draft and draft.spread and draft.tops() and regional(draft.where):
        return not regional(event.where)  # "the day's dead all over the countryside"
    return several and bool(towns) and bool(small.tops()) and over_an_area(large)


def _at_one_of_them(draft: EventDraft, event: EventDraft) -> bool:
    """ "Jets struck Hass and Abdin. In Hass, four people died": a place with a figure of its own is an event."""
    here, there = located(draft), located(event)
    if len(there) < _SEVERAL or not here or len(here) >= len(there) or not draft.tops():
        return False
    points = [place for place in there if place.level not in AREA_LEVELS]
    return len(points) >= _SEVERAL and all(any(same_place(one, other) for other in points) for one in here)


def retold(draft: EventDraft, event: EventDraft) -> bool:
    """Headline, lead and body tell the same figures of the same place."""
    if draft.attacks and event.attacks and draft.attacks.value == event.attacks.value:
        return places_fit(located(draft), located(event)) or not located(draft) or not located(event)
    known = event.tops()
    if known and any(same_figure(harm, other) for harm in draft.tops() for other in known):
        return places_fit(located(draft), located(event)) or not located(draft) or not located(event)
    return False


def says_more(headline: EventDraft, body: Sequence[EventDraft]) -> bool:
    """Whether a headline tells what the body does not: a figure, a target, an actor (rule 30)."""
    figures = [harm for event in body for harm in event.harms]
    actors = {actor.actor_id for event in body for actor in event.actors}
    targets = {target.target_id for event in body for target in event.targets}
    return (
        any(not _is_known(harm, figures) for harm in headline.tops())
        or any(actor.actor_id and actor.actor_id not in actors for actor in headline.actors)
        or any(target.damage and target.target_id not in targets for target in headline.targets)
    )


def _is_known(harm: HarmDraft, figures: Sequence[HarmDraft]) -> bool:
    """Whether the body has the figure of a headline, or one of its kind where the headline rounds or gives none."""
    same = [known.quantity for known in figures if known.harm == harm.harm]
    told = harm.quantity
    if told.value is None:
        return bool(same)
    most = told.high if told.high is not None else told.value * _ROUNDED
    least = told.low if told.low is not None else told.value / _ROUNDED
    return any(known.value is not None and least <= known.value <= most for known in same)


def _continues(draft: EventDraft, event: EventDraft) -> bool:
    """Whether the draft leans on the event before it."""
    again = draft.anaphoric or _met_in(draft, event)
    close = draft.sentence - event.sentence <= (REACH if again else 2)
    same_paragraph = draft.paragraph == event.paragraph
    own_scene = bool(draft.where) and draft.when is not None and draft.when.basis != "inherited"
    if again:
        return close and not (own_scene and not same_paragraph)
    if not _tells_more(draft, event) or (draft.caused and draft.sentence == event.sentence):
        return False  # what a sentence tells in two clauses is two events
    if _is_toll_of(draft, event):
        return True
    if draft.where or draft.when:
        undated = draft.when is None or event.when is None or draft.when.basis == "inherited"
        return close and same_paragraph and undated and places_fit(located(draft), located(event)) and not draft.plural
    return close and same_paragraph


def _met_in(draft: EventDraft, event: EventDraft) -> bool:
    """Whether the thing that a draft says was hit is one that the event tells was hit, on no other day."""
    undated = draft.when is None or event.when is not None
    return draft.met is not None and undated and any(thing_of(target) == draft.met for target in event.targets)


def _is_toll_of(draft: EventDraft, event: EventDraft) -> bool:
    """ "A number of fighters were killed": in the next line, of what was told before, as nothing else is said."""
    own = draft.where or draft.when or draft.caused or draft.running or draft.further
    other = draft.attributed and _teller(draft) != _teller(event)
    reach = _NEXT if draft.attributed else 1
    next_to = 0 < draft.sentence - event.sentence <= reach and not event.headline
    return next_to and not (own or other) and bool(draft.tops())


def _tells_more(draft: EventDraft, event: EventDraft) -> bool:
    """Whether a draft that speaks of nothing told before may still tell more of the event: no attack of its own."""
    if event.headline or draft.tops() or not draft.caused:
        return True
    same = _teller(draft) == _teller(event)
    generic = not set(draft.types) - {"attack"}
    return same and (generic or bool(set(draft.types) & set(event.types))) and draft.habitual == event.habitual


def may_merge(draft: EventDraft, event: EventDraft) -> bool:
    """One claim for the same event from the same teller, unless a figure differs."""
    if (_conflict(draft, event) and not draft.again) or doubts_how(draft, event):
        return False
    if draft.modality != event.modality and "negated" in (draft.modality, event.modality):
        return False
    if _teller(draft) == _teller(event) or (not draft.attributed and _is_still_told(draft, event)):
        return True
    if retold(draft, event) and (event.headline or _teller(event).startswith(_DEFINITE)):
        return True
    if event.tops() and not draft.tops() and not event.headline:
        return False
    return not event.attributed and (event.headline or retold(draft, event) or event.sentence == draft.sentence - 1)


def _is_still_told(draft: EventDraft, event: EventDraft) -> bool:
    """Whether what nobody is credited with may still be the word of the teller before it, and not the text's own."""
    near = draft.paragraph == event.paragraph or draft.sentence - event.latest <= _NEXT
    return near or not event.attributed or not (draft.attacks or draft.tops())


def doubts_how(draft: EventDraft, event: EventDraft) -> bool:
    """ "Chlorine was probably used in this attack": only a guess with what, beside an attack told as a fact."""
    known = {weapon.weapon_id for weapon in event.weapons}
    new = any(weapon.weapon_id not in known for weapon in draft.weapons)
    return new and event.modality == "asserted" and _is_guess(draft)


def _is_guess(draft: EventDraft) -> bool:
    """Whether a draft only tells with what something may have been done."""
    if draft.harms or draft.attacks or not draft.weapons:
        return False
    return draft.modality == "suspected" or all(weapon.certainty == "suspected" for weapon in draft.weapons)


def _teller(event: EventDraft) -> str:
    return event.attribution.origin.name.lower()


def _conflict(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both state a whole figure of one harm, and not the same; figures that both tell are none."""
    told, before = draft.figures(), event.figures()
    new = [harm for harm in told if not any(same_figure(harm, known) for known in before)]
    old = [known for known in before if not any(same_figure(known, harm) for harm in told)]
    return any(_differ(harm, known) for harm in new for known in old)


def _differ(harm: HarmDraft, known: HarmDraft) -> bool:
    """Whether two figures can be of the same people, and are not the same."""
    same_people = not (harm.who and known.who) or bool(set(harm.who) & set(known.who))
    same_status = harm.status == known.status or "unstated" in (harm.status, known.status)
    other = harm.harm == known.harm and harm.quantity.value != known.quantity.value
    return other and same_people and same_status and not rounds(harm.quantity, known.quantity)
