"""Figures without a model of dependence: two lists, Chao's bound, sample coverage."""

from __future__ import annotations

import numpy as np
import pytest

from harmtrace.people.estimate.bounds import (
    chao,
    chao_alike,
    chao_of_lists,
    coverage,
    coverage_draws,
    lincoln_petersen,
    log_normal_interval,
)
from tests.people.tables import drawn, kosovo, of_marks


def test_kosovo_is_what_the_closed_forms_give() -> None:
    assert chao(kosovo()).bound == pytest.approx(8802.9, abs=0.1)
    assert chao_of_lists(kosovo()) == pytest.approx(8591.2, abs=0.1)
    assert chao_alike(kosovo()) == pytest.approx(8787.2, abs=0.1)
    found = coverage(kosovo())
    assert found is not None
    assert (round(found.share, 3), round(found.found, 1)) == (0.471, 3595.5)
    assert found.estimate == pytest.approx(7633.5, abs=0.5)


def test_two_lists_are_product_over_overlap() -> None:
    assert lincoln_petersen(of_marks({"11": 20, "10": 30, "01": 80})) == {("1", "2"): 50 * 100 / 20}
    assert lincoln_petersen(of_marks({"11": 0, "10": 30, "01": 80})) == {("1", "2"): None}


def test_without_people_on_two_lists_the_corrected_form_is_used() -> None:
    found = chao(of_marks({"100": 6, "010": 4, "001": 2}))
    assert found.corrected
    assert found.bound == pytest.approx(12 + 2 / 3 * 12 * 11 / 2)


def test_people_of_two_kinds_leave_chao_a_lower_bound() -> None:
    random = np.random.default_rng(11)
    easy = random.random(20_000) < 0.3
    table = drawn(random, np.where(easy[:, None], 0.5, 0.08) * np.ones((1, 4)))
    independent = max(figure for figure in lincoln_petersen(table).values() if figure is not None)
    assert independent < chao(table).bound < 20_000


def test_lists_that_share_nobody_have_no_coverage() -> None:
    assert coverage(of_marks({"100": 6, "010": 4, "001": 2})) is None


def test_coverage_draws_scatter_around_the_estimate() -> None:
    found = coverage(kosovo())
    assert found is not None
    draws = coverage_draws(kosovo(), found.estimate, 2000, 4)
    assert draws.mean() == pytest.approx(found.estimate, rel=0.01)
    assert 50 < draws.std() < 300


def test_a_log_normal_interval_never_goes_below_what_was_seen() -> None:
    low, high = log_normal_interval(100, 101, 5, 0.95)
    assert 100 < low < 101 < high
    assert log_normal_interval(100, 100, 0, 0.95) == (100, 100)
