"""How many attacks a stretch tells: "at least 13 attacks", "raided 11 times", "twin bombings"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity

_NOT_COUNTED = ("detention", "abduction", "torture", "execution", "displacement", "evacuation", "siege")
"""Of these people are counted: "23,400 arrests"."""
_NO_ATTACKS = frozenset(
    ("be", "say", "person", "who", "civilian", "fighter", "det", "article", "relative", "relative_place", "harm")
)
"""Behind words of these classes a number counts no attacks: "46. A shelling", "14 who died under fire"."""
_LONGEST_LEAD = 7
"""So many words may stand between a number and the attacks that it counts."""
_REACH = 70
"""How far, in characters, these words reach."""
_TIMES = 48
"""How far, in characters, before "three times" the attack may be told."""
_PAIR_REACH = 30
"""How far, in characters, before its noun "twin" may begin."""


def attack_count(reading: Reading, start: int, end: int) -> Quantity | None:
    """How many attacks are told in `start:end`; "several" is vague, "twin" is two."""
    items = [item for item in reading.quantities_in(start, end) if item.end <= end and _counts(reading, item, end)]
    told = next((item for item in items if item.kind != "vague"), None)
    if told is not None:
        return replace(told.quantity, unit="attacks")
    pair = _pair(reading, start, end)
    if pair is not None or not items:
        return pair
    return replace(items[0].quantity, unit="attacks")


def _counts(reading: Reading, item: QuantityMention, end: int) -> bool:
    """Whether a number or a vague word counts attacks."""
    if item.kind == "times":  # "raided 11 times", and not "viewed 2,000 times"
        told = reading.of("attack", item.start - _TIMES, item.start)
        return bool(told) and not any(t.word.endswith("ed") for t in reading.tokens_in(told[-1].end, item.start))
    if item.kind not in ("count", "vague") or item.quantity.value == 0:
        return False
    tokens = reading.tokens_in(item.end, min(end, item.end + _REACH))[:_LONGEST_LEAD]
    for at, token in enumerate(tokens):
        nouns = _attacks_at(reading, token)
        if nouns:
            named = reading.starting("weapon", token.start)
            return not any(weapon.end >= noun.end for weapon in named for noun in nouns)
        if not _describes(tokens, at):
            return False
    return False


def _attacks_at(reading: Reading, token: Token) -> list[Mention]:
    """The nouns of attack that begin with a word."""
    here = reading.starting("attack", token.start)
    nouns = [mention for mention in here if mention.feature == "noun" and mention.value not in _NOT_COUNTED]
    return [noun for noun in nouns if not reading.is_a("shot_noun", reading.folded[noun.start : noun.end])]


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word may stand between a number and its noun: "three Russian and Syrian air raids", "13 alleged"."""
    token = tokens[at]
    if not token.is_word:
        return False
    if "of" in token.classes:
        return not at
    if "joining" in token.classes:
        return 0 < at < len(tokens) - 1 and tokens[at - 1].capital and tokens[at + 1].capital
    if "say" in token.classes:
        return token.word.endswith("ed")
    return token.classes.isdisjoint(_NO_ATTACKS) and "function" not in token.classes


def _pair(reading: Reading, start: int, end: int) -> Quantity | None:
    """ "a twin bombing", "a double suicide attack": two attacks in one word."""
    for noun in reading.of("attack", start, end, "noun"):
        for token in reading.tokens_in(max(start, noun.start - _PAIR_REACH), noun.end):
            times = reading.lexicon.value("many_fold", token.word)
            if times:
                value = int(times)
                return Quantity(value, value, value, "eq", token.text, token.start, token.end, unit="attacks")
    return None
