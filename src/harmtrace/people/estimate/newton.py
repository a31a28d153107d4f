"""Counts and terms in, fitted Poisson means out: many log-linear models at once.

Iteratively reweighted least squares (McCullagh & Nelder 1989, 2.5) from mu = n + 0.1, on stacks of small matrices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate.counts import Floats
from harmtrace.people.estimate.hierarchy import Masks

STEPS = 30
_STILL = 1e-7
"""A step that moves no linear predictor by more: Newton's next error is its square."""
_LONGEST = 40.0
_RIDGE = 1e-13


@dataclass(frozen=True, eq=False)
class Fits:
    """One row for each model: fitted means by cell, the intercept, its variance, and whether the steps came to rest."""

    means: Floats
    intercept: Floats
    variance: Floats
    settled: Masks


def fit(counts: Floats, matrix: Floats, terms: Masks, cells: Masks) -> Fits:
    """Fit models by maximum likelihood.

    counts (models, cells) or (cells,); matrix (cells, columns), column 0 the intercept; terms (models, columns) the
    columns of each model; cells (models, cells) those that are fitted, the others having mean 0. The columns of a
    model must be independent over its cells.
    """
    rows = len(terms)
    counts = np.broadcast_to(counts, (rows, matrix.shape[0]))
    means = np.zeros((rows, matrix.shape[0]))
    intercept, variance = np.full(rows, -np.inf), np.full(rows, np.nan)
    settled = np.zeros(rows, dtype=np.bool_)
    sizes = terms.sum(axis=1)
    for size in np.unique(sizes[sizes > 0]):
        chosen = np.flatnonzero(sizes == size)
        columns = np.nonzero(terms[chosen])[1].reshape(len(chosen), size)
        part = _fit_alike(counts[chosen], matrix[:, columns].transpose(1, 0, 2), cells[chosen])
        means[chosen], intercept[chosen], variance[chosen], settled[chosen] = part
    return Fits(means, intercept, variance, settled)


def _fit_alike(counts: Floats, designs: Floats, cells: Masks) -> tuple[Floats, Floats, Floats, Masks]:
    """Fit models of one number of terms; designs (models, cells, terms)."""
    designs = designs * cells[:, :, None]
    eta = np.log(counts + 0.1)
    solution = np.zeros((len(counts), designs.shape[2]))
    settled: Masks = np.zeros(len(counts), dtype=np.bool_)
    active = np.arange(len(counts))
    for _ in range(STEPS):
        here = designs[active]
        weights = np.where(cells[active], np.exp(eta[active]), 0.0)
        information = _information(here, weights)
        target = weights * eta[active] + (counts[active] - weights) * cells[active]
        solution[active] = np.linalg.solve(information, here.transpose(0, 2, 1) @ target[:, :, None])[:, :, 0]
        after = np.clip((here @ solution[active][:, :, None])[:, :, 0], -_LONGEST, _LONGEST)
        moved = np.abs((after - eta[active]) * cells[active]).max(axis=1)
        eta[active] = after
        settled[active[moved < _STILL]] = True
        active = active[moved >= _STILL]
        if not active.size:
            break
    means: Floats = np.where(cells, np.exp(eta), 0.0)
    variance = np.linalg.inv(_information(designs, means))[:, 0, 0].astype(np.float64)
    return means, solution[:, 0], variance, settled


def _information(designs: Floats, weights: Floats) -> Floats:
    information: NDArray[np.float64] = (designs * weights[:, :, None]).transpose(0, 2, 1) @ designs
    size = information.shape[1]
    # What runs away to minus infinity would make it singular before the steps end.
    diagonal = information[:, range(size), range(size)]
    information[:, range(size), range(size)] = diagonal + _RIDGE * diagonal.max(axis=1, keepdims=True)
    return information
