"""The lexicon of a language whose words take affixes: its forms are found with whatever is attached to their words.

A text and the forms of the tables are cut into tokens in the same way. What is attached before a word ("and", "with",
"for") is a token of its own, so that a mention begins with its word; an article stays with its noun. A form of several
words is a path in a tree, each step of which knows the spellings of one word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import msgspec

from harmtrace.extract.lexicon import Entry, Lexicon, Mention, Token, keep_longest
from harmtrace.extract.word_forms import PARADIGM, VERBATIM, Cut, WordForms
from harmtrace.vocab.pieces import Memory, pieces_of

_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+|[^\w\s]")
"""The words and marks of a piece: hyphens and underscores part words, and so do letters and digits."""
_PARTING = frozenset("-_’'‐‑ʼ`")
"""Marks inside a piece that part words and are none themselves."""
_DESCRIBED = 4
"""So many words behind an article its noun stands at the most."""
_NO_CLASSES: frozenset[str] = frozenset()


class _Node:
    """A step in the tree of forms: the forms that end here, and the steps after it by the keys of the next word."""

    __slots__ = ("ending", "next", "written")

    def __init__(self) -> None:
        self.ending: list[tuple[Entry, tuple[str, ...]]] = []
        self.next: dict[str, list[_Node]] = {}
        self.written: dict[tuple[str, ...], _Node] = {}


class _Word(msgspec.Struct, frozen=True):
    """What is known of a word, with its keys. Longer forms may begin with it, by the nodes of `begins`.

    `alone` holds the classes, values and features that it has by itself.
    """

    keys: tuple[str, ...]
    alone: tuple[tuple[str, str, str], ...]
    begins: tuple[_Node, ...]
    follows: frozenset[str]
    """The keys of the words that longer forms go on with."""
    begun: bool
    """Whether any form begins with it."""


_Placed = tuple[int, int, tuple[str, str, bool, bool, frozenset[str]], _Word]
"""Where in a piece a token begins and ends, the token but for that, and what is known of its word."""


class _Row(NamedTuple):
    """The tokens of a text with what is known of each."""

    text: str
    tokens: Sequence[Token]
    words: Sequence[_Word]

    def is_parted(self, at: int) -> bool:
        """Whether a token begins a line."""
        return at > 0 and "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]


class AffixedLexicon(Lexicon):
    """The forms of one language, found with their affixes."""

    def __init__(self, forms: WordForms, mentioned: Sequence[Entry], asked: Sequence[Entry] = ()) -> None:
        self._words = forms
        self._marks = set()
        self._values = {}
        self._classes = {}
        self._of_class = {}
        self._key = cache(partial(_key, forms))
        self._first, self._inner = self._spelled_words([*mentioned, *asked])
        self._root = _Node()
        for entry in mentioned:
            for path in self._paths_of(entry.form):
                self._mark_keys(entry, path)
                self._grow(entry, path)
        for entry in asked:
            for path in self._paths_of(entry.form):
                self._mark_keys(entry, path)
        self._key.cache_clear()  # the tables are read, and nothing asks for their words again
        self._pieces = Memory(self._piece)
        self._folded = Memory(forms.fold)
        self._asked = Memory(self._keys)
        self._name_memory = Memory(self._in_name)

    def fold(self, text: str) -> str:
        """The text in lower case, letters made alike; offsets stay the same."""
        return self._words.fold(text)

    def fold_text(self, text: str) -> str:
        """The same of a whole text, of which each piece is folded once and remembered from one text to the next."""
        return "".join(self._folded.of_each(pieces_of(text)[0]))

    def has(self, klass: str, word: str, mark: str = "") -> bool:
        """Whether a word, with whatever is attached to it, is a form of `klass` (with this value or feature)."""
        return not self._marks.isdisjoint([(klass, key, mark) for key in self._asked[word]])

    def value(self, klass: str, word: str) -> str:
        """The value of a word in `klass`, or nothing where it is no form of it."""
        return next((self._values[klass, key] for key in self._asked[word] if (klass, key) in self._values), "")

    def named(self, klass: str, name: str) -> list[Mention]:
        """The mentions of `klass` in a name, remembered from one text to the next."""
        return self._name_memory[name].get(klass, [])

    def read(  # the memory of words holds their folded letters too
        self,
        text: str,
        folded: str,  # noqa: ARG002
    ) -> tuple[list[Token], dict[str, list[Mention]]]:
        """Return the tokens, and the mentions of each class in order, the longest where two of one class overlap."""
        pieces, starts = pieces_of(text)
        found = self._pieces.of_each(pieces)
        words = [word for piece in found for _, _, _, word in piece]
        tokens = [
            Token(start + first, start + last, name, word, capital, is_word, classes)
            for start, piece in zip(starts, found, strict=True)
            for first, last, (name, word, capital, is_word, classes), _ in piece
        ]
        if self._words.articles_apart:
            tokens = _after_articles(tokens, self._words.articles_apart)
        row = _Row(text, tokens, words)
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for at in [at for at, word in enumerate(words) if word.begun]:
            token, known = tokens[at], words[at]
            if known.begins and at + 1 < len(words) and not known.follows.isdisjoint(words[at + 1].keys):
                for mention in self._that_begin(row, at):
                    keep_longest(mentions[mention.klass], mention)
                continue
            for klass, value, feature in known.alone:
                keep_longest(mentions[klass], Mention(token.start, token.end, klass, value, feature))
        return tokens, dict(mentions)

    def _that_begin(self, row: _Row, at: int) -> Iterable[Mention]:
        """The mentions that begin with a token, the longest first."""
        token, word = row.tokens[at], row.words[at]
        longer = [
            Mention(token.start, end, entry.klass, entry.value, entry.feature)
            for node in word.begins
            for end, entry in _paths(node, row, at + 1, (token,))
        ]
        alone = [Mention(token.start, token.end, klass, value, feature) for klass, value, feature in word.alone]
        return sorted(dict.fromkeys(longer), key=lambda mention: -mention.end) + alone if longer else alone

    def _in_name(self, name: str) -> dict[str, list[Mention]]:
        return self.read(name, self.fold(name))[1]

    def _mark_keys(self, entry: Entry, steps: Sequence[Iterable[str]]) -> None:
        """Remember that the words of an entry are of its class; of several words only the first spelling of each."""
        keys = steps[0] if len(steps) == 1 else [" ".join(next(iter(step), "") for step in steps)]
        for key in keys:
            self._marks |= {(entry.klass, key, mark) for mark in ("", entry.value, entry.feature)}
            self._values.setdefault((entry.klass, key), entry.value)
            self._classes[key] = self._classes.get(key, _NO_CLASSES) | {entry.klass}

    def _grow(self, entry: Entry, path: Sequence[tuple[str, ...]]) -> None:
        """Add the path of a form to the tree."""
        node = self._root
        for keys in path:
            child = node.written.get(keys)
            if child is None:
                child = node.written[keys] = _Node()
                for key in keys:
                    node.next.setdefault(key, []).append(child)
            node = child
        capitals = tuple(_capital(word) for word in entry.form.split()) if entry.cased else ()
        if (entry, capitals) not in node.ending:
            node.ending.append((entry, capitals))

    def _paths_of(self, form: str) -> Iterator[list[tuple[str, ...]]]:
        """The ways that the words of a form are cut into tokens, each with the keys of its tokens."""
        words = [self._cuts_of(written) for written in _words_of(form)]
        for chosen in product(*words):
            yield [self._keys_of_step(step) for steps in chosen for step in steps]

    def _spelled_words(self, entries: Iterable[Entry]) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of the words that begin forms, and of the others in them."""
        first: set[str] = set()
        inner: set[str] = set()
        for entry in entries:
            for at, written in enumerate(_words_of(entry.form)):
                mark = VERBATIM if written.startswith(VERBATIM) else ""
                (inner if at else first).update(self._key(mark + spelling) for spelling in self._words.spelled(written))
        return frozenset(first), frozenset(inner)

    def _cuts_of(self, written: str) -> list[list[tuple[str, ...]]]:
        """The tokens of a word of a form, all spellings that are cut alike together: what is attached stands first."""
        cut_alike: dict[tuple[str, ...], list[str]] = {}
        mark = VERBATIM if written.startswith(VERBATIM) else ""
        for spelling in self._words.spelled(written):
            cut = None if mark else self._cut(spelling)
            size, begun = 0, []
            for length, _ in cut.attached if cut is not None else ():
                begun.append(VERBATIM + spelling[size : size + length])
                size += length
            cut_alike.setdefault(tuple(begun), []).append(mark + spelling[size:])
        return [[*((step,) for step in begun), tuple(spellings)] for begun, spellings in cut_alike.items()]

    def _keys_of_step(self, spellings: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._key, spellings)))

    def _cut(self, word: str) -> Cut | None:
        """How a word is taken apart: the least is cut off that leaves a word known to begin a form, else any known."""
        cuts = list(self._words.cuts(word))
        for known in (self._first, self._inner):
            for cut in cuts:
                if any(key in known for key in cut.keys):
                    return cut
        return next((cut for cut in cuts if cut.sure), None)

    def _piece(self, piece: str) -> tuple[_Placed, ...]:
        words: list[_Placed] = []
        for match in _WORD.finditer(piece):
            if match[0] not in _PARTING or len(piece.strip()) == 1:
                words.extend(self._parted(match[0], match.start()))
        return tuple(words)

    def _parted(self, word: str, offset: int) -> Iterator[_Placed]:
        """The tokens of a word: what is attached, and the word itself."""
        cut = self._cut(word) if word[0].isalpha() else None
        if cut is None:
            prefix = self._words.prefix(word)
            classes = frozenset((prefix,)) if prefix else _NO_CLASSES
            yield self._word(word, offset, (self.fold(word),), classes)
            return
        for length, klass in cut.attached:
            begin = word[:length]
            yield self._word(begin, offset, (self.fold(begin),), frozenset((klass,)))
            word, offset = word[length:], offset + length
        yield self._word(word, offset, self._of_cut(cut), cut.classes)

    def _of_cut(self, cut: Cut) -> tuple[str, ...]:
        """The keys of a word: without its article where a long enough word is left, or the whole is no known word."""
        if len(cut.keys) > 1 and not cut.sure and cut.keys[0] in self._first:
            return cut.keys[:1]
        return cut.keys

    def _word(self, name: str, offset: int, keys: tuple[str, ...], attached: frozenset[str]) -> _Placed:
        classes = attached.union(*(self._classes.get(key, _NO_CLASSES) for key in keys))
        nodes = [node for key in keys for node in self._root.next.get(key, ())]
        alone = [
            (entry.klass, entry.value, entry.feature)
            for node in nodes
            for entry, capitals in node.ending
            if _fit(capitals, (name,))
        ]
        begins = tuple(node for node in nodes if node.next)
        follows = frozenset[str]().union(*(node.next for node in begins))
        token = (name, self.fold(name), name[:1].isupper(), name[:1].isalnum(), classes)
        known = _Word(keys, tuple(dict.fromkeys(alone)), begins, follows, bool(alone or begins))
        return offset, offset + len(name), token, known

    def _keys(self, word: str) -> tuple[str, ...]:
        """The keys of a word that is asked for, as it stands and as it is taken apart."""
        if " " in word:
            return (" ".join(self._keys(part)[-1] for part in word.split()),)
        cut = self._cut(word)
        folded = self.fold(word)
        return tuple(dict.fromkeys((folded, *self._of_cut(cut)))) if cut is not None else (folded,)


