"""From words that open a name to that name ("Barangay Tindara", "PK 12"), and from two names to the road between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.unknown import name_at, words_among

_NUMBER = re.compile(r"[ -]?(?:\d{1,3}(?:-?[A-Z])?|(?<= )[A-Z])(?![\w'’]|[.,:]\d)")
_NAME_BEFORE = re.compile(r"([A-Z][\w'’-]*)[ \t]+$")
_ARTICLE = re.compile(r"(\w+) ")
_LOOK_BACK = 30
"""How far, in characters, before a word that opens a name another word with a capital may begin."""
_NAME_START = attrgetter("name_start")
_ROAD_REACH = 90
"""How far, in characters, before the word for a road the first of its two names may begin."""


def titled_names(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names that a word with a capital opens, and before which no other word with a capital stands."""
    found: list[Mention] = []
    taken = Taken(mentions)
    for start, end in words_among(text, cues, cues.opening_names):
        if not text[start].isupper() or _follows_name(text, start, cues):
            continue
        word = text[start:end].lower()
        stop, level = _end_of_number(text, end), cues.numbered.get(word) or cues.titles.get(word)
        if stop is None and word in cues.titles:
            stop, level = _end_of_name(text, end, cues), cues.titles[word]
        if stop is not None and not taken.overlaps(start, stop):
            found.append(Mention(start, stop, start, stop, level=level, cued=True))
    return found


def _follows_name(text: str, start: int, cues: Cues) -> bool:
    before = _NAME_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return before is not None and not before[1].endswith(("'s", "’s")) and fold_name(before[1]) not in cues.small


def _end_of_number(text: str, end: int) -> int | None:
    number = _NUMBER.match(text, end)
    return number.end() if number else None


def _end_of_name(text: str, end: int, cues: Cues) -> int | None:
    span = name_at(text, end + 1, cues) if text[end : end + 1] == " " else None
    if span is None or not cues.never_places.isdisjoint(fold_name(text[slice(*span)]).split()):
        return None
    return span[1]


def with_roads(text: str, mentions: Iterable[Mention], cues: Cues) -> list[Mention]:
    """The mentions, with one for each road instead of the places at its ends ("the Hass-Abdin highway")."""
    kept = sorted(mentions, key=_NAME_START)
    for _, end in words_among(text, cues, cues.roads):
        for road in cues.road.finditer(text, max(0, end - _ROAD_REACH), end):
            if road.end() != end:
                continue
            one, two = _without_article(road, cues), road.span("two")
            first = bisect_left(kept, one[0], key=_NAME_START)
            last = bisect_left(kept, two[1], first, key=_NAME_START)
            # "Deir-Hafer road": a hyphen may also stand inside of one name.
            apart = text[one[1]] != "-" or any(mention.name_start in (one[0], two[0]) for mention in kept[first:last])
            if apart and not any(_spans(mention, one[0], two[1]) for mention in kept[first:last]):
                ends = [mention for mention in kept[first:last] if mention.name_start in (one[0], two[0])]
                kept[first:last] = [whole := Mention(one[0], end, one[0], end, level="site", cued=True)]
                whole.ends = (ends[0], ends[1]) if len(ends) == 2 else None
    return kept


def _without_article(road: re.Match[str], cues: Cues) -> tuple[int, int]:
    """The span of the first name of a road, without an article that begins the sentence ("The Hass-Abdin road")."""
    start, end = road.span("one")
    word = _ARTICLE.match(road["one"])
    return (start + word.end() if word and word[1].lower() in cues.articles else start, end)


def _spans(mention: Mention, start: int, end: int) -> bool:
    return (mention.name_start, mention.name_end) == (start, end)
