"""A sentence in; what is left of it without the keywords of the page, and the headlines of its links, out."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from harmtrace.text.cues import cue_pattern
from harmtrace.text.sentences import Spans, openers

_MOST = 30
"""So many words are keywords at the most."""
_MOST_LABELS = 8
"""So many labels of one sentence are looked at."""
_LEAST_LINKS = 6
"""Headlines of fewer words that run on behind "Related" may be a sentence."""
_TITLED = 0.7
"""This share of the longer words of headlines is capitalised."""
_LONGER = 4
"""A word of so many letters is capitalised in a headline."""
_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?]['\"”’)]*\s*$")


def without_keywords(text: str, start: int, end: int, language: str) -> Spans:
    """The spans of a sentence without "Tags Syria Aleppo"; the links behind "Related" are one of their own."""
    label = _label("keywords").match(text, start, end)
    if label is not None and _are_headlines(text[label.end() : end]):
        return []
    if label is not None:
        opened = _first_word(text, label.end(), end, openers(language))
        return [(opened, end)] if opened is not None else [(start, end)] if _END.search(text, start, end) else []
    for kind in ("links", "keywords"):
        for label in islice(_label(kind).finditer(text, start, end), _MOST_LABELS):
            if _are_headlines(text[label.end() : end]):
                tags = _label("keywords").search(text, label.end(), end)
                links = _stretch(text, label.end(), tags.start() if tags else end) if kind == "links" else []
                return [*_stretch(text, start, label.start()), *links]
    return [(start, end)]


def _stretch(text: str, start: int, end: int) -> Spans:
    """A span without the white space behind it, if anything is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if end > start else []


@cache
def _label(kind: str) -> re.Pattern[str]:
    """The words above keywords or links, as a page writes them."""
    return re.compile(r"(?<!\S)" + cue_pattern(kind).pattern + r"\s+(?=\S)")


def _first_word(text: str, start: int, end: int, opening: frozenset[str]) -> int | None:
    """Where the sentence begins behind keywords: at the last word before its small ones that may begin it."""
    opened: int | None = None
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        if number and word[0] in opening:
            opened = word.start()
        elif number > _MOST or (opened is not None and len(word[0]) >= _LONGER and word[0][0].islower()):
            break
    return opened


def _are_headlines(text: str) -> bool:
    """Whether words are headlines and keywords: most are capitalised, and no mark ends them."""
    if _END.search(text):
        return False
    longer = [word for word in _WORD.findall(text) if len(word) >= _LONGER and word[0].isalpha()]
    return len(longer) >= _LEAST_LINKS and sum(word[0].isupper() for word in longer) >= _TITLED * len(longer)
