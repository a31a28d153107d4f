"""Whether two event claims tell the same thing, by what does not depend on a language: figures, days, places, ids."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from harmtrace.model.claim import EventClaim
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.places.samename import same_name

Fact = tuple[str, str]
"""What a claim says that a relay repeats: ("killed", "6"), ("attacks", "4"), ("actor", "ru.mil"), ("target", …)."""
LEAST = 3
"""So much likeness makes one claim the other's telling: a figure and its day, or an actor, the day and the place."""
_FIGURE, _NAMED, _SAME_DAY, _SAME_PLACE = 2, 1, 1, 1
_LONG_SPELL = 7
"""Of a longer spell only the ends are days to be found by."""


def figures_of(claim: EventClaim) -> list[Fact]:
    """The figures of a claim in its order, parts of others too; words without a number are none."""
    told = [(harm.harm, harm.quantity) for harm in claim.harms]
    if claim.attacks is not None:
        told.append(("attacks", claim.attacks))
    return [(what, number) for what, quantity in told if (number := _number(quantity)) is not None]


def days_of(when: When | None) -> Iterator[datetime.date]:
    """The days under which a claim may be found."""
    if when is None:
        return
    length = (when.end - when.start).days
    steps: Iterable[int] = range(length + 1) if length < _LONG_SPELL else (0, length)
    yield from (when.start + datetime.timedelta(days=step) for step in steps)


@dataclass(frozen=True, slots=True)
class Told:
    """What counts of a claim where two are compared."""

    figures: frozenset[Fact]
    counted: frozenset[str]
    """What the figures count."""
    facts: frozenset[Fact]
    when: When | None
    places: tuple[Where, ...]


def told(claim: EventClaim) -> Told:
    """What counts of a claim where it is compared."""
    figures = frozenset(figures_of(claim))
    counted = frozenset(what for what, _number in figures)
    named = [("actor", a.actor_id) for a in claim.actors if a.actor_id]
    named += [("target", target.target_id) for target in claim.targets]
    return Told(figures, counted, figures.union(named), claim.when, tuple(locations(claim.where)))


def likeness(one: EventClaim, other: EventClaim) -> int:
    """How much speaks for two claims being one telling; see `alike`."""
    return alike(told(one), told(other))


def alike(one: Told, other: Told) -> int:
    """How much speaks for two claims being one telling; 0 where something speaks against it.

    A figure in common counts most; days apart, places apart, or figures of one harm of which
    none is in common speak against it.
    """
    shared = one.figures & other.figures
    if not shared and one.counted & other.counted:
        return 0
    named = (one.facts & other.facts) - shared
    if not shared and not named:
        return 0
    day = _days(one.when, other.when)
    place = _places(one.places, other.places) if day != "apart" else "unknown"
    if day == "apart" or place == "apart":
        return 0
    return _FIGURE * len(shared) + _NAMED * len(named) + _SAME_DAY * (day == "same") + _SAME_PLACE * (place == "same")


def locations(wheres: Iterable[Where]) -> list[Where]:
    """The places where something happened."""
    return [where for where in wheres if where.role == "location"]


def _number(quantity: Quantity) -> str | None:
    numbers = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    return "-".join(f"{n:g}" for n in sorted(set(numbers))) if numbers else None


def _days(one: When | None, other: When | None) -> str:
    if one is None or other is None:
        return "unknown"
    if (one.start, one.end) == (other.start, other.end):
        return "same"
    return "overlap" if one.start <= other.end and other.start <= one.end else "apart"


def _places(ours: Sequence[Where], theirs: Sequence[Where]) -> str:
    if not ours or not theirs:
        return "unknown"
    kinds = {_place(a, b) for a, b in product(ours, theirs)}
    return next(kind for kind in ("same", "inside", "unknown", "apart") if kind in kinds)


def _place(one: Where, other: Where) -> str:
    if one.place_id is not None and one.place_id == other.place_id:
        return "same"
    if (one.place_id is None or other.place_id is None) and same_name(one.name, other.name):
        return "same"
    if one.place_id is None or other.place_id is None:
        return "unknown"  # two words for one corner of a town are seldom spelt alike
    names = [{fold_name(name) for name in (where.name, *where.admin)} for where in (one, other)]
    inside = fold_name(one.name) in names[1] or fold_name(other.name) in names[0]
    return "inside" if inside else "apart"
