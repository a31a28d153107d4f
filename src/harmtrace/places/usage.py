"""Which names in a text are used as places, and which are persons, bodies, ordinary words or parts of longer names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention

_LARGE = 50_000
_ACRONYM = 5
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)[ \t]+$")
_WORD_AFTER = re.compile(r"[ \t]+([^\W\d_][\w'’-]*)")
_LINE_START = re.compile(r"(?:^|\n|[|•*–—#(]|\.)\s*[-#]?\s*$")
_ENDS_CELL = re.compile(r"\s*(?:[:|–—]|$|\n|\()")
_HEADLINE_SHARE = 0.6


def used_as_places(mentions: Sequence[Mention], text: str, cues: Cues) -> list[Mention]:
    """The mentions that the words around them let stand as places, in order."""
    kept: list[Mention] = []
    headlines: dict[int, bool] = {}
    for mention in mentions:
        line = text.rfind("\n", 0, mention.name_start) + 1
        if line not in headlines:
            headlines[line] = _is_headline(text, line)
        if _stands(mention, text, cues, headlines[line]):
            kept.append(mention)
    return kept


def _stands(mention: Mention, text: str, cues: Cues, headline: bool) -> bool:
    before = text[max(0, mention.name_start - 60) : mention.name_start]
    name = fold_name(text[mention.name_start : mention.name_end])
    at = mention.name_end
    if cues.person_before.search(before) or cues.organisation_before.search(before):
        return False
    if cues.organisation_after.match(text, at):
        return False
    if _is_acronym(text, mention):
        return False
    if name in cues.days or (name in cues.ordinary and not mention.cued):
        return False
    if cues.saying_after.match(text, at):
        return False
    if not name.isascii() and not mention.cued and " " not in name and not _strong(mention):
        return _placed(mention, before, text, cues)
    if _strong(mention) and name not in cues.given:
        return True
    if mention.cued:
        return True
    if not headline and _inside_longer_name(mention, before, text, cues):
        return False
    return (" " in name and name not in cues.given and len(name) > 6) or _placed(mention, before, text, cues)


def _is_acronym(text: str, mention: Mention) -> bool:
    """Whether capitals make letters of the name ("SANA"), unless it opens a line as a dateline does."""
    raw = text[mention.name_start : mention.name_end]
    if not raw.isupper() or len(raw) > _ACRONYM or any(place.level == "country" for place in mention.places):
        return False
    return not _LINE_START.search(text[max(0, mention.name_start - 3) : mention.name_start])


def _strong(mention: Mention) -> bool:
    """Whether the name is well known: a country, a region with a centre, a large city."""
    return any(
        place.level in ("country", "informal_region")
        or (place.level == "adm1" and place.lat is not None)
        or place.population >= _LARGE
        for place in mention.places
    )


def _placed(mention: Mention, before: str, text: str, cues: Cues) -> bool:
    """Whether a preposition, a list or the layout of a line marks the name as a place."""
    if mention.beside or mention.container or mention.modifier:
        return True
    if cues.locative_before.search(before) or cues.facility_after.match(text, mention.end):
        return True
    if text[mention.name_start - 1 : mention.name_start] in ("ب", "#"):
        return True
    return bool(_LINE_START.search(before) and _ENDS_CELL.match(text, mention.name_end))


def _inside_longer_name(mention: Mention, before: str, text: str, cues: Cues) -> bool:
    """Whether a capitalised word stands right beside it ("Diana Semaan", "Jaysh Halab")."""
    previous = _WORD_BEFORE.search(before)
    if previous and previous[1][0].isupper() and mention.start == mention.name_start:
        word = fold_name(previous[1])
        if word not in cues.function_words and word not in cues.levels:
            return True
    if cues.facility_after.match(text, mention.end):
        return False
    following = _WORD_AFTER.match(text, mention.end)
    return bool(
        following
        and following[1][0].isupper()
        and fold_name(following[1]) not in cues.function_words | cues.days
        and mention.end == mention.name_end
    )


def _is_headline(text: str, line: int) -> bool:
    """Whether most words of the line have a capital, so that capitals say little."""
    end = text.find("\n", line)
    words = re.findall(r"[^\W\d_]{4,}", text[line : end if end >= 0 else len(text)][:300])
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words)
