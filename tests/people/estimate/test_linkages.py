"""From lists and doubtful pairs to tables: who is joined, what is drawn, how strata are told, totals over linkages."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from harmtrace.errors import BadSetting
from harmtrace.model.link import Link, LinkedRows
from harmtrace.model.person import Entry
from harmtrace.people.estimate import (
    CaptureTable,
    estimate_over_linkages,
    estimate_strata,
    estimate_strata_over_linkages,
)
from harmtrace.people.estimate.linkages import linkages_drawn, people_of, tables_of_people
from tests.people.tables import drawn

Pair = tuple[str, str, str, str, float]


def row(key: str, **told: object) -> Entry:
    return Entry(id=key, row=2, names={"name": key}, **told)  # type: ignore[arg-type]


def pairs(*given: Pair) -> list[LinkedRows]:
    return [LinkedRows((one, other), Link(a, b, chance, {})) for one, a, other, b, chance in given]


LISTS = {"A": [row("a1"), row("a2")], "B": [row("b1"), row("b2")], "C": [row("c1")]}


def counts_of(people: list[object]) -> dict[tuple[str, ...], int]:
    (table,) = tables_of_people(people, list(LISTS)).values()  # type: ignore[arg-type]
    return table.cells()


def test_rows_are_joined_over_lists_and_nobody_has_two_of_one() -> None:
    joined = pairs(("A", "a1", "B", "b1", 0.9), ("B", "b1", "C", "c1", 0.8), ("A", "a2", "C", "c1", 0.7))
    people = list(people_of(LISTS, joined))
    assert counts_of(list(people)) == {("A", "B", "C"): 1, ("A",): 1, ("B",): 1}


def test_linkages_are_drawn_as_often_as_they_are_likely_and_repeat() -> None:
    doubtful = pairs(("A", "a1", "B", "b1", 0.25), ("A", "a2", "B", "b2", 1.0))
    found = [counts_of(list(people)) for people in linkages_drawn(LISTS, doubtful, 2000, 3)]
    both = np.array([one[("A", "B")] for one in found])
    assert set(both) == {1, 2}
    assert (both == 2).mean() == pytest.approx(0.25, abs=0.03)
    assert found == [counts_of(list(people)) for people in linkages_drawn(LISTS, doubtful, 2000, 3)]


def test_what_a_person_decided_is_in_every_linkage_or_in_none() -> None:
    decided = [
        LinkedRows(("A", "B"), Link("a1", "b1", 0.01, {}, decided="same")),
        LinkedRows(("A", "B"), Link("a2", "b2", 0.99, {}, decided="different")),
    ]
    assert all(counts_of(list(one))[("A", "B")] == 1 for one in linkages_drawn(LISTS, decided, 50, 1))


def test_strata_are_what_the_first_list_that_says_something_says() -> None:
    day = datetime.date(2017, 3, 4)
    lists = {
        "A": [row("a1", sex="female", age=17.0), row("a2", place="Nahr")],
        "B": [row("b1", sex="male", death_date=day, age=18.0), row("b2", age=60.0)],
    }
    people = list(people_of(lists, pairs(("A", "a1", "B", "b1", 1.0))))
    by = {name: sorted(tables_of_people(people, ["A", "B"], [name])) for name in ("sex", "age", "month", "year")}
    assert by == {
        "sex": [("female",), ("unknown",)],
        "age": [("60 or older",), ("child",), ("unknown",)],
        "month": [("2017-03",), ("unknown",)],
        "year": [("2017",), ("unknown",)],
    }
    assert tables_of_people(people, ["A", "B"], ["place", "sex"])[("unknown", "female")].cells() == {("A", "B"): 1}


def strata(seed: int) -> dict[str, CaptureTable]:
    random = np.random.default_rng(seed)
    return {
        "north": drawn(random, np.full((1500, 3), 0.35)),
        "south": drawn(random, np.full((900, 3), 0.25)),
    }


def test_a_total_over_linkages_is_summed_in_each_first() -> None:
    linkages = [strata(seed) for seed in range(8)]
    told, total = estimate_strata_over_linkages(linkages)
    sums = [estimate_strata(tables)[1].estimate or 0.0 for tables in linkages]
    assert total.estimate == pytest.approx(np.mean(sums))
    assert [part.stratum for part in told] == ["north", "south"]
    assert total.stratum == "total"
    assert total.diagnostics.linkages == 8
    north = estimate_over_linkages([tables["north"] for tables in linkages])
    assert told[0].estimate == pytest.approx(north.estimate)
    ends = [part.interval for part in (*told, total)]
    widths = [high - low for low, high in (end for end in ends if end) if high is not None]
    assert max(widths[:2]) < widths[2] < sum(widths[:2])


def test_the_same_linkage_many_times_adds_nothing() -> None:
    _, total = estimate_strata_over_linkages([strata(1)] * 6)
    assert total.estimate == pytest.approx(estimate_strata(strata(1))[1].estimate)
    assert total.diagnostics.linkage_share == 0


def test_a_stratum_that_one_linkage_lacks_is_nobody_there() -> None:
    with_more = {**strata(2), "east": strata(3)["north"]}
    told, total = estimate_strata_over_linkages([with_more, strata(2), strata(2)])
    assert told[2].status == "refused"
    assert total.status == "refused"


def test_one_linkage_is_no_sample() -> None:
    with pytest.raises(BadSetting):
        estimate_strata_over_linkages([strata(1)])
