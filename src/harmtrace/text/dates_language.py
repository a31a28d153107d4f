"""From the tables of a language to its grammar of dates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from harmtrace.vocab.languages import base_code, language_forms, language_rows, languages, rule_rows
from harmtrace.vocab.numerals import number_reader, number_samples
from harmtrace.vocab.phrases import Grammar
from harmtrace.vocab.pieces import Memory
from harmtrace.vocab.tokens import Classes, Value

_TABLES = ("months", "weekdays", "day_parts", "date_words")
_FIRST_HIJRI, _LAST_HIJRI = 1343, 1500
"""The years of the Islamic calendar that are tabulated."""
_WHOLE_NUMBERS = frozenset({"unit", "teen", "ten", "group"})
_NUMERIC = frozenset(
    {
        "month",
        "bare_month",
        "weekday",
        "weekday_short",
        "weekday_plural",
        "shift_last",
        "direction",
        "ago",
        "shift",
        "this_year",
        "told_next",
        "easter",
        "hijri_month",
        "day",
        "hour_word",
        "minutes",
        "two",
        "month_told",
        "this_word",
        "this_month",
    }
    | {"unit", "teen", "ten", "group"}
)


@cache
def date_languages() -> tuple[str, ...]:
    """Return the languages whose dates can be read."""
    return tuple(code for code in languages() if language_rows(code, "date_rules"))


@cache
def date_grammar(language: str) -> Grammar | None:
    """Return the grammar of dates of a language, or None where it has no rules."""
    code = base_code(language)
    if code not in date_languages():
        return None
    forms: list[tuple[str, Value, str]] = []
    for table in _TABLES:
        forms += [(klass, _value(klass, value), form) for klass, value, form in language_forms(code, table)]
    for klass, value, form in language_forms(code, "numbers"):
        if klass in _WHOLE_NUMBERS and value.isdecimal():
            forms.append(("count", int(value), form))
        elif klass == "article":
            forms.append(("article", 1, form))
    read = number_reader(code)

    hijri = any(klass == "hijri_month" for klass, _, _ in forms)

    def read_with_count(word: str) -> Classes:
        classes = read(word)
        number = classes.get("number")
        if not isinstance(number, int):
            return classes
        of_hijri = hijri and _FIRST_HIJRI <= number <= _LAST_HIJRI
        return {**classes, "count": number} | ({"hijri_year": number} if of_hijri else {})

    return Grammar(
        forms, rule_rows(code, "date_rules"), read_with_count, map(read_with_count, number_samples(code)), code
    )


@cache
def writes_day_first(language: str) -> bool:
    """Whether dates in numbers have the day first in a language, as far as its tables say."""
    return any(klass == "day_first" for klass, _, _ in language_forms(base_code(language), "numbers"))


def languages_knowing(words: Iterable[str]) -> list[str]:
    """The languages whose dates these words can make: those that have one of them; dates in figures are alike in all.

    Figures of other scripts than Latin may be any language's.
    """
    known = frozenset[str]().union(*map(_KNOWING.__getitem__, words))
    return [code for code in date_languages() if code in known] or [date_languages()[0]]


def _knowing(word: str) -> frozenset[str]:
    codes = date_languages()
    if not word[0].isalnum():
        return frozenset()
    if any(char.isdigit() and not char.isascii() for char in word):
        return frozenset(codes)
    return frozenset(code for code in codes if (grammar := date_grammar(code)) is not None and grammar.knows(word))


_KNOWING = Memory(_knowing)


def _value(klass: str, value: str) -> Value:
    is_number = klass in _NUMERIC and value.lstrip("-").isdigit()
    return int(value) if is_number else value
