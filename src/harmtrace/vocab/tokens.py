"""From a text to its tokens: words, numbers, marks and line breaks, each with what it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from operator import add
from typing import NamedTuple, overload

from harmtrace.vocab.pieces import LETTERS, Memory
from harmtrace.vocab.signs import Signs

Value = str | int | float
Classes = Mapping[str, Value]
"""The classes of a token, each with what the token means in that class."""

_APOSTROPHES = "'’ʼ‘"
_FOLD = str.maketrans(
    dict.fromkeys("’ʼ‘`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىی", "ي")
    | dict.fromkeys("ةۀ", "ه")
    | {"ک": "ك", "ـ": None, "ё": "е"}
)
_TOKEN = re.compile(
    rf"(?:[{LETTERS}]++(?=[ .,\n])"  # most words, first because it is fast
    r"|https?://\S+|www\.\S+"  # an address, whose numbers are none
    r"|\d{4}(?:-\d{2}-|/\d{2}/)\d{2}(?!\d)"  # an ISO date
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?!\d)"  # a date in numbers
    r"|\d+(?:[.,٫٬:\u00a0\u2009\u202f]\d+)*(?:[^\W\d_]\w*)?"  # a number with its separators and suffix
    r"|[A-ZА-Я][^\W\d_]*-?\d+(?:[-.]?\w+)*"  # a designation: S-5, FAB-500, M5
    rf"|[^\W\d_]+(?:[{_APOSTROPHES}](?=[^\W\d_]{{2,}})[^\W\d_]+)?"  # a word; a clitic 's stays outside it
    r"|[^\w\s]|_) ?"  # with the space after it, so that the pieces are the whole text and tell where each stands
    r"|\n\s*|\s"
)
LINE: Classes = {"line": ""}
"""The classes of a line break."""
MARK: Classes = {"mark": ""}
"""The classes of a punctuation mark that has no other."""
CAPITAL: Classes = {"capital": ""}
"""The classes of a word with a capital that is not in the vocabulary: mostly a name."""


def fold(word: str) -> str:
    """Return a word in lower case with apostrophes, dashes and the spellings of one letter (أ إ ا, ё е) made alike."""
    return word.lower().translate(_FOLD)


class Token(NamedTuple):
    """Words at `start:end` with what they may mean."""

    start: int
    end: int
    classes: Classes


class Tokens(Sequence[Token]):
    """The tokens of a text as lists of equal length: most of them are never looked at one by one.

    `signs` has one character a token, which stands for its classes.
    """

    __slots__ = ("classes", "ends", "grammar_signs", "signs", "starts")

    def __init__(
        self, starts: list[int], ends: list[int], classes: list[Classes], signs: str, grammar_signs: Signs
    ) -> None:
        self.starts, self.ends, self.classes, self.signs = starts, ends, classes, signs
        self.grammar_signs = grammar_signs

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self.starts)))]
        return Token(self.starts[at], self.ends[at], self.classes[at])

    def where(self, names: frozenset[str]) -> list[int]:
        """The places of the tokens that have one of the classes."""
        return [hit.start() for hit in self.grammar_signs.search(names).finditer(self.signs)]

    def merged(self, changes: Iterable[tuple[int, int, Classes]]) -> Tokens:
        """The tokens with those from `first` to before `last` as one of other classes, for each change in order."""
        starts: list[int] = []
        ends: list[int] = []
        classes: list[Classes] = []
        signs: list[str] = []
        done = 0
        for first, last, meant in changes:
            starts += self.starts[done : first + 1]
            ends += self.ends[done:first]
            ends.append(self.ends[last - 1])
            classes += self.classes[done:first]
            classes.append(meant)
            signs += (self.signs[done:first], self.grammar_signs.of(meant))
            done = last
        if not done:
            return self
        return Tokens(
            starts + self.starts[done:],
            ends + self.ends[done:],
            classes + self.classes[done:],
            "".join(signs) + self.signs[done:],
            self.grammar_signs,
        )


def _without_space(piece: str) -> str:
    """A word or mark without the space after it; a line break with all its spaces; nothing of other white space."""
    return piece if piece[0] == "\n" else piece.rstrip()


_NAMES = Memory(_without_space)


@lru_cache(maxsize=2)
def raw_tokens(text: str, start: int, end: int) -> tuple[list[int], list[int], list[str]]:
    """Return where the tokens between `start` and `end` begin and end, and their words.

    Kept for the last few texts, since dates and quantities are read from the same.
    """
    return cut_up(text, start, end)


def cut_up(text: str, start: int, end: int) -> tuple[list[int], list[int], list[str]]:
    """Return the same, kept nowhere."""
    pieces: list[str] = _TOKEN.findall(text, start, end)
    starts = list(accumulate(map(len, pieces), initial=start))[:-1]
    names = _NAMES.of_each(pieces)
    if "" in names:
        starts = list(compress(starts, names))
        names = list(filter(None, names))
    return starts, list(map(add, starts, map(len, names))), names
