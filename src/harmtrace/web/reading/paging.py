"""Long tables in pages: which rows are shown, and where the others are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from harmtrace.web.site import Asked

T = TypeVar("T")
ROWS = 50
MOST_ROWS = 1000
"""So many rows an address may ask for with `limit`."""


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of rows; `before` and `after` are the addresses of its neighbours, blank at the ends."""

    rows: Sequence[T]
    total: int
    first: int
    number: int
    pages: int
    before: str = ""
    after: str = ""


def paged(asked: Asked, every: Sequence[T], address: Callable[[int], str], name: str = "page") -> Paged[T]:
    """The rows that the address asks for by `name` and `limit`; `address` is that of another page by its number."""
    size = asked.number("limit", ROWS, MOST_ROWS)
    pages = max((len(every) + size - 1) // size, 1)
    number = min(asked.number(name, 1, pages), pages)
    first = (number - 1) * size
    before, after = (address(other) if 1 <= other <= pages else "" for other in (number - 1, number + 1))
    return Paged(every[first : first + size], len(every), first, number, pages, before, after)
