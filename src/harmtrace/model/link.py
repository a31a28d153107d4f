"""A link: two rows of lists that may be one person, with the reasons as weights; and a person of several lists."""

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


@immutable(frozen=True, slots=True)
class LinkedRows:
    """A link between two of several lists, which are named."""

    lists: tuple[str, str]
    link: Link


@immutable(frozen=True, slots=True)
class LinkedPerson:
    """Rows of several lists that may be one person: by the names of lists the id of its row, one of a list at most.

    `probability` is that of the weakest of the links that hold the rows together, `links` are all between them.
    """

    rows: Mapping[str, str]
    probability: float
    links: tuple[LinkedRows, ...]