def _paths(node: _Node, row: _Row, at: int, read: tuple[Token, ...]) -> Iterator[tuple[int, Entry]]:
    """The forms that go on from a step of the tree with the tokens from `at`, with where they end."""
    if at >= len(row.tokens):
        return
    steps = [child for key in row.words[at].keys for child in node.next.get(key, ())]
    if not steps or row.is_parted(at):
        return
    going = (*read, row.tokens[at])
    for child in steps:
        for entry, capitals in child.ending:
            if not capitals or _fit(capitals, [token.text for token in going]):
                yield row.tokens[at].end, entry
        if child.next:
            yield from _paths(child, row, at + 1, going)


def _after_articles(tokens: Sequence[Token], articles: Mapping[str, str]) -> list[Token]:
    """The tokens, those behind an article up to its noun with the class of it: "the", "heavy", "attack".

    The noun is the next word with a capital letter; a word in small letters alone is a verb behind a pronoun.
    """
    marked = list(tokens)
    for at, token in enumerate(tokens):
        klass = articles.get(token.word, "")
        described = tokens[at + 1 : at + 1 + _DESCRIBED] if klass else ()
        noun = next((place for place, one in enumerate(described, at + 1) if one.capital or not one.is_word), at)
        if noun > at and tokens[noun].capital and not any(one.word in articles for one in tokens[at + 1 : noun]):
            for place in range(at + 1, noun + 1):
                one = tokens[place]
                classes = one.classes | {klass}
                marked[place] = Token(one.start, one.end, one.text, one.word, one.capital, one.is_word, classes)
    return marked


