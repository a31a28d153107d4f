"""What a retelling adds to the event that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from harmtrace.extract.antecedents import retold
from harmtrace.extract.drafts import EventDraft, narrowed, party_of, thing_of
from harmtrace.extract.harm_drafts import EARLIER, HarmDraft
from harmtrace.extract.sameness import is_exact, may_hold, same_figure, same_place
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS, Where

_M = TypeVar("_M")
_CHEMICAL = "chemical_attack"
"""The kind of attack that has another besides, by which it was made."""


def merge(draft: EventDraft, event: EventDraft) -> None:
    """Add to `event` what `draft` tells of it."""
    if draft.referring:
        # Whom another teller names, or who claims it, is no part of what this one tells (annotation rule 21).
        apart = draft.attributed and event.attributed and draft.attribution.chain[0] != event.attribution.chain[0]
        draft = replace(draft, attribution=event.attribution, attributed=event.attributed, modality=event.modality)
        if apart:
            draft.actors = []
    if not event.attributed and draft.attributed and (event.headline or not event.tops() or retold(draft, event)):
        event.attribution, event.attributed = draft.attribution, True
    hedged = draft.modality in ("alleged", "reported", "suspected") and not _is_nobody(draft)
    if event.modality == "asserted" and hedged:
        event.modality = draft.modality
    of_part = bool(draft.harms) and not draft.tops()  # where seven of 25 died is not where all did
    exact = event.where if of_part else pinpointed(event.where, draft.where)
    if exact == event.where and not _adds(draft, event):
        return
    event.where = exact
    was_headline = event.headline and not draft.headline
    if was_headline:
        event.spans, event.headline = list(draft.spans), False
        event.sentence, event.paragraph = draft.sentence, draft.paragraph
    else:
        event.spans += [span for span in draft.spans if span not in event.spans]
        event.until = draft.sentence
    if not (draft.referring or draft.anaphoric) or draft.by_them or _akin(draft.types, event.types):
        event.types = narrowed([*event.types, *draft.types])
    if was_headline:
        event.attacks, event.when = draft.attacks or event.attacks, draft.when or event.when
        event.where = draft.where or event.where
    event.attacks = event.attacks or draft.attacks
    event.when = event.when or draft.when
    if not (of_part and event.where):
        event.where = _smaller(event.where, draft.where)
    first, second = (draft, event) if was_headline else (event, draft)
    event.weapons = _united(first.weapons, second.weapons, lambda weapon: weapon.weapon_id)
    event.targets = _united(first.targets, second.targets, thing_of)
    event.actors = _united(first.actors, second.actors, party_of)
    event.sides |= draft.sides
    if was_headline:
        # The lead tells it in full: its words stand, and the headline adds only what they leave out.
        told, event.harms = event.harms, list(draft.harms)
        event.add_harms([harm for harm in told if harm.parent is None and _twin(harm, event.harms) is None])
    else:
        event.add_harms(_new_harms(draft, event))
    event.plural = event.plural or draft.plural
    event.habitual = event.habitual and draft.habitual


def _is_nobody(draft: EventDraft) -> bool:
    """ "No casualties were reported": what is told of nobody is no doubt about the attack."""
    return not draft.caused and bool(draft.harms) and all(harm.quantity.value == 0 for harm in draft.harms)


def _akin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one kind tells the other more closely: "the blast" is a bombing of any kind, "the strike" no battle."""
    here, there = set(one) - {"attack"}, set(other) - {"attack"}
    if _CHEMICAL in here | there:
        return True
    return not here or not there or len(narrowed([*here, *there])) < len(here) + len(there)


def _united(first: Sequence[_M], second: Sequence[_M], name: Callable[[_M], object]) -> list[_M]:
    """All of the first, and of the second what the first does not name."""
    known = {name(mention) for mention in first}
    return [*first, *(mention for mention in second if name(mention) not in known)]


def _adds(draft: EventDraft, event: EventDraft) -> bool:
    """Whether a retelling brings a fact of its own, so that the claim rests on it too."""
    weapons = {weapon.weapon_id for weapon in event.weapons}
    targets = {thing_of(target) for target in event.targets}
    actors = {party_of(actor) for actor in event.actors}
    return bool(
        draft.harms
        or draft.attacks
        or (draft.by_them and set(draft.types) - {"attack", *event.types})
        or (draft.when and not event.when)
        or {weapon.weapon_id for weapon in draft.weapons} - weapons
        or {thing_of(target) for target in draft.targets} - targets
        or {party_of(actor) for actor in draft.actors} - actors
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
        exact = harm if is_exact(harm.quantity) and not is_exact(known.quantity) else known
        kind = harm.harm if known.harm == "killed_or_injured" else known.harm
        event.harms[twin] = replace(
            known,
            harm=kind,
            quantity=exact.quantity,
            start=exact.start,
            end=exact.end,
            status=status,
            who=known.who or harm.who,
        )
    if len(fresh) == len(draft.harms):
        return fresh
    return [replace(harm, parent=EARLIER) if harm.parent is not None else harm for harm in fresh]


def _twin(harm: HarmDraft, known: Sequence[HarmDraft]) -> int | None:
    """The index of the same figure among `known`: same harm and number, of people that may be the same."""
    for index, other in enumerate(known):
        same = same_figure(harm, other)
        people = harm.harm != other.harm or not (harm.who and other.who) or bool(set(harm.who) & set(other.who))
        status = harm.status == other.status or "unstated" in (harm.status, other.status)
        whole = (harm.parent is None) == (other.parent is None)
        if same and people and status and whole and harm.quantity.value is not None:
            return index
    return None


def _smaller(known: list[Where], new: Sequence[Where]) -> list[Where]:
    """Places of a retelling: a settlement takes the place of the region it lies in."""
    result = list(known)
    for place in new:
        if any(same_place(place, other) for other in result):
            continue
        result = [other for other in result if not _is_around(other, place)]
        if not any(_is_around(place, other) for other in result):
            result.append(place)
    return result


def _is_around(large: Where, small: Where) -> bool:
    """Whether one of two places of an event is an area around the other."""
    return (large.level in AREA_LEVELS and large.name in small.admin) or _lies_in(small, large)


def pinpointed(known: Sequence[Where], told: Sequence[Where]) -> list[Where]:
    """The places of an event, with those of another telling in place of the areas that they lie in."""
    exact: list[Where] = []
    for place in known:
        inside = [other for other in told if _lies_in(other, place)]
        exact += [one for one in (inside or [place]) if not any(same_place(one, other) for other in exact)]
    return exact


def _lies_in(small: Where, large: Where) -> bool:
    """Whether a town lies in an area, or a part of a town in the town, where something happened."""
    if small.role != "location" or large.role != "location" or small.level in AREA_LEVELS:
        return False
    parted = large.level == "settlement" and small.level == "neighbourhood"
    if not parted and large.level not in AREA_LEVELS:
        return False
    return large.name in small.admin or may_hold(large, small)


def inherit(draft: EventDraft, event: EventDraft) -> None:
    """Another teller or figure for the same event: date and place are those of the first telling, the more exact."""
    if draft.when is None and event.when is not None:
        draft.when = inherited(event.when)
    event.where = pinpointed(event.where, draft.where)
    draft.where = pinpointed(draft.where, event.where) or list(event.where)
    if draft.types == ["attack"] or not draft.types:
        draft.types = list(event.types)


def inherited(when: When) -> When:
    """The date of another event, marked as taken over."""
    return replace(when, basis="inherited")
