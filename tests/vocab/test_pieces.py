"""The words and marks of a text, and what is remembered of them."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import harmtrace
from harmtrace.vocab import pieces
from harmtrace.vocab.pieces import Memory, pieces_of


def test_a_word_takes_the_space_after_it_along() -> None:
    assert pieces_of("Al-Fashir's market, twice") == (["Al-Fashir's ", "market", ", ", "twice"], [0, 12, 18, 20])


@given(st.text(max_size=200))
def test_the_pieces_are_the_whole_text_and_begin_where_they_are_said_to(text: str) -> None:
    found, starts = pieces_of(text)
    assert "".join(found) == text
    assert [text[start : start + len(piece)] for piece, start in zip(found, starts, strict=True)] == found


def test_each_piece_is_learned_once_until_too_many_are_known() -> None:
    learned: list[str] = []

    def learn(piece: str) -> int:
        learned.append(piece)
        return len(piece)

    memory = Memory(learn)
    assert memory.of_each(["Nyala", "was", "Nyala"]) == [5, 3, 5]
    assert learned == ["Nyala", "was"]
    for number in range(pieces._MOST):
        memory[str(number)]
    assert len(memory) <= pieces._MOST
    assert memory["Nyala"] == 5


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11 up to 3.11.4 (Debian 12 has 3.11.2) matches too little with these: a text would be read otherwise."""
    possessive = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    sources = Path(harmtrace.__file__).parent.rglob("*.py")
    lines = [line for source in sources for line in source.read_text().splitlines() if not line.startswith("#")]
    assert lines
    assert [line for line in lines if possessive.search(line)] == []
