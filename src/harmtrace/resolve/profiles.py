"""What claims that are taken for one incident tell together: places, days, kinds, targets, parties and figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from harmtrace.model.claim import EventClaim, Harm
from harmtrace.model.document import Document
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.places import REGION_RANK, Relation, finest, locations, place_key, rank, relation
from harmtrace.resolve.settled import Settled
from harmtrace.resolve.wording import Wording, Words, words_of
from harmtrace.vocab.tables import by_id

Level = Literal["place", "city", "region"]
_FINEST: tuple[Level, ...] = ("place", "city", "region")
_FIRED = {"air": "air", "ground": "fire"}
"""Kinds of event by the first part of the ids of their weapons."""
LARGE_CITY = 500_000
"""A city of so many people is hit in several places in one day: its name alone says less."""
Figure = tuple[str, str, float, float]
"""A harm, its status, and the least and largest number that the words allow."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a comparison needs beside the claims. Relations of places are worked out once."""

    gazetteer: Gazetteer
    documents: Mapping[str, Document]
    origin_of: Mapping[str, str]
    copied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For a document those that copy it or that it copies."""
    passed: Mapping[str, str] = field(default_factory=dict)
    """For a claim that passes on one of another document, that one."""
    presumed: Mapping[str, When] = field(default_factory=dict)
    """The days that claims without one may be presumed to speak of."""
    corrects: Mapping[str, str] = field(default_factory=dict)
    """For a document that corrects an earlier page, that page."""
    wording: Wording = field(default_factory=Wording)
    settled: Settled = field(default_factory=Settled)
    """What persons decided about which claims are one incident."""
    _relations: dict[tuple[str, str], Relation] = field(default_factory=dict)
    _levels: dict[str, Level] = field(default_factory=dict)

    def told_on(self, claim: EventClaim) -> datetime.date | None:
        """The day that the document of a claim was told on."""
        document = self.documents.get(claim.document_id)
        return document.told_on if document is not None else None

    def relation(self, one: Spot, other: Spot) -> Relation:
        """How two spots stand to each other."""
        key = (one.key, other.key)
        known = self._relations.get(key)
        if known is None:
            known = self._relations[key] = relation(one.places, other.places, self.gazetteer)
        return known

    def level(self, spot: Spot) -> Level:
        """How much it says that two are told of this spot."""
        known = self._levels.get(spot.key)
        if known is None:
            known = self._levels[spot.key] = min(map(self._level, spot.places), key=_FINEST.index)
        return known

    def _level(self, where: Where) -> Level:
        if rank(where) >= REGION_RANK:
            return "region"
        place = self.gazetteer.place(where.place_id) if where.place_id and where.level == "settlement" else None
        return "city" if place is not None and place.population >= LARGE_CITY else "place"


@dataclass(frozen=True, slots=True)
class Spot:
    """The finest places that one claim gives."""

    key: str
    places: tuple[Where, ...]


@dataclass(slots=True)
class Profile:
    """The claims of one incident, or a part of them, and what they tell. Equal facts are held once."""

    claims: list[EventClaim]
    documents: set[str]
    origins: set[str]
    roots: set[str]
    """The claims that they are, or pass on."""
    spots: dict[str, Spot]
    days: dict[tuple[datetime.date, datetime.date, bool, bool], When]
    told_on: set[datetime.date]
    """Days of telling of the claims without a day."""
    presumed: dict[tuple[datetime.date, datetime.date, str], When]
    kinds: set[str]
    targets: set[str]
    sides: set[str]
    weapons: set[str]
    figures: set[Figure]
    words: list[Words]
    """Those of each telling, of one text as one where it was joined within it."""

    def absorb(self, other: Profile) -> None:
        """Take in what another profile tells."""
        if self.documents == other.documents and len(self.documents) == 1:
            self.words = [frozenset().union(*self.words, *other.words)]
        else:
            self.words += other.words
        self.claims += other.claims
        for ours, theirs in (
            (self.documents, other.documents),
            (self.origins, other.origins),
            (self.roots, other.roots),
            (self.told_on, other.told_on),
            (self.kinds, other.kinds),
            (self.targets, other.targets),
            (self.sides, other.sides),
            (self.weapons, other.weapons),
            (self.figures, other.figures),
        ):
            ours |= theirs  # type: ignore[operator] # the two of a row are sets of one kind
        self.spots.update(other.spots)
        self.days.update(other.days)
        self.presumed.update(other.presumed)


def profile(claim: EventClaim, context: Context) -> Profile:
    """The profile of one claim."""
    told_on = context.told_on(claim)
    # A country says nothing: whole wars are told of it.
    places = tuple(where for where in finest(locations(claim)) if where.level != "country")
    spot = Spot("+".join(_spot_key(where) for where in places), places)
    when = claim.when
    day = context.presumed.get(claim.claim_id) if when is None else None
    return Profile(
        claims=[claim],
        documents={claim.document_id},
        origins={context.origin_of.get(claim.claim_id, claim.claim_id)},
        roots={context.passed.get(claim.claim_id, claim.claim_id)},
        spots={spot.key: spot} if places else {},
        days={(when.start, when.end, when.basis == "publication", when.basis == "explicit"): when} if when else {},
        told_on={told_on} if told_on is not None and when is None else set(),
        presumed={} if day is None else {(day.start, day.end, day.basis): day},
        kinds=_kinds(claim),
        targets={target.target_id for target in claim.targets},
        sides=set(_sides(claim)),
        weapons={weapon.weapon_id for weapon in claim.weapons},
        words=[words_of(claim)],
        figures={_figure(harm) for harm in top_harms(claim.harms)},
    )


@cache
def kinds_of(event_type: str) -> frozenset[str]:
    """The kinds of event that a type is of; none where it says too little ("attack")."""
    return frozenset(by_id("event_kinds").get(event_type, {}).get("kinds", "").split())


def _kinds(claim: EventClaim) -> set[str]:
    """The kinds of event that a claim tells, by its types and by what was fired: "bombs from a plane exploded"."""
    told = {kind for event_type in claim.event_types for kind in kinds_of(event_type)}
    return told | {_FIRED[head] for weapon in claim.weapons if (head := weapon.weapon_id.partition(".")[0]) in _FIRED}


def top_harms(harms: Iterable[Harm]) -> list[Harm]:
    """The harms that are part of no other."""
    return [harm for harm in harms if harm.subset_of is None]


def compatible(ours: Quantity, theirs: Quantity) -> bool:
    """Whether one number may satisfy both quantities."""
    (low, high), (other_low, other_high) = _ends(ours), _ends(theirs)
    return max(low, other_low) <= min(high, other_high)


def _figure(harm: Harm) -> Figure:
    return (harm.harm, harm.status, *_ends(harm.quantity))


def _ends(quantity: Quantity) -> tuple[float, float]:
    if quantity.op in ("eq", "approx") and quantity.value is not None:
        return float(quantity.value), float(quantity.value)
    low = float(quantity.low) if quantity.low is not None else 0.0
    return low, float(quantity.high) if quantity.high is not None else float("inf")


def _sides(claim: EventClaim) -> Iterable[str]:
    """The sides alleged."""
    for actor in claim.actors:
        if actor.role in ("alleged_perpetrator", "claimed_responsibility") and actor.actor_id:
            yield from sides_of(actor.actor_id)


@cache
def sides_of(actor_id: str) -> tuple[str, ...]:
    """The sides that an actor is of: the first part of its id ("sy", "ru", "opp"); a joint actor is of both.

    Parties of the table of the world are sides of their own: both of one war have ids that begin with its country.
    """
    if actor_id in by_id("actors_world"):
        return (actor_id,)
    head, _, rest = actor_id.partition(".")
    return tuple(side for side in (rest.split("_") if head == "joint" else [head]) if side != "unk")


def _spot_key(where: Where) -> str:
    """A key of all that comparing places looks at."""
    shown = where.place_id or f"{where.name}/{'/'.join(where.admin)}"
    return f"{place_key(where)}:{where.level}:{shown}:{','.join(where.alternatives)}"
