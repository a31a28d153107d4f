"""Tables whose answers can be written down, and tables at the edge of what has one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.errors import BrokenCounts
from harmtrace.model.estimate import Method
from harmtrace.people.estimate import CaptureTable, EstimateSettings, estimate
from harmtrace.people.estimate.bounds import chao, coverage
from harmtrace.people.estimate.counts import Floats
from harmtrace.people.estimate.dga import posterior
from harmtrace.people.estimate.hierarchy import model_of
from harmtrace.people.estimate.loglinear import BOUNDARY, UNIDENTIFIED, fit_models
from harmtrace.people.estimate.sheets import tables_of_sheet
from harmtrace.people.estimate.special import log_gamma
from tests.people.tables import drawn, of_marks

QUICK: tuple[Method, ...] = ("loglinear", "dga", "chao", "coverage")
CELLS = ("111", "110", "101", "011", "100", "010", "001")
filled = st.lists(st.integers(1, 60), min_size=7, max_size=7).map(lambda counts: dict(zip(CELLS, counts, strict=True)))
sparse = st.lists(st.sampled_from([0, 0, 1, 1, 2, 5]), min_size=7, max_size=7)

CLOSED: dict[str, Callable[[dict[str, int]], float]] = {
    # Fienberg (1972); Bishop, Fienberg & Holland (1975), table 6.4-1.
    "12,13,23": lambda n: n["111"] * n["100"] * n["010"] * n["001"] / (n["110"] * n["101"] * n["011"]),
    "12,13": lambda n: n["010"] * n["001"] / n["011"],
    "13,23": lambda n: n["100"] * n["010"] / n["110"],
    "12,3": lambda n: (n["110"] + n["100"] + n["010"]) * n["001"] / (n["111"] + n["101"] + n["011"]),
}


@settings(max_examples=60, deadline=None)
@given(filled, st.sampled_from(sorted(CLOSED)))
def test_models_of_three_lists_have_their_closed_forms(cells: dict[str, int], model: str) -> None:
    table = of_marks(cells)
    found = fit_models(table, [model_of(model.split(","), 3)])
    assert found.estimate[0] - table.n == pytest.approx(CLOSED[model](cells), rel=1e-6)


def test_the_error_of_conditional_independence_is_the_written_one() -> None:
    cells = dict(zip(CELLS, (9, 22, 14, 11, 41, 35, 25), strict=True))
    found = fit_models(of_marks(cells), [model_of(["12", "13"], 3)])
    unseen = cells["010"] * cells["001"] / cells["011"]
    # The delta method on log(n010 n001 / n011), and the chance of the unseen themselves.
    spread = unseen**2 * (1 / cells["010"] + 1 / cells["001"] + 1 / cells["011"]) + unseen
    assert found.se[0] == pytest.approx(spread**0.5)


@settings(max_examples=25, deadline=None)
@given(filled, st.integers(2, 1000))
def test_so_many_times_the_people_are_so_many_times_the_estimate(cells: dict[str, int], times: int) -> None:
    once, more = (fit_models(of_marks({k: n * factor for k, n in cells.items()})) for factor in (1, times))
    assert more.estimate == pytest.approx(times * once.estimate, rel=1e-6)


def moved(table: CaptureTable, order: list[int]) -> CaptureTable:
    counts = np.zeros_like(table.counts)
    for pattern, count in enumerate(table.counts):
        counts[sum(1 << new for new, j in enumerate(order) if pattern >> j & 1)] = count
    return CaptureTable(tuple(table.lists[j] for j in order), counts)


@settings(max_examples=40, deadline=None)
@given(sparse, st.permutations([0, 1, 2]), st.sampled_from(QUICK))
def test_the_order_of_columns_changes_no_answer(counts: list[int], order: list[int], method: Method) -> None:
    table = CaptureTable.of([0, *counts])
    one, other = estimate(table, method), estimate(moved(table, order), method)
    assert one.status == other.status
    assert len(one.reasons) == len(other.reasons)
    if one.estimate is not None:
        assert other.estimate == pytest.approx(one.estimate, rel=1e-6)


@settings(max_examples=80, deadline=None)
@given(sparse, st.sampled_from(QUICK))
def test_a_handful_of_people_has_an_answer_or_a_reason(counts: list[int], method: Method) -> None:
    table = CaptureTable.of([0, *counts])
    found = estimate(table, method, EstimateSettings(beyond=1e6))
    assert (found.estimate is None) == (found.status == "refused")
    assert found.status == "ok" or found.reasons
    if found.estimate is not None and found.interval is not None:
        assert found.estimate >= table.n
        assert found.interval[0] >= table.n - 0.01


@pytest.mark.parametrize("method", [*QUICK, "lcmcr"])
def test_one_person_and_nobody_are_refused(method: Method) -> None:
    for cells in ({"111": 0}, {"111": 1}, {"100": 1}):
        found = estimate(of_marks(cells), method, EstimateSettings())
        if cells == {"111": 1}:
            assert found.status != "ok"
        else:
            assert found.status == "refused"
            assert found.reasons


def test_bounds_and_coverage_by_hand() -> None:
    two = of_marks({"11": 20, "10": 30, "01": 40})
    # f1 = 70, f2 = 20, t = 2: 90 + 1/2 * 4900 / 40.
    assert chao(two).bound == pytest.approx(90 + 0.5 * 4900 / 40)
    none_twice = of_marks({"111": 2, "100": 4, "010": 3})
    # f1 = 7, f2 = 0, t = 3: 9 + 2/3 * 7 * 6 / 2.
    assert chao(none_twice).bound == pytest.approx(9 + 2 / 3 * 21)
    found = coverage(two)
    assert found is not None
    # C = 1 - (30/50 + 40/60) / 2, D = 90 - (30 + 40) / 2.
    assert found.share == pytest.approx(1 - (0.6 + 2 / 3) / 2)
    assert found.estimate == pytest.approx(55 / found.share)


def test_three_lists_averaged_over_graphs_by_hand() -> None:
    """The eight graphs written out: products of margins over cliques, divided by those over separators."""
    cells = dict(zip(CELLS, (2, 4, 3, 5, 9, 8, 7), strict=True))
    table, delta = of_marks(cells), 0.5
    unseen = np.arange(0.0, 300)

    def margin(lists: tuple[int, ...]) -> Floats:
        found: dict[str, Floats] = {}
        every: list[tuple[str, Floats]] = [(marks, np.full_like(unseen, count)) for marks, count in cells.items()]
        for marks, count in [*every, ("000", unseen)]:
            key = "".join(marks[j] for j in lists)
            found[key] = found.get(key, np.zeros_like(unseen)) + count
        own = delta * 2 ** (3 - len(lists))
        logs = [log_gamma(count + own) - log_gamma(np.array([own])) for count in found.values()]
        people = table.n + unseen
        whole: Floats = np.sum(logs, axis=0) - log_gamma(people + 8 * delta) + log_gamma(np.array([8 * delta]))
        return whole

    one, two, three = margin((0,)), margin((1,)), margin((2,))
    ab, ac, bc, abc = margin((0, 1)), margin((0, 2)), margin((1, 2)), margin((0, 1, 2))
    graphs = [
        one + two + three, ab + three, ac + two, bc + one, ab + ac - one, ab + bc - two, ac + bc - three, abc,
    ]  # fmt: skip
    people = table.n + unseen
    logs = np.array(graphs) + log_gamma(people + 1) - log_gamma(unseen + 1) - np.log(people)
    mass = np.exp(logs - logs.max())
    found = posterior(table, unseen, delta)
    assert found.mass == pytest.approx(mass.sum(axis=0) / mass.sum())
    assert np.sort(found.weights) == pytest.approx(np.sort(mass.sum(axis=1) / mass.sum()))


def test_an_estimate_that_does_not_exist_is_none() -> None:
    """The artificial table of Chan, Silverman & Vincent (2021, table 2): lists 1 and 2 alone share anybody."""
    table = of_marks({"100": 40, "010": 30, "001": 20, "110": 6})
    every = fit_models(table, [model_of(names, 3) for names in (["12", "13", "23"], ["12", "3"], ["13", "23"])])
    assert every.states.tolist() == [UNIDENTIFIED, UNIDENTIFIED, BOUNDARY]
    # Lists 1 and 2 are independent, who is on list 3 is on no other.
    assert every.estimate[2] == pytest.approx(96 + 40 * 30 / 6)


@pytest.mark.parametrize("lists", [6, 7, 12])
def test_many_lists_are_modelled_or_refused_with_a_way_out(lists: int) -> None:
    table = drawn(np.random.default_rng(lists), np.full((600, lists), 0.15))
    found = estimate(table, "chao")
    assert found.estimate == pytest.approx(600, rel=0.25)
    if lists > 6:
        refused = estimate(table)
        assert refused.status == "refused"
        assert "put some together" in refused.reasons[0]


def test_a_structural_zero_is_a_term_at_minus_infinity_and_said_to_be() -> None:
    """Nobody can be on the first two lists (hospitals of two towns): the third tells how many there are."""
    found = estimate(of_marks({"100": 200, "010": 180, "101": 50, "011": 45, "001": 120}))
    assert found.status == "flagged"
    assert any("terms at minus infinity" in reason for reason in found.reasons)
    # Of 475 on the first two, 95 are on the third, which has 215.
    assert found.estimate == pytest.approx(475 * 215 / 95, rel=0.02)


@pytest.mark.parametrize(
    "count",
    ["nan", "NaN", "inf", "1e3", "1,000", "1 000", "0x10", "1_000", "−3", "- 3", "--3", "½", "Ⅳ", "١٫٥", "+-1", ""],
)
def test_what_is_no_whole_number_is_refused_with_its_line(count: str) -> None:
    with pytest.raises(BrokenCounts, match="line 2"):
        tables_of_sheet(f'a,b,c,count\n1,0,1,"{count}"\n')


@pytest.mark.parametrize("mark", ["true", "x", "2", "-1", "1.0", "0.5", "01", "nan", "①"])
def test_what_is_no_mark_is_refused_with_its_line(mark: str) -> None:
    with pytest.raises(BrokenCounts, match="line 2"):
        tables_of_sheet(f"a,b,c,count\n1,0,{mark},4\n")
