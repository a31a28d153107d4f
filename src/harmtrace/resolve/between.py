"""From the claims of single incidents, by document, to those of one incident: first within texts, then between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from harmtrace.model.claim import EventClaim
from harmtrace.resolve.blocks import blocks_of
from harmtrace.resolve.clusters import Clusters, Standing, bundled, cluster, cluster_anew
from harmtrace.resolve.episodes import episodes
from harmtrace.resolve.places import coarseness
from harmtrace.resolve.profiles import Context, Profile
from harmtrace.resolve.remembered import Episode, Memory, Order, Remembered, Step, basis_of
from harmtrace.resolve.settled import Rivals, united

ByDocument = Mapping[str, Sequence[EventClaim]]


@dataclass(frozen=True, slots=True)
class Joined:
    """The claims of each incident, the reasons of joins, pairs of claims whose incidents may be one, and the memory."""

    members: tuple[tuple[str, ...], ...]
    why: Mapping[str, str]
    """What joined a claim to another document, else what joined it in its own."""
    doubts: tuple[tuple[str, str], ...]
    apart: Rivals
    """For a claim those that its text, or a person, tells apart from it."""
    memory: Memory = field(default_factory=dict)


def joined(by_document: ByDocument, context: Context, memory: Memory, version: str) -> Joined:
    """Join claims; what was found before of documents whose claims and all that they meet stay the same is kept.

    Where persons settled which claims are one incident, everything is looked at.
    """
    if context.settled:
        return _settled(by_document, context)
    texts = [_text(key, by_document[key], context, memory.get(key), version) for key in sorted(by_document)]
    kept = [one for text in texts if text.known for one in text.found.episodes]
    still = {text.document_id for text in texts if text.known}
    gone = [one for key, before in memory.items() if key not in still for one in before.episodes]
    rivals = united(*({c: frozenset(others) for c, others in text.found.apart.items()} for text in texts))
    told = [(one, text, place) for text in texts for place, one in enumerate(text.found.episodes)]
    told.sort(key=lambda item: item[0].order)
    standing = [Standing(one.claims, one.keys, partial(text.profile, place)) for one, text, place in told]
    done = cluster_anew(standing, rivals, context, kept, gone)
    within = {claim: why for text in texts for claim, why in text.found.why.items()}
    doubts = [(standing[one].first, standing[other].first) for one, other in sorted(done.doubts)]
    doubts += [pair for text in texts for pair in text.found.doubts]
    found = {text.document_id: _with_steps(text.found, done.steps) for text in texts}
    return Joined(tuple(map(tuple, done.members.values())), within | done.why, tuple(doubts), rivals, found)


@dataclass(slots=True)
class _Text:
    """One document with what was found of it; its profiles are made where they are looked at."""

    document_id: str
    claims: Sequence[EventClaim]
    context: Context
    found: Remembered
    known: bool
    """Whether it was found before."""
    profiles: list[Profile] | None = None

    def profile(self, place: int) -> Profile:
        """The profile of an episode, by its place among those of the document."""
        if self.profiles is None:
            self.profiles = list(episodes(self.claims, self.context)[0].profiles.values())
        return self.profiles[place]


def _text(
    document_id: str, claims: Sequence[EventClaim], context: Context, before: Remembered | None, version: str
) -> _Text:
    fingerprint = basis_of(document_id, claims, context, version)
    if before is not None and before.fingerprint == fingerprint:
        return _Text(document_id, claims, context, before, True)
    found, apart = episodes(claims, context)
    profiles = found.profiles
    remembered = Remembered(
        fingerprint,
        tuple(_episode(one, context) for one in profiles.values()),
        found.why,
        {claim: tuple(sorted(others)) for claim, others in sorted(apart.items())},
        tuple((_first(profiles[one]), _first(profiles[other])) for one, other in sorted(found.doubts)),
    )
    return _Text(document_id, claims, context, remembered, False, list(profiles.values()))


def _episode(one: Profile, context: Context) -> Episode:
    keys = blocks_of(one)
    return Episode(
        tuple(claim.claim_id for claim in one.claims),
        _order(one, context),
        tuple(sorted(keys.own & keys.asked)),
        tuple(sorted(keys.own - keys.asked)),
        tuple(sorted(keys.asked - keys.own)),
    )


def _first(one: Profile) -> str:
    return one.claims[0].claim_id


def _order(one: Profile, context: Context) -> Order:
    """Those that say most first: the finest place, and a day; then by the day of telling."""
    coarse = coarseness(where for spot in one.spots.values() for where in spot.places)
    told_on = min((str(context.told_on(claim)) for claim in one.claims), default="")
    return coarse, not one.days, told_on, min(claim.claim_id for claim in one.claims)


def _with_steps(found: Remembered, steps: Mapping[str, Sequence[Step]]) -> Remembered:
    """What was found with what was done; the same object where that is what was done before."""
    told = []
    for one in found.episodes:
        first, second = (*steps[one.first], None)[:2]
        same = one.steps[0] is first and one.steps[1] is second
        told.append(one if same else replace(one, steps=(first, second)))
    if all(one is before for one, before in zip(told, found.episodes, strict=True)):
        return found
    return replace(found, episodes=tuple(told))


def _settled(by_document: ByDocument, context: Context) -> Joined:
    within = _within(by_document, context)
    told = [one for found, _apart in within.values() for one in found.profiles.values()]
    why = {claim: reason for found, _apart in within.values() for claim, reason in found.why.items()}
    rivals = united(*(apart for _found, apart in within.values()))
    doubts = [(_first(f.profiles[a]), _first(f.profiles[b])) for f, _apart in within.values() for a, b in f.doubts]
    told, decided = bundled(told, context, "between")
    ordered = sorted(told, key=lambda one: _order(one, context))
    first = [_first(one) for one in ordered]
    done = cluster([(one, blocks_of(one)) for one in ordered], rivals, context, "between")
    pairs = [(first[one], first[other]) for one, other in sorted(done.doubts)]
    return Joined(tuple(map(tuple, done.members.values())), why | done.why | decided, (*pairs, *doubts), rivals)


def _within(by_document: ByDocument, context: Context) -> dict[str, tuple[Clusters, Rivals]]:
    """The episodes of each document with the claims that are told apart.

    Where persons join claims of several texts, those are looked at again whose episodes would join what persons hold
    apart.
    """
    found: dict[str, tuple[Clusters, Rivals]] = {}
    for document_id in sorted(by_document):
        found[document_id] = episodes(by_document[document_id], context)
    more: dict[str, frozenset[str]] = {}
    while True:
        profiles = [one for clusters, _apart in found.values() for one in clusters.profiles.values()]
        clashes = context.settled.clashes(context.settled.bundles(profiles))
        if not clashes:
            return found
        more = united(more, clashes)
        for document_id in sorted(by_document):
            if any(claim.claim_id in clashes for claim in by_document[document_id]):
                found[document_id] = episodes(by_document[document_id], context, more)
