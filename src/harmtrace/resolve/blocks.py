"""From a profile to the keys of the blocks in which it meets those that may tell the same incident."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.resolve.admins import name_key
from harmtrace.resolve.days import NEWS_WINDOW, reach
from harmtrace.resolve.places import locations, place_key, sound_blocks
from harmtrace.resolve.profiles import Profile

LONGEST = 92
"""Of a longer spell only so many days from its beginning, and its end, are days to meet other claims on."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The keys that a profile stands under, and those under which it looks for others."""

    own: frozenset[str]
    asked: frozenset[str]


def blocks_of(one: Profile) -> Blocks:
    """Keys by place, its sounds or its town on each day that may be meant, and by what is passed on.

    What has a day and no place looks among all that is told of that day and its kind.
    """
    places = [where for claim in one.claims for where in locations(claim) if where.level != "country"]
    names = {name for where in places for name in _names(where)}
    days = set(_days(one.days.values(), one.told_on))
    shared = {f"{day} {name}" for day in days for name in names} | {f"telling {root}" for root in one.roots}
    scenes = {f"{day} of {kind}" for day in days for kind in one.kinds} if one.days else set()
    if names:
        return Blocks(frozenset(shared | scenes), frozenset(shared))
    return Blocks(frozenset(shared), frozenset(shared | scenes))


def _names(where: Where) -> Iterator[str]:
    yield place_key(where).split("|")[0]
    yield f"like {name_key(where.name)[:2]}"
    yield from where.alternatives
    yield from sound_blocks(where)


def _days(whens: Iterable[When], told_on: Iterable[datetime.date]) -> Iterator[int]:
    """Days by number, so that claims that may be of one event share one: its own and the next.

    Of what has no day, those that its document may still tell news of.
    """
    dated = False
    for when in whens:
        dated = True
        first, last = (day.toordinal() for day in reach(when))
        days = range(first, last + 2)
        yield from {*days[:LONGEST], *days[-1:]}
    if not dated:
        for day in told_on:
            yield from range(day.toordinal() - NEWS_WINDOW.days, day.toordinal() + 1)
