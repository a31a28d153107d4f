"""A number as it was said, with only those bounds that the words imply."""

from __future__ import annotations

from typing import Literal

from harmtrace.model.immutable import immutable

Operator = Literal["eq", "ge", "gt", "le", "lt", "approx", "between", "vague"]


@immutable(frozen=True, slots=True)
class Quantity:
    """A quantity of `unit` (as the text names it), at `start:end` of the canonical text.

    `low` and `high` are None where the words leave that end open; `value` is None where no
    number was said ("dozens"), and then `vague` holds the word.
    """

    value: int | float | None
    low: int | float | None
    high: int | float | None
    op: Operator
    text: str
    start: int
    end: int
    unit: str | None = None
    vague: str | None = None
