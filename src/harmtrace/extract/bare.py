"""Texts without the signs that say nothing to a reader of words: vowel marks, lengthened letters, invisible controls.

Arabic is written with or without vowel marks, and posts are full of signs that only steer the direction of lines.
Words are looked up, and dates, numbers and places found, in the bare text; every span of a claim is then that of the
raw text, marks included, so that quotations stay what was written. What a mark alone tells is kept: "مدنيَّين" are two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any, TypeVar

from harmtrace.model.document import Document
from harmtrace.model.immutable import immutable
from harmtrace.model.span import spans_in

T = TypeVar("T")
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
"""Vowel marks and the stroke that lengthens a word: they belong to the letter before them."""
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff"
_DROPPED = re.compile(f"[{_MARKS}{_CONTROLS}]+")
_OF_A_LETTER = re.compile(f"[{_MARKS}]*")
_DUAL = re.compile("\u064e\u0651?(?:ي|ى)\u0652?ن|\u0651\u064e(?:ي|ى)\u0652?ن")
"""The ending of two where it is told from that of many by its vowel."""


@immutable(frozen=True, slots=True)
class Bare:
    """A document in bare words. `raw` is its text as written, `places` the place in it of each bare character."""

    document: Document
    raw: str
    places: tuple[int, ...]
    duals: frozenset[int]
    """Where, in the bare text, words begin whose vowels tell that two are meant."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the raw text of a span of the bare one, with the marks of its last letter."""
        if start >= end:
            return self._place(start), self._place(start)
        letter = self.places[end - 1] + 1
        marks = _OF_A_LETTER.match(self.raw, letter)
        return self.places[start], marks.end() if marks else letter

    def _place(self, offset: int) -> int:
        return self.places[offset] if offset < len(self.places) else len(self.raw)

    def raised(self, value: T) -> T:
        """What was found in the bare text, with its spans and quotations, and those within it, in the raw text."""
        found: T = self._raised(value)
        return found

    def _raised(self, value: Any) -> Any:
        kind: Any = type(value)
        if kind is tuple or kind is list:
            return kind([self._raised(part) for part in value])
        shape = spans_in(kind)
        if shape is None:
            return value
        parts = list(shape.values(value))
        for place in shape.within:
            if parts[place]:
                parts[place] = self._raised(parts[place])
        if shape.span is not None and parts[shape.span[0]] is not None:
            first, last = shape.span
            start, end = parts[first], parts[last] = self.span(parts[first], parts[last])
            if shape.words is not None:
                parts[shape.words] = self.raw[start:end]
        return kind(*parts)


def bare(document: Document) -> Bare | None:
    """The document in bare words, or None where it is written so."""
    raw = document.text
    dropped = [sign.span() for sign in _DROPPED.finditer(raw)]
    if not dropped:
        return None
    kept: list[int] = []
    words: list[str] = []
    last = 0
    for start, end in (*dropped, (len(raw), len(raw))):
        kept += range(last, start)
        words.append(raw[last:start])
        last = end

    def moved(offset: int) -> int:
        return bisect_left(kept, offset)

    zones = tuple(replace(zone, start=moved(zone.start), end=moved(zone.end)) for zone in document.zones)
    sentences = tuple((moved(start), moved(end)) for start, end in document.sentences)
    plain = replace(document, text="".join(words), zones=zones, sentences=sentences)
    duals = (_word_start(plain.text, moved(match.start())) for match in _DUAL.finditer(raw))
    return Bare(plain, raw, tuple(kept), frozenset(duals))


def _word_start(text: str, offset: int) -> int:
    """Where the word begins that holds the letter before `offset`."""
    while offset > 0 and text[offset - 1].isalnum():
        offset -= 1
    return offset
