"""The chains of the latent-class sampler side by side on arrays: what runs where numba is not installed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
_TRIES = 1000


def run(
    random: np.random.Generator,
    cells: Whole,
    seen: Whole,
    state: tuple[Floats, Floats, Floats],
    alpha: Floats,
    setting: tuple[int, int, int, float, float],
    draws: Whole,
) -> int:
    """Fill `draws` (chains, kept); state is log of in and out (chains, lists, classes) and of shares (chains, classes).

    Returns how many draws of the unseen were above the most allowed and drawn again.
    """
    warm_up, thin, most, shape, rate = setting
    log_in, log_out, log_share = state
    marks = (cells[:, None] >> np.arange(log_in.shape[1]) & 1).astype(np.float64)
    classes, n, cut = log_share.shape[1], int(seen.sum()), 0
    for sweep in range(1, warm_up + thin * draws.shape[1] + 1):
        logs = log_share[:, None, :] + marks @ log_in + (1 - marks) @ log_out
        dealt = random.multinomial(seen, _shares(logs))
        caught = np.einsum("cj,mck->mjk", marks, dealt)
        missed = np.exp(log_share + log_out.sum(axis=1))
        unseen, again = _unseen(random, n, np.minimum(missed.sum(axis=1), 1 - 1e-12), most)
        cut += again
        members = dealt.sum(axis=1) + random.multinomial(unseen, missed / missed.sum(axis=1, keepdims=True))
        log_in, log_out = _log_beta(random, 1 + caught, 1 + members[:, None, :] - caught)
        after = np.cumsum(members[:, ::-1], axis=1)[:, ::-1][:, 1:]
        own, rest = _log_beta(random, 1.0 + members[:, :-1], alpha[:, None] + after)
        gone = np.cumsum(rest, axis=1)
        nothing = np.zeros((len(alpha), 1))
        log_share = np.hstack([own, nothing]) + np.hstack([nothing, gone])
        last = gone[:, -1] if classes > 1 else 0.0
        alpha = random.standard_gamma(shape + classes - 1.0, size=len(alpha)) / (rate - last)
        if sweep > warm_up and (sweep - warm_up) % thin == 0:
            draws[:, (sweep - warm_up) // thin - 1] = n + unseen
    return cut


def _shares(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
    shares: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return shares


def _unseen(random: np.random.Generator, n: int, missed: Floats, most: int) -> tuple[Whole, int]:
    odds = missed / (1 - missed)
    unseen = random.poisson(random.standard_gamma(n, size=odds.size) * odds)
    cut = 0
    for _ in range(_TRIES):
        over = unseen > most
        if not over.any():
            break
        cut += int(over.sum())
        unseen[over] = random.poisson(random.standard_gamma(n, size=int(over.sum())) * odds[over])
    return np.minimum(unseen, most), cut


def _log_beta(random: np.random.Generator, yes: Floats, no: Floats) -> tuple[Floats, Floats]:
    ours, theirs = _log_gamma(random, yes), _log_gamma(random, no)
    both = np.logaddexp(ours, theirs)
    return ours - both, theirs - both


def _log_gamma(random: np.random.Generator, shape: Floats) -> Floats:
    # Small shapes make draws too small to hold: their log is drawn (Marsaglia & Tsang 2000, section 6).
    small = shape < 1
    logs = np.log(random.standard_gamma(shape + small))
    if small.any():
        logs = logs + np.where(small, np.log1p(-random.random(shape.shape)) / shape, 0.0)
    return logs
