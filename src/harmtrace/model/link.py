"""A link: two rows of lists that may be one person, with the reasons as weights; and what people decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from harmtrace.model.ids import content_id
from harmtrace.model.immutable import immutable

Verdict = Literal["same", "different", "unsure"]
"""What a person decided of two rows: they are one person, they are two, or it cannot be told."""
End = tuple[str, str]
"""A row by the name of its list and its id."""


@immutable(frozen=True, slots=True)
class Link:
    """Two rows that may be one person.

    `weights` are logarithms (base 2) by field: how much likelier it is to see the two cells in rows of one person than
    in rows of two. A field that one of the rows leaves empty has no weight. `start` is the weight of any two rows
    before anything is compared; with it the weights add up to the logarithm of the odds. `levels` say how the cells of
    a field agree. `decided` is what a person decided; the probability stays the model's.
    """

    a: str
    b: str
    probability: float
    weights: Mapping[str, float]
    levels: Mapping[str, str] = field(default_factory=dict)
    start: float = 0.0
    decided: Verdict | None = None


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


@immutable(frozen=True, slots=True)
class CandidatePair:
    """A pair of rows of lists on record as the last linkage of these lists saw it.

    `read` are the fingerprints of what the two rows say; `chosen` tells whether it stands in the set of links (one to
    one between two lists, above the threshold of that run).
    """

    pair_id: str
    lists: tuple[str, str]
    link: Link
    read: tuple[str, str]
    chosen: bool


@immutable(frozen=True, slots=True)
class PairDecision:
    """What a person decided of two rows, having read what `read` are the fingerprints of."""

    pair_id: str
    lists: tuple[str, str]
    rows: tuple[str, str]
    read: tuple[str, str]
    verdict: Verdict
    reason: str
    person: str
    at: str
    decision_id: str = ""


@immutable(frozen=True, slots=True)
class WeightStep:
    """One bar of a waterfall: what a field says (or `start`), how its cells agree, and the sum up to here."""

    field: str
    level: str
    weight: float
    total: float
    a: str | None = None
    b: str | None = None


def ends_of(lists: tuple[str, str], rows: tuple[str, str]) -> tuple[End, End]:
    """The two rows of a pair in an order that does not hang on which list was named first."""
    one, other = sorted(zip(lists, rows, strict=True))
    return one, other


def pair_id(lists: tuple[str, str], rows: tuple[str, str]) -> str:
    """The id of a pair: the same however its lists are ordered, and over every rerun."""
    return content_id("pair", ends_of(lists, rows))
