"""Measures estimates of the unreported. Run: python -m evaluation.bench.estimates [quick].

Four lists are those of the Kosovo example, five are drawn. Seconds by the clock, the best of three; the latent-class
chains run once, on as many threads as there are processors (`quick` leaves them out).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.dga import posterior
from harmtrace.people.estimate.lcmcr import Sampling, sample
from harmtrace.people.estimate.loglinear import fit_models
from harmtrace.people.estimate.sheets import tables_of_sheet

KOSOVO = Path(__file__).resolve().parents[2] / "examples" / "kosovo" / "counts.csv"
_TIMES = 3
_PEOPLE, _SEED = 5000, 5
_SWEEPS = 1_000_000


def five_lists() -> CaptureTable:
    """Five lists of people of two kinds, so that many cells hold few."""
    random = np.random.default_rng(_SEED)
    chances = np.where(random.random((_PEOPLE, 1)) < 0.2, 0.3, 0.06) * np.ones((1, 5))
    counts = np.bincount((random.random(chances.shape) < chances) @ (1 << np.arange(5)), minlength=32)
    counts[0] = 0
    return CaptureTable.of(counts)


def seconds_of(work: Callable[[], object]) -> float:
    """The least of a few runs."""
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def lines(quick: bool = False) -> Iterator[str]:
    """The section of the page of benchmarks."""
    kosovo, five = tables_of_sheet(KOSOVO.read_text(encoding="utf-8"))[""], five_lists()
    grid = np.arange(0.0, 5 * five.n + 1)
    yield from ("", "## Estimates of the unreported", "", "| work | seconds |", "| --- | --- |")
    yield f"| all 113 log-linear models of four lists | {seconds_of(lambda: fit_models(kosovo)):.3f} |"
    yield f"| all 6,893 of five lists, {five.n:,} people | {seconds_of(lambda: fit_models(five)):.2f} |"
    took = seconds_of(lambda: posterior(five, grid))
    yield f"| 822 decomposable graphs of five lists, {grid.size:,} numbers | {took:.2f} |"
    if quick:
        return
    sampling = Sampling(sweeps=_SWEEPS)
    if sampling.compiled:
        sample(kosovo, Sampling(sweeps=1000))
    begun, worked = time.perf_counter(), time.process_time()
    chains = sample(kosovo, sampling)
    took, work = time.perf_counter() - begun, time.process_time() - worked
    engine = "numba" if sampling.compiled else "numpy alone"
    low, middle, high = np.quantile(chains.draws, [0.025, 0.5, 0.975])
    yield f"| latent classes, four chains of {_SWEEPS:,} sweeps, Kosovo, {engine} | {took:.0f} |"
    yield ""
    yield (
        f"That run: median {middle:,.0f}, 95 % {low:,.0f} to {high:,.0f}, split R-hat {chains.rhat:.4f},"
        f" effective draws {chains.ess:,.0f}; {work:.0f} seconds of processors, all threads together."
    )


if __name__ == "__main__":
    for line in lines("quick" in sys.argv[1:]):
        print(line, flush=True)
