"""A fitted model in, the numbers of people that the counts cannot rule out under it out.

For each N the multinomial likelihood is maximised over the model's terms; the interval is where it stays within half
of chi squared (1 df) of its top (Cormack 1992).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from harmtrace.people.estimate.counts import Floats
from harmtrace.people.estimate.hierarchy import design
from harmtrace.people.estimate.loglinear import ModelSet
from harmtrace.people.estimate.newton import fit
from harmtrace.people.estimate.special import cut_of, log_gamma

_POINTS = 33
_CLOSE = 0.01
"""People: how finely the ends are told."""
_FARTHEST = 2.0**14
"""Unseen people for each one that the model estimates: where the likelihood has not fallen by then, there is no end."""


@dataclass(frozen=True)
class Profile:
    """The N of highest likelihood and the ends of the interval; `high` None where the likelihood never falls."""

    point: float
    low: float
    high: float | None


def profile(fitted: ModelSet, row: int, level: float = 0.95) -> Profile:
    """The profile interval of one model of a set. The model must be identified."""
    n = fitted.table.n
    unseen = max(float(fitted.estimate[row]) - n, 0.5)
    height = _likelihood(fitted, row)
    edges = np.concatenate([[0.0], np.geomspace(unseen / _FARTHEST, unseen * _FARTHEST, 2 * _POINTS)])
    values = height(edges)
    top = int(values.argmax())
    low, high = edges[max(top - 1, 0)], edges[min(top + 1, edges.size - 1)]
    while high - low > _CLOSE:
        grid = np.linspace(low, high, _POINTS)
        best = int(height(grid).argmax())
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, _POINTS - 1)]
    point = (low + high) / 2
    floor = float(height(np.array([point]))[0]) - cut_of(level)
    under, over = edges[(edges < point) & (values < floor)], edges[(edges > point) & (values < floor)]
    start = _crossing(height, float(under[-1]), point, floor) if under.size else 0.0
    end = _crossing(height, float(over[0]), point, floor) if over.size else None
    return Profile(n + point, n + start, None if end is None else n + end)


def _crossing(height: Callable[[Floats], Floats], outside: float, inside: float, floor: float) -> float:
    while abs(inside - outside) > _CLOSE:
        grid = np.linspace(outside, inside, _POINTS)
        first = int((height(grid) >= floor).argmax())
        outside, inside = float(grid[max(first - 1, 0)]), float(grid[first])
    return (inside + outside) / 2


def _likelihood(fitted: ModelSet, row: int) -> Callable[[Floats], Floats]:
    table = fitted.table
    matrix = np.vstack([np.eye(1, design(table.size).shape[1]), design(table.size)])
    terms, cells = fitted.terms[row], np.concatenate([[True], fitted.cells[row]])

    def height(unseen: Floats) -> Floats:
        rows = len(unseen)
        counts = np.column_stack([unseen, np.broadcast_to(table.seen, (rows, table.seen.size))])
        fits = fit(counts, matrix, np.tile(terms, (rows, 1)), np.tile(cells, (rows, 1)))
        people = unseen + table.n
        shares = np.where(cells, fits.means, 1.0) / people[:, None]
        told = (counts * np.log(shares) * (counts > 0)).sum(axis=1)
        log: Floats = log_gamma(people + 1) - log_gamma(unseen + 1) + told
        return log

    return height
