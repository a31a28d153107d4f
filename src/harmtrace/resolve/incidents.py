"""From groups of claims to incidents and aggregates; their tolls are filled in by accounting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from harmtrace.model.claim import ActorMention, AnyClaim, EventClaim, TargetMention, WeaponMention
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.provenance.origins import Provenance
from harmtrace.resolve.grouping import Group
from harmtrace.resolve.places import distinct, locations, rank
from harmtrace.resolve.unlisted import Areas, located


def incident_id(founder: str) -> str:
    """The id of the incident that `founder` founds: later tellings do not change it."""
    return content_id("inc", {"founder": founder})


def aggregate_id(founder: str) -> str:
    """The id of the aggregate that `founder` founds."""
    return content_id("agg", {"founder": founder})


def build_incident(
    group: Group, claims: Mapping[str, AnyClaim], documents: Mapping[str, Document], provenance: Provenance
) -> Incident:
    """Build the incident of a group, with `tolls` still empty.

    The day is the one that most origins give (the exact before the wide), else the one presumed; places stand smallest
    first; types, weapons, actors and targets are the union of what the tellers say.
    """
    told = _supporting(group, claims)
    held = _documents(group, claims)
    return Incident(
        incident_id=incident_id(group.founder),
        when=_when(told, provenance) or group.presumed,
        where=_where(told, dict(group.areas)),
        event_types=tuple(sorted({kind for claim in told for kind in claim.event_types})),
        weapons=_weapons(told),
        actors=_actors(told),
        targets=_targets(told),
        documents=held,
        claims=group.links,
        origins=len({provenance.origin_of[claim.claim_id] for claim in told}),
        documents_count=len(held),
        tolls=(),
        possible_duplicates=tuple(sorted(incident_id(founder) for founder in group.possible_duplicates)),
        notices=_notices(held, documents),
    )


def build_aggregate(
    group: Group, claims: Mapping[str, AnyClaim], documents: Mapping[str, Document], provenance: Provenance
) -> Aggregate:
    """Build the aggregate of a group, with its tolls, scope and residual still empty."""
    told = _supporting(group, claims)
    held = _documents(group, claims)
    nearest = sorted(told, key=lambda c: (provenance.distance.get(c.claim_id, 9), c.claim_id))
    with_place = next((c for c in nearest if locations(c)), nearest[0])
    return Aggregate(
        aggregate_id=aggregate_id(group.founder),
        scope=next((c.scope for c in nearest if c.scope != "single"), "aggregate"),
        when=next((c.when for c in nearest if c.when is not None), None),
        where=tuple(locations(with_place)),
        attacks=_attacks(nearest),
        tolls=(),
        documents=held,
        claims=group.links,
        origins=len({provenance.origin_of[claim.claim_id] for claim in told}),
        notices=_notices(held, documents),
    )


def _attacks(claims: Sequence[EventClaim]) -> Quantity | None:
    return next((c.attacks for c in claims if c.attacks is not None), None)


def _supporting(group: Group, claims: Mapping[str, AnyClaim]) -> list[EventClaim]:
    told = (claims[link.claim_id] for link in group.links if link.role == "supports")
    return [claim for claim in told if isinstance(claim, EventClaim)]


def _documents(group: Group, claims: Mapping[str, AnyClaim]) -> tuple[str, ...]:
    return tuple(sorted({claims[link.claim_id].document_id for link in group.links if link.role == "supports"}))


def _notices(held: Sequence[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    found = (documents[document_id].notice for document_id in held if document_id in documents)
    return tuple(dict.fromkeys(notice for notice in found if notice))


def _when(told: Sequence[EventClaim], provenance: Provenance) -> When | None:
    days = [(c, c.when) for c in told if c.when is not None]
    if not days:
        return None
    tellers: Counter[tuple[str, str]] = Counter()
    for key in {(when.start.isoformat(), when.end.isoformat(), provenance.origin_of[c.claim_id]) for c, when in days}:
        tellers[key[:2]] += 1

    def order(item: tuple[EventClaim, When]) -> tuple[int, int, bool, str, str]:
        claim, when = item
        length = (when.end - when.start).days
        votes = tellers[when.start.isoformat(), when.end.isoformat()]
        return length, -votes, when.time_of_day is None, when.start.isoformat(), claim.claim_id

    return min(days, key=order)[1]


def _where(told: Sequence[EventClaim], areas: Areas) -> tuple[Where, ...]:
    """Each place once, smallest first; of equal ones the first in a resolved state."""
    every = [(located(where, areas), claim.claim_id) for claim in told for where in locations(claim)]
    every.sort(key=lambda item: (rank(item[0]), item[0].place_id is None, item[1]))
    return tuple(distinct(where for where, _claim_id in every))


def _weapons(told: Sequence[EventClaim]) -> tuple[WeaponMention, ...]:
    found = {weapon.weapon_id: weapon for claim in reversed(told) for weapon in claim.weapons}
    return tuple(found[key] for key in sorted(found))


def _actors(told: Sequence[EventClaim]) -> tuple[ActorMention, ...]:
    found = {(a.actor_id or a.text, a.role): a for claim in reversed(told) for a in claim.actors}
    return tuple(found[key] for key in sorted(found))


def _targets(told: Sequence[EventClaim]) -> tuple[TargetMention, ...]:
    found = {target.target_id: target for claim in reversed(told) for target in claim.targets}
    return tuple(found[key] for key in sorted(found))
