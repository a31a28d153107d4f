"""Tokens with their classes, and rules over them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmtrace.vocab.languages import Row
from harmtrace.vocab.numerals import number_reader, number_samples
from harmtrace.vocab.phrases import Grammar
from harmtrace.vocab.tokens import Value

FORMS: list[tuple[str, Value, str]] = [
    ("month", 5, "May"),
    ("month", 9, "september"),
    ("hedge", "ge", "at least"),
    ("hedge", "ge", "at the very least"),
    ("part", "mid", "mid"),
]
RULES: list[Row] = [
    {"rule": "dated", "pattern": "part? day month"},
    {"rule": "hedged", "pattern": "hedge number (number.second)?"},
    {"rule": "last_word", "pattern": '"here" stop'},
]


def grammar() -> Grammar:
    read = number_reader("en")
    return Grammar(FORMS, RULES, read, map(read, number_samples("en")))


def fired(text: str) -> list[tuple[str, str]]:
    made = grammar()
    tokens = made.tokens(text)
    return [(m.rule.name, text[tokens[m.first].start : tokens[m.last - 1].end]) for m in made.matches(tokens)]


def test_a_form_with_a_capital_matches_as_written_and_others_in_any_case() -> None:
    assert fired("on 5 May") == [("dated", "5 May")]
    assert fired("on 5 may") == []
    assert fired("ON 5 SEPTEMBER") == [("dated", "5 SEPTEMBER")]


def test_the_longest_phrase_is_one_token() -> None:
    text = "at the very least 13"
    assert [text[token.start : token.end] for token in grammar().tokens(text)] == ["at the very least", "13"]


def test_a_slot_holds_the_value_of_its_token() -> None:
    made = grammar()
    (match,) = made.matches(made.tokens("at least 13 14"))
    assert match.values == {"hedge": "ge", "number": 13, "second": 14}


def test_stop_wants_a_mark_or_the_end() -> None:
    assert fired("here") == fired("here.")[:1] == [("last_word", "here")]
    assert fired("here they are") == []


def test_a_designation_is_one_token_unless_it_begins_with_a_word_of_the_vocabulary() -> None:
    text = "FAB-500 S-5 M5 9M27K Mid-5 May"
    words = [text[token.start : token.end] for token in grammar().tokens(text)]
    assert words == ["FAB-500", "S-5", "M5", "9M27K", "Mid", "-", "5", "May"]


@given(st.text(max_size=300))
def test_tokens_stand_in_order_and_within_the_text(text: str) -> None:
    reach = 0
    for token in grammar().tokens(text):
        assert reach <= token.start < token.end <= len(text)
        reach = token.end
