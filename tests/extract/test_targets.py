"""What an attack hit: an example to take and one to leave for each construction."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


def hit(text: str) -> set[str]:
    return {target.text for claim in events(text) for target in claim.targets}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the object of the verb, the goal of the noun, the subject of the passive
        ("Drones struck a vocational college in Nyala, killing two.", {"vocational college"}),
        ("A drone strike on a fuel depot in Nyala killed two.", {"fuel depot"}),
        ("The maternity ward was shelled in Nyala on Monday.", {"maternity ward"}),
        ("Drones struck Nyala, where a vocational college had opened, killing two.", set()),
        ("Drones flown from an air base struck Nyala, killing two.", set()),
        # where it landed, and not where a way leads
        ("A shell exploded outside a bakery in Nyala, killing two.", {"bakery"}),
        ("A bomb exploded on the road to Nyala, killing two.", set()),
        # lists, parts and contents
        (
            "Shelling hit a school in Nyala, two clinics and a mosque, killing two.",
            {"school", "clinics", "mosque"},
        ),
        ("Rockets hit the roof of a hotel in Nyala, killing two.", {"hotel"}),
        ("Rockets fell on a row of bakeries in Nyala, killing two.", {"bakeries"}),
        ("A clinic for mothers and newborns in Nyala was bombed on Monday.", {"clinic"}),
        ("Rockets hit the camp's guards in Nyala, killing two.", set()),
        ("A hospital for women and children in Nyala was bombed on Monday.", {"hospital"}),
        ("A bus carrying farmers to Nyala was ambushed on Monday.", {"bus"}),
        ("Jets bombed the village's newly opened community hall near Nyala.", {"community hall"}),
        ("A suicide bomber attacked the entrance to a shrine in Nyala, killing two.", {"shrine"}),
        # what was shot down, and not a drone that was stopped
        ("Rebels shot down a helicopter near Nyala, killing two.", {"helicopter"}),
        ("The army said that it had shot down nine drones near Nyala.", set()),
        # what belongs to fighters
        ("Troops killed two terrorists near Nyala and destroyed their equipment.", {"equipment"}),
        ("Jets began bombing Taliban targets near Nyala on Monday.", {"targets"}),
        ("Jets struck Houthi equipment near Nyala, killing two.", {"equipment"}),
        ("Jets struck medical equipment near Nyala, killing two.", set()),
        ("Rebels took control of a munitions plant near Nyala on Monday.", {"munitions plant"}),
        ("Rebels took control of the peace talks in Nyala on Monday.", set()),
        ("Rebels laid siege to a hotel in Nyala on Monday.", {"hotel"}),
        # what is fired does what it destroys, and a part stands for the whole only where that is told
        ("A missile destroyed a sawmill in Nyala on Monday.", {"sawmill"}),
        ("Shrapnel damaged the roof of a crèche in Nyala on Monday.", {"crèche"}),
        ("Rain destroyed a sawmill in Nyala on Monday.", set()),
        ("The building of the regional council in Nyala was hit by a missile.", {"building"}),
        ("A strike hit near a sawmill in Nyala, killing two.", {"sawmill"}),
        ("A strike hit militants near Nyala, killing two.", set()),
        # what comes under fire, and what is left in ruins
        ("A flour mill in Nyala came under artillery fire on Monday.", {"flour mill"}),
        ("Troops came under artillery fire near a flour mill in Nyala.", set()),
        ("The raid left a sawmill in ruins in Nyala on Monday.", {"sawmill"}),
        ("The raid left a widow in a sawmill in Nyala on Monday.", set()),
        ("A strike on tents housing displaced families near Nyala killed two.", {"tents"}),
        ("The blast tore through a mosque during Friday prayers in Nyala.", {"mosque"}),
        ("Fighters attacked a gold mine near Nyala on Monday.", {"gold mine"}),
        ("Fighters in a truck hit a mine near Nyala on Monday.", set()),
        # damage
        ("The wrecked sawmill was still smoking after Russian shelling of Nyala on Monday.", {"sawmill"}),
        ("Fire broke out at an oil depot in Nyala after a drone attack on Monday.", {"oil depot"}),
        ("Fire broke out at an oil depot in Nyala on Monday.", set()),
        ("Shelling of Nyala killed two and caused damage to a church and a hotel.", {"church", "hotel"}),
        ("Two people were killed in Nyala near a church that was damaged by rain.", set()),
        # who runs into a mine
        ("A tractor hit a mine near Nyala, killing two.", {"tractor"}),
        ("A tractor passed before a mine near Nyala killed two.", set()),
        # the vehicle of a bomb was not hit by it
        ("A truck bomb at a bus station in Nyala killed two.", {"bus station"}),
        ("Two people were killed by a minibus bomb in Nyala.", set()),
        ("Troops blocked the convoy near Nyala on Monday, wounding two.", {"convoy"}),
    ],
)
def test_what_was_hit_is_told_by_the_clause(text: str, told: set[str]) -> None:
    assert hit(text) == told


def test_different_things_of_one_kind_are_different_targets() -> None:
    assert hit("Rockets hit a police station and a hotel in Nyala, killing two.") == {"police station", "hotel"}
    assert hit("Rockets hit a hotel in Nyala, killing two. The hotel was damaged.") == {"hotel"}


def test_lists_of_texts_without_commas() -> None:
    assert hit("Rockets hit a clinic a school and a market in Nyala killing two people on Monday") == {
        "clinic",
        "school",
        "market",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells struck a school complex in Nyala, killing two.", {"school complex"}),
        ("Shells struck a school bus driver in Nyala, killing two.", set()),
        ("The floor of the school, in which displaced people were living, was hit twice.", {"school"}),
        ("The patients, who were living in a school, were hit by shells.", set()),
        ("A car bomb exploded near a checkpoint close to the crossing in Nyala.", {"checkpoint"}),
        ("Troops shelled a UN school sheltering displaced families in Nyala.", {"UN school"}),
        ("A suicide bomber on a motorbike blew himself up at a recruitment centre in Nyala.", {"recruitment centre"}),
        ("The army accused the rebels of shelling a monastery in Nyala.", {"monastery"}),
        ("The army accused the rebels of the shelling. A monastery stands in Nyala.", set()),
        ("Jets hit hospitals schools and shops in Nyala on Monday", {"hospitals", "schools", "shops"}),
        ("Ambulance struck at noon in Nyala, one medic killed.", {"Ambulance"}),
        ("A bus exploded in Nyala, killing two.", set()),
        ("A convoy of the army fell into an ambush near Nyala.", {"convoy"}),
        ("A convoy of the army fell into a river near Nyala. Two were killed in an ambush.", set()),
        ("Two farmers died when their tractor rolled over a mine near Nyala.", {"tractor"}),
        ("A bomb planted in a market in Nyala killed two.", {"market"}),
        ("A bomb meant for an army truck killed two in Nyala.", {"army truck"}),
        ("Militiamen set a lorry ablaze in Nyala.", {"lorry"}),
        ("Gunmen peppered a minibus with bullets in Nyala, killing two.", {"minibus"}),
        ("The army shelled populated villages in Nyala.", {"populated villages"}),
        ("Troops lobbed mortar rounds at a bomb factory in Nyala.", {"bomb factory"}),
        ("A drone made a hole in the roof of a church in Nyala, killing two.", set()),
        ("A drone hit the dome of a church in Nyala, killing two.", {"church"}),
        ("Two fishermen were hurt by gunfire from naval boats near Nyala.", set()),
    ],
)
def test_the_head_of_what_was_hit_over_clauses_and_compounds(text: str, told: set[str]) -> None:
    assert hit(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jets struck three trucks belonging to the Taliban near Nyala.", "obj.military"),
        ("Jets struck three trucks equipped with machine guns near Nyala.", "obj.military"),
        ("Jets struck positions and trucks of the Taliban near Nyala.", "obj.military"),
        ("Jets struck three trucks loaded with onions near Nyala.", "obj.transport"),
        ("Jets struck a Turkish truck near Nyala.", "obj.transport"),
        ("Jets struck a Taliban camp near Nyala.", "obj.military"),
        ("Jets struck a Palestinian camp near Nyala.", "obj.camp"),
    ],
)
def test_what_fighters_hold_is_a_military_target(text: str, told: str) -> None:
    assert {target.target_id for claim in events(text) for target in claim.targets} == {told}
