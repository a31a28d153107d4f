"""From the claims of a text to the town that its quarters and sites lie in, where the text tells of one town only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.where import Where
from harmtrace.resolve.places import place_key

_PARTS = ("site", "neighbourhood")


def with_towns(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims, in their order and with their ids; a quarter or site of which a text says no more lies in its town.

    Only where all that the text tells happened in one town that a gazetteer has, or in such parts of towns.
    """
    town_of = _towns(claim for claim in claims if isinstance(claim, EventClaim))
    return [_placed(claim, town_of.get(claim.document_id)) if _has_part(claim) else claim for claim in claims]


def _towns(events: Iterable[EventClaim]) -> dict[str, Where]:
    """The one town of each document."""
    named: dict[str, dict[str, Where]] = defaultdict(dict)
    for claim in events:
        for where in claim.where:
            if where.role == "location" and where.level == "settlement":
                named[claim.document_id].setdefault(place_key(replace(where, modifier=None)), where)
    return {
        document_id: next(iter(towns.values()))
        for document_id, towns in named.items()
        if len(towns) == 1 and all(town.place_id is not None and not town.alternatives for town in towns.values())
    }


def _has_part(claim: AnyClaim) -> bool:
    return isinstance(claim, EventClaim) and any(_is_adrift(where) for where in claim.where)


def _is_adrift(where: Where) -> bool:
    """Whether a quarter or site is told of without the area that it lies in."""
    return where.level in _PARTS and where.place_id is None and not where.admin and where.role == "location"


def _placed(claim: AnyClaim, town: Where | None) -> AnyClaim:
    if town is None or not isinstance(claim, EventClaim):
        return claim
    admin = (*town.admin, town.name)
    places = tuple(replace(where, admin=admin) if _is_adrift(where) else where for where in claim.where)
    return replace(claim, where=places)
