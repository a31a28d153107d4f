"""From all claims to where the places lie that no gazetteer has: what one text tells of them holds for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from harmtrace.model.claim import EventClaim
from harmtrace.model.where import Where
from harmtrace.resolve.admins import leads_to
from harmtrace.resolve.places import REGION_RANK, locations, place_key, rank

Areas = Mapping[str, tuple[str, ...]]
"""By the key of a place: the areas that it lies in, from the country down."""


def areas_told(claims: Iterable[EventClaim]) -> dict[str, tuple[str, ...]]:
    """The areas that the places without an id are said to lie in, where nobody tells of others for that name."""
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for claim in claims:
        for where in locations(claim):
            if where.place_id is None and rank(where) < REGION_RANK:
                told[place_key(where)].add(where.admin)
    return {
        key: max(areas, key=lambda area: (len(area), area))
        for key, areas in told.items()
        if all(leads_to(one, other) for one, other in combinations(sorted(areas), 2))
    }


def located(where: Where, areas: Areas) -> Where:
    """The place with the areas that another text tells of it, where it tells fewer itself."""
    known = areas.get(place_key(where), ()) if where.place_id is None else ()
    return replace(where, admin=known) if len(known) > len(where.admin) else where
