"""From a language's word tables to the words and the mentions of a text, in one pass over it.

The tables under `vocab/data/lang/<code>/` hold one row for each class and value, with the
forms that express it. A form that holds a capital letter matches only in that case. The classes
of the tables `words` and `grammar` are asked of single words and make no mentions.

Each word of a text is looked up once and remembered with the lengths of the forms that begin
with it; an Aho-Corasick automaton over the same forms gave four times as many hits, most of
them inside longer words, and took four times as long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from harmtrace.vocab.pieces import Memory, pieces_of

ACRONYM = "acronym"
"""Names in capitals that are small words otherwise: the US, IS fighters."""
_NAMES = 8192
_NO_CLASSES: frozenset[str] = frozenset()
_GOES_ON = 4
"""So many characters after the first word of a form tell whether it may stand in a text."""
_ALIKE = (("'", "’‘ʼ`"), (" ", "-‐‑\u00a0"), ('"', "“”"))
"""Marks that are made one."""
_WORD = re.compile(r"[^\W_]+")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or a mark at `start:end`, with its folded form and the classes of the lexicon that this is a form of.

    A text has hundreds, and a struct is made in a fifth of the time of a dataclass.
    """

    start: int
    end: int
    text: str
    word: str
    capital: bool
    is_word: bool
    classes: frozenset[str]


class Mention(msgspec.Struct, frozen=True, order=True, gc=False):
    """A word or phrase of the lexicon at `start:end`, with its class, value and feature."""

    start: int
    end: int
    klass: str
    value: str
    feature: str


class Entry(NamedTuple):
    """A form of a table, with its class, value and feature."""

    klass: str
    value: str
    feature: str
    form: str
    cased: bool
    """Whether its capitals must stand in the text too."""


class _Opening(NamedTuple):
    """A word with which forms begin, `offset` into its token: their lengths, the longest first.

    `longer` gives those of several words by the characters after the first word.
    """

    offset: int
    size: int
    lengths: tuple[int, ...]
    longer: Mapping[str, tuple[int, ...]]


class _Begun(NamedTuple):
    """A place in a token where forms begin. Whether one goes on is seen `after` so many characters of the token.

    `alone` is what the token mentions there by itself, placed from its beginning; None where what follows decides.
    """

    after: int
    longer: Mapping[str, tuple[int, ...]]
    alone: tuple[tuple[int, int, str, str, str], ...] | None
    opening: _Opening


class _Known(NamedTuple):
    """What is known of a piece of text: its token but for the place, and where in it forms may begin."""

    size: int
    token: tuple[str, str, bool, bool, frozenset[str]]
    begun: tuple[_Begun, ...]


