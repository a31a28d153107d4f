"""Every row of every date table takes its example and leaves the other."""

from __future__ import annotations

import datetime

import pytest

from harmtrace.text.dates import find_dates, find_times
from harmtrace.text.dates_language import date_grammar, date_languages
from harmtrace.vocab.languages import Row, language_rows

ROWS = [(code, row) for code in date_languages() for row in language_rows(code, "date_rules")]


def rules_that_fire(language: str, text: str) -> set[str]:
    grammar = date_grammar(language)
    assert grammar is not None
    return {match.rule.name for match in grammar.matches(grammar.tokens(text))}


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{code}-{row['rule']}" for code, row in ROWS])
def test_a_date_rule_takes_its_example_and_leaves_the_other(language: str, row: Row) -> None:
    assert row["rule"] in rules_that_fire(language, row["takes"])
    assert row["rule"] not in rules_that_fire(language, row["leaves"])


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{code}-{row['rule']}" for code, row in ROWS])
def test_what_a_date_rule_means_is_known(language: str, row: Row) -> None:
    text = f"Talks will begin {row['takes']}"
    found = find_dates(text, language, datetime.date(2018, 9, 15))
    times = find_times(text, language)
    assert found or (times and row["meaning"] == "time")
