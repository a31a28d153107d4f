"""Which kind of attack a text tells: an example to take and one to leave for each way of telling it."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


def types(text: str) -> list[set[str]]:
    return [set(claim.event_types) for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # by the weapon, where words tell no kind
        ("A missile slammed into a house in Nyala, killing two.", {"missile_strike"}),
        ("Gunmen attacked Nyala with rockets filled with sarin, killing two.", {"chemical_attack"}),
        ("Shelling of Nyala with chlorine killed two.", {"shelling", "chemical_attack"}),
        ("A sniper shot two people in Nyala.", {"sniper"}),
        ("An unexploded submunition detonated in Nyala, killing two.", {"mine_explosion"}),
        ("A bomb detonated in Nyala, killing two.", {"bombing"}),
        ("An air strike on Nyala set off an explosion that killed two.", {"air_strike"}),
        ("A blast in Nyala killed two.", {"bombing"}),
        ("A cluster rocket landed in Nyala, killing two.", {"shelling"}),
        ("A girl wearing an explosive belt that was detonated in Nyala killed two.", {"suicide_bombing"}),
        # what stands in the background
        ("A mine exploded near Nyala amid clashes, killing two.", {"mine_explosion"}),
        ("Two people were killed in clashes in Nyala.", {"clashes"}),
        ("Jets of the coalition fighting the Houthis struck Nyala, killing two.", {"air_strike"}),
        # deaths alone tell no attack, civilians killed and a named doer do
        ("Two people died in Nyala on Monday.", set()),
        ("Two civilians were killed in Nyala on Monday.", {"attack"}),
        ("M23 killed two people in Nyala on Monday.", {"attack"}),
        # what befalls people beside an attack
        ("A strike on Nyala killed two people and displaced 300.", {"attack", "displacement"}),
    ],
)
def test_types(text: str, told: set[str]) -> None:
    assert types(text) == [told]


def test_what_goes_on_keeps_the_type() -> None:
    first = "Shelling hit Nyala on Monday, killing two. "
    assert types(first + "Residents said as a result three people died.")[-1] == {"shelling"}
    assert types(first + "In 1982 three people died in Geneina.")[-1] == set()


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Warplanes bombed Nyala on Monday, killing two.", "air_strike"),
        ("A drone strike on Nyala killed two on Monday.", "drone_strike"),
        ("Shells hit Nyala on Monday, killing two.", "attack"),
    ],
)
def test_a_strike_is_of_the_kind_told_before(told: str, kind: str) -> None:
    assert types(f"{told}\n\nOn Tuesday a strike on Kutum killed five people.")[-1] == {kind}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran fired 36 missiles and 100 drones at Nyala, killing two.", {"missile_strike", "drone_strike"}),
        ("Iran fired 36 missiles at Nyala, killing two, and drones filmed it.", {"missile_strike"}),
        ("White phosphorus shells were fired at Nyala, killing two.", {"shelling"}),
    ],
)
def test_several_weapons_tell_several_kinds(text: str, told: set[str]) -> None:
    assert types(text) == [told]


def test_what_is_confiscated_was_not_attacked() -> None:
    assert types("Police seized a truck loaded with 200 rockets near Nyala on Monday.") == []
    assert types("Rebels seized a village near Nyala on Monday.") == [{"ground_attack"}]
