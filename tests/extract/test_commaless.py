"""Who tells in texts that have lost their commas: where a teller begins and ends is read from the words."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import chain, event, events, said, statements

HIT = "shells hit Aden killing two"
HELP = '"Nobody came to help us"'


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"Huda Saif a nurse at the port said {HIT}.", "Huda Saif"),
        (f"The Tihama League another rights group said {HIT}.", "Tihama League"),
        (f"The Tihama League (TL) a network of lawyers said {HIT}.", "Tihama League"),
        ("Shells hit Aden killing Abu Omar a monitor said.", "a monitor"),
        (
            "Shells killed two near Aden the Tihama League a union of nurses that runs homes in Hays said.",
            "Tihama League",
        ),
        (f"The raid that shook homes in Hays said nothing of Aden as {HIT}.", "Orontes Wire"),
        (f"Monitors at the Tihama League which counts the dead said {HIT}.", "Monitors at the Tihama League"),
        (f"The Hays based Tihama League which counts the dead said {HIT}.", "Tihama League"),
        (f"The Saudi-led coalition which has watched the coast since 2015 said {HIT}.", "Saudi-led coalition"),
        (f"The League relies on fishermen in Hays and says {HIT}.", "The League"),
        ("Shells hit Aden killing a weaver and a nurse a foreign charity and an aid worker said.", "a foreign"),
        ("Shells killed two people in Aden a Reuters correspondent there said.", "Reuters correspondent"),
        ("Shells hit Aden killing two people Sputnik reported.", "Sputnik"),
        ("Shells killed two people in Aden in the fight for Brigade 30 said League director Huda Saif.", "Huda Saif"),
        ("Shells killed two people in Aden one witness told Gulf Radio on condition of anonymity.", "one witness"),
        ("Shells killed two people in Aden one witness said adding that the port was shut.", "one witness"),
    ],
)
def test_the_teller_is_told_apart_from_the_words_beside_it(text: str, origin: str) -> None:
    assert chain(event(text))[0].startswith(origin)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (f"{HELP} Huda a weaver from Hays said.", "Huda", HELP),
        (f"{HELP} Saleh Taha of the Hays-based Tihama rescue team told Reuters.", "Saleh Taha", HELP),
        (f"{HELP} Huda Saif the UN envoy for the coast said.", "Huda Saif", HELP),
        ("Bread is scarce in the camp Huda Saif said.", "Huda Saif", "Bread is scarce in the camp"),
        ("Wells in Hays are not full state news agency SABA said.", "SABA", "Wells in Hays are not"),
        (
            "Bread is scarce in the camps near Aden British minister Jane Doe said.",
            "Jane Doe",
            "Bread is scarce in the camps near Aden",
        ),
        (
            "The mayor asked for access to the site Saba Radio said.",
            "Saba Radio",
            "The mayor asked for access to the site",
        ),
    ],
)
def test_what_is_said_ends_where_its_speaker_begins(text: str, speaker: str, content: str) -> None:
    assert [(claim.speaker.name, said(claim)) for claim in statements(text)] == [(speaker, content)]


def test_two_who_speak_in_one_sentence_each_say_their_part() -> None:
    text = "The League said that bread is scarce in Hays and Mayor Omar Taha said that water is scarce too."
    found = {claim.speaker.name: said(claim) for claim in statements(text)}
    assert found == {"The League": "bread is scarce in Hays", "Omar Taha": "water is scarce too"}


@pytest.mark.parametrize(
    "text",
    [
        f"Unverified reports of gas in Hays came as {HIT}.",
        f"Despite calls for calm {HIT}.",
        f"Port News (200) Related The ships of Hays that {HIT}.",
    ],
)
def test_a_noun_or_a_word_over_a_link_is_no_verb_of_saying(text: str) -> None:
    assert {chain(claim)[0] for claim in events(text)} == {"Orontes Wire"}
    assert not statements(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Huda Saif said bread is scarce. She added that water is dear.",
            ["bread is scarce. She added that water is dear"],
        ),
        (
            "Huda Saif said bread is scarce. It rained. She added that water is dear.",
            ["bread is scarce", "water is dear"],
        ),
        (
            "Huda Saif said that, too, bread is scarce. She added that water is dear.",
            ["bread is scarce", "water is dear"],
        ),
    ],
)
def test_what_one_says_in_the_next_sentence_goes_on_where_marks_are_lost(text: str, expected: list[str]) -> None:
    assert [said(claim).removeprefix("too, ") for claim in statements(text)] == expected


def test_a_quotation_goes_on_with_what_only_tells_an_event() -> None:
    text = '"We hide all day" Huda Saif said. She added that shells killed two people in Aden.'
    assert [said(claim) for claim in statements(text)] == [
        '"We hide all day" Huda Saif said. She added that shells killed two people in Aden'
    ]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Shells killed two people in Aden the Port news agency said a day after Jane Doe met the mayor.", "Port news"),
        ("Shells killed two people in Aden near Hays UN Special Envoy for Yemen Jane Doe said.", "Jane Doe"),
        ("Shells hit Aden killing two weavers said Jane Doe the head of the Tihama League.", "Jane Doe"),
        ("Shells killed two people in Aden a rescue group said Monday in a new toll.", "a rescue group"),
        ("Port TV reported two deaths in Aden by shells citing a statement from the Tihama League.", "Tihama League"),
        ("According to a source in the Hays council the shells killed two people in Aden.", "a source in the Hays"),
        ("Shells hit Aden killing two people and wounding dozens more nurses said.", "nurses"),
        ("According to Save the Children the shells killed two people in Aden.", "Save the Children"),
        ("Shells killed two people in rebel-held Aden Reuters reported.", "Reuters"),
        ('"Shells killed two people in Aden" said a local nurse speaking to Reuters by phone.', "a local nurse"),
    ],
)
def test_the_teller_stands_among_names_offices_and_days(text: str, origin: str) -> None:
    assert chain(event(text))[0].startswith(origin)
