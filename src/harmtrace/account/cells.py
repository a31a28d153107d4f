"""From the places and periods of totals to their cells: the sets of totals that can share a place and a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmtrace.account.program import Totals, largest
from harmtrace.model.when import When
from harmtrace.model.where import Where

Apart = Callable[[Where, Where], bool]
"""Whether two places surely have no point in common."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where and when a total counts: any of its places, in its period. Without places or a period it may be any."""

    key: str
    places: tuple[Where, ...]
    when: When | None


def share(one: Extent, other: Extent, apart: Apart) -> bool:
    """Whether two totals may have a place and a day in common."""
    if one.when is not None and other.when is not None and not one.when.overlaps(other.when):
        return False
    if not one.places or not other.places:
        return True
    return any(not apart(ours, theirs) for ours in one.places for theirs in other.places)


def cells_of(extents: Sequence[Extent], apart: Apart) -> tuple[Totals, ...]:
    """The largest sets of totals of which all may have one place and one day in common.

    Smaller ones need not be known: what a residual there would serve, one in a larger cell serves as well.
    """
    ordered = sorted(extents, key=lambda one: one.key)
    spots = [(one, place) for one in ordered for place in (one.places or (None,))]
    known: dict[tuple[int, int], bool] = {}

    def meet(one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            ours, theirs = (spots[at][1] for at in pair)
            known[pair] = ours is None or theirs is None or not apart(ours, theirs)
        return known[pair]

    found: set[Totals] = set()
    for day in _first_days(ordered):
        active = [at for at, (one, _place) in enumerate(spots) if _counts_on(one, day)]
        beside = {at: {other for other in active if other != at and meet(at, other)} for at in active}
        found |= {frozenset(spots[at][0].key for at in clique) for clique in _cliques(beside)}
    return largest(found) if found else ()


def _first_days(extents: Sequence[Extent]) -> list[datetime.date | None]:
    """The days on which a total begins: no other day has more of them."""
    days = sorted({one.when.start for one in extents if one.when is not None})
    return [*days] if days else [None]


def _counts_on(extent: Extent, day: datetime.date | None) -> bool:
    return extent.when is None or day is None or extent.when.start <= day <= extent.when.end


def _cliques(beside: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The maximal cliques of a graph (Bron and Kerbosch 1973, with the pivot of Tomita et al. 2006)."""
    stack: list[tuple[set[int], set[int], set[int]]] = [(set(), set(beside), set())]
    while stack:
        chosen, candidates, done = stack.pop()
        if not candidates and not done:
            yield chosen
        if not candidates:
            continue
        pivot = max(candidates | done, key=lambda at: (len(candidates & beside[at]), -at))
        for at in sorted(candidates - beside[pivot]):
            stack.append((chosen | {at}, candidates & beside[at], done & beside[at]))
            candidates, done = candidates - {at}, done | {at}
