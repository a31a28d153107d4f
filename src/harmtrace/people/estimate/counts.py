"""Lists of victims in, a table of capture counts out: how many people stand on exactly which lists.

A pattern of capture is a number: bit j is set where list j holds the person, so cell 0 is those on no list, who are
not known. Tables of the same lists can be put together from rows, from people, or drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from harmtrace.errors import BrokenCounts

MOST_PEOPLE = 10_000_000_000
"""A count above this is no count of people: fewer live."""
_MOST_DIGITS = 100
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CaptureTable:
    """How many people were seen on which lists: `counts[pattern]`, 2**J cells, cell 0 (nobody knows) being 0."""

    lists: tuple[str, ...]
    counts: Counts

    def __post_init__(self) -> None:
        if len(set(self.lists)) < len(self.lists):
            raise BrokenCounts("two lists have one name")
        if self.counts.shape != (2 ** len(self.lists),):
            raise BrokenCounts(f"{len(self.lists)} lists make {2 ** len(self.lists)} cells, not {self.counts.size}")
        if (self.counts < 0).any():
            raise BrokenCounts("a count is below zero")
        if self.counts[0]:
            raise BrokenCounts("people on no list are counted: their number is what is asked for")
        self.counts.setflags(write=False)

    @classmethod
    def of(cls, counts: ArrayLike, lists: Sequence[str] | None = None) -> CaptureTable:
        """Make a table of an array of 2**J counts, or of shape (2, …, 2) with one axis a list; cell 0 must be 0.

        Raises `BrokenCounts` where the array is no such table.
        """
        given = np.asarray(counts)
        if given.ndim > 1:
            given = given.transpose().reshape(-1)
        size = given.size.bit_length() - 1
        if given.size < 2 or given.size != 1 << size or not np.array_equal(given, np.floor(given)):
            raise BrokenCounts("a table has 2 ** J whole numbers, one for each pattern of J lists")
        return cls(tuple(lists or (str(j + 1) for j in range(size))), given.astype(np.int64))

    @classmethod
    def of_people(cls, people: Iterable[Iterable[str]], lists: Sequence[str]) -> CaptureTable:
        """Count people, each given as the names of the lists that hold them; those on none are left out."""
        place = {name: 1 << j for j, name in enumerate(lists)}
        counts = np.zeros(1 << len(lists), dtype=np.int64)
        for person in people:
            counts[sum(place[name] for name in set(person))] += 1
        counts[0] = 0
        return cls(tuple(lists), counts)

    @property
    def size(self) -> int:
        """The number of lists, J."""
        return len(self.lists)

    @property
    def n(self) -> int:
        """People seen on one list or more."""
        return int(self.counts.sum())

    @property
    def seen(self) -> Floats:
        """The counts of the patterns 1 … 2**J - 1, as floats."""
        return self.counts[1:].astype(np.float64)

    def cells(self) -> dict[tuple[str, ...], int]:
        """People by exactly which lists hold them, patterns of nobody left out."""
        return {
            tuple(name for j, name in enumerate(self.lists) if pattern >> j & 1): int(count)
            for pattern, count in enumerate(self.counts)
            if count
        }

    def margin(self, pattern: int) -> int:
        """People that all lists of `pattern` hold, whatever other lists do."""
        cells = np.arange(self.counts.size)
        return int(self.counts[(cells & pattern) == pattern].sum())

    def totals(self) -> list[int]:
        """People on each list."""
        return [self.margin(1 << j) for j in range(self.size)]

    def overlaps(self) -> dict[tuple[str, str], int]:
        """People that each two lists share."""
        pairs = combinations(range(self.size), 2)
        return {(self.lists[i], self.lists[j]): self.margin(1 << i | 1 << j) for i, j in pairs}

    def captures(self) -> Counts:
        """`f[k]`: people on exactly k lists, k = 0 … J."""
        return np.bincount(
            patterns_sizes(self.size), weights=self.counts.astype(np.float64), minlength=self.size + 1
        ).astype(np.int64)

    def __add__(self, other: CaptureTable) -> CaptureTable:
        """Put two tables of the same lists together."""
        if self.lists != other.lists:
            raise BrokenCounts("tables of different lists cannot be added")
        return CaptureTable(self.lists, self.counts + other.counts)


def patterns_sizes(size: int) -> Counts:
    """How many lists each pattern of `size` lists names."""
    return np.array([pattern.bit_count() for pattern in range(1 << size)], dtype=np.int64)


def table_of_rows(rows: Iterable[tuple[int, Mapping[str, str | None]]], lists: Sequence[str]) -> CaptureTable:
    """Make a table of rows with a 0 or 1 for each list and a `count`; patterns that no row has count 0.

    `rows` are (line, cells by column). Raises `BrokenCounts` naming the line.
    """
    counts = np.zeros(1 << len(lists), dtype=np.int64)
    told: dict[int, int] = {}
    for line, row in rows:
        pattern = sum(_mark(row.get(name), name, line) << j for j, name in enumerate(lists))
        if pattern in told:
            raise BrokenCounts(f"the pattern of line {told[pattern]} stands again: add the two counts up", line=line)
        told[pattern] = line
        counts[pattern] = _count(row.get("count"), line)
        if pattern == 0 and counts[0]:
            raise BrokenCounts(
                "a count for people on no list: their number is what is asked for, leave the row out", line=line
            )
    return CaptureTable(tuple(lists), counts)


def _mark(text: str | None, name: str, line: int) -> int:
    words = (text or "").strip()
    if len(words) != 1 or not words.isdecimal() or int(words) > 1:
        raise BrokenCounts(f"column {name} has {text!r}, not 0 or 1", line=line)
    return int(words)


def _count(text: str | None, line: int) -> int:
    """A whole number in the digits of any script ("31", "٣١")."""
    words = (text or "").strip()
    digits = words.removeprefix("-")
    if not digits.isdecimal():
        raise BrokenCounts(f"count is {text!r}, not a whole number", line=line)
    if len(digits) > _MOST_DIGITS or int(digits) > MOST_PEOPLE:
        said = words if len(words) <= _MOST_DIGITS else f"{words[:_MOST_DIGITS]}…"
        raise BrokenCounts(f"count is {said}, more than {MOST_PEOPLE:,}: so many people do not live", line=line)
    if words.startswith("-") and int(words):
        raise BrokenCounts(f"count is {words}, below zero", line=line)
    return int(words)
