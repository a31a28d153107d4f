"""A table of capture counts in, the posterior of the number of people over all decomposable graphs out.

Madigan & York (1997): for each graph a hyper-Dirichlet prior of delta people in every cell, for each number of unseen
the chance of the completed table in closed form; graphs and numbers are weighed together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.graphs import Graph, decomposable_graphs
from harmtrace.people.estimate.special import log_gamma

Prior = Callable[[Floats], Floats]
_CHUNK = 2048
_FAR = 100
_ONE_BY_ONE = 65_536
"""Up to so many numbers of unseen each is weighed; of more, the nodes that stand for their neighbours."""
_COARSE, _FINE, _MOST_NODES = 8.0, 1 / 8, 200_000
"""Steps in the root of the unseen. Their number is never known better than to its root, that is to a half there."""
_NOTHING = 100.0
"""The log of how small against the largest a chance is that is left out, though a peak may lie a coarse step away."""


@dataclass(frozen=True, eq=False)
class Posterior:
    """The posterior of N over `support` (whole numbers in order), and of the graphs, each with its own mean.

    Each number stands for so many (`widths`, 1 where all are weighed). `unseen` is `support` without the seen, `end`
    the end of the grid: what is left out before it weighs nothing.
    """

    support: Floats
    mass: Floats
    graphs: tuple[Graph, ...]
    weights: Floats
    means: Floats
    log_total: float
    unseen: Floats
    widths: Floats
    end: float

    def mean(self) -> float:
        """The expected number."""
        return float(self.support @ self.mass)

    def sd(self) -> float:
        """Its standard deviation."""
        return math.sqrt(max(0.0, float(self.support**2 @ self.mass) - self.mean() ** 2))

    def mode(self) -> float:
        """The number of highest posterior mass."""
        return float(self.support[(self.mass / self.widths).argmax()])

    def quantile(self, share: float) -> float:
        """The first number at which the posterior has reached `share`."""
        reached = np.concatenate([[0.0], np.cumsum(self.mass)])
        ends = np.concatenate([self.support[:1] - self.widths[:1] / 2, self.support + self.widths / 2])
        return math.ceil(float(np.interp(share, reached, ends)) - 0.5)

    def edge_mass(self) -> float:
        """What lies in the last tenth of the unseen: mass there says that the grid is too short."""
        return float(self.mass[self.unseen > 0.9 * self.end].sum())


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


def posterior_up_to(
    table: CaptureTable, end: float, delta: float | None = None, prior: Prior = one_over_n
) -> Posterior:
    """The posterior over 0 … `end` unseen; `delta` is 2**-J where none is given.

    Where they are many, a coarse look finds where the posterior lies, and only there it is weighed: one by one, or
    where that is wide too, by nodes that stand for their neighbours.
    """
    every = np.arange(end + 1) if end < _ONE_BY_ONE else _nodes(_chances(table, delta, prior), 0.0, end)
    return replace(posterior(table, every, delta, prior), end=end)


def _nodes(chances_of: Callable[[Floats], Floats], first: float, last: float, top: float | None = None) -> Floats:
    """Numbers of unseen near which any graph has a chance that counts beside `top`, the log of the largest."""
    coarse = _steps(first, last, _COARSE)
    heights = np.concatenate([chances_of(part).max(axis=0) for part in _parts(coarse)])
    high = heights > (heights.max() if top is None else top) - _NOTHING
    kept = np.flatnonzero(high[1:] | high[:-1])
    if not kept.size:
        return coarse
    runs = np.split(kept, np.flatnonzero(np.diff(kept) > 1) + 1)
    ends = [(float(coarse[run[0]]), float(coarse[run[-1] + 1])) for run in runs]
    if sum(high - low for low, high in ends) < _ONE_BY_ONE:
        return np.unique(np.concatenate([np.arange(low, high + 1) for low, high in ends]))
    step = max(_FINE, sum(math.sqrt(high) - math.sqrt(low) for low, high in ends) / _MOST_NODES)
    return np.unique(np.concatenate([_steps(low, high, step) for low, high in ends]))


def posterior(table: CaptureTable, unseen: Floats, delta: float | None = None, prior: Prior = one_over_n) -> Posterior:
    """The posterior over the grid `unseen` (whole numbers in order, each standing for those nearest to it)."""
    graphs = decomposable_graphs(table.size)
    top, weights, sums = -np.inf, np.zeros(len(graphs)), np.zeros(len(graphs))
    mass: list[Floats] = []
    chances_of = _chances(table, delta, prior)
    widths = np.diff(np.concatenate([unseen[:1] - 0.5, (unseen[1:] + unseen[:-1]) / 2, unseen[-1:] + 0.5]))
    for here, width in zip(_parts(unseen), _parts(widths), strict=True):
        logs = chances_of(here)
        if (peak := float(logs.max())) > top:  # kept in range as the parts go
            scale = np.exp(top - peak)
            mass, weights, sums, top = [part * scale for part in mass], weights * scale, sums * scale, peak
        chances = np.exp(logs - top) * width
        mass.append(chances.sum(axis=0))
        weights += chances.sum(axis=1)
        sums += chances @ (table.n + here)
    whole = np.concatenate(mass)
    total = whole.sum()
    means = np.divide(sums, weights, out=np.full(len(graphs), np.nan), where=weights > 0)
    log_total = top + float(np.log(total))
    return Posterior(
        table.n + unseen, whole / total, graphs, weights / total, means, log_total, unseen, widths, float(unseen[-1])
    )


def _parts(values: Floats) -> list[Floats]:
    return [values[start : start + _CHUNK] for start in range(0, values.size, _CHUNK)]


def _steps(first: float, last: float, step: float) -> Floats:
    """Whole numbers from `first` to `last`, each so many `step` apart in their roots; up to 1,024 all."""
    roots = math.sqrt(last) - math.sqrt(first)
    even = np.linspace(math.sqrt(first), math.sqrt(last), math.ceil(roots / step) + 1) ** 2
    nodes: Floats = np.unique(np.concatenate([np.arange(first, min(last, 1024.0)), np.round(even)]))
    return nodes


@dataclass(frozen=True)
class Beyond:
    """The share of the posterior past a grid, up to a hundred times what was seen, and the median with it."""

    share: float
    median: float


def beyond(table: CaptureTable, found: Posterior, delta: float | None = None, prior: Prior = one_over_n) -> Beyond:
    """How much of the posterior lies past the grid of `found`, by a curve through points that grow apart."""
    chances_of = _chances(table, delta, prior)
    points = _nodes(chances_of, found.end + 1, max(_FAR * table.n, 2 * found.end), found.log_total)
    logs = [chances_of(part) - found.log_total for part in _parts(points)]
    heights = np.concatenate([np.exp(np.minimum(part, 700.0)).sum(axis=0) for part in logs])
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
