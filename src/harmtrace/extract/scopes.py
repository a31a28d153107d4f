"""Whether an event is one incident, several, or a running total (annotation rule 3), by rules and learned."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.choosing import overruled
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.event_signs import signs_of_event
from harmtrace.extract.sameness import regional
from harmtrace.model.claim import Scope
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When

_MANY_ATTACKS = 10
_DRAWN_OUT = frozenset({"ground_attack", "clashes", "displacement"})
"""Of these a month or a year tells many episodes."""
_EPISODE_DAYS = 31
"""A figure "since" a date further back than this is a running total and no episode."""

_YEAR = 366
"""A figure of a longer time is a running total."""
_HEMMED_IN = {"siege", "aid_obstruction"}
"""The kinds of attack that are one for as long as they last."""
_SCOPES: dict[str, Scope] = {scope: scope for scope in ("single", "aggregate", "cumulative")}


def chosen_scope(event: EventDraft, words: Sequence[str]) -> Scope:
    """The scope that words tell outright, else by the rules, or where it is sure of another by the learned choice.

    `words` are the `word_signs` of the event.
    """
    ruled = scope_of(event)
    if told_outright(event):
        return ruled
    return _SCOPES[overruled("scope", ruled, scope_signs(event, ruled, words), event.heard)]


def scope_signs(event: EventDraft, ruled: Scope, words: Sequence[str]) -> tuple[str, ...]:
    """The signs that the choice of the scope weighs."""
    return (f"rules: {ruled}", *signs_of_event(event, words))


def told_outright(event: EventDraft) -> bool:
    """Whether words say it: "in total", "since 1 June", "so far this year", "12 attacks"."""
    counted = bool(event.tops()) and (event.running or event.total or _counts_since(event.when))
    return counted or _many(event.attacks)


def scope_of(event: EventDraft) -> Scope:
    """single, aggregate or cumulative, by the rules."""
    when = event.when
    days = (when.end - when.start).days if when else 0
    if when is not None and days == 1 and when.time_of_day == "night":
        days = 0
    if (event.running and event.total) or (event.tops() and (event.running or _counts_since(when) or days > _YEAR)):
        return "cumulative"
    several = event.plural or (event.attacks is not None and (event.attacks.value or 2) > 1)
    if days > 1 and not _one_attack(event):
        return "cumulative" if event.cumulative and days > _EPISODE_DAYS else "aggregate"
    besieged = "siege" in event.types and set(event.types) <= _HEMMED_IN
    if event.until_now and when is None and not (event.tops() or event.anaphoric or besieged):
        return "aggregate"
    if (event.habitual and not (event.tops() or besieged)) or (_many(event.attacks) and not event.singular):
        return "aggregate"
    if event.spread or (several and (days > 0 or regional(event.where)) and not event.anaphoric):
        return "aggregate"
    if event.plural and not (event.where or event.when or event.harms or event.attacks):
        return "aggregate"
    if event.total and event.tops():
        return "aggregate"
    if _in_several_towns(event) and not event.singular:
        return "aggregate"
    if event.of_a_day and event.tops() and not event.where:
        return "aggregate"
    if event.types == ["displacement"]:
        return "aggregate"
    return "single"


def _in_several_towns(event: EventDraft) -> bool:
    """Whether several towns or several quarters are named; what only says where a town lies is none."""
    levels = [place.level for place in event.where if place.role == "location" and not place.modifier]
    return any(levels.count(level) > 1 for level in ("settlement", "neighbourhood", "site"))


def _counts_since(when: When | None) -> bool:
    """Whether the event's own words count from a day on, or up to one: "since 1 June", "as of 4 February"."""
    if when is None or when.basis == "inherited" or not when.text:
        return False
    text = when.text.lower()
    return (text.startswith("since") and when.end > when.start) or text.startswith("as of")


def _many(attacks: Quantity | None) -> bool:
    """Whether so many attacks are counted that they cannot be one episode."""
    least = (attacks.low or attacks.value or 0) if attacks is not None else 0
    return least >= _MANY_ATTACKS


def _one_attack(event: EventDraft) -> bool:
    """Whether a long date is only a vague one: "a minibus struck a mine in August"."""
    if event.singular or "siege" in event.types or _of_one_victim(event):
        return True
    vague = event.when is not None and event.when.precision in ("month", "year", "week")
    several = event.plural or event.habitual or event.spread or not _DRAWN_OUT.isdisjoint(event.types)
    told = event.caused and bool(event.types) and event.types != ["attack"]
    return vague and not several and (bool(event.targets) or told)


def _of_one_victim(event: EventDraft) -> bool:
    """ "A hawker was killed the week before": one person, on a day that the words leave open."""
    tops = event.tops()
    alone = len(tops) == 1 and tops[0].quantity.value == 1 and tops[0].quantity.op == "eq"
    return alone and not (event.plural or event.running or event.habitual)
