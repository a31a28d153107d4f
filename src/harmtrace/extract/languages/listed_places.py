"""Villages that no pack has, in a list whose other items stand each at a place: "four in Hass, one in Halba".

By itself "in" before an unknown word makes no village of it; between items that tell of people at places it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.places.display import in_latin
from harmtrace.places.unheard import sounds_unheard

_KNOWN = 2
"""So many items of the list stand at places that are known."""
_UNKNOWN_CLASSES = frozenset(("definite",))
"""A word that any table knows by another class is no name."""


def with_listed(reading: Reading, harms: Sequence[HarmDraft], places: Sequence[Where], end: int) -> list[Where]:
    """The places of a sentence with those that its list of harms alone makes places, in order."""
    wholes = [harm for harm in harms if harm.parent is None]
    if len(wholes) <= _KNOWN:
        return list(places)
    begun = {place.start: place for place in places}
    stands = [_stands_at(reading, harm, end) for harm in wholes]
    known = [begun[token.start] for token in stands if token is not None and token.start in begun]
    known = [place for place in known if place.level not in AREA_LEVELS]
    if len(known) < _KNOWN:
        return list(places)
    admin = _shared([place.admin for place in known])
    taken = [(place.start, place.end) for place in reading.places.within(wholes[0].start, end)]
    found = [
        _village(token, admin)
        for token, joined in zip(stands, _joined(reading, wholes, end), strict=True)
        if token is not None and joined and not in_any(token.start, taken) and _may_be_name(reading, token)
    ]
    return sorted([*places, *found], key=lambda place: place.start)


def _stands_at(reading: Reading, harm: HarmDraft, end: int) -> Token | None:
    """The word behind the "in" that follows people at once."""
    tokens = reading.tokens_in(harm.end, end)[:2]
    return tokens[1] if len(tokens) > 1 and "in_word" in tokens[0].classes else None


def _joined(reading: Reading, wholes: Sequence[HarmDraft], end: int) -> list[bool]:
    """Whether each item ends with one word behind its "in", before "and" or a mark."""
    nexts = [*(harm.start for harm in wholes[1:]), end]
    found = []
    for harm, following in zip(wholes, nexts, strict=True):
        after = reading.tokens_in(harm.end, following)[2:3]
        found.append(not after or not after[0].is_word or ("joining" in after[0].classes and following < end))
    return found


def _shared(areas: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The areas, from the country down, that all of them have."""
    alike = takewhile(lambda names: len(set(names)) == 1, zip(*areas, strict=False))
    return tuple(names[0] for names in alike)


def _may_be_name(reading: Reading, token: Token) -> bool:
    if not token.is_word or not token.classes <= _UNKNOWN_CLASSES or reading.dates_in(token.start, token.end):
        return False
    return sounds_unheard(token.word, reading.document.language)


def _village(token: Token, admin: tuple[str, ...]) -> Where:
    name = in_latin(token.text)
    return Where(token.text, token.start, token.end, "location", "not_in_gazetteer", name, "settlement", admin=admin)
