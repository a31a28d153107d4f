"""A table and a way to choose a model in, intervals that include the choice out: parametric draws, and BCa.

Parametric: tables are drawn from the chosen model, and the model is chosen again in each. BCa (Efron 1987): people
are drawn again with replacement, corrected for bias and for acceleration by leaving one person out of each cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.hierarchy import independence, two_way_terms
from harmtrace.people.estimate.loglinear import Criterion, ModelSet, fit_models
from harmtrace.people.estimate.special import log_poisson_tail, normal_quantile

WINDOW = 10.0
"""Models more than this behind the best are not fitted to the draws again (Occam's window, Madigan & Raftery 1994)."""
MOST_MODELS = 200


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
    return np.array([_best(CaptureTable(table.lists, counts), models, criterion) for counts in drawn])


def _best(table: CaptureTable, models: list[int], criterion: Criterion) -> float:
    fitted = fit_models(table, models)
    return float(fitted.estimate[fitted.order(criterion)[0]])


def forward_selection(table: CaptureTable, below: float = 0.02) -> ModelSet:
    """Begin with independence; add the two-way term that is least likely without it, while its p is `below`.

    p is the Poisson chance, on one side, of what the two lists share, given the model so far; terms that would leave
    the unseen unidentified are passed over (Chan, Silverman & Vincent 2021). Returns a set of one model.
    """
    model = independence(table.size)
    fitted = fit_models(table, [model])
    cells = np.arange(1, table.counts.size)
    while waiting := [term for term in two_way_terms(table.size) if not model >> term & 1]:
        means = [float(fitted.means[0][(cells & term) == term].sum()) for term in waiting]
        chances = [log_poisson_tail(table.margin(term), mean) for term, mean in zip(waiting, means, strict=True)]
        for chance, term in sorted(zip(chances, waiting, strict=True)):
            tried = fit_models(table, [model | 1 << term]) if chance < math.log(below) else None
            if tried is None or np.isfinite(tried.estimate[0]):
                break
        else:
            break
        if tried is None:
            break
        model, fitted = tried.models[0], tried
    return fitted


def bca(
    table: CaptureTable, estimator: Callable[[CaptureTable], float], draws: int, seed: int, level: float = 0.95
) -> tuple[float, float]:
    """The BCa interval of any estimate of a table, by `draws` tables of its people drawn with replacement."""
    random = np.random.default_rng(seed)
    estimate = estimator(table)
    drawn = random.multinomial(table.n, table.counts / table.n, size=draws)
    found = np.sort([estimator(CaptureTable(table.lists, counts)) for counts in drawn])
    share = np.clip((found < estimate).mean(), 0.5 / draws, 1 - 0.5 / draws)
    bias, speed = normal_quantile(float(share)), _acceleration(table, estimator)
    ends = []
    for z in (normal_quantile((1 - level) / 2), normal_quantile((1 + level) / 2)):
        moved = bias + (bias + z) / (1 - speed * (bias + z))
        ends.append(float(np.quantile(found, NormalDist().cdf(moved))))
    return ends[0], ends[1]


def _acceleration(table: CaptureTable, estimator: Callable[[CaptureTable], float]) -> float:
    left_out, weights = [], []
    for cell in np.flatnonzero(table.counts):
        counts = table.counts.copy()
        counts[cell] -= 1
        left_out.append(estimator(CaptureTable(table.lists, counts)))
        weights.append(int(table.counts[cell]))
    apart = np.average(left_out, weights=weights) - np.array(left_out)
    squares = float(np.dot(weights, apart**2))
    return float(np.dot(weights, apart**3)) / (6 * math.sqrt(squares) ** 3) if squares else 0.0
