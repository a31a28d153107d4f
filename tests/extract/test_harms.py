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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The strikes caused deaths and injuries in Gaza City.",
            [("killed", None, "unstated"), ("injured", None, "unstated")],
        ),
        ("Shelling of Izium resulted in heavy casualties.", [("killed_or_injured", None, "unstated")]),
        (
            "Shelling killed five people in Donetsk and injured others.",
            [("killed", 5, "unstated"), ("injured", None, "unstated")],
        ),
        (
            "Five people were killed and others were wounded when shells hit Donetsk.",
            [("killed", 5, "unstated"), ("injured", None, "unstated")],
        ),
        ("Shelling of Sumy caused dozens of civilian casualties.", [("killed_or_injured", None, "civilian")]),
    ],
)
def test_harm_without_a_number_is_told_by_its_noun(text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert harms(event(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The shelling of Kherson did not cause casualties.",
        "Residents of Kherson feared casualties from the shelling of the port.",
        "Shells hit Kherson and the doctors treated others for burns from stoves.",
        "Rescuers pulled 10 people alive from under the rubble after the air strike on Kharkiv.",
        "Nobody could say how many people the air strike on Kharkiv killed.",
    ],
)
def test_harm_that_is_feared_or_denied_is_none(text: str) -> None:
    assert [claim.harms for claim in events(text) if claim.harms and claim.modality == "asserted"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets destroyed some 120 militants near Bamako.", [("killed", 120, "combatant")]),
        ("The raid near Bamako ended with the elimination of 34 terrorists.", [("killed", 34, "combatant")]),
        ("Troops clashed with the rebels near Sumy, killing nine of them.", [("killed", 9, "combatant")]),
        ("A drone hit a car near Tyre, killing two men from Hezbollah.", [("killed", 2, "combatant")]),
        ("Shelling near Tyre killed 12 men from Hezbollah-held villages.", [("killed", 12, "unstated")]),
        ("Militants executed an air force pilot near Jayrud.", [("killed", 1, "combatant")]),
        ("Shelling near Bamako destroyed 12 houses of militants.", []),
    ],
)
def test_fighters_are_told_by_their_body_their_verb_or_those_before(
    text: str, expected: list[tuple[str, float, str]]
) -> None:
    assert [harm for claim in events(text) for harm in harms(claim)] == expected


def test_others_with_the_same_harm_are_of_the_same_kind() -> None:
    first, second = events("Nine civilians were killed by shelling in Kharkiv and two others were killed in Sumy.")
    assert harms(first) + harms(second) == [("killed", 9, "civilian"), ("killed", 2, "civilian")]


def test_victims_are_parts_of_those_who_were_hurt() -> None:
    claim = event("Mines injured 19 people in Kayin State; five of the victims were children.")
    assert [(harm.harm, harm.quantity.value, harm.subset_of) for harm in claim.harms] == [
        ("injured", 19, None),
        ("injured", 5, 0),
    ]


def test_some_of_these_deaths_are_of_the_dead() -> None:
    found = events("The office counted 400 deaths and 1,100 injured in Gaza and could confirm 91 of these deaths.")
    assert {(harm.harm, harm.quantity.value) for claim in found for harm in claim.harms} == {
        ("killed", 400),
        ("injured", 1100),
        ("killed", 91),
    }


def test_what_befalls_a_mans_family_does_not_befall_him() -> None:
    claim = event("A father whose three children were killed in the strike on Idlib has nobody left.")
    assert [(harm.quantity.value, harm.who) for harm in claim.harms] == [(3, ("child",))]


