"""From a text with vowel marks, joined hashtags and signs of direction to the bare one that cue patterns read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from harmtrace.model.immutable import immutable, replace
from harmtrace.model.where import Where

_MARK = re.compile("[\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Vowel marks, tatweel, and signs of no width: none is a letter, and a name is the same without them."""
_JOINED = "_"
"""What joins the words of a hashtag ("#ريف_حلب")."""


@immutable(frozen=True, slots=True)
class Bare:
    """A text without marks; `given` is the text as it came, `_marks` where in the bare text each mark was left out."""

    text: str
    given: str
    _marks: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """The offset in the text as it came of the character at `offset`."""
        return offset + bisect_right(self._marks, offset)

    def end(self, offset: int) -> int:
        """The offset in the text as it came after the character before `offset`, with the marks on it."""
        return offset + bisect_right(self._marks, offset) if offset else 0

    def as_given(self, places: Iterable[Where]) -> Iterator[Where]:
        """The places with their spans and words in the text as it came."""
        if self.text == self.given:
            yield from places
            return
        for where in places:
            start, end = self.start(where.start), self.end(where.end)
            yield replace(where, start=start, end=end, text=self.given[start:end])


def bare(text: str) -> Bare:
    """The text without marks, each joint of a hashtag a space."""
    plain = text.replace(_JOINED, " ")
    if _MARK.search(plain) is None:
        return Bare(plain, text)
    marks = tuple(match.start() - number for number, match in enumerate(_MARK.finditer(plain)))
    return Bare(_MARK.sub("", plain), text, marks)
