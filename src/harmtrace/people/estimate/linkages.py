"""Lists of people and pairs of their rows with probabilities in; tables of capture counts out: one, or many drawn.

A linkage is drawn as the model doubts it: each pair is one person with its probability. The pairs that are drawn are
joined, the surest first, where nobody then has two rows of one list; who is left alone is a person too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from harmtrace.model.link import LinkedRows
from harmtrace.model.person import Entry
from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.sheets import UNKNOWN

Stratum = Callable[[Entry], str | None]
"""What a row says of the stratum of its person; None where it says nothing."""
Rows = Mapping[str, Entry]
"""The rows of one person by the names of their lists."""
_CHILD, _OLD = 18, 60
_DECIDED = {"same": 1.0, "different": 0.0}

STRATA: dict[str, Stratum] = {
    "place": lambda row: row.place or None,
    "year": lambda row: f"{row.death_date:%Y}" if row.death_date else None,
    "month": lambda row: f"{row.death_date:%Y-%m}" if row.death_date else None,
    "sex": lambda row: row.sex,
    "age": lambda row: None if row.age is None else _age_group(row.age),
}
"""By name, what a stratum can be made of."""


def _age_group(age: float) -> str:
    return "child" if age < _CHILD else "adult" if age < _OLD else "60 or older"


def people_of(lists: Mapping[str, Sequence[Entry]], pairs: Sequence[LinkedRows]) -> Iterator[Rows]:
    """The people that lists have if `pairs` are one person each: in their order, none with two rows of one list."""
    person: dict[tuple[str, str], dict[str, Entry]] = {
        (name, row.id): {name: row} for name, rows in lists.items() for row in rows
    }
    for pair in pairs:
        left, right = (person[name, row] for name, row in zip(pair.lists, (pair.link.a, pair.link.b), strict=True))
        if left is right or left.keys() & right.keys():
            continue
        left |= right
        for name, row in right.items():
            person[name, row.id] = left
    yield from {id(rows): rows for rows in person.values()}.values()


def tables_of_people(
    people: Sequence[Rows], lists: Sequence[str], by: Sequence[str] = ()
) -> dict[tuple[str, ...], CaptureTable]:
    """Count people by the lists that hold them, apart by what `by` names (of `STRATA`); nothing known is a stratum.

    Rows of one person that differ: the first list that says something is heard.
    """
    strata: dict[tuple[str, ...], list[Rows]] = {}
    for rows in people:
        values = tuple(_said(rows, lists, STRATA[name]) for name in by)
        strata.setdefault(values, []).append(rows)
    return {values: CaptureTable.of_people(found, lists) for values, found in sorted(strata.items())}


def _said(rows: Rows, lists: Sequence[str], stratum: Stratum) -> str:
    said = (stratum(rows[name]) for name in lists if name in rows)
    return next((value for value in said if value), UNKNOWN)


def linkages_drawn(
    lists: Mapping[str, Sequence[Entry]], candidates: Sequence[LinkedRows], linkages: int, seed: int
) -> Iterator[list[Rows]]:
    """The people of so many linkages, each drawn from the probabilities of `candidates` (all pairs, doubtful too).

    A pair that a person decided to be one person is one in all of them, one that was decided to be two in none.
    """
    ordered = sorted(candidates, key=lambda pair: (-_chance(pair), pair.lists, pair.link.a, pair.link.b))
    chances = np.array([_chance(pair) for pair in ordered])
    random = np.random.default_rng(seed)
    for _ in range(linkages):
        drawn = np.flatnonzero(random.random(chances.size) < chances)
        yield list(people_of(lists, [ordered[place] for place in drawn]))


def _chance(pair: LinkedRows) -> float:
    return _DECIDED.get(pair.link.decided or "", pair.link.probability)
