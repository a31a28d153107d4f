"""Which number died, which was hurt, which is part of which, and which counts nobody."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, harms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An air strike on Hass killed 14 civilians and injured 35 more.",
            [("killed", 14, "civilian"), ("injured", 35, "unstated")],
        ),
        (
            "Six people were killed and 20 wounded by shelling in Hass.",
            [("killed", 6, "unstated"), ("injured", 20, "unstated")],
        ),
        (
            "Rockets hit the market of Hass, killing nine people and wounding 12.",
            [("killed", 9, "unstated"), ("injured", 12, "unstated")],
        ),
        ("The shelling of Hass left at least 11 dead.", [("killed", 11, "unstated")]),
        ("The death toll from the air strike on Hass rose to 23.", [("killed", 23, "unstated")]),
        (
            "Four fighters and one civilian died in an air strike on Hass.",
            [("killed", 4, "combatant"), ("killed", 1, "civilian")],
        ),
        ("A child was killed in shelling of Hass.", [("killed", 1, "unstated")]),
        ("Two brothers were killed when a mine exploded near Hass.", [("killed", 2, "unstated")]),
        ("Gunmen abducted six teachers from a bus near Hass.", [("abducted", 6, "unstated")]),
        ("An air strike on Hass killed dozens of people.", [("killed", None, "unstated")]),
    ],
)
def test_a_number_goes_to_its_harm(text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert harms(event(text)) == expected


def test_parts_are_no_further_dead() -> None:
    claim = event("An air strike on Hass killed 15 people, including four children and two women.")
    assert harms(claim) == [("killed", 15, "unstated"), ("killed", 4, "unstated"), ("killed", 2, "unstated")]
    assert [harm.subset_of for harm in claim.harms] == [None, 0, 0]
    assert [harm.who for harm in claim.harms] == [(), ("child",), ("woman",)]


def test_parts_of_civilians_are_civilians() -> None:
    claim = event("Shelling of Hass killed 17 civilians, among them five women.")
    assert [harm.status for harm in claim.harms] == ["civilian", "civilian"]


def test_a_part_told_in_the_next_sentence_belongs_to_the_whole() -> None:
    claim = event("An air strike on Hass killed 30 people. The dead included 14 children.")
    assert [(harm.quantity.value, harm.subset_of) for harm in claim.harms] == [(30, None), (14, 0)]


def test_one_victim_named_twice_is_one() -> None:
    claim = event("Government bombing killed a civilian, a baby girl, in the village of Hass.")
    assert harms(claim) == [("killed", 1, "civilian")]
    assert claim.harms[0].who == ("infant",)


def test_one_victim_named_twice_before_the_verb_is_one() -> None:
    claim = event(
        "In the village of Hass at least one civilian, a baby girl, was killed and six other people were injured."
    )
    assert harms(claim) == [("killed", 1, "civilian"), ("injured", 6, "unstated")]


def test_members_of_a_list_are_each_a_victim() -> None:
    claim = event("An air strike on Hass killed a man, a woman and a child.")
    assert [harm.who for harm in claim.harms] == [("man",), ("woman",), ("child",)]


def test_hedges_are_kept_as_bounds() -> None:
    quantity = event("Shelling of Hass killed at least 13 people.").harms[0].quantity
    assert (quantity.low, quantity.high, quantity.op, quantity.text) == (13, None, "ge", "at least 13")


@pytest.mark.parametrize(
    "text",
    [
        "A dry spring killed about 35 of every 100 young trees in Hass.",
        "The parties struck a deal that 14 people in Hass signed.",
        "Two million dollars were lost when the strike at the port killed the proposal.",
        "The hospital of Hass treated about 5,000 patients a month.",
        "At least 30 shops were hit by a shortage of bread in Hass.",
    ],
)
def test_numbers_without_violence_are_no_harms(text: str) -> None:
    assert not [harm for claim in events(text) for harm in claim.harms]


def test_each_place_of_a_list_has_its_own_figure() -> None:
    found = events("Five civilians were killed in Hass, one civilian in Sarjah and two civilians in Khan Sheikhoun.")
    assert [(claim.where[0].text, claim.harms[0].quantity.value) for claim in found] == [
        ("Hass", 5),
        ("Sarjah", 1),
        ("Khan Sheikhoun", 2),
    ]
