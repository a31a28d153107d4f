"""That nobody was hurt: "without casualties", "no injuries were recorded", "no martyrs, seven wounded"."""

from __future__ import annotations

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.harm_words import negates
from harmtrace.extract.languages.people import FATE
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity

_WORDS = 5
"""So many words behind a negation the noun of those who were not hurt may stand."""
_REACH = 60
_MANY = ("many", "unit", "none")


def none_harmed(reading: Reading, start: int, end: int) -> list[HarmDraft]:
    """The harms that a negation says befell nobody in `start:end`."""
    found: list[HarmDraft] = []
    for token in reading.tokens_in(start, end):
        if "none_behind" in token.classes:
            found += _none_before(reading, token, start)
        elif "negation" in token.classes and negates(reading, token) and (not found or found[-1].end <= token.start):
            noun = _negated(reading, token, end)
            if noun is not None:
                words = reading.text[token.start : noun.end]
                none = Quantity(0, 0, 0, "eq", words, token.start, noun.end)
                found.append(
                    HarmDraft(noun.value, none, "unstated", (), token.start, noun.end, noun.start, "nobody harmed")
                )
    return found


def _none_before(reading: Reading, negation: Token, start: int) -> list[HarmDraft]:
    """ "Dead and wounded there are none": the nouns that a negation behind them denies."""
    found: list[HarmDraft] = []
    for token in reversed(reading.tokens_in(max(start, negation.start - _REACH), negation.start)):
        nouns = [noun for noun in reading.starting(FATE, token.start) if noun.feature in _MANY]
        if nouns:
            noun = min(nouns, key=_is_told_apart)
            none = Quantity(0, 0, 0, "eq", reading.text[noun.start : negation.end], noun.start, negation.end)
            found.append(HarmDraft(noun.value, none, "unstated", (), noun.start, noun.end, noun.start, "nobody harmed"))
        elif "conjunction" not in token.classes:
            break
    return found[::-1]


def _is_told_apart(noun: Mention) -> bool:
    """Whether a noun means one harm: where nobody suffered, nobody was killed or hurt."""
    return noun.feature != "none"


def _negated(reading: Reading, negation: Token, end: int) -> Mention | None:
    """The noun without an article and a number that a negation is said of."""
    tokens = reading.tokens_in(negation.end, min(end, negation.end + _REACH))[:_WORDS]
    for token in tokens:
        if not token.is_word or not token.classes.isdisjoint(("news_word", "still")):
            return None
        if reading.quantities_in(token.start, token.end):
            return None
        for noun in sorted(reading.starting(FATE, token.start), key=_is_told_apart):
            if noun.feature in _MANY:
                return None if "definite" in token.classes else noun
    return None
