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
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

TABLES = ("lexicon", "reporting", "targets", "weapons", "actors")
WORDS = "words"
_NAMES = 8192
_NO_CLASSES: frozenset[str] = frozenset()
_KNOWN_WORDS = 20_000
"""So many different words are kept with what is known of them; then the memory starts afresh."""
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "‐": " ", "‑": " ", "\u00a0": " ", "“": '"', "”": '"'}
)
_PIECE = re.compile(r"\w+(?:[’'.\-]\w+)*[’']?| |[^\w\s]|\s+")
"""Words, marks, and the spaces between them, so that the pieces are the whole text and tell where each stands."""
_WORD = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word or a mark at `start:end`, with its folded form and the classes of the lexicon that this is a form of."""

    start: int
    end: int
    text: str
    word: str
    capital: bool
    is_word: bool
    classes: frozenset[str]


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


class _Opening(NamedTuple):
    """A word with which forms begin, `offset` into its token: their lengths, the longest first.

    `longer` gives those of several words by the two characters after the first word.
    """

    offset: int
    size: int
    lengths: tuple[int, ...]
    longer: Mapping[str, tuple[int, ...]]


class _Known(NamedTuple):
    """What is known of a piece of text: its folded form, and where in it forms may begin."""

    word: str
    capital: bool
    is_word: bool
    is_space: bool
    classes: frozenset[str]
    openings: tuple[_Opening, ...]


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
        forms: dict[str, set[str]] = {}
        self._marks: set[tuple[str, str, str]] = set()
        self._values: dict[tuple[str, str], str] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._of_class: dict[tuple[str, str], frozenset[str]] = {}
        for entry in mentioned:
            form = fold(entry.form)
            first = _WORD.match(form)
            self._forms.setdefault(form, []).append(entry)
            forms.setdefault(first[0] if first else form, set()).add(form)
            self._mark(entry, form)
        for entry in asked:
            self._mark(entry, fold(entry.form))
        self._openings = {word: _opening(word, found) for word, found in forms.items()}
        self._known: dict[str, _Known] = {}
        self._named = lru_cache(maxsize=_NAMES)(lambda klass, name: self.read(name, fold(name))[1].get(klass, []))

    def has(self, klass: str, word: str, mark: str = "") -> bool:
        """Whether the folded `word` is a form of `klass` (with this value or feature, if one is given)."""
        return (klass, word, mark) in self._marks

    def forms(self, klass: str, mark: str) -> frozenset[str]:
        """The folded forms of `klass` with a value or feature, remembered."""
        if (klass, mark) not in self._of_class:
            self._of_class[klass, mark] = frozenset(form for k, form, m in self._marks if (k, m) == (klass, mark))
        return self._of_class[klass, mark]

    def value(self, klass: str, word: str) -> str:
        """The value of the folded `word` in `klass`, or nothing where it is no form of it."""
        return self._values.get((klass, word), "")

    def named(self, klass: str, name: str) -> list[Mention]:
        """The mentions of `klass` in a name, remembered from one text to the next."""
        return self._named(klass, name)

    def read(self, text: str, folded: str) -> tuple[list[Token], dict[str, list[Mention]]]:
        """Return the tokens, and the mentions of each class in order, the longest where two of one class overlap."""
        pieces = _PIECE.findall(text)
        edges = list(accumulate(map(len, pieces), initial=0))
        known = self._known.get
        words = [known(piece) or self._learn(piece) for piece in pieces]
        tokens = [
            Token(start, end, piece, word.word, word.capital, word.is_word, word.classes)
            for start, end, piece, word in zip(edges, edges[1:], pieces, words, strict=False)
            if not word.is_space
        ]
        mentions: dict[str, list[Mention]] = {}
        for start, word in zip(edges, words, strict=False):
            for opening in word.openings:
                self._mention(text, folded, start + opening.offset, opening, mentions)
        return tokens, mentions

    def _mark(self, entry: _Entry, form: str) -> None:
        self._marks |= {(entry.klass, form, mark) for mark in ("", entry.value, entry.feature)}
        self._values.setdefault((entry.klass, form), entry.value)
        self._classes[form] = self._classes.get(form, _NO_CLASSES) | {entry.klass}

    def _mention(
        self, text: str, folded: str, start: int, opening: _Opening, mentions: dict[str, list[Mention]]
    ) -> None:
        """Add the mentions that begin at `start`, the longest first."""
        second = start + opening.size
        lengths = opening.longer.get(folded[second : second + 2])
        for length in lengths if lengths is not None else opening.lengths:
            end = start + length
            entries = self._forms.get(folded[start:end])
            if entries is None or end > len(folded) or folded[end : end + 1].isalnum():
                continue
            for klass, value, feature, form, cased in entries:
                if not cased or _case_fits(form, text[start:end]):
                    _keep(mentions.setdefault(klass, []), Mention(start, end, klass, value, feature))

    def _learn(self, piece: str) -> _Known:
        """Return what is known of a piece, and keep it."""
        word = fold(piece)
        capital = piece[:1].isupper() or (piece[:3].lower() in ("al-", "el-") and piece[3:4].isupper())
        openings = [
            self._openings[match[0]]._replace(offset=match.start())
            for match in _WORD.finditer(word)
            if match[0] in self._openings and word[max(0, match.start() - 1) : match.start()] != "_"
        ]
        if word in self._openings and not openings:
            openings = [self._openings[word]]
        if len(self._known) >= _KNOWN_WORDS:
            self._known.clear()
        classes = self._classes.get(word, _NO_CLASSES)
        known = _Known(word, capital, piece[0].isalnum(), piece.isspace(), classes, tuple(openings))
        self._known[piece] = known
        return known


def _opening(word: str, forms: Iterable[str]) -> _Opening:
    """How the forms that begin with `word` go on."""
    size = len(word)
    short = {len(form) for form in forms if len(form) < size + 2}
    longer: dict[str, set[int]] = {}
    for form in forms:
        if len(form) >= size + 2:
            longer.setdefault(form[size : size + 2], set(short)).add(len(form))
    return _Opening(
        0,
        size,
        tuple(sorted(short, reverse=True)),
        {key: tuple(sorted(lengths, reverse=True)) for key, lengths in longer.items()},
    )


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
