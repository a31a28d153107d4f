"""The latent-class sampler on arrays and compiled: the right posterior, chains that are heard, the same for a seed."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

from harmtrace.people.estimate.convergence import effective_size, split_rhat
from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.lcmcr import Sampling, sample
from harmtrace.people.estimate.special import log_gamma
from tests.people.tables import kosovo, of_marks

ENGINES = [False, pytest.param(True, marks=pytest.mark.skipif(find_spec("numba") is None, reason="needs numba"))]
SMALL = of_marks({"111": 9, "110": 22, "101": 14, "011": 11, "100": 41, "010": 35, "001": 25})


def exact_for_one_class(table: CaptureTable, people: Floats) -> Floats:
    """The posterior of N for independent lists of uniform chances under 1 / N, in closed form."""
    logs = log_gamma(people + 1) - log_gamma(people - table.n + 1) - np.log(people)
    for total in table.totals():
        logs += log_gamma(people - total + 1) - log_gamma(people + 2)
    mass = np.exp(logs - logs.max())
    shares: Floats = mass / mass.sum()
    return shares


@pytest.mark.parametrize("compiled", ENGINES)
def test_one_class_has_the_posterior_of_independent_lists(compiled: bool) -> None:
    chains = sample(SMALL, Sampling(sweeps=20_000, thin=5, classes=1, compiled=compiled))
    people = np.arange(float(SMALL.n), 21.0 * SMALL.n)
    reached = np.cumsum(exact_for_one_class(SMALL, people))
    assert chains.rhat < 1.01
    for share in (0.025, 0.25, 0.5, 0.75, 0.975):
        assert np.quantile(chains.draws, share) == pytest.approx(people[np.searchsorted(reached, share)], rel=0.015)


@pytest.mark.parametrize("compiled", ENGINES)
def test_kosovo_comes_near_the_reference_in_a_short_run(compiled: bool) -> None:
    chains = sample(kosovo(), Sampling(sweeps=8_000, warm_up=1_500, compiled=compiled, seed=3))
    assert np.median(chains.draws) == pytest.approx(10443, rel=0.05)
    assert chains.draws.min() > 4400


@pytest.mark.skipif(find_spec("numba") is None, reason="needs numba")
def test_both_engines_have_one_posterior() -> None:
    """Of several classes, where nothing is written in closed form."""
    by_engine = [sample(SMALL, Sampling(sweeps=12_000, classes=3, compiled=compiled)) for compiled in (False, True)]
    assert all(chains.rhat < 1.02 for chains in by_engine)
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        one, other = (np.quantile(chains.draws, share) for chains in by_engine)
        assert one == pytest.approx(other, rel=0.04)


@pytest.mark.skipif(find_spec("numba") is None, reason="needs numba")
@pytest.mark.parametrize("total", [3, 40, 900])
def test_people_are_dealt_by_weights(total: int) -> None:
    """Whether few, who are dealt one by one, or many: a multinomial draw."""
    from harmtrace.people.estimate.sweeps import deal

    random, shares = np.random.default_rng(4), np.array([0.02, 0.5, 0.18, 0.3, 0.0])
    dealt = np.zeros((4000, 5), dtype=np.int64)
    for row in dealt:
        deal(random, total, shares * 7, row)
    assert (dealt.sum(axis=1) == total).all()
    error = np.sqrt(total * shares * (1 - shares) / 4000)
    assert (np.abs(dealt.mean(axis=0) - total * shares) <= 4.5 * error).all()
    assert dealt.var(axis=0) == pytest.approx(total * shares * (1 - shares), rel=0.12, abs=1e-9)


@pytest.mark.parametrize("compiled", ENGINES)
def test_a_seed_gives_the_same_draws_and_another_seed_others(compiled: bool) -> None:
    setting = {"sweeps": 1000, "compiled": compiled}
    one, again = (sample(SMALL, Sampling(**setting, seed=7)).draws for _ in range(2))  # type: ignore[arg-type]
    assert np.array_equal(one, again)
    assert not np.array_equal(one, sample(SMALL, Sampling(**setting, seed=8)).draws)  # type: ignore[arg-type]


@pytest.mark.parametrize("compiled", ENGINES)
def test_what_the_cut_takes_away_is_told(compiled: bool) -> None:
    scattered = of_marks({"111": 0, "110": 1, "101": 1, "011": 1, "100": 90, "010": 80, "001": 70})
    chains = sample(scattered, Sampling(sweeps=1000, most=5, compiled=compiled))
    assert chains.cut > 0.2
    assert chains.draws.max() <= 6 * scattered.n


def test_chains_that_agree_and_chains_that_do_not() -> None:
    random = np.random.default_rng(1)
    alike = random.standard_normal((4, 2000))
    assert split_rhat(alike) == pytest.approx(1, abs=0.005)
    assert effective_size(alike) == pytest.approx(8000, rel=0.15)
    apart = alike + np.array([0.0, 0.0, 0.0, 2.0])[:, None]
    assert split_rhat(apart) > 1.1
    drifting = alike + np.linspace(-1, 1, 2000)
    assert split_rhat(drifting) > 1.1
    assert effective_size(drifting) < 200


def test_chains_that_remember_are_worth_what_their_memory_leaves() -> None:
    random = np.random.default_rng(2)
    chains = np.zeros((4, 20_000))
    noise = random.standard_normal(chains.shape)
    for step in range(1, chains.shape[1]):
        chains[:, step] = 0.9 * chains[:, step - 1] + noise[:, step]
    assert effective_size(chains) == pytest.approx(80_000 * 0.1 / 1.9, rel=0.2)
