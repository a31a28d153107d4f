"""Which of two places only says where the other one lies, and which names only name a road."""

from __future__ import annotations

import re

from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.places.folding import fold_name

PARTS_OF_TOWNS = ("neighbourhood", "site")
_DISTANCE = re.compile(
    r",?\s*(?:an? (?:[\w-]+ ){1,3})?(?:about |some |around |nearly |roughly |just )?"
    r"\d+ ?(?:km|kilomet(?:re|er)s|miles?)(?: \(\d+ \w+\))?(?: to the)?"
)
_APPOSITION = re.compile(r"^,?\s*(?:an? (?:[\w-]+ ?){1,6}$)?")
"""What stands between a place and where it lies: ", a village", ", a frontline town"."""
_LINKS = ("", ",", "in", ", in", "of", "in the", ", in the", "in the province of", ", in neighboring")
_WITHIN = ("in", ", in", "of")
"""What stands between a place and the town that it lies in."""
_EXPLAINED = re.compile(r", (?:(?:an?|the) (?:[\w'-]+ ){1,8}|(?:[\w'-]+ ){1,3})(?:in|near|of|on|outside)(?: the)?")
"""What may explain a place before it says where it lies: ", a village of ninety households in", ", capital of"."""
_POINTING = re.compile(r"\b(?:hitting|striking|targeting|including|notably|namely|especially|particularly|mainly)\b")
"""Words between an area that was struck and the places in it that were hit."""
_SIZES = ("site", "neighbourhood", "settlement", "adm3", "adm2", "adm1", "country")
_LINK_REACH = 60
_AREA_HEADS = ("area", "spot", "district")
"""The kinds of nouns for what holds several towns."""
_CHAIN_REACH = 90
"""How far, in characters, the second place of a chain of prepositions may stand after the first."""
_LINKING = ("place_link", "placing", "before_place", "det", "article", "nationality", "locating", "adjoining")
"""Classes of the words that such a chain is made of."""
_ROAD_REACH = 40
"""How far, in characters, after a place the word "road" may stand that it names."""
_ENDS = re.compile(r"(?:^|\s)[A-Z][^\s-]{2,}(?:-|\s?[–—]\s?|\s+to\s+)[A-Z].*\s(?P<road>\S+)$")
"""The whole name of a road that is named by the places at its ends: "the Hasaka-Qamishli highway"."""
_ROAD_BEFORE = 12
"""How far, in characters, before a road the preposition may stand after which it only says where a place lies."""
_HAPPENING = ("governor_limit", "auxiliary", "attack", "harm")
"""Classes of the words that tell of what happens."""
_OPENING_WORDS = 5
"""So many words may stand before the place that a clause opens with."""
_OPENING = ("place_link", "placing", "det", "article", "function", "before_place", "locating")


def says_where(reading: Reading, small: Where, large: Where) -> bool:
    """ "Hass, in southern Idlib", "Hass near Idlib": the second only tells where the first is."""
    between = reading.folded[small.end : large.start].strip()
    if large.modifier and (_DISTANCE.fullmatch(between) or _leads_there(reading, between, large)):
        return True
    if between in (",", "") and (large.name in small.admin or fold_name(large.name) in map(fold_name, small.admin)):
        return True
    if small.level not in AREA_LEVELS and _is_explained(reading, small, large):
        return True
    linked = _links_to_larger(between)
    town = large.level in ("settlement", None) and not large.modifier
    if small.level not in AREA_LEVELS and town and between in _WITHIN:
        return not (small.level == "site" and is_building(reading, small))
    if small.level in PARTS_OF_TOWNS and large.level == "settlement":
        return linked and not (small.level == "site" and is_building(reading, small))
    if between == "of" and small.level in ("adm2", "adm3"):
        return True
    larger = (large.level in AREA_LEVELS and large.level != small.level) or _is_area_of_town(reading, large)
    return linked and larger and not is_larger(small, large)


def is_larger(large: Where, small: Where) -> bool:
    """Whether the level of one is that of what holds the other."""
    one, other = _level(large), _level(small)
    if one not in _SIZES or other not in _SIZES or large.level not in AREA_LEVELS:
        return False
    return _SIZES.index(one) > _SIZES.index(other)


def _level(place: Where) -> str | None:
    """The level of a place; a region that a gazetteer has is as large as a province, others may be small."""
    return "adm1" if place.level == "informal_region" and place.place_id is not None else place.level


def points_to(between: str) -> bool:
    """ "Shelled the district, hitting Hass": what stands between an area and a place says that it was there."""
    return _POINTING.search(between) is not None and " in " not in between


