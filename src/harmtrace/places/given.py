"""Names that count only where a toponym is given: peoples ("Syrian"), abbreviations ("Tenn."), continents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmtrace.places.cues import Cues
from harmtrace.places.curated import given_names
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place

_PART_BEFORE = re.compile(r"(?i)^(?:the|greater|downtown|mount|mt\.?|fort|ft\.?)\s+(?=\S)")
_SAINT = re.compile(r"(?i)\b(st|ste|mt|ft)\.?\s+(?=\w)")
_SPELT_OUT = {"st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort"}


def places_of_name(name: str, gazetteer: Gazetteer, cues: Cues) -> list[Place]:
    """The candidates for a given toponym: by its own words, else by less of them ("Hamilton Township": Hamilton)."""
    for form in _forms(name, cues):
        ids = given_names().get(fold_name(form), ())
        named = [place for place in map(gazetteer.place, ids) if place is not None]
        if found := gazetteer.merged([*named, *gazetteer.lookup(form)]):
            return found
    return []


def _forms(name: str, cues: Cues) -> Iterator[str]:
    """The name as it stands, with what is abbreviated spelt out, then without level and compass words."""
    yield name
    spelt = _SAINT.sub(lambda match: f"{_SPELT_OUT[match[1].lower()]} ", name)
    if spelt != name:
        yield spelt
    bare = name
    for shorter in (_without_level(name, cues), _without_compass(name, cues)):
        if shorter != name:
            yield shorter
            bare = shorter
    if (shorter := _PART_BEFORE.sub("", bare)) != bare:
        yield shorter


def _without_level(name: str, cues: Cues) -> str:
    """ "Rapides Parish", "city of Basra": the name alone."""
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        if " ".join(words[cut:]).lower() in cues.level_words:
            return " ".join(words[:cut])
    for cut in range(1, len(words) - 1):
        if " ".join(words[:cut]).lower() in cues.level_words and words[cut].lower() == cues.joint:
            return " ".join(words[cut + 1 :])
    return name


def _without_compass(name: str, cues: Cues) -> str:
    """ "southern Idlib", "North Dallas": the name alone."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in cues.compass_words else name
