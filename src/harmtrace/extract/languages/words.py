"""Looking about in a clause: the words before and after a place in it, and the cue that governs what stands there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_REACH = 80
"""So many characters back or on, words are looked for."""
_STOPS = ("relative", "clause_break")
"""Classes of the words that nothing reaches over."""


def before(reading: Reading, offset: int, start: int, most: int) -> list[Token]:
    """The last `most` tokens that end at or before an offset, none before `start`."""
    return reading.tokens_in(max(start, offset - _REACH), offset)[-most:]


def after(reading: Reading, offset: int, end: int, most: int) -> list[Token]:
    """The first `most` tokens from an offset on, none after `end`."""
    return reading.tokens_in(offset, min(end, offset + _REACH))[:most]


def classes_before(reading: Reading, offset: int, start: int) -> frozenset[str]:
    """The classes of the token right before an offset; a word that holds its preposition counts as one after it."""
    found = before(reading, offset, start, 1)
    return found[-1].classes if found else frozenset()


def ending_at(reading: Reading, classes: Sequence[str], offset: int, floor: int) -> Mention | None:
    """The mention of these classes that ends right before an offset, with no more than a space between."""
    for klass in classes:
        for mention in reversed(reading.of(klass, max(floor, offset - _REACH), offset)):
            if not reading.text[mention.end : offset].strip():
                return mention
    return None


def nearest_before(
    reading: Reading, offset: int, floor: int, most: int, is_cue: Callable[[Token], bool], stops: Collection[str] = ()
) -> int | None:
    """How many tokens before an offset the nearest cue stands (0 is next to it), not over marks or words of `stops`."""
    tokens = before(reading, offset, floor, most)
    for distance, token in enumerate(reversed(tokens)):
        if is_cue(token):
            return distance
        if not token.is_word or not token.classes.isdisjoint((*_STOPS, *stops)):
            return None
    return None


def verbs_of_saying(reading: Reading, start: int, end: int) -> list[Mention]:
    """The verbs of saying of a stretch; those that are spelt as other words only where "that" stands behind them.

    A word of a date is none: "between" is spelt as "showed".
    """
    dates = [(date.start, date.end) for date in reading.dates_in(start, end)]
    return [
        verb
        for verb in reading.of("say", start, end)
        if not in_any(verb.start, dates) and (verb.value != "clear" or _leads_to_that(reading, verb.end))
    ]


def _leads_to_that(reading: Reading, offset: int) -> bool:
    following = after(reading, offset, offset + _REACH, 1)
    return bool(following) and "that_word" in following[0].classes


def is_definite(reading: Reading, start: int) -> bool:
    """Whether the word that begins at an offset has its article."""
    found = reading.tokens.beginning_at(start)
    return bool(found) and "definite" in found[0].classes
