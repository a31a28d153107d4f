"""Letters are seen whole: a base with the marks on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.model.letters import letter_end, letter_start


@pytest.mark.parametrize(
    ("text", "at", "start", "end"),
    [
        ("قُتِل", 1, 0, 2),
        ("قُتِل", 2, 2, 2),
        ("مدنيّين", 4, 3, 5),
        ("e\u0301a", 1, 0, 2),
        ("👨\u200d👩", 1, 0, 3),
        ("👍🏽!", 1, 0, 2),
        ("abc", 1, 1, 1),
        ("قُ", 2, 2, 2),
    ],
)
def test_a_cut_moves_to_the_edge_of_the_letter(text: str, at: int, start: int, end: int) -> None:
    assert (letter_start(text, at), letter_end(text, at)) == (start, end)


@given(st.text(alphabet="قتلُِّـa\u0301\u200d👩", max_size=12), st.integers(0, 12))
def test_edges_stay_in_the_text_and_stay_where_they_are(text: str, at: int) -> None:
    at = min(at, len(text))
    first, last = letter_start(text, at), letter_end(text, at)
    assert 0 <= first <= at <= last <= len(text)
    assert (letter_start(text, first), letter_end(text, last)) == (first, last)
