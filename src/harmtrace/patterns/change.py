"""From counts of periods to how surprising one is against those before it.

The comparison is conditional: given how many there were altogether, the number that falls into the last period has,
under one constant rate, a binomial distribution whose share is that of its length (J. Przyborowski and H. Wilenski,
"Homogeneity of results in testing samples from Poisson series", Biometrika 31, 1940). It is exact for any counts,
however small. Attacks come in waves: where the past is more uneven than one rate would make it, the same condition on
negative binomial counts gives a beta-binomial distribution, free of the rate (J. G. Skellam, Journal of the Royal
Statistical Society B 10, 1948); only the spread is estimated, by moments (F. J. Anscombe, Biometrika 37, 1950).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from harmtrace.model.pattern import Change, Tail

FEWEST_PERIODS = 8
"""Periods that a past has at least, to be one."""
EVEN = 1_000.0
"""The size of a negative binomial above which it cannot be told from Poisson counts."""
POISSON = "conditional test of one Poisson rate (Przyborowski and Wilenski 1940)"
UNEVEN = f"{POISSON}; beta-binomial for an uneven past (Skellam 1948), spread by moments (Anscombe 1950)"


@dataclass(frozen=True, slots=True)
class Counted:
    """A period: its length as a share of a full one, and its incidents, surely and at most."""

    length: float
    least: int
    most: int


def change(past: Sequence[Counted], now: Counted) -> Change | None:
    """Compare a period with those before it; None where they are fewer than `FEWEST_PERIODS`.

    The doubt goes against a finding: more than before is told from the least of now and the most of the past, fewer
    from the most of now and the least of the past.
    """
    if len(past) < FEWEST_PERIODS or not any(period.most for period in (*past, now)):
        return None
    length = sum(period.length for period in past)
    most, least = sum(period.most for period in past), sum(period.least for period in past)
    spread = spread_of([period.most for period in past if period.length == 1])
    even = _tails(now, most, least, length, None)
    return Change(
        observed=now.least,
        expected=round(most / length * now.length, 3),
        past_periods=len(past),
        past_incidents=most,
        poisson=even,
        uneven=_tails(now, most, least, length, spread) if spread is not None else None,
        spread=round(spread, 3) if spread is not None else None,
        method=POISSON if spread is None else UNEVEN,
    )


def _tails(now: Counted, most: int, least: int, length: float, spread: float | None) -> Tail:
    more = tail_from(now.least, now.least + most, now.length, length, spread)
    fewer = 1 - tail_from(now.most + 1, now.most + least, now.length, length, spread)
    return Tail(round(more, 6), round(max(0.0, fewer), 6))


def tail_from(seen: int, total: int, length: float, past: float, spread: float | None = None) -> float:
    """The chance that of `total` incidents `seen` or more fall into a period of `length` and the rest into the `past`.

    `spread` is the size of the negative binomial of one full period, None for Poisson counts.
    """
    if seen <= 0:
        return 1.0
    return min(1.0, sum(exp(_log_chance(k, total, length, past, spread)) for k in range(seen, total + 1)))


def _log_chance(k: int, total: int, length: float, past: float, spread: float | None) -> float:
    ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
    if spread is None:
        share = length / (length + past)
        return ways + k * log(share) + (total - k) * log(1 - share)
    here, there = spread * length, spread * past
    return ways + _log_beta(k + here, total - k + there) - _log_beta(here, there)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def spread_of(counts: Sequence[int]) -> float | None:
    """The size of a negative binomial by moments; None where counts vary no more than Poisson counts do."""
    if len(counts) < FEWEST_PERIODS:
        return None
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    size = mean**2 / (variance - mean) if variance > mean > 0 else EVEN
    return size if size < EVEN else None
