"""Places that head the lines of a report and are told of after a colon ("المخا: احتجز خفر السواحل …").

A name that a pack has in a country that the text is about is a place there; where such names head other lines, a word
that no table has is one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.unheard import sounds_unheard
from harmtrace.places.unjoined import told_by_each

_HEAD = re.compile(r"^[^\w\n]*(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)[ \t]*:", re.MULTILINE)
_SURE = 2
"""So many known places at heads of lines make a list of places of them."""


def names_at_heads(
    text: str, mentions: Sequence[Mention], context: Context, gazetteer: Gazetteer, cues: Cues
) -> list[Mention]:
    """The names before the colons of lines that are no mention yet."""
    taken = Taken(mentions)
    begun = {mention.name_start for mention in mentions}
    found: list[Mention] = []
    unheard: list[tuple[int, int]] = []
    known = 0
    for start, end in (match.span("name") for match in _HEAD.finditer(text)):
        name = fold_name(text[start:end])
        if taken.overlaps(start, end):
            known += start in begun
        elif not _is_place_word(name, cues):
            continue
        elif places := [place for place in gazetteer.lookup(text[start:end]) if context.is_here(place)]:
            found.append(Mention(start, end, start, end, places=places, unsure=True))
        elif " " not in name:
            unheard.append((start, end))
    known += len(found)
    for start, end in unheard:
        if known >= _SURE or (known and sounds_unheard(fold_name(text[start:end]), cues.language)):
            found.append(Mention(start, end, start, end, level="settlement", cued=True))
    return found


def _is_place_word(name: str, cues: Cues) -> bool:
    """Whether no word of the name is an ordinary one, a person's or a preposition."""
    words = name.split()
    return all(word not in cues.common and word not in cues.persons for word in words) and not any(
        told.closed for told in told_by_each(words, cues.language)
    )
