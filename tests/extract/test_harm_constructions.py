"""Constructions that tell of the dead and the hurt: parts of those told before, lists, figures that are taken back."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events, situations

Told = list[tuple[str, float | None, object]]


def _told(text: str) -> Told:
    return [(harm.harm, harm.quantity.value, harm.subset_of) for claim in events(text) for harm in claim.harms]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Seven of the 12 killed in Sumy were women.", [("killed", 12, None), ("killed", 7, 0)]),
        ("Nine of those killed in the raid on Sumy were pupils.", [("killed", None, None), ("killed", 9, 0)]),
        ("None of the victims in Sumy was armed.", []),
        (
            "Two of those injured in Sumy are in critical condition.",
            [("injured", None, None), ("injured.severe", 2, 0)],
        ),
        ("Gunmen killed 12 people in Sumy. Four of them were children.", [("killed", 12, None), ("killed", 4, 0)]),
        (
            "Gunmen killed 12 people in Sumy. Four of them were cousins of his.",
            [("killed", 12, None), ("killed", 4, 0)],
        ),
        ("Gunmen killed 12 people in Sumy. Four of them were asleep.", [("killed", 12, None)]),
        ("Gunmen killed 12 people in Sumy. Two of the dead fled while others were children.", [("killed", 12, None)]),
        (
            "Gunmen killed 12 people in Sumy. Among them were two nurses and a driver.",
            [("killed", 12, None), ("killed", 2, 0), ("killed", 1, 0)],
        ),
        (
            "Gunmen killed 12 people and hurt 30 in Sumy. Among them were two nurses.",
            [("killed", 12, None), ("injured", 30, None)],
        ),
        (
            "Gunmen killed 12 people in Sumy. The dead were ten farmers and two herders.",
            [("killed", 12, None), ("killed", 10, 0), ("killed", 2, 0)],
        ),
        ("Gunmen killed 12 people in Sumy. The dead were taken away by ten farmers.", [("killed", 12, None)]),
        ("Troops killed 29 men in Sumy. Four of the 29 were civilians.", [("killed", 29, None), ("killed", 4, 0)]),
        ("Troops killed 29 men in Sumy. Four of the 31 schools were shut.", [("killed", 29, None)]),
        ("Fighters in Sumy abducted six girls, of whom two were freed.", [("abducted", 6, None)]),
        ("Fighters in Sumy abducted six girls, two of whom were nurses.", [("abducted", 6, None), ("abducted", 2, 0)]),
    ],
)
def test_parts_of_those_told_before_or_by_their_number(text: str, told: Told) -> None:
    assert _told(text) == told


def test_another_teller_of_a_part_makes_a_figure_of_their_own() -> None:
    text = "Troops killed 29 men in Sumy on Friday. Villagers said that at least four of the 29 were civilians."
    told = [[(harm.quantity.value, harm.status) for harm in claim.harms] for claim in events(text)]
    assert told == [[(29, "unstated")], [(4, "civilian")]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast in Sumy cost four farmers their lives.", [("killed", 4, None)]),
        ("The blast in Sumy cost four farmers their harvest.", []),
        (
            "A shell hit a clinic in Sumy, leaving a nurse and two patients dead.",
            [("killed", 1, None), ("killed", 2, None)],
        ),
        ("The rebels lost at least 14 of their own in Sumy.", [("killed", 14, None)]),
        ("One shell fell on Sumy without causing any casualties.", [("killed_or_injured", 0, None)]),
        ("Villagers near Sumy found the mutilated body of a shepherd.", [("killed", 1, None)]),
        ("The remains of 21 villagers were exhumed in Sumy.", [("killed", 21, None)]),
        ("The remains of two drones were found in Sumy.", []),
        ("A soldier fell in the clashes in Sumy.", [("killed", 1, None)]),
        ("A soldier saw how the town fell in May.", []),
        ("Shells hit Sumy. Also killed was a boy of ten.", [("killed", 1, None)]),
        (
            "The shooting in Sumy left three dead: a guard, a cook and a driver.",
            [("killed", 3, None), ("killed", 1, 0), ("killed", 1, 0), ("killed", 1, 0)],
        ),
        ("Three dead in Sumy: a guard opened fire on a bus.", [("killed", 3, None)]),
        ("The fighting in Sumy drove 12,000 people across the border.", [("displaced", 12000, None)]),
        ("The army drove 40 people across Sumy.", []),
        ("The raid on Sumy killed two day labourers in three days.", [("killed", 2, None)]),
        ("Troops shot dead 29 rebels in Sumy, the highest toll in a single operation.", [("killed", 29, None)]),
        ("Two passengers managed to flee when shells hit Sumy.", []),
    ],
)
def test_who_was_killed_hurt_or_driven_out(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ten people, not 40 as claimed by the rebels, were killed in Sumy.", [10]),
        ("The army said that nine, not 15, people had been killed in Sumy.", [9]),
        ("In Sumy, 5 were killed; in Kharkiv, 3; in Odesa, 11.", [5, 3, 11]),
        ("Five people were killed in Sumy; three in Kharkiv.", [5, 3]),
        ("Five people were killed in Sumy; three in Kharkiv escaped.", [5]),
        ("In Sumy, 5 were killed and 12 hurt; in Kharkiv, 3 people.", [5, 12]),
    ],
)
def test_figures_taken_back_and_rows_of_places(text: str, numbers: list[float]) -> None:
    assert [harm.quantity.value for claim in events(text) for harm in claim.harms] == numbers


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The number of displaced from the latest raids on Sumy has climbed to 99,313.", [99313]),
        ("The number of displaced in Sumy is unknown; 40 tents were burnt.", []),
        ("Mines have cost more than 340 civilians their lives in Sumy province.", []),
    ],
)
def test_stocks_that_have_risen(text: str, figures: list[float]) -> None:
    assert [found.quantity.value for found in situations(text) if found.quantity] == figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Eleven people were shot at a checkpoint in Sumy.", [("killed_or_injured", 11, None)]),
        ("Eleven people were shot dead in Sumy.", [("killed", 11, None)]),
        ("Shells were fired at Sumy from the sea; 17 were shot down.", []),
        (
            "Gunmen killed 14 people in Sumy. Nine victims were hacked; the other five were shot.",
            [("killed", 14, None)],
        ),
        ("Both had been shot in Sumy.", []),
        ("Another body was found under the rubble in Sumy.", [("killed", 1, None)]),
        ("His body was found under the rubble in Sumy.", []),
        ("A student body was founded in Sumy.", []),
        ("A court in Sumy sentenced five protesters to death.", []),
        ("Police in Sumy beat five protesters to death.", [("killed", 5, None)]),
        ("The boy escaped with minor injuries when shells hit Sumy.", [("injured", 1, None)]),
        ("The boy escaped with the loot when shells hit Sumy.", []),
        ("Troops killed 12 Taliban in Sumy.", [("killed", 12, None)]),
        ("A raid on Sumy left two farmers and a Pakistani soldier dead.", [("killed", 2, None), ("killed", 1, None)]),
        ("Gunmen in Sumy killed one of two sailors.", [("killed", 1, None)]),
        ("Gunmen in Sumy killed two sailors held since May.", [("killed", 2, None)]),
        ("Four minors from the camp in Sumy were recruited.", [("recruited_child", 4, None)]),
        ("Four teachers of minors in Sumy were recruited.", []),
        (
            "The raids on Sumy led to 95 deaths, with nine women and two men among the dead.",
            [("killed", 95, None), ("killed", 9, 0), ("killed", 2, 0)],
        ),
        ("The bodies of the two brothers who vanished on Friday were found near Sumy.", [("killed", 2, None)]),
    ],
)
def test_what_befell_them_by_the_words_beside(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In Sumy 900 schools closed.", [900]),
        ("In Sumy 900 roads closed.", []),
        ("Some 2,500 inhabitants of Sumy spent the night in the bush.", [2500]),
        ("Some 2,500 inhabitants spent the night in the bush near Sumy.", []),
    ],
)
def test_stock_figures_by_the_word_beside(text: str, figures: list[float]) -> None:
    assert [found.quantity.value for found in situations(text) if found.quantity] == figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A farmer stepped on a mine near Sumy and bled to death.", [("killed", 1, None)]),
        ("A farmer was shot near Sumy and three others died.", [("killed_or_injured", 1, None), ("killed", 3, None)]),
        ("A reporter was shot in Sumy and is in critical condition.", [("injured.severe", 1, None)]),
        (
            "Shells on Sumy killed 30 people, among them three relatives of a volunteer.",
            [("killed", 30, None), ("killed", 3, 0)],
        ),
        (
            "Shells on Sumy killed 30 people and hurt 50; of the dead, nine were children.",
            [("killed", 30, None), ("injured", 50, None), ("killed", 9, 0)],
        ),
        ("More than 1,500 families left the district of Sumy on foot.", [("displaced", 1500, None)]),
        ("Some 240 families left Sumy as shells fell.", [("displaced", 240, None)]),
        ("Ninety villagers abandoned the town of Sumy overnight.", [("displaced", 90, None)]),
        ("The killing of 40 villagers left Sumy in shock.", [("killed", 40, None)]),
        ("Two families left 12 loaves in Sumy.", []),
        ("The raiders carried off a girl and 60 oxen near Sumy.", [("abducted", 1, None), ("livelihood", 60, None)]),
    ],
)
def test_what_became_of_them_and_whose_they_are(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Five bombs fell on camps for displaced people near Sumy.", []),
        ("One clinic treated 28 people in Sumy.", []),
        ("Raids have driven 8,000 inhabitants from their villages near Sumy.", []),
        ("In Sumy 3,700 people are confined in nine villages.", [3700]),
    ],
)
def test_numbers_of_things_are_no_stock_of_people(text: str, figures: list[float]) -> None:
    assert [found.quantity.value for found in situations(text) if found.quantity] == figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels near Sumy took four prisoner.", [("detained", 4, None)]),
        ("Rebels near Sumy took 15 traders hostage.", [("abducted", 15, None)]),
        ("Gunmen near Sumy pulled 20 passengers off a bus.", [("abducted", 20, None)]),
        ("Firemen near Sumy pulled 20 passengers from a bus.", []),
        ("Settlers near Sumy beat an elderly farmer and stole his sheep.", [("injured", 1, None)]),
        ("The police deplore the disappearance of 50 women in Sumy.", [("missing", 50, None)]),
        ("The number of hostages in Sumy was put at 40.", [("abducted", 40, None)]),
        ("The remains of 40 men were exhumed in Sumy and 12 of them identified.", [("killed", 40, None)]),
    ],
)
def test_who_was_taken_or_identified(text: str, told: Told) -> None:
    assert _told(text) == told
