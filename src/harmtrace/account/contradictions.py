"""The smallest sets of claims that cannot all hold; nothing is dropped because of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from harmtrace.account.figures import Figure
from harmtrace.account.hull import Hull, broken_parts
from harmtrace.account.parts import component_of
from harmtrace.account.relations import Relations
from harmtrace.account.selection import Member
from harmtrace.account.voices import Said, said, voices_of
from harmtrace.model.toll import Number

Conflict = tuple[str, ...]
Ranged = tuple[Member, Hull | None]
MOST_TRIED = 2000
"""Of so many sets the smallest is looked for; beyond, one from which nothing can be left out is taken."""


def of_figures(figures: tuple[Figure, ...], status: str) -> Iterator[Conflict]:
    """Conflicts among the figures of one harm of one incident or total.

    A part above its whole; 0 against a count; one origin with two figures at one time.
    """
    if len(figures) < 2:
        return
    for part, whole in broken_parts(figures):
        yield tuple(sorted({part.claim_id, whole.claim_id}))
    told: list[tuple[str, Said]] = []
    for voice in voices_of(figures):
        own = said(voice, status)
        told += [(voice.origin, one) for one in own]
        for one, other in combinations(own, 2):
            if _cannot_both_hold(one, other):
                yield tuple(sorted({*one.grounds, *other.grounds}))
    for (origin, one), (other_origin, other) in combinations(told, 2):
        if origin != other_origin and _zero_against_count(one, other):
            yield tuple(sorted({*one.grounds, *other.grounds}))


def _cannot_both_hold(one: Said, other: Said) -> bool:
    ends = [end for end in (one.range.high, other.range.high) if end is not None]
    return bool(ends) and max(one.range.floor, other.range.floor) > min(ends)


def _zero_against_count(one: Said, other: Said) -> bool:
    return any(a.range.high == 0 and b.range.floor >= 1 for a, b in ((one, other), (other, one)))


def above_total(total: Ranged, inside: Sequence[Ranged], relations: Relations) -> Iterator[Conflict]:
    """The fewest of what lies surely in a total whose minima together exceed its upper end, with that end."""
    whole = total[1]
    if whole is None or whole.max is None:
        return
    lows = {member.key: own.min for member, own in inside if own is not None and own.min > 0}
    if sum(lows.values()) <= whole.max:
        return
    component = component_of([member for member, _own in inside if member.key in lows], relations)
    ordered = sorted(lows, key=lambda key: (-lows[key], key))

    def exceeds(keys: Sequence[str]) -> bool:
        return component.least({key: lows[key] for key in keys}) > (whole.max or 0)

    if not exceeds(ordered):
        return
    fewest = _fewest(ordered, lows, whole.max, exceeds)
    grounds = {member.key: own.min_grounds for member, own in inside if own is not None}
    yield tuple(sorted({*whole.max_grounds, *(claim for key in fewest for claim in grounds[key])}))


def _fewest(
    ordered: Sequence[str], lows: Mapping[str, Number], most: Number, exceeds: Callable[[Sequence[str]], bool]
) -> Sequence[str]:
    tried = 0
    for size in range(1, len(ordered) + 1):
        if sum(lows[key] for key in ordered[:size]) <= most:
            continue
        for chosen in islice(combinations(ordered, size), MOST_TRIED - tried):
            tried += 1
            if exceeds(chosen):
                return chosen
        if tried >= MOST_TRIED:
            break
    left = list(ordered)
    for key in reversed(ordered):
        if exceeds(rest := [other for other in left if other != key]):
            left = rest
    return left
