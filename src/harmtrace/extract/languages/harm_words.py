"""The words in a stretch that tell of harm, and how their people stand to them.

The features of the class `harm` say where the people stand: after a `noun` ("the killing of") or an `active` verb,
behind a `behind` word ("were killed") or a `final` one, which ends its clause (German "getötet"), on either side
of a `verb`; an `act` may name who did it first. A `tight` word
tells of harm only right before people, a `number` one before their number, a `fall` before people, since shells fall
too, a `split` one with the rest of its phrase (class `rest`), and an `onto` one with "on" before its people.
"""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_BEFORE = 60
"""So far, in characters, before a word of harm its negation may begin."""
_REST = 70
"""So far, in characters, behind a split word its rest may stand."""
_DEED = "act"
"""A word that may be read so is one, since it is the widest reading: "killed" may be "was killed" without vowels."""
_DENIED = "denied"
"""The feature of forms of a verb that stand behind "not" alone."""
_NEARLY = 6
"""So many words before a word of harm it may be told that it nearly happened."""
_CHARGED = 2
"""So many words before the word of a deed those are named who are on trial for it."""
_NEGATED = 2
"""So many words back a negation negates."""
_OUT_OF = 6


_EARLIER = 6
"""So many words before the number of an earlier toll it is told that it was earlier."""


def harm_words(reading: Reading, start: int, end: int) -> list[Mention]:
    """The words of harm in `start:end` that no other sense covers and nothing negates."""
    senses = [*reading.of("sense", start, end), *reading.of("accident", start, end)]
    found = reading.of("harm", start, end)
    deeds = {word.start for word in found if word.feature == _DEED}
    return [
        word
        for word in found
        if (word.feature == _DEED or word.start not in deeds)
        and not any(sense.start <= word.start and word.end <= sense.end for sense in senses)
        and word.feature != _DENIED
        and not is_negated(reading, word.start)
        and not _is_unreal(reading, word)
        and (word.feature != "split" or reading.any_of("rest", word.end, min(end, word.end + _REST), word.value))
        and not _lifted_out(reading, word)
    ]


def is_no_attack(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch tells of a film or a drill, or of an accident and no attack beside it."""
    if reading.any_of("staged", start, end):
        return True
    accidents = [(accident.start, accident.end) for accident in reading.of("accident", start, end)]
    attacks = reading.of("attack", start, end, "noun") if accidents else ()
    return bool(accidents) and all(in_any(attack.start, accidents) for attack in attacks)


def _is_unreal(reading: Reading, word: Mention) -> bool:
    """ "Will kill", "would have killed", "nearly killed", "accused of the killing of": what this text does not tell."""
    before = reading.tokens_in(max(0, word.start - _BEFORE), word.start)[-_NEARLY:]
    if before and "future" in before[-1].classes and before[-1].end == word.start:
        return True
    if any("court" in token.classes for token in before) and reading.begins("attack", word.start):
        return word.value == "killed" and word.feature == "noun"  # "the court ordered the execution of"
    if any("charged" in token.classes for token in before[-_CHARGED:]):
        return True
    nearly = next((at for at, token in enumerate(before) if "nearly" in token.classes), None)
    return nearly is not None and all(
        token.is_word and token.classes.isdisjoint(("conjunction", "clause_break", "harm")) for token in before[nearly:]
    )


def is_negated(reading: Reading, offset: int, words: int = _NEGATED) -> bool:
    """Whether a negation stands right before what begins at an offset, or so many words before it."""
    before = reading.tokens_in(max(0, offset - _BEFORE), offset)[-words:]
    if any("still" in token.classes for token in before):
        return False  # "are no longer" and "are still" are told by the same negation
    return any(negates(reading, token) for token in before)


def negates(reading: Reading, token: Token) -> bool:
    """Whether a word negates what follows; "no fewer than six" does not."""
    if "negation" not in token.classes:
        return False
    items = reading.quantities.before(token.end, 1)
    return not (items and items[-1].end > token.end and items[-1].quantity.value != 0)


def is_limit(reading: Reading, offset: int) -> bool:
    """ "Were not limited to (five dead)": whether what begins at an offset is a number that is passed."""
    before = reading.tokens_in(max(0, offset - _BEFORE), offset)[-_NEARLY:]
    limited = next((at for at, token in enumerate(before) if "limited" in token.classes), 0)
    if not limited or "negation" not in before[limited - 1].classes:
        return False
    return all(token.is_word and "conjunction" not in token.classes for token in before[limited:])


def is_superseded(reading: Reading, offset: int) -> bool:
    """ "(Rose to 65) after it had been (22)": whether what begins at an offset is the number that was told earlier."""
    if "superseding" not in reading.classes:
        return False
    before = reading.tokens_in(max(0, offset - _BEFORE), offset)[-_EARLIER:]
    after = next((at for at, token in enumerate(before) if "superseding" in token.classes), None)
    if after is None:
        return False
    rest = [token for token in before[after + 1 :] if "that_word" not in token.classes]
    return bool(rest) and {"past", "copula"} <= rest[0].classes and all(token.is_word for token in rest)


def _lifted_out(reading: Reading, word: Mention) -> bool:
    """ "From under the rubble": those are missing no more."""
    if word.value != "missing" or word.feature != "behind":
        return False
    before = reading.tokens_in(max(0, word.start - _OUT_OF), word.start)[-1:]
    return bool(before) and "of" in before[0].classes


def by_whom(before: Sequence[Token]) -> bool:
    """Whether who follows these words did it: "by gunmen", "the fire of soldiers"."""
    return bool(before) and "by_agent" in before[-1].classes and "definite" not in before[-1].classes
