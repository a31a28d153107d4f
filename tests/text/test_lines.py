"""Lines are found by their ends, and in texts that lost them by wide gaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.lines import is_flat, line_spans


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Two killed in Hass\n\nA shell hit  the market.", ["Two killed in Hass", "A shell hit  the market."]),
        ("Two killed in Hass    A shell hit the market.", ["Two killed in Hass", "A shell hit the market."]),
        ("The UN  said  that 14 died.  It gave no names.", ["The UN  said  that 14 died.", "It gave no names."]),
        ("14 killed  (Agency)  21 hurt", ["14 killed", "(Agency)", "21 hurt"]),
        ("   \n ", []),
    ],
)
def test_lines_of_sound_and_flat_texts(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in line_spans(text)] == lines


def test_a_text_with_line_ends_is_not_flat() -> None:
    assert is_flat("One line.  Another.\n")
    assert not is_flat("One line.\nAnother.")


@given(st.text(alphabet=st.sampled_from("aB 1.\n"), max_size=80))
def test_lines_are_in_order_and_leave_out_no_letter(text: str) -> None:
    spans = line_spans(text)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())
