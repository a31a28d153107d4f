"""Chains of draws in, whether they agree out: split R-hat and effective sample size (Gelman et al. 2013, 11.4-5)."""

from __future__ import annotations

import numpy as np

from harmtrace.people.estimate.counts import Floats


def split_rhat(chains: Floats) -> float:
    """How much wider all halves of all chains are together than each alone; 1 where they agree. chains (m, draws)."""
    halves = _halves(chains)
    length = halves.shape[1]
    within = halves.var(axis=1, ddof=1).mean()
    if within == 0:
        return 1.0 if np.ptp(halves) == 0 else float("inf")
    between = length * halves.mean(axis=1).var(ddof=1)
    return float(np.sqrt(((length - 1) / length * within + between / length) / within))


def effective_size(chains: Floats) -> float:
    """How many independent draws the chains are worth for their mean (Geyer's initial monotone sequence)."""
    halves = _halves(chains)
    count, length = halves.shape
    covariances = np.array([_autocovariance(half) for half in halves])
    within = covariances[:, 0].mean() * length / (length - 1)
    if within == 0:
        return float(count * length)
    spread = within * (length - 1) / length + halves.mean(axis=1).var(ddof=1)
    correlation = 1 - (within - covariances.mean(axis=0) * length / (length - 1)) / spread
    correlation[0] = 1.0
    pairs = correlation[: length - length % 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs <= 0)) if (pairs <= 0).any() else pairs.size
    time = 2 * np.minimum.accumulate(pairs[: max(stop, 1)]).sum() - 1
    return float(count * length / max(time, 1 / np.log10(count * length)))


def _halves(chains: Floats) -> Floats:
    half = chains.shape[1] // 2
    return np.vstack([chains[:, :half], chains[:, -half:]]).astype(np.float64)


def _autocovariance(draws: Floats) -> Floats:
    size = 1 << (2 * draws.size - 1).bit_length()
    waves = np.fft.rfft(draws - draws.mean(), size)
    found: Floats = np.fft.irfft(waves * np.conj(waves), size)[: draws.size] / draws.size
    return found
