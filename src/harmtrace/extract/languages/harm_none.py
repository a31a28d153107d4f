"""That nobody was hurt: "without casualties", "no martyrs, seven wounded", "nobody was killed", "no word of dead"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.counted import status_of, who_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.harm_words import negates
from harmtrace.extract.languages.people import FATE, nouns_at
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity

_NEGATING = ("none_behind", "negation", "not_past")
"""Classes of the words that say it."""
_WORDS = 5
"""So many words behind a negation the noun of those who were not hurt may stand."""
_REACH = 60
_MANY = ("many", "unit", "none")
_NEWS = 8
"""So many words before "victims" it may be told that there was no word of any."""


def none_harmed(reading: Reading, start: int, end: int) -> list[HarmDraft]:
    """The harms that a negation says befell nobody in `start:end`."""
    found: list[HarmDraft] = []
    if reading.classes.isdisjoint(_NEGATING):
        return found
    for token in reading.tokens_in(start, end):
        if "none_behind" in token.classes:
            found += _none_before(reading, token, start)
        elif "negation" in token.classes and negates(reading, token) and (not found or found[-1].end <= token.start):
            noun = _negated(reading, token, end)
            if noun is None:
                found += _nobody(reading, token, end)
            else:
                words = reading.text[token.start : noun.end]
                none = Quantity(0, 0, 0, "eq", words, token.start, noun.end)
                found.append(
                    HarmDraft(noun.value, none, "unstated", (), token.start, noun.end, noun.start, "nobody harmed")
                )
        elif "not_past" in token.classes:
            found += _nobody(reading, token, end)
    return found


def is_unreported(reading: Reading, offset: int) -> bool:
    """ "No word of victims", "the number of victims is not known": whether that is said before an offset."""
    before = reading.tokens_in(max(0, offset - _REACH), offset)[-_NEWS:]
    for token, following in pairwise(before):
        if "negation" in token.classes and "news_word" in following.classes:
            return all(other.is_word for other in before if other.start > token.start)
    return False


def _nobody(reading: Reading, negation: Token, end: int) -> list[HarmDraft]:
    """ "Nobody was killed or hurt": the words of harm that are said of nobody, or of no one of some people."""
    tokens = reading.tokens_in(negation.end, min(end, negation.end + _REACH))[:_WORDS]
    told: list[Mention] = []
    nobody: Token | None = None
    for token in tokens:
        words = [word for word in reading.starting("harm", token.start) if word.feature not in ("noun", "him", "them")]
        if words:
            told.append(words[0])
        elif nobody is None and "nobody" in token.classes:
            nobody = token
        elif "conjunction" not in token.classes or nobody is not None or not told:
            break
    if nobody is None or not told:
        return []
    nouns = _nouns_behind(reading, nobody, end)
    last = max([nobody.end, told[-1].end, *(noun.end for noun in nouns)])
    none = Quantity(0, 0, 0, "eq", reading.text[negation.start : last], negation.start, last)
    return [
        HarmDraft(value, none, status_of(nouns), who_of(nouns), negation.start, last, told[0].start, "nobody harmed")
        for value in dict.fromkeys(word.value for word in told)
    ]


def _nouns_behind(reading: Reading, nobody: Token, end: int) -> Sequence[Mention]:
    """Who "no one" is of: "no civilian", "none of the workers"."""
    for token in reading.tokens_in(nobody.end, min(end, nobody.end + _REACH))[:2]:
        if nouns := nouns_at(reading, token.start):
            return nouns
        if "of" not in token.classes:
            break
    return ()


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
    any_of = False
    for token in tokens:
        any_of = any_of or "nobody" in token.classes
        if not token.is_word or not token.classes.isdisjoint(("news_word", "still")):
            return None
        if reading.quantities_in(token.start, token.end):
            return None
        for noun in sorted(reading.starting(FATE, token.start), key=_is_told_apart):
            if noun.feature in _MANY or (any_of and noun.feature == "one"):
                return None if "definite" in token.classes else noun
    return None
