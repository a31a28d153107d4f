"""Who blames and who is blamed by a verb of accusing: where the words for one end and those for the other begin."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.doers import FREE
from harmtrace.extract.languages.teller_phrases import TellerPhrase, is_verb
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence

_LONGEST_BODY = 7
"""No name of a body has more words."""
_PARTIES = ("actor", "country_actor")
_CHARGED = ("with_link", "responsibility")
"""Classes of the words that what somebody is accused of begins with."""
_HEADS = ("body", "unnamed", "armed_people")
_OFFICES = ("body", "role", "armed_people", "held")
"""Classes of the words that a party behind them belongs to."""


def accuser_ahead(reading: Reading, sentence: Sentence, cue: Mention, at: int) -> TellerPhrase | None:
    """ "Doctors of the World accuse the army": the body that a sentence begins with, whatever small words its name has.

    Who stands behind the verb is then the accused, and nobody who tells anything.
    """
    words = sentence.tokens[:at]
    if cue.klass != "accuse" or cue.feature == "gerund" or not 0 < len(words) <= _LONGEST_BODY:
        return None
    plain = all(token.is_word for token in words) and not any(is_verb(reading, words, n) for n in range(len(words)))
    return TellerPhrase(words, at) if plain and "body" in words[0].classes else None


def accuser_of(reading: Reading, tokens: Sequence[Token], phrase: TellerPhrase) -> TellerPhrase | None:
    """The words for who accuses among those behind a verb of accusing; None where they are all for the accused.

    What somebody is accused of stands behind the accused. Where it follows at once, the accused are the last party in
    the phrase: "accused activists the army of", "accused was the army of".
    """
    following = tokens[phrase.after] if phrase.after < len(tokens) else None
    if phrase.apposed or following is None or following.classes.isdisjoint(_CHARGED):
        return phrase
    words = phrase.tokens
    first = next((at for at in range(len(words)) if _begins_party(reading, words, at)), None)
    if first is None:
        return phrase
    if first:
        return TellerPhrase(words[:first], phrase.after - (len(words) - first))
    return None


def _begins_party(reading: Reading, words: Sequence[Token], at: int) -> bool:
    """Whether a party begins that no word before it heads or is joined to."""
    token = words[at]
    known = any(reading.begins(klass, token.start) for klass in _PARTIES)
    if at and not words[at - 1].classes.isdisjoint(("conjunction", "preposition")):
        return False
    if at == 0:
        return known and _spans_all(reading, words)
    if "definite" in words[at - 1].classes or _is_free(words[at - 1]):
        return known or ("definite" in token.classes and not token.classes.isdisjoint(_HEADS))
    if "unnamed" in words[at - 1].classes:
        return known and not reading.is_a("unnamed", words[at - 1].word, "official")  # "officers of the army"
    return known and words[at - 1].classes.isdisjoint(_OFFICES)


def _is_free(word: Token) -> bool:
    """Whether a word is no head of what follows it: it has the ending of one that stands alone."""
    return word.word.endswith(FREE)


def _spans_all(reading: Reading, words: Sequence[Token]) -> bool:
    """Whether the name of one party is all that the words hold."""
    ends = [mention.end for klass in _PARTIES for mention in reading.starting(klass, words[0].start)]
    return max(ends, default=0) >= words[-1].end
