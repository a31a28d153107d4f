"""The words of tellers' names: without articles and links, and where behind an office a person's name begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from harmtrace.extract.lexicon import Lexicon, Token
from harmtrace.extract.reading import Reading

_REMEMBERED = 4096
_ARTICLE = 2
"""So many letters has an article that is written onto its noun."""
_FULL = 2
"""A first and a last name."""
_LONGEST = 5
"""So many words has a person's name."""
_REACH = 40
"""How far back, in characters, the name of a party may begin that ends before a person's name."""
_PARTIES = ("teller_id", "actor", "country_actor")
_NO_NAME = ("body", "preposition", "conjunction", "speaks_for", "addressed")
"""Classes of words that stand in no person's name, unless with an article."""


@lru_cache(maxsize=_REMEMBERED)
def stems(lexicon: Lexicon, words: str) -> tuple[str, ...]:
    """The words of a name without their articles, folded, remembered from one text to the next."""
    tokens, _ = lexicon.read(words, lexicon.fold(words))
    return tuple(token.word[_ARTICLE:] if "definite" in token.classes else token.word for token in tokens)


def without_link(text: str, name: str, tokens: Sequence[Token]) -> str:
    """A name as it stands by itself, where "for" was written as one with its article."""
    first = tokens[0]
    if {"definite", "preposition"} <= first.classes:
        return "ا" + name[1:]
    swallowed = first.start > 0 and text[first.start - 1] == text[first.start] == "ل"
    adjective = len(tokens) > 1 and "definite" in tokens[1].classes and "definite" not in first.classes
    built = len(tokens) <= _FULL or "definite" not in tokens[_FULL].classes  # "a committee of the residents"
    return "ال" + name if swallowed and adjective and not built else name


def name_after(reading: Reading, tokens: Sequence[Token], known: bool) -> int | None:
    """Where, behind an office, a person's name begins: a name has no article before it, an office ends with one.

    `known`: the last word is the last name of somebody who was named before.
    """
    if len(tokens) > _FULL and _is_capitalised(tokens):
        return len(tokens) - _FULL
    title = next((place for place in range(len(tokens) - 2, 0, -1) if _is_title(tokens, place)), None)
    if title is not None:
        return title + 1
    if "honorific" in tokens[0].classes:
        at = 1 if known and len(tokens) == _FULL else _plain(tokens)
        if at is None or "preposition" not in tokens[at].classes:
            return at
    for place in range(len(tokens) - 1, 0, -1):
        before, token = tokens[place - 1], tokens[place]
        ends = "definite" in before.classes or _ends_name(reading, before.end)
        if "adjective_first" in reading.traits and reading.places.beginning_at(token.start):
            return None  # "the governor of the region Belgorod"
        if any(at.start < token.end for at in reading.places.within(token.start + 1, tokens[-1].end)):
            continue  # "in Saraqib" as one word
        if ends and "definite" not in token.classes and token.is_word:
            rest = tokens[place:]
            named = all(word.classes.isdisjoint(_NO_NAME) or "definite" in word.classes for word in rest)
            return place if named and len(rest) <= _LONGEST else None
    return None


def _plain(tokens: Sequence[Token]) -> int | None:
    """The first word behind a title that is none itself."""
    titles = ("role", "honorific", "definite")
    plain = (place for place in range(1, len(tokens)) if tokens[place].classes.isdisjoint(titles))
    return next(plain, 1 if len(tokens) > 1 and "definite" not in tokens[1].classes else None)


def _ends_name(reading: Reading, end: int) -> bool:
    """Whether a place or party ends here: "the director of health in Idlib, Munzir Khalil" without its comma."""
    places = reading.places.before(end, 1)
    return bool(places and places[-1].end == end) or any(
        mention.end == end for klass in _PARTIES for mention in reading.of(klass, max(0, end - _REACH), end)
    )


def _is_title(tokens: Sequence[Token], place: int) -> bool:
    """Whether a title or rank stands before a name, and no adjective of a body: "the media office in"."""
    before, token, after = tokens[place - 1 : place + 2]
    return "honorific" in token.classes and "body" not in before.classes and "preposition" not in after.classes


def _is_capitalised(tokens: Sequence[Token]) -> bool:
    """Whether an office ends with a first and a last name, in a script that has capitals: "mayor Anna Lisova".

    Where the office has a capital too, as all nouns of German, the name must be of words that no table knows.
    """
    first, last = tokens[-2:]
    named = first.capital and last.capital and not last.text.isupper()
    return named and (not tokens[0].capital or (first.classes | last.classes).isdisjoint((*_NO_NAME, "definite")))
