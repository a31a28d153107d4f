"""From the places of a question, as a person writes them, to the ids of the places that are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from harmtrace.account.record import RecordView
from harmtrace.errors import UnknownPlace
from harmtrace.model.where import PlaceLevel
from harmtrace.places.containment import place_in
from harmtrace.places.cues import cues
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place
from harmtrace.places.reading import read_places

_PARTS = re.compile(r"\s*[,،(]\s*|\)")
"""Between a name and the larger places that it lies in: "Idlib, Syria", "Idlib (Syria)"."""
_MOST_LISTED = 8
_DEPTHS = {"country": 0, "adm1": 1, "adm2": 2, "adm3": 3}
"""How many areas lie around an area: its own name may stand after theirs."""
_LEVELS = frozenset(get_args(PlaceLevel))


def place_ids_of(places: Sequence[str], record: RecordView, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the ids of places given by name or id, each once.

    A name may be followed by its level and by places that it lies in ("Idlib, adm1, Syria"): all that is written must
    be understood. Of several places of one name, the only one that the record speaks of is meant; else `UnknownPlace`
    lists them, each in words that mean it alone.
    """
    return tuple(dict.fromkeys(_place_id(place, record, gazetteer) for place in places))


def described(place: Place) -> str:
    """A place in words that tell it from others of its name: "Idlib, adm1, Syria"."""
    outer = place.admin[: _DEPTHS.get(place.level)]
    return ", ".join((place.name, place.level, *reversed(outer)))


def _place_id(asked: str, record: RecordView, gazetteer: Gazetteer) -> str:
    if gazetteer.place(asked) is not None:
        return asked
    found = _bearing(asked, gazetteer) or _inside(asked, gazetteer)
    if len(found) > 1:
        spoken = _spoken_of(record)
        known = [place for place in found if place.place_id in spoken]
        found = known if len(known) == 1 else found
    if len(found) == 1:
        return found[0].place_id
    if not found:
        raise UnknownPlace(f"no place is called {asked!r} in the installed gazetteer packs")
    listed = "; ".join(_to_give(place, gazetteer) for place in found[:_MOST_LISTED])
    more = f"; and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else ""
    raise UnknownPlace(f"{asked!r} may be {listed}{more}")


def _to_give(place: Place, gazetteer: Gazetteer) -> str:
    """What may be asked for to mean this place alone: its words where they do, with its id."""
    words = described(place)
    alone = [one.place_id for one in _inside(words, gazetteer)] == [place.place_id]
    return f'"{words}" ({place.place_id})' if alone else f"{place.place_id} ({words})"


def _inside(asked: str, gazetteer: Gazetteer) -> list[Place]:
    """The places of the first name that lie in a place of each name after it."""
    first, *rest = [part for part in _PARTS.split(asked) if part.strip()] or [""]
    if not rest:
        return []
    found = _bearing(first, gazetteer)
    for name in rest:
        if name.strip() in _LEVELS:
            found = [place for place in found if place.level == name.strip()]
            continue
        outer = _bearing(name, gazetteer)
        found = [place for place in found if any(_lies_in(place, one, gazetteer) for one in outer)]
    return found


def _lies_in(place: Place, outer: Place, gazetteer: Gazetteer) -> bool:
    return place.place_id != outer.place_id and place_in(outer, place, gazetteer) == "yes"


def _bearing(name: str, gazetteer: Gazetteer) -> list[Place]:
    """The places that a whole name stands for, with words that say what it is ("the city of Homs")."""
    if found := gazetteer.search(name.strip()):
        return found
    read = read_places(name, "en", gazetteer)
    if len(read) != 1 or read[0].status != "resolved" or read[0].modifier is not None:
        return []
    words = cues("en")
    besides = (name[: read[0].start] + name[read[0].end :]).lower().split()
    level = " ".join(word for word in besides if word not in words.articles and word != words.joint)
    place = gazetteer.place(read[0].place_id or "")
    return [place] if place is not None and (not level or level in words.level_words) else []


def _spoken_of(record: RecordView) -> set[str | None]:
    """The ids of all places on record."""
    incidents = {where.place_id for incident in record.incidents for where in incident.where}
    return incidents | {where.place_id for total in record.aggregates for where in total.where}
