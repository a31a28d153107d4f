"""Places that are told again by a common noun: "in the besieged city", "the same camp", "there"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.acting_places import acts, is_seated
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where
from harmtrace.places.areas import located

_LEVELS = {
    "town": ("settlement",),
    "camp": ("site",),
    "quarter": ("neighbourhood", "settlement", "informal_region"),
    "district": ("neighbourhood", "adm2", "adm3"),
    "area": ("adm1", "adm2", "informal_region", "region"),
    "spot": ("adm1", "adm2", "informal_region", "region"),
    "country": ("country",),
    "capital": ("settlement",),
    "any": ("settlement", "neighbourhood", "site", "adm2", "adm1"),
}
_OF_UNKNOWN = ("town", "quarter", "any")
"""What may speak again of a place that is known by its name only."""
_MARK = 2
"""The length of a possessive mark."""
_MEMORY = 60
"""So many places back one may be spoken of again."""
_ADJECTIVES = 2
"""So many words may stand between the article and the noun ("the strategically important city")."""
_PREDICATE_REACH = 45
"""How far, in characters, after a subject the attack on it may be told."""


def anaphoric_place(reading: Reading, start: int, end: int) -> Where | None:
    """The place that `start:end` speaks of again, resolved to its last naming; None where nothing fits.

    The noun stands in a phrase of place ("in the city"), or is what was hit ("shelled the city",
    "the city was shelled"); "the city council" is a body.
    """
    tokens = reading.tokens_in(start, end)
    for at, token in enumerate(tokens):
        owns = "place_owner" in token.classes
        if (owns or "place_head" in token.classes) and (first := _phrase_start(tokens, at)) is not None:
            if not _is_place_or_hit(reading, tokens, first, at, end):
                continue
            last = token.end - _MARK if owns else token.end
            found = _last_named(
                reading,
                tokens[first].start,
                last,
                reading.lexicon.value("place_owner" if owns else "place_head", token.word),
            )
        elif token.word == "there" and _is_local(tokens, at):
            found = _last_named(reading, token.start, token.end, "any")
        elif at and "again" in token.classes and (thing := _thing_after(reading, token)) is not None:
            found = _last_named(reading, tokens[at - 1].start, thing.end, "any")
        else:
            continue
        if found is not None:
            return found
    return None


def _phrase_start(tokens: Sequence[Token], at: int) -> int | None:
    """Where "the besieged city" begins, if it is such a phrase and no part of a name or of a longer noun."""
    after = tokens[at + 1 : at + 2]
    if tokens[at].capital or (after and (after[0].capital or not after[0].classes.isdisjoint(("group", "of")))):
        return None
    for first in range(at - 1, max(-1, at - 2 - _ADJECTIVES), -1):
        token = tokens[first]
        if "det" in token.classes:
            return first if token.word in ("the", "this", "that") else None
        if not token.is_word or not token.classes.isdisjoint(("function", "be")):
            return None
    return None


def _is_place_or_hit(reading: Reading, tokens: Sequence[Token], first: int, at: int, end: int) -> bool:
    before = tokens[first - 1] if first else None
    if before is not None and before.is_word:
        struck = reading.of("attack", max(0, before.end - 20), before.end, "verb")
        return "place_link" in before.classes or any(verb.end == before.end for verb in struck)
    follows = tokens[at + 1 : at + 2]
    if not follows or ("place_owner" not in tokens[at].classes and follows[0].classes.isdisjoint(("be", "auxiliary"))):
        return False
    reach = min(end, tokens[at].end + _PREDICATE_REACH)
    return reading.any_of("attack", follows[0].start, reach, "verb")


def _thing_after(reading: Reading, word: Token) -> Mention | None:
    """ "The same depot": what stands where it stood before."""
    return next(iter(reading.starting("target", word.end + 1)), None)


def _is_local(tokens: Sequence[Token], at: int) -> bool:
    """ "There were no deaths" tells no place."""
    following = tokens[at + 1 : at + 2]
    return not following or following[0].classes.isdisjoint(("be", "auxiliary"))


def _last_named(reading: Reading, start: int, end: int, kind: str) -> Where | None:
    levels = _LEVELS.get(kind, ())
    for place in reversed(reading.places.before(start, _MEMORY)):
        if place.end > start or (kind == "capital" and not _is_capital(reading, place)):
            continue
        if place.level not in levels and not (place.level is None and kind in _OF_UNKNOWN):
            continue
        if not is_seated(reading, place):
            # "The city" after "15 km north of Hass" is Hass itself, with its own point.
            plain = replace(place, start=start, end=end, text=reading.text[start:end], modifier=None, between=())
            return located(plain, reading.gazetteer)
    return None


def _is_capital(reading: Reading, place: Where) -> bool:
    """Whether the text calls it so: "the capital Damascus", "Damascus, the capital"."""
    if reading.is_a("seat", place.text.lower()) and not acts(reading, place):
        return True
    before = reading.tokens_in(max(0, place.start - 24), place.start)[-2:]
    after = reading.tokens_in(place.end, place.end + 40)[:4]
    return any(token.word == "capital" for token in (*before, *after))
