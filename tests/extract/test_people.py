"""Who is counted: one person without a number, a family by its number, parts of the dead and of the wounded."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, harms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A landmine injured a 13-year-old boy and his uncle near Hass.", [("injured", 1), ("injured", 1)]),
        ("A sniper wounded an ambulance driver in Hass.", [("injured", 1)]),
        ("A roadside bomb killed a family of five near Hass.", [("killed", 5)]),
        ("An air strike on Hass killed a family.", [("killed", None)]),
        ("Shelling of Hass killed dozens of civilians.", [("killed", None)]),
        ("A shell fell on Hass, killing the neighbour and two of her daughters.", [("killed", 1), ("killed", 2)]),
        (
            "I lost my wife, two sons and a daughter in the attack on Hass.",
            [("killed", 1), ("killed", 2), ("killed", 1)],
        ),
        ("Three fishermen were wounded by gunfire near Hass.", [("injured", 3)]),
        ("A relative of one of them says nine were shot dead in Hass.", [("killed", 9)]),
        ("Russian forces hit civilian homes in Hass; nobody was hurt.", [("injured", 0)]),
        ("A farmer and his son were killed by a mine near Hass.", [("killed", 2)]),
        ("A mother and her three children were killed in shelling of Hass.", [("killed", 4)]),
        ("A mine near Hass injured a 13-year-old boy and his uncle.", [("injured", 1), ("injured", 1)]),
        ("The strike on Hass caused 6 casualties and over 40 injured.", [("killed", 6), ("injured", 40)]),
        ("The strike on Hass caused 50 casualties.", [("killed_or_injured", 50)]),
        ("A missile hit Hass. Among those killed were three children.", [("killed", None), ("killed", 3)]),
        ("Total for the three districts: 9 killed in shelling, 25 wounded.", [("killed", 9), ("injured", 25)]),
    ],
)
def test_people_are_counted_by_number_article_or_possessive(
    text: str, expected: list[tuple[str, float | None]]
) -> None:
    assert [(harm, value) for harm, value, _ in harms(event(text))] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("An air strike on Hass killed nine people. Two of the dead were children.", [(0, 2, ("child",))]),
        ("Shelling of Hass wounded 14 people. Three of the wounded have since died.", [(0, 3, ())]),
        (
            "Ten people - two women and eight children - were killed by an air strike on Hass.",
            [(0, 2, ("woman",)), (0, 8, ("child",))],
        ),
        ("Rockets hit Hass, killing three people. Among the dead was a 9-year-old girl.", [(0, 1, ("child",))]),
        ("Shelling of Hass wounded six people, two of them critically.", [(0, 2, ())]),
        ("The death toll in Hass rose to seven after two bodies were found under the rubble.", [(0, 2, ())]),
        (
            "The war has killed 300 people in Hass, including 87 civilians, 15 of them children.",
            [(0, 87, ()), (1, 15, ("child",))],
        ),
    ],
)
def test_parts_belong_to_their_whole(text: str, parts: list[tuple[int, float, tuple[str, ...]]]) -> None:
    found = [harm for harm in event(text).harms if harm.subset_of is not None]
    assert [(harm.subset_of, harm.quantity.value, harm.who) for harm in found] == parts


def test_those_who_died_of_wounds_died_later() -> None:
    claim = event("Shelling of Hass wounded 14 people. Three of the wounded have since died.")
    assert harms(claim) == [("injured", 14, "unstated"), ("died_later", 3, "unstated")]


def test_bodies_found_since_are_in_the_toll_already() -> None:
    claim = event(
        "The death toll of the strike on Hass rose to 14 after rescuers pulled two more bodies from the rubble."
    )
    assert [(harm.quantity.value, harm.subset_of) for harm in claim.harms] == [(14, None), (2, 0)]


def test_a_part_may_be_told_by_its_fate_after_it() -> None:
    claim = event("An air strike on Hass killed 100 people. At least 30 children were among the dead.")
    assert [(harm.quantity.value, harm.subset_of) for harm in claim.harms] == [(100, None), (30, 0)]


def test_who_speaks_is_no_victim() -> None:
    text = "Gunmen killed at least 70 people, mostly children and elderly, in the village of Hass, the prosecutor said."
    assert [harm.quantity.value for harm in event(text).harms if harm.quantity.value is not None] == [70]


def test_people_told_again_in_the_next_number_are_a_part_of_it() -> None:
    claim = event("Two of its staff were among the 35 people killed in the raid on Hass on Friday, the charity said.")
    assert [(harm.quantity.value, harm.subset_of) for harm in claim.harms] == [(35, None), (2, 0)]


def test_a_part_larger_than_its_whole_is_no_part_of_it() -> None:
    for claim in events("An air strike on Hass killed a child. Two of the dead were women."):
        assert all(harm.subset_of is None for harm in claim.harms)


def test_the_figure_that_no_longer_holds_is_left_out() -> None:
    claim = event("The toll from Saturday's missile strike on Hass rose from 36 to 40 on Monday, officials said.")
    assert harms(claim) == [("killed", 40, "unstated")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four children were among the dead in Hass, the charity said.", [(None, None), (4, 0)]),
        ("Those killed in Hass included six women and three nurses.", [(None, None), (6, 0), (3, 0)]),
        ("Of those killed in Hass six were children.", [(None, None), (6, 0)]),
        ("Seven children were among 71 civilians killed in Hass.", [(71, None), (7, 0)]),
        ("Ten women and a child were among 30 people shot dead in Hass.", [(30, None), (10, 0), (1, 0)]),
        ("Among at least 25 wounded in Hass eight were in critical condition.", [(25, None), (8, 0)]),
        ("Shelling of Hass killed nine people, among them four children.", [(9, None), (4, 0)]),
    ],
)
def test_the_dead_without_a_number_are_the_whole_of_their_parts(
    text: str, expected: list[tuple[float | None, int | None]]
) -> None:
    assert [(harm.quantity.value, harm.subset_of) for harm in event(text).harms] == expected


def test_the_dead_are_one_whole_however_often_they_are_named() -> None:
    text = (
        "A strike on Hass killed 20 people on Monday. The army denied any role. The clinic said 14 of the dead were "
        "porters. The three others among the dead have yet to be named."
    )
    assert [(harm.quantity.value, harm.subset_of) for harm in events(text)[-1].harms] == [(None, None), (14, 0), (3, 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels in Hass were surrounded and the army shelled them, killing scores of them.", [("killed", None)]),
        ("Gunmen stopped a bus near Hass and shot dead 14 of them.", [("killed", 14)]),
        ("Shelling of Hass wounded 40 people. Five of them died.", [("injured", 40), ("died_later", 5)]),
        ("The army shelled Hass, where most of them were killed.", []),
    ],
)
def test_a_part_of_people_who_were_not_hurt_counts_by_itself(
    text: str, expected: list[tuple[str, float | None]]
) -> None:
    assert [(harm, value) for claim in events(text) for harm, value, _ in harms(claim)] == expected


def test_whoever_is_named_after_the_verb_says_it() -> None:
    claim = event("Mortar fire on Hass killed 340 villagers said the Centre adding that 57 of them were girls.")
    assert [harm.quantity.value for harm in claim.harms] == [340, 57]
    assert [h for c in events("A bomb hit Hass and a resident said the army came.") for h in c.harms] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reported killed in Hass: 45 including 7 women", []),
        ("Reported killed: 45 including 7 women in Hass", [("killed", 45), ("killed", 7)]),
        ("Shelling of Hass killed 40 women as well as 12 children.", [("killed", 40), ("killed", 12)]),
        ("In Hass ten people were killed: 4 by shells and 6 by bombs.", [("killed", 10)]),
    ],
)
def test_a_figure_after_its_label_and_a_list_that_goes_on(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm, value) for claim in events(text) for harm, value, _ in harms(claim)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve Daesh members were killed in Hass.", [("killed", 12, "combatant")]),
        ("Jets killed 10 members of the Free Syrian Army in Hass.", [("killed", 10, "combatant")]),
        ("Jets killed 10 members of the council of Hass.", [("killed", 10, "unstated")]),
        ("Troops killed 21 Shabaab (banned in Kenya) militants in Hass.", [("killed", 21, "combatant")]),
        ("A total of 24 militants (a terrorist group) were killed in Hass.", [("killed", 24, "combatant")]),
        ("Another militant was killed in Hass.", [("killed", 1, "combatant")]),
        ("The group executed and crucified nine men in Hass.", [("killed", 9, "unstated")]),
        ("The pupils, aged between six and 11, were treated in Hass after the raid.", []),
        ("Six people died in Hass and ten citizens have been called as witnesses.", [("killed", 6, "unstated")]),
    ],
)
def test_members_of_armed_groups_asides_and_others(text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert [harm for claim in events(text) for harm in harms(claim)] == expected


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        ("At least eight chemical attacks hit Hass in May.", [8]),
        ("0 46 A shelling of Hass killed six people.", []),
        ("Police made 23,400 arrests in Hass in May, killing six people.", []),
        ("Hass saw no attack in May, and six people were killed in Sarjah.", []),
        ("Inspectors will visit three sites in Hass where attacks killed six people.", []),
        ("Four suicide bombers killed six people in Hass.", []),
    ],
)
def test_what_counts_attacks(text: str, attacks: list[float]) -> None:
    assert [claim.attacks.value for claim in events(text) if claim.attacks] == attacks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shireen Abu Akleh was shot dead in Jenin.", [("killed", "Shireen Abu Akleh")]),
        ("The raid on Hass killed Omar Barakat, who headed the clinic.", [("killed", "Omar Barakat")]),
        ("Omar Barakat, who headed the clinic, died in the raid on Hass.", [("killed", "Omar Barakat")]),
        ("Omar Barakat, who lives in Hass, saw the air strike on the town.", []),
        ("The kidnapping of engineer Rami Sallum in Hass was filmed.", [("abducted", "engineer Rami Sallum")]),
        ("The reporter Rami Sallum filmed the air strike on Hass.", []),
        ("Ten people were killed in Hass, director Rami Sallum said.", [("killed", "Ten")]),
        ("Two workers of the organisation Dar Relief lost their lives in Hass.", [("killed", "Two")]),
        ("The National Research Center was hurt by the air strike on Hass.", []),
    ],
)
def test_a_victim_told_by_name_is_one_person(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(harm.harm, harm.quantity.text) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two drivers, Hassan al-Sayed and Murad Bakkour, died in the raid on Hass.", ["Two"]),
        ("Hassan al-Sayed and Murad Bakkour were killed in Hass.", ["Hassan al-Sayed", "Murad Bakkour"]),
        ("Nine people were killed in Hass, said Modu Kyari of the Civilian Joint Task Force.", ["Nine"]),
        ("Shelling of Hass killed nine children under ten.", ["nine"]),
        ("Shelling of Hass killed under ten.", ["under ten"]),
        ("In all, 29 people were killed, 11 of them under 15.", ["29", "11"]),
        ("Twenty people were killed in Hass, two of them over the age of 80.", ["Twenty", "two"]),
        ("A mother of four and her two sons were killed in Hass.", ["A mother", "two"]),
        ("A boy of 11 and his two sisters were killed in Hass.", ["A boy", "two"]),
        ("A father of six was shot dead in Hass.", ["A father"]),
        ("A man, 71, killed by mortar fire in Hass.", ["A man"]),
        ("Two children of 9 and 11 were badly hurt in Hass.", ["Two"]),
        ("Two bystanders, both of them street vendors, were hurt in Hass.", ["Two"]),
        ("Two bystanders and both of their sons were hurt in Hass.", ["Two", "both"]),
        ("Rescuers pulled 13 bodies and nine survivors from a block in Hass.", ["13"]),
        ("A strike on Hass killed 40 goats and two shepherds.", ["two"]),
        ("A roadside bomb near Hass killed three carabaos.", []),
        ("A barracks in Hass was shelled; no casualty figures were given.", []),
        ("The number of dead in the strike on Hass has gone up to 31.", ["31"]),
        ("The strike on Hass killed up to 31 people.", ["up to 31"]),
        ("Toll up to 19 after the strike on Hass.", ["19"]),
        ("The official version is that eleven prisoners died in Hass.", ["eleven"]),
        ("Thirteen people, nine of them from a single family, were killed in Hass.", ["Thirteen", "nine"]),
    ],
)
def test_what_only_describes_people_counts_nobody(text: str, expected: list[str]) -> None:
    told = [harm for claim in events(text) for harm in claim.harms if harm.harm != "livelihood"]
    assert [harm.quantity.text for harm in told] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes killed 30 regime and allied fighters in Sumy.", [("killed", 30, "combatant")]),
        (
            "Clashes killed 49 Armenian and 50 Azeri soldiers in Karabakh.",
            [("killed", 49, "combatant"), ("killed", 50, "combatant")],
        ),
        (
            "The assault near Kismayo killed five of al-Shabab and allied militants as well as nine soldiers.",
            [("killed", 5, "combatant"), ("killed", 9, "combatant")],
        ),
    ],
)
def test_two_adjectives_describe_one_noun(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert harms(event(text)) == expected


def test_things_before_and_are_not_adjectives() -> None:
    assert [
        harm for claim in events("Shelling destroyed 3 houses and killed rebels in Sumy.") for harm in harms(claim)
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The monitor said more than 50 people were killed by shells in Sumy.", [("killed", 50, "unstated")]),
        ("The air force killed more than 100 militants near Kismayo.", [("killed", 100, "combatant")]),
        (
            "Tens of rebels including foreigners were killed by shells near Kismayo.",
            [("killed", None, "combatant"), ("killed", None, "combatant")],
        ),
        (
            "A blast in Herat claimed the lives of 30 people and left scores wounded reports say.",
            [("killed", 30, "unstated"), ("injured", None, "unstated")],
        ),
        ("Shells hit a clinic in Sumy, wounding some of the staff.", [("injured", None, "unstated")]),
        ("Both the men were killed by shells in Sumy.", [("killed", 2, "unstated")]),
        ("The blast in Herat wounded 12 a monitor said.", [("injured", 12, "unstated")]),
        ("The blast in Herat wounded dozens the governor said.", [("injured", None, "unstated")]),
        (
            "Fighters executed 300 men in Taiz, one of the four main towns of the valley.",
            [("killed", 300, "unstated")],
        ),
    ],
)
def test_a_number_is_no_noun_of_the_words_before_it(text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert harms(event(text)) == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A father of three was shot dead in Sumy.", [1]),
        ("A family of three was shot dead in Sumy.", [3]),
        ("A bomb in Gao hit a bus, killing all nine aboard.", [9]),
        ("Nine out of ten residents of Djibo have fled.", []),
        ("Shelling caused the death of 9 men, most of them farmers, and the wounding of 31 others.", [9, 31]),
        ("Settlers shot a farmer in the leg near Qusra.", [1]),
    ],
)
def test_which_numbers_count_those_hurt(text: str, counts: list[int]) -> None:
    told = [harm.quantity.value for claim in events(text) for harm in claim.harms]
    assert [value for value in told if value is not None] == counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two children of 9 and 11 were gravely hurt in Sumy.", [("injured.severe", 2)]),
        ("A family of five died in a strike on Sumy.", [("killed", 5)]),
        ("A camel herder and his 12-year-old daughter were killed in Gao.", [("killed", 1), ("killed", 1)]),
        ("Gunmen burned to death 18 farmers in Lala and left five in critical condition.", None),
        ("Men in uniform held 26 women at a roadblock in Nizi.", [("detained", 26)]),
        ("Men in uniform held two meetings at a roadblock in Nizi.", []),
        ("Some 2,300 families reached Bunia from Lala.", [("displaced", 2300)]),
        ("Some 2,300 soldiers reached Bunia from Lala.", []),
        ("Raiders killed four men in Gao and rustled about 600 head of cattle.", [("killed", 4), ("livelihood", 600)]),
        ("Traders sold about 600 head of cattle in Gao before a strike killed four men.", [("killed", 4)]),
    ],
)
def test_people_and_animals_by_their_verbs(text: str, told: list[tuple[str, int]] | None) -> None:
    found = [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms]
    assert found == (told if told is not None else [("killed", 18), ("injured.severe", 5)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The toll of a strike on Gao climbed from six to 10 as four of the injured succumbed.", [10, 4]),
        ("A strike killed four people in Gao, not six.", [4]),
        ("Settlers forced nine families out of Yanun.", [9]),
        ("Settlers forced nine families to sell land in Yanun.", []),
        ("Three Frontier Corps personnel embraced martyrdom in an ambush in Bajaur.", [3]),
    ],
)
def test_figures_that_rise_are_corrected_or_driven_out(text: str, told: list[int]) -> None:
    found = [harm.quantity.value for claim in events(text) for harm in claim.harms if harm.quantity.op != "vague"]
    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five rebels were captured and burnt alive in Myaing.", {("detained", 5), ("killed", 5)}),
        ("Gunmen abducted and killed six farmers in Jos.", {("abducted", 6), ("killed", 6)}),
        ("Soldiers arrested 12 men and killed two others in Goma.", {("detained", 12), ("killed", 2)}),
        ("A bomb killed a crew of four in Sumy.", {("killed", 4)}),
        ("A strike on Gao wounded a 14-year-old in the neck.", {("injured", 1)}),
    ],
)
def test_two_verbs_may_befall_the_same_people(text: str, told: set[tuple[str, int]]) -> None:
    assert {(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The office verified 128 civilian casualties (34 killed, 94 injured) in May.",
            {("killed_or_injured", 128), ("killed", 34), ("injured", 94)},
        ),
        ("A strike on Gao left 6 casualties and over 40 injured.", {("killed", 6), ("injured", 40)}),
        (
            "The team recorded 61 violations, including 14 killings and 9 cases of torture.",
            {("killed", 14), ("tortured", 9)},
        ),
        ("Seven boys were recruited by an armed group in Pibor.", {("recruited_child", 7)}),
        ("Seven nurses were recruited by a clinic in Pibor.", set()),
    ],
)
def test_casualties_violations_and_recruits(text: str, told: set[tuple[str, int]]) -> None:
    assert {(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("About 40 mutilated corpses lay in the streets of Nyala.", [("killed", 40)]),
        ("Three children drowned as their uncle fired on rebels in Sinja.", [("killed", 3)]),
        (
            "Raids killed 31 civilians including at least one nurse and wounded 22 in Douma.",
            [("killed", 31), ("injured", 22), ("killed", 1)],
        ),
    ],
)
def test_which_word_of_harm_is_theirs(text: str, told: list[tuple[str, int]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Of the 40 injured, 12 are in a serious condition.", [("injured", 40, None), ("injured.severe", 12, 0)]),
        ("Of the 40 injured, 12 are women.", [("injured", 40, None), ("injured", 12, 0)]),
    ],
)
def test_a_part_of_the_whole_that_the_clause_opens_with(text: str, told: list[tuple[str, int, int | None]]) -> None:
    found = [(harm.harm, harm.quantity.value, harm.subset_of) for claim in events(text) for harm in claim.harms]
    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two soldiers and nine farmers killed in Gao.", [("killed", 2), ("killed", 9)]),
        ("Nine farmers confirmed dead in Gao.", [("killed", 9)]),
        ("Ten people and a soldier killed two gunmen in Gao.", [("killed", 2)]),
        ("A baker dead, 4 members of the Zarrouq family hurt in Gao.", [("killed", 1), ("injured", 4)]),
        ("A soldier died on Monday of wounds suffered in Gao.", [("died_later", 1)]),
        ("A soldier died on Monday in Gao.", [("killed", 1)]),
        ("Shells hit Gao, sending 430 families scampering.", [("displaced", 430)]),
    ],
)
def test_lists_families_and_wounds(text: str, told: list[tuple[str, int]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were 3 dead and 12 wounded among the displaced in Goma.", [("killed", 3, None), ("injured", 12, None)]),
        (
            "Three members of one family – a father and two sons – were killed in Goma.",
            [("killed", 3, None), ("killed", 1, 0), ("killed", 2, 0)],
        ),
        ("A strike – a record – killed ten people in Goma.", [("killed", 10, None)]),
    ],
)
def test_parts_between_dashes_and_people_among_others(text: str, told: list[tuple[str, int, int | None]]) -> None:
    found = [(harm.harm, harm.quantity.value, harm.subset_of) for claim in events(text) for harm in claim.harms]
    assert found == told
