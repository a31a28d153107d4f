"""From a name that no pack has as it is spelt to the places that it may be, or to the reason why it is none of them.

The order: the folded name with another article or without a clitic; names of the same consonants; names whose
consonants differ in one. What is found only by its sound needs a reason in the document: the country that it speaks
for, and, for a hamlet, its region or a place close by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from harmtrace.model.immutable import immutable
from harmtrace.places.context import Context
from harmtrace.places.curated import press_places
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.letters import ARABIC_LETTER
from harmtrace.places.packfile import Pack
from harmtrace.places.place import BY_NAME_ALONE, CITY, Place
from harmtrace.places.sound import Sounds, alike_in_all, keys_of, sounds_of
from harmtrace.places.spelling import forms

_APART = re.compile(r"\s*[/()]\s*")
_SEATS = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4")
DISTRICTS = ("adm2", "adm3")
_KNOWN = 1_000
"""A place of so many inhabitants, or the seat of an area, is one that reports name."""
_CLOSE_KM = 60.0
_SHORT, _LONG = 3, 5
"""So many consonants: with fewer a name is shared by chance, with more hardly ever."""
_KNOWN_HERE, _KNOWN_AWAY = 0.9, 0.92
"""How alike a known place must sound where the document names its region, and where only its country is named."""
_CITY_ALIKE = 0.945
"""The spellings of large cities and of regions are known, so that another must be very much like one."""
_HAMLET_HERE, _HAMLET_AWAY = 0.945, 0.97
_BEFORE_HAMLETS = 0.93
"""How alike a known place must sound to be weighed beside a hamlet that is spelt just so."""
_SHORTNESS = 0.04
"""So much more alike it must sound for each consonant below three."""
_UNMARKED = 0.015
"""So much more alike must be what only a preposition marks as a place."""
_TOO_SHORT = "too short a name to be told from others by its sound"
_ONE_APART = 0.86
"""How alike a name must sound whose consonants differ in one."""
_LEAST_APART = 4
_TIE, _SAME_TIE = 0.03, 0.01
_SAME = 0.985
"""So much alike are names whose spellings differ in what every press writes its own way."""
_MOST_COUNTRIES = 3


@immutable(frozen=True, slots=True)
class Spelt:
    """The places that a spelling may mean, the likeliest first, or the reason why there is none."""

    places: tuple[Place, ...] = ()
    reason: str | None = None


@immutable(frozen=True, slots=True)
class _Asked:
    """What is looked for. `told`: whether the document itself names the country; `more`: how much more alike to be."""

    sounds: Sounds
    context: Context
    told: bool
    more: float = 0.0


@immutable(frozen=True, slots=True)
class _Candidate:
    place: Place
    likeness: float
    name: str
    known: bool


def spelt_otherwise(
    name: str, context: Context, gazetteer: Gazetteer, *, marked: bool = True, apart: bool = True
) -> Spelt:
    """Find the places that `name` may be another spelling of, in the countries that the document speaks for.

    What is not `marked` as a place, beyond a preposition before it, must be more alike and not too short. Without
    `apart` names whose consonants differ are not looked at.
    """
    if len(both := [part for part in _APART.split(name) if part]) > 1:
        return _either(both, context, gazetteer, marked)
    folded = fold_name(name)
    if exact := gazetteer.remembered(("form", folded), lambda: _of_another_form(folded, gazetteer)):
        return Spelt(exact)
    countries, told = _countries(context, gazetteer)
    if not countries:
        return Spelt(reason="no country is named to look for another spelling in")
    sounds = sounds_of(folded)
    if not marked and _consonants(sounds) < _SHORT:
        return Spelt(reason=_TOO_SHORT)
    asked = _Asked(sounds, context, told, 0.0 if marked else _UNMARKED)
    found = _best([one for one in _of_sound(sounds, countries, gazetteer) if _fits(one, asked)])
    if not found and marked and apart:
        near = _one_apart(sounds, countries, gazetteer)
        found = _best([one for one in near if one.likeness >= _ONE_APART and _fits(one, asked)])
    if found:
        return Spelt(tuple(gazetteer.merged(one.place for one in found)))
    return Spelt(reason=_why_not(sounds, countries, gazetteer))


def may_be_known(name: str, countries: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether any place that reports name bears a name or has a sound like this one, wherever it lies."""
    if any(map(is_known, gazetteer.lookup(name))) or any(map(is_known, _of_another_form(fold_name(name), gazetteer))):
        return True
    return any(one.known for one in _of_sound(sounds_of(fold_name(name)), countries, gazetteer))


