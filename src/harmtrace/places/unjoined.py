"""What a word of a script without capitals tells of the name beside it, with and without what is written on to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from itertools import chain

from harmtrace.model.immutable import immutable
from harmtrace.places.cues import Cues, cues
from harmtrace.places.folding import fold_name
from harmtrace.vocab.pieces import Memory, pieces_of

_WORD = re.compile(r"[^\W\d_]+")
_CLITICS = ("وب", "ول", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_FIRST = frozenset("وفبلك")
"""What those begin with."""
_WITH = "ب"
"""The preposition that is written on to the name: "in Idlib"."""
_ACCUSATIVE = "ا"
_LEAST = 4


@immutable(frozen=True, slots=True)
class Told:
    """What a word tells: `level`, `site` are the word of the tables that it is, clitics off, else None."""

    word: str
    level: str | None
    site: str | None
    counts: str | None
    """The level of what a number after it names ("الحارة 17")."""
    bare: str
    """The word without what is written on to it, where a table has it so."""
    leads: bool
    """Whether a name may follow: a preposition, what is done to a place, a site."""
    has_in: bool
    """Whether "in" is written on to it, and it is no ordinary word."""
    other: bool
    """Whether it is no part of a name, an ordinary word among them."""
    closed: bool
    """Whether it is none even after a word that begins names: a preposition, a level or compass word."""

    hurts: bool
    """Whether reports of attacks use it."""

    idle: bool = True
    """Whether no name is to be looked for beside it."""


def told_by_each(words: list[str], language: str) -> list[Told]:
    """What each of some words tells, remembered from one text to the next: reports use few words."""
    return _memory(language).of_each(words)


def told_in(text: str, language: str) -> tuple[list[tuple[int, int]], list[Told]]:
    """Where the words of a text begin and end, and what each tells."""
    pieces, starts = pieces_of(text)
    found = _memory_of_pieces(language).of_each(pieces)
    spans = [(start + first, start + last) for start, words in zip(starts, found, strict=True) for first, last in words]
    return spans, [*chain.from_iterable([words.values() for words in found if words])]


@cache
def _memory(language: str) -> Memory[Told]:
    known = cues(language)
    return Memory(lambda written: _told_by(written, known))


@cache
def _memory_of_pieces(language: str) -> Memory[dict[tuple[int, int], Told]]:
    known = _memory(language)
    return Memory(lambda piece: {match.span(): known[match[0]] for match in _WORD.finditer(piece)})


def _told_by(written: str, known: Cues) -> Told:
    word = fold_name(written)
    level, site = known_form(word, known.level_marks), known_form(word, known.site_marks)
    number = known_form(word, known.numbers)
    leads = known_form(word, known.before_names) is not None
    has_in = word[:1] == _WITH and len(word) > _LEAST and word not in known.common
    other = _is_other(word, known)
    return Told(
        word,
        level=level,
        site=site,
        counts=known.numbers.get(number or ""),
        bare=number or word,
        leads=leads,
        has_in=has_in,
        other=other,
        closed=other and (known_form(word, known.ordinary) is None or word in known.function_words),
        hurts=known_form(word, known.hurting) is not None,
        idle=not (level or site or number or leads or has_in or word in known.nations),
    )


def _is_other(word: str, known: Cues) -> bool:
    """Whether a word is none of a name's: a preposition, a level or compass word, an ordinary one."""
    if word in known.compounds:
        return False
    if len(word) > _LEAST and word.endswith(_ACCUSATIVE) and word[:-1] in known.ordinary:
        return True  # "قتيلا"
    kinds = (known.before_names, known.level_marks, known.between_names, known.site_marks)
    return any(form in kind for form in unjoined(word) for kind in kinds)


def unjoined(word: str) -> Iterator[str]:
    """A folded word, and the word without the conjunctions and prepositions written on to it."""
    yield word
    for clitic in _CLITICS:
        if word.startswith(clitic):
            yield word[len(clitic) :]


def known_form(word: str, known: Container[str]) -> str | None:
    """The word as a table has it, its clitics off where it has it only so."""
    if word in known:
        return word
    return next((form for form in unjoined(word) if form in known), None) if word[:1] in _FIRST else None
