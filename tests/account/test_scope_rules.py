"""Uncertain places, totals of several places, weapons, actors and targets, and what contradicts what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harmtrace.account.about import About, about, total_about
from harmtrace.account.record import RecordView
from harmtrace.account.relations import Relations
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.model.claim import ActorMention, EventClaim, TargetMention, WeaponMention
from harmtrace.model.incident import Incident
from harmtrace.model.toll import Toll
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HAMA, HASS, IDLIB, MHARDEH, PlaceOf, Report, day, record_of

GAZETTEER = Gazetteer.open([])
CITY = ("Hama", "geonames:170017", "settlement")


def single(name: str, words: str, place: PlaceOf | None = HASS, on: str = "2018-09-08", **more: Any) -> Report:
    return Report(name, f"Outlet {name}", [("killed", "civilian", words)], place, on, **more)


def total(name: str, words: str, place: PlaceOf | None = IDLIB, **more: Any) -> Report:
    facts = {"start": "2018-09-07", "end": "2018-09-10", "scope": "aggregate", "published": "2018-09-14", **more}
    return Report(name, f"Monitor {name}", [("killed", "civilian", words)], place, **facts)


def may_be(record: RecordView, document: str, other: str) -> RecordView:
    """The record with the place of what a document tells ambiguous between what it is and another."""

    def doubted(held: Any) -> Any:
        if held.documents != (document,):
            return held
        where = tuple(replace(one, status="ambiguous", alternatives=(other,)) for one in held.where)
        return replace(held, where=where)

    return replace(
        record, incidents=[doubted(i) for i in record.incidents], aggregates=[doubted(a) for a in record.aggregates]
    )


def asked(record: RecordView, *places: str, **more: Any) -> Toll:
    return toll(TollQuestion(places, day(7), day(10), status="civilian", **more), record, GAZETTEER)


def claim_of(record: RecordView, document: str) -> str:
    return next(key for key, claim in record.claims.items() if claim.document_id == document)


def test_a_place_that_may_be_a_city_or_its_province_counts_in_the_highest_figure_of_the_city_and_is_named() -> None:
    record = may_be(record_of([single("a", "5", CITY)], GAZETTEER), "a", HAMA[1])
    found = asked(record, CITY[1])
    claim = claim_of(record, "a")
    assert (found.min, found.highest_stated) == (0, 5)
    assert (found.because.highest, found.uncertain) == ((claim,), (claim,))
    province = asked(record, HAMA[1])
    assert (province.min, province.uncertain) == (5, ()), "however it is read, it lies in the province"


def test_a_place_that_may_be_in_two_provinces_surely_lies_in_both_of_them_together() -> None:
    record = may_be(record_of([single("a", "5")], GAZETTEER), "a", MHARDEH[1])
    assert [asked(record, one).min for one in (IDLIB[1], HAMA[1])] == [0, 0]
    assert asked(record, IDLIB[1], HAMA[1]).min == 5


def test_a_claim_of_a_wider_place_or_no_day_is_listed_and_counts_in_no_figure_of_a_narrower_scope() -> None:
    undated = Report("n", "Outlet N", [("killed", "civilian", "4")], HASS, None, published=None)
    record = record_of([single("r", "9", IDLIB), undated], GAZETTEER)
    found = asked(record, HASS[1])
    assert (found.min, found.highest_stated) == (0, None)
    assert len(found.uncertain) == 2


def test_an_incident_that_a_total_may_hold_by_one_reading_of_the_totals_place_is_not_added_to_it() -> None:
    record = may_be(record_of([total("t", "14", CITY), single("m", "9", MHARDEH)], GAZETTEER), "t", HAMA[1])
    assert asked(record, HAMA[1]).min == 14


def test_a_total_of_a_town_and_a_province_is_no_total_of_the_town() -> None:
    record = record_of([total("t", "14", HASS)], GAZETTEER)
    (one,) = record.aggregates
    hama = replace(one.where[0], place_id=HAMA[1], level="adm1", name="Hama")
    both = replace(record, aggregates=[replace(one, where=(*one.where, hama))])
    assert asked(record, HASS[1]).min == 14
    assert asked(both, HASS[1]).min == 0
    assert asked(both, HASS[1], HAMA[1]).min == 14
    idlib = replace(one.where[0], place_id=IDLIB[1], level="adm1", name="Idlib")
    around = replace(record, aggregates=[replace(one, where=(*one.where, idlib))])
    assert asked(around, HASS[1]).min == 14, "the province only says where the town lies"
    assert Relations(GAZETTEER).places_of((*one.where, idlib, hama)) == (*one.where, hama)


def test_a_settlements_day_of_which_a_total_counts_several_attacks_is_not_the_range_of_the_one_on_record() -> None:
    several = total("t", "at least 5", HASS, start="2018-09-08", end="2018-09-08")
    record = record_of([several, single("a", "3")], GAZETTEER)
    found = toll(TollQuestion((HASS[1],), day(8), day(8), status="civilian"), record, GAZETTEER)
    assert (found.min, found.max) == (5, None)


def test_overlapping_weeks_are_filled_up_together_and_what_they_do_not_share_is_added() -> None:
    spans = [("2018-09-01", "2018-09-02"), ("2018-09-02", "2018-09-03"), ("2018-09-03", "2018-09-04")]
    reports = [total(f"t{at}", "5", start=start, end=end) for at, (start, end) in enumerate(spans)]
    assert toll(TollQuestion((IDLIB[1],), status="civilian"), record_of(reports, GAZETTEER), GAZETTEER).min == 10


def test_a_total_inside_another_may_contradict_it() -> None:
    record = record_of([total("week", "14"), total("day", "20", start="2018-09-08", end="2018-09-08")], GAZETTEER)
    found = asked(record, IDLIB[1])
    assert found.contradictions == (tuple(sorted((claim_of(record, "week"), claim_of(record, "day")))),)


def test_a_contradiction_is_the_smallest_set_and_possible_doubles_are_one() -> None:
    reports = [total("t", "6"), single("a", "4"), single("b", "1", HABIT), single("c", "3", HABIT, "2018-09-10")]
    record = record_of(reports, GAZETTEER)
    claims = {claim_of(record, name) for name in ("t", "a", "c")}
    assert asked(record, IDLIB[1]).contradictions == (tuple(sorted(claims)),)
    twice = record_of([total("t", "6"), single("a", "4"), single("d", "4", on="2018-09-09")], GAZETTEER)
    assert not asked(twice, IDLIB[1]).contradictions


def test_what_disjoint_parts_add_up_to_is_contradicted_with_both_claims() -> None:
    parts = [Report("p", "Outlet P", [("killed", "civilian", "1"), ("killed", "combatant", "4")])]
    record = record_of([*parts, Report("n", "Outlet N", [("killed", "unstated", "0")])], GAZETTEER)
    found = toll(TollQuestion((HASS[1],), day(8), day(8)), record, GAZETTEER)
    assert found.contradictions == (tuple(sorted(record.claims)),)


def test_one_claim_of_a_teller_leaves_where_the_toll_rose_from_it_and_its_other_claims_stay() -> None:
    reports = [
        Report("a", "Outlet A", [("killed", "unstated", "24")], published="2018-09-08"),
        Report("b", "Outlet A", [("killed", "unstated", "30")], published="2018-09-08"),
        Report("c", "Outlet C", [("killed", "unstated", "31")], published="2018-09-10", words="It rose from 24 to 31."),
    ]
    found = toll(TollQuestion((HASS[1],), day(8), day(8)), record_of(reports, GAZETTEER), GAZETTEER)
    assert (found.min, found.max) == (30, 31)


def event(**facts: Any) -> EventClaim:
    record = record_of([single("a", "5")], GAZETTEER)
    (claim,) = record.claims.values()
    assert isinstance(claim, EventClaim)
    return replace(claim, **facts)


def weapon(name: str, certainty: Any = "stated") -> EventClaim:
    return event(weapons=(WeaponMention(name, "H", 0, 1, certainty=certainty),))


def actor(*names: str, role: Any = "alleged_perpetrator") -> EventClaim:
    return event(actors=tuple(ActorMention(name, "H", 0, 1, role) for name in names))


@pytest.mark.parametrize(
    ("asked_for", "claims", "answer"),
    [
        (About(weapons=("air",)), [weapon("air.barrel")], ("yes", True)),
        (About(weapons=("air.barrel",)), [weapon("air")], ("maybe", False)),
        (About(weapons=("air.barrel",)), [weapon("ground.mortar")], ("no", False)),
        (About(weapons=("air.barrel",)), [weapon("air.barrel"), weapon("ground.mortar")], ("maybe", True)),
        (About(weapons=("air.barrel", "ground")), [weapon("air.barrel"), weapon("ground.mortar")], ("yes", True)),
        (About(weapons=("air.barrel",)), [weapon("air.barrel", "suspected")], ("maybe", False)),
        (About(weapons=("air.barrel",)), [event()], ("maybe", False)),
        (About(actors=("sy.gov",)), [actor("sy.gov", "ru.mil")], ("yes", True)),
        (About(actors=("sy.gov",)), [actor("sy.gov"), actor("ru.mil")], ("maybe", True)),
        (About(actors=("sy.gov",)), [actor("sy.gov", role="targeted_party")], ("maybe", False)),
        (About(actors=("sy.gov",)), [actor("sy.gov", role="claimed_responsibility")], ("yes", True)),
    ],
)
def test_what_tellers_say_of_weapon_and_actor(
    asked_for: About, claims: list[EventClaim], answer: tuple[str, bool]
) -> None:
    assert about(asked_for, claims) == answer


def test_things_that_are_hit_do_not_exclude_each_other() -> None:
    hit = [event(targets=(TargetMention(name, "H", 0, 1),)) for name in ("obj.school", "obj.market")]
    assert about(About(targets=("obj.market",)), hit) == ("yes", True)


def test_a_total_of_several_weapons_is_of_none_of_them_alone_and_one_that_names_none_holds_all() -> None:
    two = event(weapons=(WeaponMention("cluster", "H", 0, 1), WeaponMention("air.barrel", "H", 0, 1)))
    assert total_about(About(weapons=("cluster",)), [two]) == ("maybe", True, False)
    assert total_about(About(weapons=("cluster", "air")), [two])[0] == "yes"
    assert total_about(About(weapons=("cluster",)), [event()]) == ("maybe", False, True)


def test_a_toll_by_weapon_counts_the_incidents_of_that_weapon() -> None:
    record = record_of([single("a", "5"), single("b", "3", HABIT)], GAZETTEER)
    claims = dict(record.claims)
    key = claim_of(record, "a")
    told = claims[key]
    assert isinstance(told, EventClaim)
    claims[key] = replace(told, weapons=(WeaponMention("air.barrel", "H", 0, 1),))
    held = replace(record, claims=claims)
    assert all(isinstance(incident, Incident) for incident in held.incidents)
    assert asked(held, IDLIB[1], weapons=("air.barrel",)).min == 5
    assert asked(held, IDLIB[1], weapons=("chemical",)).min == 0
    assert asked(held, IDLIB[1], weapons=("air.barrel",)).uncertain == (claim_of(record, "b"),)


def test_what_is_told_of_no_place_is_uncertain_and_counts_nothing() -> None:
    record = record_of([single("a", "5"), single("b", "7", None), total("c", "30", None)], GAZETTEER)
    found = asked(record, IDLIB[1])
    assert (found.min, found.highest_stated) == (5, 5)
    assert {record.claims[key].document_id for key in found.uncertain} == {"b", "c"}
    assert asked(record).uncertain == (), "of the whole record every place is"
