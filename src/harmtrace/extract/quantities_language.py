"""From the tables of a language to its grammar of quantities."""

from __future__ import annotations

from functools import cache

from harmtrace.extract.quantities_numbers import NUMERAL_SHAPES
from harmtrace.vocab.languages import base_code, language_forms, rule_rows
from harmtrace.vocab.numerals import number_reader, number_samples
from harmtrace.vocab.phrases import Grammar, Value

_TABLES = ("hedges", "vague", "units")
_NUMBER_WORDS = frozenset(
    {"zero", "unit", "teen", "ten", "hundred", "scale", "group", "joiner", "article", "half"}
    | {"fraction_part", "ordinal", "ordinal_plural"}
)
_VALUED = _NUMBER_WORDS - {"joiner"}


@cache
def quantity_grammar(language: str) -> Grammar | None:
    """Return the grammar of quantities of a language, or None where it has no rules."""
    code = base_code(language)
    rules = rule_rows(code, "quantity_rules")
    if not rules:
        return None
    forms: list[tuple[str, Value, str]] = []
    for klass, value, form in language_forms(code, "numbers"):
        if klass in _NUMBER_WORDS:
            forms.append((klass, _number(value) if klass in _VALUED else value, form))
    for table in _TABLES:
        forms += [
            (klass, _number(value) if value.isdigit() else value, form)
            for klass, value, form in language_forms(code, table)
        ]
    read = number_reader(code)
    shapes = [*map(read, number_samples(code)), *({**dict.fromkeys(names, 0)} for names in NUMERAL_SHAPES)]
    return Grammar(forms, rules, read, shapes, code)


def _number(value: str) -> int | float:
    return float(value) if "." in value else int(value)
