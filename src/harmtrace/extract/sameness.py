"""Whether two tellings can be of one event: their dates, places, kinds and figures."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.locating import PARTS_OF_TOWNS
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS, Where

SAME_EPISODE_DAYS = 3
PLACED = 2
"""The gazetteer knows the province of a place that lies in so many areas."""
_CLOSE = 0.1
"""How far a rounded figure may lie from the exact one, as a share of it."""


def dates_fit(one: When, other: When) -> bool:
    """Whether two dates can be those of one event: they share a day, and neither is a long period of its own."""
    lengths = [(when.end - when.start).days if when.precision == "range" else 0 for when in (one, other)]
    return one.overlaps(other) and abs(lengths[0] - lengths[1]) <= SAME_EPISODE_DAYS


def is_period(when: When) -> bool:
    """Whether a date is longer than an episode."""
    return (when.end - when.start).days > SAME_EPISODE_DAYS


def located(event: EventDraft) -> list[Where]:
    """The places where it happened, without origins and destinations."""
    return [place for place in event.where if place.role == "location"]


def places_fit(here: Sequence[Where], there: Sequence[Where]) -> bool:
    """Whether a place of the one is, or lies in, a place of the other."""
    for one in here:
        for other in there:
            if one.place_id and one.place_id == other.place_id:
                return True
            if one.name.lower() == other.name.lower():
                return True
            if one.level in AREA_LEVELS and one.name in other.admin:
                return True
            if other.level in AREA_LEVELS and other.name in one.admin:
                return True
            small = "site" in (one.level, other.level) or "neighbourhood" in (one.level, other.level)
            if small and (one.name.lower() in other.name.lower() or other.name.lower() in one.name.lower()):
                return True
    return False


def may_fit(here: Sequence[Where], there: Sequence[Where]) -> bool:
    """Whether places fit as far as is known: one that no gazetteer has may lie in any region, a quarter in any town."""
    if places_fit(here, there):
        return True
    return any(
        may_hold(large, small) for one, other in ((here, there), (there, here)) for large in one for small in other
    )


def may_hold(large: Where, small: Where) -> bool:
    """Whether a place that no gazetteer has may lie in a region, a quarter in a town, any in "northern Syria"."""
    if large.level == "informal_region" and len(large.admin) == 1:
        return large.admin[0] in small.admin
    if small.place_id is not None or len(small.admin) >= PLACED or small.level in AREA_LEVELS:
        return False
    return large.level in AREA_LEVELS or (large.level == "settlement" and small.level in PARTS_OF_TOWNS)


def same_place(one: Where, other: Where) -> bool:
    """Whether two places are one."""
    if one.place_id and other.place_id:
        return one.place_id == other.place_id
    return one.name.lower() == other.name.lower()


def regional(where: Sequence[Where]) -> bool:
    """Whether an event is located in areas only."""
    located = [place for place in where if place.role == "location"]
    return bool(located) and all(place.level in AREA_LEVELS for place in located)


def over_an_area(event: EventDraft) -> bool:
    """Whether the event is located in a region, or in a town "and its surroundings"."""
    return regional(event.where) or event.spread


_SAME_HARMS = ({"killed_or_injured", "killed"}, {"killed_or_injured", "injured"})
"""Harms that may tell one fate, the one more closely: "two were shot", under "two injured"."""
_FIRE, _GROUND, _CUSTODY, _MOVEMENT, _BLOCKADE = "fire", "ground", "custody", "movement", "blockade"
_KINDS = {
    "attack": (_FIRE, _GROUND),
    "air_strike": (_FIRE,),
    "drone_strike": (_FIRE,),
    "shelling": (_FIRE,),
    "missile_strike": (_FIRE,),
    "naval_bombardment": (_FIRE,),
    "chemical_attack": (_FIRE,),
    "bombing": (_FIRE,),
    "mine_explosion": (_FIRE,),
    "suicide_bombing": (_FIRE, _GROUND),
    "ground_attack": (_GROUND,),
    "clashes": (_GROUND,),
    "shooting": (_GROUND,),
    "sniper": (_GROUND,),
    "execution": (_GROUND, _CUSTODY),
    "sexual_violence": (_GROUND, _CUSTODY),
    "demolition": (_FIRE, _GROUND),
    "truce_violation": (_FIRE, _GROUND),
    "torture": (_CUSTODY,),
    "detention": (_CUSTODY,),
    "abduction": (_CUSTODY, _GROUND),
    "siege": (_BLOCKADE, _GROUND),
    "aid_obstruction": (_BLOCKADE,),
    "displacement": (_MOVEMENT,),
    "evacuation": (_MOVEMENT,),
}
"""What an event of each type may be told as besides: an assault may be told by its shots or its captives."""


def types_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sets of event types can be those of one event."""
    kinds = [{kind for type_ in types for kind in _KINDS[type_]} for types in (one, other)]
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])


def same_figure(one: HarmDraft, other: HarmDraft) -> bool:
    """Whether two harms tell one number of one harm, rounded or not."""
    if one.quantity.value is None or (one.harm != other.harm and {one.harm, other.harm} not in _SAME_HARMS):
        return False
    return one.quantity.value == other.quantity.value or rounds(one.quantity, other.quantity)


def rounds(one: Quantity, other: Quantity) -> bool:
    """ "more than 60" and then "sixty-two": the one is the bound that the other, close to it, keeps."""
    bound, exact = (one, other) if is_exact(other) else (other, one)
    if not is_exact(exact) or bound.op not in ("gt", "ge", "lt", "le", "approx") or bound.value is None:
        return False
    value = exact.value or 0
    return (
        (bound.low is None or value >= bound.low)
        and (bound.high is None or value <= bound.high)
        and (abs(value - bound.value) <= _CLOSE * value)
    )


def is_exact(quantity: Quantity) -> bool:
    """Whether the words give one number without a hedge."""
    return quantity.op == "eq" and quantity.value is not None
