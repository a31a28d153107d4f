"""From a language's word tables to the words and the mentions of a text, in one pass over it.

The tables under `vocab/data/lang/<code>/` hold one row for each class and value, with the
forms that express it. A form that holds a capital letter matches only in that case. The classes
of the table `words` are asked of single words and make no mentions.

Each word of a text is looked up once and remembered with the lengths of the forms that begin
with it; an Aho-Corasick automaton over the same forms gave four times as many hits, most of
them inside longer words, and took four times as long.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

TABLES = ("lexicon", "reporting", "targets", "weapons", "actors")
WORDS = "words"
_NAMES = 8192
_KNOWN_WORDS = 20_000
"""So many different words are kept with what is known of them; then the memory starts afresh."""
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "‐": " ", "‑": " ", "\u00a0": " ", "“": '"', "”": '"'}
)
_TOKEN = re.compile(r"\w+(?:[’'.\-]\w+)*[’']?|[^\w\s]")
_WORD = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word or a mark at `start:end`, with its folded form and whether it begins with a capital letter."""

    start: int
    end: int
    text: str
    word: str
    capital: bool
    is_word: bool


class Mention(NamedTuple):
    """A word or phrase of the lexicon at `start:end`, with its class, value and feature."""

    start: int
    end: int
    klass: str
    value: str
    feature: str


class _Entry(NamedTuple):
    klass: str
    value: str
    feature: str
    form: str
    cased: bool
    """Whether its capitals must stand in the text too."""


class _Known(NamedTuple):
    """What is known of a word: its folded form, and at which offsets forms of which lengths may begin."""

    word: str
    capital: bool
    is_word: bool
    openings: tuple[tuple[int, tuple[int, ...]], ...]


def fold(text: str) -> str:
    """Return `text` in lower case with apostrophes and hyphens made alike; offsets stay the same."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals have a lower case of two characters (İ); they keep their own form.
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_FOLD)


class Lexicon:
    """The forms of one language: `mentioned` are found in texts, `asked` are asked of single words."""

    def __init__(self, mentioned: Iterable[_Entry], asked: Iterable[_Entry] = ()) -> None:
        self._forms: dict[str, list[_Entry]] = {}
        lengths: dict[str, set[int]] = {}
        self._marks: set[tuple[str, str, str]] = set()
        self._values: dict[tuple[str, str], str] = {}
        for entry in mentioned:
            form = fold(entry.form)
            first = _WORD.match(form)
            self._forms.setdefault(form, []).append(entry)
            lengths.setdefault(first[0] if first else form, set()).add(len(form))
            self._mark(entry, form)
        for entry in asked:
            self._mark(entry, fold(entry.form))
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
        self._known: dict[str, _Known] = {}
        self._named = lru_cache(maxsize=_NAMES)(lambda klass, name: self.read(name, fold(name))[1].get(klass, []))

    def has(self, klass: str, word: str, mark: str = "") -> bool:
        """Whether the folded `word` is a form of `klass` (with this value or feature, if one is given)."""
        return (klass, word, mark) in self._marks

    def value(self, klass: str, word: str) -> str:
        """The value of the folded `word` in `klass`, or nothing where it is no form of it."""
        return self._values.get((klass, word), "")

    def named(self, klass: str, name: str) -> list[Mention]:
        """The mentions of `klass` in a name, remembered from one text to the next."""
        return self._named(klass, name)

    def read(self, text: str, folded: str) -> tuple[list[Token], dict[str, list[Mention]]]:
        """Return the tokens, and the mentions of each class in order, the longest where two of one class overlap."""
        tokens: list[Token] = []
        mentions: dict[str, list[Mention]] = {}
        known = self._known.get
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            said = match[0]
            word = known(said) or self._learn(said)
            tokens.append(Token(start, end, said, word.word, word.capital, word.is_word))
            for offset, lengths in word.openings:
                self._mention(text, folded, start + offset, lengths, mentions)
        return tokens, mentions

    def _mark(self, entry: _Entry, form: str) -> None:
        self._marks |= {(entry.klass, form, mark) for mark in ("", entry.value, entry.feature)}
        self._values.setdefault((entry.klass, form), entry.value)

    def _mention(
        self, text: str, folded: str, start: int, lengths: Sequence[int], mentions: dict[str, list[Mention]]
    ) -> None:
        """Add the mentions that begin at `start`, the longest first."""
        for length in lengths:
            end = start + length
            entries = self._forms.get(folded[start:end])
            if entries is None or end > len(folded) or folded[end : end + 1].isalnum():
                continue
            for klass, value, feature, form, cased in entries:
                if not cased or _case_fits(form, text[start:end]):
                    _keep(mentions.setdefault(klass, []), Mention(start, end, klass, value, feature))

    def _learn(self, said: str) -> _Known:
        """Return what is known of a token, and keep it."""
        word = fold(said)
        capital = said[:1].isupper() or (said[:3].lower() in ("al-", "el-") and said[3:4].isupper())
        openings = [
            (match.start(), self._lengths[match[0]])
            for match in _WORD.finditer(word)
            if match[0] in self._lengths and word[max(0, match.start() - 1) : match.start()] != "_"
        ]
        if word in self._lengths and not openings:
            openings = [(0, self._lengths[word])]
        if len(self._known) >= _KNOWN_WORDS:
            self._known.clear()
        known = self._known[said] = _Known(word, capital, said[0].isalnum(), tuple(openings))
        return known


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of `language`, loaded once."""
    code = language.split("-", maxsplit=1)[0]
    return Lexicon([entry for table in TABLES for entry in _read(code, table)], _read(code, WORDS))


def _read(code: str, table: str) -> list[_Entry]:
    path = files("harmtrace.vocab").joinpath("data", "lang", code, f"{table}.tsv")
    if not path.is_file():
        return []
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        _Entry(row["class"], row["value"], row["feature"], form.strip(), not form.strip().islower())
        for row in rows
        for form in row["forms"].split(" | ")
        if form.strip()
    ]


def _case_fits(form: str, words: str) -> bool:
    """The capitals of a form must be capitals in the text too (a headline may have more)."""
    return all(said.isupper() for meant, said in zip(form[1:], words[1:], strict=True) if meant.isupper())


def _keep(kept: list[Mention], mention: Mention) -> None:
    """Add a mention of the class unless a longer one overlaps it; one form with several values gives them all.

    Mentions come in the order of their beginnings, the longest first, so the last one reaches farthest.
    """
    if not kept or kept[-1].end <= mention.start:
        kept.append(mention)
        return
    last = kept[-1]
    if (last.start, last.end) == (mention.start, mention.end):
        kept.append(mention)
    elif mention.end - mention.start > last.end - last.start:
        while kept and kept[-1].end > mention.start:
            kept.pop()
        kept.append(mention)
