"""What is a statement, how far it reaches, and whose it is."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import appeals, labels, said, situations, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They hit the well with two shells,” a farmer said.", ["“They hit the well with two shells,”"]),
        ("A farmer said that two shells hit the well in Hays.", []),
        ("The Tihama League said that the raid on Hays may be a crime.", ["the raid on Hays may be a crime"]),
        ("The Tihama League said that Hays was shelled on Monday.", []),
        ("The Tihama League published a video of the raid on Hays.", []),
        ("The Tihama League said that 300 people in Hays need water.", []),
        (
            "Jane Doe said that roads were shut. “We walked for two days,” she said.",
            ["roads were shut. “We walked for two days,”"],
        ),
        (
            "“We walked for two days,” Jane Doe said. “The road was shut by snipers.”",
            ["“We walked for two days,” Jane Doe said. “The road was"],
        ),
        ("“We walked for two days,” Jane Doe said. “The road” was shut by snipers.", ["“We walked for two days,”"]),
        ("Jane Doe denied the raid, saying his men keep to the truce.", ["his men keep to the truce"]),
        ("Fishermen said that the road to Hays may be shut.", ["the road to Hays may be shut"]),
        ("Fishermen described the road to Hays as long.", []),
        ("The Tihama League announced the start of a campaign for Hays.", []),
        ("The Tihama League found that the road to Hays is mined.", ["the road to Hays is mined"]),
        ("Jane Doe was quoted as saying by the radio that the road is mined.", ["the road is mined"]),
        ("Nurses said the ward had been swamped after the shelling.", ["the ward had been swamped"]),
        ("The nurses said the ward had been swamped after the shelling.", []),
        ("Kremlin spokesman Omar Taha said that the truce may end soon.", ["the truce may end soon"]),
        ("The Hays Court ruled that the road must open.", ["the road must open"]),
        ("Omar Taha, a mayor, told local television the road was mined.", ["the road was mined"]),
        ("Omar Taha, a mayor, told residents the road was mined.", ["the road was mined"]),
        ("Clashes went on near the road to Hays in the north.", []),
        ("Men said to belong to the militia block the road to Hays.", []),
        ("Date: 4 May 2019\nTime: two in the morning, when people slept\nPlace: Hays, on the coast road.", []),
    ],
)
def test_a_statement_is_a_quotation_or_says_more_than_that_something_happened(text: str, expected: list[str]) -> None:
    found = [said(statement) for statement in statements(text)]
    assert len(found) == len(expected)
    assert all(content.startswith(start) for content, start in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Tihama League said the road is mined. It said shells killed two men in Hays on Monday", 1),
        ("The Tihama League said the road is mined. The League said shells killed two men in Hays on Monday", 0),
    ],
)
def test_what_is_told_of_an_event_goes_on_a_statement_by_its_pronoun_only(text: str, expected: int) -> None:
    (statement,) = statements(f"Officials met in Aden on Sunday to speak about roads and wells\n\n{text}")
    assert said(statement).count("shells") == expected


def test_the_we_of_a_quotation_is_its_speaker() -> None:
    text = "“We call on the council to open the road,” Jane Doe said."
    assert [appeal.by for appeal in appeals(text)] == ["Jane Doe"]
    assert [appeal.by for appeal in appeals("We call on the council to open the road.")] == ["Orontes Wire"]


def test_a_transcript_has_speakers_and_no_questions() -> None:
    text = (
        "Jane Doe, spokesperson: The road to Hays is shut for aid.\n\nQuestion: And tomorrow, will it open?\n\n"
        "Doe: I cannot say. We will brief you on the road."
    )
    assert {statement.speaker.name for statement in statements(text)} == {"Jane Doe"}


def test_a_stock_figure_that_is_said_is_its_own_claim() -> None:
    assert [claim.what for claim in situations("The Tihama League said that 300 people in Hays need water.")] == [
        "in_need"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Those who did this,” Jane Doe said on Monday, “are cowards and must be tried.”",
            ["“Those who did this,” Jane"],
        ),
        ("“We saw two bodies of men,” Jane Doe said. “No, six.”", ["“We saw two bodies of men,” Jane Doe said. “No"]),
        (
            "Jane Doe said it was “the work of thieves from Hays”, but residents blamed the air force.",
            ["it was “the work"],
        ),
        ("A League report that said the road is mined was printed.", []),
    ],
)
def test_a_statement_reaches_over_its_pieces_and_no_further(text: str, expected: list[str]) -> None:
    found = [said(statement) for statement in statements(text)]
    assert len(found) == len(expected)
    assert all(
        content.startswith(start) and "air force" not in content for content, start in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe called the raid on Hays a war crime.", ["war_crime"]),
        ("War crimes prosecutors came to Hays.", []),
        ("The archive holds videos of human rights violations.", []),
        ("The League spoke of human rights violations in Hays.", ["unlawful"]),
        ("The army deliberately did not target the clinic.", []),
        ("The army deliberately shelled the clinic in Hays.", ["deliberate"]),
        ("The report is intentional misinformation.", []),
    ],
)
def test_a_label_is_put_on_what_was_done(text: str, expected: list[str]) -> None:
    assert [claim.label for claim in labels(text)] == expected


def test_the_we_of_a_text_without_marks_is_who_speaks_at_the_end() -> None:
    text = "We ask the council to open the road Jane Doe said."
    assert [claim.by for claim in appeals(text)] == ["Jane Doe"]
