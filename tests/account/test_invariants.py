"""The invariants of methods.md, section 2, on generated records."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harmtrace.account.record import RecordView, range_in
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.model.toll import Policy, StatusColumn
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HAMA, HASS, IDLIB, MHARDEH, Report, built, claim_of, day, document_of

GAZETTEER = Gazetteer.open([])
WORDS = st.sampled_from(["0", "1", "2", "3", "7", "at least 2", "at least 5", "up to 4", "3-6", "dozens", "people"])
STATUS = st.sampled_from(["civilian", "combatant", "unstated", "contested"])
POLICIES: tuple[Policy, ...] = ("inclusive", "corroborated")
COLUMNS: tuple[StatusColumn, ...] = ("civilian", "any")
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def singles(draw: st.DrawFn) -> Report:
    on = draw(st.integers(7, 10))
    figures = draw(st.lists(st.tuples(st.just("killed"), STATUS, WORDS), min_size=1, max_size=2))
    place = draw(st.sampled_from([HASS, HABIT, MHARDEH, IDLIB]))
    publisher = draw(st.sampled_from(["Outlet A", "Outlet B", "Outlet C", "Outlet D"]))
    published = f"2018-09-{draw(st.integers(on, 14)):02}"
    return Report("", publisher, figures, place, f"2018-09-{on:02}", published=published)


@st.composite
def totals(draw: st.DrawFn) -> Report:
    first = draw(st.integers(6, 9))
    last = draw(st.integers(first + 1, 11))
    figures = [("killed", draw(STATUS), draw(WORDS))]
    place = draw(st.sampled_from([IDLIB, HAMA]))
    publisher = draw(st.sampled_from(["Monitor A", "Monitor B"]))
    modifier = draw(st.sampled_from([None, "southern"]))
    start, end = f"2018-09-{first:02}", f"2018-09-{last:02}"
    return Report("", publisher, figures, place, start, end, "2018-09-15", scope="aggregate", modifier=modifier)


REPORTS = st.lists(st.one_of(singles(), singles(), totals()), min_size=1, max_size=7)
QUESTIONS = st.builds(
    TollQuestion,
    places=st.sampled_from([(IDLIB[1],), (HAMA[1],), (IDLIB[1], HAMA[1]), (HASS[1],)]),
    start=st.sampled_from([day(7), day(8)]),
    end=st.sampled_from([day(8), day(10)]),
    status=st.sampled_from(COLUMNS),
    policy=st.sampled_from(POLICIES),
)


def numbered(reports: list[Report]) -> list[Report]:
    return [replace(report, document_id=f"d{number}") for number, report in enumerate(reports)]


def record(reports: list[Report]) -> RecordView:
    return built([document_of(r) for r in reports], [claim_of(r) for r in reports], GAZETTEER)


@QUIET
@given(REPORTS, QUESTIONS, st.randoms())
def test_the_order_of_claims_changes_nothing(reports: list[Report], asked: TollQuestion, chance: random.Random) -> None:
    straight = numbered(reports)
    mixed = list(straight)
    chance.shuffle(mixed)
    one, other = record(straight), record(mixed)
    assert [i.incident_id for i in one.incidents] == [i.incident_id for i in other.incidents]
    assert one.aggregates == other.aggregates
    assert toll(asked, one, GAZETTEER) == toll(asked, other, GAZETTEER)


def nothing_more(publisher: str, place: tuple[str, str, str], killed: str) -> Report:
    return Report("", publisher, [("killed", "civilian", killed)], place, "2018-09-07", published="2018-09-07")


VAGUE = [("Outlet A", IDLIB, "0"), *[("Outlet A", HASS, "0")] * 3, ("Outlet A", IDLIB, "0")]
DAY = TollQuestion((IDLIB[1],), day(7), day(8), "killed", "civilian", "inclusive")


@QUIET
@given(REPORTS, QUESTIONS, st.integers(0, 6))
@example([nothing_more(*row) for row in [*VAGUE, ("Outlet A", IDLIB, "1")]], DAY, 0)
@example([nothing_more(*row) for row in [*VAGUE, ("Outlet B", IDLIB, "0")]], DAY, 0)
def test_a_relay_changes_no_bound_and_no_origin_count(reports: list[Report], asked: TollQuestion, which: int) -> None:
    before = numbered(reports)
    told = before[which % len(before)]
    relay = replace(told, document_id="relay", publisher="Some Paper", chain=[told.publisher], published="2018-09-16")
    one, other = record(before), record([*before, relay])
    left, right = toll(asked, one, GAZETTEER), toll(asked, other, GAZETTEER)
    assert (left.min, left.max, left.highest_stated) == (right.min, right.max, right.highest_stated)
    assert sorted(i.origins for i in one.incidents) == sorted(i.origins for i in other.incidents)
    assert len(one.provenance.groups) == len(other.provenance.groups)
    assert {i.incident_id for i in one.incidents} == {i.incident_id for i in other.incidents}


@QUIET
@given(REPORTS, QUESTIONS)
def test_min_is_above_neither_max_nor_what_is_stated(reports: list[Report], asked: TollQuestion) -> None:
    view = record(numbered(reports))
    found = toll(asked, view, GAZETTEER)
    assert found.max is None or found.min <= found.max
    assert found.highest_stated is None or found.min <= found.highest_stated
    rows = [row for incident in view.incidents for row in incident.tolls]
    rows += [row for total in view.aggregates for row in total.tolls]
    assert all(row.max is None or row.min <= row.max for row in rows)


@QUIET
@given(REPORTS, st.sampled_from(COLUMNS), st.sampled_from(POLICIES))
def test_widening_a_scope_never_lowers_min(reports: list[Report], status: StatusColumn, policy: Policy) -> None:
    view = record(numbered(reports))
    narrow = TollQuestion((IDLIB[1],), day(8), day(9), "killed", status, policy)
    wider = [
        replace(narrow, end=day(10)),
        replace(narrow, start=day(6), end=day(11)),
        replace(narrow, places=(IDLIB[1], HAMA[1])),
        replace(narrow, places=()),
        replace(narrow, start=None, end=None),
    ]
    least = toll(narrow, view, GAZETTEER).min
    for question in wider:
        assert toll(question, view, GAZETTEER).min >= least


@QUIET
@given(REPORTS, QUESTIONS)
def test_removing_a_claim_moves_an_end_only_where_because_names_it(reports: list[Report], asked: TollQuestion) -> None:
    view = record(numbered(reports))
    whole = toll(asked, view, GAZETTEER)
    for claim in view.claims.values():
        less = RecordView(
            view.documents,
            {key: other for key, other in view.claims.items() if key != claim.claim_id},
            view.incidents,
            view.aggregates,
            view.provenance,
        )
        found = toll(asked, less, GAZETTEER)
        assert found.min == whole.min or claim.claim_id in whole.because.min
        assert found.max == whole.max or claim.claim_id in whole.because.max


@QUIET
@given(st.lists(singles(), min_size=1, max_size=6))
def test_corroborated_is_never_above_what_is_stated(reports: list[Report]) -> None:
    view = record(numbered(reports))
    for incident in view.incidents:
        found = range_in(incident, view, "killed", "any", "corroborated")
        plain = range_in(incident, view, "killed", "any", "inclusive")
        assert (found is None) == (plain is None)
        if found is not None and plain is not None and plain.max is not None:
            assert found.min <= plain.max
