"""What a text tells in several sentences is one event or several."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


def count(text: str) -> int:
    """How many events a text tells."""
    return len(events(text))


@pytest.mark.parametrize(
    "text",
    [
        # nobody goes on about an attack by telling one of another kind
        "Jets bombed a fuel depot near Hodeidah. Houthi fighters stormed two army posts.",
        "The rebels have besieged Loikaw since May. Drones bombed a clinic.",
        # what is done again and again is no part of what was done once
        "A shell hit a bakery in Omdurman. Paramilitaries have repeatedly attacked aid convoys.",
    ],
)
def test_an_attack_of_its_own_is_told_apart(text: str) -> None:
    assert count(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed a fuel depot near Hodeidah. The bombing killed two guards.",
        "Jets bombed a fuel depot near Hodeidah. Two guards were killed.",
        "A shell hit a bakery in Omdurman. It destroyed the oven and wounded three people.",
        "Gunmen attacked Beni. They executed nine villagers.",
        "Shells fell on a market in Lashkargah on Monday. The attack hit the Bolan district.",
    ],
)
def test_what_goes_on_about_an_attack_is_told_with_it(text: str) -> None:
    assert count(text) == 1


def places(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """The places, the words for what was hit, and the figures of each event."""
    return [
        (
            tuple(place.text for place in claim.where),
            tuple(target.text for target in claim.targets),
            tuple(harm.quantity.text for harm in claim.harms),
        )
        for claim in events(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit a school in Omdurman, a clinic in Bahri and a market in Khartoum.",
            [(("Omdurman",), ("school",), ()), (("Bahri",), ("clinic",), ()), (("Khartoum",), ("market",), ())],
        ),
        (
            "Rockets killed a farm worker near Sderot and damaged a clinic in Ashkelon.",
            [(("Sderot",), (), ("a farm worker",)), (("Ashkelon",), ("clinic",), ())],
        ),
        # what is hurt right behind a place was hurt there
        (
            "Jets struck a depot in Taiz, killing 17 men, destroying two trucks in Marib and wounding six in Dhamar.",
            [(("Taiz",), ("depot",), ("17",)), (("Marib",), ("trucks",), ()), (("Dhamar",), (), ("six",))],
        ),
        # a comma parts the dead from the place behind them, where something else was hit
        (
            "Jets struck a depot in Taiz, killing 17 fighters, and a school in Marib.",
            [(("Taiz",), ("depot",), ("17",)), (("Marib",), ("school",), ())],
        ),
        (
            "Jets hit gatherings of fighters in Tamim and Bahri farm near Khartoum.",
            [(("Tamim", "Bahri", "Khartoum"), ("gatherings", "farm"), ())],
        ),
        (
            "Five people died in Taiz as the army drove on to retake the last stronghold near Marib.",
            [(("Taiz", "Marib"), ("stronghold",), ("Five",))],
        ),
    ],
)
def test_each_place_has_its_own(text: str, expected: list[tuple[tuple[str, ...], ...]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen stormed Beni and burned houses in Oicha.", [("Beni", "Gunmen"), ("Oicha", "Gunmen")]),
        ("Troops raided a bus in Afgoye, then ambushed boys in Jowhar.", [("Afgoye", "Troops"), ("Jowhar", "Troops")]),
        ("Rebels attacked a post in Taiz and seized a hill near the town.", [("Taiz", "Rebels")]),
        ("Troops bombed and shelled Mindat.", [("Mindat", "Troops")]),
    ],
)
def test_what_the_same_ones_did_then_in_another_place_is_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.where[0].text, c.actors[0].text) for c in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets hit Hodeidah on Monday after a Houthi missile attack on Riyadh.", [["Hodeidah"], ["Riyadh"]]),
        ("Air strikes hit Taiz on Monday following a rebel offensive on Marib.", [["Taiz"], ["Marib"]]),
        ("Two guards were killed following a car bomb attack on a hotel in Mogadishu.", [["Mogadishu"]]),
        ("The building collapsed after an air strike on Taiz.", [["Taiz"]]),
    ],
)
def test_an_attack_before_another_is_told_apart_from_what_it_caused(text: str, expected: list[list[str]]) -> None:
    assert [[place.text for place in claim.where] for claim in events(text)] == expected


def test_a_town_that_is_besieged_is_attacked_besides() -> None:
    (siege, attack) = events(
        "Fighters attacked the town of Djibo, which has been besieged since February, killing nine people."
    )
    assert sorted((c.event_types, len(c.harms)) for c in (siege, attack)) == [(("attack",), 1), (("siege",), 0)]


def test_how_somebody_died_on_a_day_is_not_told_apart() -> None:
    text = "A mine killed three people in Marib on Sunday, while two died in Taiz on Monday when a shell exploded."
    assert [len(claim.harms) for claim in events(text)] == [1, 1]


def test_what_is_named_beside_a_list_ends() -> None:
    text = (
        "Following an analysis of the attack, the group identified words of witnesses and victims collected by lawyers"
        " and combined them with footage of each strike."
    )
    assert count(text) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Air strikes killed 12 people on 7 May 2018 and nine on 8 May 2018.",
            [("12", "2018-05-07"), ("nine", "2018-05-08")],
        ),
        ("Five people were killed in June and 18 in August.", [("Five", "2018-06-01"), ("18", "2018-08-01")]),
        ("Air strikes killed 12 people and wounded 30 on 7 May 2018.", [("12", "2018-05-07")]),
    ],
)
def test_each_day_has_its_own_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.harms[0].quantity.text, str(c.when and c.when.start)) for c in events(text)] == expected


def test_a_figure_without_a_verb_shares_the_cause_and_the_one_who_acts() -> None:
    found = events("Troops killed 12 people in Taiz on Friday and nine in Marib on Thursday.")
    assert [(c.where[0].text, c.event_types, c.actors[0].text) for c in found] == [
        ("Taiz", ("attack",), "Troops"),
        ("Marib", ("attack",), "Troops"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air strikes on Taiz and Marib killed 12 and nine people respectively.", [("Taiz", 1), ("Marib", 1)]),
        ("Barrels that fell on Taiz and Marib killed a woman and a child.", [("Taiz", 2)]),
        ("Air strikes on Taiz and Marib killed 12 men and nine women.", [("Taiz", 2)]),
    ],
)
def test_a_list_of_figures_goes_with_a_list_of_places(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(c.where[0].text, len(c.harms)) for c in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An air strike killed nine people while shelling killed three in Taiz.", [["nine"], ["three"]]),
        (
            "Israel has killed 200 fighters in Lebanon, while rockets fired by Hezbollah have killed 12 soldiers.",
            [["200"], ["12"]],
        ),
        ("The SDF lost 12 fighters in the clashes, while 40 militants were killed.", [["12", "40"]]),
        ("Three people were killed by shells while they were fleeing the bombing.", [["Three"]]),
    ],
)
def test_tolls_that_are_set_against_each_other_have_their_own_cause(text: str, expected: list[list[str]]) -> None:
    assert [[harm.quantity.text for harm in claim.harms] for claim in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taiz has been besieged by rebels since March and was shelled on Sunday.", ["2018-03-01", "2018-09-09"]),
        ("Taiz has been besieged since March and is hit by air strikes every day.", ["2018-03-01", None]),
        ("Rebels have besieged Taiz since March and blocked aid to the town.", ["2018-03-01"]),
    ],
)
def test_what_happens_besides_a_siege_is_told_apart(text: str, expected: list[str | None]) -> None:
    assert [claim.when and str(claim.when.start) for claim in events(text)] == expected


def test_parts_of_the_dead_go_with_the_event_that_numbers_them() -> None:
    text = (
        "A car bomb in Taiz killed at least 17 people.\n\nVideos of the explosion were shared online.\n\n"
        "Three nurses among the dead had not been identified."
    )
    (bomb,) = events(text)
    assert [harm.quantity.text for harm in bomb.harms] == ["at least 17", "Three"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a region without bounds holds the town that is named next
        (
            "Nine people died in air strikes on a market in northern Syria, a monitor said.\n\n"
            "The strikes hit the market of Azaz, it said.",
            [["Azaz"]],
        ),
        # and a province holds none of another
        (
            "Nine people died in air strikes on a market in Idlib province, a monitor said.\n\n"
            "Warplanes also bombed the market of Douma, it said.",
            [["Idlib province"], ["Douma"]],
        ),
    ],
)
def test_the_town_takes_the_place_of_a_region_that_may_hold_it(text: str, expected: list[list[str]]) -> None:
    assert [[place.text for place in claim.where] for claim in events(text)] == expected


def test_an_attack_that_is_only_spoken_of_adds_no_kind_of_another() -> None:
    (raid,) = events("Jets bombed a market in Taiz on Monday, killing nine people. The shelling wounded two others.")
    assert raid.event_types == ("air_strike",)


def test_what_is_hit_again_is_another_attack() -> None:
    assert (
        count("Jets bombed a clinic in Taiz, killing two. While medics treated the hurt, it was hit again by rockets.")
        == 2
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The air force struck rebel posts in Loikaw.\n\nA number of fighters were killed and two wounded.", 1),
        ("Jets struck a market in Loikaw, said Khin Oo, a medic.\n\n“Nine people were killed,” he said.", 1),
        ("The air force struck rebel posts in Loikaw.\n\nNine people were killed in Myitkyina.", 2),
        ("The air force struck rebel posts in Loikaw.\n\nMore than 4,000 people have been killed since the coup.", 2),
    ],
)
def test_a_toll_right_behind_an_attack_is_its_own(text: str, expected: int) -> None:
    assert count(text) == expected


def test_where_a_part_died_is_not_where_all_did() -> None:
    text = (
        "At least 40 villagers were killed in raids across the south of Hama on Saturday, the monitor said. Among"
        " the dead were nine bakers killed at a mill in the Sabouniya neighbourhood, the monitor said."
    )
    (told,) = events(text)
    assert [place.text for place in told.where] == ["south of Hama"]


@pytest.mark.parametrize(
    "text",
    [
        # those who were told of
        "A farmer was killed by a mine in Idlib governorate on Monday. He stepped on the mine near Daw Kli village.",
        "Five people were found dead near Hass. They had been executed by soldiers.",
        "At least 30 people were killed in attacks on Kwi and Danda. The attackers invaded the communities at night.",
        # what is told as before, after what it was told with
        "The blast followed the speech of a minister in Hass. Two people were killed in the blast.",
    ],
)
def test_those_told_of_before_meet_with_no_second_event(text: str) -> None:
    assert count(text) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rebels attacked army posts near Hass, while the air force bombed Kafr.", [["attack"], ["air_strike"]]),
        ("Soldiers killed 12 people in Hass. The killings followed an ambush on a patrol near Kafr.", None),
        ("The killing of two herders on Monday followed an attack on Hass that left five dead.", None),
        ("A rocket fell on a house in Hass; another hit a field near Idlib.", None),
        ("Rockets were fired at Hass. Israel responded with air strikes on Gaza City.", [["shelling"], ["air_strike"]]),
        ("They raided Hass and killed two. The gunmen shot a man dead in Idlib.", None),
    ],
)
def test_what_others_did_or_elsewhere_is_an_event_of_its_own(text: str, kinds: list[list[str]] | None) -> None:
    found = events(text)
    assert len(found) == 2
    assert kinds is None or [list(claim.event_types) for claim in found] == kinds


def test_the_shelling_is_the_last_shelling_told() -> None:
    text = (
        "Troops shelled Hass, killing a woman, and a missile strike on Idlib hurt six. The shelling damaged a school."
    )
    assert [len(claim.targets) for claim in events(text)] == [1, 0]


def test_a_kind_of_attack_is_not_that_of_one_that_did_not_happen() -> None:
    text = "There had been no fighting in Hass. Hass was attacked in March, and two people were killed."
    assert [list(claim.event_types) for claim in events(text)][-1:] == [["attack"]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The strike on Hass, which killed two, appeared to have been carried out by the army.", "asserted"),
        ("Two people are believed to have been killed in Hass by a sniper.", "suspected"),
    ],
)
def test_doubt_about_who_did_it_is_no_doubt_about_the_attack(text: str, modality: str) -> None:
    assert [claim.modality for claim in events(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Air strikes killed 13 people in Idlib on Monday: eight in Ariha, three in Sarmin and two in Binnish.",
            ["13", "eight", "three", "two"],
        ),
        (
            "Thirteen people were killed on Monday, including eight in Ariha and five in Sarmin.",
            ["Thirteen", "eight", "five"],
        ),
        ("Shelling killed 5 people near Idlib (3 in Ariha and 2 in Sarmin).", ["5", "3", "2"]),
        # parts that are of no place stay in the whole
        ("Thirteen people were killed in Ariha on Monday, including eight women and five men.", ["Thirteen"]),
    ],
)
def test_each_part_in_a_place_of_its_own_is_an_event_beside_the_whole(text: str, figures: list[str]) -> None:
    assert [claim.harms[0].quantity.text for claim in events(text)] == figures


def test_an_evacuation_is_one_also_where_its_people_are_counted() -> None:
    text = "Buses evacuated 600 civilians from Daraya to Idlib on Friday."
    assert [list(claim.event_types) for claim in events(text)] == [["evacuation"]]


def test_a_siege_that_goes_on_is_one() -> None:
    assert [claim.scope for claim in events("Rebels have besieged Fuah for months, cutting all roads.")] == ["single"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("An air strike on a camp in Hass killed 12 people.\n\nThe camp was hit at night. Huts were on fire.", 1),
        ("Jets bombed the village of Hass on Friday. The village was hit by six bombs.", 1),
        # hit before, and hit once more
        ("An air strike hit a clinic in Hass on Monday. The clinic had been hit in March, when two nurses died.", 2),
        ("An air strike hit a clinic in Hass. The clinic was hit on 3 May, killing two nurses.", 2),
        # another thing
        ("Jets bombed a school in Hass.\n\nThe market was hit by rockets that killed two people.", 2),
    ],
)
def test_what_was_hit_is_told_again_by_the_thing(text: str, number: int) -> None:
    assert count(text) == number


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # what was before the killing, and what was done after a fight, are not told of it
        (
            "Gunmen stormed the palace in Hass on Monday. The killing is coming barely a week after two policemen were "
            "shot dead in Idlib.",
            [["ground_attack"], ["shooting"]],
        ),
        ("Soldiers executed six men in Hass after clashes with rebels.", [["execution"]]),
        ("Jets bombed a camp of the rebels responsible for the ambush in Hass.", [["air_strike"]]),
        ("Russian warplanes raided Hass, while artillery shelled Idlib.", [["air_strike"], ["shelling"]]),
        # what those told of did besides is told with it
        ("Armed men stormed a hospital in Hass. They looted equipment.", [["ground_attack", "demolition"]]),
    ],
)
def test_the_kinds_are_those_of_the_event_itself(text: str, kinds: list[list[str]]) -> None:
    assert sorted(list(claim.event_types) for claim in events(text)) == sorted(kinds)


def test_a_heading_and_its_paragraph_tell_one_fate_more_and_less_closely() -> None:
    text = "Two Children Injured by Sniper Fire\nTwo brothers were shot by a sniper in Hass, medical sources reported."
    assert [[harm.harm for harm in claim.harms] for claim in events(text)] == [["injured"]]


def test_no_casualties_were_reported_is_no_doubt_about_the_attack() -> None:
    text = "Armed men stormed a hospital in Hass. No casualties were reported."
    assert [claim.modality for claim in events(text)] == ["asserted"]


def test_one_victim_on_a_day_left_open_is_one_incident() -> None:
    assert [claim.scope for claim in events("A hawker was killed in Hass last week.")] == ["single"]
