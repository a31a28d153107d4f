"""From profiles to clusters: each joins the one that it is most like, never one that it cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.resolve.blocks import Blocks
from harmtrace.resolve.pairs import DOUBT, JOIN, Comparison, Setting, compare
from harmtrace.resolve.profiles import Context, Profile
from harmtrace.resolve.settled import Rivals

MARGIN = 1.0
"""By so much the best must lead others that cannot be one with it."""


@dataclass(slots=True)
class Clusters:
    """Profiles that were joined, with the reason for each claim and the pairs that stay in doubt (by number)."""

    profiles: dict[int, Profile] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    doubts: set[tuple[int, int]] = field(default_factory=set)


def cluster(found: Sequence[tuple[Profile, Blocks]], rivals: Rivals, context: Context, setting: Setting) -> Clusters:
    """Join profiles, which come with the blocks that they stand and look in, in the order given.

    Each joins the cluster of its blocks that it is most like, or founds one; then clusters that have grown alike are
    joined. What is about as like two clusters that cannot be one joins neither. The time grows with the number of
    profiles and that of clusters in a block, not with that of pairs.
    """
    return _Joining(rivals, context, setting).clusters(found)


def bundled(profiles: Sequence[Profile], context: Context, setting: Setting) -> tuple[list[Profile], dict[str, str]]:
    """The profiles, those made one that persons hold for one incident, with the reason for each of their claims.

    Where the machine would have kept them apart, the reason says so.
    """
    found: list[Profile] = []
    why: dict[str, str] = {}
    for first, *others in context.settled.bundles(profiles):
        if others:
            comparisons = [compare(first, other, context, setting) for other in others]
            against = {it.forbidden for it in comparisons if it.forbidden is not None}
            though = f"; the machine holds them apart: {', '.join(sorted(against))}" if against else ""
            for other in others:
                first.absorb(other)
            told = ((claim.claim_id, context.settled.why(claim.claim_id)) for claim in first.claims)
            why |= {claim_id: reason + though for claim_id, reason in told if reason}
        found.append(first)
    return found, why


class _Joining:
    """The clusters, while they grow."""

    def __init__(self, rivals: Rivals, context: Context, setting: Setting) -> None:
        self.rivals = rivals
        self.context = context
        self.setting = setting
        self.done = Clusters()
        self.blocks: dict[str, set[int]] = defaultdict(set)
        self.keys: dict[int, Blocks] = {}
        self.barred: dict[int, set[str]] = {}
        self.home: dict[int, int] = {}
        self.known: dict[int, dict[int, Comparison]] = defaultdict(dict)
        """How two clusters compare, by either of them, as long as neither grows."""
        self.alike: dict[Comparison, Comparison] = {}
        """Each comparison once: many pairs compare alike."""

    def clusters(self, found: Sequence[tuple[Profile, Blocks]]) -> Clusters:
        for number, (one, keys) in enumerate(found):
            self._found(number, one, keys)
            self._join_best(number)
        for number in range(len(found)):
            if number in self.done.profiles:
                self._join_best(number, grown=True)
        self.done.doubts = {pair for pair in map(self._homes, self.done.doubts) if pair[0] != pair[1]}
        return self.done

    def _found(self, number: int, one: Profile, keys: Blocks) -> None:
        self.done.profiles[number] = one
        self.keys[number] = keys
        self.barred[number] = {rival for c in one.claims for rival in self.rivals.get(c.claim_id, ())}
        for key in keys.own:
            self.blocks[key].add(number)

    def _join_best(self, number: int, grown: bool = False) -> None:
        """Join a cluster to the best of the others in its blocks, if neither is torn between two.

        `grown`: all clusters are there, so that the other may be torn as well.
        """
        compared = self._compared(number)
        fit = self._fit(number, compared)
        joined = -fit[0][1] if fit and not self._torn(fit) else None
        if grown and joined is not None and self._torn(self._fit(joined, self._compared(joined))):
            joined = None
        if joined is not None:
            self._merge(joined, number, compared[joined])
        for other, comparison in compared.items():
            if other != joined and comparison.score >= DOUBT and _doubtful(comparison):
                self.done.doubts.add((other, number))

    def _compared(self, number: int) -> dict[int, Comparison]:
        near = {other for key in self.keys[number].asked for other in self.blocks.get(key, ())} - {number}
        return {other: self._compare(number, other) for other in sorted(near)}

    def _fit(self, number: int, compared: Mapping[int, Comparison]) -> list[tuple[float, int]]:
        """The score of each that a cluster may join, the best first and the older of equals."""
        found = [(it.score, -other) for other, it in compared.items() if self._joins(other, number, it)]
        return sorted(found, reverse=True)

    def _compare(self, one: int, other: int) -> Comparison:
        """Compare the older of two clusters with the younger; once, as long as neither grows."""
        first, second = min(one, other), max(one, other)
        known = self.known[first].get(second)
        if known is None:
            found = compare(self.done.profiles[first], self.done.profiles[second], self.context, self.setting)
            known = self.known[first][second] = self.known[second][first] = self.alike.setdefault(found, found)
        return known

    def _forget(self, number: int) -> None:
        """Forget how a cluster that has grown, or is gone, compared."""
        for other in self.known.pop(number, ()):
            del self.known[other][number]

    def _joins(self, one: int, other: int, comparison: Comparison) -> bool:
        if comparison.forbidden is not None or comparison.score < JOIN:
            return False
        return not any(claim.claim_id in self.barred[one] for claim in self.done.profiles[other].claims)

    def _torn(self, fit: Sequence[tuple[float, int]]) -> bool:
        """Whether another is about as good as the best and cannot be one with it."""
        if len(fit) < 2:
            return False
        best = -fit[0][1]
        rivals = (-other for score, other in fit[1:] if score > fit[0][0] - MARGIN)
        return any(self._compare(best, other).forbidden is not None for other in rivals)

    def _merge(self, kept: int, gone: int, comparison: Comparison) -> None:
        reason = f"{comparison.why} (score {comparison.score:g})"
        for number in (kept, gone):
            self._forget(number)
            for claim in self.done.profiles[number].claims:
                self.done.why.setdefault(claim.claim_id, reason)
        self.done.profiles[kept].absorb(self.done.profiles.pop(gone))
        self.barred[kept] |= self.barred.pop(gone)
        ours, theirs = self.keys[kept], self.keys.pop(gone)
        for key in theirs.own:
            self.blocks[key].discard(gone)
            self.blocks[key].add(kept)
        self.keys[kept] = Blocks(ours.own | theirs.own, ours.asked | theirs.asked)
        self.home[gone] = kept

    def _homes(self, pair: tuple[int, int]) -> tuple[int, int]:
        one, other = sorted(self._home(number) for number in pair)
        return one, other

    def _home(self, number: int) -> int:
        while number in self.home:
            number = self.home[number]
        return number


def _doubtful(comparison: Comparison) -> bool:
    """Whether a doubt is worth a note: it rests on place and time, not on a shared region alone."""
    if "region only" in comparison.features or "place not given" in comparison.features:
        return False
    return comparison.forbidden is None or comparison.doubtful
