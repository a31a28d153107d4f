"""A link: two rows of lists that may be one person, with the reasons as weights."""

from __future__ import annotations

from collections.abc import Mapping

from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Link:
    """Two rows that may be one person.

    `weights` are logarithms (base 2) by field: how much likelier it is to see the two cells in rows of one person than
    in rows of two. A field that one of the rows leaves empty has no weight.
    """

    a: str
    b: str
    probability: float
    weights: Mapping[str, float]
