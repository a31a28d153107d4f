"""How much of a text is not a common word, a row of keys, a year or a repetition: what someone has to guess of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from harmtrace.vocab.tables import rows

_LIKE_LETTERS = str.maketrans("0134578@$!", "oieastbasi")
"""Digits and signs that stand for letters in "p4ssw0rd"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE = 2
"""What a guessable piece counts for, in characters: which one it is has to be guessed as well."""
_LEAST_ROW = 3


def effective_length(text: str, own_words: Collection[str] = ()) -> int:
    """The length of a text in characters where each guessable piece counts for at most two.

    `own_words` are guessable besides, such as the name of the person.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = {*_words(), *(part for word in own_words for part in re.split(r"\W+|_", word.casefold()) if len(part) > 2)}
    least = [0] * (len(plain) + 1)
    for end in range(1, len(plain) + 1):
        least[end] = least[end - 1] + 1
        for start in _starts(plain, end, words):
            least[end] = min(least[end], least[start] + _PIECE)
    return least[-1]


def _starts(plain: str, end: int, words: Collection[str]) -> Iterator[int]:
    """Where guessable pieces begin that end here."""
    for start in range(max(0, end - 40), end - _PIECE):
        piece = plain[start:end]
        spelt = piece.translate(_LIKE_LETTERS)
        if piece in words or spelt in words or _repeats(piece) or _YEAR.fullmatch(piece) or _in_row(piece):
            yield start


def _repeats(piece: str) -> bool:
    """Whether it is one letter or one shorter piece again and again."""
    doubled = (piece + piece).find(piece, 1)
    return doubled < len(piece)


def _in_row(piece: str) -> bool:
    return len(piece) >= _LEAST_ROW and any(piece in row for row in _rows())


@cache
def _words() -> frozenset[str]:
    return frozenset(row["id"] for row in rows("guessable") if row["kind"] == "word")


@cache
def _rows() -> tuple[str, ...]:
    """The rows of keys and of the alphabet, both ways round."""
    found = [row["id"] for row in rows("guessable") if row["kind"] == "row"]
    return tuple(turned for row in found for turned in (row, row[::-1]))
