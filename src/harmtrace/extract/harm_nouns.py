"""Harms that a noun tells without any number: "resulted in heavy casualties", "caused deaths and injuries"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.counted import Counted
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity

_REACH, _WORDS = 50, 6
"""How far, in characters and words, before the noun the verb of causing may stand."""
_CLOSED = ("function", "det", "be", "say")
"""No words of these classes stand between a verb of causing and its object."""
_SUFFERED = ("injured", "injured.severe")
"""Of these "suffered" has a person as its subject: "a student suffered head injuries"."""


def caused_harms(reading: Reading, people: Sequence[Counted], triggers: Sequence[Mention]) -> list[HarmDraft]:
    """The harms told by a noun in the plural that is the object of a verb of causing."""
    nouns = [noun for noun in triggers if noun.feature == "noun" and reading.folded[noun.end - 1] == "s"]
    return [_draft(reading, noun) for noun in nouns if _is_caused(reading, people, noun)]


def _is_caused(reading: Reading, people: Sequence[Counted], noun: Mention) -> bool:
    """Whether a verb of causing stands before a noun with no number of people between."""
    before = reading.tokens_in(max(0, noun.start - _REACH), noun.start)[-_WORDS:]
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        if "causing" in token.classes:
            counted = any(
                not told.unnumbered and token.start < told.end and told.start <= noun.start for told in people
            )
            negated = any("negation" in other.classes for other in before[max(0, at - 3) : at])
            own = "suffering" in token.classes and noun.value in _SUFFERED
            return not (counted or negated or own)
        if not token.is_word or ("cause_link" not in token.classes and not token.classes.isdisjoint(_CLOSED)):
            return False
    return False


def _draft(reading: Reading, noun: Mention) -> HarmDraft:
    words = reading.text[noun.start : noun.end]
    quantity = Quantity(None, None, None, "vague", words, noun.start, noun.end, words, None)
    return HarmDraft(noun.value, quantity, "unstated", (), noun.start, noun.end, noun.start, "noun of harm")
