"""Which sentences are labels that place and date what stands under them ("2. Nyala, night of 21 Nov.")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmtrace.extract.lexicon import Token
from harmtrace.extract.spans import in_any

if TYPE_CHECKING:
    from harmtrace.extract.reading import Reading, Sentence

_MOST_WORDS = 14
_NUMBERING = re.compile(r"\s*(?:[^\w\s\"'“”‘’(\[]+\s*)?[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})?[.)\]]?\s*$")
"""What may stand before a label on its line."""
_ITEM = re.compile(r"[ \t]*(?:[^\w\s\"'“”‘’(\[#@]+|[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)\]])\s")
"""What an item of a list begins with."""
_SHEET_LINES = 3
"""A record sheet has at least so many lines."""
_SHEET_MOST = 40
"""A sheet is read so many lines up and down."""
_KEY_MARKS = (":", "|")
_KEY_WORDS = 7
"""The colon of a line of a sheet is one of so many first words."""
_KEYS = ("sheet_date", "sheet_place", "sheet_other")
_PREDICATES = ("be", "auxiliary", "subject_pronoun")
"""Classes of words that make a sentence of it."""


def is_label(reading: Reading, start: int, end: int, tokens: Sequence[Token]) -> bool:
    """Whether `start:end` names a place or date at the head of a line and says nothing of it."""
    words = [token for token in tokens if token.is_word]
    if not words or len(words) > _MOST_WORDS or not (reading.places.within(start, end) or reading.dates_in(start, end)):
        return False
    if not begins_line(reading, start) or _gives_a_figure(tokens):
        return False
    if any(not token.classes.isdisjoint(_PREDICATES) for token in words):
        return False
    if (
        reading.any_of("harm", start, end)
        or reading.any_of("say", start, end)
        or reading.any_of("attack", start, end, "verb")
    ):
        return False
    keyed = any(token.text == ":" for token in tokens)
    if _ends_line(reading, end) and not keyed:
        return True
    return only_names(reading, start, end, words) and not (keyed and _has_key(words))


def begins_line(reading: Reading, start: int) -> bool:
    """Whether nothing but numbering stands before `start` in its line."""
    return _NUMBERING.fullmatch(reading.text, reading.line_start(start), start) is not None


def _gives_a_figure(tokens: Sequence[Token]) -> bool:
    """Whether a number is all that stands after the colon of a line: "Nyala: 8" places nothing that follows."""
    return len(tokens) > 2 and tokens[-2].text == ":" and tokens[-1].text[0].isdigit()


def _ends_line(reading: Reading, end: int) -> bool:
    return reading.text[end : end + 2].lstrip(" ")[:1] in ("\n", "")


def only_names(reading: Reading, start: int, end: int, words: Sequence[Token]) -> bool:
    """Whether it has no words but places, dates and their small words ("El Fasher, 20 Nov.")."""
    places, dates = reading.places.within(start, end), reading.dates_in(start, end)
    known = [(item.start, item.end) for item in places] + [(item.start, item.end) for item in dates]
    rest = [token for token in words if token.text.isalpha() and not in_any(token.start, known)]
    return all("function" in token.classes or "before_place" in token.classes for token in rest)


def label_of(reading: Reading, found: Sequence[Sentence], paragraph: int, start: int) -> int | None:
    """The label that a sentence of `paragraph` stands under: that of its line, else the line just above it.

    The items of a list all stand under the date above the first.
    """
    if not found:
        return None
    last = found[-1]
    if last.is_label:
        return last.index if paragraph - last.paragraph <= 1 else None
    if last.paragraph == paragraph:
        return last.label
    if last.label is None or not (in_item(reading, last.start) and in_item(reading, start)):
        return None
    above = found[last.label]
    return last.label if reading.dates_in(above.start, above.end) else None


def in_item(reading: Reading, start: int) -> bool:
    """Whether the line that `start` stands in is an item of a list."""
    return _ITEM.match(reading.text, reading.line_start(start)) is not None


def sheet_of(found: Sequence[Sentence], index: int) -> Sequence[Sentence]:
    """The lines of the record sheet around a sentence, none where it is in no sheet.

    A sheet is a run of lines such as "Location: Hass", "Date: 7 April 2017", "Attacks: two air strikes", of which
    one says where or when.
    """
    if not key_of(found[index]):
        return ()
    first = last = index
    while first > max(0, index - _SHEET_MOST) and key_of(found[first - 1]):
        first -= 1
    while last + 1 < min(len(found), index + _SHEET_MOST) and key_of(found[last + 1]):
        last += 1
    lines = found[first : last + 1]
    if len(lines) < _SHEET_LINES:
        return ()
    placed = any(_key_is(line, klass) for line in lines for klass in ("sheet_date", "sheet_place"))
    return lines if placed else ()


def sheet_line(found: Sequence[Sentence], index: int, klass: str) -> Sentence | None:
    """The line that says where (`sheet_place`) or when (`sheet_date`) in the record sheet around a sentence."""
    return next((line for line in sheet_of(found, index) if _key_is(line, klass)), None)


def heads_a_sheet(found: Sequence[Sentence], index: int) -> bool:
    """Whether a line only says where or when what a record sheet tells happened: "Date of the attack: 5 May 2018"."""
    return any(sheet_line(found, index, klass) is found[index] for klass in ("sheet_date", "sheet_place"))


def _has_key(words: Sequence[Token]) -> bool:
    """Whether the first of some words names what a line of a record sheet says: "Date: 9 May"."""
    return not words[0].classes.isdisjoint(_KEYS)


def key_of(line: Sentence) -> Sequence[Token]:
    """The words before the mark after which a line of a sheet says something, none where it has no such mark."""
    for place, token in enumerate(line.tokens[:_KEY_WORDS]):
        if token.text in _KEY_MARKS:
            return line.tokens[:place]
    return ()


def _key_is(line: Sentence, klass: str) -> bool:
    key = key_of(line)
    return any(klass in token.classes for token in key) and not any("sheet_other" in token.classes for token in key)
