"""From names side by side to how they lie to each other: one in the other, beside it, in a list, at a road's ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.places.containment import place_in
from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.mentions import Mention
from harmtrace.places.place import CITY, Place

_REGIONS = {"adm1": ("adm1",), "adm2": ("adm2", "adm3"), "adm3": ("adm3", "adm2"), "region": ("adm1",)}
"""The levels of the places that a level word asks for."""
_LONGEST_LINK = 40
"""Characters between two names that may say how they lie to each other."""
_BESIDE_KM = 40.0
"""So near a town is in or at a city that the text names after it."""
_TOWN = 5_000
"""Inhabitants of a town that has quarters."""
_LOOK_BACK = 60
"""How far, in characters, before two names the words that part them are read."""


def widen(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, cues: Cues) -> None:
    """Add to names the places of the world that the words beside them ask for.

    The regions of a name that is called one ("Kursk region"), and what lies in the area named right after it ("Lebanon,
    Ohio").
    """
    for mention in mentions:
        levels = _REGIONS.get(mention.level or "", ())
        if levels and not any(place.is_area() for place in mention.places):
            found = gazetteer.lookup(text[mention.name_start : mention.name_end])
            mention.places = [*mention.places, *(place for place in found if place.level in levels)]
    for one, two in pairwise(mentions):
        between = text[one.end : two.start]
        areas = [place for place in two.places if place.level in ("adm1", "country")]
        if not areas or two.beyond or len(between) > _LONGEST_LINK:
            continue
        if not (cues.comma.match(between) or cues.inside.match(between)):
            continue
        known = {place.place_id for place in one.places}
        if any(place_in(area, place) == "yes" for area in areas for place in one.places):
            continue
        found = gazetteer.lookup(text[one.name_start : one.name_end])
        more = [place for place in found if place.place_id not in known and place.level != "country"]
        more = [place for place in more if any(place_in(area, place) == "yes" for area in areas)]
        if more:
            one.places, one.widened = [*one.places, *more], True


def link(mentions: Sequence[Mention], text: str, cues: Cues) -> None:
    """Note which mentions stand in lists and which lie in the next, by the words between them."""
    for mention in mentions:
        mention.container, mention.beside = None, []
    for one, two in pairwise(mentions):
        between = text[one.end : two.start]
        if len(between) > _LONGEST_LINK:
            continue
        if two.cued and cues.owned.fullmatch(between):
            two.container = one
        elif two.beyond and not _is_wide(one, two) and _is_beside(between, two, cues):
            one.container = two
        elif cues.inside.match(between):
            if not two.beyond and not _is_country(one):
                one.container = two
        elif cues.listed.match(between):
            _join(one, two)
        _between(one, two, text, cues)
    _commas(mentions, text, cues)
    _plural_levels(mentions, text, cues)


def lie_in_directions(mentions: Sequence[Mention], text: str, cues: Cues) -> dict[int, Mention]:
    """Where no word joins them, let a name lie on the side of a place that follows ("قرية ... شمال حلب").

    Returns the names so placed, by the identity of what only says where they lie.
    """
    placed: dict[int, Mention] = {}
    for one, two in pairwise(mentions):
        directed = two.modifier or text[two.start : two.end].split(maxsplit=1)[0] in cues.compass_words
        if not directed or not _follows(text[one.end : two.start], cues) or two.modifier in cues.both:
            continue
        if one.places and any(place.is_area() for place in one.places) and not one.cued and one.level is None:
            continue
        placed[id(two)] = one
        areas = any(place.is_area() for place in two.places)
        if one.container is None and not (_may_be_known(one) and (areas or _is_wide(one, two))):
            one.container = two
            two.beyond = two.beyond or not areas
    return placed


def _may_be_known(mention: Mention) -> bool:
    """Whether a pack has a place of its name, and of its level where it is a quarter or a site."""
    levels = ("neighbourhood", "site")
    return any(mention.level not in levels or place.level == mention.level for place in mention.places)


def _follows(between: str, cues: Cues) -> bool:
    """Whether nothing stands between two names but a word of what kind the first is ("معسكر ... للنازحين شمال ...")."""
    words = between.strip(" ،,").split()
    return (
        between[:1] in (" ", "،") and len(words) < 2 and all(fold_name(word) in cues.describing_words for word in words)
    )


def share_parts(mentions: Sequence[Mention], text: str, cues: Cues) -> None:
    """In "ريفي حماة وإدلب" is the part said of both, in "قريتي ... و... بريف حلب" what they lie in."""
    for one, two in pairwise(mentions):
        if not _joined(one, two, text, cues):
            continue
        if one.modifier in cues.both and two.modifier is None:
            two.modifier, two.beyond = one.modifier, one.beyond
        if one.plural and two.container is not None and one.container is None:
            one.container = two.container


def _between(one: Mention, two: Mention, text: str, cues: Cues) -> None:
    """Two places that something is said to lie between, or that a road leads from and to."""
    if not cues.ends_between.match(text[one.end : two.start]) or not (_is_end(one, cues) and _is_end(two, cues)):
        return
    begin, end = max(0, one.start - _LOOK_BACK), one.start
    if one.modifier in cues.toward and cues.uncased:
        end, one.modifier = one.name_start, None
    window = text[begin:end]
    said = cues.ends_before.search(window) if one.modifier in (None, *cues.amid) else None
    if said is None or (not said["road"] and _are_parties(window[: said.start()], said[0], cues)):
        return
    for mention in (one, two):
        mention.ends = (one, two)
        if mention.modifier is None:
            mention.modifier, mention.beyond = next(iter(cues.amid), ""), True


def _is_end(mention: Mention, cues: Cues) -> bool:
    """Whether it may be one of two towns that something lies between."""
    return mention.may_be_town() or (cues.uncased and mention.cued and mention.level == "settlement")


def _are_parties(before: str, said: str, cues: Cues) -> bool:
    """Whether two names are those of parties ("talks between Damascus and Ankara"), or no "between" is said."""
    words = said.lower().split()
    if cues.amid.isdisjoint((*words, *(word.lstrip("وبلف") for word in words))):
        return True
    return cues.mutually.search(before) is not None


def _join(one: Mention, two: Mention) -> None:
    one.beside.append(two)
    two.beside.append(one)


def _commas(mentions: Sequence[Mention], text: str, cues: Cues) -> None:
    """In "Hass, Idlib" is a place in another; in "Hass, Idlib and Hama" they are a list."""
    for number, one in enumerate(mentions[:-1]):
        two = mentions[number + 1]
        if not cues.comma.match(text[one.end : two.start]):
            continue
        third = mentions[number + 2] if number + 2 < len(mentions) else None
        after = text[two.end : third.start] if third is not None else ""
        if third is not None and cues.comma.match(after) and _closes(two, third):
            # "Palma, Cabo Delgado, Mozambique": the last holds the second, and the second the first.
            if not two.beyond and _may_lie_in(one, two, third):
                one.container = two
            else:
                _join(one, two)
            continue
        if not any(place.is_area() for place in two.places):
            _join(one, two)
            continue
        before = text[mentions[number - 1].end : one.start] if number else ""
        longer = (after and cues.listed.match(after)) or (before and cues.listed.match(before))
        if longer and not (two.cued or _is_country(two)):
            _join(one, two)
            continue
        if not two.beyond and not _is_country(one):
            one.container = two


def _closes(two: Mention, third: Mention) -> bool:
    """Whether the last of three names is the country of the one before it, or a first-level region that holds it."""
    if third.beyond or _is_country(two):
        return False
    countries = {place.country for place in third.places if place.level == "country"}
    regions = {(place.country, place.admin1) for place in third.places if place.level == "adm1" and place.admin1}
    return any(
        place.country in countries or (place.level != "adm1" and (place.country, place.admin1) in regions)
        for place in two.places
    )


def _may_lie_in(one: Mention, two: Mention, third: Mention) -> bool:
    """Whether the first of three names lies in the second; of two towns of one country it does not, if far apart."""
    if _is_country(one):
        return False
    last = {place.country for place in third.places}
    here = [place for place in one.places if place.country in last]
    areas = [place for place in two.places if place.is_area()]
    if areas:
        # "Aleppo, Homs, Syria" are two cities: the one does not lie in the other.
        cities = [place for place in here if place.population >= CITY]
        return not cities or any(place_in(area, place) != "no" for area in areas for place in cities)
    return not here or any(kilometres(place, town) <= _BESIDE_KM for place in here for town in two.places)


def _is_country(mention: Mention) -> bool:
    """Whether its name is a country's, unless the text puts a town of this name in a region."""
    countries = any(place.level == "country" for place in mention.places)
    return countries and not mention.widened


def _is_wide(one: Mention, two: Mention) -> bool:
    """Whether a name is that of a place known by itself in the other's country: where it is need not be said."""
    countries = {place.country for place in two.places}
    wide = (place for place in one.places if place.is_area() or place.population >= CITY)
    return any(place.country in countries for place in wide)


def _is_beside(between: str, two: Mention, cues: Cues) -> bool:
    """Whether only a comma, a distance or "near" stands between a name and the place that it is beside."""
    words = " ".join(cues.distance.sub("", between).strip(" ,").lower().split())
    return words in ("", two.modifier)


def _plural_levels(mentions: Sequence[Mention], text: str, cues: Cues) -> None:
    """In "Idlib and Hama governorates", "the towns of Fuah and Kafraya": the level word is for all of them."""
    pairs = list(pairwise(mentions))
    for one, two in pairs:
        if one.plural and one.level_start is None and not two.cued and _joined(one, two, text, cues):
            two.level, two.plural, two.cued = one.level, True, True
    for one, two in reversed(pairs):
        if two.plural and two.level_start is not None and not one.cued and _joined(one, two, text, cues):
            one.level, one.plural, one.cued = two.level, True, True
            one.level_start = one.name_end


def _joined(one: Mention, two: Mention, text: str, cues: Cues) -> bool:
    between = text[one.end : two.start]
    return len(between) < 20 and bool(cues.listed.match(between))


def lie_in_last_city(mentions: Sequence[Mention], text: str) -> None:
    """Let an unknown quarter or street lie in the city that its paragraph names last before it."""
    city: Mention | None = None
    for one, two in pairwise([None, *mentions]):
        if one is not None and one.modifier is None and any(_is_city(place) for place in one.places):
            city = one
        if city is None or two is None or two.level not in ("neighbourhood", "site") or two.container or two.places:
            continue
        if "\n" not in text[city.end : two.start]:
            two.container = city


def _is_city(place: Place) -> bool:
    return place.level == "settlement" and (place.population >= _TOWN or place.feature.startswith("PPLA"))


def leave_what_lies_elsewhere(mentions: Sequence[Mention]) -> None:
    """ "Из Дамаска в Хомс": a known place does not lie in a region that holds none of the places of its name."""
    for mention in mentions:
        outer = mention.container
        if outer is None or outer.beyond or mention.cued or not mention.places:
            continue
        areas = [place for place in outer.places if place.is_area()]
        if not any(place_in(area, place) != "no" for area in areas for place in mention.places):
            mention.container = None
