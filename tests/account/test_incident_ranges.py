"""Every row of the table of methods.md, section 2, and the rules of status, voice and policy around it."""

from __future__ import annotations

import pytest

from harmtrace.account.record import range_in
from harmtrace.model.toll import StatusColumn, TollRow
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import Report, record_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def row(reports: list[Report], gazetteer: Gazetteer, status: StatusColumn = "any", harm: str = "killed") -> TollRow:
    record = record_of(reports, gazetteer)
    assert len(record.incidents) == 1
    found = [r for r in record.incidents[0].tolls if (r.harm, r.status) == (harm, status)]
    assert found, f"no row for {harm} {status}"
    return found[0]


def told(*words: str, status: str = "unstated") -> list[Report]:
    return [Report(f"d{n}", f"Outlet {'ABCDEFG'[n]}", [("killed", status, word)]) for n, word in enumerate(words)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (["2", "3", "3"], 2, 3),
        (["0", "1", "2", "3"], 0, 3),
        (["at least 5", "3"], 3, None),
        (["at least 1", "2"], 1, 2),
        (["6", "dozens"], 6, None),
        (["130", "dozens"], 130, 130),
        (["up to 20"], 0, 20),
        (["5", "9"], 5, 9),
        (["dozens"], 1, None),
        (["3", "people"], 3, 3),
        (["10-12"], 10, 12),
        (["at least 4"], 4, None),
    ],
)
def test_figures_of_several_origins_make_this_range(
    words: list[str], low: int, high: int | None, gazetteer: Gazetteer
) -> None:
    found = row(told(*words), gazetteer)
    assert (found.min, found.max) == (low, high)


def test_about_counts_at_both_ends_and_is_marked(gazetteer: Gazetteer) -> None:
    found = row(told("about 40"), gazetteer)
    assert (found.min, found.max, found.approximate) == (40, 40, True)


def test_a_correction_replaces_only_its_own_origins_figure(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a1", "Outlet A", [("killed", "unstated", "2")], published="2018-09-08"),
        Report("a2", "Outlet A", [("killed", "unstated", "1")], published="2018-09-10"),
        Report("b", "Outlet B", [("killed", "unstated", "2")]),
    ]
    found = row(reports, gazetteer)
    assert (found.min, found.max) == (1, 2)


def test_an_earlier_figure_of_another_origin_stays(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "unstated", "5")], published="2018-09-08"),
        Report("b", "Outlet B", [("killed", "unstated", "9")], published="2018-09-12"),
    ]
    assert (row(reports, gazetteer).min, row(reports, gazetteer).max) == (5, 9)


def test_a_figure_leaves_when_a_later_text_says_that_the_toll_rose_from_it(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "unstated", "24")], published="2018-09-08"),
        Report(
            "b",
            "Outlet B",
            [("killed", "unstated", "126")],
            published="2018-09-10",
            words="The toll rose from 24 to 126.",
        ),
    ]
    assert (row(reports, gazetteer).min, row(reports, gazetteer).max) == (126, 126)


def test_of_a_toll_that_rose_twice_the_last_figure_stands(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "unstated", "10")], published="2018-09-08"),
        Report("b", "Outlet B", [("killed", "unstated", "24")], published="2018-09-09", words="It rose from 10 to 24."),
        Report(
            "c", "Outlet C", [("killed", "unstated", "126")], published="2018-09-10", words="It rose from 24 to 126."
        ),
    ]
    assert (row(reports, gazetteer).min, row(reports, gazetteer).max) == (126, 126)


def test_a_figure_that_its_origin_takes_back_leaves_though_only_a_relay_tells_of_it(gazetteer: Gazetteer) -> None:
    old = [("killed", "unstated", "at least 20")]
    reports = [
        Report("own", "Doctors of Hass", old),
        Report("relay", "Outlet B", old, chain=["Doctors of Hass"], published="2018-09-11"),
        Report(
            "later",
            "Outlet C",
            [("killed", "unstated", "18")],
            chain=["Doctors of Hass"],
            published="2018-09-11",
            words="They corrected it to 18 killed, not 20.",
        ),
    ]
    assert (row(reports, gazetteer).min, row(reports, gazetteer).max) == (18, 18)
    other = [*reports, Report("d", "Outlet D", [("killed", "unstated", "20")])]
    assert (row(other, gazetteer).min, row(other, gazetteer).max) == (18, 20)


