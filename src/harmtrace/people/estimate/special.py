"""The few special functions that estimates need, on arrays: log gamma, tails and quantiles of normal and chi squared.

Written out because nothing else in the core needs scipy: a hundred megabytes for four functions.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from harmtrace.people.estimate.counts import Floats

_SHIFT = 8
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
_HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)
_FORGOTTEN = 40.0
"""The log of how small against the first a chance is that adds nothing more."""
_TOGETHER = 1_000_000


def log_gamma(x: Floats) -> Floats:
    """Log of the gamma function of positive numbers, to about 1e-14 of its size (Abramowitz & Stegun 6.1.41)."""
    small = x < _SHIFT
    z = np.where(small, x + _SHIFT, x)
    inverse = 1 / (z * z)
    series = np.zeros_like(z)
    for term in reversed(_STIRLING):
        series = series * inverse + term
    value: Floats = (z - 0.5) * np.log(z) - z + _HALF_LOG_TWO_PI + series / z
    if small.any():
        low = x[small]
        rise = np.ones_like(low)
        for step in range(_SHIFT):
            rise *= low + step
        value[small] -= np.log(rise)
    return value


def normal_quantile(share: float) -> float:
    """The value that a standard normal variable stays under with probability `share`."""
    return NormalDist().inv_cdf(share)


def cut_of(level: float) -> float:
    """How far a profile log likelihood falls at the ends of an interval of `level`: half of chi squared with 1 df."""
    return normal_quantile((1 + level) / 2) ** 2 / 2


def chi_squared_tail(value: float, df: int) -> float:
    """The probability that chi squared with `df` degrees of freedom exceeds `value` (finite sums, A&S 26.4.4-5)."""
    if df <= 0 or value <= 0:
        return 1.0
    half, odd = value / 2, df % 2
    powers = [step + odd / 2 for step in range(df // 2)]
    terms = (math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, sum(terms, math.erfc(math.sqrt(half)) if odd else 0.0))


def log_poisson_tails(counts: Floats, means: Floats) -> Floats:
    """Logs of the chance that Poisson variables lie as far from their means as `counts`, or farther, on that side.

    Of one shape. The chances beyond the first are it times a product of quotients, which shrink from the first on.
    """
    shape = counts.shape
    tails = np.where(counts > 0, -np.inf, 0.0).reshape(-1)
    counts, means = counts.reshape(-1), means.reshape(-1)
    with np.errstate(divide="ignore"):
        slope = np.abs(np.log(means) - np.log(np.maximum(counts, 1.0)))
    away = np.maximum(counts, means)
    lengths = np.minimum(_FORGOTTEN / np.maximum(slope, 1e-300), 10 * np.sqrt(away) + 10) + _FORGOTTEN
    order = np.flatnonzero(means > 0)
    order = order[np.argsort(lengths[order])]
    while order.size:
        # As many at once as fit, the longest of them saying how long.
        rows = int(np.searchsorted(np.arange(1, order.size + 1) * lengths[order], _TOGETHER)) or 1
        here, order = order[:rows], order[rows:]
        tails[here] = _tails(counts[here], means[here], int(lengths[here[-1]]) + 1)
    return np.minimum(tails, 0.0).reshape(shape)


def _tails(counts: Floats, means: Floats, length: int) -> Floats:
    steps = np.arange(1.0, length)[None, :]
    count, mean = counts[:, None], means[:, None]
    with np.errstate(divide="ignore"):
        upward = np.log(mean) - np.log(count + steps)
        downward = np.log(np.maximum(count - steps + 1, 0.0)) - np.log(mean)
    quotients = np.cumsum(np.where(count >= mean, upward, downward), axis=1)
    first = counts * np.log(means) - means - log_gamma(counts + 1)
    tails: Floats = first + np.log1p(np.exp(quotients).sum(axis=1))
    return tails
