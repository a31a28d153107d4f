"""Weapons by what they carried, how they came and what they are called."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        # a vehicle laden with explosives is the weapon, one laden with flour is none
        ("A truck laden with explosives blew up at a gate in Nyala, killing two.", ["ied.vbied"]),
        ("A truck loaded with flour was hit by a shell in Nyala, killing two.", ["ground"]),
        ("A man strapped with explosives blew himself up in Nyala, killing two.", ["ied.suicide"]),
        ("A truck loaded with tonnes of explosives blew up in Nyala, killing two.", ["ied.vbied"]),
        ("An explosives-packed motorcycle blew up in Nyala, killing two.", ["ied.vbied"]),
        # the weapon in the name of an attack, and not where that names a kind of attack
        ("Rocket fire killed two people in Nyala.", ["ground"]),
        ("A suicide bomb killed two people in Nyala.", ["ied.suicide"]),
        ("A missile strike killed two people in Nyala.", []),
        # what is seized or destroyed was not used
        ("Police seized two grenades in Nyala after shells killed two people.", ["ground"]),
        ("Two grenades killed two people in Nyala.", ["grenade"]),
        # rockets and bombs by how they came
        ("An air strike on Nyala with rockets killed two.", ["air.rocket"]),
        ("Air strikes and rockets killed two in Nyala.", ["ground"]),
        ("Jets dropped two bombs on Nyala, killing two.", ["air.bomb"]),
        ("A bomb went off in Nyala, killing two.", ["ied"]),
        # munitions by their own names
        ("A ZAB-500 hit Nyala, killing two.", ["incendiary"]),
        ("RBK-500 bombs fell on Nyala, killing two.", ["cluster.air"]),
        ("ShOAB-0.5 bomblets fell on Nyala, killing two.", ["cluster.sub"]),
        ("An OFAB-250 and a FAB-500 hit Nyala, killing two.", ["air.bomb"]),
        ("A fabled school in Nyala was hit by shells.", ["ground"]),
    ],
)
def test_weapons_by_their_load_their_way_and_their_name(text: str, weapons: list[str]) -> None:
    assert [weapon.weapon_id for weapon in event(text).weapons] == weapons


def ids(text: str) -> list[str]:
    return [weapon.weapon_id for claim in events(text) for weapon in claim.weapons]


def test_what_was_taken_or_carried_out_was_not_used() -> None:
    assert ids("Soldiers seized weapons including a DShK machine gun in Kidal.") == []
    assert ids("Soldiers opened fire with weapons including a DShK machine gun in Kidal.") != []
    assert ids("The militia executed an ambush on a convoy near Goma, killing six.") == []
    assert ids("The militia executed six prisoners near Goma.") == ["method.execution"]
    assert ids("Israeli tanks shelled a camp in Jabalia.") == ["ground.tank"]
    assert ids("Soldiers pistol-whipped a shepherd in Nyala; three people were killed by shells.") == ["ground"]
    assert ids("Militiamen set fire to two houses in Nyala.") == ["method.burning"]
