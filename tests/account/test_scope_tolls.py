"""Tolls of places and periods: totals, incidents beside them, uncertain scope, doubles, contradictions."""

from __future__ import annotations

import re
from typing import Any

import pytest

from harmtrace.account.toll import TollQuestion, toll
from harmtrace.errors import UnknownPlace
from harmtrace.model.toll import Toll
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HAMA, HASS, IDLIB, MHARDEH, Report, day, record_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def total(name: str, words: str, place: Any = IDLIB, **more: Any) -> Report:
    facts = {"start": "2018-09-07", "end": "2018-09-10", "scope": "aggregate", "published": "2018-09-14", **more}
    publisher = facts.pop("publisher", f"Monitor {name}")
    return Report(name, publisher, [("killed", "civilian", words)], place, **facts)


def single(name: str, words: str, place: Any = HASS, on: str = "2018-09-08", **more: Any) -> Report:
    return Report(name, f"Outlet {name}", [("killed", "civilian", words)], place, on, **more)


def asked(reports: list[Report], gazetteer: Gazetteer, *places: str, **more: Any) -> Toll:
    facts = {"start": day(7), "end": day(10), "status": "civilian", **more}
    return toll(TollQuestion(places or (IDLIB[1],), **facts), record_of(reports, gazetteer), gazetteer)


def test_a_total_of_certain_attacks_in_a_part_bounds_the_region_from_below_only(gazetteer: Gazetteer) -> None:
    found = asked([total("a", "14", attacks="at least 13", modifier="southern part of")], gazetteer)
    assert (found.min, found.max, found.highest_stated) == (14, None, 14)
    assert len(found.because.min) == 1


def test_a_total_contains_its_incidents_and_is_not_added_to_them(gazetteer: Gazetteer) -> None:
    reports = [total("a", "14"), single("b", "5"), single("c", "2", HABIT, "2018-09-09")]
    assert asked(reports, gazetteer).min == 14
    assert asked(reports[1:], gazetteer).min == 7


def test_an_incident_outside_a_total_is_added_to_it(gazetteer: Gazetteer) -> None:
    reports = [total("a", "14"), single("m", "9", MHARDEH, "2018-09-07")]
    assert asked(reports, gazetteer, IDLIB[1], HAMA[1]).min == 23


def test_disjoint_totals_add_and_overlapping_ones_do_not(gazetteer: Gazetteer) -> None:
    both = [total("a", "14"), total("h", "9", HAMA)]
    assert asked(both, gazetteer, IDLIB[1], HAMA[1]).min == 23
    week = [total("a", "14"), total("b", "6", start="2018-09-09", end="2018-09-10")]
    assert asked(week, gazetteer).min == 14


def test_the_maximum_needs_a_claim_about_the_whole_scope(gazetteer: Gazetteer) -> None:
    assert asked([single("b", "5")], gazetteer).max is None
    assert asked([total("a", "14-20")], gazetteer).max == 20
    assert asked([total("a", "14-20", modifier="southern")], gazetteer).max is None


def test_an_end_for_civilians_is_no_end_for_all(gazetteer: Gazetteer) -> None:
    found = asked([total("a", "14-20")], gazetteer, status="any")
    assert (found.min, found.max) == (14, None)


def test_the_narrower_statement_of_one_origin_is_its_end(gazetteer: Gazetteer) -> None:
    reports = [
        total("a", "14-20", publisher="Bulletin"),
        Report(
            "b", "Bulletin", [("killed", "civilian", "23-29")], IDLIB, "2018-09-05", "2018-09-12", scope="aggregate"
        ),
    ]
    assert asked(reports, gazetteer).max == 20


def test_the_maximum_is_not_below_what_is_recorded_one_by_one(gazetteer: Gazetteer) -> None:
    found = asked([total("a", "3"), single("b", "5"), single("c", "2", HABIT)], gazetteer)
    assert (found.min, found.max) == (7, 7)
    assert len(found.contradictions) == 1
    assert len(found.contradictions[0]) == 2, "five alone exceed three: the smallest set has two claims"


def test_a_settlements_day_with_one_incident_takes_its_range(gazetteer: Gazetteer) -> None:
    reports = [single("b", "1"), single("c", "3"), single("d", "8", on="2018-09-10")]
    found = asked(reports, gazetteer, HASS[1], start=day(8), end=day(8))
    assert (found.min, found.max) == (1, 3)


def test_incidents_that_may_be_the_same_count_once_with_the_larger_minimum(gazetteer: Gazetteer) -> None:
    reports = [single("b", "3"), single("c", "4", on="2018-09-09")]
    record = record_of(reports, gazetteer)
    assert all(incident.possible_duplicates for incident in record.incidents)
    found = asked(reports, gazetteer)
    assert (found.min, found.highest_stated) == (4, 7)


