"""What grouping found of each document and its episodes, so that it looks again only where something changed.

A claim's turn is taken as it was before where nothing that it met then, or meets now, has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from harmtrace.model.claim import EventClaim
from harmtrace.model.ids import sha256_hex
from harmtrace.resolve.blocks import Blocks
from harmtrace.resolve.profiles import Context

Order = tuple[int, bool, str, str]
"""How finely an episode tells its place, whether it tells no day, when it was told, and its first claim by id."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an episode, or the cluster that it founded, did at one of its turns. Clusters go by their first claims."""

    joined: str | None = None
    looked: str | None = None
    """The cluster that it would have joined; what that one met bears on the step as well."""
    why: str = ""
    doubts: tuple[str, ...] = ()
    """Clusters that it may be the same as."""


@dataclass(frozen=True, slots=True)
class Episode:
    """Claims that one text tells as one incident, their keys (those of both sides apart), and their turns."""

    claims: tuple[str, ...]
    order: Order
    shared: tuple[str, ...]
    own: tuple[str, ...]
    asked: tuple[str, ...]
    steps: tuple[Step | None, Step | None] = (None, None)
    """The second where the cluster that it founded still stood when all were there."""

    @property
    def first(self) -> str:
        """The claim that its cluster goes by."""
        return self.claims[0]

    @property
    def keys(self) -> Blocks:
        """The keys of its blocks."""
        return Blocks(frozenset((*self.shared, *self.own)), frozenset((*self.shared, *self.asked)))


@dataclass(frozen=True, slots=True)
class Remembered:
    """The episodes of one document, why their claims are together, and which are told apart or may be the same."""

    fingerprint: str
    episodes: tuple[Episode, ...]
    why: Mapping[str, str]
    apart: Mapping[str, tuple[str, ...]]
    doubts: tuple[tuple[str, str], ...]


Memory = Mapping[str, Remembered]
"""What was found of each document, by its id."""


def basis_of(document_id: str, claims: Sequence[EventClaim], context: Context, rules: str) -> str:
    """The fingerprint of all that comparing the claims of a document reads, but for the others that they meet.

    The claims count with all that they say: what a record knows beside their texts may tell of their places and parties
    while their ids stay.
    """
    facts = [
        [mapping.get(claim.claim_id) for mapping in (context.origin_of, context.passed, context.presumed)]
        for claim in claims
    ]
    told = [
        [c.claim_id, c.when, c.where, c.event_types, c.weapons, c.actors, c.targets, c.harms, c.evidence]
        for c in claims
    ]
    about = [context.corrects.get(document_id), sorted(context.copied.get(document_id, ()))]
    read = msgspec.json.encode([rules, str(context.told_on(claims[0])), about, facts, told], order="deterministic")
    return f"fp_{sha256_hex(read)[:20]}"


def homes(episodes: Iterable[Episode]) -> dict[str, str]:
    """For each episode, by its first claim, the cluster that it ended in."""
    joined = {one.first: step.joined for one in episodes for step in one.steps if step is not None and step.joined}
    found: dict[str, str] = {}
    for first in joined:
        way = [first]
        while way[-1] in joined:
            way.append(joined[way[-1]])
        found |= dict.fromkeys(way, way[-1])
    return found
