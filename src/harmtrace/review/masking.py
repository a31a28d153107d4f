"""Words that are covered wherever they stand: in texts, titles, addresses, names of speakers, reasons.

A covered letter becomes one full block, so that every span of the text still is where it was. Words are found as
search finds them: whatever their case, marks, letter variants and digits, and with what Arabic writes together with
them. How long a word was can be seen; what it was cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from harmtrace.model.letters import letter_end
from harmtrace.store.folding import fold_for_search, placed

COVER = "\u2588"
_BETWEEN = r"[\W_]{0,3}"
"""What may stand between the words of a name, in a text or in an address."""
_BEFORE_ARABIC = "(?:[وف]?[بلك]?(?:ال|لل)?)"
_ARABIC = re.compile("[\u0621-\u064a]")
_WORD = re.compile(r"[^\W_]+")
_LONG = 200
"""Texts of so many characters are remembered by their hash, shorter ones by themselves: each is looked through once."""


class Mask:
    """Covers words. Falsy where there is nothing to cover."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word)))
        patterns = [pattern for pattern in map(_pattern_of, self.words) if pattern]
        self._pattern = re.compile("|".join(patterns)) if patterns else None
        self._known: dict[int | str, bool] = {}
        self.clean: set[tuple[str, ...]] = set()
        """What callers found to hold none of these words, by what names it for good (a claim by its id)."""

    def __bool__(self) -> bool:
        return self._pattern is not None

    def with_words(self, words: Iterable[str]) -> Mask:
        """The mask that covers other words besides."""
        more = tuple(words)
        return mask_of(tuple(sorted({*self.words, *more}))) if more else self

    def hits(self, text: str) -> bool:
        """Whether there is something to cover in a text."""
        if self._pattern is None:
            return False
        key = text if len(text) < _LONG else hash(text)
        if key not in self._known:
            self._known[key] = self._pattern.search(fold_for_search(text)) is not None
        return self._known[key]

    def text(self, text: str) -> str:
        """The text with these words covered, letter by letter."""
        if self._pattern is None or not self.hits(text):
            return text
        folded, places = placed(text)
        letters = list(text)
        for found in self._pattern.finditer(folded):
            start, last = places[found.start()], places[found.end() - 1]
            for at in range(start, letter_end(text, last + 1)):
                if letters[at] not in "\r\n":
                    letters[at] = COVER
        return "".join(letters)

    def plain(self, value: Any) -> Any:
        """Plain values (dicts, lists, strings) with these words covered in every string, also in keys."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.plain(key): self.plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.plain(one) for one in value]
        return value


@lru_cache(256)
def mask_of(words: tuple[str, ...]) -> Mask:
    """The mask of some words, with what it has found out about texts: these are looked through once."""
    return Mask(words)


def _pattern_of(words: str) -> str:
    """The pattern of one name or stretch of words, over folded text; blank for what holds no letter or digit."""
    folded = fold_for_search(words)
    parts = _WORD.findall(folded)
    if not parts:
        return ""
    before = _BEFORE_ARABIC if _ARABIC.search(parts[0]) else ""
    return rf"(?<![^\W_]){before}{_BETWEEN.join(map(re.escape, parts))}(?![^\W_])"
