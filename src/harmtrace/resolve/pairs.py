"""From two profiles to a score with named features, or to the reason why they cannot be one incident."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

from harmtrace.model.claim import EventClaim
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.resolve.admins import name_key
from harmtrace.resolve.days import NEWS_WINDOW, Days, compare_days
from harmtrace.resolve.places import Relation, finest, in_two_scripts, locations, names_fit
from harmtrace.resolve.profiles import Context, Figure, Level, Profile, compatible, top_harms
from harmtrace.vocab.tables import rows

Nearness = Relation | Level | Literal["quarter"]
Setting = Literal["between", "within"]
"""Whether two profiles are of several documents or of one."""
JOIN = 4.5
"""At this score two profiles are one incident."""
DOUBT = 3.0
"""From this score on two incidents are linked as possibly the same."""
CLOSE = datetime.timedelta(days=2)
"""What a text tells without a day is likely to have happened so many days before at most."""
SHORT = datetime.timedelta(days=3)
"""A longer spell than this says little about the day."""
SAID_OUTRIGHT = 3
"""From this number on it says something that two give the same one."""
NEAR_BY = 40
"""So many characters between two sentences are the end of one and a headline's break at most."""
_LASTING = {"siege"}
"""What goes on while other things happen."""
LIKE_WORDS: Mapping[str, float] = {"some like words": 0.2, "like words": 0.3, "nearly the same words": 0.45}
"""From which cosine on two tellings have words in common; each adds to the one before."""
_PLACE_FEATURE: Mapping[str, str] = {
    "place": "same place",
    "city": "same large city",
    "region": "same region",
    "part": "part of the same place",
    "quarter": "part of the same large city",
    "area": "region only",
    "like": "place names alike",
    "near": "place names alike",
    "unknown": "place not given",
}
_NEAREST: tuple[Nearness, ...] = ("place", "part", "city", "quarter", "like", "near", "region", "area")
_DAY_FEATURE: Mapping[Days, str] = {
    "same": "same day",
    "overlap": "days overlap",
    "next": "days one apart",
    "unknown": "day not given",
}


@cache
def weights(setting: Setting) -> Mapping[str, float]:
    """The weight of each feature: fitted by `python -m evaluation.fit_linking`, kept in the table `linking`."""
    return {row["feature"]: float(row[setting]) for row in rows("linking")}


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


def compare(left: Profile, right: Profile, context: Context, setting: Setting = "between") -> Comparison:
    """Compare two profiles."""
    passed = bool(left.roots & right.roots)
    days = _days(left, right)
    if days in ("apart", "next") and passed and _moved(left, right):
        # A copy that was published on another day counts its "Tuesday" from there.
        days = "unknown"
    if days == "apart" or (days == "unknown" and not passed and setting == "between" and _too_late(left, right)):
        return Comparison(0.0, forbidden="different days")
    if days == "unknown":
        days = _presumed_days(left, right)
    place = _place(left, right, context)
    if place == "apart" and passed and _unknown_place(left, right):
        # A relay may name the town for its quarter, or spell what no gazetteer has in its own way.
        place = "unknown"
    if place == "apart":
        return Comparison(0.0, forbidden="different places")
    if _different_sites(left, right):
        return Comparison(0.0, forbidden="different named sites")
    if (left.kinds == _LASTING) != (right.kinds == _LASTING) and left.kinds and right.kinds:
        return Comparison(0.0, forbidden="a siege and an attack")
    when = "spells overlap" if days == "overlap" and _wide(left, right) else _DAY_FEATURE[days]
    features = (_PLACE_FEATURE[place], when, *_likeness(left, right, context, days, setting))
    weighed = weights(setting)
    score = round(sum(weighed[name] for name in features), 2)
    if place == "near":
        # One document that tells of two villages means two; another may have put the same event next door.
        doubtful = days == "same" and not left.documents & right.documents
        return Comparison(score, features, "different places", doubtful)
    if days == "next" and _both_stated(left, right):
        as_one = score - weighed["days one apart"] + weighed["days overlap"]
        return Comparison(round(as_one, 2), features, "different days", doubtful=True)
    return Comparison(score, features)


