"""Which candidates of a name lie beside the town that the text names after it ("Tall Nuhas, west of Marj Zafir")."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.places.geometry import kilometres
from harmtrace.places.mentions import Mention
from harmtrace.places.place import Place

_BESIDE_KM, _TOWN_BESIDE_KM = 100.0, 160.0
"""So near is a village, and a town, that the text calls near a city or puts on one side of it without a distance
("Palmyra, east of Homs")."""
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
        or any(kilometres(place, town) <= _reach(place) for town in towns)
    ]
    if not near:
        first = candidates[0]
        mention.reason = f"{first.name} ({', '.join(first.admin)}) is not near {towns[0].name}"
    return near


def _reach(place: Place) -> float:
    return _TOWN_BESIDE_KM if place.population >= _TOWN else _BESIDE_KM
