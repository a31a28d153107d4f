"""From a text to its words and marks, cut once for every part that looks at words, and a memory of what each says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import TypeVar

T = TypeVar("T")
LETTERS = "A-Za-zÀ-ÖØ-öø-ÿА-яё\u0621-\u064a"
"""The letters of most words: to look for these takes half the time that it takes to look for any letter."""
# No group is repeated possessively (`)*+`): Python 3.11 read that wrongly up to 3.11.4, which Debian 12 has.
_PIECE = re.compile(
    rf"[{LETTERS}]++ "  # most words, first because it is fast
    r"|(?:\w++(?:[’'.\-]\w++)*[’']?|[^\w\s]) ?"
    r"|\s+"
)
_COMMA_EVERY = 500
"""Prose has a comma in fewer characters than this."""
_MOST = 20_000
"""So many different pieces are remembered; then the memory starts afresh."""


def has_commas(text: str) -> bool:
    """Whether a text has kept its commas; some collections lost them."""
    return text.count(",") * _COMMA_EVERY > len(text)


@lru_cache(maxsize=2)
def pieces_of(text: str) -> tuple[list[str], list[int]]:
    """Return the pieces of a text and where each begins.

    A piece is a word or a mark with the space after it, or other white space: together they are the whole text.
    Equal pieces are one object, which saves memory in long texts and time where they are looked up.
    """
    pieces = list(map(intern, _PIECE.findall(text)))
    return pieces, list(accumulate(map(len, pieces), initial=0))[:-1]


class Memory(dict[str, T]):
    """What `learn` says of a piece, kept from one text to the next."""

    def __init__(self, learn: Callable[[str], T]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, piece: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        said = self[piece] = self._learn(piece)
        return said

    def of_each(self, pieces: list[str]) -> list[T]:
        """What is known of each piece."""
        return list(map(self.__getitem__, pieces))
