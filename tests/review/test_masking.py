"""Words are covered however they are written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.review.masking import COVER, Mask


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Omar Rashid", "said OMAR  RASHID's brother", "said ████████████'s brother"),
        ("Omar Rashid", "omar-rashid.html by Ömar Rāshid", "███████████.html by ███████████"),
        ("Omar", "Omari and Komar went", "Omari and Komar went"),
        ("José", "with Jose\u0301 and JOSE", "with █████ and ████"),
        ("عمر رشيد", "قال عُمَر رَشيد، ولعمر رشيد أخ", "قال ███████████، ██████████ أخ"),
        ("علي", "تعليم وعلي والعليا", "تعليم ████ والعليا"),
        ("أحمد", "احمد وأحمد وآحمد", "████ █████ █████"),
        ("05 1234", "call 05-1234 or ٠٥ ١٢٣٤", "call ███████ or ███████"),
    ],
)
def test_a_name_is_covered_however_it_is_written(name: str, text: str, left: str) -> None:
    assert Mask([name]).text(text) == left


def test_what_has_no_letters_covers_nothing() -> None:
    assert not Mask(["", "  ", "--"])
    assert Mask(["--"]).text("a -- b") == "a -- b"


def test_strings_are_covered_at_every_depth() -> None:
    plain = {"a": ["Omar", {"Omar": 1, "b": ("x", None, 2.5)}]}
    assert Mask(["omar"]).plain(plain) == {"a": ["████", {"████": 1, "b": ["x", None, 2.5]}]}


@given(st.text(max_size=60), st.text(max_size=60), st.text("abcdefxyzÄßéعليمحدوàñ", min_size=2, max_size=12))
def test_spans_stay_and_the_word_is_gone(before: str, after: str, name: str) -> None:
    text = f"{before} {name} {after}"
    covered = Mask([name]).text(text)
    assert len(covered) == len(text)
    assert not Mask([name]).hits(covered)
    assert all(new in (old, COVER) for old, new in zip(text, covered, strict=True))
