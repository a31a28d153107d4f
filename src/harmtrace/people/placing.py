"""From the place that a row of a list names to the places of the gazetteer that it may be."""

from __future__ import annotations

import re

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place

_COMMA = re.compile(r"\s*[,،/؛;]\s*")


def places_of(cell: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that a cell may mean; of "Hass, Idlib" those in the second, of a bare name all that bear it."""
    if not cell:
        return ()
    return gazetteer.remembered(("listed", cell), lambda: _found(cell, gazetteer))


def _found(cell: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    name, *around = _COMMA.split(cell)
    found = gazetteer.search(name)
    for outer in around:
        areas = {place.name for place in gazetteer.search(outer)}
        within = [place for place in found if areas & {*place.admin}]
        found = within or found
    return tuple(found)


def region_of(cell: str, gazetteer: Gazetteer) -> str | None:
    """The first-level region of a cell; None where no pack has its place, or where it may lie in several."""
    regions = {place.admin[1] if len(place.admin) > 1 else None for place in places_of(cell, gazetteer)}
    return regions.pop() if len(regions) == 1 else None
