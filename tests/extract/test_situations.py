"""Stock figures: which number is told of which stock, and what is no stock."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events, harms, situations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The RSF controls around half the state's territory.", [("controlled_area", "around half", 0.5)]),
        ("Al-Shabab holds some 60 percent of Lower Shabelle province.", [("controlled_area", "some 60 percent", 60)]),
        ("Much of Sagaing Region is controlled by resistance groups.", [("controlled_area", "Much of", None)]),
        ("Troops sealed the road, trapping nearly 300,000 residents.", [("trapped", "nearly 300,000", 300_000)]),
        ("Sudanese refugees in Chad number 600,000.", [("refugees", "600,000", 600_000)]),
        ("The blockade of Djibo has cut off some 300,000 people.", [("trapped", "some 300,000", 300_000)]),
        ("The group is holding some 300 prisoners in caves.", [("detained", "some 300", 300)]),
        ("Only 12 of Gaza's 36 hospitals are functioning, the agency said.", [("functioning_facilities", "12", 12)]),
        ("Of the six clinics in Tawila only two are still working.", [("functioning_facilities", "two", 2)]),
        (
            "Half a million people in Gaza City have had no piped water since June.",
            [("without_access", "Half a million", 500_000)],
        ),
        ("Some 28,000 people live in the town, which is under siege.", [("population", "Some 28,000", 28_000)]),
        ("In Maqbanah, besieged since May, some 28,000 people live on grass.", [("besieged", "some 28,000", 28_000)]),
        (
            "Almost 1.9 million people are now internally displaced in Myanmar, and 540,000 have fled since October.",
            [("displaced", "Almost 1.9 million", 1_900_000)],
        ),
        (
            "Heavy shelling drove 9,000 people from Sumy in May. About 700 of them have since returned.",
            [("returned", "About 700", 700)],
        ),
    ],
)
def test_a_figure_is_told_of_its_stock(text: str, expected: list[tuple[str, str, float | None]]) -> None:
    found = [(claim.what, claim.quantity) for claim in situations(text)]
    assert [(what, number.text, number.value) for what, number in found if number is not None] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army held 12 villagers in Khin-U.",
        "Manal, a teacher living in Kherson, said she heard at least six blasts.",
        "Hanna had three sons, and two live in Sweden.",
        "The rebels control most of the talks.",
        "Nine pupils were hurt in Sumy. Six of them have returned to school.",
    ],
)
def test_what_holds_or_lives_is_not_always_a_stock(text: str) -> None:
    assert situations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets killed two Eritrean refugees near Kassala.", [("killed", 2, "unstated")]),
        ("At least five displaced people were injured by shelling in Demoso.", [("injured", 5, "unstated")]),
        ("Shelling of a camp near Goma killed 18 displaced people.", [("killed", 18, "unstated")]),
    ],
)
def test_the_displaced_who_are_hurt_are_victims(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert situations(text) == []
    assert [harm for claim in events(text) for harm in harms(claim)] == expected
