"""Whether an event is one incident, several, or a running total (annotation rule 3)."""

from __future__ import annotations

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.sameness import regional
from harmtrace.model.claim import Scope
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS

_MANY_ATTACKS = 10
_EPISODE_DAYS = 31
"""A figure "since" a date further back than this is a running total and no episode."""


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
    if event.spread or (several and (days > 0 or regional(event.where)) and not event.anaphoric):
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
