"""One chain of the latent-class sampler, sweep by sweep: loops that numba compiles (the extra `estimates`).

`lcmcr` imports this module only where numba is installed; without it `sweeps_of_arrays` runs the same steps.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
Random = np.random.Generator
_TRIES = 1000
_FEW = 6


def _compiled(function: Any) -> Any:
    try:
        return numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # nowhere to keep what was compiled: compile it in each process
        return numba.njit(nogil=True)(function)


def _deal(random: Random, total: int, weights: Floats, into: Whole) -> None:
    """Deal `total` out by `weights`, the largest first, so that little is left for the others; uses the weights up."""
    left = weights.sum()
    for step in range(weights.size):
        if total <= _FEW:
            break
        k = weights.argmax()
        drawn = total
        if step < weights.size - 1 and weights[k] < left:
            drawn = random.binomial(total, weights[k] / left)
        into[k] += drawn
        total -= drawn
        left -= weights[k]
        weights[k] = 0.0
    if total:
        left = weights.sum()
    for _ in range(total):  # the last few one by one: cheaper than a binomial for each class
        mark, last = random.random() * left, 0
        while last < weights.size - 1 and mark >= weights[last]:
            mark -= weights[last]
            last += 1
        into[last] += 1


def _log_gamma_draw(random: Random, shape: float) -> float:
    # Small shapes make draws too small to hold: their log is drawn (Marsaglia & Tsang 2000, section 6).
    if shape < 1.0:
        return math.log(random.standard_gamma(shape + 1.0)) + math.log(1.0 - random.random()) / shape
    return math.log(random.standard_gamma(shape))


deal = _compiled(_deal)
log_gamma_draw = _compiled(_log_gamma_draw)


def _classes_of_seen(
    random: Random, cells: Whole, seen: Whole, state: tuple[Floats, Floats, Floats], members: Whole, caught: Whole
) -> None:
    log_in, log_out, log_share = state
    lists, classes = log_in.shape
    weights, here = np.zeros(classes), np.zeros(classes, dtype=np.int64)
    missed, odds = log_share + log_out.sum(axis=0), log_in - log_out
    members[:] = 0
    caught[:] = 0
    for c in range(cells.size):
        for k in range(classes):
            weights[k] = missed[k]
            for j in range(lists):
                if cells[c] >> j & 1:
                    weights[k] += odds[j, k]
        weights[:] = np.exp(weights - weights.max())
        here[:] = 0
        deal(random, seen[c], weights, here)
        members += here
        for j in range(lists):
            if cells[c] >> j & 1:
                caught[j] += here


def _unseen(random: Random, n: int, state: tuple[Floats, Floats, Floats], most: int, members: Whole) -> tuple[int, int]:
    weights = np.exp(state[2] + state[1].sum(axis=0))
    missed = min(weights.sum(), 1.0 - 1e-12)
    unseen, cut = most + 1, 0
    while unseen > most and cut < _TRIES:
        unseen = random.poisson(random.standard_gamma(n) * missed / (1.0 - missed))
        cut += unseen > most
    unseen = min(unseen, most)
    deal(random, unseen, weights, members)
    return unseen, cut


def _parameters(
    random: Random, members: Whole, caught: Whole, alpha: float, state: tuple[Floats, Floats, Floats]
) -> float:
    log_in, log_out, log_share = state
    classes, after, total = members.size, members.sum(), 0.0
    for k in range(classes):
        for j in range(log_in.shape[0]):
            # Shapes of one and more: no draw is too small to hold.
            yes = random.standard_gamma(1.0 + caught[j, k])
            no = random.standard_gamma(1.0 + members[k] - caught[j, k])
            both = math.log(yes + no)
            log_in[j, k], log_out[j, k] = math.log(yes) - both, math.log(no) - both
        after -= members[k]
        if k < classes - 1:
            own = log_gamma_draw(random, 1.0 + members[k])
            rest = log_gamma_draw(random, alpha + after)
            both = np.logaddexp(own, rest)
            log_share[k] = total + own - both
            total += rest - both
        else:
            log_share[k] = total
    return total


classes_of_seen = _compiled(_classes_of_seen)
unseen_of = _compiled(_unseen)
parameters = _compiled(_parameters)


def _run(
    random: Random,
    cells: Whole,
    seen: Whole,
    state: tuple[Floats, Floats, Floats],
    alpha: float,
    setting: tuple[int, int, int, float, float],
    draws: Whole,
) -> int:
    warm_up, thin, most, shape, rate = setting
    classes = state[2].size
    members = np.zeros(classes, dtype=np.int64)
    caught = np.zeros(state[0].shape, dtype=np.int64)
    cut, n = 0, seen.sum()
    for sweep in range(1, warm_up + thin * draws.size + 1):
        classes_of_seen(random, cells, seen, state, members, caught)
        unseen, again = unseen_of(random, n, state, most, members)
        cut += again
        last = parameters(random, members, caught, alpha, state)
        alpha = random.standard_gamma(shape + classes - 1.0) / (rate - last)
        if sweep > warm_up and (sweep - warm_up) % thin == 0:
            draws[(sweep - warm_up) // thin - 1] = n + unseen
    return cut


run = _compiled(_run)
