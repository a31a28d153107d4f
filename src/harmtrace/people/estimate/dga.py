"""A table of capture counts in, the posterior of the number of people over all decomposable graphs out.

Madigan & York (1997): for each graph a hyper-Dirichlet prior of delta people in every cell, for each number of unseen
the chance of the completed table in closed form; graphs and numbers are weighed together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.graphs import Graph, decomposable_graphs
from harmtrace.people.estimate.special import log_gamma

Prior = Callable[[Floats], Floats]
_CHUNK = 2048
_FAR, _TAIL_POINTS = 100, 500


@dataclass(frozen=True, eq=False)
class Posterior:
    """The posterior of N over `support` (whole numbers in order), and of the graphs, each with its own mean."""

    support: Floats
    mass: Floats
    graphs: tuple[Graph, ...]
    weights: Floats
    means: Floats
    log_total: float

    def mean(self) -> float:
        """The expected number."""
        return float(self.support @ self.mass)

    def sd(self) -> float:
        """Its standard deviation."""
        return math.sqrt(max(0.0, float(self.support**2 @ self.mass) - self.mean() ** 2))

    def mode(self) -> float:
        """The number of highest posterior mass."""
        return float(self.support[self.mass.argmax()])

    def quantile(self, share: float) -> float:
        """The first number at which the posterior has reached `share`."""
        return float(self.support[min(int(np.searchsorted(np.cumsum(self.mass), share)), self.support.size - 1)])

    def edge_mass(self) -> float:
        """What lies in the last tenth of the unseen: mass there says that the grid is too short."""
        return float(self.mass[-max(1, self.mass.size // 10) :].sum())


def one_over_n(people: Floats) -> Floats:
    """The log of the usual prior: proportional to 1 / N."""
    log: Floats = -np.log(people)
    return log


def gamma_poisson(shape: float, rate: float) -> Prior:
    """The log prior of a Poisson number whose mean is gamma with `shape` and 1 / `rate`: Madigan & York's example."""

    def prior(people: Floats) -> Floats:
        log: Floats = people * np.log(rate) - (people + shape) * np.log1p(rate)
        return log + log_gamma(people + shape) - log_gamma(people + 1) - math.lgamma(shape)

    return prior


def posterior(table: CaptureTable, unseen: Floats, delta: float | None = None, prior: Prior = one_over_n) -> Posterior:
    """The posterior over the grid `unseen` (whole numbers); `delta` is 2**-J where none is given."""
    graphs = decomposable_graphs(table.size)
    top = -np.inf
    mass, weights, sums = np.zeros(unseen.size), np.zeros(len(graphs)), np.zeros(len(graphs))
    chances_of = _chances(table, delta, prior)
    for start in range(0, unseen.size, _CHUNK):
        here = slice(start, start + _CHUNK)
        logs = chances_of(unseen[here])
        if (peak := float(logs.max())) > top:  # kept in range as the chunks go
            scale = np.exp(top - peak)
            mass, weights, sums, top = mass * scale, weights * scale, sums * scale, peak
        chances = np.exp(logs - top)
        mass[here] = chances.sum(axis=0)
        weights += chances.sum(axis=1)
        sums += chances @ (table.n + unseen[here])
    total = mass.sum()
    means = np.divide(sums, weights, out=np.full(len(graphs), np.nan), where=weights > 0)
    return Posterior(table.n + unseen, mass / total, graphs, weights / total, means, top + float(np.log(total)))


@dataclass(frozen=True)
class Beyond:
    """The share of the posterior past a grid, up to a hundred times what was seen, and the median with it."""

    share: float
    median: float


def beyond(table: CaptureTable, found: Posterior, delta: float | None = None, prior: Prior = one_over_n) -> Beyond:
    """How much of the posterior lies past the grid of `found`, by a curve through points that grow apart."""
    last = float(found.support[-1]) - table.n
    points = np.geomspace(last + 1, max(_FAR * table.n, 2 * last), _TAIL_POINTS)
    logs = _chances(table, delta, prior)(points) - found.log_total
    heights = np.exp(np.minimum(logs, 700.0)).sum(axis=0)
    pieces = (heights[1:] + heights[:-1]) / 2 * np.diff(points)
    tail = float(pieces.sum())
    half = (1 + tail) / 2
    if half <= 1:
        return Beyond(tail / (1 + tail), found.quantile(half))
    reached = 1 + np.concatenate([[0.0], np.cumsum(pieces)])
    return Beyond(tail / (1 + tail), table.n + float(np.interp(half, reached, points)))


def _chances(table: CaptureTable, delta: float | None, prior: Prior) -> Callable[[Floats], Floats]:
    """The log chance of the completed table under each graph at each number of unseen: (graphs, unseen)."""
    own = 2.0**-table.size if delta is None else delta
    factors = _factors(decomposable_graphs(table.size), table.size)

    def chances(unseen: Floats) -> Floats:
        common = log_gamma(table.n + unseen + 1) - log_gamma(unseen + 1) + prior(table.n + unseen)
        logs: Floats = factors @ _log_margins(table, unseen, own) + common
        return logs

    return chances


def _factors(graphs: tuple[Graph, ...], size: int) -> Floats:
    """How often each margin stands in a graph's product: cliques less separators; column 0 the difference of both."""
    factors = np.zeros((len(graphs), 1 << size))
    for row, graph in enumerate(graphs):
        for clique in graph.cliques:
            factors[row, clique] += 1
        for separator in graph.separators:
            factors[row, separator] -= 1
        factors[row, 0] = len(graph.cliques) - len(graph.separators)
    return factors


def _log_margins(table: CaptureTable, unseen: Floats, delta: float) -> Floats:
    """For each margin of lists its Dirichlet-multinomial part at each number of unseen: (2**J, unseen)."""
    cells = np.arange(table.counts.size)
    whole = delta * cells.size
    parts = np.empty((cells.size, unseen.size))
    parts[0] = log_gamma(np.array([whole]))[0] - log_gamma(table.n + unseen + whole)
    for margin in cells[1:]:
        folded = np.bincount(cells & margin, weights=table.counts.astype(np.float64), minlength=cells.size)
        counts = folded[(cells & margin) == cells]
        own = whole / counts.size
        known = log_gamma(counts[1:] + own).sum() - counts.size * log_gamma(np.array([own]))[0]
        parts[margin] = log_gamma(counts[0] + unseen + own) + known
    return parts
