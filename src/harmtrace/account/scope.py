"""Whether an incident or a total lies in a place and period: surely, surely not, or perhaps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.containment import place_in
from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place
from harmtrace.resolve.admins import areas_fit, leads_to
from harmtrace.resolve.places import RANK, REGION_RANK, distinct, finest, place_key, rank

Membership = Literal["yes", "no", "maybe"]
SMALL = frozenset({"site", "neighbourhood", "settlement"})


def both(*answers: Membership) -> Membership:
    """Yes where all are, no where any is not, else perhaps."""
    if "no" in answers:
        return "no"
    return "yes" if all(answer == "yes" for answer in answers) else "maybe"


def in_period(when: When | None, start: datetime.date | None, end: datetime.date | None) -> Membership:
    """Whether `when` lies in the period, whose ends may be open."""
    if start is None and end is None:
        return "yes"
    if when is None:
        return "maybe"
    if when.within(start, end):
        return "yes"
    outside = (start is not None and when.end < start) or (end is not None and when.start > end)
    return "no" if outside else "maybe"


def in_places(where: Sequence[Where], place_ids: Iterable[str], gazetteer: Gazetteer) -> Membership:
    """Whether the finest places of `where` lie in the union of some places (no places: the whole record).

    They are what the tellers call one place: where one is surely inside and none is outside, so is the place. One
    that the gazetteer lacks is judged by the regions that its tellers name beside it.
    """
    wanted = tuple(place_ids)
    if not wanted:
        return "yes"
    if not where:
        return "maybe"
    answers = {_one_in(one, where, wanted, gazetteer) for one in finest(where)}
    return "yes" if "yes" in answers and "no" not in answers else both(*answers)


def read_in_places(where: Sequence[Where], place_ids: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the finest places of `where` can be read so that they lie in the union of some places.

    A name that may be a city and its province can be read as the city; the name of a region cannot be read as a town
    in it, nor a name that nobody knows as any place at all.
    """
    if not place_ids:
        return True
    return bool(where) and all(_read_in(one, place_ids, gazetteer) for one in finest(where))


def _read_in(one: Where, wanted: Sequence[str], gazetteer: Gazetteer) -> bool:
    if one.place_id is None:
        asked = (gazetteer.place(place_id) for place_id in wanted)
        small = [place.place_id for place in asked if place is not None and place.level in SMALL]
        return any(_contained(place_id, one, gazetteer) == "maybe" for place_id in small)
    for place_id in (one.place_id, *one.alternatives):
        inner = gazetteer.place(place_id)
        if inner is None:
            continue
        answers = {place_in(outer, inner, gazetteer) for w in wanted if (outer := gazetteer.place(w)) is not None}
        if "yes" in answers or ("maybe" in answers and not inner.is_area()):
            return True
    return False


def _one_in(one: Where, every: Sequence[Where], wanted: Sequence[str], gazetteer: Gazetteer) -> Membership:
    answers = [_contained(place_id, one, gazetteer) for place_id in wanted]
    if "yes" in answers:
        return "yes"
    regions = [w for w in every if rank(w) >= REGION_RANK and rank(w) > rank(one)]
    if one.place_id is None and regions:
        for place_id, answer in zip(wanted, answers, strict=True):
            if answer == "maybe" and any(gazetteer.contains(place_id, w) == "yes" for w in regions):
                return "yes"
        if all(gazetteer.contains(place_id, w) == "no" for place_id in wanted for w in regions):
            return "no"
    return "maybe" if "maybe" in answers else "no"


def _contained(place_id: str, where: Where, gazetteer: Gazetteer) -> Membership:
    outer = gazetteer.place(place_id)
    if outer is not None and outer.level in SMALL and where.place_id is None and rank(where) <= 2:
        if rank(where) < RANK["settlement"] and _told_to_lie_in(where, outer):
            return "yes"
        # An unknown village is not this town unless it may be a spelling of its name.
        names = {skeleton(fold_name(name)) for name in (outer.name, *outer.names)}
        return "maybe" if skeleton(fold_name(where.name)) in names else "no"
    return gazetteer.contains(place_id, where)


def _told_to_lie_in(where: Where, town: Place) -> bool:
    """Whether a quarter or site that no gazetteer has is told of as one of a town."""
    names = {fold_name(name) for name in (town.name, *town.names)}
    return bool(where.admin) and fold_name(where.admin[-1]) in names and leads_to(town.admin, where.admin[:-1])


def places_of(total: Sequence[Where], gazetteer: Gazetteer) -> tuple[Where, ...]:
    """The places that a total counts in: all that it names, but for those that only say where another of them lies."""
    kept: list[Where] = []
    for where in sorted(distinct(total), key=rank):
        around = [one for one in kept if rank(one) < rank(where)]
        if not any(where.place_id is None or gazetteer.contains(where.place_id, one) != "no" for one in around):
            kept.append(where)
    return tuple(kept)


def in_period_of(when: When | None, total: When | None) -> Membership:
    """Whether the days of an incident lie in the period of a total."""
    return in_period(when, total.start, total.end) if total else "maybe"


def in_places_of(incident: Sequence[Where], total: Sequence[Where], gazetteer: Gazetteer) -> Membership:
    """Whether the places of an incident lie in those that a total counts in."""
    answers = {_in_part(incident, where, gazetteer) for where in total}
    return "yes" if "yes" in answers else "no" if answers == {"no"} else "maybe"


def _in_part(incident: Sequence[Where], where: Where, gazetteer: Gazetteer) -> Membership:
    if where.place_id is None:
        named = [w for w in incident if place_key(w) == place_key(where)]
        fits = {areas_fit(w, where, gazetteer) for w in named}
        return "yes" if "yes" in fits else "no" if fits == {"no"} else "maybe"
    if where.modifier is None:
        return in_places(incident, (where.place_id,), gazetteer)
    answers = [gazetteer.area_holds(where, place) for place in finest(incident)]
    return "maybe" if not answers or "maybe" in answers else "no"


def apart_places(one: Where, other: Where, gazetteer: Gazetteer) -> bool:
    """Whether two places surely have no point in common."""
    if one.place_id is None or other.place_id is None:
        return False
    return gazetteer.contains(one.place_id, other) == "no" and gazetteer.contains(other.place_id, one) == "no"
