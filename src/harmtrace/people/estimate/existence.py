"""A sparse table and models in, what each of them can be fitted on out.

Where lists share nobody, a maximum likelihood estimate may not exist: a term runs away to minus infinity. Fienberg &
Rinaldo (2012): the estimate is finite exactly if the margins lie inside the marginal cone, that is if a table with
the same margins is positive in every cell. The cells that such tables can fill are the facial set; on it the extended
estimate is an ordinary one, the others have mean 0. The number of the unseen is identified if the intercept is
(Chan, Silverman & Vincent 2021).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from harmtrace.people.estimate.counts import Floats
from harmtrace.people.estimate.hierarchy import Masks

_FILLED = 1e-6


def cells_by_margins(counts: Floats, asked: Masks) -> tuple[Masks, Masks, Masks]:
    """The first, cheap look at each model: the cells (models, cells) and terms that its own empty margins leave.

    counts (cells,), or (models, cells) where each model has a table of its own. Where a model has the term of lists
    that share nobody, every cell in which they all stand has mean 0, and all larger terms have nothing to stand on.
    The cells left, with the unseen one, are closed under subsets, and the columns of all terms that are such cells
    have a single dependence, in which each takes part: the terms left are independent, and the intercept is
    identified, unless they are as many as all of these (third result).
    """
    cells = np.arange(1, counts.shape[-1] + 1)
    numbers = np.arange(asked.shape[1])
    within = (cells[:, None] & numbers[None, :]) == numbers[None, :]
    empty = asked & (counts @ within == 0)
    left: Masks = ~(empty @ within.T)
    larger = (numbers[:, None] & numbers[None, :]) == numbers[None, :]
    terms = asked & ~(empty @ larger.T)
    identified: Masks = terms.sum(axis=1) <= left.sum(axis=1)
    terms[~identified, 0] = False
    return left, terms, identified


def facial_set(counts: Floats, design: Floats, cells: Masks) -> Masks:
    """The cells that can be positive in a table with the margins of `counts` under `design`, by one linear program.

    A direction d with design' d = 0 that takes from filled cells only; s counts the empty cells it fills (each up to
    1; d may be as long as it likes), so that the largest sum of s fills every cell that any direction fills.
    """
    empty = np.flatnonzero(cells & (counts == 0))
    filled = np.flatnonzero(cells & (counts > 0))
    rows = design[np.concatenate([filled, empty])].T
    shares = _largest_shares(rows[rows.any(axis=1)], len(filled))
    found = np.zeros_like(cells)
    found[filled] = True
    found[empty] = shares > _FILLED
    return found


def _largest_shares(margins: Floats, filled: int) -> Floats:
    """Solve the program: margins (terms, cells), the filled cells first. Returns the shares of the empty cells."""
    # Typed in some installations of it and not in others: taken as a module of anything.
    highspy: Any = import_module("highspy")
    terms, cells = margins.shape
    empty = cells - filled
    # Columns: moves of filled cells and of empty ones, shares. Rows: margins stay; a share is at most its move.
    matrix = np.zeros((terms + empty, cells + empty))
    matrix[:terms, :cells] = margins
    matrix[terms:, filled:cells] = np.eye(empty)
    matrix[terms:, cells:] = -np.eye(empty)
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = np.concatenate([np.zeros(cells), np.full(empty, -1.0)])
    lp.col_lower_ = np.concatenate([np.full(filled, -np.inf), np.zeros(2 * empty)])
    lp.col_upper_ = np.concatenate([np.full(cells, np.inf), np.ones(empty)])
    lp.row_lower_ = np.zeros(terms + empty)
    lp.row_upper_ = np.concatenate([np.zeros(terms), np.full(empty, np.inf)])
    places, columns = np.nonzero(matrix)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.searchsorted(places, np.arange(terms + empty + 1))
    lp.a_matrix_.index_, lp.a_matrix_.value_ = columns, matrix[places, columns]
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError("the program of the facial set has a solution, and none was found")
    return np.array(solver.getSolution().col_value)[cells:]


def independent_columns(design: Floats, terms: Masks, cells: Masks) -> tuple[Masks, bool]:
    """A largest independent set of a model's columns over `cells`, the intercept first; and whether it is identified.

    The intercept is identified if no combination of the other columns makes it: then whatever columns are left out,
    its value is the same.
    """
    here = design[cells]
    kept: Masks = np.zeros_like(terms)
    basis = np.zeros((here.shape[0], 0))
    for column in [*np.flatnonzero(terms)[1:], 0]:
        vector = here[:, column]
        rest = vector - basis @ (basis.T @ vector)
        rest -= basis @ (basis.T @ rest)
        length = float(np.linalg.norm(rest))
        if length > 1e-9 * max(1.0, float(np.linalg.norm(vector))):
            kept[column] = True
            basis = np.column_stack([basis, rest / length])
    return kept, bool(kept[0])
