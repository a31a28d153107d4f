"""Which of the places of a clause are those of its event: what holds another, what names a road, what stands beside."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


def _places(text: str) -> list[str]:
    return [place.text for place in event(text).where]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Nangarhar province, gunmen killed three people in Torwan district.", ["Torwan district"]),
        ("In Kirkuk, shells killed three people in Tindara.", ["Tindara"]),
        ("In Kirkuk, shells killed three people and in Mosul shells killed two.", ["Kirkuk", "Mosul"]),
        ("Gunmen killed nine people in Torwan tehsil, Gorwal district.", ["Torwan tehsil"]),
        ("Gunmen killed nine people in Torwan district and Gorwal district.", ["Torwan district", "Gorwal district"]),
        ("A mine killed three children in Tindara, capital of Uruzgan.", ["Tindara"]),
        ("Four people were shot in El Limar, municipality of Tumaco.", ["El Limar"]),
        ("Troops shelled the Torwan district, hitting the villages of Abra and Tindara.", ["Abra", "Tindara"]),
        ("Troops shelled the Torwan district and the villages of Abra and Tindara.", None),
    ],
)
def test_an_area_before_or_after_a_place_that_lies_in_it_is_no_second_place(
    text: str, expected: list[str] | None
) -> None:
    places = [place.text for found in events(text) for place in found.where]
    if expected is None:
        assert "Torwan district" in places
    else:
        assert places == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A lorry was ambushed at Tindara on the Juba–Gorwal road, killing two people.", ["Tindara"]),
        ("A lorry was ambushed on the Juba–Gorwal road, killing two people.", ["Juba–Gorwal road"]),
        ("Jets bombed Tindara and the Mosul-Gorwal highway, killing two people.", ["Tindara", "Mosul-Gorwal highway"]),
        ("A bomb killed nine people on Maka al-Tindar road in Mosul.", ["Maka al-Tindar road"]),
    ],
)
def test_a_road_named_by_its_ends_is_one_place_that_may_only_locate_another(text: str, expected: list[str]) -> None:
    assert _places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were killed at Torwan junction and Tindara.", ["Torwan junction", "Tindara"]),
        ("In Mosul, a shell killed nine people in Torwan neighbourhood.", ["Torwan neighbourhood"]),
        ("A bomb killed seven people at a tea shop near the Torwan market in Mogadishu.", ["Torwan market"]),
        ("A bomb killed seven people at the Torwan market in Mogadishu.", ["Mogadishu"]),
    ],
)
def test_a_site_stands_for_its_town_but_not_for_the_one_listed_beside_it(text: str, expected: list[str]) -> None:
    assert _places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the Diffa region, gunmen kidnapped 40 women from Tindara.", ["Tindara"]),
        ("In Diffa, gunmen killed 40 women from Tindara.", ["Diffa"]),
        ("Gunmen killed nine people in Diffa and took 40 women to Tindara.", ["Diffa"]),
    ],
)
def test_who_is_taken_from_a_place_was_there(text: str, expected: list[str]) -> None:
    assert _places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JOS – Gunmen killed nine people in Tindara on Sunday.", ["Tindara"]),
        ("ADEN (ENA) - Gunmen killed nine people in Tindara on Sunday.", ["Tindara"]),
        ("Gunmen killed nine people in Aden – and wounded two.", ["Aden"]),
    ],
)
def test_a_short_town_in_capitals_before_a_dash_is_where_a_report_was_filed(text: str, expected: list[str]) -> None:
    assert [place.text for found in events(text) for place in found.where] == expected


def test_people_leave_each_of_the_hamlets_that_are_listed() -> None:
    found = event("Some 300 people fled from the hamlets of La Torwa and Tindara to Diffa.").where
    assert [(place.name, place.role) for place in found] == [
        ("La Torwa", "origin"),
        ("Tindara", "origin"),
        ("Diffa", "destination"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shelling was reported in Mosul.", True),
        ("Clashes were also reported in Mosul and Tindara.", True),
        ("The shelling reported in Mosul drew wide condemnation.", False),
    ],
)
def test_an_attack_that_was_reported_somewhere_is_told(text: str, told: bool) -> None:
    assert bool(events(text)) == told


def test_a_place_and_a_day_that_head_an_item_are_no_teller() -> None:
    items = "Tindara, 2 May: warplanes killed four civilians.", "Abra Gorwal, 3 May: a shell killed two civilians."
    text = "\n".join(items)
    one, two = events(text)
    assert [place.text for place in (*one.where, *two.where)] == ["Tindara", "Abra Gorwal"]
    assert {found.attribution.basis for found in (one, two)} == {"publisher"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mine killed two people on the road from Mosul to Tindara.", ["Mosul", "Tindara"]),
        ("A mine killed two people in Torwan, on the road from Mosul to Tindara.", ["Torwan"]),
        ("Artillery in Mosul shelled Tindara and Torwan, killing two people.", ["Tindara", "Torwan"]),
        ("Soldiers in Mosul shot two people dead.", ["Mosul"]),
        ("Soldiers in Mosul were shot dead on Friday.", ["Mosul"]),
        ("Shells fired from rebel positions in Mosul landed on Tindara, killing two people.", ["Tindara"]),
        ("Shells landed on rebel positions in Mosul, killing two people.", ["Mosul"]),
        ("The blast, heard in Mosul, killed two people at Tindara.", ["Tindara"]),
        ("Shooting was heard in Mosul on Friday.", ["Mosul"]),
    ],
)
def test_where_somebody_stands_or_hears_or_goes_is_not_where_others_were_hurt(text: str, expected: list[str]) -> None:
    assert _places(text) == expected


def test_a_place_with_a_figure_of_its_own_is_an_event_beside_the_list_that_it_stands_in() -> None:
    one, two = events("Jets bombed Mosul and Tindara on Friday. In Tindara, four people were killed.")
    assert [[place.text for place in found.where] for found in (one, two)] == [["Mosul", "Tindara"], ["Tindara"]]
    (whole,) = events("Jets bombed Mosul and Tindara on Friday. Four people were killed.")
    assert [place.text for place in whole.where] == ["Mosul", "Tindara"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were shot in Sitio Tindara, Barangay Torwan, Sulu province.", ["Sitio Tindara"]),
        ("Two people were shot in Tindara, Torwan and two other villages.", ["Tindara", "Torwan"]),
        ("Gunmen shot a driver at Tindara and killed four traders from Uganda.", ["Tindara"]),
        ("A strike on Torwan, a camp for displaced people north of Mosul, killed two people.", ["Torwan"]),
        ("In Torwan Gorwal zone, forty people were killed at Tindara.", ["Tindara"]),
        ("In the Torwan district, soldiers killed two people at the Al-Gorwal market.", ["Al-Gorwal market"]),
    ],
)
def test_what_holds_a_place_stands_beside_it_in_many_ways(text: str, expected: list[str]) -> None:
    assert [place.text for found in events(text) for place in found.where] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were also attacks on Mosul, Tindara and Torwan.", True),
        ("There was talk of attacks on Mosul, Tindara and Torwan.", False),
    ],
)
def test_there_were_attacks_tells_them(text: str, told: bool) -> None:
    assert bool(events(text)) == told
