"""Answers: what is told with every figure, what is flagged, what is refused and why; strata and sampled linkages."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.errors import BadSetting
from harmtrace.people.estimate import (
    METHODS,
    CaptureTable,
    EstimateSettings,
    Sampling,
    estimate,
    estimate_over_linkages,
    estimate_strata,
)
from harmtrace.people.estimate.hierarchy import independence
from harmtrace.people.estimate.loglinear import fit_models
from harmtrace.people.estimate.profile import profile
from tests.people.tables import drawn, kosovo, of_marks

SHORT = EstimateSettings(sampling=Sampling(sweeps=1000))
UNRELATED = of_marks({"1111": 0, "1000": 40, "0100": 30, "0010": 20, "0001": 10})


def independent(seed: int, people: int = 2000, reach: tuple[float, ...] = (0.25, 0.3, 0.2, 0.35)) -> CaptureTable:
    return drawn(np.random.default_rng(seed), np.tile(reach, (people, 1)))


def test_kosovo_is_flagged_because_near_models_differ() -> None:
    found = estimate(kosovo())
    assert found.status == "flagged"
    assert "10,357 to 18,393" in found.reasons[0]
    assert found.estimate == pytest.approx(10356.52, abs=0.05)
    assert (len(found.models), found.models[0].terms) == (113, ("123", "14", "34"))
    assert sum(model.weight or 0 for model in found.models) == pytest.approx(1)
    assert found.spread is not None
    assert found.spread.high > 19_000
    assert len(found.overlaps) == 6


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_tells_overlaps_and_a_spread(method: str) -> None:
    found = estimate(kosovo(), method, SHORT)  # type: ignore[arg-type]  # names of METHODS
    assert found.spread is not None
    assert found.overlaps[0].shared == 403
    assert found.on_so_many_lists == (3218, 882, 273, 27)
    assert (found.status == "refused") == (found.estimate is None) == (found.interval is None)


@pytest.mark.parametrize("method", ["loglinear", "dga", "lcmcr"])
def test_two_lists_are_refused_by_models(method: str) -> None:
    found = estimate(of_marks({"11": 20, "10": 30, "01": 80}), method)  # type: ignore[arg-type]
    assert (found.status, found.estimate) == ("refused", None)
    assert f"2 lists, {method} needs 3" in found.reasons[0]


@pytest.mark.parametrize("method", METHODS)
def test_lists_that_share_nobody_are_refused(method: str) -> None:
    found = estimate(UNRELATED, method, SHORT)  # type: ignore[arg-type]
    assert found.status == "refused"
    assert "no two lists share anybody" in found.reasons[0]


def test_an_empty_list_is_left_out_and_named() -> None:
    cells = {"1110": 9, "1100": 22, "1010": 14, "0110": 11, "1000": 41, "0100": 35, "0010": 25}
    found = estimate(of_marks(cells))
    assert found.lists == ("1", "2", "3")
    assert "list 4 holds nobody and is left out" in found.reasons
    assert found.estimate == estimate(of_marks({marks[:3]: count for marks, count in cells.items()})).estimate


def test_chains_that_have_not_met_give_no_estimate() -> None:
    found = estimate(kosovo(), "lcmcr", SHORT)
    assert (found.status, found.estimate, found.median) == ("refused", None, None)
    assert found.reasons[0].startswith("not converged: no estimate (split R-hat")
    assert found.diagnostics.chains == 4
    assert found.diagnostics.rhat is not None


def test_chains_that_agree_give_one() -> None:
    table = independent(5, people=300)
    found = estimate(table, "lcmcr", EstimateSettings(sampling=Sampling(sweeps=12_000, classes=1)))
    assert found.status == "ok"
    assert found.interval is not None
    assert found.interval[1] is not None
    assert found.interval[0] < 300 < found.interval[1]


def test_chains_that_agree_on_too_many_give_none() -> None:
    setting = EstimateSettings(sampling=Sampling(sweeps=12_000, classes=1), beyond=1.05)
    found = estimate(independent(5, people=300), "lcmcr", setting)
    assert (found.status, found.estimate, found.median, found.mean) == ("refused", None, None, None)
    assert "times allowed" in found.reasons[0]


def test_a_posterior_past_its_grid_is_refused_but_what_the_grid_gave_is_told() -> None:
    found = estimate(kosovo(), "dga", EstimateSettings(grid=1.0))
    assert (found.status, found.estimate) == ("refused", None)
    assert "of the posterior lies past the grid's end" in found.reasons[0]
    assert found.mean is not None
    assert found.diagnostics.beyond is not None
    assert found.diagnostics.beyond > 0.5


def test_a_grid_that_is_too_short_is_doubled() -> None:
    table = independent(2, people=3000, reach=(0.06, 0.05, 0.05))
    found = estimate(table, "dga", EstimateSettings(beyond=100))
    assert found.diagnostics.grid is not None
    assert found.diagnostics.grid > 6 * table.n + 1


def test_a_figure_far_beyond_what_was_seen_is_refused() -> None:
    assert estimate(kosovo(), "chao", EstimateSettings(beyond=2.0)).status == "refused"
    assert "more than the 2 times allowed" in estimate(kosovo(), "chao", EstimateSettings(beyond=2.0)).reasons[0]


def test_lists_that_avoid_each_other_make_chao_no_bound() -> None:
    apart = of_marks({"110": 40, "101": 40, "011": 0, "100": 100, "010": 200, "001": 200})
    assert any("make it no bound" in reason for reason in estimate(apart, "chao").reasons)
    assert estimate(kosovo(), "chao").figure == "lower bound"


def test_a_model_that_does_not_fit_is_said_not_to() -> None:
    random = np.random.default_rng(8)
    easy = random.random(60_000) < 0.35
    table = drawn(random, np.where(easy[:, None], 0.55, 0.1) * np.ones((1, 6)))
    found = estimate(table, settings=EstimateSettings(shown=1))
    assert found.status == "flagged"
    assert any("does not fit the table" in reason for reason in found.reasons)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = 0
    for seed in range(200):
        fitted = fit_models(independent(seed), [independence(4)])
        found = profile(fitted, 0)
        held += found.low <= 2000 and found.high is not None and found.high >= 2000
    assert 0.90 <= held / 200 <= 0.99


def test_the_wrong_model_does_not_hold_the_truth_and_fits_badly() -> None:
    held = misfits = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        easy = random.random(2000) < 0.3
        table = drawn(random, np.where(easy[:, None], 0.6, 0.1) * np.ones((1, 4)))
        fitted = fit_models(table, [independence(4)])
        found = profile(fitted, 0)
        held += found.high is not None and found.high >= 2000
        misfits += fitted.deviance[0] > 50
        answer = estimate(table, settings=EstimateSettings(shown=0))
        assert answer.status != "ok"
        assert any("any two lists share more people than chance" in reason for reason in answer.reasons)
    assert held == 0
    assert misfits == 20


def test_lists_that_know_nothing_of_each_other_are_seldom_doubted() -> None:
    doubted = [estimate(independent(seed), settings=EstimateSettings(shown=0)).status != "ok" for seed in range(30)]
    assert sum(doubted) <= 6


def test_a_figure_under_chao_is_doubted() -> None:
    cells = {"111": 2, "110": 8, "101": 9, "011": 7, "100": 320, "010": 60, "001": 50}
    found = estimate(of_marks(cells), "coverage")
    assert any("lies below Chao's lower bound" in reason for reason in found.reasons)


def test_strata_are_estimated_apart_and_their_total_is_their_sum() -> None:
    tables = {"north": independent(1), "south": independent(2, people=1000, reach=(0.5, 0.2, 0.4, 0.1))}
    parts, total = estimate_strata(tables)
    assert [part.stratum for part in parts] == ["north", "south"]
    assert total.n == sum(part.n for part in parts)
    assert total.estimate == pytest.approx(sum(part.estimate or 0 for part in parts))
    assert total.interval is not None
    assert total.interval[1] is not None
    widths = [part.interval[1] - part.interval[0] for part in parts if part.interval and part.interval[1]]
    assert max(widths) * 0.8 < total.interval[1] - total.interval[0] < sum(widths)


def test_a_total_without_one_of_its_strata_is_refused() -> None:
    parts, total = estimate_strata({"north": independent(1), "south": UNRELATED})
    assert [part.status for part in parts] == ["ok", "refused"]
    assert (total.status, total.estimate) == ("refused", None)
    assert total.reasons[0].startswith("south: no two lists")


def test_pooling_strata_of_unequal_reach_misleads_where_strata_do_not() -> None:
    tables = {"a": independent(1, 3000, (0.5, 0.5, 0.5)), "b": independent(2, 3000, (0.1, 0.1, 0.1))}
    _, total = estimate_strata(tables, "chao")
    pooled = fit_models(tables["a"] + tables["b"], [independence(3)]).estimate[0]
    assert pooled < 4500
    assert total.estimate == pytest.approx(6000, rel=0.06)


def test_linkages_that_differ_widen_the_answer() -> None:
    one = [independent(1)] * 5
    many = [independent(seed) for seed in range(5)]
    same, different = estimate_over_linkages(one), estimate_over_linkages(many)
    assert same.estimate == pytest.approx(estimate(one[0]).estimate)
    assert same.diagnostics.linkage_share == 0
    assert (different.se or 0) > (same.se or 0)
    assert different.diagnostics.linkage_share is not None
    assert 0 < different.diagnostics.linkage_share < 1
    assert different.spread is not None


def test_linkages_mostly_refused_give_no_answer() -> None:
    found = estimate_over_linkages([independent(1), independent(2), UNRELATED])
    assert (found.status, found.estimate) == ("refused", None)
    assert "1 of 3 linkages were refused, the first: no two lists" in found.reasons[0]
    with pytest.raises(BadSetting):
        estimate_over_linkages([independent(1)])


def test_missed_matches_inflate_two_lists_by_one_over_recall() -> None:
    expected, found = of_marks({"11": 200, "10": 300, "01": 300}), of_marks({"11": 180, "10": 320, "01": 320})
    whole, part = (estimate(table, "coverage").overlaps[0].lincoln_petersen for table in (expected, found))
    assert whole is not None
    assert part == pytest.approx(whole / 0.9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 1.0}, {"bootstrap": 3}, {"delta": 0.0}, {"grid": -1.0}, {"beyond": 1.0}, {"shown": -1},
        {"seed": -1}, {"criterion": "dic"}, {"sampling": Sampling(chains=3)}, {"sampling": Sampling(sweeps=10)},
    ],
)  # fmt: skip
def test_settings_that_no_method_can_work_with_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadSetting):
        EstimateSettings(**wrong)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(
    st.sampled_from(["loglinear", "dga", "chao", "coverage"]),
    st.integers(1, 4).flatmap(
        lambda size: st.lists(st.sampled_from([0, 0, 0, 1, 2, 30]), min_size=2**size - 1, max_size=2**size - 1)
    ),
)
def test_any_table_has_an_answer(method: str, cells: list[int]) -> None:
    table = CaptureTable.of(np.array([0, *cells]))
    found = estimate(table, method, EstimateSettings(shown=1))  # type: ignore[arg-type]  # names of METHODS
    if found.status == "refused":
        assert found.estimate is None
        assert found.reasons
        return
    assert found.estimate is not None
    assert found.interval is not None
    assert table.n <= found.estimate <= 10 * table.n
    low, high = found.interval
    assert low <= found.estimate + 0.01 or method == "loglinear"
    assert high is None or low <= high
    assert np.isfinite(found.se or 0.0)


def test_many_lists_have_a_bound_and_no_model() -> None:
    random = np.random.default_rng(3)
    table = drawn(random, np.full((400, 12), 0.2))
    assert estimate(table, "chao").estimate == pytest.approx(400, rel=0.1)
    assert estimate(table, "coverage").estimate == pytest.approx(400, rel=0.1)
    assert "12 lists: more than 6 are too many to model" in estimate(table, "dga").reasons[0]


MANY = of_marks(
    {"100": 9 * 10**8, "010": 8 * 10**8, "001": 7 * 10**8, "110": 10**8, "101": 10**8, "011": 10**8, "111": 10**7}
)


@pytest.mark.parametrize("method", ["loglinear", "dga", "chao", "coverage"])
def test_a_table_of_more_people_than_live_is_answered_in_no_time(method: str) -> None:
    begun = time.process_time()
    found = estimate(MANY, method)  # type: ignore[arg-type]  # names of METHODS
    assert found.estimate is not None
    assert found.interval is not None
    assert time.process_time() - begun < 20


def test_a_grid_of_more_people_than_can_be_is_refused() -> None:
    table = of_marks({"100": 10**10, "010": 10**10, "001": 10**10, "110": 10**9})
    found = estimate(table, "dga")
    assert (found.status, found.estimate) == ("refused", None)
    assert "a grid of 5 times as many unseen is longer than 100,000,000,000" in found.reasons[0]


def test_a_weight_on_lists_that_all_depend_is_said_to_be_the_priors() -> None:
    found = estimate(kosovo(), "dga", EstimateSettings(delta=1.0))
    assert any("say nothing of the unseen" in reason for reason in found.reasons)
    assert not any("say nothing of the unseen" in reason for reason in estimate(kosovo(), "dga").reasons)


def test_a_figure_too_high_to_draw_tables_of_is_refused_whatever_is_allowed() -> None:
    table = of_marks({"100": 10**10, "010": 10**10, "001": 10**10, "110": 1})
    found = estimate(table, "coverage", EstimateSettings(beyond=1e30))
    assert (found.status, found.estimate) == ("refused", None)


@pytest.mark.parametrize("method", ["loglinear", "dga", "chao", "coverage"])
def test_lists_within_each_other_are_flagged(method: str) -> None:
    nested = estimate(of_marks({"100": 300, "110": 100, "111": 50}), method)  # type: ignore[arg-type]
    assert nested.status != "ok"
    said = [reason for reason in nested.reasons if "are on list" in reason]
    assert [reason.partition(":")[0] for reason in said] == [
        "all 150 people of list 2 are on list 1 as well",
        "all 50 people of list 3 are on list 1 as well",
    ]
    assert not any("are on list" in reason for reason in estimate(kosovo(), method).reasons)  # type: ignore[arg-type]
