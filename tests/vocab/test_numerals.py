"""What a token with digits may mean."""

from __future__ import annotations

import pytest

from harmtrace.vocab.languages import languages
from harmtrace.vocab.numerals import number_reader, numeric_date
from harmtrace.vocab.tokens import Classes


@pytest.mark.parametrize(
    ("language", "word", "classes"),
    [
        ("en", "5", {"number": 5, "day": 5, "month_number": 5}),
        ("en", "٥", {"number": 5, "day": 5, "month_number": 5}),
        ("en", "45", {"number": 45}),
        ("en", "1984", {"number": 1984, "year": 1984}),
        ("en", "1,300", {"number": 1300}),
        ("en", "1.3", {"number": 1.3, "decimal": 1.3}),
        ("de", "1,3", {"number": 1.3, "decimal": 1.3}),
        ("de", "1.300", {"number": 1300}),
        ("en", "0041", {"identifier": "0041", "padded": 41, "military": "00:41"}),
        ("en", "7th", {"ordinal": 7, "day": 7}),
        ("fr", "1er", {"ordinal": 1, "day": 1}),
        ("en", "14:42", {"clock": "14:42"}),
        ("en", "2pm", {"clock": "14:00"}),
        ("en", "12am", {"clock": "00:00"}),
        ("en", "600am", {"clock": "06:00"}),
        ("en", "2018-09-08", {"iso": "2018-09-08"}),
        ("en", "2018-13-08", {"identifier": "2018-13-08"}),
        ("en", "08/09/2018", {"numeric_date": "08/09/2018"}),
        ("en", "S-5", {"identifier": "S-5"}),
        ("en", "25pm", {"identifier": "25pm"}),
        ("en", "9" * 5000, {"identifier": "9" * 5000}),
    ],
)
def test_a_token_with_digits_is_read_by_its_shape(language: str, word: str, classes: Classes) -> None:
    assert number_reader(language)(word) == classes


def test_a_date_in_numbers_keeps_the_order_that_was_written() -> None:
    assert numeric_date("08/09/2018") == (8, 9, 2018)
    assert numeric_date("8.9.18") == (8, 9, 2018)
    assert numeric_date("8/9") is None


def test_there_are_tables_for_the_languages_of_date_lines() -> None:
    assert {"ar", "de", "en", "es", "fr", "ru", "sl", "tr"} <= set(languages())
