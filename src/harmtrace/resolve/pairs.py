"""From two single-incident claims to a score with named features, or to the reason why they cannot be one incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from harmtrace.model.claim import EventClaim, Harm
from harmtrace.model.document import Document
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.days import NEWS_WINDOW, Days, compare_days
from harmtrace.resolve.places import REGION_RANK, Relation, finest, in_two_scripts, locations, names_fit, rank, relation

WEIGHTS: Mapping[str, float] = {
    "same place": 3.0,
    "same region": 1.0,
    "part of the same place": 2.0,
    "region only": 0.5,
    "place names alike": 1.5,
    "place not given": 0.0,
    "same day": 2.0,
    "days overlap": 1.0,
    "day not given": 0.0,
    "same kind of target": 1.5,
    "other kind of target": -0.5,
    "same actor": 0.5,
    "other actor": -0.25,
    "same weapon": 0.5,
    "same toll": 1.0,
    "other toll": -0.5,
    "same origin": 0.5,
    "copied words": 3.0,
    "passed on": 3.0,
    "corrected": 3.0,
}
"""Set by hand from what a recorder would accept; fitting them on labelled pairs is later work."""
JOIN = 4.5
"""At this score two claims are one incident."""
DOUBT = 3.0
"""From this score on two incidents are linked as possibly the same."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a comparison needs beside the two claims."""

    gazetteer: Gazetteer
    documents: Mapping[str, Document]
    origin_of: Mapping[str, str]
    copied: frozenset[tuple[str, str]] = frozenset()
    """Pairs of documents of which one copies the other, in both orders."""
    passed: Mapping[str, str] = field(default_factory=dict)
    """For a claim that passes on one of another document, that one."""
    presumed: Mapping[str, When] = field(default_factory=dict)
    """The days that claims without one may be presumed to speak of."""
    corrects: Mapping[str, str] = field(default_factory=dict)
    """For a document that corrects an earlier page, that page."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score of a pair with its features; `forbidden` says why the two cannot be joined."""

    score: float
    features: tuple[str, ...] = ()
    forbidden: str | None = None
    doubtful: bool = False
    """Forbidden, and yet perhaps the same: a day off by one, or two neighbouring villages with names alike."""

    @property
    def why(self) -> str:
        """The features in words."""
        return ", ".join(self.features)


def compare(left: EventClaim, right: EventClaim, context: Context) -> Comparison:
    """Compare two claims of scope `single`."""
    days = compare_days(left.when, right.when)
    if days == "apart" or (days == "unknown" and _too_late(left, right, context)):
        return Comparison(0.0, forbidden="different days")
    if days == "unknown":
        days = _presumed_days(left, right, context)
    place: Relation | Literal["region"] = relation(locations(left), locations(right), context.gazetteer)
    if place == "apart" and _passed_on(left, right, context.passed) and _unknown_place(left, right):
        # A relay may name the town for its quarter, or spell what no gazetteer has in its own way.
        place = "unknown"
    if place == "apart":
        return Comparison(0.0, forbidden="different places")
    if _different_sites(left, right):
        return Comparison(0.0, forbidden="different named sites")
    if place == "same" and rank(finest(locations(left))[0]) >= REGION_RANK:
        place = "region"
    told_apart = left.document_id == right.document_id and _told_apart(left, right)
    told_apart = told_apart and not _takes_back(left, right, context)
    features = [
        {
            "same": "same place",
            "region": "same region",
            "part": "part of the same place",
            "area": "region only",
            "like": "place names alike",
            "near": "place names alike",
            "unknown": "place not given",
        }[place],
        {"same": "same day", "overlap": "days overlap", "next": "day not given", "unknown": "day not given"}[days],
        *_likeness(left, right, context),
    ]
    score = sum(WEIGHTS[name] for name in features)
    if told_apart:
        return Comparison(score, tuple(features), "one document tells them apart")
    if place == "near":
        # One document that tells of two villages means two; another may have put the same event next door.
        doubtful = days == "same" and left.document_id != right.document_id
        return Comparison(score, tuple(features), "different places", doubtful)
    if days == "next":
        return Comparison(score + WEIGHTS["days overlap"], (*features, "days one apart"), "different days", True)
    return Comparison(score, tuple(features))


def _too_late(left: EventClaim, right: EventClaim, context: Context) -> bool:
    """Whether one without a day was published too early or too late to speak of the other's day."""
    dated, undated = (left, right) if left.when is not None else (right, left)
    document, other = (context.documents.get(claim.document_id) for claim in (undated, dated))
    told_on = document.told_on if document is not None else None
    if told_on is None:
        return dated.document_id != undated.document_id
    if dated.when is None:
        other_told_on = other.told_on if other is not None else None
        return other_told_on is None or abs(other_told_on - told_on) > NEWS_WINDOW
    return not dated.when.start <= told_on <= dated.when.start + NEWS_WINDOW


def _presumed_days(left: EventClaim, right: EventClaim, context: Context) -> Days:
    """How the days stand to each other that are told or presumed; what is only presumed keeps nothing apart."""
    ours, theirs = (claim.when or context.presumed.get(claim.claim_id) for claim in (left, right))
    days = compare_days(ours, theirs)
    if days not in ("same", "overlap") or ours is None or theirs is None:
        return "unknown"
    return "overlap" if "publication" in (ours.basis, theirs.basis) else days


