"""Where a noun phrase begins in a text that has lost its commas: the marks before a teller are read from the words."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading

_BEFORE_NAME = frozenset(
    "role group teller honorific determiner det of_word name_link adjective_actor nationality"
    " military_noun opposition".split()
)
"""A word in small letters that may stand before a name within one phrase is of these classes."""
_PLACES_BACK = 4
"""So many places back one may end where a name begins."""
_OF_A_PLACE = ("role", "record", "teller")
"""Nouns that a place after "of" or "in" belongs to: "head of Aleppo Health Directorate"."""


def opens_after(reading: Reading, tokens: Sequence[Token], index: int) -> bool:
    """Whether the phrase that ends further on begins after `tokens[index]`, since another ends with it."""
    token, after = tokens[index], tokens[index + 1]
    if not token.is_word:
        return False
    if not token.capital:
        if {"counting_on", "person_ending"} <= token.classes:
            return True  # "wounding dozens more | observers said"
        harmed = reading.begins("harm", token.start) and "determiner" not in token.classes
        return harmed or (after.capital and after.is_word and token.classes.isdisjoint(_BEFORE_NAME))
    return after.is_word and _closes_a_place(reading, tokens, index)


def _closes_a_place(reading: Reading, tokens: Sequence[Token], index: int) -> bool:
    """Whether a place that a preposition governs ends here: "raids near Aden | a British minister said"."""
    end = tokens[index].end
    place = next((p for p in reading.places.before(end, _PLACES_BACK) if p.end == end), None)
    if place is None:
        return False
    first = index
    while first and tokens[first].start > place.start:
        first -= 1
    while first > 1 and not tokens[first - 1].capital and "-" in tokens[first - 1].text:
        first -= 1  # "in rebel-held Aden"
    governed = first > 1 and not tokens[first - 1].classes.isdisjoint(("place_link", "of_word"))
    return governed and tokens[first - 2].classes.isdisjoint(_OF_A_PLACE)
