"""From claims of totals to groups: the tellings of one origin's figure for one place and period."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from harmtrace.model.claim import EventClaim, Harm
from harmtrace.model.incident import ClaimLink
from harmtrace.model.quantity import Quantity
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance
from harmtrace.resolve.admins import areas_fit
from harmtrace.resolve.places import finest, locations, place_key
from harmtrace.resolve.profiles import compatible
from harmtrace.resolve.settled import Settled

AS_OF_SLACK = datetime.timedelta(days=3)
"""A relay of a running total may give a later last day, its own."""


def group_totals(
    claims: Sequence[EventClaim], provenance: Provenance, gazetteer: Gazetteer, settled: Settled
) -> list[list[ClaimLink]]:
    """Group totals: one origin, one place, one period, and no figure that its own document tells apart.

    Totals of different origins are never one aggregate: accounting compares them as witnesses. Of one origin those are
    one, or two, that persons hold for it.
    """
    by_origin: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        by_origin[provenance.origin_of[claim.claim_id]].append(claim)
    groups: list[list[ClaimLink]] = []
    for origin in sorted(by_origin):
        clusters: list[list[EventClaim]] = []
        reasons: dict[str, str] = {}
        told = sorted(by_origin[origin], key=lambda c: (provenance.distance.get(c.claim_id, 9), _vague(c), c.claim_id))
        for claim in told:
            for members in clusters:
                reason = _joins(claim, members, gazetteer, settled)
                if reason:
                    members.append(claim)
                    reasons[claim.claim_id] = reason
                    break
            else:
                clusters.append([claim])
        groups += [
            [ClaimLink(c.claim_id, "supports", reasons.get(c.claim_id, "founds it")) for c in members]
            for members in clusters
        ]
    return groups


def _joins(claim: EventClaim, members: Sequence[EventClaim], gazetteer: Gazetteer, settled: Settled) -> str:
    """The reason why a total joins others of its origin, or nothing."""
    held, ids = settled.sets.get(claim.claim_id), [member.claim_id for member in members]
    if settled.apart([claim.claim_id], ids):
        return ""
    if held is not None and any(one in held.claims for one in ids):
        return settled.why(claim.claim_id)
    joins = [_why(claim, member, gazetteer) for member in members]
    if not all(joins) or any(_told_apart(claim, member) for member in members):
        return ""
    return joins[0]


def _vague(claim: EventClaim) -> int:
    """How many of place and period a total leaves out; complete ones found their group."""
    return (claim.when is None) + (not locations(claim))


def _why(claim: EventClaim, member: EventClaim, gazetteer: Gazetteer) -> str:
    """The reason to join two totals of one origin, or nothing."""
    shared = _shared_figures(claim, member)
    period = _same_period(claim, member)
    place = _same_place(claim, member, gazetteer)
    # A single event among totals is one that passes a total on: its words do not say which kind.
    scopes = {claim.scope, member.scope} - {"single"}
    if period == "no" or place == "no" or len(scopes) > 1:
        return ""
    if period == "yes" and place == "yes":
        return "same origin, place and period"
    if period == "unknown" and place == "yes" and claim.document_id == member.document_id:
        return "same document and place, no period given"
    if shared >= 1 and "yes" in (period, place):
        return "same origin and figures, and the same " + ("period" if period == "yes" else "place")
    if shared >= 2 or (shared and claim.document_id == member.document_id):
        return "same origin and figures"
    return ""


def _same_period(claim: EventClaim, member: EventClaim) -> str:
    ours, theirs = claim.when, member.when
    if ours is None or theirs is None:
        return "unknown"
    if (ours.start, ours.end) == (theirs.start, theirs.end):
        return "yes"
    running = claim.scope == "cumulative" and ours.start == theirs.start
    return "yes" if running and abs(ours.end - theirs.end) <= AS_OF_SLACK else "no"


def _same_place(claim: EventClaim, member: EventClaim, gazetteer: Gazetteer) -> str:
    ours, theirs = finest(locations(claim)), finest(locations(member))
    if not ours or not theirs:
        return "unknown"
    if _told_of_areas_apart(ours, theirs, gazetteer):
        return "no"
    if {place_key(w) for w in ours} == {place_key(w) for w in theirs}:
        return "yes"
    one, other = ({w.place_id or place_key(w) for w in side} for side in (ours, theirs))
    if one == other:
        # The words for the part of a region differ between relays and languages ("south of", "southern").
        return "unknown" if any(w.modifier for w in (*ours, *theirs)) else "yes"
    inside = any(
        b.place_id and gazetteer.contains(b.place_id, a) == "yes"
        for left, right in ((ours, theirs), (theirs, ours))
        for a, b in product(left, right)
    )
    return "unknown" if inside else "no"


def _told_of_areas_apart(ours: Sequence[Where], theirs: Sequence[Where], gazetteer: Gazetteer) -> bool:
    """Whether a name that the gazetteer lacks is said to lie in one area here and in another there."""
    pairs = ((a, b) for a, b in product(ours, theirs) if a.place_id is None and place_key(a) == place_key(b))
    return any(areas_fit(a, b, gazetteer) == "no" for a, b in pairs)


def _shared_figures(claim: EventClaim, member: EventClaim) -> int:
    """How many figures the two have in common by number."""
    count = sum(
        1
        for ours, theirs in product(_tops(claim.harms), _tops(member.harms))
        if ours.harm == theirs.harm and _equal(ours.quantity, theirs.quantity)
    )
    if claim.attacks is not None and member.attacks is not None and _equal(claim.attacks, member.attacks):
        count += 1
    return count


def _equal(ours: Quantity, theirs: Quantity) -> bool:
    numbers = [tuple({n for n in (q.value, q.low, q.high) if n is not None}) for q in (ours, theirs)]
    return bool(numbers[0]) and set(numbers[0]) == set(numbers[1])


def _tops(harms: Iterable[Harm]) -> list[Harm]:
    return [harm for harm in harms if harm.subset_of is None]


def _told_apart(claim: EventClaim, member: EventClaim) -> bool:
    """Whether one document gives two figures of one harm and status, or two numbers of attacks."""
    if claim.document_id != member.document_id:
        return False
    differing = any(
        ours.harm == theirs.harm and ours.status == theirs.status and not compatible(ours.quantity, theirs.quantity)
        for ours, theirs in product(_tops(claim.harms), _tops(member.harms))
    )
    if claim.attacks is not None and member.attacks is not None:
        differing = differing or not compatible(claim.attacks, member.attacks)
    return differing
