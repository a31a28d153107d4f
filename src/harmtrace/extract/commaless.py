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
_COUNTED = 3
"""So many words before a noun for people its number may stand."""
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
        if index and "persons" in token.classes and _is_counted(reading, tokens, index):
            return True  # "killing 18 people | witnesses said"
        harmed = reading.begins("harm", token.start) and "determiner" not in token.classes
        return harmed or (after.capital and after.is_word and token.classes.isdisjoint(_BEFORE_NAME))
    return after.is_word and _closes_a_place(reading, tokens, index)


def _is_counted(reading: Reading, tokens: Sequence[Token], index: int) -> bool:
    """Whether a number of people, or a verb of harm, stands just before a noun for people."""
    before = tokens[index - 1]
    near = tokens[max(0, index - _COUNTED)]
    return reading.begins("harm", before.start) or bool(reading.quantities_in(near.start, before.end))


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
    if first > 1 and "article" not in tokens[first - 1].classes and "determiner" in tokens[first - 1].classes:
        first -= 1  # "in the Crater district of Aden"
    governed = first > 1 and not tokens[first - 1].classes.isdisjoint(("place_link", "of_word"))
    after = tokens[index + 1]
    own = reading.begins("canonical", after.start) or reading.begins("teller_id", after.start)
    return governed and (own or tokens[first - 2].classes.isdisjoint(_OF_A_PLACE))