def test_what_is_stated_of_a_part_of_a_region_adds_to_what_is_stated_outside_of_the_region(
    gazetteer: Gazetteer,
) -> None:
    part = single("n", "4-6", HAMA, modifier="western")
    found = asked([part, single("b", "2")], gazetteer, IDLIB[1], HAMA[1])
    assert (found.min, found.highest_stated) == (6, 8)
    may_be_part = asked([part, single("m", "2", MHARDEH)], gazetteer, HAMA[1])
    assert (may_be_part.min, may_be_part.highest_stated) == (4, 6)


def test_where_nobody_states_a_number_there_is_no_highest(gazetteer: Gazetteer) -> None:
    found = asked([single("b", "several")], gazetteer)
    assert (found.min, found.highest_stated) == (1, None)
    assert asked([single("b", "several"), single("m", "2", HABIT)], gazetteer).highest_stated == 3


def test_an_incident_without_a_day_is_not_counted_into_a_minimum(gazetteer: Gazetteer) -> None:
    lost = Report("n", "Outlet N", [("killed", "civilian", "6")], HABIT, None, published=None)
    assert asked([single("b", "5"), lost], gazetteer).min == 5


def test_none_killed_against_a_count_is_a_contradiction(gazetteer: Gazetteer) -> None:
    reports = [single("b", "0"), single("c", "2"), single("d", "3")]
    found = asked(reports, gazetteer, HASS[1], start=day(8), end=day(8))
    assert (found.min, found.max, len(found.contradictions)) == (0, 3, 2)


def test_corroborated_needs_two_origins_for_a_total_as_well(gazetteer: Gazetteer) -> None:
    one = asked([total("a", "14")], gazetteer, policy="corroborated")
    assert (one.min, len(one.one_origin_only)) == (0, 1)
    two = asked([total("a", "14"), total("b", "20")], gazetteer, policy="corroborated")
    assert two.min == 14


def test_a_planned_or_negated_event_counts_nowhere(gazetteer: Gazetteer) -> None:
    reports = [single("b", "5", modality="planned"), single("c", "7", modality="negated")]
    record = record_of(reports, gazetteer)
    assert not record.incidents
    assert asked(reports, gazetteer).min == 0


def test_places_are_taken_by_name_and_unknown_ones_refused(gazetteer: Gazetteer) -> None:
    assert asked([total("a", "14")], gazetteer, "Idlib governorate").min == 14
    with pytest.raises(UnknownPlace):
        asked([total("a", "14")], gazetteer, "Nowhere At All")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Hass, Syria", "Hassef, settlement, Idlib, Syria"),
        ("Hass (Idlib, Syria)", "Hassef, settlement, Idlib, Syria"),
        ("Homs governorate, Syria", "Homs, adm1, Syria"),
        ("the town of Hass", "Hassef, settlement, Idlib, Syria"),
        ("حاس، سوريا", "Hassef, settlement, Idlib, Syria"),
    ],
)
def test_a_name_is_limited_by_the_places_after_it_and_the_answer_says_which_is_meant(
    words: str, meant: str, gazetteer: Gazetteer
) -> None:
    assert asked([single("b", "5")], gazetteer, words).scope.meant == (meant,)


@pytest.mark.parametrize(
    "words",
    "Qarn Zubda, Syria|Syria, Hass|Hass, Lebanon|Hass, Qarn Zubda|not Lebanon|Lebanon and Syria|Hass, north of Homs"
    "|southern Idlib|near Hass|,|".split("|"),
)
def test_a_place_is_refused_unless_one_answer_covers_all_that_is_written(words: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlace):
        asked([single("b", "5")], gazetteer, words)


def test_of_several_places_of_one_name_that_on_record_is_meant_and_else_each_is_listed(gazetteer: Gazetteer) -> None:
    town = ("Hama", "geonames:170017", "settlement")
    assert asked([single("b", "5", town)], gazetteer, "Hama, Syria").scope.meant == ("Hama, settlement, Hama, Syria",)
    with pytest.raises(UnknownPlace) as told:
        asked([single("b", "5")], gazetteer, "Hama, Syria")
    listed = re.findall(r'"([^"]+)" \(([^)]+)\)', told.value.message)
    assert ("Hama, adm1, Syria", "geonames:170015") in listed
    for words, place_id in listed:
        assert asked([single("b", "5")], gazetteer, words).scope.places == (place_id,)


def test_the_residual_of_a_total_is_what_its_incidents_leave(gazetteer: Gazetteer) -> None:
    record = record_of([total("a", "14"), single("b", "5-6")], gazetteer)
    residual = record.aggregates[0].residual["killed"]
    assert (residual.min, residual.max) == (8, 9)


def test_an_incident_known_by_its_region_only_is_not_added_to_those_in_the_region(gazetteer: Gazetteer) -> None:
    reports = [single("r", "9", IDLIB), single("b", "5"), single("m", "4", MHARDEH)]
    assert asked(reports[:2], gazetteer).min == 9
    assert asked(reports, gazetteer, IDLIB[1], HAMA[1]).min == 13
