"""Every row of every quantity table takes its example and leaves the other."""

from __future__ import annotations

import pytest

from harmtrace.extract.quantities import find_quantities
from harmtrace.extract.quantities_language import quantity_grammar
from harmtrace.extract.quantities_numbers import with_numerals
from harmtrace.vocab.languages import Row, language_rows, languages

ROWS = [(code, row) for code in languages() for row in language_rows(code, "quantity_rules")]


def rules_that_fire(language: str, text: str) -> set[str]:
    grammar = quantity_grammar(language)
    assert grammar is not None
    tokens = with_numerals(grammar.tokens(text))
    return {match.rule.name for match in grammar.matches(tokens)}


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{code}-{row['rule']}" for code, row in ROWS])
def test_a_quantity_rule_takes_its_example_and_leaves_the_other(language: str, row: Row) -> None:
    assert row["rule"] in rules_that_fire(language, row["takes"].replace("\\n", "\n"))
    assert row["rule"] not in rules_that_fire(language, row["leaves"])


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{code}-{row['rule']}" for code, row in ROWS])
def test_a_quantity_rule_makes_mentions_of_its_kind(language: str, row: Row) -> None:
    kinds = {mention.kind for mention in find_quantities(row["takes"].replace("\\n", "\n"), language, dates=[])}
    if row["kind"] == "none":
        assert kinds == set() or row["rule"] == "not_a_number"
    else:
        assert ("count" if row["kind"] == "split" else row["kind"]) in kinds