def _days(left: Profile, right: Profile) -> Days:
    """The nearest that the days of two profiles come to each other; apart where any two of them are."""
    found = {compare_days(ours, theirs) for ours, theirs in product(left.days.values(), right.days.values())}
    order: tuple[Days, ...] = ("apart", "same", "overlap", "next")
    return next((days for days in order if days in found), "unknown")


def _presumed_days(left: Profile, right: Profile) -> Days:
    """How the days stand to each other that are told or presumed; what is only presumed keeps nothing apart."""
    ours, theirs = (list(one.days.values()) or list(one.presumed.values()) for one in (left, right))
    found = set()
    for one, other in product(ours, theirs):
        days = compare_days(one, other)
        found.add("overlap" if days == "same" and "publication" in (one.basis, other.basis) else days)
    return "same" if "same" in found else "overlap" if "overlap" in found else "unknown"


def _place(left: Profile, right: Profile, context: Context) -> Nearness:
    """The nearest that the places of two profiles come to each other; apart where any two of them are."""
    found: set[Nearness] = set()
    for ours, theirs in product(left.spots.values(), right.spots.values()):
        kind: Nearness = context.relation(ours, theirs)
        if kind == "apart":
            return "apart"
        levels = {context.level(ours), context.level(theirs)}
        if kind == "part" and "city" in levels:
            kind = "quarter"
        found.add(context.level(ours) if kind == "same" else kind)
    return next((kind for kind in _NEAREST if kind in found), "unknown")


def _too_late(left: Profile, right: Profile) -> bool:
    """Whether what is told without a day was told too early or too late to speak of the other's."""
    if not left.days and not right.days:
        if not left.told_on or not right.told_on:
            return True
        return _gap(left.told_on, right.told_on) > NEWS_WINDOW
    dated, undated = (left, right) if left.days else (right, left)
    if not undated.told_on:
        return True
    told_on = min(undated.told_on)
    return not any(when.start <= told_on <= when.start + NEWS_WINDOW for when in dated.days.values())


def _gap(ours: set[datetime.date], theirs: set[datetime.date]) -> datetime.timedelta:
    return min(abs(one - other) for one, other in product(ours, theirs))


def _wide(left: Profile, right: Profile) -> bool:
    """Whether every day that one of them gives is a longer spell ("last week", "in August")."""
    dated = [one.days.values() for one in (left, right) if one.days]
    return any(all(when.end - when.start > SHORT for when in whens) for whens in dated)


def _told_at_one_time(left: Profile, right: Profile) -> bool:
    """Whether what has no day was told when the other was told, or right after the other's day."""
    times = [one.told_on | {when.start for when in one.days.values()} for one in (left, right)]
    return all(times) and _gap(times[0], times[1]) <= CLOSE


def _both_stated(left: Profile, right: Profile) -> bool:
    """Whether both give their day as a date."""
    return all(any(when.basis == "explicit" for when in one.days.values()) for one in (left, right))


def _moved(left: Profile, right: Profile) -> bool:
    """Whether some day is counted from the day of telling."""
    return any(when.basis != "explicit" for one in (left, right) for when in one.days.values())


def _likeness(left: Profile, right: Profile, context: Context, days: Days, setting: Setting) -> Iterator[str]:
    kinds = _shared(left.kinds, right.kinds)
    if kinds is not None:
        yield "same kind of event" if kinds else "other kind of event"
    targets = _shared(left.targets, right.targets)
    if targets is not None:
        yield "same kind of target" if targets else "other kind of target"
    sides = _shared(left.sides, right.sides)
    if sides is not None:
        yield "same actor" if sides else "other actor"
    if left.weapons & right.weapons:
        yield "same weapon"
    corrected = _is_corrected(left, right, context)
    toll = _toll(left.figures, right.figures)
    if toll is not None and not corrected:
        yield toll
    if setting == "within":
        if days == "unknown" and _too_late(left, right):
            yield "told long after"
        if _near_by(left, right):
            yield "next to it"
        return
    alike = context.wording.likeness(left.words, right.words)
    yield from (name for name, least in LIKE_WORDS.items() if alike >= least)
    if days == "unknown" and _told_at_one_time(left, right):
        yield "told at the same time"
    if left.origins & right.origins:
        yield "same origin"
    copied = any(context.copied.get(document, frozenset()) & right.documents for document in left.documents)
    if copied and alike >= LIKE_WORDS["like words"]:
        yield "copied words"
    elif corrected:
        yield "corrected"
    elif left.roots & right.roots:
        yield "passed on"


