"""From profiles to clusters: each joins the one that it is most like, never one that it cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.resolve.blocks import Blocks
from harmtrace.resolve.pairs import DOUBT, JOIN, Comparison, Setting, compare
from harmtrace.resolve.profiles import Context, Profile
from harmtrace.resolve.remembered import Episode, Step, homes
from harmtrace.resolve.settled import Rivals

MARGIN = 1.0
"""By so much the best must lead others that cannot be one with it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Claims of one profile that wait for their turn; the profile itself is made once it is compared."""

    claims: tuple[str, ...]
    keys: Blocks
    profile: Callable[[], Profile]

    @property
    def first(self) -> str:
        """The claim that its cluster goes by."""
        return self.claims[0]


@dataclass(slots=True)
class Clusters:
    """Claims that were joined, with the reason for each of them and the pairs that stay in doubt (by number)."""

    members: dict[int, list[str]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    doubts: set[tuple[int, int]] = field(default_factory=set)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    """What was done at each turn of each profile, by its first claim."""
    profiles: dict[int, Profile] = field(default_factory=dict)


def cluster(found: Sequence[tuple[Profile, Blocks]], rivals: Rivals, context: Context, setting: Setting) -> Clusters:
    """Join profiles, which come with the blocks that they stand and look in, in the order given.

    Each joins the cluster of its blocks that it is most like, or founds one; then clusters that have grown alike are
    joined. What is about as like two clusters that cannot be one joins neither. The time grows with the number of
    profiles and that of clusters in a block, not with that of pairs.
    """
    joining = _Joining([_standing(one, keys) for one, keys in found], rivals, context, setting, _Untouched([], [], []))
    done = joining.clusters()
    done.profiles = {number: joining.profile(number) for number in done.members}
    return done


def cluster_anew(
    found: Sequence[Standing], rivals: Rivals, context: Context, kept: Iterable[Episode], gone: Iterable[Episode]
) -> Clusters:
    """Join profiles of several documents as `cluster` does, without profiles in what is returned.

    `kept` are the episodes that stand as they stood when clusters were made last; `gone` those that no longer do. What
    the others meet is looked at again, and what these meet in turn where it is joined in another way than before; all
    else is done as it was.
    """
    untouched = _Untouched(found, kept, gone)
    return _Joining(found, rivals, context, "between", untouched).clusters()


def _standing(one: Profile, keys: Blocks) -> Standing:
    return Standing(tuple(claim.claim_id for claim in one.claims), keys, lambda: one)


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


class _Untouched:
    """Which turns may be taken as they were before: those of clusters that meet no touched one.

    Touched is a cluster that is not, at this time, what it was at the same time before; so are all of its claims, in
    the clusters of before and of now. What meets one asks for a key that one of them stands under.
    """

    def __init__(self, found: Sequence[Standing], kept: Iterable[Episode], gone: Iterable[Episode]) -> None:
        self.before = {one.first: one for one in kept}
        lost = list(gone)
        self.touched: set[int] = set()
        self._keys: set[str] = set()
        for one in lost:
            self._keys.update(one.keys.own)
        home = homes([*self.before.values(), *lost]) if lost else {}
        ended = {home.get(one.first, one.first) for one in lost}
        for number, standing in enumerate(found):
            if standing.first not in self.before or home.get(standing.first, standing.first) in ended:
                self.touch(number, standing.keys)

    def touch(self, number: int, keys: Blocks) -> None:
        """Note that a cluster is not what it was."""
        if self.before:
            self.touched.add(number)
            self._keys.update(keys.own)

    def step(self, first: str, grown: bool) -> Step | None:
        """What was done at this turn before."""
        one = self.before.get(first)
        return one.steps[grown] if one is not None else None

    def meets(self, keys: Blocks) -> bool:
        """Whether what has these keys meets a touched cluster."""
        return not self._keys.isdisjoint(keys.asked)


class _Joining:
    """The clusters, while they grow."""

    def __init__(
        self, found: Sequence[Standing], rivals: Rivals, context: Context, setting: Setting, untouched: _Untouched
    ) -> None:
        self.found = found
        self.rivals = rivals
        self.context = context
        self.setting = setting
        self.untouched = untouched
        self.done = Clusters()
        self.numbers = {one.first: number for number, one in enumerate(found)}
        self.blocks: dict[str, set[int]] = defaultdict(set)
        self.keys: dict[int, Blocks] = {}
        self.barred: dict[int, set[str]] = {}
        self.home: dict[int, int] = {}
        self.profiles: dict[int, Profile] = {}
        self.absorbed: dict[int, list[int]] = defaultdict(list)
        """What a cluster whose profile is not made has taken in, in this order."""
        self.known: dict[int, dict[int, Comparison]] = defaultdict(dict)
        """How two clusters compare, by either of them, as long as neither grows."""
        self.alike: dict[Comparison, Comparison] = {}
        """Each comparison once: many pairs compare alike."""

    def clusters(self) -> Clusters:
        for number, one in enumerate(self.found):
            self._found(number, one)
            self._turn(number)
        for number in range(len(self.found)):
            if number in self.done.members:
                self._turn(number, grown=True)
            else:
                self._missed(number)
        self.done.doubts = {pair for pair in map(self._homes, self.done.doubts) if pair[0] != pair[1]}
        return self.done

    def profile(self, number: int) -> Profile:
        """What the claims of a cluster tell together."""
        known = self.profiles.get(number)
        if known is None:
            known = self.profiles[number] = self.found[number].profile()
            for gone in self.absorbed.pop(number, ()):
                known.absorb(self.profile(gone))
                del self.profiles[gone]
        return known

    def _found(self, number: int, one: Standing) -> None:
        self.done.members[number] = list(one.claims)
        self.keys[number] = one.keys
        self.barred[number] = {rival for claim in one.claims for rival in self.rivals.get(claim, ())}
        for key in one.keys.own:
            self.blocks[key].add(number)

    def _turn(self, number: int, grown: bool = False) -> None:
        """Do what was done at this turn before, or the best where that may be something else now."""
        first = self.found[number].first
        before = self.untouched.step(first, grown)
        if before is not None and self._stands(number, before):
            step = before
        else:
            step = self._best(number, grown)
            self._touch(number, step, before)
        if step.joined is not None:
            self._merge(self.numbers[step.joined], number, step.why)
        self.done.doubts.update((self.numbers[other], number) for other in step.doubts)
        self.done.steps.setdefault(first, []).append(step)

    def _stands(self, number: int, step: Step) -> bool:
        """Whether a turn meets what it met before."""
        if number in self.untouched.touched or self.untouched.meets(self.keys[number]):
            return False
        return step.looked is None or not self.untouched.meets(self.keys[self.numbers[step.looked]])

    def _touch(self, number: int, step: Step, before: Step | None) -> None:
        """Note the clusters that are not what they were because something else is done than before."""
        then = before.joined if before is not None else None
        if step.joined != then:
            for one in (self.found[number].first, step.joined, then):
                if one in self.numbers:
                    home = self._home(self.numbers[one])
                    self.untouched.touch(home, self.keys[home])

    def _missed(self, number: int) -> None:
        """Note what a cluster joined at this turn before that has joined another already."""
        before = self.untouched.step(self.found[number].first, True)
        if before is not None:
            self._touch(number, Step(), before)

    def _best(self, number: int, grown: bool) -> Step:
        """Join a cluster to the best of the others in its blocks, if neither is torn between two.

        `grown`: all clusters are there, so that the other may be torn as well.
        """
        compared = self._compared(number)
        fit = self._fit(number, compared)
        joined = -fit[0][1] if fit and not self._torn(fit) else None
        looked = joined if grown else None
        if looked is not None and self._torn(self._fit(looked, self._compared(looked))):
            joined = None
        doubts = (
            self.found[other].first
            for other, comparison in compared.items()
            if other != joined and comparison.score >= DOUBT and _doubtful(comparison)
        )
        why = f"{compared[joined].why} (score {compared[joined].score:g})" if joined is not None else ""
        return Step(self._name(joined), self._name(looked), why, tuple(doubts))

    def _name(self, number: int | None) -> str | None:
        return None if number is None else self.found[number].first

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
            found = compare(self.profile(first), self.profile(second), self.context, self.setting)
            known = self.known[first][second] = self.known[second][first] = self.alike.setdefault(found, found)
        return known

    def _forget(self, number: int) -> None:
        """Forget how a cluster that has grown, or is gone, compared."""
        for other in self.known.pop(number, ()):
            del self.known[other][number]

    def _joins(self, one: int, other: int, comparison: Comparison) -> bool:
        if comparison.forbidden is not None or comparison.score < JOIN:
            return False
        return self.barred[one].isdisjoint(self.done.members[other])

    def _torn(self, fit: Sequence[tuple[float, int]]) -> bool:
        """Whether another is about as good as the best and cannot be one with it."""
        if len(fit) < 2:
            return False
        best = -fit[0][1]
        rivals = (-other for score, other in fit[1:] if score > fit[0][0] - MARGIN)
        return any(self._compare(best, other).forbidden is not None for other in rivals)

    def _merge(self, kept: int, gone: int, reason: str) -> None:
        for number in (kept, gone):
            self._forget(number)
            for claim in self.done.members[number]:
                self.done.why.setdefault(claim, reason)
        self.done.members[kept] += self.done.members.pop(gone)
        if kept in self.profiles:
            self.profiles[kept].absorb(self.profile(gone))
            del self.profiles[gone]
        else:
            self.absorbed[kept].append(gone)
        self.barred[kept] |= self.barred.pop(gone)
        ours, theirs = self.keys[kept], self.keys.pop(gone)
        for key in theirs.own:
            self.blocks[key].discard(gone)
            self.blocks[key].add(kept)
        self.keys[kept] = Blocks(ours.own | theirs.own, ours.asked | theirs.asked)
        self.home[gone] = kept
        if gone in self.untouched.touched or kept in self.untouched.touched:
            self.untouched.touch(kept, self.keys[kept])

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
