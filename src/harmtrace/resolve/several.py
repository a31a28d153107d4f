"""From claims that tell of several sites at once ("attacks on two hospitals") to those that sum up incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from harmtrace.model.claim import EventClaim, TargetMention
from harmtrace.resolve.days import compare_days
from harmtrace.resolve.pairs import told_apart
from harmtrace.resolve.places import locations, relation
from harmtrace.resolve.profiles import Context, kinds_of

_SITES = "obj."
_TWO = 2


def over_sites(singles: Sequence[EventClaim], context: Context) -> set[str]:
    """The ids of claims of several sites of one kind, where who says so tells of two of them as of two incidents.

    "Two hospitals were hit" is one incident where nobody tells more; beside "shells hit one, and that evening a drone
    the other" of the same origin it sums both up.
    """
    apart: dict[tuple[str, str], list[EventClaim]] = defaultdict(list)
    several = []
    for claim in singles:
        for target in _sites(claim):
            if _count(target) >= _TWO:
                several.append((claim, target))
            elif claim.when is not None:
                apart[context.origin_of.get(claim.claim_id, ""), target.target_id].append(claim)
    return {
        claim.claim_id
        for claim, target in several
        if claim.when is not None
        and _tells_two(claim, apart.get((context.origin_of.get(claim.claim_id, ""), target.target_id), ()), context)
    }


def _sites(claim: EventClaim) -> Iterator[TargetMention]:
    return (target for target in claim.targets if target.target_id.startswith(_SITES))


def _count(target: TargetMention) -> float:
    quantity = target.quantity
    return 0 if quantity is None else max(quantity.low or 0, quantity.value or 0)


def _tells_two(claim: EventClaim, others: Sequence[EventClaim], context: Context) -> bool:
    """Whether two of the others are of its day and place, and cannot be one."""
    near = [other for other in others if _may_hold(claim, other, context)]
    return any(_are_two(one, other, context) for one, other in combinations(near, 2))


def _may_hold(claim: EventClaim, other: EventClaim, context: Context) -> bool:
    if compare_days(claim.when, other.when) not in ("same", "overlap"):
        return False
    return relation(locations(claim), locations(other), context.gazetteer) not in ("apart", "near")


def _are_two(one: EventClaim, other: EventClaim, context: Context) -> bool:
    if one.document_id == other.document_id and told_apart(one, other, context):
        return True
    ours, theirs = ({kind for told in claim.event_types for kind in kinds_of(told)} for claim in (one, other))
    return bool(ours and theirs) and ours.isdisjoint(theirs)
