"""Who acts in one clause is not who did what another clause tells; blame, names and participles beside them."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

DONE, HELPED, CLAIMED = "alleged_perpetrator", "alleged_supporter", "claimed_responsibility"


def roles(text: str) -> set[tuple[str, str]]:
    return {(actor.text, actor.role) for claim in events(text) for actor in claim.actors}


def hit(text: str) -> set[str]:
    return {target.text for claim in events(text) for target in claim.targets}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the agent of a later clause did not do what is told with its figure before it
        ("Gunmen killed 12 farmers in Hass before he was shot dead by soldiers.", {("Gunmen", DONE)}),
        ("The Taliban killed 12 farmers in Hass after it had attacked a bus.", {("The Taliban", DONE)}),
        ("After rebels attacked their base in Hass, soldiers shot dead 30 residents.", {("soldiers", DONE)}),
        ("Villagers whom soldiers had driven out of Hass were shelled by the Taliban.", {("the Taliban", DONE)}),
        # a clause that tells who did it, where the main one does not, is heard
        ("Three civilians died when Israeli forces shelled Hass.", {("Israeli forces", DONE)}),
        ("Five people were killed when the Taliban attacked a market in Hass.", {("the Taliban", DONE)}),
        # those who were hurt attacked somebody else
        ("Troops were attacking Hass when a mine killed two of them.", set()),
        ("Troops were attacking Hass when they killed two farmers.", {("Troops", DONE)}),
        # what goes on beside it is done by both
        (
            "Rebels shelled Hass, while government forces bombed a camp.",
            {("Rebels", DONE), ("government forces", DONE)},
        ),
        # who takes people to safety
        ("Ethiopian troops backing the mayor evacuated the wounded from Hass.", set()),
        ("Ethiopian troops drove 300 families out of Hass.", {("Ethiopian troops", DONE)}),
        # phrases of blame
        ("Two teachers were killed at the hands of M23 rebels in Goma.", {("M23 rebels", DONE)}),
        ("Two teachers were killed in the hands of M23 rebels in Goma.", set()),
        (
            "The killing of two men was the work of the Sun Front, a faction of the army.",
            {("the Sun Front", DONE)},
        ),
        ("The killing of two men stopped the work of the Sun Front.", set()),
        ("Officials blamed the raid on the market on the Sun Front.", {("the Sun Front", DONE)}),
        ("Officials blamed the raid on herders and on the police.", {("herders", DONE), ("the police", DONE)}),
        ("The Houthis claimed an attack on a depot in Jizan.", {("The Houthis", CLAIMED)}),
        ("The Houthis claimed an attack on a depot had failed in Jizan.", set()),
        # what is told of a subject between two commas; a phrase that opens the sentence
        (
            "Pyu Saw Htee members, accompanied by soldiers, raided Hass and killed two.",
            {("Pyu Saw Htee members", DONE), ("soldiers", DONE)},
        ),
        ("The insurgents, known locally as the Boys, also burned a school in Hass.", {("The insurgents", DONE)}),
        ("In an area held by the RSF, an army drone hit a market, killing two.", {("army drone", DONE)}),
        ("Arab militias allied with the RSF killed two men in Hass.", {("Arab militias", DONE), ("the RSF", HELPED)}),
        ("The same troops then detained 40 men in Hass.", {("The same troops", DONE)}),
        # people who bear arms
        ("Armed youth killed two men in Hass.", {("Armed youth", DONE)}),
        ("Gang members killed two men in Hass.", {("Gang members", DONE)}),
        ("Club members killed two men in Hass.", set()),
        ("Schoolchildren killed two snakes in Hass.", set()),
    ],
)
def test_who_acts_in_the_clause_that_tells_it(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("After rebels attacked their base in Hass, soldiers shot dead 30 residents.", set()),
        ("Soldiers attacked the base in Hass after they shot dead 30 residents.", {"base"}),
        ("Soldiers who were guarding a school came under fire in Hass, he said.", set()),
        ("Soldiers left when a school came under fire in Hass, he said.", {"school"}),
        ("Officials blamed the raid on herders.", set()),
        ("Officials spoke of the raid on herders.", {"herders"}),
        ("Two officers were killed on the same road by unknown attackers in Hass.", set()),
        ("Two officers were killed on the same bus by unknown attackers in Hass.", {"bus"}),
        ("The attackers burned the clinic next door in Hass.", {"clinic"}),
        ("The attackers burned the clinic sign in Hass.", set()),
    ],
)
def test_what_is_hit_in_the_clause_that_tells_it(text: str, told: set[str]) -> None:
    assert hit(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a place and, in small letters, who acts there
        ("In South Darfur army warplanes bombed two homes.", {("army warplanes", DONE)}),
        ("Two people, both women, were shot by Tripoli militiamen.", {("Tripoli militiamen", DONE)}),
        # who somebody is suspected to be; what those are at who were hit
        ("Men suspected to be M23 rebels opened fire on farmers picking tea in Hass.", {("M23 rebels", DONE)}),
        ("Men suspected of theft opened fire on farmers in Hass.", set()),
        # an accusation without a noun for the attack
        (
            "Gunmen killed six men in Hass. Officials said the Taliban was behind it.",
            {("Gunmen", DONE), ("the Taliban", DONE)},
        ),
        ("Gunmen killed six men in Hass. Officials said the Taliban was behind the wall.", {("Gunmen", DONE)}),
    ],
)
def test_who_acts_beside_places_and_doubts(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


def test_fighters_own_what_they_do_not_attack() -> None:
    burned = events("Insurgents beheaded four fishermen in Hass and set fire to their boats.")
    assert {target.target_id for claim in burned for target in claim.targets} == {"obj.transport"}
    bombed = events("Jets killed six insurgents in Hass and destroyed their boats.")
    assert {target.target_id for claim in bombed for target in claim.targets} == {"obj.military"}


def test_men_of_a_state_and_others_do_two_things() -> None:
    text = "Insurgents shot at a house in Hass on Monday. {} shot at a boat, injuring five."
    apart = events(text.format("Mozambican soldiers"))
    assert [{a.text for a in claim.actors} for claim in apart] == [{"Insurgents"}, {"Mozambican soldiers"}]
    (together,) = events(text.format("Mozambican bandits"))
    assert {a.text for a in together.actors} == {"Insurgents", "Mozambican bandits"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # over what is told of some of them, and a relative clause with an object
        (
            "Israeli settlers, some of them masked, set fire to homes in Hass, killing two.",
            {("Israeli settlers", DONE)},
        ),
        ("Israeli troops who escorted them fired at residents in Hass, he said.", {("Israeli troops", DONE)}),
        ("Those who said rebels fired at residents in Hass, two women, fled.", {("rebels", DONE)}),
        # what goes on after what somebody is accused of
        (
            "The Taliban accused villagers of feeding the rebels and shot 16 men, he said.",
            {("The Taliban", DONE)},
        ),
        ("He accused the Taliban of looting homes and shooting 16 men in Hass.", {("the Taliban", DONE)}),
        # a deed in -ing with its object, and one without
        ("The Taliban responded by shelling army positions in Hass, he said.", {("The Taliban", DONE)}),
        # who bears arms or is unruly
        ("Party activists armed with machetes attacked a dormitory in Hass.", {("Party activists", DONE)}),
        ("Party activists in dark coats attacked a dormitory in Hass.", set()),
        ("Protesters torched the television building in Hass, he said.", {("Protesters", DONE)}),
        ("Visitors torched the television building in Hass, he said.", set()),
        # it was their work, somebody says
        (
            "Gunmen killed six men in Hass. He said it was the work of the Taliban.",
            {("Gunmen", DONE), ("the Taliban", DONE)},
        ),
        ("Gunmen killed six men in Hass. He said it was the work of a lifetime.", {("Gunmen", DONE)}),
    ],
)
def test_who_acts_over_asides_and_accusations(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told
