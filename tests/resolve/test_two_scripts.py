"""Incidents told in two scripts: places that no gazetteer has are compared by how they sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.places import relation
from tests.record_claims import HASS, Report, record_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


ADMIN = ("Syria", "Idlib")
HERE = Report("a", "Valley Post", [("killed", "civilian", "6")], place=("Tell Zarifa", None, "settlement"), admin=ADMIN)
THERE = replace(HERE, document_id="b", publisher="Hill Post", place=("تل ظريفة", None, "settlement"))


def test_an_unknown_village_in_two_scripts_is_one_place(gazetteer: Gazetteer) -> None:
    assert [i.documents for i in record_of([HERE, THERE], gazetteer).incidents] == [("a", "b")]


def test_villages_of_other_sounds_stay_apart(gazetteer: Gazetteer) -> None:
    other = replace(THERE, place=("تل رمان", None, "settlement"))
    assert len(record_of([HERE, other], gazetteer).incidents) == 2


def test_a_site_told_in_two_scripts_does_not_part_an_incident(gazetteer: Gazetteer) -> None:
    ours = replace(HERE, place=("Nabad hospital", None, "site"), region=HASS, target="hospital")
    theirs = replace(ours, document_id="b", publisher="Hill Post", place=("مشفى نبض", None, "site"))
    assert [i.documents for i in record_of([ours, theirs], gazetteer).incidents] == [("a", "b")]
    other = replace(theirs, place=("مشفى الرحمة", None, "site"))
    assert len(record_of([ours, other], gazetteer).incidents) == 2


def test_a_site_is_part_of_the_place_that_it_is_said_to_lie_in(gazetteer: Gazetteer) -> None:
    market = replace(
        HERE, place=("Zarifa market", None, "site"), admin=("Syria", "Idlib", "Tell Zarifa"), target="market"
    )
    town = replace(THERE, place=("Tell Zarifa", None, "settlement"), target="market")
    assert [i.documents for i in record_of([market, town], gazetteer).incidents] == [("a", "b")]


def test_a_village_whose_first_letter_is_written_in_two_ways_is_met(gazetteer: Gazetteer) -> None:
    ours = replace(HERE, place=("al-Harbida", None, "settlement"))
    theirs = replace(HERE, document_id="b", publisher="Hill Post", place=("al-Kharbida", None, "settlement"))
    assert [i.documents for i in record_of([ours, theirs], gazetteer).incidents] == [("a", "b")]


def test_names_are_compared_in_the_letters_of_their_texts(gazetteer: Gazetteer) -> None:
    # "Хальба" is kept as "al-Khalba", "الهلبة" as "al-Halba".
    russian = Where("аль-Хальба", 0, 10, "location", "not_in_gazetteer", "al-Khalba", "settlement", admin=ADMIN)
    arabic = Where("الهلبة", 0, 6, "location", "not_in_gazetteer", "al-Halba", "settlement", admin=ADMIN)
    other = replace(arabic, text="الجلبة", name="al-Jalba")
    assert relation([russian], [arabic], gazetteer) == "same"
    assert relation([russian], [other], gazetteer) != "same"


def test_a_name_of_several_villages_is_near_what_any_of_them_may_be_taken_for(gazetteer: Gazetteer) -> None:
    several = Where(
        "Humayrah", 0, 8, "location", "ambiguous", "Humayrah", "settlement", "geonames:169486",
        alternatives=("geonames:8696956",),
    )  # fmt: skip
    beside = Where("Al Humayra", 0, 10, "location", "resolved", "Al Humayra", "settlement", "geonames:8697098")
    assert relation([several], [beside], gazetteer) == "near"
    assert relation([replace(several, alternatives=())], [beside], gazetteer) == "apart"
