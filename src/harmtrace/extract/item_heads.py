"""Which places and dates stand at the head of an item for all of it: "JOS – Eight worshippers …", "Gao: a mine …".

The dateline of a report looks alike but says where it was filed; so a head is believed only where several items have
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from harmtrace.extract.labels import begins_line, only_names

if TYPE_CHECKING:
    from harmtrace.extract.reading import Reading

_NAMED = re.compile(r"[^\n:|–—]{2,60}?(?=\s?[:|]\s|\s[-–—]\s)")
_MARK = re.compile(r"\s?[:|–—-]\s+")
_LEAST_ITEMS = 2
_LEAST_TOLD = 5
"""Fewer words after it are a row of figures ("Hass | 3,100"), or a label with it ("Gao: 9 May.")."""


class ItemHead(NamedTuple):
    """The head of an item, and where what is told of it begins."""

    start: int
    end: int
    told: int


def item_heads(reading: Reading, sentences: Sequence[tuple[int, int]]) -> dict[int, ItemHead]:
    """The heads of the items of a text, by where the sentence begins that they stand in or just before."""
    heads = {start: head for start, end in sentences if (head := _head_of(reading, start, end)) is not None}
    return heads if len(heads) >= _LEAST_ITEMS else {}


def _head_of(reading: Reading, start: int, end: int) -> ItemHead | None:
    """The head of the item that begins with a sentence: its first words, or the dateline before it in its line."""
    line = reading.text.rfind("\n", 0, start) + 1
    dated = line < start and reading.document.zone_at(line) == "date_line"
    if dated:
        found = ItemHead(line, start, start)
    else:
        named = _NAMED.match(reading.text, start, end)
        mark = _MARK.match(reading.text, named.end(), end) if named else None
        if named is None or mark is None or not begins_line(reading, start):
            return None
        if sum(token.is_word for token in reading.tokens_in(mark.end(), end)) < _LEAST_TOLD:
            return None
        found = ItemHead(start, named.end(), mark.end())
    words = [token for token in reading.tokens_in(found.start, found.end) if token.is_word]
    placed = reading.places.within(found.start, found.end)
    return found if placed and only_names(reading, found.start, found.end, words) else None
