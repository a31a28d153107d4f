"""A text folded piece by piece is the folded text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.places.folding import fold
from harmtrace.places.piecewise import fold_text

_LETTERS = "aszSIß ’'‘\".,-_«»\n\tأىةـَّإبşłé9٣"


@given(st.text(max_size=80) | st.text(alphabet=_LETTERS, max_size=80))
def test_pieces_fold_as_the_whole_text_does(raw: str) -> None:
    assert fold_text(raw) == fold(raw)


@pytest.mark.parametrize("raw", ["John's house", "the Assads’ men’s", "دمشق‘s", "a's's", "كتبَ «حلب» و“إدلب”"])
def test_what_is_dropped_leads_back_to_the_raw_text(raw: str) -> None:
    folded, whole = fold_text(raw), fold(raw)
    assert [folded.span(at, at + 1) for at in range(len(folded.text))] == [
        whole.span(at, at + 1) for at in range(len(whole.text))
    ]
