"""Log-linear models: which there are, what they give, which a sparse table cannot carry."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.people.estimate import CaptureTable
from harmtrace.people.estimate.bootstrap import bca, chosen_again, forward_selection
from harmtrace.people.estimate.counts import Counts, Floats
from harmtrace.people.estimate.existence import facial_set
from harmtrace.people.estimate.hierarchy import design, generators, independence, masks_of, model_of, models_of, name_of
from harmtrace.people.estimate.loglinear import BOUNDARY, FINITE, UNIDENTIFIED, fit_models, fit_tables
from harmtrace.people.estimate.profile import profile
from harmtrace.people.estimate.special import chi_squared_tail, log_gamma, log_poisson_tails
from tests.people.tables import kosovo, of_marks

cells_of = st.lists(st.sampled_from([0, 0, 1, 2, 5, 40]), min_size=15, max_size=15)


def table_of(cells: list[int]) -> CaptureTable:
    return CaptureTable.of(np.array([0, *cells]))


@pytest.mark.parametrize(("lists", "models"), [(2, 1), (3, 8), (4, 113), (5, 6893)])
def test_all_hierarchical_models_are_there(lists: int, models: int) -> None:
    found = models_of(lists)
    assert len(found) == len(set(found)) == models
    for model in found[:: max(1, models // 100)]:
        terms = [term for term in range(1 << lists) if model >> term & 1]
        assert all(model >> part & 1 for term in terms for part in range(term) if part & term == part)
        assert (1 << lists) - 1 not in terms
        assert model_of([name_of(term) for term in generators(model)], lists) == model


def test_kosovo_is_what_was_published() -> None:
    fitted = fit_models(kosovo())
    assert len(fitted) == 113
    best, second, third = fitted.order("bic")[:3]
    assert fitted.names(best) == ("123", "14", "34")
    assert fitted.estimate[best] == pytest.approx(10356.52, abs=0.05)
    assert fitted.se[best] == pytest.approx(785.90, abs=0.05)
    assert (fitted.names(second), fitted.names(third)) == (("123", "134"), ("134", "12", "23"))
    assert fitted.estimate[third] == pytest.approx(18393.31, abs=0.05)
    assert fitted.names(fitted.order("aic")[0]) == ("123", "134")
    found = profile(fitted, best)
    assert found.low == pytest.approx(8994.3, abs=1)
    assert found.high == pytest.approx(12110.4, abs=1)


def test_two_lists_of_three_that_depend_are_fitted_as_the_closed_form_says() -> None:
    table = of_marks({"111": 30, "110": 60, "101": 40, "011": 20, "100": 90, "010": 70, "001": 55})
    fitted = fit_models(table, [model_of(["12", "3"], 3)])
    # Lists 1 and 2 are one list then, beside list 3 (Lincoln and Petersen).
    either, third, both = table.n - 55, 55 + 30 + 40 + 20, 30 + 40 + 20
    assert fitted.estimate[0] == pytest.approx(either * third / both)


@settings(max_examples=40)
@given(cells_of)
def test_fitted_margins_are_those_of_the_table_and_sparse_fits_fill_their_face(cells: list[int]) -> None:
    table = table_of(cells)
    if not table.n:
        return
    models = models_of(4)[::7]
    fitted = fit_models(table, models)
    matrix = design(4)
    asked = masks_of(models, 4)
    for row in range(len(models)):
        terms = np.flatnonzero(asked[row])
        found = matrix[:, terms].T @ fitted.means[row]
        if fitted.states[row] != UNIDENTIFIED:
            assert found == pytest.approx(matrix[:, terms].T @ table.seen, abs=1e-5)
        face = facial_set(table.seen, matrix * asked[row], np.ones(15, dtype=np.bool_))
        assert np.array_equal(face, fitted.cells[row])
        assert (fitted.means[row] > 0).tolist() == face.tolist()
        whole = np.linalg.matrix_rank(matrix[face][:, terms])
        rest = np.linalg.matrix_rank(matrix[face][:, terms[1:]])
        assert (fitted.states[row] == UNIDENTIFIED) == (whole == rest)
        assert (fitted.states[row] == FINITE) == bool(face.all())


@settings(max_examples=20)
@given(cells_of, st.permutations(range(4)))
def test_the_order_of_the_lists_changes_no_best_figure(cells: list[int], order: list[int]) -> None:
    table = table_of([count + 1 for count in cells])
    moved = np.zeros(16, dtype=np.int64)
    for pattern in range(16):
        moved[sum(1 << place for place, j in enumerate(order) if pattern >> j & 1)] = table.counts[pattern]
    one, other = fit_models(table), fit_models(CaptureTable.of(moved))
    assert np.sort(one.bic) == pytest.approx(np.sort(other.bic))
    assert np.sort(one.estimate) == pytest.approx(np.sort(other.estimate), rel=1e-6)


def test_a_term_of_lists_that_share_nobody_is_at_minus_infinity() -> None:
    cells = {"100": 50, "010": 40, "001": 60, "101": 20, "011": 15, "110": 0, "111": 0}
    fitted = fit_models(of_marks(cells), [model_of(["12", "13", "23"], 3), model_of(["12", "3"], 3)])
    assert fitted.states.tolist() == [UNIDENTIFIED, BOUNDARY]
    assert math.isnan(fitted.estimate[0])
    # List 3 against lists 1 and 2, which are apart.
    assert fitted.estimate[1] == pytest.approx(125 * 95 / 35)
    assert fitted.means[1][2] == 0


def test_weights_are_shares_and_nothing_is_given_to_what_is_not_identified() -> None:
    fitted = fit_models(of_marks({"100": 5, "010": 4, "001": 6, "101": 2, "011": 1, "110": 0, "111": 0}))
    weights = fitted.weights("bic")
    assert weights.sum() == pytest.approx(1)
    assert not weights[fitted.states == UNIDENTIFIED].any()


def test_profile_ends_hold_the_figure_and_widen_with_the_level() -> None:
    fitted = fit_models(kosovo(), [model_of(["12", "34"], 4)])
    narrow, wide = profile(fitted, 0, 0.8), profile(fitted, 0, 0.99)
    assert narrow.high is not None
    assert wide.high is not None
    assert wide.low < narrow.low < narrow.point < narrow.high < wide.high


def test_forward_selection_adds_the_dependence_that_is_there() -> None:
    random = np.random.default_rng(3)
    marks = random.random((3000, 4)) < 0.3
    marks[:, 1] = random.random(3000) < np.where(marks[:, 0], 0.7, 0.2)
    counts = np.bincount(marks @ (1 << np.arange(4)), minlength=16)
    counts[0] = 0
    assert forward_selection(CaptureTable.of(counts)).names(0) == ("12", "3", "4")


def test_bca_ends_of_independent_lists_are_near_those_of_the_profile() -> None:
    random = np.random.default_rng(4)
    counts = np.bincount((random.random((2000, 3)) < 0.35) @ (1 << np.arange(3)), minlength=8)
    counts[0] = 0
    table = CaptureTable.of(counts)
    only = [independence(3)]

    def independent(counts: Counts, size: int) -> Floats:
        return fit_tables(counts[:, 1:].astype(float), masks_of(only * len(counts), size), size).estimate

    ends = bca(table, 400, 9, estimates=independent)
    found = profile(fit_models(table, only), 0)
    # Only the seen are drawn again, so the ends lie a little closer.
    assert ends[0] == pytest.approx(found.low, rel=0.02)
    assert ends[1] == pytest.approx(found.high, rel=0.02)


def test_a_bootstrap_that_chooses_anew_is_wider_than_the_best_model_and_repeats() -> None:
    fitted = fit_models(kosovo())
    draws = chosen_again(fitted, "bic", 100, 5)
    assert np.array_equal(draws, chosen_again(fitted, "bic", 100, 5))
    best = profile(fitted, int(fitted.order("bic")[0]))
    assert best.high is not None
    low, high = np.quantile(draws, [0.025, 0.975])
    assert high - low > best.high - best.low


def test_log_gamma_and_the_tail_of_chi_squared_are_right() -> None:
    for x in (1e-6, 0.0625, 0.5, 1.0, 2.5, 7.999, 8.0, 31.5, 4400.25, 1e7):
        assert log_gamma(np.array([x]))[0] == pytest.approx(math.lgamma(x), rel=1e-13, abs=1e-13)
    for df in range(1, 12):
        # Simpson's rule on the density, in the square root of its variable.
        roots = np.linspace(0, math.sqrt(9.0), 4001)
        density = 2 * roots ** (df - 1) * np.exp(-(roots**2) / 2) / (2 ** (df / 2) * math.gamma(df / 2))
        weights = np.array([1, *([4, 2] * 1999), 4, 1]) * (roots[1] / 3)
        assert chi_squared_tail(9.0, df) == pytest.approx(1 - float(weights @ density), abs=1e-9)


def test_poisson_tails_are_their_sums() -> None:
    cases = [(0, 0.4), (3, 8.2), (8, 8.0), (15, 8.2), (60, 8.2), (400, 500.0)]
    counts, means = (np.array(column, dtype=np.float64) for column in zip(*cases, strict=True))
    for found, (count, mean) in zip(log_poisson_tails(counts, means), cases, strict=True):
        inside = range(count, 2000) if count >= mean else range(count + 1)
        expected = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in inside)
        assert found == pytest.approx(math.log(expected), rel=1e-9, abs=1e-12)
    assert log_poisson_tails(np.array([0.0, 2.0]), np.zeros(2)).tolist() == [0.0, -math.inf]
    far, half = log_poisson_tails(np.array([1.0, 1e10]), np.array([900.0, 1e10]))
    assert far == pytest.approx(math.log(901) - 900)
    assert math.exp(half) == pytest.approx(0.5, abs=1e-4)
