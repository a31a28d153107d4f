"""Texts in bare words, and the way back to what was written."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.bare import bare
from harmtrace.model.document import Document, Zone
from harmtrace.model.quantity import Quantity

_SIGNS = "قتلمدنييون \n12٣أَُِّْـً\u200f\u2066\ufe0fabc"


def _document(text: str) -> Document:
    return Document(
        document_id="d", capture="0" * 64, text=text, language="ar", zones=(Zone(0, len(text), "body"),),
        sentences=((0, len(text)),),
    )  # fmt: skip


def test_what_has_no_marks_is_bare_already() -> None:
    assert bare(_document("قتل مدنيان")) is None


def test_marks_go_and_the_way_back_takes_them_along() -> None:
    found = bare(_document("قُتل مدنيَّين اثنين، وأُصيب خمســة \u200fمدنياً."))
    assert found is not None
    assert found.document.text == "قتل مدنيين اثنين، وأصيب خمسة مدنيا."
    start = found.document.text.index("مدنيا.")
    number = Quantity(2, 2, 2, "eq", "مدنيا", start, start + 5)
    assert found.raised((number,))[0].text == "مدنياً"


def test_a_dual_that_only_a_vowel_tells_is_known() -> None:
    found = bare(_document("مقتل مدنيَّين وإصابة متطوعَين من المدنيّين"))
    assert found is not None
    words = {found.document.text[at:].split()[0] for at in found.duals}
    assert words == {"مدنيين", "متطوعين"}


@given(st.text(alphabet=_SIGNS, max_size=60))
def test_every_span_of_the_bare_text_holds_its_letters_in_the_raw_one(text: str) -> None:
    found = bare(_document(text))
    if found is None:
        return
    words = found.document.text
    assert found.document.zones[0].end == len(words)
    for start in range(len(words)):
        raw_start, raw_end = found.span(start, start + 1)
        assert text[raw_start] == words[start]
        assert raw_start < raw_end <= len(text)
        assert bare(replace(_document(text[raw_start:raw_end]))) is None or raw_end - raw_start > 1
