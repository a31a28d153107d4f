"""Which places and dates stand at the head of an item for all of it: "JOS – Eight worshippers …", "Gao: a mine …".

The dateline of a report looks alike but says where it was filed; so a head is believed only where several items have
one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from harmtrace.extract.labels import begins_line, only_names

if TYPE_CHECKING:
    from harmtrace.extract.reading import Reading

_NAMED = re.compile(r"[^\n:|;–—]{2,60}?(?=\s?[:|]\s|\s[-–—]\s)")
_MARK = re.compile(r"\s?[:|–—-]\s+")
_ANY_MARK = re.compile(r"[:|–—-]")
"""One of these stands behind every head."""
_NEXT = re.compile(r";\s+")
_LEAST_ITEMS = 2
_LEAST_TOLD = 5
"""Fewer words after it that tell no harm are a row of figures ("Hass | 3,100"), or a label with it ("Gao: 9 May.")."""


class ItemHead(NamedTuple):
    """The head of an item, and where what is told of it begins."""

    start: int
    end: int
    told: int


def item_heads(reading: Reading, sentences: Sequence[tuple[int, int]]) -> Mapping[int, Sequence[ItemHead]]:
    """The heads of the items of a text in order, by where the sentence begins that they stand in or just before."""
    dated: defaultdict[int, list[ItemHead]] = defaultdict(list)
    named: defaultdict[int, list[ItemHead]] = defaultdict(list)
    marks = [mark.start() for mark in _ANY_MARK.finditer(reading.text)]
    datelines = {zone.end: zone.start for zone in reading.document.zones if zone.kind == "date_line"}
    for start, end in sentences:
        line = datelines.get(start - 1 if reading.text[start - 1 : start] == " " else start)
        if line is not None:
            dated[start] += _if_placed(reading, ItemHead(line, start, start))
        elif bisect_left(marks, start) < bisect_left(marks, end) and reading.document.zone_at(start) == "body":
            named[start] += _named_in(reading, start, end)
    several = [heads for heads in (dated, named) if sum(map(len, heads.values())) >= _LEAST_ITEMS]
    return {start: found for heads in several for start, found in heads.items()}


def _named_in(reading: Reading, start: int, end: int) -> Iterator[ItemHead]:
    """The heads in a sentence: its first words, and those after its semicolons ("Bor – 2 killed; Wau – 1 killed")."""
    opens = [start] if begins_line(reading, start) else []
    for opened in (*opens, *(mark.end() for mark in _NEXT.finditer(reading.text, start, end))):
        name = _NAMED.match(reading.text, opened, end)
        mark = _MARK.match(reading.text, name.end(), end) if name else None
        if name and mark and _tells(reading, mark.end(), end):
            yield from _if_placed(reading, ItemHead(opened, name.end(), mark.end()))


def _tells(reading: Reading, start: int, end: int) -> bool:
    words = sum(token.is_word for token in reading.tokens_in(start, end))
    return words >= _LEAST_TOLD or (words > 1 and reading.any_of("harm", start, end))


def _if_placed(reading: Reading, head: ItemHead) -> Iterator[ItemHead]:
    """The head if it holds a place and no words but places, dates and their small words."""
    words = [token for token in reading.tokens_in(head.start, head.end) if token.is_word]
    if reading.places.within(head.start, head.end) and only_names(reading, head.start, head.end, words):
        yield head
