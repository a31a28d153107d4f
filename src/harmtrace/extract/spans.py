"""Spans in text order, to be asked for by stretch without walking over all of them."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


S = TypeVar("S", bound=Spanned)
_START = attrgetter("start")
_NO_MORE = sys.maxsize
"""Where an item after the last would begin."""


def in_any(offset: int, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the stretches."""
    for start, end in stretches:  # noqa: SIM110 (asked so often that a generator costs more)
        if start <= offset < end:
            return True
    return False


class Spans(Generic[S]):
    """Items sorted by where they begin. Questions cost the logarithm of their number, and the answer."""

    def __init__(self, items: Iterable[S]) -> None:
        self._items = sorted(items, key=_START)
        self.starts = [*map(_START, self._items), _NO_MORE]
        """Where they begin, in order, and an offset past every text."""

    def __iter__(self) -> Iterator[S]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def beginning_in(self, start: int, end: int) -> list[S]:
        """The items that begin in `start:end`."""
        starts = self.starts
        first = bisect_left(starts, start)
        return self._items[first : bisect_left(starts, end, first)] if starts[first] < end else []

    def within(self, start: int, end: int) -> list[S]:
        """The items that lie wholly in `start:end`."""
        starts = self.starts
        first = bisect_left(starts, start)
        if starts[first] >= end:  # as for most questions
            return []
        return [item for item in self._items[first : bisect_left(starts, end, first)] if item.end <= end]

    def beginning_at(self, offset: int) -> list[S]:
        """The items that begin at `offset`."""
        first = bisect_left(self.starts, offset)
        return self._items[first : bisect_right(self.starts, offset, first)] if self.starts[first] == offset else []

    def before(self, offset: int, most: int) -> list[S]:
        """The last `most` items that begin before `offset`."""
        place = bisect_left(self.starts, offset)
        return self._items[max(0, place - most) : place]


class Gapped(Spans[S]):
    """A view of spans without the items that begin in one of the gaps."""

    def __init__(self, whole: Spans[S], gaps: Sequence[tuple[int, int]]) -> None:
        self._items, self.starts = whole._items, whole.starts
        self._gaps = gaps

    def beginning_in(self, start: int, end: int) -> list[S]:
        """The items outside the gaps that begin in `start:end`."""
        return self._outside(super().beginning_in(start, end))

    def within(self, start: int, end: int) -> list[S]:
        """The items outside the gaps that lie wholly in `start:end`."""
        return self._outside(super().within(start, end))

    def beginning_at(self, offset: int) -> list[S]:
        """The items that begin at `offset`, none where it lies in a gap."""
        return self._outside(super().beginning_at(offset))

    def before(self, offset: int, most: int) -> list[S]:
        """Those of the last `most` items before `offset` that lie outside the gaps."""
        return self._outside(super().before(offset, most))

    def _outside(self, items: list[S]) -> list[S]:
        if not items:
            return items
        return [item for item in items if not any(start <= item.start < end for start, end in self._gaps)]
