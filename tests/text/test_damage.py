"""Runs of a wrong encoding are read as the marks they were; every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.damage import mended
from tests.extract.reading_of import event

RUN = "_\x90_â\x90__\x90_â\x90__"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"the army{RUN}s units", "the army units"),
        (f"a {RUN}special operation{RUN} it said", "a “special operation” it said"),
        (f"a {RUN}special operation{RUN}. It said", "a “special operation” . It said"),
        (f"MOSCOW {RUN} Six people", "MOSCOW – Six people"),
        (f"rebels{RUN}positions", "rebels positions"),
    ],
)
def test_a_damaged_run_is_the_mark_that_its_neighbours_show(text: str, words: str) -> None:
    assert " ".join(mended(text).split()) == words


@pytest.mark.parametrize("text", ["Ça va: “près de Göttingen” – naïve café", "snake_case_names", "القصف على إدلب"])
def test_sound_text_comes_back_as_it_is(text: str) -> None:
    assert mended(text) is text


@given(st.text(alphabet=st.sampled_from("ab s._â\x90\x9d¢“ "), max_size=60))
def test_every_character_keeps_its_place(text: str) -> None:
    found = mended(text)
    assert len(found) == len(text)
    kept = [at for at, char in enumerate(text) if char in "ab."]
    assert all(found[at] == text[at] for at in kept)


def test_an_actor_before_a_damaged_apostrophe_is_read() -> None:
    claim = event(f"The Syrian army{RUN}s shelling of Hass killed 14 civilians on Monday.")
    assert [harm.quantity.value for harm in claim.harms] == [14]
    assert claim.evidence[0].quote.startswith("The Syrian army_")