def test_disjoint_parts_of_one_teller_add_up_beside_anothers_whole(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "civilian", "1"), ("killed", "combatant", "4")]),
        Report("b", "Outlet B", [("killed", "unstated", "7")]),
    ]
    assert (row(reports, gazetteer).min, row(reports, gazetteer).max) == (5, 7)
    assert (row(reports, gazetteer, "civilian").min, row(reports, gazetteer, "civilian").max) == (1, 1)
    assert row(reports, gazetteer, "unstated").max == 7


def test_parts_never_add_to_their_whole(gazetteer: Gazetteer) -> None:
    report = Report("a", "Outlet A", [("killed", "unstated", "15"), ("killed", "unstated", "4", 0)], who={1: ["child"]})
    assert (row([report], gazetteer).min, row([report], gazetteer).max) == (15, 15)


def test_people_of_unstated_or_mixed_status_are_never_civilians(gazetteer: Gazetteer) -> None:
    record = record_of([*told("9", status="unstated"), *told("3", status="mixed")[:0]], gazetteer)
    assert not [r for r in record.incidents[0].tolls if r.status == "civilian"]
    mixed = record_of(told("9", status="mixed"), gazetteer).incidents[0]
    assert {r.status for r in mixed.tolls} == {"mixed", "any"}


def test_contested_status_lowers_the_civilian_minimum_only(gazetteer: Gazetteer) -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "civilian", "5")]),
        Report("b", "Outlet B", [("killed", "contested", "7")]),
    ]
    found = row(reports, gazetteer, "civilian")
    assert (found.min, found.max) == (0, 5)


def test_a_part_above_its_whole_raises_the_maximum_to_it(gazetteer: Gazetteer) -> None:
    report = Report("a", "Outlet A", [("killed", "unstated", "3"), ("killed", "unstated", "6", 0)], who={1: ["child"]})
    assert row([report], gazetteer).max == 6


def test_a_relay_that_differs_bounds_nothing(gazetteer: Gazetteer) -> None:
    own = Report("own", "Rescue Team", [("killed", "unstated", "4")])
    drifted = Report("relay", "Outlet B", [("killed", "unstated", "6")], chain=["Rescue Team"], published="2018-09-11")
    found = row([own, drifted], gazetteer)
    assert (found.min, found.max, found.because.max) == (4, 4, found.because.min)


def test_corroborated_takes_the_largest_figure_that_two_origins_reach(gazetteer: Gazetteer) -> None:
    record = record_of(told("3", "4", "4", "5"), gazetteer)
    found = range_in(record.incidents[0], record, "killed", "any", "corroborated")
    assert found is not None
    assert (found.min, found.max) == (4, 5)
    alone = record_of(told("3"), gazetteer)
    one = range_in(alone.incidents[0], alone, "killed", "any", "corroborated")
    assert one is not None
    assert (one.min, one.told_by_one) == (0, tuple(alone.claims))


def test_a_compilation_does_not_corroborate(gazetteer: Gazetteer) -> None:
    reports = told("3", "4")
    reports[1].words = "This bulletin compiles what others published."
    record = record_of(reports, gazetteer)
    found = range_in(record.incidents[0], record, "killed", "any", "corroborated")
    assert found is not None
    assert found.min == 0


def test_families_are_not_counted_as_persons(gazetteer: Gazetteer) -> None:
    from harmtrace.account.hull import rows
    from harmtrace.account.record import figures_in

    record = record_of(told("3"), gazetteer)
    figures = figures_in(record.incidents[0], record)
    assert {r.unit for r in rows(figures)} == {"persons"}
