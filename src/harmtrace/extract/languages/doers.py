"""Who did a deed and to whom, where the verb stands before both: "killed four gunmen a policeman".

Case tells them apart where it is written: a singular with the ending of the object, a dual of the object behind one of
the subject. Where it is not, number does (a noun of one person is no adjective of three), and who is armed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from harmtrace.extract.languages.words import is_definite
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.quantity import Quantity

_FATE, _NATION, _CIVILIAN = "fate", "nation", "civilian"
_ARMED = ("soldier", "fighter")
_OBJECT, _SUBJECT_DUAL, _OBJECT_DUAL = "ا", "ان", "ين"
"""Endings: of a singular object, of a dual subject and of a dual object."""
_SUBJECTS, _OBJECTS = "ون", "ين"
"""Endings of a sound plural: of a subject, and of an object."""
FREE = ("ان", "ين", "ون")
"""Endings of nouns that no noun in the genitive follows."""
_PLURAL_TO = 10
"""Up to this number the counted noun is plural, so that no singular describes it."""
_NAME_WORDS = 5
"""So many words may stand between who did it and an object: their name, or of what they are."""
_NOT_BETWEEN = (
    "preposition",
    "in_word",
    "conjunction",
    "clause_break",
    "relative",
    "negation",
    "by_agent",
    "subset",
    "harm",
    "copula",
    "other",
)


def _word(reading: Reading, noun: Mention) -> str:
    return reading.text[noun.start : noun.end]


def is_armed(reading: Reading, nouns: Sequence[Mention]) -> bool:
    """Whether nouns are of people who do such deeds: fighters, soldiers, police, settlers."""
    return any(
        noun.klass == "fighter" or noun.value in _ARMED or reading.begins("attacking", noun.start) for noun in nouns
    )


def is_object(reading: Reading, nouns: Sequence[Mention]) -> bool:
    """Whether a noun of one person has the ending of an object."""
    return any(
        noun.feature == "one"
        and noun.klass != _FATE
        and _word(reading, noun).endswith(_OBJECT)
        and not is_definite(reading, noun.start)
        for noun in nouns
    )


def do_it_to(reading: Reading, nouns: Sequence[Mention], here: Sequence[Mention]) -> bool:
    """ "(Killed) the gunmen the civilians": whether a plural of the subject stands before one of the object."""
    if not nouns or not here:
        return False
    return _word(reading, nouns[-1]).endswith(_SUBJECTS) and _word(reading, here[0]).endswith(_OBJECTS)


def begins_object(reading: Reading, nouns: Sequence[Mention], here: Sequence[Mention], number: Quantity | None) -> bool:
    """Whether nouns behind others tell of other people, whom those harmed, and not what those are like."""
    last, first = nouns[-1], here[0]
    if any(noun.klass == _FATE for noun in here):
        return False
    word, before = _word(reading, first), _word(reading, last)
    if is_object(reading, here) and not before.endswith(_OBJECT):
        return True
    if do_it_to(reading, nouns, here):
        return True
    told = {noun.feature for noun in here}
    if "two" in told and "many" not in told and word.endswith(_OBJECT_DUAL):
        return before.endswith(_SUBJECT_DUAL) or (number is not None and number.value not in (None, 2))
    alike = any(noun.klass == _CIVILIAN or noun.value == _NATION for noun in here) or is_armed(reading, here)
    if alike or not is_armed(reading, nouns) or reading.text[last.end : first.start].strip():
        return False
    if is_definite(reading, first.start):
        return not is_definite(reading, last.start) and before.endswith(FREE)
    few = number is not None and number.value is not None and number.value <= _PLURAL_TO
    return number is not None and ("many" in told or (few and "one" in told))


def can_stand_between(tokens: Sequence[Token], *, counted: bool) -> bool:
    """Whether words are a name or an adjective of who did it, or with `counted` people of what they are."""
    if len(tokens) > _NAME_WORDS or (tokens and "of" in tokens[-1].classes):
        return False
    return all(
        token.is_word
        and (
            token.classes.isdisjoint(("of", *_NOT_BETWEEN))
            or (counted and "of" in token.classes)
            or _begins_a_name(token, following)
        )
        for token, following in zip_longest(tokens, tokens[1:])
    )


def is_whose(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> bool:
    """ "(Gunmen) of the movement": whether words only tell of which known body those before them are."""
    if len(tokens) < 2 or tokens[0].classes.isdisjoint(("of", "belonging")):
        return False
    return all(in_any(token.start, names) for token in tokens[1:])


def _begins_a_name(token: Token, following: Token | None) -> bool:
    """Whether a letter that is read as "and" may be the first of a name that no table has."""
    return "conjunction" in token.classes and following is not None and following.start == token.end
