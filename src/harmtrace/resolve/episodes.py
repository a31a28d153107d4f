"""From the claims of one document to the incidents that its text tells, before other documents are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from harmtrace.model.claim import EventClaim
from harmtrace.resolve.blocks import Blocks
from harmtrace.resolve.clusters import Clusters, bundled, cluster
from harmtrace.resolve.pairs import told_apart
from harmtrace.resolve.places import coarseness, locations
from harmtrace.resolve.profiles import Context, profile
from harmtrace.resolve.settled import Rivals, united

TEXT = Blocks(frozenset({"text"}), frozenset({"text"}))
"""All claims of one text meet each other."""


def episodes(
    claims: Sequence[EventClaim], context: Context, more: Rivals | None = None
) -> tuple[Clusters, dict[str, frozenset[str]]]:
    """Cluster the claims of one document; return the clusters and for each claim those that are told apart from it.

    Those that persons hold for one incident are one from the start; `more` are rivals besides those of the text.

    Claims of quarters and sites come first and found incidents, then those of towns; those that name only a region, or
    leave the place out, follow, each in the order of the text.
    """
    ordered = sorted(claims, key=lambda c: (coarseness(locations(c)), c.evidence[0].start, c.claim_id))
    rivals: dict[str, set[str]] = defaultdict(set)
    for one, other in combinations(ordered, 2):
        if told_apart(one, other, context):
            rivals[one.claim_id].add(other.claim_id)
            rivals[other.claim_id].add(one.claim_id)
    apart = {claim_id: frozenset(found) for claim_id, found in rivals.items()}
    profiles, why = bundled([profile(claim, context) for claim in ordered], context, "within")
    apart = united(apart, context.settled.rivals, more or {}) if context.settled else apart
    found = cluster([(one, TEXT) for one in profiles], apart, context, "within")
    found.why |= why
    return found, apart
