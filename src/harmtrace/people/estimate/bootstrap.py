"""A table and a way to choose a model in, intervals that include the choice out: parametric draws, and BCa.

Parametric: tables are drawn from the chosen model, and the model is chosen again in each. BCa (Efron 1987): people
are drawn again with replacement, corrected for bias and for acceleration by leaving one person out of each cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable, Counts, Floats
from harmtrace.people.estimate.hierarchy import Masks, independence, masks_of, two_way_terms
from harmtrace.people.estimate.loglinear import Criterion, ModelSet, fit_models, fit_tables
from harmtrace.people.estimate.special import log_poisson_tails, normal_quantile

WINDOW = 10.0
"""Models more than this behind the best are not fitted to the draws again (Occam's window, Madigan & Raftery 1994)."""
MOST_MODELS = 200
BELOW = 0.02
"""The p below which forward selection adds a term (Chan, Silverman & Vincent 2021, 4.3)."""


def chosen_again(fitted: ModelSet, criterion: Criterion, draws: int, seed: int) -> Floats:
    """Estimates of `draws` tables drawn from the best model, the best of the models in the window chosen in each."""
    order = fitted.order(criterion)
    values = getattr(fitted, criterion)
    near = [int(row) for row in order[:MOST_MODELS] if values[row] - values[order[0]] <= WINDOW]
    best, table = int(order[0]), fitted.table
    people = fitted.estimate[best]
    shares = np.concatenate([[people - table.n], fitted.means[best]])
    random = np.random.default_rng(seed)
    drawn = random.multinomial(round(people), shares / shares.sum(), size=draws)
    drawn[:, 0] = 0
    models = [fitted.models[row] for row in near]
    found = [_best(CaptureTable(table.lists, counts), models, criterion) for counts in drawn]
    # Tables drawn may be of fewer people than were seen.
    return np.array([max(one, table.n) for one in found], dtype=np.float64)


def _best(table: CaptureTable, models: list[int], criterion: Criterion) -> float:
    fitted = fit_models(table, models)
    return float(fitted.estimate[fitted.order(criterion)[0]])


def forward_selection(table: CaptureTable, below: float = BELOW) -> ModelSet:
    """The model that forward selection ends at, as a set of one."""
    asked = _forward(table.counts[None, :], table.size, below)[0][0]
    return fit_models(table, [sum(1 << int(term) for term in np.flatnonzero(asked))])


def stepwise_estimates(counts: Counts, size: int, below: float = BELOW) -> Floats:
    """The figure of forward selection for each of many tables, counts (tables, 2**J)."""
    return _forward(counts, size, below)[1]


def _forward(counts: Counts, size: int, below: float) -> tuple[Masks, Floats]:
    """Begin with independence; add the two-way term that is least likely without it, while its p is `below`.

    p is the Poisson chance, on one side, of what the two lists share, given the model so far; terms without which
    alone every parameter is told are passed over (Chan, Silverman & Vincent 2021). All tables take their steps
    together; returns the terms of each model (tables, terms) and its figure.
    """
    seen = counts[:, 1:].astype(np.float64)
    pairs = np.array(two_way_terms(size))
    shared = (np.arange(1, 1 << size)[:, None] & pairs) == pairs
    asked = np.repeat(masks_of([independence(size)], size), len(seen), axis=0)
    first = fit_tables(seen, asked, size)
    estimate, means = first.estimate, first.means
    active = np.arange(len(seen))
    while active.size:
        chances = log_poisson_tails(seen[active] @ shared, means[active] @ shared)
        chances[asked[active][:, pairs]] = np.inf
        moved = []
        waiting = np.arange(active.size)
        while waiting.size:
            least = chances[waiting].argmin(axis=1)
            likely = chances[waiting, least] < math.log(below)
            waiting, least = waiting[likely], least[likely]
            rows, larger = active[waiting], asked[active[waiting]]
            larger[np.arange(rows.size), pairs[least]] = True
            tried = fit_tables(seen[rows], larger, size)
            chances[waiting[~tried.exists], least[~tried.exists]] = np.inf
            done = rows[tried.exists]
            asked[done], estimate[done] = larger[tried.exists], tried.estimate[tried.exists]
            means[done] = tried.means[tried.exists]
            moved.append(done)
            waiting = waiting[~tried.exists]
        active = np.concatenate(moved)
    return asked, estimate


def bca(
    table: CaptureTable,
    draws: int,
    seed: int,
    level: float = 0.95,
    estimates: Callable[[Counts, int], Floats] = stepwise_estimates,
) -> tuple[float, float]:
    """The BCa interval of any figure of a table, by `draws` tables of its people drawn with replacement.

    The ends are quantiles of rank (draws + 1/3) p + 1/3, of median right (Hyndman & Fan 1996, 8). With 1,000 draws
    an end far in the tail rests on two or three of them: it is the number of draws that makes it steady.
    """
    random = np.random.default_rng(seed)
    figure = float(estimates(table.counts[None, :], table.size)[0])
    drawn = random.multinomial(table.n, table.counts / table.n, size=draws)
    found = estimates(drawn, table.size)
    found = found[np.isfinite(found)]
    share = np.clip((found < figure).mean(), 0.5 / draws, 1 - 0.5 / draws)
    bias, speed = normal_quantile(float(share)), _acceleration(table, estimates)
    ends = []
    for z in (normal_quantile((1 - level) / 2), normal_quantile((1 + level) / 2)):
        moved = bias + (bias + z) / (1 - speed * (bias + z))
        end = float(np.quantile(found, NormalDist().cdf(moved), method="median_unbiased"))
        ends.append(max(end, float(table.n)))
    return ends[0], ends[1]


def _acceleration(table: CaptureTable, estimates: Callable[[Counts, int], Floats]) -> float:
    """Of the estimates with one person left out, each as often as there are people in the cell that lacks one."""
    cells = np.flatnonzero(table.counts)
    counts = np.repeat(table.counts[None, :], cells.size, axis=0)
    counts[np.arange(cells.size), cells] -= 1
    left_out, weights = estimates(counts, table.size), table.counts[cells]
    known = np.isfinite(left_out)
    left_out, weights = left_out[known], weights[known]
    apart = np.average(left_out, weights=weights) - left_out
    squares = float(np.dot(weights, apart**2))
    return float(np.dot(weights, apart**3)) / (6 * math.sqrt(squares) ** 3) if squares else 0.0
