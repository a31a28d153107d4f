"""Tolls: "the number of dead rose to 30", "27 is the toll": a number whose fate a noun beside it names."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.people import FATE, People, nouns_at
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable

_FATE_WORDS = 4
"""So many words after "the toll of" its fate is named."""
_FATE_REACH = 50
_NUMBER_REACH = 220
"""So far, in characters, behind a toll its number may stand."""
_AT_ONCE, _SOON = 1, 8
"""So many words may stand before the number of a toll, and where it is told before that it rises."""
_RISE = 3
"""So many words before the number of a toll it is told that it rose to it."""


@immutable(frozen=True, slots=True)
class Toll:
    """The word for the fate that a toll counts, and the nouns that tell whose it is: "the civilian martyrs"."""

    fate: Mention
    nouns: tuple[Mention, ...]
    exceeded: bool
    """Whether it is said before the toll that it is more than the number: "the number of dead exceeded 500"."""


def tolls_in(reading: Reading, people: Sequence[People], start: int, end: int) -> dict[int, Toll]:
    """The tolls told in `start:end`, by where the people of their numbers begin."""
    found: dict[int, Toll] = {}
    for token in reading.tokens_in(start, end):
        if "toll_word" in token.classes:
            fate = _fate_of(reading, token, end)
            if fate is not None:
                numbered = _number_of(reading, people, token, fate)
                if numbered is not None:
                    found.setdefault(
                        numbered.start, Toll(fate, _nouns_behind(reading, fate), _is_exceeded(reading, token))
                    )
    return found


def _fate_of(reading: Reading, toll: Token, end: int) -> Mention | None:
    """What befell those whose number it is: a noun for them, else the word of harm nearest to it."""
    if "their_number" in toll.classes:
        before = reading.tokens_in(max(0, toll.start - _FATE_REACH), toll.start)[-_FATE_WORDS:]
        return next((m for t in reversed(before) for m in reading.starting(FATE, t.start)), None)
    tokens = reading.tokens_in(toll.end, min(end, toll.end + _FATE_REACH))[:_FATE_WORDS]
    for klass in (FATE, "harm"):
        for token in tokens:
            for mention in reading.starting(klass, token.start):
                if klass == FATE or mention.feature != "tight":
                    return mention
    if "whole_toll" in toll.classes:  # "the toll rose to 16"
        return Mention(toll.start, toll.end, FATE, "killed", "many")
    return None


def _is_exceeded(reading: Reading, toll: Token) -> bool:
    before = reading.tokens_in(max(0, toll.start - _FATE_REACH), toll.start)[-1:]
    return bool(before) and "exceeding" in before[0].classes


def _nouns_behind(reading: Reading, fate: Mention) -> tuple[Mention, ...]:
    """The nouns that follow that of a fate at once."""
    if fate.klass != FATE:
        return ()
    following = reading.tokens_in(fate.end, fate.end + 2)[:1]
    return tuple(nouns_at(reading, following[0].start)) if following else ()


def _number_of(reading: Reading, people: Sequence[People], toll: Token, fate: Mention) -> People | None:
    """The people whose number a toll tells: right before it, else behind what says that it rose to it."""
    for someone in people:
        right_before = someone.end <= toll.start and not reading.tokens_in(someone.end, toll.start)
        if someone.numbered and someone.fate is None and right_before:
            return someone
    led = reading.tokens_in(max(0, toll.start - _FATE_REACH), toll.start)[-_RISE:]
    rising = any("toll_rise" in token.classes for token in led) or (bool(led) and "copula" in led[-1].classes)
    for someone in people:
        if someone.numbered and someone.start <= fate.start < someone.end and fate.start > toll.start:
            return someone  # "the toll rises to 12 dead"
        if someone.start < fate.end or not someone.numbered or someone.start > toll.end + _NUMBER_REACH:
            continue
        before = reading.tokens_in(max(fate.end, toll.end), someone.start)
        near = before[-_RISE:]
        if rising and before and "by_which" in before[-1].classes:
            continue  # "rose by three to eleven"
        if (
            len(before) <= _AT_ONCE
            or (rising and len(before) <= _SOON)
            or any("toll_rise" in token.classes for token in near)
        ):
            return someone
        first = reading.tokens_in(someone.start, someone.end)[:1]
        if first and "toll_rise" in first[0].classes:
            return someone
    return None