def test_the_dead_are_named_after_a_verb_that_stands_last() -> None:
    claim = event("Among the dead in the blast in the town of Namar were a woman and a child.")
    assert [(harm.quantity.value, harm.subset_of) for harm in claim.harms] == [(None, None), (1, 0), (1, 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In the six others, 11 nurses died and 35 people were injured by shells in Sumy.",
            [("killed", 11), ("injured", 35)],
        ),
        ("Soldiers shot the father and a son near Adwa.", [("killed_or_injured", 1), ("killed_or_injured", 1)]),
        ("The army shot down two drones and a video of it was shown in Kherson.", []),
        ("The office documented 83 extrajudicial killings in Amhara.", [("killed", 83)]),
        ("The shelling of Taiz caused dozens of serious injuries.", [("injured", None)]),
        ("The office described a series of mass executions in Amhara.", []),
        ("The militia drove some 2,500 residents out of villages near Amuda.", [("displaced", 2500)]),
        ("A film shows the lifeless body of a child after the air strike on Saraqeb.", [("killed", 1)]),
        (
            "The attack on Kherson killed 12, most of them children, and left 30 others with burns.",
            [("killed", 12), ("injured", 30), ("killed", None)],
        ),
        ("The child lost his father in the strike on Maghazi.", [("killed", 1)]),
        (
            "A son was killed while another son and an uncle sustained severe injuries in the blast in Herat.",
            [("killed", 1), ("injured.severe", 1), ("injured.severe", 1)],
        ),
        ("Gunmen shot the imam of Hass dead on his doorstep.", [("killed", 1)]),
        ("Gunmen shot two boys in the leg near Hass.", [("injured", 2)]),
        ("Gunmen shot a farmer of Hass who later fled.", [("killed_or_injured", 1)]),
        ("The toll of the strike on Hass rose to 10 as four of the injured died.", [("killed", 10), ("died_later", 4)]),
        ("The attack on Hass left 12 dead, more than 30 in hospital.", [("killed", 12), ("injured", 30)]),
        ("In Hass 38 people died on the spot, 12 in hospital.", [("killed", 38), ("died_later", 12)]),
    ],
)
def test_a_verb_tells_who_is_hurt_and_who_is_not(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Militants executed 60 gunmen and members of their families in Mosul.", "mixed"),
        ("A strike killed 12 soldiers and civilians in Goma.", "mixed"),
        ("A strike killed 25 soldiers and militiamen in Goma.", "combatant"),
        ("The raid killed 12 soldiers and wounded officers in Goma.", "combatant"),
    ],
)
def test_others_than_fighters_among_those_counted_are_told(text: str, status: str) -> None:
    assert event(text).harms[0].status == status


