"""Who tells something by the way, is named later, or passes on what another said."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import appeals, chain, event, events, labels, statements


def told(text: str) -> dict[int, list[str]]:
    """The chain, without the publisher, of each count of killed."""
    return {int(c.harms[0].quantity.value or 0): chain(c)[:-1] for c in events(text) if c.harms}


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The navy is looking into reports that shells killed nine people in Aden.", ["reports"]),
        ("The council met amid unconfirmed reports suggesting that shells killed nine people in Aden.", ["reports"]),
        ("Al Jazeera reports that shells killed nine people in Aden.", ["Al Jazeera"]),
        ("Local media reports that shells killed nine people in Aden.", ["Local media"]),
        ("Two bombs hit the port, state media said, with the UN saying nine people were killed.", ["United Nations"]),
        ("Two bombs hit the port, state media said, with smoke rising after nine people were killed.", ["state media"]),
        ("Citing reports from its partners in Sudan UNICEF said shells killed nine people in Nyala.", ["UNICEF"]),
    ],
)
def test_who_tells_something_by_the_way_is_heard(text: str, origin: list[str]) -> None:
    assert told(text) == {9: origin}


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The talks stalled over a bombing in Goma in May that Kigali blamed on the rebels.", "Kigali"),
        ("The talks stalled over a bombing in Goma in May that the city blamed for its losses.", "Orontes Wire"),
    ],
)
def test_who_blames_an_attack_on_somebody_tells_of_it(text: str, origin: str) -> None:
    assert chain(events(text)[-1])[0] == origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Shells killed nine people, a medic said on Monday, Xinhua reported.", ["a medic", "Xinhua"]),
        ("Shells killed nine people a medic said on Monday Xinhua reported.", ["a medic", "Xinhua"]),
        ("A medic said shells killed nine people in Goma Xinhua reported.", ["A medic", "Xinhua"]),
        ("According to the Tihama League shells killed nine people Xinhua reported.", ["Tihama League", "Xinhua"]),
        ("Shells killed nine people, a medic said, according to the Xinhua report.", ["a medic", "Xinhua"]),
        ("Shells killed nine people, a medic said. Xinhua reported rain.", ["a medic"]),
        ("Shells killed nine people a statement by the navy carried by state TV said.", ["the navy"]),
    ],
)
def test_the_last_teller_of_a_sentence_passes_on_who_speaks_in_his_words(text: str, origin: list[str]) -> None:
    assert told(text) == {9: origin}


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Rockets killed nine people a monitor said. They hit Crater the Aden Observatory said.", "Aden Observatory"),
        ("Rockets killed nine people a monitor said. They hit Crater the navy said.", "a monitor"),
        ("A rights group said rockets killed nine. The rights group Salam said they hit Crater.", "Salam"),
        ("A rights group said rockets killed nine. UNICEF said they hit Crater.", "A rights group"),
        ("A UN spokeswoman said rockets killed nine. UN spokeswoman Jane Doe said they hit Crater.", "Jane Doe"),
        (
            "An army spokesman said rockets killed nine. Kremlin spokesman Jan Doe said so.",
            "An army spokesman",
        ),
    ],
)
def test_who_is_described_first_has_the_name_that_follows(text: str, origin: str) -> None:
    assert told(text)[9][0] == origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Sudan's ambassador to Chad said shells killed nine people.", "Sudan's ambassador to Chad"),
        ("Sudan's ambassador to Chad Jane Doe said shells killed nine people.", "Jane Doe"),
        ("Several charities including Oxfam said shells killed nine people.", "Several charities"),
        ("The navy – based in Odesa – said shells killed nine people.", "The navy"),
        ("The YPG militia said shells killed nine people.", "YPG"),
        ("The UN children's agency said shells killed nine people.", "UN children's agency"),
        ("Unverified reports put the toll at nine killed by shells.", "Unverified reports"),
        ("Shells killed nine people witnesses said.", "witnesses"),
        ("Shells killed nine in the Crater district of Aden Yemen Live Network (YLN) reported.", "Yemen Live Network"),
        ("A league of clans called Army of Dawn killed nine people in Goma.", "Orontes Wire"),
        ("But nurses and residents say shells killed nine people.", "nurses and residents"),
    ],
)
def test_the_whole_of_who_tells_is_named(text: str, origin: str) -> None:
    assert chain(event(text))[0] == origin


def test_the_un_is_not_one_of_its_programmes() -> None:
    text = "The UN Mine Action Service said shells killed nine people. The UN said rockets killed two people in Aden."
    assert told(text)[2] == ["United Nations"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We buried them under the old tree,” said the potter.", ["the potter"]),
        ("“We buried them under the old tree,” a potter recalled.", ["a potter"]),
        ("We saw the potter said to have buried them.", []),
    ],
)
def test_who_is_quoted_is_somebody(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.name for claim in statements(text)] == speakers


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("614 people were killed in Derna since May (Health Ministry).", "Health Ministry"),
        ("614 people were killed in Derna since May (see below).", "Orontes Wire"),
        ("By the fishermen's count, 12 people were killed in Derna.", "the fishermen"),
        ("By the count of votes, 12 people were killed in Derna.", "Orontes Wire"),
        ("12 people were killed in Derna, by some estimates.", "some estimates"),
        ("5/ @DernaDesk: 12 people were killed in Derna.", "DernaDesk"),
        ("An update by the mission, according to which 12 people were killed in Derna, came late.", "the mission"),
        ("A video released on Friday by the press centre shows 12 people killed in Derna.", "the press centre"),
        ("Another video shows 12 people killed in Derna.", "Another video"),
        ("Tripoli published a video showing 12 people killed in Derna.", "Tripoli"),
        ("The video shows 12 people killed in Derna.", "Orontes Wire"),
        ("They spoke of what Tripoli says was a raid that killed 12 people in Derna.", "Tripoli"),
        ("They spoke of what he called a raid that killed 12 people in Derna.", "Orontes Wire"),
        ("BREAKING: 12 people were killed in Derna.", "Orontes Wire"),
        ("ADEN: 12 people were killed, medics said.", "medics"),
    ],
)
def test_a_tag_beside_what_is_told_names_who_tells(text: str, origin: str) -> None:
    assert chain(event(text))[0] == origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed nine people, a women's association reports.", ["a women's association"]),
        ("Shells killed nine people, the joint war room confirmed.", ["the joint war room"]),
        ("The joint war room saw shells that killed nine people.", []),
        ("Residents who rang us tonight say shells killed nine people.", ["Residents"]),
        ("The junta's press team on Telegram put the number killed by shells at nine.", ["The junta's press team"]),
        ("The Gulf Times quoted the envoy, Ali Doe, as claiming that shells killed nine.", ["Ali Doe", "Gulf Times"]),
        ("The governor of Chad's Lac province, Ali Doe, said shells killed nine people.", ["Ali Doe"]),
        ("Baku, which hides its losses, lists nine people killed by shells.", ["Baku"]),
        ("The mayor informed the league that shells killed nine people.", ["The mayor"]),
        ("An informed source said shells killed nine people.", ["An informed source"]),
    ],
)
def test_who_tells_may_be_anybody(text: str, expected: list[str]) -> None:
    assert told(text)[9][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("“Shells killed nine people,” says team leader Ali Doe.", "Ali Doe"),
        ("“Shells killed nine people,” one of them said.", "one of them"),
        ("Shells killed nine people, said residents, who blamed the navy.", "residents"),
        ("Shells killed nine people in Aden said local sources.", "local sources"),
        ("Nine people were killed by shells, per the mayor, Hon. Ali Doe.", "Ali Doe"),
        ("Two cooks of the aid group Salam Kitchens and seven others were killed, the group said.", "Salam Kitchens"),
        ("Nine people were killed near the seat of the group, the group said.", "the group"),
        ("The council denounced the raid. According to its register, shells killed nine people.", "The council"),
        ("The commissioner of the Upper Lakes, quoted by radio, said shells killed nine people.", "The commissioner"),
    ],
)
def test_the_speaker_is_found_where_he_stands(text: str, origin: str) -> None:
    assert chain(event(text))[0].startswith(origin)


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Our mayor Ali Doe is on the line.\n\nDOE: They burned my house. What am I to do?\n\nThank you.", ["Ali Doe"]),
        ("Our mayor Ali Doe is on the line.\n\nRAIN: They expect more of it.\n\nThank you.", []),
        ("The front kept silent, its envoy Ali Doe saying that “we were never on that road”.", ["Ali Doe"]),
        ("A rocket slammed into the depot on the hill above the harbour.", []),
        ("The colonel shrugged. “War is war,” he said.", ["The colonel"]),
        ("“How many more must it take?” asked the imam.", ["the imam"]),
        ("Asked for more, the imam left.", []),
        ("Huda, a neighbour who got out: “There was no call, no leaflet.”", ["Huda"]),
        ("The road to Huda: “There was no call, no leaflet” stood there.", []),
        ("In a joint statement, France and Chad denounced the coup.", ["France and Chad"]),
        ("The blockade, which lawyers say is unlawful, enters its fourth month.", ["lawyers"]),
        ("A widely condemned move was made in May.", []),
    ],
)
def test_whose_words_a_statement_has(text: str, said_by: list[str]) -> None:
    assert [claim.speaker.name for claim in statements(text)] == said_by


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Jane Doe called it “an isolated event”; by our count, it was the ninth.", "it “an isolated event”"),
        ("The blockade, which lawyers say is unlawful, enters its fourth month.", "is unlawful"),
        ("The commission holds that it was unlawful and has asked the court to act.", "it was unlawful"),
    ],
)
def test_what_is_said_ends_before_what_the_text_adds(text: str, content: str) -> None:
    claim = statements(text)[0]
    assert claim.source.content[claim.content.start : claim.content.end] == content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The police branded the union a “terrorist front”.", ["terrorism"]),
        ("The police said terrorists burned the hall.", []),
    ],
)
def test_terrorists_are_a_label_where_somebody_calls_another_so(text: str, found: list[str]) -> None:
    assert [claim.label for claim in labels(text)] == found


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Residents are urged to leave the port.", ("Residents",)),
        ("Residents were slow to leave the port.", None),
        ("The union wants the army to leave the schools.", ("army",)),
        ("The union wants the best for its members.", None),
        ("The charity issued an appeal to both sides to spare clinics.", ("both sides",)),
        ("The charity issued a statement to both sides on clinics.", None),
    ],
)
def test_who_is_urged_is_asked_by_who_speaks(text: str, to: tuple[str, ...] | None) -> None:
    assert [claim.to for claim in appeals(text)] == ([to] if to else [])


def test_an_agency_signs_before_a_date_behind_a_teaser() -> None:
    teaser = "Raid kills 12 in Derna   A raid on the port of Derna killed 12 dockers late in the week"
    assert chain(events(f"{teaser}    AFP  Friday 14 Sep 2018 It rained.")[0])[0] == "AFP"
    assert "AFP" not in chain(events(f"{teaser} as the AFP services ended.")[0])
