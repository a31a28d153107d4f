"""Names of places that the words around them give to persons, governments, operations, streets and things."""

from __future__ import annotations

import re

from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention

_REACH = 60
_AND_NAME = re.compile(r"\s+and\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)")
_NAME_AFTER = re.compile(r"\s([A-Z][\w'’-]+)")
_JOINERS = frozenset("وف")
"""What Arabic writes on to a verb that goes on a sentence."""
_ARTICLE = "ال"


def names_another(mention: Mention, text: str, last: str, cues: Cues) -> bool:
    """Whether the words around a name say that another bears it here: a person, a government, an operation.

    `last` is the folded word before the name.
    """
    if mention.cued:
        return False
    if last in cues.campaigns or _names_thing(mention, text, last, cues):
        return True
    return names_person(mention, text, cues) or names_government(mention, text, cues)


def names_person(mention: Mention, text: str, cues: Cues) -> bool:
    """ "A man called Tripoli", "her sister Homs", "Sana Mosul, 8, died": whether it is somebody's name."""
    start, end = mention.name_start, mention.name_end
    return bool(cues.called.search(text, max(0, start - _REACH), start) or cues.aged.match(text, end))


def names_government(mention: Mention, text: str, cues: Cues) -> bool:
    """ "Moscow had killed 20", "talks between Ankara and Kyiv": whether a capital stands for those who govern there.

    Only where it begins a clause: in "strikes in Homs and Damascus killed 20" it is a place.
    """
    if fold_name(text[mention.name_start : mention.name_end]) not in cues.governments:
        return False
    begin, start, end = max(0, mention.name_start - _REACH), mention.name_start, mention.name_end
    if cues.acting.match(text, end) and cues.clause.search(text, begin, start):
        return True
    parties = cues.parties.search(text, begin, start)
    if parties is None:
        return False
    other = parties["other"] or ((found := _AND_NAME.match(text, end)) and found[1])
    return bool(other) and fold_name(other) in cues.governments


def is_forename(mention: Mention, text: str, cues: Cues) -> bool:
    """Whether a person's name follows directly ("Kenya Moore")."""
    following = _NAME_AFTER.match(text, mention.name_end)
    word = fold_name(following[1]) if following else ""
    return word in cues.given and word not in cues.peoples


def _names_thing(mention: Mention, text: str, last: str, cues: Cues) -> bool:
    """Whether a script without capitals writes of a street called after it, or of a thing ("opened the door")."""
    if not cues.uncased:
        street = cues.street_after.match(text, mention.name_end)
        return street is not None and street[0].lstrip()[0].isupper()
    if last in cues.streets:
        return True
    handled = last in cues.handling or (last[:1] in _JOINERS and last[1:] in cues.handling)
    return handled and text.startswith(_ARTICLE, mention.name_start)
