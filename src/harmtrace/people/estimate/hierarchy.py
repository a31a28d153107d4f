"""A number of lists in, all hierarchical log-linear models of them out.

A term is a pattern of lists, a model the set of its terms: all single lists, closed under subsets, without the term of
all lists together, which counts of the seen cannot tell from the unseen. A model is held as a number: bit S stands
for term S (term 0, the intercept, is in every model).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate.counts import Floats

Masks = NDArray[np.bool_]
MOST_LISTS = 6
"""Beyond six lists the models of two-way terms alone are two million."""
_ALL_ORDERS = 5
"""Up to five lists all orders of terms are taken (6,893 models); of six there are 7.8 million."""


@lru_cache(maxsize=8)
def models_of(size: int) -> tuple[int, ...]:
    """All hierarchical models of `size` lists, by number of terms: 113 of four lists, 6,893 of five.

    Of six lists: those with terms of two lists only, 32,768 of them.
    """
    most = size - 1 if size <= _ALL_ORDERS else 2
    higher = [term for term in range(1 << size) if 2 <= term.bit_count() <= most]
    parts = {term: _bits(term ^ 1 << j for j in range(size) if term >> j & 1) for term in higher}
    level = {independence(size)}
    found: list[int] = []
    while level:
        found += sorted(level)
        level = {
            model | 1 << term
            for model in level
            for term in higher
            if not model >> term & 1 and model & parts[term] == parts[term]
        }
    return tuple(found)


def independence(size: int) -> int:
    """The model of no dependence: intercept and single lists."""
    return _bits([0, *(1 << j for j in range(size))])


def pairs_model(size: int, pairs: Iterable[int]) -> int:
    """The model of single lists and the given two-way terms."""
    return independence(size) | _bits(pairs)


def two_way_terms(size: int) -> list[int]:
    """The patterns of two lists."""
    return [term for term in range(1 << size) if term.bit_count() == 2]


def masks_of(models: Iterable[int], size: int) -> Masks:
    """Which terms (columns 0 … 2**J - 2) each model has, as rows."""
    numbers = np.array(list(models), dtype=object)
    columns = [((numbers >> term) & 1).astype(bool) for term in range((1 << size) - 1)]
    return np.stack(columns, axis=1)


@lru_cache(maxsize=8)
def design(size: int) -> Floats:
    """The matrix of all terms: rows are cells 1 … 2**J - 1, columns terms 0 … 2**J - 2; 1 where a cell has a term."""
    cells = np.arange(1, 1 << size)[:, None]
    terms = np.arange((1 << size) - 1)[None, :]
    matrix: Floats = ((cells & terms) == terms).astype(np.float64)
    matrix.setflags(write=False)
    return matrix


def generators(model: int) -> list[int]:
    """The largest terms of a model, most lists first, then in the order of the lists."""
    terms = [term for term in range(1, model.bit_length()) if model >> term & 1]
    largest = [term for term in terms if not any(term != other and term & other == term for other in terms)]
    return sorted(largest, key=lambda term: (-term.bit_count(), name_of(term)))


def name_of(term: int) -> str:
    """The lists of a term by number: "134"."""
    return "".join(str(j + 1) for j in range(term.bit_length()) if term >> j & 1)


def model_of(names: Iterable[str], size: int) -> int:
    """The model that generators such as "123", "14", "34" make."""
    model = independence(size)
    for name in names:
        term = _bits(int(digit) - 1 for digit in name)
        model |= _bits(part for part in range(1 << size) if part & term == part)
    return model


def _bits(positions: Iterable[int] | Iterator[int]) -> int:
    number = 0
    for position in positions:
        number |= 1 << position
    return number
