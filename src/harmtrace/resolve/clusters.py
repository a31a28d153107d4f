"""From scored pairs to clusters: best pairs first, never across a pair that cannot be joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmtrace.model.incident import ClaimLink
from harmtrace.resolve.pairs import DOUBT, JOIN, Comparison

Pair = tuple[str, str]


def cluster(ids: Sequence[str], compared: Mapping[Pair, Comparison]) -> tuple[list[list[ClaimLink]], list[Pair]]:
    """Join claims into clusters and return them with the pairs that stay in doubt.

    Pairs of one origin or of copied documents come first (their score carries it), then by
    score; a join is refused where any two members of the clusters are forbidden.
    """
    members: dict[str, set[str]] = {claim_id: {claim_id} for claim_id in ids}
    home = {claim_id: claim_id for claim_id in ids}
    apart: dict[str, set[str]] = defaultdict(set)
    for (left, right), comparison in compared.items():
        if comparison.forbidden is not None:
            apart[left].add(right)
            apart[right].add(left)
    why: dict[str, str] = {}
    doubts: list[Pair] = []
    for (left, right), comparison in sorted(compared.items(), key=lambda item: (-item[1].score, item[0])):
        if comparison.forbidden is None and comparison.score >= JOIN and home[left] != home[right]:
            if _may_join(members[home[left]], members[home[right]], apart):
                _join(home[left], home[right], members, home)
                reason = f"{comparison.why} (score {comparison.score:g})"
                why.setdefault(left, reason)
                why.setdefault(right, reason)
            else:
                doubts.append((left, right))
        elif comparison.score >= DOUBT and (comparison.forbidden is None or comparison.doubtful):
            doubts.append((left, right))
    clusters = [
        [ClaimLink(claim_id, "supports", why.get(claim_id, "founds it")) for claim_id in sorted(group)]
        for _key, group in sorted(members.items())
    ]
    return clusters, [pair for pair in doubts if home[pair[0]] != home[pair[1]] and _likely(pair, compared)]


def _likely(pair: Pair, compared: Mapping[Pair, Comparison]) -> bool:
    """Whether a doubt rests on place and time, not on a shared region alone."""
    return "region only" not in compared[pair].features and "place not given" not in compared[pair].features


def _may_join(ours: set[str], theirs: set[str], apart: Mapping[str, set[str]]) -> bool:
    return not any(apart[claim_id] & theirs for claim_id in ours)


def _join(left: str, right: str, members: dict[str, set[str]], home: dict[str, str]) -> None:
    for claim_id in members[right]:
        home[claim_id] = left
    members[left] |= members.pop(right)