def test_the_next_sentence_tells_who_the_victims_were() -> None:
    claim = event("A blast killed nine people in Kabul on Monday. Four of the victims were children.")
    assert [(harm.harm, harm.quantity.value, harm.subset_of) for harm in claim.harms] == [
        ("killed", 9, None),
        ("killed", 4, 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen took more than 230 hostages in Sirte.", [("abducted", 230)]),
        ("The army took 12 villages near Alamata.", []),
        ("Gunmen abducted 14 Bangladeshis near Bani Walid.", [("abducted", 14)]),
        ("Three bakers and a customer are dead after the raid on Saraqib.", [("killed", 3), ("killed", 1)]),
        (
            "The blast in Sumy wounded 24, three of whom did not live out the week.",
            [("injured", 24), ("died_later", 3)],
        ),
        (
            "Shells killed six in Taiz, two of them children, an official wrote, urging the UN envoy to act.",
            [("killed", 6), ("killed", 2)],
        ),
    ],
)
def test_captives_peoples_and_the_dead_are_counted(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An average of 11 people a day have been killed in Port-au-Prince.", []),
        ("Three — all children — were hurt when a shell hit a school in Taiz.", [("injured", 3)]),
        ("The missile hit Kramatorsk; 38 died on the spot, 12 in hospital.", [("killed", 38), ("died_later", 12)]),
        ("The gang raided Cabaret and wounded 16 seriously.", [("injured.severe", 16)]),
        ("Militiamen raided Mopti and killed 21 of us.", [("killed", 21)]),
        ("One bomb killed my two daughters in Saraqib.", [("killed", 2)]),
    ],
)
def test_figures_behind_and_before_their_words(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


def test_whose_bodies_were_found_tells_their_status() -> None:
    claim = event("A total of 21 bodies of Tigrayan civilians were found near Humera with bullet wounds.")
    assert harms(claim) == [("killed", 21, "civilian")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most of the bodies appeared pale after the gas attack on Saraqeb.", []),
        ("Dozens of bodies were pulled from the rubble after the blast in Kherson.", [("killed", None)]),
        ("A witness saw some 30 bodies after the blast in Kherson.", [("killed", 30)]),
        (
            "Air strikes on Kherson killed 16 and wounded 21, with most casualties occurring in a market.",
            [("killed", 16), ("injured", 21)],
        ),
    ],
)
def test_what_is_seen_of_the_dead_is_no_count(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He heard of the shelling of Aden from a lawyer who lives in Taiz.", []),
        ("The clashes in Sumy cost more than 500 lives in a week.", [("killed", 500)]),
        ("Air strikes kill 22 in the rebel-held region of Idlib.", [("killed", 22)]),
        (
            "At least 23 people most members of rebel factions were killed by a car bomb in Azaz.",
            [("killed", 23), ("killed", None)],
        ),
    ],
)
def test_words_that_only_look_like_victims_are_none(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The civilian death toll of the strike on Raqqa is expected to rise.", []),
        (
            "A civilian dead and three hurt in shelling of Kherson.",
            [("killed", 1, "civilian"), ("injured", 3, "unstated")],
        ),
        ("Some 150 fighters crossed the border to join the battle for Kobani.", []),
        ("Some 3,000 villagers crossed the border after the shelling of Kherson.", [("displaced", 3000, "unstated")]),
        ("More than 140 members of government forces died in the battle of Marib.", [("killed", 140, "combatant")]),
    ],
)
def test_tolls_and_armies_on_the_march_are_no_victims(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [harm for claim in events(text) for harm in harms(claim)] == expected


def test_casualties_are_the_whole_of_the_dead_and_the_injured() -> None:
    told = event("In June the mission recorded 971 casualties in Hass: 146 killed and 825 injured.")
    found = [(harm.harm, harm.quantity.value, harm.subset_of) for harm in told.harms]
    assert found == [("killed_or_injured", 971, None), ("killed", 146, 0), ("injured", 825, 0)]
    assert harms(event("A strike on Hass left 6 casualties and over 40 injured.")) == [
        ("killed", 6, "unstated"),
        ("injured", 40, "unstated"),
    ]


def test_figures_by_weapon_are_events_of_their_own() -> None:
    text = (
        "In June the mission recorded 140 killed and 825 injured in Hass. Explosive weapons caused the harm: artillery,"
        " 53 killed and 313 injured; aerial bombs, 38 killed and 203 injured. Mines killed 6."
    )
    assert [[harm.quantity.value for harm in told.harms] for told in events(text)] == [
        [140, 825],
        [53, 313],
        [38, 203],
        [6],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The air strike on Hass left 30 people dead and 300 families without shelter.", [("killed", 30, "unstated")]),
        ("The air strike on Hass left 30 people dead, and 300 pupils in despair.", [("killed", 30, "unstated")]),
        (
            "The raids left five people dead in Homs and three people in Hama.",
            [("killed", 5, "unstated"), ("killed", 3, "unstated")],
        ),
        (
            "The attack on Hass left six dead and 12 others in hospital.",
            [("killed", 6, "unstated"), ("injured", 12, "unstated")],
        ),
    ],
)
def test_what_is_told_of_the_dead_is_not_told_of_who_is_named_after_them(
    text: str, expected: list[tuple[str, float, str]]
) -> None:
    assert [harm for claim in events(text) for harm in harms(claim)] == expected
