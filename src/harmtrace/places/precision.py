"""From a place as it was found to how finely it is known: on our own scale, on UCDP's and on ACLED's."""

from __future__ import annotations

import math
import re

from harmtrace.model.where import Precision, Where
from harmtrace.places.modifiers import Meaning
from harmtrace.places.place import Place

_PARTS: dict[str, Precision] = {
    "adm3": "part_of_adm3",
    "adm2": "part_of_adm2",
    "adm1": "part_of_adm1",
    "informal_region": "part_of_region",
    "country": "part_of_country",
}
_AROUND_TOWNS = ("countryside", "villages", "toward")
"""What is called a part of a town and lies around it."""
_INLAND = re.compile(r"(?i)\b(?:lake|river|canal|reservoir|creek|lagoon)\b|^dead sea$")
"""Water that lies in countries, and is no sea, whichever of them share it."""
_NEAR_KM = 25.0
"""Both codebooks call an event near a place up to about this distance."""
_NOT_ROUND = 1.6
_LEAST_REGION = {"country": 0.0, "adm1": 0.0, "adm2": 25.0, "adm3": 10.0}
_DENSITY = 8_000
_POINT_ERROR, _UNKNOWN_RADIUS, _SITE_RADIUS, _QUARTER_RADIUS = 0.5, 1.5, 0.5, 1.5
UCDP: dict[Precision, int] = {
    "site": 1,
    "neighbourhood": 1,
    "settlement": 1,
    "near": 2,
    "route": 5,
    "adm3": 3,
    "part_of_adm3": 3,
    "adm2": 3,
    "part_of_adm2": 3,
    "adm1": 4,
    "part_of_adm1": 4,
    "informal_region": 5,
    "part_of_region": 5,
    "water": 7,
    "country": 6,
    "part_of_country": 5,
}
ACLED: dict[Precision, int] = {
    "site": 1,
    "neighbourhood": 1,
    "settlement": 1,
    "near": 2,
    "route": 2,
    "adm3": 2,
    "part_of_adm3": 2,
    "adm2": 2,
    "part_of_adm2": 2,
    "adm1": 3,
    "part_of_adm1": 2,
    "informal_region": 3,
    "part_of_region": 3,
    "water": 3,
    "country": 3,
    "part_of_country": 3,
}


def precision_of(place: Place, meaning: Meaning | None) -> Precision:
    """How finely a place with a modifier is told; a part of a town is told as finely as the town, its countryside lies
    near it.
    """
    if meaning is None or (meaning.kind == "part" and (place.is_area() or meaning.how not in _AROUND_TOWNS)):
        parted = meaning is not None and bool(meaning.bearings or meaning.how not in ("", "villages"))
        return _PARTS.get(place.level, place.level) if parted else place.level
    return "route" if meaning.kind == "between" else "near"


def settlement_radius(population: int) -> float:
    """The radius in kilometres of a circle that holds a town of so many inhabitants.

    The built-up area at 8,000 people a square kilometre, the mean of cities in developing countries (S. Angel,
    S. Sheppard, D. Civco, "The dynamics of global urban expansion", World Bank 2005), as a circle, and half a
    kilometre for where in the town a gazetteer puts its point; 1.5 km where the population is not known.
    """
    if population <= 0:
        return _UNKNOWN_RADIUS
    return round(_POINT_ERROR + math.sqrt(population / (math.pi * _DENSITY)), 2)


def region_radius(place: Place) -> float | None:
    """The radius in kilometres of a circle that holds a region without an outline, None where none is known.

    The tables give that of a circle of the region's area, or of the hull of its towns. No region is round: the circle
    that holds one is half as wide again (the median of the governorates and districts of Syria is 1.55 and 1.62). A
    region with few towns in the tables may be larger than they show.
    """
    if place.radius_km is None or place.level not in _LEAST_REGION:
        return place.radius_km
    return max(_LEAST_REGION[place.level], round(_NOT_ROUND * place.radius_km, 1))


def point_radius(place: Place) -> float:
    """The radius in kilometres of a place with a point."""
    if place.radius_km is not None:
        return place.radius_km
    if place.level == "site":
        return _SITE_RADIUS
    return _QUARTER_RADIUS if place.level == "neighbourhood" else settlement_radius(place.population)


def where_prec(where: Where) -> int | None:
    """UCDP's `where_prec`: 1 exact, 2 near (25 km at most), 3 second level, 4 first level, 5 larger, between places
    or along a line, 6 country, 7 sea or air; None where the place is not known. "Near" with a radius of more than
    25 km is 5; a river or a lake is 5 and not 7.
    """
    if where.precision is None:
        return None
    inland = where.precision == "water" and (where.admin or _INLAND.search(where.name))
    if inland or (where.precision == "near" and _is_wide(where)):
        return UCDP["route"]
    return UCDP[where.precision]


def geo_precision(where: Where) -> int | None:
    """ACLED's `geo_precision`: 1 a town, 2 near a town or a part of a region, 3 a larger region; None where the place
    is not known. An informal region of 25 km or less is 2, as is a part of a first-level region; what is called near
    or between, with a radius of more than 25 km, is 3.
    """
    if where.precision is None:
        return None
    if where.precision in ("near", "route"):
        return ACLED["adm1"] if _is_wide(where) else ACLED["near"]
    if where.precision in ("informal_region", "part_of_region") and where.radius_km and not _is_wide(where):
        return ACLED["near"]
    return ACLED[where.precision]


def _is_wide(where: Where) -> bool:
    return where.radius_km is not None and where.radius_km > _NEAR_KM
