"""From the word tables of a language to its lexicon, loaded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from harmtrace.extract.affixed_lexicon import AffixedLexicon
from harmtrace.extract.lexicon import Entry, Lexicon
from harmtrace.extract.word_forms import WordForms
from harmtrace.vocab.languages import base_code, forms_of, language_rows

TABLES = ("lexicon", "attacks", "reporting", "targets", "weapons", "actors")
"""Their forms are found in texts."""
ASKED = ("words", "grammar", "counting", "speech", "unnamed_tellers")
"""Their forms are asked of single words, and make no mentions."""
_AFFIXES = "affixes"


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of `language`: one that knows affixes where the language has a table of them."""
    code = base_code(language)
    mentioned, asked = list(_entries(code, TABLES)), list(_entries(code, ASKED))
    if language_rows(code, _AFFIXES):
        return AffixedLexicon(WordForms(code), mentioned, asked)
    return Lexicon(mentioned, asked)


def has_lexicon(language: str) -> bool:
    """Whether a language has a lexicon of events, so that its texts are read for claims."""
    return bool(language_rows(base_code(language), TABLES[0]))


def _entries(code: str, tables: Sequence[str]) -> Iterator[Entry]:
    """The forms of some tables of a language; one that holds a capital letter matches only in that case."""
    for table in tables:
        for row in language_rows(code, table):
            for form in forms_of(row):
                yield Entry(row["class"], row["value"], row.get("feature", ""), form, form != form.lower())
