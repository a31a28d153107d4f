"""How the places of two claims stand to each other: the same, one in the other, near in name, or apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal

from harmtrace.model.claim import EventClaim
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.letters import ARABIC_LETTER
from harmtrace.places.place import Place
from harmtrace.places.samename import same_name
from harmtrace.places.sound import keys_of, sounds_of
from harmtrace.provenance.body_names import body_name, match
from harmtrace.resolve.admins import NEIGHBOUR_KM, areas_fit, leads_to, name_key

Relation = Literal["same", "part", "area", "like", "near", "apart", "unknown"]
RANK = {
    "site": 0,
    "neighbourhood": 1,
    "settlement": 2,
    "adm3": 4,
    "adm2": 5,
    "informal_region": 6,
    "adm1": 7,
    "water": 7,
    "country": 8,
}
"""From small to large; a place without a level is taken for a settlement."""
REGION_RANK = 5
_BY_AREAS: dict[str, Relation] = {"yes": "same", "maybe": "like", "no": "apart"}
"""What places of one name that the gazetteer lacks are by the areas that they lie in."""
ALIKE = 0.75
"""Similarity (0 to 1) of two folded names above which they may be spellings of one."""


def rank(where: Where) -> int:
    """How large a place is: 0 for a site, 8 for a country."""
    return RANK.get(where.level or "settlement", 2) + (1 if where.modifier and where.level == "settlement" else 0)


def coarseness(wheres: Iterable[Where]) -> int:
    """0 where the finest place is a site or quarter, 1 for a town, 2 for a region, 3 where there is none."""
    finest_rank = min((rank(where) for where in wheres if where.level != "country"), default=None)
    if finest_rank is None:
        return 3
    return 0 if finest_rank < RANK["settlement"] else 1 if finest_rank < REGION_RANK else 2


def locations(claim: EventClaim) -> list[Where]:
    """The places where the event happened, smallest first, in the order of the text."""
    found = [where for where in claim.where if where.role == "location"]
    return sorted(found, key=lambda where: (rank(where), where.start))


def finest(wheres: Sequence[Where]) -> list[Where]:
    """The places of the smallest level among `wheres`, each place once."""
    if not wheres:
        return []
    least = min(rank(where) for where in wheres)
    return distinct([where for where in wheres if rank(where) == least])


def distinct(wheres: Iterable[Where]) -> list[Where]:
    """Each place once, in order; one that the gazetteer lacks with the most that is told of where it lies."""
    kept: dict[str, list[Where]] = {}
    for where in wheres:
        same = kept.setdefault(place_key(where), [])
        known = (i for i, one in enumerate(same) if one.place_id is not None or leads_to(one.admin, where.admin))
        at = next(known, None)
        if at is None:
            same.append(where)
        elif where.place_id is None and len(where.admin) > len(same[at].admin):
            same[at] = where
    return [where for same in kept.values() for where in same]


def place_key(where: Where) -> str:
    """A key that is equal for the same place: its id, or its folded name where the gazetteer lacks it.

    Two places that the gazetteer lacks may share one: only their areas tell whether they are the same.
    """
    modifier = f"|{fold_name(where.modifier)}" if where.modifier else ""
    if where.place_id is not None:
        return where.place_id + modifier
    return f"name:{name_key(where.name) or fold_name(where.name)}{modifier}"


def in_two_scripts(one: str, other: str) -> bool:
    """Whether one of two names is written in Arabic letters and the other is not."""
    return bool(ARABIC_LETTER.search(one)) != bool(ARABIC_LETTER.search(other))


def names_fit(one: Where, other: Where) -> bool:
    """Whether two names may be one in any letters; of a site, its kind as well ("مشفى نبض", "Nabad hospital")."""
    if "site" in (one.level, other.level):
        return match(body_name(one.name), body_name(other.name)) != "no"
    return same_name(one.name, other.name) or same_name(one.text, other.text)


def sound_blocks(where: Where) -> set[str]:
    """Keys of which places that the gazetteer lacks share one with the places that may be the same, or hold them.

    A name has its first consonants in any script; a site or neighbourhood has the town that it lies in.
    """
    found = {f"in {name_key(where.name)}"}
    if where.place_id is None:
        heard = keys_of(sounds_of(fold_name(where.name)))
        found |= {f"sounds {key[:2]}" for key in heard}
        # Some letters have one sound for two ("Halba", "Хальба").
        found |= {f"ends {key[1:]}" for key in heard if len(key) > 2}
    if rank(where) < RANK["settlement"] and where.admin:
        found.add(f"in {name_key(where.admin[-1])}")
    return found


def relation(left: Sequence[Where], right: Sequence[Where], gazetteer: Gazetteer) -> Relation:
    """Compare the finest places of two claims.

    `part`: a site in the other's town; `area`: one only names the region, or the surroundings, in which the other lies;
    `like`: names alike but not equal, at least one of them not in the gazetteer; `near`: two known
    places close together with names alike.
    """
    ours, theirs = finest(left), finest(right)
    if not ours or not theirs:
        return "unknown"
    found: set[Relation] = {_pair(one, other, gazetteer) for one in ours for other in theirs}
    order: tuple[Relation, ...] = ("same", "part", "area", "like", "near")
    return next((kind for kind in order if kind in found), "apart")


def _pair(one: Where, other: Where, gazetteer: Gazetteer) -> Relation:
    if place_key(one) == place_key(other):
        return "same" if one.place_id is not None else _BY_AREAS[areas_fit(one, other, gazetteer)]
    small, large = sorted((one, other), key=rank)
    if one.place_id is None or other.place_id is None:
        return _by_name(small, large, gazetteer)
    if {one.place_id, *one.alternatives} & {other.place_id, *other.alternatives}:
        return "same"
    if rank(large) >= REGION_RANK or rank(small) < rank(large):
        inside = gazetteer.contains(large.place_id or "", small)
        if inside == "yes":
            # "Safira" may be the town or the district that has its name, and a reporter may mean either.
            named_after = rank(large) == REGION_RANK and name_key(one.name) == name_key(other.name)
            return "part" if rank(large) < REGION_RANK or named_after else "area"
    if _may_hold(one, other, gazetteer):
        return "area"
    return "near" if _neighbours_alike(one, other, gazetteer) else "apart"


def _may_hold(one: Where, other: Where, gazetteer: Gazetteer) -> bool:
    """Whether one lies in what the words around the other stand for ("near", "suburbs of", "west of")."""
    pairs = ((area, where) for area, where in ((one, other), (other, one)) if area.modifier)
    return any(gazetteer.area_holds(area, where) == "maybe" for area, where in pairs)


def _neighbours_alike(one: Where, other: Where, gazetteer: Gazetteer) -> bool:
    """Whether two known places lie close together, by some reading, under names that a reporter may confuse."""
    from rapidfuzz.distance import JaroWinkler

    ours, theirs = (name_key(where.name) for where in (one, other))
    if JaroWinkler.similarity(ours, theirs) < ALIKE:
        return False
    return any(kilometres(a, b) <= NEIGHBOUR_KM for a, b in product(*(_readings(w, gazetteer) for w in (one, other))))


def _readings(where: Where, gazetteer: Gazetteer) -> list[Place]:
    """The towns and sites that a name may mean; none where it may mean an area."""
    found = [gazetteer.place(place_id) for place_id in (where.place_id, *where.alternatives) if place_id is not None]
    places = [place for place in found if place is not None]
    return [] if any(place.is_area() for place in places) else places


def _by_name(small: Where, large: Where, gazetteer: Gazetteer) -> Relation:
    from rapidfuzz.distance import JaroWinkler

    if small.place_id is large.place_id is None and name_key(small.name) == name_key(large.name) != "":
        # One text calls a district what another calls a quarter.
        return "apart" if areas_fit(small, large, gazetteer) == "no" else "same"
    if rank(large) >= REGION_RANK and rank(small) < REGION_RANK:
        inside = gazetteer.contains(large.place_id, small) if large.place_id else "maybe"
        return "apart" if inside == "no" else "area"
    if rank(small) < rank(large) and fold_name(large.name) in map(fold_name, small.admin):
        return "part"
    if rank(small) < rank(large) == RANK["settlement"] and small.place_id is None:
        # A quarter or site that no gazetteer has may lie in any town of its area.
        return "apart" if areas_fit(small, large, gazetteer) == "no" else "area"
    # Names are kept in Latin letters, of which one may stand for several of the text's: Хальба, الهلبة.
    written = in_two_scripts(small.text, large.text) and same_name(small.text, large.text)
    if written or in_two_scripts(small.name, large.name):
        return _in_two_scripts(small, large, gazetteer)
    ours, theirs = name_key(small.name), name_key(large.name)
    if JaroWinkler.similarity(ours, theirs) < ALIKE or areas_fit(small, large, gazetteer) == "no":
        return "apart"
    return "like"


def _in_two_scripts(one: Where, other: Where, gazetteer: Gazetteer) -> Relation:
    """Compare places by names in Arabic and in other letters, which say the same or do not."""
    if not names_fit(one, other):
        return "apart"
    both_unknown = one.place_id is None and other.place_id is None
    fit = areas_fit(one, other, gazetteer)
    return _BY_AREAS[fit] if both_unknown or fit == "no" else "like"
