"""Who tells: constructions with a teller to find, and with one to leave."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import chain, event, events, said, statements

HIT = "shells hit Aden, killing two"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"Save the Children said {HIT}.", "Save the Children"),
        (f"Children said {HIT}.", "Children"),
        (f"Myanmar Now said {HIT}.", "Myanmar Now"),
        (f"The mayor now said {HIT}.", "The mayor"),
        (f"Sources close to the tribe said {HIT}.", "Sources close to the tribe"),
        (f"A report by the Tihama League said {HIT}.", "Tihama League"),
        (f"A report of the raid said {HIT}.", "A report of the raid"),
        (f"The league which relies on fishermen in Hays said {HIT}.", "The league"),
        (f"Fishermen who fled Hays said {HIT}.", "Fishermen"),
        (f"A rights group and residents said {HIT}.", "A rights group and residents"),
        ("The Hass League corrected its death toll from the raid to 18 killed in Hass, not 20.", "Hass League"),
        (f"{HIT.capitalize()}, residents and the local People's Guard said.", "residents and the local People's Guard"),
        (f"{HIT.capitalize()}, the local People's Guard said.", "People's Guard"),
        (f"A doctor at the Red Sea Hospital, Atef Taha, said {HIT}.", "Atef Taha"),
        (f"A doctor at the Red Sea Hospital, Relief League, said {HIT}.", "A doctor at the Red Sea Hospital"),
        (f"North Darfur's governor, Omar Taha, said {HIT}.", "Omar Taha"),
        (f"North Darfur's governor said {HIT}.", "North Darfur's governor"),
        (f"Human Rights Now said {HIT}.", "Human Rights Now"),
        (f"The police now said {HIT}.", "The police"),
        (
            f"{HIT.capitalize()}, a senior officer said on condition of anonymity because he feared for his post.",
            "a senior",
        ),
        (f"A senior officer said because of the rain that {HIT}.", "A senior officer"),
        (f"Temblores, a rights group, said {HIT}.", "Temblores"),
        (f"Residents, a patient group, said {HIT}.", "Residents"),
        (f"{HIT.capitalize()}, according to survivors interviewed in Zabid by the Tihama League.", "survivors"),
        (f"{HIT.capitalize()}, according to survivors and the Tihama League.", "survivors and the Tihama League"),
        (f"“{HIT.capitalize()},” a protester who gave her name only as Lara told this newspaper.", "a protester"),
        (f"{HIT.capitalize()}, according to medics, a local council and the Red Crescent.", "medics, a local council"),
        (f"{HIT.capitalize()}, according to medics. A local council met.", "medics"),
        (f"The envoy dismissed the claims, saying that {HIT}.", "The envoy"),
        (f"The Tihama League released a picture, and said {HIT}.", "Tihama League"),
        (f"The Tihama League has since told us that {HIT}.", "Tihama League"),
    ],
)
def test_the_teller_is_the_subject_of_the_verb(text: str, origin: str) -> None:
    assert chain(event(text))[0].startswith(origin)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The navy ministry, quoted by TASS, said {HIT}.", ["The navy ministry", "TASS", "Orontes Wire"]),
        (f"The navy ministry, led by Jane Doe, said {HIT}.", ["The navy ministry", "Orontes Wire"]),
        (f"Jane Doe said in a statement posted on Telegram {HIT}.", ["Jane Doe", "Orontes Wire"]),
        (f"It was also reported that {HIT}.", ["Orontes Wire"]),
    ],
)
def test_who_is_quoted_by_another_has_him_in_the_chain(text: str, expected: list[str]) -> None:
    assert chain(event(text)) == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Tihama League condemned the raid on Hays and called for an inquiry.", "the raid on Hays"),
        ("The Tihama League condemned the raid on Hays and Zabid.", "the raid on Hays and Zabid"),
        ("Jane Doe said in a radio interview on Monday that bread is scarce.", "bread is scarce"),
    ],
)
def test_what_is_said_ends_where_its_speaker_asks(text: str, content: str) -> None:
    assert [said(statement) for statement in statements(text)] == [content]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"State news agency SUNA said {HIT}.", "SUNA"),
        (f"Head of the Hays Media Centre Jane Doe said {HIT}.", "Jane Doe"),
        (f"Unverified reports said {HIT}.", "Unverified reports"),
        (f"Galkin said {HIT}. The wounded Galkin spoke of was a nurse.", "Galkin"),
        (f"A tractor driver told the Tihama League that {HIT}.", "A tractor driver"),
        (f"A mortar said to be old hit Aden: {HIT}.", "Orontes Wire"),
        (f"Jane Doe, whose clinic stands near the market in the old town, said {HIT}.", "Jane Doe"),
        (f"The clinic was shut, its head, Jane Doe, said, and {HIT}.", "Jane Doe"),
        (f"Egypt said {HIT}.", "Egypt"),
        (f"The governor in Egypt said {HIT}.", "The governor in Egypt"),
        (f"The Tihama League met on Monday. The army said {HIT}.", "The army"),
        (f"The Tihama League met on Monday, it said. The group said {HIT}.", "Tihama League"),
        (f"At noon, according to a nurse, {HIT}.", "a nurse"),
        (f"{HIT.capitalize()}, according to Jane Doe of the Tihama League, a body that counts the dead.", "Jane Doe"),
    ],
)
def test_the_teller_is_named_by_the_words_of_the_text(text: str, origin: str) -> None:
    assert origin in [chain(claim)[0] for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Shells killed 40 people in Aden, residents said; the army put the number of dead at 23.",
            {40: "residents", 23: "the army"},
        ),
        (
            "Officials put the toll in Aden at 16, while the Taliban said 40 soldiers had died, and a clinic in Aden"
            " said that nine were killed.",
            {16: "Officials", 40: "Taliban", 9: "a clinic in Aden"},
        ),
        (
            "The army says it killed 12 gunmen in Aden, local officials say that 9 men were killed there.",
            {12: "The army", 9: "local officials"},
        ),
        (
            "The Aden League said that, according to a nurse, shells killed two people in Aden.",
            {2: "a nurse"},
        ),
        ("Shells killed 18 people in Aden, local officials said after the raid on the port.", {18: "local officials"}),
        ("Five people were shot in Aden. The League said after the raid on Hays two were killed there.", {}),
        (
            "Fighters of the Hays Front, which has pledged loyalty to the Sultan, killed six people.",
            {6: "Orontes Wire"},
        ),
        ("Shells killed four people in Aden, police and medics said.", {4: "police and medics"}),
        (
            "A doctor, a weaver and three residents told the Aden League that shells killed 34 people.",
            {34: "A doctor, a"},
        ),
        (
            "A clerk, speaking by phone because the roads were shut, said shells killed four people in Aden.",
            {4: "A clerk"},
        ),
        ("14 May: 3 people killed by shelling in Aden, and the port was shut.", {3: "Orontes Wire"}),
        ("UNICEF said 800 children were killed in Hays, a figure that the army disputes.", {800: "UNICEF"}),
    ],
)
def test_each_teller_has_its_own_figure(text: str, told: dict[int, str]) -> None:
    found = {harm.quantity.value: chain(claim)[0] for claim in events(text) for harm in claim.harms}
    assert all(found[value].startswith(name) for value, name in told.items()), found


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"The Egyptian military met on Monday, it said. The charity said {HIT}.", "The charity"),
        (f"No group has said {HIT}.", "Orontes Wire"),
        (f"Rescue teams at the scene said {HIT}.", "Rescue teams at the scene"),
        (f"The Ministry of Health (MoH) in Aden recorded two people killed when {HIT}.", "Ministry of Health"),
        (f"The coordinator, Jane Doe, met the council. She said {HIT}.", "Jane Doe"),
    ],
)
def test_who_is_meant_by_a_noun_or_pronoun(text: str, origin: str) -> None:
    assert origin in [chain(claim)[0] for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Meanwhile Orontes Radio reported that a shell killed two people in Hass.", "Orontes Radio"),
        ("Khan Shaykhun\n\nThe Clinic Watch said that a shell killed two people in Hass.", "Clinic Watch"),
    ],
)
def test_no_teller_begins_with_an_adverb_or_in_the_line_above(text: str, teller: str) -> None:
    assert [chain(claim)[0] for claim in events(text)] == [teller]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"SUNA quoted a doctor in the town as saying that {HIT}.", ["a doctor in the town", "SUNA", "Orontes Wire"]),
        (f"{HIT.capitalize()}, SUNA cited a doctor as saying.", ["a doctor", "SUNA", "Orontes Wire"]),
        (f"SUNA quoted a doctor. It said that {HIT}.", ["SUNA", "Orontes Wire"]),
    ],
)
def test_who_is_quoted_as_saying_speaks_and_who_quotes_relays(text: str, expected: list[str]) -> None:
    assert chain(event(text)) == expected


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"A source in the Navy Ministry spoke, a doctor said. The source said {HIT}.", "The source"),
        (
            f"A source in the Navy Ministry said the port was shut. The source said {HIT}.",
            "A source in the Navy Ministry",
        ),
        (f"Jane Doe said the port was shut. The source said {HIT}.", "The source"),
        (f"Jane Doe said the port was shut, which Moscow blames on the rain. She said {HIT}.", "Jane Doe"),
        (f"The Regional Coordinator, Jane Doe, said {HIT}.", "Jane Doe"),
        (f"A midwife, called Huda here for her safety, said {HIT}.", "Huda"),
        (f"Jane Doe, the League's coordinator, said {HIT}.", "Jane Doe"),
        (f"The film was shot by Huda Saif, a nurse, who said {HIT}.", "Huda Saif"),
        (f"The film was shown by the navy, a nurse, who said {HIT}, told us.", "a nurse"),
        (f"{HIT.capitalize()} late on Thursday, burned 12 huts and fled, said the head of Hays.", "the head of Hays"),
    ],
)
def test_who_speaks_is_somebody_introduced_as_such(text: str, origin: str) -> None:
    assert origin in [chain(claim)[0] for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"The Tihama Documentation Network met. The Aden-based Network said {HIT}.", "Tihama Documentation Network"),
        (f"The Tihama Relief League met. TRL said {HIT}.", "Tihama Relief League"),
        (f"The Tihama Network met, as did the Aden Network. The Network said {HIT}.", "The Network"),
        (f'"We wept," Omar Taha said. The weeping man said {HIT}.', "Omar Taha"),
        (f'"We wept," Huda Saif said. Huda said {HIT}.', "Huda Saif"),
        (f"The Relief League said the port was shut. The London-based group said {HIT}.", "Relief League"),
        (f"The Relief League said the port was shut. The international aid charity said {HIT}.", "Relief League"),
        (f"The Relief League said the port was shut. The rebel group said {HIT}.", "The rebel group"),
        (f"The Hays Observatory met. The League said it rained. The local monitor said {HIT}.", "The local monitor"),
        (f"The Hays Observatory said so. A League said so. The Oslo-based monitor said {HIT}.", "Hays Observatory"),
        (f"The WHO said {HIT}.", "WHO"),
        (f"The member states met on Monday and {HIT}.", "Orontes Wire"),
    ],
)
def test_a_short_name_stands_for_the_full_one(text: str, origin: str) -> None:
    assert origin in [chain(claim)[0] for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"The agency's correspondent in the town said {HIT}.", "agency's correspondent in the town"),
        (f"The army of the Hadi government said {HIT}.", "army of the Hadi government"),
        ("Shells killed two people in Aden, as was confirmed by Colonel Omar Taha of the Guard.", "Omar Taha"),
        ("Two deaths in Aden were reported by the port rescuers after shells hit the market.", "the port rescuers"),
        (f"Port Radio reporter Huda Saif said {HIT}.", "Huda Saif"),
        (f"The Guard's Deputy Commander Omar Taha said {HIT}.", "Omar Taha"),
        (f"Pentagon spokesman Omar Taha said {HIT}.", "Omar Taha"),
        (f"The BBC's Huda Saif said {HIT}.", "Huda Saif"),
        (f"Truth Hounds said {HIT}.", "Truth Hounds"),
        (f"The Tihama People's Protection Units said {HIT}.", "Tihama People's Protection Units"),
        (f"Secretary of State Huda Saif said {HIT}.", "Huda Saif"),
        (f"Minister of Foreign Affairs Omar Taha said {HIT}.", "Omar Taha"),
        (f"Defence Minister Omar Taha said {HIT}.", "Omar Taha"),
        (f"Doctor Omar Taha of the Hays Institute said {HIT}.", "Omar Taha"),
        (f"The General Command of the Guard said {HIT}.", "General Command of the Guard"),
        (f"Lawmaker Huda Saif said {HIT}.", "Huda Saif"),
        (f"Save the Children head of mission Omar Taha said {HIT}.", "Omar Taha"),
        (f"A Save the Children spokesman in Aden said {HIT}.", "Save the Children"),
        (f'{HIT.capitalize()}," a nurse who fled the town told the navy.', "a nurse"),
        (f"Coptic Archbishop Mina Girgis said {HIT}.", "Mina Girgis"),
        (f"The Aden Revolution General Council said {HIT}.", "Aden Revolution General Council"),
        (f"Huda Saif, the nurse, said {HIT}, as Omar Taha was announced by the council as mayor.", "Huda Saif"),
    ],
)
def test_the_teller_has_a_name_beside_body_and_office(text: str, origin: str) -> None:
    assert origin in [chain(claim)[0].removeprefix("The ") for claim in events(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Front claimed the blast in Aden, which killed two people.", {2: "Orontes Wire"}),
        ("The Front claimed it had killed two people in Aden.", {2: "The Front"}),
        (
            "Shells killed 40 people in Aden, a council said Monday, a day after gunmen shot 23 dead in Hays.",
            {40: "a council", 23: "Orontes Wire"},
        ),
        (
            'Asked about Aden, the mayor replied: "We help all. Two people were killed by shells in Aden."',
            {2: "the mayor"},
        ),
        (
            'Omar Taha, a nurse, spoke to us explaining what he saw: "Two were killed by shells in Aden. We ran."',
            {2: "Omar Taha"},
        ),
        ("According to a report by the Tihama League seen by the BBC, two people were killed in Aden.", {2: "Tihama"}),
        ("According to the Tihama League, whose nurses saw the port, shells killed two in Aden.", {2: "Tihama"}),
    ],
)
def test_what_a_teller_does_not_say_is_not_its_own(text: str, told: dict[int, str]) -> None:
    found = {harm.quantity.value: chain(claim)[0] for claim in events(text) for harm in claim.harms}
    assert all(found[value].startswith(name) for value, name in told.items()), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We hid all day long," a nurse told Al Jazeera on Friday.', ["a nurse", "Al Jazeera", "Orontes Wire"]),
        ('"We hid all day long," a nurse told state television.', ["a nurse", "state television", "Orontes Wire"]),
        ('"We hid all day long," a mother of four in the camp said.', ["a mother of four in the camp", "Orontes Wire"]),
        ('"We hid all day long," a nurse told Jane Doe.', ["a nurse", "Orontes Wire"]),
        (
            'Asked by reporters, a navy spokeswoman left. "We hid all day long," she said.',
            ["a navy spokeswoman", "Orontes Wire"],
        ),
    ],
)
def test_who_was_told_passes_on_if_it_is_a_body(text: str, expected: list[str]) -> None:
    assert [chain(claim) for claim in statements(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells killed two in Aden, a nurse said. Another five people were killed in Hays.", {5: "a nurse"}),
        ("Shells killed two in Aden, a nurse said. Three others died in raids on Hays.", {3: "a nurse"}),
        ("Shells killed two in Aden, a nurse said. Five people were killed in a raid on Hays.", {5: "Orontes Wire"}),
        ("Shells killed two in Aden, a nurse said. It rained. Another five were killed in Hays.", {5: "Orontes Wire"}),
    ],
)
def test_who_counts_goes_on_counting(text: str, told: dict[int, str]) -> None:
    found = {harm.quantity.value: chain(claim)[0] for claim in events(text) for harm in claim.harms}
    assert all(found[value].startswith(name) for value, name in told.items()), found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"Russia's Defence Ministry said {HIT}.", "ru.mil"),
        (f"The Pentagon said {HIT}.", "us.mil"),
        (f"Russia's Health Ministry said {HIT}.", None),
    ],
)
def test_a_ministry_of_defence_speaks_for_its_forces(text: str, actor: str | None) -> None:
    assert event(text).attribution.chain[0].actor_id == actor


@pytest.mark.parametrize(
    ("head", "tellers"),
    [
        ("BREAKING", ["Orontes Wire"]),
        ("Update", ["Orontes Wire"]),
        ("NYALA", ["Orontes Wire"]),
        ("#Nyala", ["Orontes Wire"]),
        ("14 May", ["Orontes Wire"]),
        ("Police", ["Police", "Orontes Wire"]),
        ("Kyiv", ["Kyiv", "Orontes Wire"]),
    ],
)
def test_what_stands_before_a_colon_tells_only_if_it_can_speak(head: str, tellers: list[str]) -> None:
    chain = event(f"{head}: Two people were killed in shelling of Hass.").attribution.chain
    assert [teller.name for teller in chain] == tellers


@pytest.mark.parametrize("sent", ["posted snipers on roofs", "released two hostages", "circulated among the fighters"])
def test_who_sends_people_out_tells_nothing(sent: str) -> None:
    claim = events(f"The brigade had {sent}. On Friday shells hit Aden, killing two.")[0]
    assert [teller.name for teller in claim.attribution.chain] == ["Orontes Wire"]


def test_a_place_before_bare_figures_is_where() -> None:
    claim = event("Kyiv: 3 dead, 12 hurt.")
    assert ([place.text for place in claim.where], len(claim.attribution.chain)) == (["Kyiv"], 1)


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        ("The UN put the number of dead at 15, the army at nine.", {15: "UN", 9: "the army"}),
        ("The UN put the number of dead at 15 and the number of wounded at nine.", {15: "UN", 9: "UN"}),
        ("Medics put the toll at 30 while aid groups put it at 41.", {30: "Medics", 41: "aid groups"}),
        ("Officials said ten people died, residents said 20.", {10: "Officials", 20: "residents"}),
        ("Police said ten people died; medics spoke of at least 30.", {10: "Police", 30: "medics"}),
        ("The Tihama League raised the toll to 53.", {53: "Tihama League"}),
        ("The deaths of two nurses raised the toll to 53.", {2: "Orontes Wire", 53: "Orontes Wire"}),
    ],
)
def test_each_teller_has_his_own_figure(text: str, tellers: dict[int, str]) -> None:
    told = {
        harm.quantity.value: chain(claim)[0]
        for claim in events(f"Shells hit Aden on Friday. {text}")
        for harm in claim.harms
    }
    assert set(told) == set(tellers)
    assert all(tellers[figure].lower() in told[figure].lower().replace("united nations", "un") for figure in tellers)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Gunmen killed 14 farmers in Hays, a militia leader and a resident said.", [14]),
        ("Gunmen killed 14 farmers, a militia leader and a resident in Hays.", [14, 1, 1]),
    ],
)
def test_who_tells_is_nobody_harmed(text: str, figures: list[int]) -> None:
    assert [harm.quantity.value for harm in event(text).harms] == figures


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("An activist in Hays posted pictures. Translation of his post: “They shelled us.”", "An activist in Hays"),
        ("An activist in Hays posted pictures. Huda, a neighbour who got out: “They shelled us.”", "Huda"),
    ],
)
def test_a_translation_is_of_who_was_told_of_just_before(text: str, speaker: str) -> None:
    assert [claim.speaker.name for claim in statements(text)] == [speaker]
