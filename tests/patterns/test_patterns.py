"""Patterns of a record: rows with the ranges of tolls, nothing twice, effort beside, sentences for and against."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.account.record import RecordView
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.errors import BadSetting
from harmtrace.model.pattern import Pattern, PatternRow, Sentence
from harmtrace.model.schema import json_schema
from harmtrace.model.toll import Policy
from harmtrace.patterns.cells import spans
from harmtrace.patterns.pattern import patterns
from harmtrace.patterns.question import PatternQuestion
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HASS, IDLIB, MHARDEH, Report, record_of

GAZETTEER = Gazetteer.open([])
SARAQIB = ("Saraqib", "geonames:172955", "settlement")


def told(name: str, killed: str, on: str, place: Any = HASS, **more: Any) -> Report:
    return Report(name, more.pop("publisher", f"Outlet {name}"), [("killed", "civilian", killed)], place, on, **more)


def found(reports: Sequence[Report], by: Any = "week", **more: Any) -> Pattern:
    return patterns(PatternQuestion(by, replicates=19, **more), record_of(reports, GAZETTEER), GAZETTEER)


def row(pattern: Pattern, key: str) -> PatternRow:
    return next(one for one in pattern.rows if one.key == key)


WEEKS = [
    told("a", "5", "2018-09-03"),
    told("b", "at least 2", "2018-09-05", HABIT),
    told("c", "3", "2018-09-12", MHARDEH),
    Report("t", "Bulletin", [("killed", "civilian", "14-20")], IDLIB, "2018-09-03", "2018-09-09", scope="aggregate"),
]


@pytest.mark.parametrize("by", ["day", "week", "month", "place"])
def test_the_range_of_every_row_is_the_toll_of_its_scope(by: Any) -> None:
    record = record_of(WEEKS, GAZETTEER)
    pattern = patterns(PatternQuestion(by, replicates=19), record, GAZETTEER)
    assert pattern.rows
    assert pattern.apart
    for one in pattern.rows:
        places = (one.key,) if by == "place" else ()
        policies: tuple[Policy, ...] = ("inclusive", "corroborated")
        for policy, own in zip(policies, (one.inclusive, one.corroborated), strict=True):
            asked = toll(TollQuestion(places, one.start, one.end, policy=policy), record, GAZETTEER)
            assert (own.min, own.max, own.highest_stated) == (asked.min, asked.max, asked.highest_stated)


def test_the_range_of_a_row_by_what_is_named_is_the_toll_asked_about_it() -> None:
    reports = [
        told("a", "5", "2018-09-03", weapons=["cluster.rocket"], target="hospital", actors=[("sy.saaf",)]),
        told("b", "2", "2018-09-03", HABIT, weapons=["air.barrel"], actors=[("ru.mil",)]),
        told("c", "1", "2018-09-04", MHARDEH),
    ]
    record = record_of(reports, GAZETTEER)
    asked: dict[str, dict[str, Any]] = {
        "weapon": {"weapons": ("cluster.rocket",)},
        "target": {"targets": ("obj.medical",)},
        "actor": {"actors": ("sy.gov", "sy.saaf", "joint.sy_ru")},
    }
    keys = {"weapon": "cluster.rocket", "target": "obj.medical", "actor": "sy.gov"}
    for by, kinds in asked.items():
        one = row(found(reports, by), keys[by]).inclusive
        answer = toll(TollQuestion(**kinds), record, GAZETTEER)
        assert (one.min, one.max, one.highest_stated) == (answer.min, answer.max, answer.highest_stated)
        assert one.min == 5


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 28), st.sampled_from([HASS, HABIT, MHARDEH])),
        min_size=1,
        max_size=5,
    )
)
def test_no_row_says_more_than_its_toll_whatever_is_told(facts: list[Any]) -> None:
    reports = [told(f"r{n}", str(c), f"2018-09-{d:02}", place) for n, (c, d, place) in enumerate(facts)]
    record = record_of(reports, GAZETTEER)
    pattern = patterns(PatternQuestion("week", replicates=19), record, GAZETTEER)
    for one in pattern.rows:
        asked = toll(TollQuestion((), one.start, one.end), record, GAZETTEER)
        assert (one.inclusive.min, one.inclusive.max) == (asked.min, asked.max)
    assert sum(one.least for one in pattern.rows) <= len(record.incidents) <= sum(one.most for one in pattern.rows)


def test_a_total_and_its_incidents_are_not_added_and_the_total_is_no_incident() -> None:
    first = row(found(WEEKS), "2018-09-03")
    assert (first.least, first.most, len(first.aggregates)) == (2, 2, 1)
    assert first.inclusive.min == 14


def test_incidents_that_may_be_the_same_count_once_at_least_and_apart_at_most() -> None:
    reports = [told("a", "5", "2018-09-04"), told("b", "5", "2018-09-05", publisher="Outlet b")]
    pattern = found(reports)
    record = record_of(reports, GAZETTEER)
    assert len(record.incidents) == 2
    assert any(incident.possible_duplicates for incident in record.incidents)
    assert (pattern.rows[0].least, pattern.rows[0].most) == (1, 2)


def test_what_is_perhaps_in_a_week_stands_apart() -> None:
    pattern = found([told("a", "5", "2018-09-04"), told("b", "2", "2018-09-08", HABIT, end="2018-09-11")])
    assert [(one.least, one.most, len(one.perhaps)) for one in pattern.rows] == [(1, 2, 1), (0, 1, 1)]


def test_a_weapon_counts_for_its_kind_and_a_total_of_two_weapons_for_neither() -> None:
    reports = [
        told("a", "5", "2018-09-03", weapons=["cluster.rocket"]),
        told("b", "2", "2018-09-03", HABIT, weapons=["air.barrel"]),
        told("c", "1", "2018-09-04", MHARDEH),
        Report(
            "t",
            "Bulletin",
            [("killed", "civilian", "14")],
            IDLIB,
            "2018-09-03",
            "2018-09-09",
            scope="aggregate",
            weapons=["cluster", "air.barrel"],
        ),
    ]
    pattern = found(reports, "weapon")
    assert not pattern.apart
    ranges = {one.key: (one.least, one.inclusive.min, len(one.aggregates)) for one in pattern.rows}
    assert ranges == {"air.barrel": (1, 2, 0), "cluster.rocket": (1, 5, 0), "none": (1, 1, 0)}


def test_rows_by_actor_are_of_belligerents_and_a_contested_incident_is_perhaps_in_each() -> None:
    reports = [
        told("a", "5", "2018-09-03", actors=[("sy.saaf",)]),
        told("b", "5", "2018-09-03", actors=[("ru.mil",)]),
        told("c", "2", "2018-09-04", HABIT, actors=[("sy.gov",)]),
    ]
    counts = {one.key: (one.least, one.most, one.inclusive.min) for one in found(reports, "actor").rows}
    assert counts == {"ru.mil": (0, 1, 0), "sy.gov": (1, 2, 2)}


def test_places_are_those_of_the_level_and_others_are_named() -> None:
    pattern = found([*WEEKS[:3], Report("x", "Outlet x", [("killed", "civilian", "1")], None, "2018-09-04")], "place")
    assert [(one.label, one.least, one.most) for one in pattern.rows] == [("Hama", 1, 2), ("Idlib", 2, 3)]
    settled = found(WEEKS[:3], "place", level="settlement")
    assert len(settled.rows) == 3


def test_documents_and_publishers_of_a_week_stand_beside_it() -> None:
    reports = [told(f"r{n}", "1", "2018-09-04", published="2018-09-05") for n in range(3)]
    first = found(
        [*reports, told("late", "1", "2018-09-04", published="2018-09-12")], end=datetime.date(2018, 9, 16)
    ).rows
    assert [(one.effort.documents, one.effort.publishers) for one in first] == [(3, 3), (1, 1)]


def test_a_week_that_nobody_watched_is_no_zero() -> None:
    quiet = [told(f"q{n}", "1", _monday(n), published=_monday(n)) for n in range(8)]
    burst = [
        told(f"b{n}", "1", _monday(30), place, published=_monday(30)) for n, place in enumerate((HASS, HABIT, MHARDEH))
    ]
    pattern = found([*quiet, *burst])
    assert len(pattern.rows) == 31
    last = pattern.rows[-1].change
    assert last is not None
    assert (last.past_periods, last.expected, last.observed) == (8, 1.0, 3)
    assert all(one.change is None for one in pattern.rows[8:-1])


def _monday(week: int) -> str:
    return (datetime.date(2018, 1, 1) + datetime.timedelta(weeks=week)).isoformat()


def sentence(pattern: Pattern, name: str) -> Sentence:
    return next(one for one in pattern.sentences if one.sentence == name)


def test_intensified_lists_weeks_above_the_mean_before_and_weeks_that_are_not() -> None:
    reports = [
        told("a", "1", "2018-09-03", published="2018-09-03", words="The strikes intensified."),
        told("b", "1", "2018-09-10", HABIT, published="2018-09-10"),
        told("c", "1", "2018-09-17", MHARDEH, published="2018-09-17"),
        told("d", "1", "2018-09-18", HASS, published="2018-09-18"),
    ]
    one = sentence(found(reports), "intensified")
    assert (len(one.said), one.said_by) == (1, 1)
    (more,) = one.speaks_for
    assert (more.kind, more.facts["incidents"], more.facts["mean"]) == ("week", "2", "1.0")
    assert more.label.startswith("2018-09-17 to 2018-09-23: incidents 2; mean of the 2 weeks before")
    assert len(one.speaks_against) == 1


def test_medical_facilities_are_listed_beside_other_targets_and_what_is_not_told() -> None:
    reports = [
        told("a", "1", "2018-09-03", target="hospital"),
        told("b", "1", "2018-09-10", HABIT),
    ]
    one = sentence(found(reports), "medical")
    assert [len(part) for part in (one.speaks_for, one.speaks_against, one.silent)] == [1, 0, 1]
    assert one.speaks_for[0].claims


def test_a_repetition_takes_three_days_and_two_places() -> None:
    places = [HASS, HABIT, MHARDEH]
    reports = [
        told(f"r{n}", "1", f"2018-09-0{n + 3}", place, target="hospital", actors=[("sy.saaf",)])
        for n, place in enumerate(places)
    ]
    assert len(sentence(found(reports), "systematic").speaks_for) == 1
    fewer = sentence(found(reports[:2]), "systematic")
    assert (len(fewer.speaks_for), len(fewer.speaks_against)) == (0, 1)


def test_a_double_tap_asks_for_several_strikes_or_helpers_hit() -> None:
    reports = [told("a", "1", "2018-09-03", attacks="2"), told("b", "1", "2018-09-10", HABIT, attacks="1")]
    one = sentence(found(reports), "double_tap")
    assert [len(part) for part in (one.speaks_for, one.speaks_against, one.silent)] == [1, 1, 0]


def test_no_sentence_holds_a_verdict() -> None:
    for one in found(WEEKS).sentences:
        plain = msgspec.to_builtins(one)
        assert set(plain) == {
            "sentence",
            "label",
            "meaning",
            "said",
            "said_by",
            "speaks_for",
            "speaks_against",
            "silent",
        }


def test_the_printed_form_is_that_of_its_schema() -> None:
    pattern = found(WEEKS)
    again = msgspec.json.decode(msgspec.json.encode(pattern), type=Pattern)
    assert again == pattern
    assert set(json_schema("pattern")["$defs"]["Pattern"]["properties"]) == set(msgspec.to_builtins(pattern))


def test_order_changes_nothing() -> None:
    assert found(WEEKS[::-1]) == found(WEEKS)


def test_periods_are_whole_but_for_the_ends_that_were_asked_for() -> None:
    first, last = datetime.date(2018, 1, 31), datetime.date(2018, 3, 2)
    months = [(a.isoformat(), b.isoformat()) for a, b in spans("month", first, last)]
    assert months == [("2018-01-31", "2018-01-31"), ("2018-02-01", "2018-02-28"), ("2018-03-01", "2018-03-02")]
    weeks = list(spans("week", first, last))
    assert all(start.weekday() == 0 for start, _end in weeks[1:])
    assert all(end.weekday() == 6 for _start, end in weeks[:-1])


def test_too_many_rows_ask_for_a_longer_step() -> None:
    with pytest.raises(BadSetting, match="--by month"):
        found(WEEKS, "day", start=datetime.date(1990, 1, 1))


def test_an_empty_record_has_no_row() -> None:
    empty = record_of([], GAZETTEER)
    assert isinstance(empty, RecordView)
    for by in ("week", "place", "weapon"):
        pattern = patterns(PatternQuestion(by), empty, GAZETTEER)
        assert (pattern.rows, pattern.scan.state) == ((), "too_few")
