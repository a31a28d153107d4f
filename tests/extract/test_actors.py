"""Who attacks, who is attacked, who helps and who claims it: an example to take and one to leave for each."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events

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
        ("Armed men burst into Hass and killed nine people.", {("Armed men", DONE)}),
        ("Nine people were killed when armed men fled Hass.", set()),
        (
            "Malian soldiers accompanied by Wagner mercenaries executed 30 men in Hass.",
            {("Malian soldiers", DONE), ("Wagner mercenaries", DONE)},
        ),
        ("Houthi fighters who came in pickups looted Hass.", {("Houthi fighters", DONE)}),
        ("Houthi fighters who came in pickups left. Hass was shelled on Monday.", set()),
        ("Boko Haram insurgents ambushed a bus near Hass.", {("Boko Haram insurgents", DONE)}),
        ("Jets of the Myanmar junta bombed Hass.", {("the Myanmar junta", DONE)}),
        ("A clinic in Hass came under fire from Houthi fighters.", {("Houthi fighters", DONE)}),
        ("Witnesses blamed the Taliban for the attack on the army in Mopti.", {("the Taliban", DONE)}),
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
        # whom an apposition describes, and doubt about it between commas
        ("The Arakan Army, an alliance of militias, stormed Hass.", {("The Arakan Army", DONE)}),
        ("Warplanes, believed to be Ethiopian, bombed Hass, killing two.", {("Ethiopian", DONE)}),
        ("Warplanes, said to be old, bombed Hass, killing two.", set()),
        # whose men they are
        ("Gunmen belonging to the Arakan Army raided Hass.", {("the Arakan Army", DONE)}),
        ("Gunmen on motorcycles believed to be from Boko Haram raided Hass.", {("Boko Haram", DONE)}),
        ("Men whom survivors identified as members of CODECO raided Hass, killing two.", {("CODECO", DONE)}),
        ("Militiamen known as the Janjaweed raided Hass.", {("the Janjaweed", DONE)}),
        ("Gunmen known to the police raided Hass.", {("Gunmen", DONE)}),
        # who describes it between commas has a participle of its own
        ("The M23, a rebel group backed by Rwanda, shelled Hass.", {("The M23", DONE), ("Rwanda", HELPED)}),
        ("Rwanda-backed rebels shelled Hass.", {("Rwanda", HELPED), ("rebels", DONE)}),
        (
            "US-backed Kurdish forces pressed on with their push to take Hass.",
            {("US", HELPED), ("Kurdish forces", DONE)},
        ),
        ("The army, with Russian air support, recaptured Hass.", {("The army", DONE), ("Russian", HELPED)}),
        ("The army attacked rebels backed by Rwanda in Goma.", {("The army", DONE)}),
        # a name without a place in it goes with the noun, where a text has lost its commas as well
        ("Tuareg rebels shelled Kidal on Monday", {("Tuareg rebels", DONE)}),
        ("In Balad separatists shelled a base on Monday", {("separatists", DONE)}),
        ("Azerbaijan's army shelled Hass.", {("Azerbaijan's army", DONE)}),
        ("Assam Rifles personnel gunned down six miners in Hass.", {("Assam Rifles personnel", DONE)}),
        ("Hutu militiamen armed with clubs and knives attacked a church in Hass.", {("Hutu militiamen", DONE)}),
        # the men of a body, part of whom is told by the way; a people
        ("Libyan coastguard officers fired shots at a boat in Hass.", {("Libyan coastguard officers", DONE)}),
        ("RSF fighters, some riding camels, burned down Hass.", {("RSF fighters", DONE)}),
        ("RSF fighters left. Some riding camels, raiders burned down Hass.", {("raiders", DONE)}),
        ("A patrol was ambushed by Maoists in Hass.", {("Maoists", DONE)}),
        ("Attackers believed to be linked to Islamic State killed eight men in Hass.", {("Islamic State", DONE)}),
        # a list tells some of those who acted; two dashes are two commas; a lost comma before an apposition
        ("Several groups, including the M23, shelled Hass.", {("groups", DONE), ("the M23", DONE)}),
        ("Fighters - backed by Saudi jets - retook Hass on Monday.", {("Fighters", DONE), ("Saudi", HELPED)}),
        ("Air raids – believed to be Ethiopian – killed ten people in Hass.", {("Ethiopian", DONE)}),
        ("The Nusra Front Syria's Qaeda affiliate stormed Hass on Monday", {("The Nusra Front", DONE)}),
        ("The army and its allies bombed Mopti, killing six.", {("The army", DONE), ("its allies", DONE)}),
        ("The army and its drivers left. Mopti was bombed, six were killed.", set()),
        ("Men armed with machetes killed six villagers in Beni.", {("Men", DONE)}),
        ("Men killed six villagers in Beni.", set()),
        # what a pronoun for an attack has
        (
            "There were two offensives in Hass, one led by the Houthis and the other by Saudi troops.",
            {("the Houthis", DONE), ("Saudi troops", DONE)},
        ),
        ("Hass has seen attacks, including those claimed by the Taliban.", {("the Taliban", CLAIMED)}),
        (
            "An army unit with cover from the air force raided Mopti.",
            {("An army unit", DONE), ("the air force", HELPED)},
        ),
        (
            "With the help of Wagner mercenaries, Malian soldiers raided Hass.",
            {("Wagner mercenaries", HELPED), ("Malian soldiers", DONE)},
        ),
        ("Armenia and Azerbaijan accused each other of shelling homes.", {("Armenia", DONE), ("Azerbaijan", DONE)}),
        # whose the things are that were hit
        ("Jets hit positions and convoys of Boko Haram in Borno.", {("Boko Haram", HIT)}),
        ("Jets hit houses and shops of the Old City in Borno.", set()),
        ("Jets bombed a prison run by the Houthis.", {("the Houthis", HIT)}),
        ("Jets bombed a clinic run by a charity.", set()),
        ("The Houthis fired a missile at a US destroyer.", {("The Houthis", DONE), ("US", HIT)}),
        # what flew or was fired, by whose it is
        ("Ukrainian S-300 missiles hit a school in Hass.", {("Ukrainian", DONE)}),
        ("Israeli fighter jets hit a school in Hass.", {("Israeli fighter jets", DONE)}),
        ("Saudi fighter jets hit a school in Hass.", {("Saudi", DONE)}),
        ("A clinic in Hass was hit by a missile fired from a Saudi jet.", {("Saudi", DONE)}),
        ("An air force jet chasing bandits bombed a convoy in Zamfara.", {("air force", DONE)}),
        ("Fighter jets bombed a convoy in Zamfara.", set()),
        ("A clinic in Hass was hit by a missile fired from the Saudi border.", set()),
        ("Hass was shelled from positions held by the separatists on Monday.", {("the separatists", DONE)}),
        ("Hass was shelled from hills near the Lebanese border on Monday.", set()),
        # a name in full, with its "of"
        ("The Armed Forces of Ukraine shelled Hass.", {("The Armed Forces of Ukraine", DONE)}),
        ("Two members of the MEND militia shot dead a guard in Hass.", {("the MEND militia", DONE)}),
        ("A suspected RSF drone hit Hass.", {("RSF", DONE)}),
        ("Presumed CODECO militiamen raided Hass.", {("CODECO militiamen", DONE)}),
        ("The 6th Infantry Division shelled Hass.", {("The 6th Infantry Division", DONE)}),
        # over where a place lies, an aside of a teller, a date before a noun; whom a picture shows
        ("Federal troops ringed Gekhi, south-west of Grozny, and killed six men.", {("Federal troops", DONE)}),
        ("It was LTTE cadres, he went on, who gunned down nine people in Hass.", {("LTTE cadres", DONE)}),
        ("In Goma on 12 November rebels stormed a base", {("rebels", DONE)}),
        ("A clip shows M23 rebels executing 80 inmates in Goma.", {("M23 rebels", DONE)}),
        ("A drone had set a lorry ablaze in Hass, a Ukrainian said.", set()),
        ("A Ukrainian drone had set a lorry ablaze in Hass, he said.", {("Ukrainian", DONE)}),
        # who avows it
        ("The army reported having bombed a camp in Goma.", {("The army", CLAIMED)}),
        ("The army boasted of having killed dozens of men in Goma.", {("The army", CLAIMED)}),
        ("The US-led coalition acknowledged an air strike on Hass.", {("The US-led coalition", CLAIMED)}),
        ("The army reported an air strike on Goma.", set()),
        # who goes along
        (
            "Ethiopian troops in cooperation with Fano militias stormed Hass.",
            {("Ethiopian troops", DONE), ("Fano militias", DONE)},
        ),
        ("Residents together with Fano militias fled Hass.", set()),
        ("Troops loyal to the Taliban shelled Hass.", {("Troops", DONE), ("the Taliban", DONE)}),
        # whose name an adjective begins, and whose phrase a comma opens
        ("The Turkish Institute recorded two deaths by shelling in Hass.", set()),
        ("He said that on Monday, at about four at dawn, Fano fighters shelled Hass.", {("Fano fighters", DONE)}),
        # what somebody pursues
        ("The tactics pursued by the Taliban include torture and shelling of civilians.", {("the Taliban", DONE)}),
        ("The tactics described by the Taliban include torture and shelling of civilians.", set()),
        # who kills or destroys, without an attack word or a number
        ("The RSF destroyed two clinics in Hass.", {("The RSF", DONE)}),
        ("Floods destroyed two clinics in Hass.", set()),
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


def test_an_army_without_a_name_is_that_of_the_land_of_all_places() -> None:
    assert events("Army units shelled Hass, near Idlib.")[0].actors[0].actor_id == "sy.saa"
    assert events("Army units shelled Hass, near Idlib, and Israeli troops left.")[0].actors[0].actor_id is None
    assert events("Army units shelled Mopti, in central Mali.")[0].actors[0].actor_id is None
    assert events("Regime forces shelled a school in Sagaing.")[0].actors[0].actor_id is None
    assert events("The Kiev regime shelled Gorlovka and left Syria alone.")[0].actors[0].actor_id is None


def test_a_party_claims_what_it_tells_of_its_own_men() -> None:
    told = roles("Russian artillery hit a depot in Sumy, the Russian defence ministry said.")
    assert told == {("Russian", CLAIMED)}
    assert roles("Russian artillery hit a depot in Sumy, the governor said.") == {("Russian", DONE)}


def test_whose_government_forces_are_is_told_by_the_text() -> None:
    ids = [
        [actor.actor_id for claim in events(text) for actor in claim.actors]
        for text in ("Government forces in Syria shelled Hass.", "Government forces in Sudan shelled Nyala.")
    ]
    assert ids == [["sy.saa"], [None]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # whoever is behind an attack, or responsible for it
        ("The Sudanese army was responsible for the attack on Hass.", {("The Sudanese army", DONE)}),
        ("The Sudanese army was behind the air strike on Hass.", {("The Sudanese army", DONE)}),
        ("The Sudanese army is responsible for water in Hass, where a shell killed two.", set()),
        # a participle with its agent describes the subject
        (
            "Ethiopian soldiers backed by Eritrean troops shelled Hass.",
            {("Ethiopian soldiers", DONE), ("Eritrean troops", HELPED)},
        ),
        ("Fano fighters shelled a village held by Ethiopian troops, killing a girl.", {("Fano fighters", DONE)}),
        # "its offensive" is the subject's
        ("The Arakan Army pressed on with its offensive on Hass.", {("The Arakan Army", DONE)}),
        ("The Arakan Army heard of an offensive on Hass.", set()),
        # who a means is taken for
        ("Jets believed to be Ethiopian, targeted a clinic in Hass.", {("Ethiopian", DONE)}),
        ("Jets believed to be fast targeted a clinic in Hass.", set()),
        # the strikes of an army, the bombing of one
        ("The air strikes of the Sudanese army killed two people in Hass.", {("the Sudanese army", DONE)}),
        ("The bombing of Boko Haram killed two people in Hass.", {("Boko Haram", HIT)}),
        # a name between commas, and nobody
        (
            "The M23 and its ally, the Sunrise Front, have killed 30 people in Hass.",
            {("The M23", DONE), ("the Sunrise Front", DONE)},
        ),
        ("No army has bombed Hass, where two people died.", set()),
        # what a weapon came from, who dropped it and who shot it down
        ("Two fishermen were hurt by gunfire from Eritrean naval boats.", {("Eritrean", DONE)}),
        ("The deaths in Hass were caused by sarin dropped by Ethiopian troops.", {("Ethiopian troops", DONE)}),
        ("A drone launched by Houthi forces from Hass killed a man.", {("Houthi forces", DONE)}),
        ("A car bomb targeting Houthi forces in Hass killed two officers.", {("Houthi forces", HIT)}),
        ("A group puts the number of fighters killed in Hass at 19.", set()),
        ("The army shot down nine missiles near Hass; debris wounded a man.", set()),
    ],
)
def test_who_attacks_over_participles_owners_and_agents(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nigerian troops killed 10 ISIS members near Hass.", {("Nigerian troops", DONE), ("ISIS members", HIT)}),
        ("Five people were killed in operations against Boko Haram near Hass.", {("Boko Haram", HIT)}),
        ("M23 fighters captured Hass from the Wagner Group.", {("M23 fighters", DONE), ("the Wagner Group", HIT)}),
        ("M23 fighters captured Hass after a report from the Wagner Group.", {("M23 fighters", DONE)}),
        ("Nigerian troops killed 10 farmers near Hass.", {("Nigerian troops", DONE)}),
        (
            "Ten Russian soldiers were killed by M23 fighters near Hass.",
            {("M23 fighters", DONE), ("Russian soldiers", HIT)},
        ),
    ],
)
def test_those_who_are_fought_and_killed_are_the_party_attacked(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Russia's air force bombed a market in Hass, killing two.", ["ru.mil"]),
        ("Turkey's war has killed two people in Hass.", []),
        ("An offensive in northern Turkey that began on Friday killed two people.", []),
        ("Syrian militants killed two people in Hass.", [None]),
        ("Syrian soldiers killed two people in Hass.", ["sy.saa"]),
        ("Islamic State West Africa Province has killed two people in Hass.", [None]),
        ("Islamic State has killed two people in Hass.", ["isis"]),
        ("The Army of Redemption, in a Syrian army town, shelled Hass.", [None]),
    ],
)
def test_a_state_acts_by_its_forces_and_a_name_in_full(text: str, ids: list[str | None]) -> None:
    assert [actor.actor_id for claim in events(text) for actor in claim.actors] == ids


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv has seen heavy shelling since Monday, killing 12 people.",
        "Kharkiv suffered shelling on Sunday that killed two people.",
        "Israel has faced rocket fire from the north, killing two people.",
    ],
)
def test_who_sees_or_suffers_an_attack_does_none(text: str) -> None:
    found = events(text)
    assert found
    assert [actor.text for claim in found for actor in claim.actors if actor.role == "alleged_perpetrator"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the side whose fighters were killed or taken was attacked, or fought where they fell in clashes
        ("At least 24 Houthi fighters were killed in Hass on Monday.", {("Houthi fighters", HIT)}),
        ("Twelve M23 fighters were killed in clashes in Hass on Monday.", {("M23 fighters", DONE)}),
        (
            "Clashes in Hass killed 30 Taliban and 39 Fano fighters on Monday.",
            {("Taliban", DONE), ("Fano fighters", DONE)},
        ),
        ("Twelve Terrorists were killed in Hass on Monday.", set()),
        ("Twelve Houthi fighters fled Hass on Monday.", set()),
        ("Twelve Israeli children were killed in Hass on Monday.", set()),
    ],
)
def test_the_side_of_the_hurt_is_told_by_their_count(text: str, told: set[tuple[str, str]]) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Jabhat al-Nusra holds Hass. On Monday the group shelled Kutum, killing two.", "nusra"),
        ("Jabhat al-Nusra holds Hass. On Monday a group shelled Kutum, killing two.", None),
        ("Jabhat al-Nusra holds Hass. On Monday the Sunrise group shelled Kutum, killing two.", None),
    ],
)
def test_the_group_is_the_one_named_last(text: str, known: str | None) -> None:
    assert {actor.actor_id for claim in events(text) for actor in claim.actors} == {known}


def test_an_attack_is_claimed_by_whom_it_says() -> None:
    assert roles("A blast claimed by the Taliban killed two in Hass.") == {("the Taliban", CLAIMED)}
    assert roles("A blast condemned by the Taliban killed two in Hass.") == set()


def test_a_side_of_a_place_in_its_name_is_a_place() -> None:
    assert roles("Soldiers looted trucks between Mekele and Afar on Monday.") == {("Soldiers", DONE)}


def test_whose_helicopter_was_shot_down_was_attacked() -> None:
    assert roles("A Russian helicopter was shot down over Hass, killing two.") == {("Russian", HIT)}
    assert roles("A Russian helicopter crashed near Hass after shells killed two there.") == set()


def test_whoever_claims_in_his_own_words_is_told_once() -> None:
    assert roles("The army said its soldiers had killed six men in Hass.") == {("its soldiers", CLAIMED)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russian forces shelled Hass. In March they had bombed Kutum, killing two.", ("they", DONE)),
        ("Russian forces shelled Hass. In March the men whom they had met bombed Kutum, killing two.", None),
        ("Farmers left Hass. In March they had bombed Kutum, killing two.", None),
    ],
)
def test_a_pronoun_stands_for_the_party_that_the_sentence_before_begins_with(
    text: str, told: tuple[str, str] | None
) -> None:
    assert {role for role in roles(text) if role[0] == "they"} == ({told} if told else set())


def test_a_coalition_is_the_one_that_the_text_names() -> None:
    def ids(text: str) -> set[str | None]:
        return {actor.actor_id for claim in events(text) for actor in claim.actors}

    assert ids("On Monday, coalition warplanes bombed Taiz, the Saudi-led alliance said.") == {None}
    assert ids("The US-led coalition began in 2014. On Monday, coalition warplanes bombed Raqqa.") == {"us.coalition"}


def test_a_name_keeps_the_capitals_before_its_head() -> None:
    text = "On Monday, the terrorist Rapid Support militia bombarded Omdurman with rockets, killing two."
    assert roles(text) == {("Rapid Support militia", DONE)}


def test_who_has_been_shelling_shells() -> None:
    (event,) = events("The Rapid Support Forces have been shelling Nyala since Monday.")
    assert [(actor.text, actor.role) for actor in event.actors] == [("The Rapid Support Forces", "alleged_perpetrator")]
    (event,) = events("There has been shelling in Nyala, and two people died.")
    assert not event.actors


@pytest.mark.parametrize("how", ["once again", "without warning", "yet again", "in retaliation"])
def test_words_of_manner_do_not_part_an_actor_from_the_deed(how: str) -> None:
    claim = event(f"Units of the Third Army {how} shelled a village near Hass, wounding two.")
    assert [(actor.text, actor.role) for actor in claim.actors] == [("Units of the Third Army", "alleged_perpetrator")]
    assert [teller.name for teller in claim.attribution.chain] == ["Orontes Wire"]


def test_who_lost_soldiers_did_not_kill_them() -> None:
    assert event("The army lost 61 soldiers in Mopti, the government said.").actors == ()
    killers = event("The army killed 61 farmers in Mopti, the government said.").actors
    assert [actor.text for actor in killers] == ["The army"]


def test_a_state_that_lost_soldiers_is_no_place() -> None:
    assert events("Malawi lost three peacekeepers and Uruguay one, officials said.")[0].where == ()


def test_who_is_blamed_has_claimed_nothing() -> None:
    told = event("The militia shelled the market in Hass and now blames our forces for its own crime.")
    assert all(actor.role != "claimed_responsibility" for actor in told.actors)
    accused = event("Residents blamed our forces for the shelling of Hass.")
    assert [actor.role for actor in accused.actors] == ["alleged_perpetrator"]
