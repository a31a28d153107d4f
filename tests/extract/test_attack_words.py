"""Words and constructions that tell an attack and its kind, each with an example to take and one to leave."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


def types(text: str) -> list[set[str]]:
    return [set(claim.event_types) for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army halted air strikes on Goma on Monday.", []),
        ("The patrols are meant to avoid targeting farmers in Goma on Monday.", []),
        ("The police were sent to Goma on Monday to prevent gangs from attacking shops.", []),
        ("The threat of a suicide bombing closed schools in Goma on Monday.", []),
        ("Rebels carried out air strikes on Goma on Monday.", [{"air_strike"}]),
    ],
)
def test_what_was_averted_is_no_attack(text: str, told: list[set[str]]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jets executed two raids on Nyala on Monday.", [{"air_strike"}]),
        ("The raids on Nyala on Monday were executed by jets.", [{"air_strike"}]),
        ("Gunmen executed two teachers in Nyala on Monday.", [{"execution"}]),
    ],
)
def test_who_executes_raids_puts_nobody_to_death(text: str, told: list[set[str]]) -> None:
    assert types(text) == told
    assert not [harm for claim in events(text) for harm in claim.harms if "raids" in text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels severed the only road into Sake on Monday.", {"siege"}),
        ("Soldiers blocked relief trucks from entering Kadugli on Monday.", {"aid_obstruction"}),
        ("Aid lorries were turned away at a checkpoint in Kadugli on Monday.", {"aid_obstruction"}),
        ("A herder stepped on an anti-personnel mine in Abs on Monday.", {"mine_explosion"}),
        ("A lorry drove over an explosive device in Abs on Monday.", {"bombing"}),
        ("Men on a motorbike hurled a grenade at a bar in Bujumbura on Monday.", {"attack"}),
        ("Soldiers hacked a farmer to death in Mambasa on Monday.", {"attack"}),
        ("Enemy artillery battered Marhanets on Monday.", {"shelling"}),
    ],
)
def test_the_object_of_a_verb_may_tell_the_attack(text: str, told: set[str]) -> None:
    assert set(event(text).event_types) == told


@pytest.mark.parametrize(
    "text",
    [
        "A flood cut off the only road into Sake on Monday.",
        "Soldiers blocked the radio station's website on Monday.",
        "A herder stepped on a stage in Abs on Monday.",
        "A boy hurled a ball at a wall in Bujumbura on Monday.",
    ],
)
def test_other_objects_tell_none(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A helicopter gunship fired on a mosque in Sagaing, killing two.", {"air_strike"}),
        ("Warships shelled the port of Hodeidah, killing two.", {"naval_bombardment"}),
        ("The army, backed by warplanes, shelled Nyala, killing two.", {"shelling"}),
        ("The Saudi-led coalition bombed a market in Saada, killing two.", {"air_strike"}),
        ("Rebels bombed a market in Saada, killing two.", {"attack"}),
        ("Strikes and shelling in Kherson killed two.", {"air_strike", "shelling"}),
        ("Air strikes and cruise missiles killed two in Kherson.", {"air_strike", "missile_strike"}),
        ("Soldiers captured 12 fighters in Bria.", {"detention"}),
        ("Soldiers captured Bria from 12 fighters.", {"ground_attack"}),
        ("A grenade killed two in a bar in Bujumbura.", {"attack"}),
        ("Soldiers flogged two youths in Bria.", {"torture"}),
        ("A policeman was stabbed in Nyala and left fighting for his life.", {"attack"}),
    ],
)
def test_the_kind_of_an_attack(text: str, told: set[str]) -> None:
    assert set(event(text).event_types) == told


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Soldiers destroyed six machine gun-equipped vehicles in Bria.", []),
        ("Soldiers with a machine gun shot two people in Bria.", ["smallarms"]),
    ],
)
def test_what_a_vehicle_is_fitted_with_was_not_used(text: str, weapons: list[str]) -> None:
    assert [weapon.weapon_id.split(".")[0] for weapon in event(text).weapons] == weapons


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Some 43 clinics were partially or totally destroyed in Darfur in July.", 1),
        ("Some 43 clinics in Darfur were in July partners of the fund.", 0),
    ],
)
def test_ruins_over_adverbs(text: str, count: int) -> None:
    assert len(events(text)) == count


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The gang set a house alight in Kenscoff on Monday.", [{"demolition"}]),
        ("The gang set a table for six in Kenscoff on Monday.", []),
        ("A film shot in Gulu in 2016 was shown on Monday.", []),
        ("Police shot two men in Gulu in 2016.", [{"shooting"}]),
    ],
)
def test_fires_and_films(text: str, told: list[set[str]]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jets raided Nyala 11 times on Monday.", 11),
        ("A clip of the strike on Nyala on Monday, viewed 2,000 times, shows a crater.", None),
        ("Gunmen killed a teacher in Filo Gringo with four shots.", None),
    ],
)
def test_what_is_counted_as_an_attack(text: str, count: int | None) -> None:
    assert [claim.attacks and claim.attacks.value for claim in events(text)] == [count]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Militiamen dynamited a mosque and burned 35 homes near Kresevo on Monday.", [{"demolition"}]),
        ("Jets destroyed a drone workshop near Saada on Monday.", [{"air_strike"}]),
        ("A drone set a grain lorry ablaze near Shebekino on Monday.", [{"drone_strike"}]),
        ("Four lorries with food were held up by soldiers at Goris on Monday.", [{"aid_obstruction"}]),
        ("Talks on food prices were held by ministers in Goris on Monday.", []),
    ],
)
def test_who_burns_and_what_is_held_up(text: str, told: list[set[str]]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Mai-Mai burned 48 boats at Talama on Monday.", [{"demolition"}]),
        ("Four trucks were burnt by armed men near Kaya on Monday.", [{"demolition"}]),
        ("A fire burned 40 shelters in Tawila on Monday.", []),
        ("A drone of the coalition fired on a car in Atmeh on Monday.", [{"drone_strike"}]),
        ("Two jets fired four missiles at a market in Ariha on Monday.", [{"air_strike"}]),
    ],
)
def test_who_burned_and_what_craft_fired(text: str, told: list[set[str]]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Seven people were killed by gunmen at a rebel mine in Rubaya on Monday.", [{"attack"}]),
        ("Seven people were killed by a mine in Rubaya on Monday.", [{"mine_explosion"}]),
        ("No attacks were reported in Rubaya on Monday.", []),
    ],
)
def test_mines_that_are_dug_and_attacks_that_were_not(text: str, told: list[set[str]]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two monks were burned to ashes in a monastery in Bin on Monday.", [set()]),
        ("Soldiers looted a shop and slaughtered cattle in Bin on Monday.", [{"demolition"}]),
        ("Soldiers fired tear gas into a hospital in Masvingo on Monday.", [{"attack"}]),
    ],
)
def test_burning_slaughter_and_gas_of_other_kinds(text: str, told: list[set[str]]) -> None:
    assert types(text) == told
