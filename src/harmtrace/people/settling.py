"""From pairs weighed by themselves to pairs weighed among all of two lists, in which a row has one partner at most.

Taken by itself, a pair is held against the share of all pairs that are one person. In two lists that share many people
that is too strict: what is left of either list, once the surer pairs are set aside, is small, and the few rows that are
left belong together the likelier. And where several rows fit one, not all of them can be it. So a pair is held against
both of its rows being nobody's, as in the prior on one-to-one matchings (Larsen 2005; Sadinle 2017), and against its
rivals, each as far as it is free of rivals of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log2

from harmtrace.model.immutable import replace
from harmtrace.people.scored import Scored

RIVALS = "rivals"
"""The weight of the other rows that fit."""
_SHARED = 0.98
"""No list is taken to have more of its rows in the other one."""
_MOST = 300.0
"""No weight is taken for larger, so that its odds are a number."""


def settled(pairs: Sequence[Scored], chosen: Sequence[Scored], sizes: tuple[int, int]) -> list[Scored]:
    """The pairs of two lists of these sizes with what is likely of each among the others.

    `chosen` is the best set of them in which no row stands twice: it says how many people the lists share.
    """
    if not pairs:
        return []
    start = _start(sum(one.link.probability for one in chosen), sizes)
    odds = [2 ** min(one.weight - one.link.start + start, _MOST) for one in pairs]
    ends = [(one.link.a, one.link.b) for one in pairs]
    of_a, of_b = _sums(ends, odds)
    # A rival counts for less where its own other row has better ones.
    free_a, free_b = (
        [one / (1 + max(of[end[side]] - one, 0.0)) for one, end in zip(odds, ends, strict=True)]
        for of, side in ((of_b, 1), (of_a, 0))
    )
    (rivals_a, _), (_, rivals_b) = _sums(ends, free_a), _sums(ends, free_b)
    found = []
    for number, one in enumerate(pairs):
        a, b = ends[number]
        against = (1 + max(rivals_a[a] - free_a[number], 0.0)) * (1 + max(rivals_b[b] - free_b[number], 0.0))
        found.append(_weighed(one, start, against))
    return found


def _start(shared: float, sizes: tuple[int, int]) -> float:
    """The weight of two rows before anything is compared: how many are one person, for each two that are nobody's."""
    left = [max(size - shared, (1 - _SHARED) * size) + 1 for size in sizes]
    return round(log2(max(shared, 0.5) / (left[0] * left[1])), 3)


def _sums(ends: Sequence[tuple[str, str]], odds: Sequence[float]) -> tuple[dict[str, float], dict[str, float]]:
    of_a: dict[str, float] = defaultdict(float)
    of_b: dict[str, float] = defaultdict(float)
    for (a, b), one in zip(ends, odds, strict=True):
        of_a[a] += one
        of_b[b] += one
    return of_a, of_b


def _weighed(one: Scored, start: float, against: float) -> Scored:
    weight = one.weight - one.link.start + start - log2(against)
    weights, levels = dict(one.link.weights), dict(one.link.levels)
    if (rivals := round(-log2(against), 3)) < 0:
        weights[RIVALS], levels[RIVALS] = rivals, "other rows fit as well"
    chance = 1 / (1 + 2 ** -max(min(weight, _MOST), -_MOST))
    link = replace(one.link, probability=round(chance, 6), weights=weights, levels=levels, start=start)
    return one._replace(link=link, weight=weight)