def _is_explained(reading: Reading, small: Where, large: Where) -> bool:
    """ "Hass, a village of ninety households in Idlib": nothing happens in the words between."""
    if _EXPLAINED.fullmatch(reading.folded[small.end : large.start].rstrip()) is None:
        return False
    words = reading.tokens_in(small.end, large.start)
    told = any("place_head" in token.classes for token in words)
    return told and all(token.classes.isdisjoint(_HAPPENING) for token in words)


def _is_area_of_town(reading: Reading, place: Where) -> bool:
    """ "The Belgorod region": an area that is known by its town only."""
    head = place.text.rsplit(" ", 1)[-1].lower()
    return place.level == "settlement" and reading.lexicon.value("place_head", head) in _AREA_HEADS


def _leads_there(reading: Reading, between: str, large: Where) -> bool:
    """ "Hass, north of Hama", "Hass, a village north of Hama", "Hass near Hama"."""
    modifier, words = large.modifier or "", _APPOSITION.sub("", between)
    return (not words and modifier.endswith(" of")) or (words in ("", modifier) and reading.is_a("nearby", modifier))


def _links_to_larger(between: str) -> bool:
    """Whether only words such as "in the province of", "a town in" stand between two places."""
    if between in _LINKS:
        return True
    ends = between.endswith((" in", " of", " in the", "part of", "in the northern", "in the southern"))
    return len(between) < _LINK_REACH and ends and " and " not in between


def is_building(reading: Reading, place: Where) -> bool:
    """Whether the name of a site is that of a building, which is what was hit."""
    last = reading.tokens_in(place.start, place.end)[-1:]
    if last and "open_site" in last[0].classes:
        return False
    return any(target.value != "obj.camp" for target in reading.of("target", place.start, place.end))


def in_a_chain(reading: Reading, small: Where, large: Where) -> bool:
    """ "Tina on the border with Chad in northern Darfur state": nouns and prepositions of place join the two.

    A larger place, one that is named by its part or side ("the outskirts of Damascus"), or one behind a
    word for a place beside it ("the border with Turkey") says where the first is.
    """
    if large.start - small.end > _CHAIN_REACH:
        return False
    words = [token for token in reading.tokens_in(small.end, large.start) if not _is_mark(token)]
    if words and words[0].text == ",":
        words.pop(0)
    if not words or not words[-1].is_word or not all(_links(token) for token in words):
        return False
    beside = any("locating" in token.classes for token in words)
    if _holds(reading, small, large) and not (beside and small.place_id is None):
        return False
    beside = beside or (small.place_id is None and small.level == "informal_region")
    if small.level == large.level and small.level in AREA_LEVELS:
        return beside
    return beside or bool(large.modifier) or large.level in AREA_LEVELS


def _is_mark(token: Token) -> bool:
    """Whether a bracket or a possessive stands there, over which a chain goes on."""
    return token.text == "(" or "possessive_mark" in token.classes


def _links(token: Token) -> bool:
    return token.text.isdigit() or (token.is_word and not token.classes.isdisjoint(_LINKING))


def _holds(reading: Reading, small: Where, large: Where) -> bool:
    """Whether the first place is a region that the second lies in, and not the other way round ("X area in Hass")."""
    if small.place_id is None and small.level == "informal_region":
        return False
    nearby = not large.modifier or reading.is_a("nearby", large.modifier)
    return small.level in AREA_LEVELS and large.level not in AREA_LEVELS and nearby


def on_a_road(reading: Reading, place: Where) -> bool:
    """Whether a place only names a road: "on the Hasaka-Qamishli highway"."""
    ends = _ENDS.search(place.text) if place.level == "site" else None
    if ends is not None and reading.is_a("road", ends["road"].lower()):
        before = reading.tokens_in(max(0, place.start - _ROAD_BEFORE), place.start)
        return any(not token.classes.isdisjoint(("place_link", "along")) for token in before[-2:])
    after = reading.tokens_in(place.end, place.end + _ROAD_REACH)
    for at, token in enumerate(after):
        if "road" in token.classes:
            return not any("before_place" in following.classes for following in after[at + 1 : at + 2])
        if not (token.capital or token.text in ("-", "–")):
            return False
    return False


def opens_in(reading: Reading, start: int, place: Where) -> bool:
    """Whether the stretch from `start` opens with the place: "Meanwhile, in the north of Homs province …"."""
    before = [token for token in reading.tokens_in(start, place.start) if token.is_word]
    while len(before) > 1 and before[-1].capital:
        before.pop()  # "In Horo Guduru Wollega zone"
    if len(before) > _OPENING_WORDS or any(not _opening(token) for token in before[1:]):
        return False
    return not before or _opening(before[-1])


def _opening(token: Token) -> bool:
    return not token.classes.isdisjoint(_OPENING)
