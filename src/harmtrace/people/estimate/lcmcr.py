"""A table of capture counts in, draws of the number of people from a latent-class posterior out.

Manrique-Vallier (2016): people fall into classes, within a class the lists are independent; the shares of the classes
are a stick-breaking (Dirichlet process) prior cut at `classes`; every chance of being listed is uniform; N has prior
1 / N. Gibbs sampling by cells: classes of the seen, number of the unseen, their classes, chances, shares, alpha.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from harmtrace.people.estimate import sweeps_of_arrays
from harmtrace.people.estimate.convergence import effective_size, split_rhat
from harmtrace.people.estimate.counts import CaptureTable, Floats

FEWEST_CHAINS = 4
_RARE = -20.0
"""The log share of classes that a start leaves empty."""


@dataclass(frozen=True)
class Sampling:
    """How long and with what prior. `most` is the most unseen people for each one seen (a cut of the prior)."""

    sweeps: int = 200_000
    warm_up: int | None = None
    chains: int = FEWEST_CHAINS
    thin: int = 10
    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25
    most: int = 20
    seed: int = 1
    compiled: bool = find_spec("numba") is not None


@dataclass(frozen=True, eq=False)
class Chains:
    """Draws of N (chains, kept), and the share of all draws that were cut at `most`."""

    draws: Floats
    cut: float

    @property
    def rhat(self) -> float:
        """Split R-hat of N."""
        return split_rhat(self.draws)

    @property
    def ess(self) -> float:
        """Effective sample size of N."""
        return effective_size(self.draws)


def sample(table: CaptureTable, sampling: Sampling) -> Chains:
    """Run the chains, each from a start of its own: one class, two classes, then draws of the prior."""
    cells = np.flatnonzero(table.counts)
    seen = table.counts[cells]
    warm_up = sampling.sweeps // 10 if sampling.warm_up is None else sampling.warm_up
    draws = np.zeros((sampling.chains, sampling.sweeps // sampling.thin), dtype=np.int64)
    setting = (warm_up, sampling.thin, sampling.most * table.n, sampling.shape, sampling.rate)
    randoms = [np.random.default_rng(seed) for seed in np.random.SeedSequence(sampling.seed).spawn(sampling.chains)]
    starts = [_start(table, number, sampling.classes, random) for number, random in enumerate(randoms)]
    if sampling.compiled:
        from harmtrace.people.estimate.sweeps import run

        with ThreadPoolExecutor(min(sampling.chains, os.cpu_count() or 1)) as pool:
            chains = zip(randoms, starts, draws, strict=True)
            work = [pool.submit(run, random, cells, seen, s, 1.0, setting, kept) for random, s, kept in chains]
            cut = sum(int(one.result()) for one in work)
    else:
        state = tuple(np.stack(parts) for parts in zip(*starts, strict=True))
        first = np.ones(sampling.chains)
        cut = sweeps_of_arrays.run(randoms[0], cells, seen, (state[0], state[1], state[2]), first, setting, draws)
    made = sampling.chains * (warm_up + sampling.thin * draws.shape[1])
    return Chains(draws.astype(np.float64), cut / (made + cut))


def _start(
    table: CaptureTable, number: int, classes: int, random: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Logs of the chances of being on each list (lists, classes) and off it, and of the shares."""
    chances = random.uniform(0.02, 0.98, size=(table.size, classes))
    reach = np.array(table.totals()) / table.n
    if number == 0:  # everybody alike
        chances[:, 0] = np.clip(reach * 0.6, 0.01, 0.99)
        shares = _most_of(classes, [1.0])
    elif number == 1 and classes > 1:  # many whom lists hardly reach, few whom they all do
        chances[:, 0], chances[:, 1] = np.clip(reach * 0.1, 0.005, 0.99), np.clip(reach * 1.2, 0.01, 0.95)
        shares = _most_of(classes, [0.8, 0.2])
    else:
        rest = np.append(random.beta(1.0, random.gamma(2.0), size=classes - 1), 1.0).clip(1e-6, 1 - 1e-9)
        shares = np.log(rest) + np.append(0.0, np.cumsum(np.log1p(-rest[:-1])))
    return np.log(chances), np.log1p(-chances), shares


def _most_of(classes: int, shares: list[float]) -> Floats:
    logs = np.full(classes, _RARE)
    logs[: len(shares)] = np.log(shares)
    return logs
