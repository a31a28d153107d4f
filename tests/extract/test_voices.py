"""Who says it: chains from origin to publisher, statements, labels, appeals, responses, stock figures."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import (
    appeals,
    chain,
    claims_of,
    event,
    events,
    labels,
    responses,
    said,
    situations,
    statements,
)

STRIKE = "An air strike on Hass killed two people"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STRIKE}.", ["Orontes Wire"]),
        (f"{STRIKE}, Amnesty International said on Friday.", ["Amnesty International", "Orontes Wire"]),
        (f"According to the Hama Police Command, {STRIKE}.", ["Hama Police Command", "Orontes Wire"]),
        (f"{STRIKE}, activists said.", ["activists", "Orontes Wire"]),
        (f"{STRIKE}, SANA reported, citing the Hama Police Command.", ["Hama Police Command", "SANA", "Orontes Wire"]),
        (f"The Orontes Wire said that {STRIKE}.", ["Orontes Wire"]),
        (f"{STRIKE}.--AFP", ["AFP", "Orontes Wire"]),
        (f"{STRIKE}. AFP has an office there.", ["Orontes Wire"]),
        (f"KATSINA (Savanna Wire) — {STRIKE}.", ["Savanna Wire", "Orontes Wire"]),
        (f"The road (Savanna Road) is shut. {STRIKE}.", ["Orontes Wire"]),
    ],
)
def test_the_chain_runs_from_origin_to_publisher(text: str, expected: list[str]) -> None:
    assert chain(event(text)) == expected


def test_a_told_organisation_is_a_link_of_the_chain() -> None:
    claim = event("A doctor told the Darfur Lawyers' Circle that an air strike on Hass killed two people.")
    assert chain(claim) == ["A doctor", "Darfur Lawyers' Circle", "Orontes Wire"]


def test_a_different_teller_with_a_different_figure_is_another_claim_of_the_same_day() -> None:
    found = events(
        f"{STRIKE} on Friday, rescuers said. The Syrian Observatory for Human Rights said five people were killed."
    )
    assert [claim.harms[0].quantity.value for claim in found] == [2, 5]
    assert found[1].when is not None
    assert found[1].when.basis == "inherited"


def test_a_quotation_over_two_sentences_belongs_to_its_speaker() -> None:
    text = "“Nobody helped us. We dug with our hands,” said Jane Doe, the Relief League’s researcher."
    statement = statements(text)[0]
    assert said(statement) == "“Nobody helped us. We dug with our hands,”"
    assert (statement.speaker.name, statement.speaker.role, statement.speaker.organisation) == (
        "Jane Doe",
        "researcher",
        "Relief League",
    )
    assert statement.quoted


def test_a_pronoun_is_the_last_speaker() -> None:
    text = (
        "President of the Relief League Jane Doe said that the roads, too, were closed. She added that help was late."
    )
    assert [statement.speaker.name for statement in statements(text)] == ["Jane Doe", "Jane Doe"]


def test_a_label_is_its_tellers_and_never_ours() -> None:
    found = labels("Jane Doe stressed that the attacks on Hass amounted to a war crime.")
    assert [(label.label, chain(label)[0]) for label in found] == [("war_crime", "Jane Doe")]
    assert found[0].source.content[found[0].about.start : found[0].about.end] == "the attacks on Hass"


def test_what_is_described_as_a_label_is_what_it_is_put_on() -> None:
    found = labels("Jane Doe condemned the raid on Hays as a war crime and called for an inquiry.")
    assert [found[0].source.content[c.about.start : c.about.end] for c in found] == ["the raid on Hays"]


def test_a_renewed_call_is_an_appeal() -> None:
    found = appeals("Jane Doe renewed her call on the council to open the road.")
    assert [(claim.by, claim.to) for claim in found] == [("Jane Doe", ("council",))]
    assert appeals("Jane Doe renewed her passport.") == []


def test_who_asks_not_to_be_named_makes_no_appeal() -> None:
    text = "A doctor who asked not to be named said that two people died in Hays."
    assert appeals(text) == []
    assert len(appeals("A doctor asked the council for two ambulances in Hays.")) == 1


def test_a_denied_label_is_none() -> None:
    assert labels("Jane Doe said that the raid was not a war crime.") == []


def test_an_appeal_names_who_asks_whom_for_what() -> None:
    claim = appeals("The Relief League called on the United Nations to open the road to Hass.")[0]
    assert (claim.by, claim.to) == ("Relief League", ("United Nations",))
    assert claim.source.content[claim.action.start : claim.action.end] == "open the road to Hass"


def test_a_denial_is_one_response_and_no_event() -> None:
    text = "The Israeli army denied striking the hospital in Hass on 8 September."
    found = claims_of(text)
    assert [claim.kind for claim in found] == ["response"]
    assert responses(text)[0].type == "denies"
    assert responses(text)[0].actor_id == "il.mil"


def test_stock_figures_are_situations_and_shares_refer_to_them() -> None:
    found = situations(
        "Nearly three million people live in Idlib, half of whom were displaced from Aleppo and Darayya."
    )
    assert [claim.what for claim in found] == ["population", "displaced"]
    whole, share = found
    assert whole.quantity is not None
    assert (whole.quantity.low, whole.quantity.high) == (None, 3_000_000)
    assert share.fraction is not None
    assert (share.fraction.value, share.fraction.of) == (0.5, whole.claim_id)
    assert [place.text for place in share.origins] == ["Aleppo", "Darayya"]


def test_needs_name_their_sectors() -> None:
    claim = situations("According to OCHA, more than 2 million people in Idlib are in need of food and water.")[0]
    assert (claim.what, claim.sectors, chain(claim)[0]) == ("in_need", ("food", "water"), "OCHA")


def test_where_people_go_is_a_destination_though_what_it_is_listed_with_is_left_out() -> None:
    (claim,) = events("On 4 May 2021 thousands of people moved towards the north of Syria and Afrin.")
    assert [(place.text, place.role) for place in claim.where][-1] == ("Afrin", "destination")


def test_people_who_fled_in_a_period_are_a_flow_with_origin_and_destination() -> None:
    claim = event("About 8,200 people fled Hass for Afrin between 1 and 3 September.")
    assert claim.event_types == ("displacement",)
    assert [(place.text, place.role) for place in claim.where] == [("Hass", "origin"), ("Afrin", "destination")]


def test_the_same_text_gives_the_same_ids() -> None:
    first, second = claims_of(f"{STRIKE}."), claims_of(f"{STRIKE}.")
    assert [claim.claim_id for claim in first] == [claim.claim_id for claim in second]


def test_a_language_without_a_lexicon_is_not_read() -> None:
    from harmtrace.extract.extraction import is_read

    assert is_read("en-GB")
    assert is_read("ar-SY")
    assert not is_read("tr")
