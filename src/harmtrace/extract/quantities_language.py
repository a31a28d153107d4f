"""From the tables of a language to its grammar of quantities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from harmtrace.extract.quantities_numbers import NUMERAL_SHAPES
from harmtrace.vocab.languages import base_code, language_forms, rule_rows
from harmtrace.vocab.numerals import number_reader, number_samples
from harmtrace.vocab.phrases import Grammar
from harmtrace.vocab.tokens import Value

_TABLES = ("hedges", "vague", "units")
_DUAL, _SHARED = "dual", "dual_or_plural"
_NUMBER_WORDS = frozenset(
    {"zero", "unit", "teen", "ten", "hundred", "scale", "group", "joiner", "article", "half"}
    | {"fraction_part", "ordinal", "ordinal_plural", "hundreds", "scales", "alone", "adder", "after_noun"}
)
_VALUED = _NUMBER_WORDS - {"joiner", "adder", "after_noun"}


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
    forms += _duals(code)
    read = number_reader(code)
    shapes = [*map(read, number_samples(code)), *({**dict.fromkeys(names, 0)} for names in NUMERAL_SHAPES)]
    return Grammar(forms, rules, read, shapes, code)


def _duals(code: str) -> Iterator[tuple[str, Value, str]]:
    """The forms of nouns that mean two, where a language has such: the noun is the number.

    The table `duals` has the nouns in the singular, and the endings of two by the ending of the singular that they
    stand for, the longer first, and whole forms that no ending makes (`dual_form`).
    Nouns of the class `dual_or_plural` make their plural with one of these endings.
    """
    told = language_forms(code, "duals")
    endings = [(value, form) for klass, value, form in told if klass == "dual_ending"]
    plural = {form for klass, _, form in told if klass == "plural_ending"}
    articles = ["", *(form for klass, _, form in told if klass == "dual_article")]
    for klass, _, noun in told:
        if klass == "dual_form":  # made with no ending of the table
            yield _DUAL, 2, noun
        if klass not in (_DUAL, _SHARED):
            continue
        ending = next(value for value, _ in endings if noun.endswith(value))
        stem = noun.removesuffix(ending)
        for two in (form for value, form in endings if value == ending):
            shared = klass == _SHARED and two in plural
            yield from ((_SHARED if shared else _DUAL, 2, article + stem + two) for article in articles)


def _number(value: str) -> int | float:
    return float(value) if "." in value else int(value)
