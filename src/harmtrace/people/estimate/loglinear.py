"""A table of capture counts in, every hierarchical log-linear model of it out, fitted and compared.

n_x ~ Poisson(mu_x) for the patterns x that were seen; log mu_x is a sum of terms; the unseen are exp(intercept)
(Fienberg 1972; Bishop, Fienberg & Holland 1975, chapter 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.existence import cells_by_margins, facial_set, independent_columns
from harmtrace.people.estimate.hierarchy import Masks, design, generators, masks_of, models_of, name_of
from harmtrace.people.estimate.newton import Fits, fit
from harmtrace.people.estimate.special import log_gamma

Criterion = Literal["bic", "aic"]
FINITE, BOUNDARY, UNIDENTIFIED = 0, 1, 2
"""How far a model can be fitted: as it stands; with terms at minus infinity; not so that the unseen are told."""
_CERTAIN = 1e-5
"""Settled means above this are themselves a positive table with the margins of the counts: the fit exists."""


@dataclass(frozen=True, eq=False)
class ModelSet:
    """Fitted models, one row each; what is not identified has estimate nan and criteria infinite."""

    table: CaptureTable
    models: tuple[int, ...]
    states: NDArray[np.int8]
    estimate: Floats
    se: Floats
    deviance: Floats
    df: NDArray[np.int64]
    aic: Floats
    bic: Floats
    means: Floats
    terms: Masks
    cells: Masks

    def __len__(self) -> int:
        return len(self.models)

    def order(self, criterion: Criterion) -> NDArray[np.int64]:
        """Rows from the best model on; those that are not identified last."""
        return np.argsort(getattr(self, criterion), kind="stable")

    def weights(self, criterion: Criterion) -> Floats:
        """exp(-criterion / 2), summing to 1 over the models that are identified."""
        values: Floats = getattr(self, criterion)
        if not np.isfinite(values).any():
            return np.zeros(len(self))
        weights = np.exp(-(values - values.min()) / 2)
        shares: Floats = weights / weights.sum()
        return shares

    def names(self, row: int) -> tuple[str, ...]:
        """The generators of a model: ("123", "14", "34")."""
        return tuple(name_of(term) for term in generators(self.models[row]))


def fit_models(table: CaptureTable, models: Sequence[int] | None = None) -> ModelSet:
    """Fit `models` (all hierarchical ones where none are given) to a table of three lists or more."""
    chosen = models_of(table.size) if models is None else tuple(models)
    asked = masks_of(chosen, table.size)
    cells, terms, identified = cells_by_margins(table.seen, asked)
    # Models that empty margins make alike are fitted once.
    width = terms.shape[1]
    both, back = np.unique(np.hstack([terms, cells]), axis=0, return_inverse=True)
    terms, cells, back = both[:, :width], both[:, width:], back.reshape(-1)
    fits, states = _extended(table.seen, terms, cells, table.size)
    spread = Fits(fits.means[back], fits.intercept[back], fits.variance[back], fits.settled[back])
    states = np.where(identified, states[back], UNIDENTIFIED).astype(np.int8)
    return _compared(table, chosen, asked, terms[back], cells[back], states, spread)


@dataclass(frozen=True, eq=False)
class Alike:
    """One model for each of many tables: people in all, fitted means, and whether all its parameters are told.

    `exists` is the condition of Chan, Silverman & Vincent (2021): beside terms of lists that share nobody, which are
    at minus infinity, no term runs away, and none depends on the others. The estimate is nan where it is not told.
    """

    estimate: Floats
    means: Floats
    exists: Masks


def fit_tables(counts: Floats, asked: Masks, size: int) -> Alike:
    """Fit one model to each table: counts (tables, cells 1 … 2**J - 1), asked (tables, terms 0 … 2**J - 2)."""
    cells, terms, identified = cells_by_margins(counts, asked)
    first = np.hstack([terms, cells])
    fits, states = _extended(counts, terms, cells, size)
    known = identified & (states != UNIDENTIFIED)
    unseen = np.exp(np.where(known, fits.intercept, np.nan))
    exists: Masks = known & (first == np.hstack([terms, cells])).all(axis=1)
    return Alike(counts.sum(axis=1) + unseen, fits.means, exists)


def _extended(counts: Floats, terms: Masks, cells: Masks, size: int) -> tuple[Fits, NDArray[np.int8]]:
    """Fits and states of models after the first look; where a fit is in doubt, on its facial set (changed in place)."""
    fits = fit(counts, design(size), terms, cells)
    states = np.where(cells.all(axis=1), FINITE, BOUNDARY).astype(np.int8)
    lowest = np.where(cells, fits.means, np.inf).min(axis=1, initial=np.inf)
    doubtful = np.flatnonzero(~fits.settled | (lowest < _CERTAIN))
    tables = np.broadcast_to(counts, cells.shape)
    for row in doubtful:
        cells[row], terms[row], state = _face(tables[row], terms[row], cells[row], size)
        states[row] = max(states[row], state)
    if doubtful.size:
        again = fit(tables[doubtful], design(size), terms[doubtful], cells[doubtful])
        for kind in ("means", "intercept", "variance"):
            getattr(fits, kind)[doubtful] = getattr(again, kind)
    return fits, states


def _face(counts: Floats, terms: Masks, cells: Masks, size: int) -> tuple[Masks, Masks, int]:
    """The facial set of a model whose fit is in doubt, terms independent on it, and the state this gives."""
    matrix = design(size)
    face = facial_set(counts, matrix * terms, cells)
    kept, identified = independent_columns(matrix, terms, face)
    if not identified:
        return face, kept, UNIDENTIFIED
    return face, kept, FINITE if face.all() else BOUNDARY


def _compared(
    table: CaptureTable,
    models: tuple[int, ...],
    asked: Masks,
    terms: Masks,
    cells: Masks,
    states: NDArray[np.int8],
    fits: Fits,
) -> ModelSet:
    seen = table.seen
    logs = np.log(np.where(fits.means > 0, fits.means, 1.0))
    # A cell at mean 0 holds nobody: it adds nothing.
    likelihood = logs @ seen - fits.means.sum(axis=1) - float(log_gamma(seen + 1).sum())
    own = float((seen * np.log(np.where(seen > 0, seen, 1.0))).sum() - seen.sum() - log_gamma(seen + 1).sum())
    told = states != UNIDENTIFIED
    unseen = np.exp(np.where(told, fits.intercept, 0.0))
    counted = asked.sum(axis=1)
    return ModelSet(
        table, models, states,
        estimate=np.where(told, table.n + unseen, np.nan),
        se=np.where(told, np.sqrt(unseen + unseen**2 * np.where(told, fits.variance, 0.0)), np.nan),
        deviance=2 * (own - likelihood), df=cells.sum(axis=1) - terms.sum(axis=1),
        aic=np.where(told, -2 * likelihood + 2 * counted, np.inf),
        bic=np.where(told, -2 * likelihood + counted * np.log(max(table.n, 1)), np.inf),
        means=fits.means, terms=terms, cells=cells,
    )  # fmt: skip
