"""Which sentences are labels that place and date what stands under them ("2. Nyala, night of 21 Nov.")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmtrace.extract.lexicon import Token

if TYPE_CHECKING:
    from harmtrace.extract.reading import Reading, Sentence

_MOST_WORDS = 14
_NUMBERING = re.compile(r"\s*(?:[-•*–—]\s*)?[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})?[.)\]]?\s*$")
"""What may stand before a label on its line."""
_PREDICATES = ("be", "auxiliary", "subject_pronoun")
"""Classes of words that make a sentence of it."""


def is_label(reading: Reading, start: int, end: int, tokens: Sequence[Token]) -> bool:
    """Whether `start:end` names a place or date at the head of a line and says nothing of it."""
    words = [token for token in tokens if token.is_word]
    if (
        not words
        or len(words) > _MOST_WORDS
        or any(token.text == ":" for token in tokens)
        or not (reading.places.within(start, end) or reading.dates_in(start, end))
    ):
        return False
    line = reading.text.rfind("\n", 0, start) + 1
    if not _NUMBERING.fullmatch(reading.text, line, start):
        return False
    if any(not token.classes.isdisjoint(_PREDICATES) for token in words):
        return False
    if (
        reading.any_of("harm", start, end)
        or reading.any_of("say", start, end)
        or reading.any_of("attack", start, end, "verb")
    ):
        return False
    return _ends_line(reading, end) or _only_names(reading, start, end, words)


def _ends_line(reading: Reading, end: int) -> bool:
    return reading.text[end : end + 2].lstrip(" ")[:1] in ("\n", "")


def _only_names(reading: Reading, start: int, end: int, words: Sequence[Token]) -> bool:
    """Whether it has no words but places, dates and their small words ("El Fasher, 20 Nov.")."""
    places, dates = reading.places.within(start, end), reading.dates_in(start, end)
    known = [(item.start, item.end) for item in places] + [(item.start, item.end) for item in dates]
    rest = [
        token
        for token in words
        if token.text.isalpha() and not any(first <= token.start < last for first, last in known)
    ]
    return all("function" in token.classes or "before_place" in token.classes for token in rest)


def label_of(found: Sequence[Sentence], paragraph: int) -> int | None:
    """The label that a sentence of `paragraph` stands under: that of its line, else the line just above it."""
    if not found:
        return None
    last = found[-1]
    if last.is_label:
        return last.index if paragraph - last.paragraph <= 1 else None
    return last.label if last.paragraph == paragraph else None