def _words_of(form: str) -> Iterator[str]:
    """The words of a form of a table, cut as those of a text, each with its marks for the tables."""
    for chunk in form.split():
        verbatim = VERBATIM if chunk.startswith(VERBATIM) else ""
        stem, mark, paradigm = chunk.removeprefix(VERBATIM).partition(PARADIGM)
        pieces = [match[0] for match in _WORD.finditer(stem) if match[0] not in _PARTING]
        yield from (verbatim + piece for piece in pieces[:-1])
        yield from (verbatim + piece + mark + paradigm for piece in pieces[-1:])


def _key(forms: WordForms, spelling: str) -> str:
    """The key of a word of a form: folded, without its article where that is surely one."""
    if spelling.startswith(VERBATIM):
        return forms.fold(spelling[1:])
    cut = next(forms.cuts(spelling), None)
    return cut.keys[-1] if cut is not None and cut.sure else forms.fold(spelling)


def _capital(word: str) -> str:
    """Which capitals of a word of a form must stand in a text too: all of them, the first, or none."""
    return "all" if len(word) > 1 and word.isupper() else "first" if word[:1].isupper() else ""


def _fit(capitals: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words of a text have the capitals that a form asks for."""
    if len(capitals) != len(words):
        return True
    return all(
        word.isupper() if capital == "all" else word[:1].isupper()
        for capital, word in zip(capitals, words, strict=True)
        if capital
    )
