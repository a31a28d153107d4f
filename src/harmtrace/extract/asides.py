"""Relative clauses, and words in brackets, that tell an event of another day than the sentence they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.spans import in_any
from harmtrace.extract.times import is_compared_with, when_of
from harmtrace.model.immutable import immutable
from harmtrace.model.when import When
from harmtrace.text.dates import DateMention

Stretch = tuple[int, int]
_MARK = 2
"""So many characters stand between a date and its "when"."""
_MOST = 6
"""So many relative words of a sentence are tried."""
_LISTS_REACH = 16
"""How far, in characters, before a day "including" may stand."""
_LEFT_OVER = 3
"""What is left between two gaps is more than a mark where it has so many characters."""
_NOUN_REACH = 60
"""How far, in characters, before a relative word the attack that it stands for may be named."""


@immutable(frozen=True, slots=True)
class Clause:
    """A stretch that tells one event; what it leaves out, its place or day, `beside` may say."""

    start: int
    end: int
    beside: Stretch | None = None
    background: bool = False
    when: When | None = None
    """The day that the word before a "when" tells."""
    aside: bool = False
    """Whether it is told by the way, so that it stands only with a fact of its own."""
    lasting: bool = False
    """Whether it tells what goes on for long: as the writer knows it, whoever tells the rest."""
    shares: bool = False
    """Whether its subject is that of the clause before it."""
    running: bool = False
    """Whether it tells a toll that runs on."""
    gaps: tuple[Stretch, ...] = ()
    """The clauses in it that tell of other events."""

    def covers(self, offset: int) -> bool:
        """Whether what begins at an offset belongs to it."""
        return self.start <= offset < self.end and not in_any(offset, self.gaps)

    def stretches(self) -> list[Stretch]:
        """What is left of it beside the gaps."""
        found, start = [], self.start
        for gap in self.gaps:
            if self.start <= gap[0] < self.end:
                found.append((start, gap[0]))
                start = gap[1]
        return [(first, last) for first, last in (*found, (start, self.end)) if last - first > _LEFT_OVER]


@immutable(frozen=True, slots=True)
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
    """Each relative word or bracket and the ways to end its clause: at a comma or bracket, or with the whole."""
    tokens = reading.tokens_in(clause.start, clause.end)
    words = [at for at, token in enumerate(tokens) if at and (token.text == "(" or "aside" in token.classes)]
    for at in words[:_MOST]:
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

    counted = reading.dates.before(sides.aside[0], 1) if word.word == "when" else []
    named = counted[0] if counted and sides.aside[0] - counted[0].end <= _MARK else None
    if named is not None and _tells_how(reading, named, word):
        return []
    own = _day_named(named) if named is not None else day(sides.aside)
    if own is None:
        return []
    before, after = (has_core(piece, harms, triggers) for piece in (sides.before, sides.after))
    last = day(sides.after)
    first = day((sides.before[0], named.start) if named is not None else sides.before)
    main = last or first
    if main is not None and (own.overlaps(main) or (first is not None and own.overlaps(first))):
        return []
    ranked = named is not None and is_compared_with(reading, named)
    if word.word not in ("where", "(") and named is None and _names_attack(sides.before, triggers):
        if not after or last is None:
            return []
        return [Clause(sides.before[0], sides.aside[1]), Clause(*sides.after, sides.before)]
    # "stormed the village, where they shot five on Friday": without a day of its own the one leads to the other.
    listed = _lists_a_day(reading, named) if named is not None else None
    since = named is not None and named.kind == "open_since" and not _has_none(reading, sides.before)
    apart = ranked or listed is not None or since
    if not (before or after) or (main is None and not apart and not (after and word.word == "where")):
        return []
    told = [Clause(sides.before[0], listed or sides.before[1], sides.after)] if before else []
    told.append(Clause(*sides.aside, sides.before, background=True, aside=True, when=own if named else None))
    return told + ([Clause(*sides.after, sides.before)] if after else [])


def _tells_how(reading: Reading, named: DateMention, word: Token) -> bool:
    """ "Two died on Monday when a shell exploded": how, where a comma would tell of which day."""
    return reading.has_commas and named.kind == "relative" and reading.text.find(",", named.end, word.start) < 0


def _has_none(reading: Reading, piece: Stretch) -> bool:
    """ "Had seen no attack since 2015, when …"."""
    return any("nobody" in token.classes for token in reading.tokens_in(*piece))


def _lists_a_day(reading: Reading, date: DateMention) -> int | None:
    """Where "including" stands, of "hit more than once, including on 19 June, when six people died"."""
    before = reading.tokens_in(max(0, date.start - _LISTS_REACH), date.start)[-2:]
    return next((token.start for token in before if "listing" in token.classes), None)


def _day_named(date: DateMention) -> When | None:
    """The day itself of "since March", whose words then begin behind "since"."""
    if date.opened is None or date.opened.text is None or date.opened.start_char is None:
        return date.opened or date.when
    link, space, words = date.opened.text.partition(" ")
    if date.kind != "open_since" or not words:
        return date.opened
    return replace(date.opened, text=words, start_char=date.opened.start_char + len(link + space))


def _names_attack(before: Stretch, triggers: Sequence[Mention]) -> bool:
    """Whether a noun for an attack is what the relative clause goes on about."""
    reach = max(before[0], before[1] - _NOUN_REACH)
    return any(trigger.feature == "noun" and reach <= trigger.start < before[1] for trigger in triggers)
