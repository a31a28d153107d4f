"""Folding keeps a way back to the raw text and makes spellings meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.places.folding import fold, fold_name, skeleton


@given(st.text(max_size=80))
def test_every_folded_character_leads_back_to_a_raw_one_in_order(raw: str) -> None:
    folded = fold(raw)
    spans = [folded.span(offset, offset + 1) for offset in range(len(folded.text))]
    starts = [start for start, _ in spans]
    assert starts == sorted(set(starts))
    assert all(0 <= start < end == start + 1 <= len(raw) for start, end in spans)


@given(st.text(max_size=80))
def test_folding_is_done_character_by_character_and_once(raw: str) -> None:
    # However many letters beyond the plain ones a text has, each is folded as it is by itself.
    assert fold(raw + "‘’“”éźłħŧøşğıə").text.startswith(fold(raw).text)
    assert fold(fold(raw).text).text == fold(raw).text


@pytest.mark.parametrize(
    ("one", "two"),
    [("Dar‘ā", "Dar`a"), ("Al-Habīţ", "al Habit"), ("إدلب", "ادلب"), ("حماة", "حماه"), ("Łódź", "Lodz")],
)
def test_spellings_of_one_name_fold_to_one(one: str, two: str) -> None:
    assert fold_name(one) == fold_name(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Khan Shaykhun", "Khan Sheikhoun"), ("Kafraya", "Kefraya"), ("Hassajik", "Hassadjek"), ("Qusayr", "Kusair")],
)
def test_transliterations_share_their_consonants(one: str, two: str) -> None:
    assert skeleton(fold_name(one)) == skeleton(fold_name(two))
