"""From `data/lang/<code>/<table>.tsv` to the rows of one language, each form apart."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from harmtrace.vocab.patterns import with_pieces

Row = dict[str, str]
FORM_SEPARATOR = " | "


def base_code(language: str) -> str:
    """Return the first part of a BCP-47 tag, in lower case."""
    return language.replace("_", "-").split("-")[0].lower()


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have tables, in alphabetical order."""
    folder = files("harmtrace.vocab").joinpath("data", "lang")
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir()))


@cache
def language_rows(language: str, table: str) -> tuple[Row, ...]:
    """Return the rows of a language's table (every cell a string), or none where there is no such table."""
    path = files("harmtrace.vocab").joinpath("data", "lang", base_code(language), f"{table}.tsv")
    if not path.is_file():
        return ()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items() if key} for row in reader)


@cache
def traits_of(language: str) -> frozenset[str]:
    """Return what its table `traits` says of the grammar of a language: "adjective_first", "no_article" …"""
    return frozenset(row["trait"] for row in language_rows(language, "traits"))


@cache
def rule_rows(language: str, table: str) -> tuple[Row, ...]:
    """Return the rows of a table of rules, with the pieces that their patterns name written out.

    The pieces stand in the table `pattern_pieces` of the language.
    """
    pieces = {row["piece"]: row["pattern"] for row in language_rows(language, "pattern_pieces")}
    return tuple({**row, "pattern": with_pieces(row["pattern"], pieces)} for row in language_rows(language, table))


def forms_of(row: Row) -> Iterator[str]:
    """Yield the forms in a row's `forms` cell."""
    for form in row["forms"].split(FORM_SEPARATOR):
        if form.strip():
            yield form.strip()


@cache
def language_forms(language: str, table: str) -> tuple[tuple[str, str, str], ...]:
    """Return (class, value, form) for every form of a table with the columns class, value and forms."""
    return tuple((row["class"], row["value"], form) for row in language_rows(language, table) for form in forms_of(row))


@cache
def known_words(language: str) -> frozenset[str]:
    """Return every word, in lower case, that stands in a form of the lexicon of a language; none without a lexicon."""
    tables = ("lexicon", "words", "numbers", "months", "weekdays") if language_rows(language, "lexicon") else ()
    forms = (form for table in tables for _, _, form in language_forms(language, table))
    return frozenset(word for form in forms for word in form.lower().split() if word.isalpha())
