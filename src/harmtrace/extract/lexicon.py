"""From a language's word tables to the mentions of a text, in one automaton pass.

The tables under `vocab/data/lang/<code>/` hold one row for each class and value, with the
forms that express it. A form that holds a capital letter matches only in that case.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import daachorse

TABLES = ("lexicon", "reporting", "targets", "weapons", "actors", "words")
_NAMES = 8192
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "‐": " ", "‑": " ", "\u00a0": " ", "“": '"', "”": '"'}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or phrase of the lexicon at `start:end`, with its class, value and feature."""

    start: int
    end: int
    klass: str
    value: str
    feature: str


@dataclass(frozen=True, slots=True)
class _Entry:
    klass: str
    value: str
    feature: str
    form: str


def fold(text: str) -> str:
    """Return `text` in lower case with apostrophes and hyphens made alike; offsets stay the same."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals have a lower case of two characters (İ); they keep their own form.
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_FOLD)


class Lexicon:
    """The forms of one language as an automaton."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        by_form: dict[str, list[_Entry]] = {}
        for entry in entries:
            by_form.setdefault(fold(entry.form), []).append(entry)
        self._entries = list(by_form.values())
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(by_form))
        self._named = lru_cache(maxsize=_NAMES)(lambda klass, name: self.find(name, fold(name)).get(klass, []))
        self._features = {
            (entry.klass, form, feature)
            for form, group in by_form.items()
            for entry in group
            for feature in ("", entry.feature)
        }

    def has(self, klass: str, word: str, feature: str = "") -> bool:
        """Whether the folded `word` is a form of `klass` (with this feature, if one is given)."""
        return (klass, word, feature) in self._features

    def named(self, klass: str, name: str) -> list[Mention]:
        """The mentions of `klass` in a name, remembered from one text to the next."""
        return self._named(klass, name)

    def find(self, text: str, folded: str) -> dict[str, list[Mention]]:
        """Return the mentions of each class in order, the longest where two of one class overlap."""
        found: dict[str, list[Mention]] = {}
        for start, end, index in self._automaton.find_overlapping(folded):
            if not _whole_words(folded, start, end):
                continue
            for entry in self._entries[index]:
                if _case_fits(entry.form, text[start:end]):
                    mention = Mention(start, end, entry.klass, entry.value, entry.feature)
                    found.setdefault(entry.klass, []).append(mention)
        return {klass: _longest(mentions) for klass, mentions in found.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of `language`, loaded once."""
    code = language.split("-", maxsplit=1)[0]
    entries = [entry for table in TABLES for entry in _read(code, table)]
    return Lexicon(entries)


def _read(code: str, table: str) -> list[_Entry]:
    path = files("harmtrace.vocab").joinpath("data", "lang", code, f"{table}.tsv")
    if not path.is_file():
        return []
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        _Entry(row["class"], row["value"], row["feature"], form.strip())
        for row in rows
        for form in row["forms"].split(" | ")
        if form.strip()
    ]


def _whole_words(folded: str, start: int, end: int) -> bool:
    before = start == 0 or not (folded[start - 1].isalnum() or folded[start - 1] == "_")
    after = end == len(folded) or not folded[end].isalnum()
    return before and after


def _case_fits(form: str, words: str) -> bool:
    """The capitals of a form must be capitals in the text too (a headline may have more)."""
    if form.islower():
        return True
    return all(said.isupper() for meant, said in zip(form[1:], words[1:], strict=True) if meant.isupper())


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the longest; one form with several values gives them all."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in ordered:
        rivals = [other for other in kept[-4:] if other.end > mention.start]
        same = any((other.start, other.end) == (mention.start, mention.end) for other in rivals)
        if not rivals or same:
            kept.append(mention)
        elif mention.end - mention.start > max(other.end - other.start for other in rivals):
            kept = [other for other in kept if other not in rivals] + [mention]
    return kept
