"""Relative clauses that tell an event of another day than the sentence they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.times import when_of
from harmtrace.model.when import When

Stretch = tuple[int, int]
_NOUN_REACH = 60
"""How far, in characters, before a relative word the attack that it stands for may be named."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch that tells one event; what it leaves out, its place or day, `beside` may say."""

    start: int
    end: int
    beside: Stretch | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class _Sides:
    """A sentence around a relative clause."""

    before: Stretch
    aside: Stretch
    after: Stretch


def has_core(piece: Stretch, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether a harm or an attack is told there."""
    return any(piece[0] <= harm.start < piece[1] for harm in harms) or any(
        piece[0] <= trigger.start < piece[1] for trigger in triggers
    )


def without_asides(
    reading: Reading, sentence: Sentence, clause: Clause, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Clause]:
    """The clause, or what it tells and what a relative clause in it tells of another day, in order."""
    if not any(date.when for date in reading.dates.within(clause.start, clause.end)):
        return [clause]
    for word, sides in _sides(reading, clause):
        if not has_core(sides.aside, harms, triggers) or reading.in_quotes(word.start):
            continue
        found = _told_apart(reading, sentence, word, sides, harms, triggers)
        if found:
            return found
    return [clause]


def _sides(reading: Reading, clause: Clause) -> Iterator[tuple[Token, _Sides]]:
    """Each relative word and the ways to end its clause: at a comma, or with the whole."""
    tokens = reading.tokens_in(clause.start, clause.end)
    words = [at for at, token in enumerate(tokens) if at and reading.is_a("aside", token.word)]
    for at in words:
        first = at - 1 if tokens[at - 1].is_word and "place_link" in tokens[at - 1].classes else at
        start = tokens[first].start
        ends = [token.start for token in tokens[at + 2 :] if token.word in (",", ")", ";")]
        for end in [*ends[:3], clause.end]:
            yield tokens[at], _Sides((clause.start, start), (start, end), (min(end + 1, clause.end), clause.end))


def _told_apart(
    reading: Reading,
    sentence: Sentence,
    word: Token,
    sides: _Sides,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> list[Clause]:
    def day(piece: Stretch) -> When | None:
        return when_of(reading, *piece, harms_within(harms, *piece), sentence)

    own = day(sides.aside)
    if own is None:
        return []
    before, after = (has_core(piece, harms, triggers) for piece in (sides.before, sides.after))
    last, first = day(sides.after), day(sides.before)
    main = last or first
    if main is not None and (own.overlaps(main) or (first is not None and own.overlaps(first))):
        return []
    if word.word != "where" and _names_attack(sides.before, triggers):
        if not after or last is None:
            return []
        return [Clause(sides.before[0], sides.aside[1]), Clause(*sides.after, sides.before)]
    # "stormed the village, where they shot five on Friday": without a day of its own the one leads to the other.
    if not (before or after) or (main is None and not (after and word.word == "where")):
        return []
    told = [Clause(*sides.before, sides.after)] if before else []
    told.append(Clause(*sides.aside, sides.before, background=True))
    return told + ([Clause(*sides.after, sides.before)] if after else [])


def _names_attack(before: Stretch, triggers: Sequence[Mention]) -> bool:
    """Whether a noun for an attack is what the relative clause goes on about."""
    reach = max(before[0], before[1] - _NOUN_REACH)
    return any(trigger.feature == "noun" and reach <= trigger.start < before[1] for trigger in triggers)