def _is_corrected(left: Profile, right: Profile, context: Context) -> bool:
    """Whether a document of one corrects one of the other."""
    pairs = ((left.documents, right.documents), (right.documents, left.documents))
    return any(context.corrects.get(document) in theirs for ours, theirs in pairs for document in ours)


def _near_by(left: Profile, right: Profile) -> bool:
    ours, theirs = ([(e.start, e.end) for c in one.claims for e in c.evidence] for one in (left, right))
    return any(start - NEAR_BY <= end and begin - NEAR_BY <= stop for start, stop in ours for begin, end in theirs)


def _unknown_place(left: Profile, right: Profile) -> bool:
    return any(where.place_id is None for one in (left, right) for spot in one.spots.values() for where in spot.places)


def _shared(ours: set[str], theirs: set[str]) -> bool | None:
    return bool(ours & theirs) if ours and theirs else None


def _toll(ours: set[Figure], theirs: set[Figure]) -> str | None:
    """Whether some figure is told of one harm by both; None where they tell of no common harm."""
    pairs = [(one, other) for one, other in product(ours, theirs) if one[0] == other[0]]
    if not pairs:
        return None
    if any(one[2] == one[3] == other[2] == other[3] >= SAID_OUTRIGHT for one, other in pairs):
        return "same figure"
    held = any(max(one[2], other[2]) <= min(one[3], other[3]) for one, other in pairs)
    return "same toll" if held else "other toll"


def _different_sites(left: Profile, right: Profile) -> bool:
    """Whether both name a site of the same kind, and by different proper names."""
    for one, other in product(left.claims, right.claims) if left.documents & right.documents else ():
        if one.document_id == other.document_id and _different_targets(one, other):
            return True
    ours, theirs = (_sites(one) for one in (left, right))
    return bool(ours and theirs) and not any(_one_site(a, b) for a, b in product(ours, theirs))


def _different_targets(one: EventClaim, other: EventClaim) -> bool:
    for ours, theirs in product(one.targets, other.targets):
        if ours.target_id == theirs.target_id:
            first, second = _proper_words(ours.text), _proper_words(theirs.text)
            if first and second and not first & second:
                return True
    return False


def _sites(one: Profile) -> list[Where]:
    return [where for spot in one.spots.values() for where in spot.places if where.level == "site"]


def _one_site(one: Where, other: Where) -> bool:
    ours, theirs = (where.place_id or name_key(where.name) or fold_name(where.name) for where in (one, other))
    return ours == theirs or (in_two_scripts(one.name, other.name) and names_fit(one, other))


def _proper_words(text: str) -> set[str]:
    return {fold_name(word) for word in text.split() if word[:1].isupper()}


def told_apart(left: EventClaim, right: EventClaim, context: Context) -> bool:
    """Whether one document gives the two different days, or different figures for the same thing.

    Two tellers whom it cites for one place and day may differ in their figures.
    """
    days = compare_days(left.when, right.when)
    if days in ("next", "apart"):
        return True
    if left.document_id in context.corrects:
        # A correction tells one incident twice: as it was told, and as it is right.
        return False
    if not _figures_differ(left, right) or _nested(left, right):
        return False
    if context.origin_of.get(left.claim_id) == context.origin_of.get(right.claim_id):
        return True
    ours, theirs = ({w.place_id or fold_name(w.name) for w in finest(locations(c))} for c in (left, right))
    return not (ours == theirs and days == "same")


def _figures_differ(left: EventClaim, right: EventClaim) -> bool:
    pairs = [(a, b) for a, b in product(top_harms(left.harms), top_harms(right.harms)) if a.harm == b.harm]
    return bool(pairs) and not any(compatible(a.quantity, b.quantity) for a, b in pairs)


def _nested(left: EventClaim, right: EventClaim) -> bool:
    """Whether the figures of one may be parts of the other's: a status or a group is told only of one."""
    return any(
        ours.harm == theirs.harm and (ours.status != theirs.status or bool(ours.who) != bool(theirs.who))
        for ours, theirs in product(left.harms, right.harms)
    )