def fold(text: str) -> str:
    """Return `text` in lower case with apostrophes and hyphens made alike; offsets stay the same."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals have a lower case of two characters (İ); they keep their own form.
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for plain, marks in _ALIKE:
        for mark in marks:
            lowered = lowered.replace(mark, plain)
    return lowered


class Lexicon:
    """The forms of one language: `mentioned` are found in texts, `asked` are asked of single words."""

    def __init__(self, mentioned: Iterable[Entry], asked: Iterable[Entry] = ()) -> None:
        self._forms: dict[str, list[Entry]] = {}
        forms: dict[str, set[str]] = {}
        self._marks: set[tuple[str, str, str]] = set()
        self._values: dict[tuple[str, str], str] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._acronyms: set[str] = set()
        self._of_class: dict[tuple[str, str], frozenset[str]] = {}
        for entry in mentioned:
            form = fold(entry.form)
            first = _WORD.match(form)
            self._forms.setdefault(form, []).append(entry)
            forms.setdefault(first[0] if first else form, set()).add(form)
            self._mark(entry, form)
        for entry in asked:
            self._mark(entry, fold(entry.form))
            if entry.klass == ACRONYM:
                self._acronyms.add(entry.form)
        self._openings = {word: _opening(word, found) for word, found in forms.items()}
        self._known = Memory(self._learn)
        self._named = lru_cache(maxsize=_NAMES)(lambda klass, name: self.read(name, fold(name))[1].get(klass, []))

    def fold(self, text: str) -> str:
        """The text as forms are looked up in it; offsets stay the same."""
        return fold(text)

    def fold_text(self, text: str) -> str:
        """The same of a whole text."""
        return self.fold(text)

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
        pieces, starts = pieces_of(text)
        known = self._known.of_each(pieces)
        tokens = [
            Token(start, start + size, *token) for start, (size, token, _) in zip(starts, known, strict=True) if size
        ]
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for start, (_, _, begun) in zip(starts, known, strict=True):
            for after, longer, alone, opening in begun:
                goes_on = start + after
                lengths = longer.get(folded[goes_on : goes_on + _GOES_ON]) if longer else None
                if lengths is not None or alone is None:
                    for mention in self._beginning(text, folded, start + opening.offset, lengths or opening.lengths):
                        keep_longest(mentions[mention.klass], mention)
                elif alone:
                    for first, last, klass, value, feature in alone:
                        keep_longest(mentions[klass], Mention(start + first, start + last, klass, value, feature))
        return tokens, dict(mentions)

    def _mark(self, entry: Entry, form: str) -> None:
        self._marks |= {(entry.klass, form, mark) for mark in ("", entry.value, entry.feature)}
        self._values.setdefault((entry.klass, form), entry.value)
        self._classes[form] = self._classes.get(form, _NO_CLASSES) | {entry.klass}

    def _beginning(self, text: str, folded: str, start: int, lengths: Iterable[int]) -> list[Mention]:
        """The mentions of these lengths that begin at `start`."""
        found = []
        for length in lengths:
            end = start + length
            entries = self._forms.get(folded[start:end])
            if entries is None or end > len(folded) or folded[end : end + 1].isalnum():
                continue
            for klass, value, feature, form, cased in entries:
                if not cased or _case_fits(form, text[start:end]):
                    found.append(Mention(start, end, klass, value, feature))
        return found

    def _learn(self, piece: str) -> _Known:
        """What is known of a piece."""
        name = piece.strip()
        word = fold(name)
        capital = name[:1].isupper() or (name[:3].lower() in ("al-", "el-") and name[3:4].isupper())
        openings = [
            self._openings[match[0]]._replace(offset=match.start())
            for match in _WORD.finditer(word)
            if match[0] in self._openings and word[max(0, match.start() - 1) : match.start()] != "_"
        ]
        if word in self._openings and not openings:
            openings = [self._openings[word]]
        classes = _NO_CLASSES if name in self._acronyms else self._classes.get(word, _NO_CLASSES)
        token = (name, word, capital, name[:1].isalnum(), classes)
        return _Known(len(name), token, tuple(self._begun(name, word, opening) for opening in openings))

    def _begun(self, name: str, word: str, opening: _Opening) -> _Begun:
        """What the token mentions by itself is settled unless its short forms may go on after it."""
        alone = None
        if name[0].isalnum() and all(opening.offset + length <= len(word) for length in opening.lengths):
            found = self._beginning(name, word, opening.offset, opening.lengths)
            alone = tuple((m.start, m.end, m.klass, m.value, m.feature) for m in found)
        return _Begun(opening.offset + opening.size, opening.longer, alone, opening)


def _opening(word: str, forms: Iterable[str]) -> _Opening:
    """How the forms that begin with `word` go on."""
    size = len(word)
    short = {len(form) for form in forms if len(form) < size + _GOES_ON}
    longer: dict[str, set[int]] = {}
    for form in forms:
        if len(form) >= size + _GOES_ON:
            longer.setdefault(form[size : size + _GOES_ON], set(short)).add(len(form))
    return _Opening(
        0,
        size,
        tuple(sorted(short, reverse=True)),
        {key: tuple(sorted(lengths, reverse=True)) for key, lengths in longer.items()},
    )


def _case_fits(form: str, words: str) -> bool:
    """The capitals of a form must be capitals in the text too (a headline may have more)."""
    if form[1:] == words[1:]:
        return True
    return all(said.isupper() for meant, said in zip(form[1:], words[1:], strict=True) if meant.isupper())


def keep_longest(kept: list[Mention], mention: Mention) -> None:
    """Add a mention of the class unless a longer one overlaps it; one form with several values gives them all.

    Mentions come in the order of their beginnings, the longest first, so the last one reaches farthest.
    """
    if not kept or kept[-1].end <= mention.start:
        kept.append(mention)
        return
    last = kept[-1]
    if last.start == mention.start and last.end == mention.end:
        kept.append(mention)
    elif mention.end - mention.start > last.end - last.start:
        while kept and kept[-1].end > mention.start:
            kept.pop()
        kept.append(mention)
