"""Keywords and links of a page that ran into a sentence are cut off it."""

from __future__ import annotations

import pytest

from harmtrace.text.keywords import without_keywords


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tags Yemen Taiz siege air strikes At least nine people died in Taiz.", "At least nine people died in Taiz."),
        ("Topic War From Within (61) 220 The army bombed Taiz.", "The army bombed Taiz."),
        # headlines and keywords behind the text, and alone
        (
            "Nobody was hurt. 52 Tags Army Shells Taiz for Second Day Drone Hits School in Marib Tags Yemen Marib",
            "Nobody was hurt. 52",
        ),
        ("Tags Army Shells Taiz for Second Day Drone Hits School in Marib Yemen", None),
        # these are words of the text
        ("Tags were found on two of the bodies.", "Tags were found on two of the bodies."),
        ("Related violence killed three people on Friday.", "Related violence killed three people on Friday."),
    ],
)
def test_what_is_left_without_keywords(text: str, left: str | None) -> None:
    assert [text[slice(*span)] for span in without_keywords(text, 0, len(text), "en")] == ([left] if left else [])


def test_links_are_told_apart() -> None:
    text = "52 Related Army Shells Taiz for Second Day Drone Hits School Tags Yemen Marib"
    spans = without_keywords(text, 0, len(text), "en")
    assert [text[slice(*span)] for span in spans] == ["52", "Army Shells Taiz for Second Day Drone Hits School"]
