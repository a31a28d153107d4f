"""Who attacks, who is attacked, who helps and who claims it: an example to take and one to leave for each."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

DONE, HIT, HELPED, CLAIMED = "alleged_perpetrator", "targeted_party", "alleged_supporter", "claimed_responsibility"


def roles(text: str) -> set[tuple[str, str]]:
    return {(actor.text, actor.role) for claim in events(text) for actor in claim.actors}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the subject of a verb of attack, over asides, phrases and the verb before an "and"
        ("The Arakan Army shelled Hass, killing two.", {("The Arakan Army", DONE)}),
        ("The Arakan Army, for its part, shelled Hass on Monday.", {("The Arakan Army", DONE)}),
        ("Houthi fighters entered Hass and killed two women.", {("Houthi fighters", DONE)}),
        ("Soldiers from the Sudanese army attacked Hass, killing two.", {("Soldiers from the Sudanese army", DONE)}),
        ("The Sudanese army watched while shells hit Hass, killing two.", set()),
        ("The Taliban, who attacked Hass on Monday, killed two.", {("The Taliban", DONE)}),
        # the agent of a passive, and not of another verb
        ("Two people were killed in Hass on Monday by Ethiopian troops.", {("Ethiopian troops", DONE)}),
        ("Two people were killed by shells in Hass, a town held by Ethiopian troops.", set()),
        ("Rockets fired by Palestinian armed groups hit Hass.", {("Palestinian armed groups", DONE)}),
        # the adjective or possessor of an attack noun, and not of a place
        ("Saudi air strikes killed two people in Hass.", {("Saudi", DONE)}),
        ("Israel's raid on Hass killed two people.", {("Israel", DONE)}),
        ("Air strikes on Houthi-held Hass killed two people.", set()),
        ("Air strikes hit a Saudi hospital in Hass, killing two.", set()),
        # joined actors share their part
        ("Syrian and Russian warplanes bombed Hass.", {("Syrian", DONE), ("Russian warplanes", DONE)}),
        (
            "Clashes between the Fano and the Ethiopian army broke out in Hass.",
            {("the Fano", DONE), ("the Ethiopian army", DONE)},
        ),
        # who orders, prepares or unleashes an attack
        ("M23 unleashed a series of attacks on Hass, killing two.", {("M23", DONE)}),
        ("M23 condemned a series of attacks on Hass that killed two.", set()),
    ],
)
def test_who_attacks_is_told_by_the_clause(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A drone strike on Boko Haram near Hass killed two.", {("Boko Haram", HIT)}),
        ("Shelling hit Wagner positions near Hass, killing two.", {("Wagner", HIT)}),
        ("Shelling hit a village near Hass where Wagner has positions, killing two.", set()),
        ("An air strike killed a Wagner commander near Hass.", set()),
        (
            "The offensive on Hass was backed by fighters of the Wagner Group.",
            {("fighters of the Wagner Group", HELPED)},
        ),
        ("Rwanda-backed M23 rebels attacked Hass, killing two.", {("Rwanda", HELPED), ("M23 rebels", DONE)}),
        ("Rwanda backed peace talks after an attack on Hass killed two.", set()),
    ],
)
def test_who_is_attacked_and_who_helps(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Residents blamed the Fano for the attack on Hass, which killed two.", {("the Fano", DONE)}),
        ("Residents blamed the bombing on the Fano after two people died in Hass.", {("the Fano", DONE)}),
        ("Residents accused the Fano of shelling Hass on Monday.", {("the Fano", DONE)}),
        ("The Fano accused bandits of shelling Hass on Monday.", {("bandits", DONE)}),
        ("A bombing in Hass killed two people and the ELN claimed responsibility.", {("the ELN", CLAIMED)}),
        ("The Turkish army said its troops had killed nine people near Hass on Monday.", {("its troops", CLAIMED)}),
    ],
)
def test_blame_and_claims(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fighters of the Sunrise Front attacked Hass, killing two.", {("Fighters of the Sunrise Front", DONE)}),
        ("Katibat al-Fajr attacked Hass, killing two.", {("Katibat al-Fajr", DONE)}),
        ("The Karenni Resistance Forces (KRF) attacked Hass.", {("The Karenni Resistance Forces (KRF)", DONE)}),
        ("A truck hit a wall in Hass, killing two.", set()),
        ("A suicide attacker killed two people in Hass.", set()),
    ],
)
def test_groups_that_no_table_lists(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


def test_whose_government_forces_are_is_told_by_the_text() -> None:
    ids = [
        [actor.actor_id for claim in events(text) for actor in claim.actors]
        for text in ("Government forces in Syria shelled Hass.", "Government forces in Sudan shelled Nyala.")
    ]
    assert ids == [["sy.saa"], [None]]
