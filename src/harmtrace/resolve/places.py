"""How the places of two claims stand to each other: the same, one in the other, near in name, or apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, radians
from typing import Literal

from harmtrace.model.claim import EventClaim
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.gazetteer import Gazetteer

Relation = Literal["same", "part", "area", "like", "near", "apart", "unknown"]
RANK = {
    "site": 0,
    "neighbourhood": 1,
    "settlement": 2,
    "adm3": 4,
    "adm2": 5,
    "informal_region": 6,
    "adm1": 7,
    "water": 7,
    "country": 8,
}
"""From small to large; a place without a level is taken for a settlement."""
REGION_RANK = 5
KM_PER_DEGREE = 111.2
NEIGHBOUR_KM = 15.0
ALIKE = 0.75
"""Similarity (0 to 1) of two folded names above which they may be spellings of one."""


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """The consonants of a name, by which spellings are compared."""
    return skeleton(fold_name(name))


def rank(where: Where) -> int:
    """How large a place is: 0 for a site, 8 for a country."""
    return RANK.get(where.level or "settlement", 2) + (1 if where.modifier and where.level == "settlement" else 0)


def locations(claim: EventClaim) -> list[Where]:
    """The places where the event happened, smallest first, in the order of the text."""
    found = [where for where in claim.where if where.role == "location"]
    return sorted(found, key=lambda where: (rank(where), where.start))


def finest(wheres: Sequence[Where]) -> list[Where]:
    """The places of the smallest level among `wheres`, each place once."""
    if not wheres:
        return []
    least = min(rank(where) for where in wheres)
    kept: dict[str, Where] = {}
    for where in wheres:
        if rank(where) == least:
            kept.setdefault(place_key(where), where)
    return list(kept.values())


def place_key(where: Where) -> str:
    """A key that is equal for the same place: its id, or its folded name where the gazetteer lacks it."""
    modifier = f"|{fold_name(where.modifier)}" if where.modifier else ""
    if where.place_id is not None:
        return where.place_id + modifier
    return f"name:{name_key(where.name) or fold_name(where.name)}{modifier}"


def relation(left: Sequence[Where], right: Sequence[Where], gazetteer: Gazetteer) -> Relation:
    """Compare the finest places of two claims.

    `part`: a site in the other's town; `area`: one only names the region in which the other lies;
    `like`: names alike but not equal, at least one of them not in the gazetteer; `near`: two known
    places close together with names alike.
    """
    ours, theirs = finest(left), finest(right)
    if not ours or not theirs:
        return "unknown"
    found: set[Relation] = {_pair(one, other, gazetteer) for one in ours for other in theirs}
    order: tuple[Relation, ...] = ("same", "part", "area", "like", "near")
    return next((kind for kind in order if kind in found), "apart")


def _pair(one: Where, other: Where, gazetteer: Gazetteer) -> Relation:
    if place_key(one) == place_key(other):
        return "same"
    small, large = sorted((one, other), key=rank)
    if one.place_id is None or other.place_id is None:
        return _by_name(small, large, gazetteer)
    if {one.place_id, *one.alternatives} & {other.place_id, *other.alternatives}:
        return "same"
    if rank(large) >= REGION_RANK or rank(small) < rank(large):
        inside = gazetteer.contains(large.place_id or "", small)
        if inside == "yes":
            return "area" if rank(large) >= REGION_RANK else "part"
    return "near" if _neighbours_alike(one, other, gazetteer) else "apart"


def _neighbours_alike(one: Where, other: Where, gazetteer: Gazetteer) -> bool:
    """Whether two known places lie close together under names that a reporter may confuse."""
    from rapidfuzz.distance import JaroWinkler

    places = [gazetteer.place(where.place_id or "") for where in (one, other)]
    if any(p is None or p.is_area() or p.lat is None or p.lon is None for p in places):
        return False
    (lat, lon), (other_lat, other_lon) = ((p.lat or 0.0, p.lon or 0.0) for p in places if p is not None)
    width = cos(radians((lat + other_lat) / 2))
    kilometres = KM_PER_DEGREE * hypot(lat - other_lat, (lon - other_lon) * width)
    ours, theirs = (name_key(where.name) for where in (one, other))
    return kilometres <= NEIGHBOUR_KM and JaroWinkler.similarity(ours, theirs) >= ALIKE


def _by_name(small: Where, large: Where, gazetteer: Gazetteer) -> Relation:
    from rapidfuzz.distance import JaroWinkler

    if rank(large) >= REGION_RANK and rank(small) < REGION_RANK:
        inside = gazetteer.contains(large.place_id, small) if large.place_id else "maybe"
        return "apart" if inside == "no" else "area"
    ours, theirs = name_key(small.name), name_key(large.name)
    if _admin_apart(small, large):
        return "apart"
    if ours and ours == theirs:
        return "same" if small.place_id is None and large.place_id is None else "like"
    return "like" if JaroWinkler.similarity(ours, theirs) >= ALIKE else "apart"


def _admin_apart(small: Where, large: Where) -> bool:
    """Whether the two are known to lie in different first-level regions."""
    one, other = ([fold_name(name) for name in where.admin[:2]] for where in (small, large))
    return any(a != b for a, b in zip(one, other, strict=False))
