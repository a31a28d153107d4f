"""What tells an advance, a siege or a crackdown by the words that follow."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


@pytest.mark.parametrize(
    ("text", "types", "places"),
    [
        ("The army took Zabid from the Houthis in May 2018.", ("ground_attack",), ["Zabid"]),
        ("Trade stopped after the fall of Bukavu in 2025.", ("ground_attack",), ["Bukavu"]),
        ("Troops pushed the rebels out of Goma on Friday.", ("ground_attack",), ["Goma"]),
        ("Rebels have taken the town of Bria.", ("ground_attack",), ["Bria"]),
        ("In late 2016 the SDF launched an operation to retake Raqqa.", ("ground_attack",), ["Raqqa"]),
        ("The army launched a campaign aimed at clearing Mopti of jihadists.", ("ground_attack",), ["Mopti"]),
        ("Wagner is concluding its operations against the rebels in Mali.", ("ground_attack",), ["Mali"]),
        ("Taiz has been under a Houthi siege since 2015.", ("siege",), ["Taiz"]),
        ("Aid agencies have been barred from entering El Fasher since May.", ("aid_obstruction",), ["El Fasher"]),
        ("Rebels gained ground in Marib on Friday.", ("ground_attack",), ["Marib"]),
        ("Investigators confirmed the use of chlorine in Saraqeb on Friday.", ("chemical_attack",), ["Saraqeb"]),
        ("The army accused the rebels of using sarin in Idlib.", ("chemical_attack",), ["Idlib"]),
        ("The war began when the government cracked down on protesters in Daraa.", ("attack",), ["Daraa"]),
    ],
)
def test_what_follows_tells_the_attack(text: str, types: tuple[str, ...], places: list[str]) -> None:
    claim = event(text)
    assert (claim.event_types, [place.text for place in claim.where]) == (types, places)


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers took people to Manbij.",
        "Traders pushed prices in Goma out of reach.",
        "The rebels lost control of Goma.",
        "The fall of the government in Kabul in 2021 surprised Jane Doe.",
        "The talks took place in Aleppo.",
        "He took Syria's case to Geneva.",
        "The hospital launched an operation to train nurses in Mopti.",
        "The cessation of hostilities in Taiz holds.",
        "People in areas under siege in Taiz need food.",
    ],
)
def test_other_takings_and_operations_tell_none(text: str) -> None:
    assert events(text) == []


def test_the_years_in_power_date_nothing() -> None:
    assert event("The junta in power since 2012 bombed Gao.").when is None


def test_what_began_a_war_is_no_part_of_what_was_told_before() -> None:
    text = (
        "Jets bombed a market in Idlib. "
        "Syria has been locked in a war since 2011 when the government cracked down on protesters."
    )
    assert [claim.event_types for claim in events(text)] == [("air_strike",), ("attack",)]


def test_the_object_of_a_relative_clause_acts_not_where_commas_are_lost() -> None:
    text = "The alliance which trains fighters but also includes men of the Dawn Front launched a raid on Gao"
    assert [actor.text for actor in event(text).actors] == ["The alliance"]
