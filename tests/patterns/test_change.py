"""A period against its past: exact chances, uneven pasts, and how often chance alone is called a change."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.patterns.change import FEWEST_PERIODS, Counted, change, spread_of, tail_from


def weeks(*counts: int) -> list[Counted]:
    return [Counted(1.0, count, count) for count in counts]


def test_the_chance_is_the_binomial_tail_of_the_share_of_time() -> None:
    # Nine incidents in nine weeks, four of them in the last: P(X >= 4) with X ~ Binomial(9, 1/9), by hand.
    by_hand = sum(comb(9, k) * 8 ** (9 - k) for k in range(4, 10)) / 9**9
    found = change(weeks(1, 1, 0, 1, 1, 0, 1, 0), Counted(1.0, 4, 4))
    assert found is not None
    assert found.poisson.more == pytest.approx(by_hand, abs=1e-6)
    assert (found.expected, found.past_incidents, found.uneven) == (0.625, 5, None)


def test_an_uneven_past_makes_a_peak_less_surprising() -> None:
    found = change(weeks(0, 9, 0, 0, 12, 0, 1, 0, 10, 0), Counted(1.0, 11, 11))
    assert found is not None
    assert found.uneven is not None
    assert found.poisson.more < 0.01
    assert found.uneven.more > 0.05
    assert "beta-binomial" in found.method


def test_a_short_past_is_no_past() -> None:
    assert change(weeks(*[1] * (FEWEST_PERIODS - 1)), Counted(1.0, 9, 9)) is None
    assert change(weeks(*[0] * 20), Counted(1.0, 0, 0)) is None


def test_doubt_speaks_against_a_change() -> None:
    sure = change(weeks(*[1] * 10), Counted(1.0, 6, 6))
    unsure = change([Counted(1.0, 1, 3)] * 10, Counted(1.0, 6, 9))
    assert sure is not None
    assert unsure is not None
    assert unsure.poisson.more > sure.poisson.more


def test_a_week_that_is_cut_short_is_compared_by_its_days() -> None:
    found = change(weeks(*[7] * 10), Counted(1 / 7, 1, 1))
    assert found is not None
    assert found.expected == pytest.approx(1.0)
    assert found.poisson.fewer > 0.5


@given(st.integers(0, 30), st.floats(0.1, 1), st.integers(8, 60), st.one_of(st.none(), st.floats(0.05, 50)), st.data())
def test_the_chances_are_those_of_a_distribution(
    total: int, length: float, past: int, spread: float | None, data: st.DataObject
) -> None:
    seen = data.draw(st.integers(0, total))
    whole = tail_from(1, total, length, past, spread) if total else 0.0
    assert -1e-9 <= whole <= 1.0
    assert tail_from(0, total, length, past, spread) == 1.0
    assert tail_from(seen, total, length, past, spread) >= tail_from(seen + 1, total, length, past, spread) - 1e-12
    if spread is not None and seen:
        near = tail_from(seen, total, length, past, 1e7)
        assert near == pytest.approx(tail_from(seen, total, length, past), abs=1e-4)


def test_chance_alone_is_called_a_change_no_more_often_than_is_said() -> None:
    chance = np.random.default_rng(11)
    small = 0
    for _ in range(2000):
        counts = [int(n) for n in chance.poisson(3.0, 21)]
        found = change(weeks(*counts[:-1]), weeks(counts[-1])[0])
        small += found is not None and found.poisson.more <= 0.05
    assert small / 2000 <= 0.05 + 2 * (0.05 * 0.95 / 2000) ** 0.5


def test_waves_are_called_a_change_far_more_often_by_one_rate_than_by_their_spread() -> None:
    chance = np.random.default_rng(12)
    even = uneven = 0
    for _ in range(1000):
        counts = [int(n) for n in chance.negative_binomial(1.0, 0.2, 41)]
        found = change(weeks(*counts[:-1]), weeks(counts[-1])[0])
        assert found is not None
        even += found.poisson.more <= 0.05
        uneven += (found.uneven or found.poisson).more <= 0.05
    assert even / 1000 > 0.12
    assert uneven / 1000 < 0.08


def test_the_spread_is_that_of_the_counts() -> None:
    chance = np.random.default_rng(13)
    found = spread_of([int(n) for n in chance.negative_binomial(2.0, 0.4, 5000)])
    assert found == pytest.approx(2.0, rel=0.15)
    assert spread_of([2] * 20) is None
