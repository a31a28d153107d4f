"""A table of capture counts in, figures that need no model of dependence out: two lists, Chao, sample coverage."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable, Floats, patterns_sizes
from harmtrace.people.estimate.hierarchy import design
from harmtrace.people.estimate.newton import fit
from harmtrace.people.estimate.special import normal_quantile

DRAWS = 4000
"""Of each answer that gives none of its own, for sums over strata and mixtures over linkages."""


def lincoln_petersen(table: CaptureTable) -> dict[tuple[str, str], float | None]:
    """For each two lists the product of their sizes over what they share, None where that is nobody."""
    totals = dict(zip(table.lists, table.totals(), strict=True))
    return {
        (one, other): totals[one] * totals[other] / shared if shared else None
        for (one, other), shared in table.overlaps().items()
    }


@dataclass(frozen=True)
class Chao:
    """Chao's lower bound, its standard error, and whether it is the form for nobody on exactly two lists."""

    bound: float
    se: float
    corrected: bool


def chao(table: CaptureTable) -> Chao:
    """N >= n + (t-1)/t f1^2 / (2 f2), for people of unequal chances (Chao 1987; variance: its equation for f2 > 0).

    Without anybody on exactly two lists the bias-corrected (t-1)/t f1 (f1-1) / 2.
    """
    f, share = table.captures(), (table.size - 1) / table.size
    once, twice = float(f[1]), float(f[2])
    if not twice:
        unseen = share * once * (once - 1) / 2
        spread = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4
        spread -= share**2 * once**4 / (4 * (table.n + unseen)) if unseen else 0.0
        return Chao(table.n + unseen, math.sqrt(max(spread, 0.0)), True)
    ratio = once / twice
    spread = twice * (share / 2 * ratio**2 + share**2 * ratio**3 + share**2 / 4 * ratio**4)
    return Chao(table.n + share * once * ratio / 2, math.sqrt(spread), False)


def chao_of_lists(table: CaptureTable) -> float:
    """Chao's lower bound with lists of unequal reach (Mth), as a log-linear model (Rivest & Baillargeon 2007)."""
    return _convex(table, design(table.size)[:, [0, *(1 << j for j in range(table.size))]])


def chao_alike(table: CaptureTable) -> float:
    """The same with lists of one reach (Mh)."""
    sizes = patterns_sizes(table.size)[1:]
    return _convex(table, np.column_stack([np.ones(sizes.size), sizes]))


def _convex(table: CaptureTable, base: Floats) -> float:
    """Unequal chances bend the log means upwards in the number k of lists: + eta_j max(k - j + 1, 0), j >= 3, eta >= 0.

    The likeliest fit whose bends are all upwards, over every choice of bends (at most sixteen for six lists).
    """
    sizes = patterns_sizes(table.size)[1:]
    bends = np.maximum(sizes[:, None] - np.arange(2, table.size)[None, :], 0)
    matrix = np.column_stack([base, bends]).astype(np.float64)
    width = base.shape[1]
    chosen = [[bool(mask >> j & 1) for j in range(bends.shape[1])] for mask in range(1 << bends.shape[1])]
    terms = np.column_stack([np.ones((len(chosen), width), dtype=np.bool_), np.array(chosen, dtype=np.bool_)])
    fits = fit(table.seen, matrix, terms, np.ones((len(chosen), sizes.size), dtype=np.bool_))
    best, found = -np.inf, float(table.n)
    for row in np.flatnonzero(fits.settled):
        used = matrix[:, terms[row]]
        logs = np.log(fits.means[row])
        upward = np.linalg.lstsq(used, logs, rcond=None)[0][width:] >= 0
        likelihood = float(logs @ table.seen - fits.means[row].sum())
        if upward.all() and likelihood > best:
            best, found = likelihood, table.n + float(np.exp(fits.intercept[row]))
    return found


@dataclass(frozen=True)
class Coverage:
    """Sample coverage `share`, people seen by others `found`, and their quotient, the estimate at low dependence."""

    share: float
    found: float
    estimate: float


def coverage(table: CaptureTable) -> Coverage | None:
    """The estimate of Chao & Tsay (1998) for lists of low dependence; None where the lists share nobody.

    C = 1 - mean_j(z_j / n_j), z_j those on list j alone; D = mean_j(people whom a list other than j has seen).
    """
    alone, totals = [int(table.counts[1 << j]) for j in range(table.size)], table.totals()
    share = 1 - float(np.mean([one / total for one, total in zip(alone, totals, strict=True)]))
    found = table.n - float(np.mean(alone))
    # Never below the seen, but by rounding.
    return Coverage(share, found, max(found / share, float(table.n))) if share > 0 else None


def coverage_draws(table: CaptureTable, estimate: float, draws: int, seed: int) -> Floats:
    """Estimates of tables drawn from the one that `estimate` completes: the seen as they are, the rest unseen."""
    random = np.random.default_rng(seed)
    cells = np.flatnonzero(table.counts)
    shares = np.append(table.counts[cells] / estimate, max(0.0, 1 - table.n / estimate))
    drawn = random.multinomial(round(estimate), shares / shares.sum(), size=draws)[:, :-1]
    lists = 1 << np.arange(table.size)
    totals = drawn @ ((cells[:, None] & lists) > 0)
    alone = drawn @ (cells[:, None] == lists)
    share = 1 - (alone / np.maximum(totals, 1)).mean(axis=1)
    known = (share > 0) & (totals > 0).all(axis=1)
    found: Floats = (drawn.sum(axis=1) - alone.mean(axis=1))[known] / share[known]
    return found


def log_normal_interval(seen: float, estimate: float, se: float, level: float) -> tuple[float, float]:
    """An interval that does not go below what was seen: the unseen on the log scale (Burnham; Chao 1987)."""
    unseen = estimate - seen
    if unseen <= 0:
        return seen, seen
    factor = math.exp(normal_quantile((1 + level) / 2) * math.sqrt(math.log1p((se / unseen) ** 2)))
    return seen + unseen / factor, seen + unseen * factor


def log_normal_draws(seen: float, estimate: float, se: float, seed: int) -> Floats:
    """Draws of the number of people from the distribution that `log_normal_interval` is of."""
    unseen = max(estimate - seen, 0.0)
    sigma = math.sqrt(math.log1p((se / unseen) ** 2)) if unseen else 0.0
    draws: Floats = seen + unseen * np.exp(sigma * np.random.default_rng(seed).standard_normal(DRAWS))
    return draws
