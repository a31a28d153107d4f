"""From a text to the place names in it, with the words around them that say which part, how near, what level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from harmtrace.places.cues import Cues
from harmtrace.places.folding import Folded
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place

_LOOK_BACK = 80
_LOOK_AHEAD = 60
_PARTICLES = frozenset(
    "al el ul ar as ash at ath ad adh an az es ez er en et ed of the and de la du des le les del di da do bin ibn abu umm upon on".split()
)
_ADJECTIVE_AFTER = re.compile(r"['’]?(?:n|an|ian|i|ese|ish)\b")


@dataclass(slots=True)
class Mention:
    """A place name in a text. `start`, `end` span the name with its modifier and level word."""

    start: int
    end: int
    name_start: int
    name_end: int
    places: list[Place] = field(default_factory=list)
    modifier: str | None = None
    level: str | None = None
    """What the words beside the name say it is: a level of the contract or "region"."""
    known: bool = True


def find_names(folded: Folded, gazetteer: Gazetteer) -> list[Mention]:
    """The names of the gazetteer in the text, the longest where they overlap, in order."""
    spans: dict[tuple[int, int], list[Place]] = {}
    text = folded.text
    for pack in gazetteer.packs:
        for start, end, number in pack.find(text):
            if _is_word(text, start, end) and _is_name(folded, start, end):
                spans.setdefault((start, end), []).extend(pack.named(number))
    mentions: list[Mention] = []
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        last = end
        first, stop = folded.start(start), folded.end(end)
        mentions.append(Mention(first, stop, first, stop, gazetteer.merged(spans[start, end])))
    return mentions


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if after.isalnum():
        return False
    if not before.isalnum():
        return True
    # In Arabic a conjunction or preposition is written on to the name.
    word = text[max(0, start - 3) : start].rsplit(" ", 1)[-1]
    return word in ("و", "ب", "ل", "ف", "ك", "وب", "ول", "فب", "فل")


def _is_name(folded: Folded, start: int, end: int) -> bool:
    """Whether the words are written as a name: in scripts with capitals each word has one, particles apart."""
    raw = folded.raw[folded.start(start) : folded.end(end)]
    if raw.lower() == raw.upper():
        return True
    words = [word for word in re.split(r"[\s\-_–]+", raw) if word]
    return (
        words[-1][:1] in "'’‘`´ʼʿʾ"
        or all(
            word[:1].isupper() or word[1:2].isupper() or word.lower() in _PARTICLES or not word[:1].isalpha()
            for word in words
        )
        and any(word[:1].isupper() or word[1:2].isupper() for word in words)
    )


def read_around(mention: Mention, text: str, cues: Cues) -> None:
    """Give a mention its modifier and level from the words before and after it, and widen its span."""
    window = text[max(0, mention.name_start - _LOOK_BACK) : mention.name_start]
    base = mention.name_start - len(window)
    after = cues.after.match(text, mention.name_end, mention.name_end + _LOOK_AHEAD)
    if after and after["level"]:
        mention.level = cues.levels.get(" ".join(after["level"].lower().split()))
        mention.end = after.end()
        if (rest := cues.after.match(text, after.end(), after.end() + _LOOK_AHEAD)) and rest["part"]:
            after = rest
    if after and after["part"]:
        mention.modifier = f"{_plain(after['part'])} of"
        mention.end = after.end()
    if before := cues.before.search(window):
        level = before["level"] or before["level_of"]
        if level and not mention.level:
            mention.level = cues.levels.get(" ".join(level.lower().split()))
        if before["modifier"]:
            words = _plain(before["modifier"])
            mention.modifier = words if mention.modifier is None else f"{words} {mention.modifier}"
        mention.start = base + before.start()
        window = window[: before.start()]
    if mention.modifier is None and (near := cues.near.search(window)):
        mention.modifier = _plain(near["near"])


def _plain(words: str) -> str:
    return re.sub(r"\s+the$", "", " ".join(words.lower().split()))


def overlapping(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that share a character with a span."""
    return [mention for mention in mentions if mention.start < end and start < mention.end]
