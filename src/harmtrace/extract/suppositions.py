"""How far a word of doubt reaches: "thousands could be killed", and not "residents who could not flee were killed"."""

from __future__ import annotations

from collections.abc import Iterator

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_SAID_OF_ALL = ("alleged", "reported")
"""What is alleged or reported covers its whole clause: who tells it does not vouch for any of it."""
_IN_THE_VERB = ("be", "perfect", "skipped", "negation")
"""Classes of the words that may stand between a modal verb and what it governs: "could have been killed"."""
_MODALS = ("possible", "modal")
"""Features of the words of doubt that are verbs: "could", "would"."""
_NOUN_REACH = 6
"""So many words on, the noun of an attack may stand that there "could be"."""


def reaches(reading: Reading, doubt: Mention, start: int, end: int, told: frozenset[int]) -> bool:
    """Whether a word of doubt in the clause `start:end` is about the attack or harm whose words begin at `told`."""
    if doubt.value in _SAID_OF_ALL:
        return True
    if doubt.feature in _MODALS:
        return _governs(reading, doubt, end, told)
    if doubt.feature == "clause" and not reading.tokens_in(start, doubt.start)[1:]:
        return True  # "If the army attacks, hundreds will die"
    return any(token.start in told for token in _phrase(reading, doubt, end))


def is_past(reading: Reading, modal: Mention, end: int) -> bool:
    """Whether a possibility is one of the past: "30 people could have been killed"."""
    return modal.feature == "possible" and any("perfect" in token.classes for token in _helpers(reading, modal, end))


def _phrase(reading: Reading, doubt: Mention, end: int) -> Iterator[Token]:
    """The words after a word of doubt, to the next mark or the next clause; "plans to burn and loot" goes on."""
    governs_verb = reading.folded[doubt.start : doubt.end].endswith(" to")
    for token in reading.tokens_in(doubt.end, end):
        joined = governs_verb and reading.is_a("clause", token.word, "joint")
        if not token.is_word or "say" in token.classes or ("phrase_break" in token.classes and not joined):
            return
        governs_verb = governs_verb and not token.word.endswith("ed")
        yield token


def _governs(reading: Reading, modal: Mention, end: int, told: frozenset[int]) -> bool:
    """Whether a modal verb governs what is told, or a verb that brings it about: "could leave hundreds dead"."""
    helpers = len(_helpers(reading, modal, end))
    after = reading.tokens_in(modal.end, end)[helpers:]
    if not after:
        return False
    if after[0].start in told:
        return True
    said_to_be = "be" in reading.tokens_in(modal.start, after[0].start)[-1].classes
    if not said_to_be and "brings_about" not in after[0].classes:
        return False
    for token in after[1:_NOUN_REACH]:
        if not token.is_word or not token.classes.isdisjoint(("be", "perfect", "phrase_break")):
            return False
        if token.start in told:
            return True
    return False


def _helpers(reading: Reading, modal: Mention, end: int) -> list[Token]:
    """The words between a modal verb and the verb that it governs."""
    found: list[Token] = []
    for token in reading.tokens_in(modal.end, end):
        in_verb = not token.classes.isdisjoint(_IN_THE_VERB) or token.word.endswith("ly")
        if not token.is_word or not in_verb:
            break
        found.append(token)
    return found
