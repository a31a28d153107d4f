"""Two dates that a text joins to one period: "between 26 March 2015 and the end of last year"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmtrace.model.immutable import replace
from harmtrace.model.when import When

if TYPE_CHECKING:
    from harmtrace.text.dates import DateMention
    from harmtrace.vocab.tokens import Classes, Tokens

_GAP = 20
"""So few characters stand between the two dates."""
_OPENING_REACH = 8
"""So many words before the first date "between" or "from" may stand."""
_DATED = ("absolute", "relative", "open_since")


def with_ranges(text: str, tokens: Tokens, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """The mentions in order, with those that a text joins to a period as one."""
    done = 0
    for at, one in enumerate(mentions):
        if at < done:
            continue
        joined = _joined(text, tokens, one, mentions[at + 1]) if at + 1 < len(mentions) else None
        done = at + (1 if joined is None else 2)
        yield joined or one


def _joined(text: str, tokens: Tokens, one: DateMention, other: DateMention) -> DateMention | None:
    if other.start - one.end > _GAP or one.kind not in _DATED or other.kind not in _DATED:
        return None
    opening = _opening(tokens, one, other)
    first = one.opened or one.when
    if opening is None or first is None or other.when is None or first.start >= other.when.end:
        return None
    basis = "explicit" if "explicit" in (first.basis, other.when.basis) else first.basis
    words = text[one.start : other.end]
    when = When(first.start, other.when.end, "range", basis, None, words, one.start, other.end)
    return replace(one, end=other.end, when=when, kind="absolute", text=words, relation=None, opened=None)


def _opening(tokens: Tokens, one: DateMention, other: DateMention) -> str | None:
    """The word that opens the period, if what stands between the dates goes with it; "since" where it counts on."""
    between = tokens.classes[bisect_left(tokens.starts, one.end) : bisect_left(tokens.starts, other.start)]
    if _ends(between) and "outbreak" in _before(tokens, one):
        return "from"  # "began on Tuesday and ended on Thursday"
    if len(between) > 1 and "the" in between[-1]:
        between = between[:-1]
    if len(between) > 1:
        return None
    until = "to" in between[0] or "dash" in between[0] if between else other.relation == "until"
    if one.kind == "open_since":
        return "since" if until else None
    wanted = "from" if until else "between" if between and _is(between[0], "and") else None
    return wanted if wanted is not None and _stands_before(tokens, one.start, wanted) else None


def _ends(between: Sequence[Classes]) -> bool:
    """Whether "and ended" stands between two dates."""
    return len(between) > 1 and _is(between[0], "and") and "ended" in between[1]


def _is(classes: Classes, word: str) -> bool:
    """Whether a token is a word of English, or the one that stands for it in another language."""
    return f"={word}" in classes or f"{word}_word" in classes


def _before(tokens: Tokens, one: DateMention) -> Classes:
    """The classes of the word before a date."""
    at = bisect_left(tokens.starts, one.start)
    return tokens.classes[at - 1] if at else {}


def _stands_before(tokens: Tokens, start: int, word: str) -> bool:
    """Whether a word opens the phrase that a date ends: "between the coup of 1 February 2021"."""
    at = bisect_left(tokens.starts, start)
    for classes in reversed(tokens.classes[max(0, at - _OPENING_REACH) : at + 1]):
        if _is(classes, word):
            return True
        if "mark" in classes or "line" in classes:
            return False
    return False