def _of_another_form(folded: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of a name with another article or without a clitic."""
    for form in forms(folded):
        if form != folded and (exact := gazetteer.lookup(form, every=False)):
            return tuple(exact)
    return ()


def _either(names: Sequence[str], context: Context, gazetteer: Gazetteer, marked: bool) -> Spelt:
    """What is written with two names ("Kobane/Ayn al-Arab"): the places of the first that leads to any here."""
    spelt = Spelt()
    for name in names:
        exact = tuple(place for place in gazetteer.lookup(name) if context.is_here(place))
        spelt = Spelt(exact) if exact else spelt_otherwise(name, context, gazetteer, marked=marked)
        if spelt.places:
            break
    return spelt


def of_just_this_sound(name: str, context: Context, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that sound just like a name which was put into these letters, whose spelling says nothing."""
    sounds = sounds_of(fold_name(name))
    countries, told = _countries(context, gazetteer)
    asked = _Asked(sounds, context, told)
    alike = (one for one in _of_sound(sounds, countries, gazetteer) if sounds_of(one.name).letters == sounds.letters)
    return tuple(gazetteer.merged(one.place for one in alike if _fits(one, asked)))


def known_of_this_sound(name: str, context: Context, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The known places that a name may be another spelling of, where only hamlets are spelt just so."""
    sounds = sounds_of(fold_name(name))
    asked = _Asked(sounds, context, told=True)
    alike = [one for one in _of_sound(sounds, context.active, gazetteer) if one.likeness >= _BEFORE_HAMLETS]
    return tuple(
        gazetteer.merged(one.place for one in _best([one for one in alike if one.known and _fits(one, asked)]))
    )


def _countries(context: Context, gazetteer: Gazetteer) -> tuple[Sequence[str], bool]:
    """Where to look: the document's countries (True), else those of installed packs, if they are few (False)."""
    if context.active:
        return context.active, True
    installed = [country for pack in gazetteer.common if pack.name != "curated" for country in pack.countries()]
    return (installed if len(set(installed)) <= _MOST_COUNTRIES else []), False


def _of_sound(sounds: Sounds, countries: Sequence[str], gazetteer: Gazetteer) -> list[_Candidate]:
    """The places with a name of the same consonants, each with the name that is most like it."""
    return [one for country in countries for one in _remembered(_heard_in, sounds, country, gazetteer)]


def _one_apart(sounds: Sounds, countries: Sequence[str], gazetteer: Gazetteer) -> list[_Candidate]:
    """The places with a name whose consonants differ in one."""
    return [one for country in countries for one in _remembered(_nearly_heard_in, sounds, country, gazetteer)]


_Finder = Callable[[Sounds, str, Sequence[Pack]], list[_Candidate]]


def _remembered(find: _Finder, sounds: Sounds, country: str, gazetteer: Gazetteer) -> list[_Candidate]:
    return gazetteer.remembered((find, sounds, country), lambda: find(sounds, country, gazetteer.common))


def _heard_in(sounds: Sounds, country: str, packs: Sequence[Pack]) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    for pack in packs:
        for key in filter(None, keys_of(sounds)):
            _gather(found, sounds, pack, pack.by_sound(key, country))
    return list(found.values())


def _nearly_heard_in(sounds: Sounds, country: str, packs: Sequence[Pack]) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    key = next(iter(keys_of(sounds)), "")
    if len(key) < _LEAST_APART:
        return []
    for pack in packs:
        keys = pack.sounds(country, key[0])
        near = process.extract(key, keys, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
        for other in sorted(other for other, _, _ in near):
            _gather(found, sounds, pack, pack.by_sound(other, country))
    return list(found.values())


def _gather(found: dict[str, _Candidate], sounds: Sounds, pack: Pack, rows: Sequence[tuple[str, int]]) -> None:
    for name, number in rows:
        likeness = alike_in_all(sounds, sounds_of(name))
        if likeness < _ONE_APART:
            continue
        place = pack.numbered(number)
        if place.level in BY_NAME_ALONE or (sounds.arabic and name.isascii() and _has_arabic_name(place)):
            continue
        before = found.get(place.place_id)
        known = is_known(place) or (before is not None and before.known)
        if before is None or likeness > before.likeness:
            found[place.place_id] = _Candidate(place, likeness, name, known)
        elif known and not before.known:
            found[place.place_id] = _Candidate(before.place, before.likeness, before.name, True)


def _has_arabic_name(place: Place) -> bool:
    """Whether a name in Arabic letters is on record: then those in Latin ones tell nothing of Arabic spellings."""
    return any(ARABIC_LETTER.search(name) for name in place.names)


def is_known(place: Place) -> bool:
    """Whether it is a place that reports name: of size, the seat of an area, or in our table of press names."""
    sized = place.population >= _KNOWN or place.feature in _SEATS or place.is_area()
    return sized or place.place_id in press_places()


def _fits(one: _Candidate, asked: _Asked) -> bool:
    """Whether the document gives reason enough for a name that is so much alike."""
    here = asked.told and _is_near(one.place, asked.context)
    if not here and not asked.context.plausible(one.place):
        return False
    consonants = _consonants(asked.sounds)
    more = _SHORTNESS * max(0, _SHORT - consonants)
    if (one.place.is_area() or one.place.population >= CITY) and one.likeness < _CITY_ALIKE + more:
        return False
    if one.known:
        return one.likeness >= (_KNOWN_HERE if here else _KNOWN_AWAY) + more + asked.more
    if here:
        return one.likeness >= _HAMLET_HERE + more / 4 + asked.more
    return asked.told and one.likeness >= _HAMLET_AWAY and consonants >= _LONG


def _consonants(sounds: Sounds) -> int:
    return max(map(len, keys_of(sounds)))


def _is_near(place: Place, context: Context) -> bool:
    if place.admin1 and (place.country, place.admin1) in context.first_levels:
        return True
    distance = context.distance(place)
    return distance is not None and distance <= _CLOSE_KM


def _best(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates that are about as much alike as the best, known places before hamlets.

    A report that names no level means the town and not the district that is named for it.
    """
    towns = {one.place.country: one for one in candidates if one.place.level == "settlement"}
    candidates = [one for one in candidates if one.place.level not in DISTRICTS or one.place.country not in towns]
    best = max((_rank(one) for one in candidates), default=0.0)
    tie = _SAME_TIE if best >= _SAME else _TIE
    return sorted((one for one in candidates if _rank(one) >= best - tie), key=_rank, reverse=True)


def _rank(one: _Candidate) -> float:
    return one.likeness + (0.03 if one.known else 0.0)


def _why_not(sounds: Sounds, countries: Sequence[str], gazetteer: Gazetteer) -> str:
    """The reason for the record: nothing like it, or something that the document gives no reason for."""
    if not countries:
        return "no place of this name; the text gives no country in which to look for its sound"
    where = ", ".join(countries)
    nearest = max(_of_sound(sounds, countries, gazetteer), key=lambda one: one.likeness, default=None)
    if nearest is None:
        return f"no place of this name or sound in {where}"
    return (
        f"no place of this name in {where}; the nearest spelling, {nearest.place.name} "
        f"({', '.join(nearest.place.admin)}), has too little to speak for it here"
    )
