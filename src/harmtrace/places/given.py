"""Names that count only where a toponym is given: peoples ("Syrian"), abbreviations ("Tenn."), continents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harmtrace.places.cues import Cues
from harmtrace.places.curated import given_names
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention
from harmtrace.places.place import Place

_PART_BEFORE = re.compile(r"(?i)^(?:the|greater|downtown|mount|mt\.?|fort|ft\.?)\s+(?=\S)")
_ABBREVIATED = re.compile(r",\s((?:[A-Z][A-Za-z]{0,4}\.\s?)?[A-Z][A-Za-z]{0,4}\.|[A-Z]{2,3}(?![\w.]))")
_SAINT = re.compile(r"(?i)\b(st|ste|mt|ft)\.?\s+(?=\w)")
_SPELT_OUT = {"st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort"}


def places_of_name(name: str, gazetteer: Gazetteer, cues: Cues) -> Sequence[Place]:
    """The candidates for a given toponym: by its own words, else by less of them ("Hamilton Township": Hamilton)."""
    return gazetteer.remembered(("given", name, cues.level_words), lambda: _places_of(name, gazetteer, cues))


def _places_of(name: str, gazetteer: Gazetteer, cues: Cues) -> list[Place]:
    for form in _forms(name, cues):
        ids = given_names().get(fold_name(form), ())
        named = [place for place in map(gazetteer.place, ids) if place is not None]
        known = gazetteer.lookup(form)
        if found := gazetteer.merged([*named, *known]) if named else known:
            return found
    return []


def abbreviated(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Regions that stand abbreviated after the comma of a place in them ("Paris, Tenn.")."""
    ids = given_names()
    found = []
    for mention in mentions:
        after = _ABBREVIATED.match(text, mention.end)
        if after is None:
            continue
        regions = (gazetteer.place(place_id) for place_id in ids.get(fold_name(after[1]), ()))
        if places := [region for region in regions if region is not None and region.level == "adm1"]:
            found.append(Mention(*after.span(1), *after.span(1), places=places))
    return found


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