def _likeness(left: EventClaim, right: EventClaim, context: Context) -> Iterable[str]:
    targets = _shared({t.target_id for t in left.targets}, {t.target_id for t in right.targets})
    actors = _shared(_perpetrators(left), _perpetrators(right))
    if targets is not None:
        yield "same kind of target" if targets else "other kind of target"
    if actors is not None:
        yield "same actor" if actors else "other actor"
    if _shared({w.weapon_id for w in left.weapons}, {w.weapon_id for w in right.weapons}):
        yield "same weapon"
    corrected = _is_corrected(left, right, context)
    toll = _same_toll(left, right)
    if toll is not None and not corrected:
        yield "same toll" if toll else "other toll"
    if context.origin_of.get(left.claim_id) == context.origin_of.get(right.claim_id):
        yield "same origin"
    if (left.document_id, right.document_id) in context.copied:
        yield "copied words"
    elif corrected:
        yield "corrected"
    elif _passed_on(left, right, context.passed):
        yield "passed on"


def _is_corrected(left: EventClaim, right: EventClaim, context: Context) -> bool:
    """Whether one document corrects the other."""
    pair = (left.document_id, right.document_id)
    return context.corrects.get(pair[0]) == pair[1] or context.corrects.get(pair[1]) == pair[0]


def _takes_back(left: EventClaim, right: EventClaim, context: Context) -> bool:
    """Whether the two are of a correction, which tells one incident twice: as it was told, and as it is right."""
    return left.document_id in context.corrects and compare_days(left.when, right.when) not in ("next", "apart")


def _passed_on(left: EventClaim, right: EventClaim, passed: Mapping[str, str]) -> bool:
    """Whether one passes on the other, or both pass on the same one."""
    ours, theirs = (passed.get(claim.claim_id, claim.claim_id) for claim in (left, right))
    return ours == theirs


def _unknown_place(*claims: EventClaim) -> bool:
    return any(where.place_id is None for claim in claims for where in finest(locations(claim)))


def _shared(ours: set[str], theirs: set[str]) -> bool | None:
    return bool(ours & theirs) if ours and theirs else None


def _perpetrators(claim: EventClaim) -> set[str]:
    """The sides alleged, by the first part of the actor id ("sy", "ru", "opp"); a joint actor is both."""
    sides: set[str] = set()
    for actor in claim.actors:
        if actor.role in ("alleged_perpetrator", "claimed_responsibility") and actor.actor_id:
            head, _, rest = actor.actor_id.partition(".")
            sides |= set(rest.split("_")) if head == "joint" else {head}
    return sides - {"unk"}


def _different_sites(left: EventClaim, right: EventClaim) -> bool:
    """Whether both name a site of the same kind, and by different proper names."""
    for ours, theirs in product(left.targets, right.targets):
        if ours.target_id != theirs.target_id or left.document_id != right.document_id:
            continue
        one, other = _proper_words(ours.text), _proper_words(theirs.text)
        if one and other and not one & other:
            return True
    pairs = [(a, b) for a, b in product(_sites(left), _sites(right))]
    return bool(pairs) and not any(_one_site(a, b) for a, b in pairs)


def _sites(claim: EventClaim) -> list[Where]:
    return [where for where in locations(claim) if where.level == "site"]


def _one_site(one: Where, other: Where) -> bool:
    ours, theirs = (where.place_id or fold_name(where.name) for where in (one, other))
    return ours == theirs or (in_two_scripts(one.name, other.name) and names_fit(one, other))


def _proper_words(text: str) -> set[str]:
    return {fold_name(word) for word in text.split() if word[:1].isupper()}


def _told_apart(left: EventClaim, right: EventClaim) -> bool:
    """Whether one document gives the two different places, days or figures for the same thing."""
    if compare_days(left.when, right.when) in ("next", "apart"):
        return True
    return _same_toll(left, right) is False and not _nested(left, right)


def _nested(left: EventClaim, right: EventClaim) -> bool:
    """Whether the figures of one may be parts of the other's: a status or a group is told only of one."""
    return any(
        ours.harm == theirs.harm and (ours.status != theirs.status or bool(ours.who) != bool(theirs.who))
        for ours, theirs in product(left.harms, right.harms)
    )


def _same_toll(left: EventClaim, right: EventClaim) -> bool | None:
    """Whether some equal figure is told of one harm; None where the two tell of no common harm."""
    pairs = [
        (ours.quantity, theirs.quantity)
        for ours, theirs in product(_tops(left.harms), _tops(right.harms))
        if ours.harm == theirs.harm
    ]
    if not pairs:
        return None
    return any(compatible(ours, theirs) for ours, theirs in pairs)


def _tops(harms: Iterable[Harm]) -> list[Harm]:
    return [harm for harm in harms if harm.subset_of is None]


def compatible(ours: Quantity, theirs: Quantity) -> bool:
    """Whether one number may satisfy both quantities."""
    low = max(_low(ours), _low(theirs))
    high = min(_high(ours), _high(theirs))
    return low <= high


def _low(quantity: Quantity) -> float:
    if quantity.op in ("eq", "approx") and quantity.value is not None:
        return float(quantity.value)
    return float(quantity.low) if quantity.low is not None else 0.0


def _high(quantity: Quantity) -> float:
    if quantity.op in ("eq", "approx") and quantity.value is not None:
        return float(quantity.value)
    return float(quantity.high) if quantity.high is not None else float("inf")
