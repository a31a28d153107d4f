"""Which candidates of a name lie beside the town that the text names after it ("Tall Nuhas, west of Marj Zafir")."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.places.geometry import kilometres
from harmtrace.places.mentions import Mention
from harmtrace.places.modifiers import meaning_of
from harmtrace.places.place import Place

_NEAR_KM = 40.0
"""So near is what the text calls near a town, or names before a city and its country."""
_BEYOND_KM, _TOWN_BEYOND_KM = 100.0, 160.0
"""So near is a village, and a town, that the text puts on one side of a city ("Palmyra, east of Homs")."""
_SLACK_KM = 20.0
"""Beyond a distance that the text says: roads are longer than lines, and towns have a width."""
_TOWN = 20_000
"""Inhabitants."""


def beside(mention: Mention, candidates: Sequence[Place]) -> list[Place]:
    """The candidates near the town that the mention is said to be beside, all where it is said to be beside none.

    Where none is near, the mention's `reason` says so.
    """
    outer = mention.container
    towns = [place for place in outer.places if not place.is_area()] if outer is not None else []
    in_area = outer is not None and not outer.beyond and any(place.is_area() for place in outer.places)
    if not towns or in_area or not candidates:
        return list(candidates)
    countries = {town.country for town in towns}
    near = [
        place
        for place in candidates
        if (place.is_area() and place.country in countries)
        or any(kilometres(place, town) <= _reach(outer, place) for town in towns)
    ]
    if not near:
        first = candidates[0]
        mention.reason = f"{first.name} ({', '.join(first.admin)}) is not near {towns[0].name}"
    return near


def _reach(outer: Mention | None, place: Place) -> float:
    """How far, in kilometres, a place may be from the town that it is said to be beside."""
    meaning = meaning_of(outer.modifier) if outer is not None and outer.modifier else None
    if meaning is not None and meaning.kind == "distance":
        return meaning.high + _SLACK_KM
    if meaning is not None and meaning.kind == "beyond":
        return _TOWN_BEYOND_KM if place.population >= _TOWN else _BEYOND_KM
    return _NEAR_KM
