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


def log_poisson_tail(count: int, mean: float) -> float:
    """Log of the chance that a Poisson variable lies as far from its mean as `count`, or farther, on that side."""
    if mean <= 0:
        return 0.0 if count == 0 else -math.inf
    first = count * math.log(mean) - mean - math.lgamma(count + 1)
    total, term, k = 1.0, 1.0, count
    while term > 1e-17 * total and (count >= mean or k > 0):
        if count >= mean:
            k += 1
            term *= mean / k
        else:
            term *= k / mean
            k -= 1
        total += term
    return min(0.0, first + math.log(total))
