"""From the candidates of a name to what is weighed of them, one column each: all of it that no text changes.

The same names come again and again, so that the columns of a name are made once and laid side by side for a document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from harmtrace.places.curated import press_names
from harmtrace.places.folding import fold_name
from harmtrace.places.geometry import kilometres, vector_of
from harmtrace.places.letters import ARABIC_LETTER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from harmtrace.places.gazetteer import Gazetteer
    from harmtrace.places.place import Place

    Floats = NDArray[np.float64]

OWN, RANK, COUNTRY, REGION = range(4)
"""The rows: score, 0 for a country to 3 for a town, numbers of the country and of the first-level region, if known."""
SPOT = slice(4, 7)
"""Where it is, as a vector in kilometres from the middle of the earth; that middle where no point is known."""
RANKS = {"country": 0, "adm1": 1, "informal_region": 1, "adm2": 2, "adm3": 2}
POINT = 3
"""The rank of all else."""
_POPULATION = 0.7
"""For each power of ten of inhabitants. With 0.9, 1.1 and 1.3 LGL lost 0.1, 0.3 and 0.7 points, GeoVirus 1 to 2.3."""
_METROPOLIS = 1.5
"""For a city of a million: the one that is meant where a text names nothing else ("Paris")."""
_MILLION = 1_000_000
_ASSUMED = {"adm1": _MILLION}
"""Inhabitants of a region for which no pack has them."""
_OF_LEVEL = {
    "country": 8.0,
    "water": 3.0,
    "informal_region": 3.0,
    "adm1": 2.0,
    "adm2": 3.0,
    "adm3": 2.0,
    "settlement": 0.7,
}
_OWN_NAME = 2.0
_SEAT = 4.0
"""Against a region of the name of a town in it: "Tripoli" is the city unless something says otherwise."""
_SEAT_KM = 40.0
"""From the centre of a second-level area to the town that it is named for."""
_SEAT_FROM = 20_000
"""Inhabitants of such a town."""
_NOWHERE = (0.0, 0.0, 0.0)
_numbers: dict[str, int] = {}
_next_number = count()


def traits(name: str, places: Sequence[Place], gazetteer: Gazetteer) -> Floats:
    """A column for each candidate of a folded name, with the rows `OWN`, `RANK`, `COUNTRY`, `REGION` and `SPOT`."""
    key = ("traits", name, *[place.place_id for place in places])
    return gazetteer.remembered(key, lambda: _traits(name, places))


def number_of(code: str) -> int:
    """A number for a code, the same each time in this process."""
    return _numbers.setdefault(code, next(_next_number))


def _traits(name: str, places: Sequence[Place]) -> Floats:
    import numpy as np

    towns = [place for place in places if place.level == "settlement" and place.population >= _SEAT_FROM]
    return np.array([_column(name, place, towns) for place in places], dtype=float).T.copy()


def _column(name: str, place: Place, towns: Sequence[Place]) -> tuple[float, ...]:
    region = number_of(f"{place.country}.{place.admin1}") if place.admin1 else math.nan
    rank = RANKS.get(place.level, POINT)
    return _own(name, place, towns, rank), rank, number_of(place.country), region, *(vector_of(place) or _NOWHERE)


def _own(name: str, place: Place, towns: Sequence[Place], rank: int) -> float:
    """The score that a candidate has by itself, before a text says anything; `towns` are those of the same name."""
    score = _OF_LEVEL.get(place.level, 0.0)
    if rank:
        score += _POPULATION * math.log10((place.population or _ASSUMED.get(place.level, 0)) + 1)
    if place.level == "settlement" and place.population >= _MILLION:
        score += _METROPOLIS
    if _bears(place, name):
        score += _OWN_NAME
    if place.level in ("adm1", "adm2") and any(_is_seat(town, place) for town in towns):
        score -= _SEAT
    return score


def _bears(place: Place, folded: str) -> bool:
    """Whether it is the place's own name: in the pack, first of its names in another script, or as press writes it."""
    if fold_name(place.name) == folded or place.place_id in press_names().get(folded, ()):
        return True
    if folded.isascii():
        return False
    return (
        next((fold_name(name) for name in place.names if not name.isascii() and ARABIC_LETTER.search(name)), "")
        == folded
    )


def _is_seat(town: Place, region: Place) -> bool:
    if (town.country, town.admin1) != (region.country, region.admin1):
        return False
    return region.level == "adm1" or kilometres(town, region) <= _SEAT_KM
