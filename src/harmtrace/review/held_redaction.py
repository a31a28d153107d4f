"""Incidents and aggregates as they are without the claims that are gone: no figure, place or party of these is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harmtrace.account.record import RecordView, events_in, with_tolls
from harmtrace.model.claim import ActorMention, EventClaim, TargetMention, WeaponMention
from harmtrace.model.incident import Aggregate, ClaimLink, Incident
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.review.covering import Cover, covered_places


def kept_incident(incident: Incident, whole: RecordView, view: RecordView, cover: Cover) -> Incident | None:
    """The incident as the claims in `view` tell it; None where none is left that supports it."""
    links = _links(incident, view, cover)
    told = events_in(replace(incident, claims=links), view)
    if not told:
        return None
    cut = len(links) != len(incident.claims)
    if not cut and not _changed(incident, whole, view) and not cover.coarse:
        return _renamed(incident, links, cover)
    left = replace(
        incident,
        claims=links,
        when=_when(incident, told, cut),
        where=covered_places(_places(incident, told), cover),
        event_types=tuple(kind for kind in incident.event_types if any(kind in claim.event_types for claim in told)),
        weapons=_weapons(told),
        actors=_actors(told),
        targets=_targets(told),
        notices=_notices(told, view),
        grades=() if cut else incident.grades,
        **_counts(told, view),
    )
    return _renamed(with_tolls(left, view) if cut else left, links, cover)


def kept_aggregate(aggregate: Aggregate, whole: RecordView, view: RecordView, cover: Cover) -> Aggregate | None:
    """The same of an aggregate; its tolls are worked out anew by the caller where claims are gone."""
    links = _links(aggregate, view, cover)
    told = events_in(replace(aggregate, claims=links), view)
    if not told:
        return None
    cut = len(links) != len(aggregate.claims)
    if not cut and not _changed(aggregate, whole, view) and not cover.coarse:
        return replace(aggregate, claims=links) if links != aggregate.claims else aggregate
    counts = _counts(told, view)
    return replace(
        aggregate,
        claims=links,
        when=_when(aggregate, told, cut),
        where=covered_places(_places(aggregate, told), cover),
        attacks=next((claim.attacks for claim in told if claim.attacks is not None), None),
        documents=counts["documents"],
        origins=counts["origins"],
        notices=_notices(told, view),
    )


def _links(held: Incident | Aggregate, view: RecordView, cover: Cover) -> tuple[ClaimLink, ...]:
    """The links to claims that are left; a reason that quotes a covered word has it covered."""
    kept = (link for link in held.claims if link.claim_id in view.claims)
    return tuple(replace(link, why=cover.mask.text(link.why)) if cover.mask else link for link in kept)


def _changed(held: Incident | Aggregate, whole: RecordView, view: RecordView) -> bool:
    """Whether any claim of it has words covered: what it took from them is taken anew."""
    return any(view.claims[link.claim_id] is not whole.claims[link.claim_id] for link in held.claims)


def _renamed(incident: Incident, links: tuple[ClaimLink, ...], cover: Cover) -> Incident:
    """The incident with the words of grades and notices covered."""
    if not cover.mask:
        return incident if links == incident.claims else replace(incident, claims=links)
    grades = tuple(replace(one, reasons=tuple(map(cover.mask.text, one.reasons))) for one in incident.grades)
    notices = tuple(map(cover.mask.text, incident.notices))
    if (links, grades, notices) == (incident.claims, incident.grades, incident.notices):
        return incident
    return replace(incident, claims=links, grades=grades, notices=notices)


def _counts(told: list[EventClaim], view: RecordView) -> dict[str, Any]:
    documents = tuple(sorted({claim.document_id for claim in told}))
    origins = len({view.provenance.origin_of[claim.claim_id] for claim in told})
    return {"documents": documents, "documents_count": len(documents), "origins": origins}


def _when(held: Incident | Aggregate, told: list[EventClaim], cut: bool) -> When | None:
    """Its days, if a claim that is left gives them; else those of the first such claim, or those that were presumed."""
    days = [claim.when for claim in told if claim.when is not None]
    if not days:
        return None if cut else held.when
    same = [one for one in days if held.when is not None and (one.start, one.end) == (held.when.start, held.when.end)]
    return next(iter((*same, *days)), None)


def _places(held: Incident | Aggregate, told: list[EventClaim]) -> tuple[Where, ...]:
    """Its places that a claim which is left names."""
    named = {key for claim in told for where in claim.where for key in (where.place_id, where.text) if key}
    return tuple(where for where in held.where if where.place_id in named or where.text in named)


def _weapons(told: list[EventClaim]) -> tuple[WeaponMention, ...]:
    found = {weapon.weapon_id: weapon for claim in reversed(told) for weapon in claim.weapons}
    return tuple(found[key] for key in sorted(found))


def _actors(told: list[EventClaim]) -> tuple[ActorMention, ...]:
    found = {(actor.actor_id or actor.text, actor.role): actor for claim in reversed(told) for actor in claim.actors}
    return tuple(found[key] for key in sorted(found))


def _targets(told: list[EventClaim]) -> tuple[TargetMention, ...]:
    found = {target.target_id: target for claim in reversed(told) for target in claim.targets}
    return tuple(found[key] for key in sorted(found))


def _notices(told: list[EventClaim], view: RecordView) -> tuple[str, ...]:
    found = (view.documents[claim.document_id].notice for claim in told)
    return tuple(dict.fromkeys(notice for notice in found if notice))
