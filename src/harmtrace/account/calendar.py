"""Things by the days that they may fall on, so that those of a day are found without looking at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from harmtrace.model.when import When

Dated = TypeVar("Dated")
_SPAN = 32
"""Days that lie in one drawer; a thing of many days lies in several."""
_LONGEST = 400
"""Drawers, about 35 years: a thing of more of them is looked at for any day."""


class Calendar(Generic[Dated]):
    """Things with their days; those without any may be of every day."""

    def __init__(self, things: Iterable[tuple[When | None, Dated]]) -> None:
        self._every: list[tuple[When | None, int, Dated]] = []
        self._drawers: dict[int, list[tuple[When | None, int, Dated]]] = {}
        for at, (when, thing) in enumerate(things):
            drawers = _drawers(when)
            for drawer in drawers:
                self._drawers.setdefault(drawer, []).append((when, at, thing))
            if not drawers:
                self._every.append((when, at, thing))
        self._all = sorted(
            {
                at: (when, at, thing) for found in (self._every, *self._drawers.values()) for when, at, thing in found
            }.values(),
            key=lambda one: one[1],
        )

    def meeting(self, when: When | None) -> Iterator[Dated]:
        """The things that may share a day with `when`, in the order in which they were given."""
        drawers = _drawers(when)
        found = self._all
        if drawers:
            lying = {one[1]: one for drawer in drawers for one in self._drawers.get(drawer, ())}
            found = sorted([*lying.values(), *self._every], key=lambda one: one[1])
        yield from (thing for own, _at, thing in found if own is None or when is None or own.overlaps(when))


def _drawers(when: When | None) -> range:
    """The drawers of a period; none for one that is not known or that is too long."""
    if when is None:
        return range(0)
    first, last = when.start.toordinal() // _SPAN, when.end.toordinal() // _SPAN
    return range(first, last + 1) if last - first < _LONGEST else range(0)
