"""Where an event happened: which of the places of a stretch, and in which part in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS, Where

_DATELINE_REACH = 120
"""How far into the text, in characters, a dateline may stand."""
_DISTANCE = re.compile(
    r",?\s*(?:about |some |around )?\d+ ?(?:km|kilomet(?:re|er)s|miles?)(?: \(\d+ \w+\))?(?: to the)?"
)
_AGENCY = re.compile(r"\s*\([A-Z][\w ]{1,30}\)")
_WAY_REACH = 70
"""How far, in characters, before a place the words for coming and going may stand."""
_PARTS_OF_TOWNS = ("neighbourhood", "site")


def where_of(
    reading: Reading, start: int, end: int, spoken: Sequence[tuple[int, int]], harms: Sequence[HarmDraft]
) -> list[Where]:
    """The places of the stretch: the smallest first, larger ones left out where they only say where that is."""
    places = [
        place
        for place in reading.places.within(start, end)
        if not any(first < place.end and place.start < last for first, last in spoken)
        and not _in_dateline(reading, place)
    ]
    if not _moves(harms):
        places = [place for place in places if not _on_the_way(reading, place)]
    kept: list[Where] = []
    before: Where | None = None
    for place in places:
        told = kept and (_says_where(reading, kept[-1], place) or (before and _says_where(reading, before, place)))
        before = place
        if told or any(_same_place(place, other) for other in kept):
            continue
        kept.append(place)
    return _with_roles(reading, _without_countries(_without_towns_around(_without_targets(reading, kept))), harms)


def _moves(harms: Sequence[HarmDraft]) -> bool:
    return any(harm.harm in ("displaced", "returned") for harm in harms)


def _on_the_way(reading: Reading, place: Where) -> bool:
    """ "evacuees from Fua", "heading to Aleppo": where people come from or go, and not where they were hurt."""
    before = reading.tokens_in(max(0, place.start - _WAY_REACH), place.start)
    words = [token for token in before if token.word not in ("the", "city", "town", "village", "of", "towns")]
    if not words:
        return False
    if words[-1].word == "from":
        near = words[-4:-1]
        return any(token.start in reading.person_nouns or "moving" in token.classes for token in near)
    return words[-1].word in ("to", "for") and any("moving" in token.classes for token in words[-6:-1])


def _without_countries(places: list[Where]) -> list[Where]:
    """A country says nothing more beside a smaller place."""
    smaller = [place for place in places if place.level != "country"]
    return smaller or places


def _without_towns_around(places: list[Where]) -> list[Where]:
    """A quarter or site stands for its town: "In Damascus, a shell landed in Bab Touma neighbourhood"."""
    towns = [place for place in places if place.level == "settlement" and place.role == "location"]
    parts = [place for place in places if place.level in _PARTS_OF_TOWNS]
    return [place for place in places if place not in towns] if parts and len(towns) == 1 else places


def _without_targets(reading: Reading, places: list[Where]) -> list[Where]:
    """A hospital or school that is named is what was hit; where it stands is the town, if the text names one."""
    hit = [place for place in places if place.level == "site" and _is_building(reading, place)]
    others = [place for place in places if place not in hit]
    return others if any(place.level == "settlement" for place in others) else places


def _is_building(reading: Reading, place: Where) -> bool:
    return any(target.value != "obj.camp" for target in reading.of("target", place.start, place.end))


def _in_dateline(reading: Reading, place: Where) -> bool:
    """ "BEIRUT An intensifying push …", "MOSCOW (Sputnik) –": the town that the report was filed from."""
    if place.text.isupper() and _AGENCY.match(reading.text, place.end):
        return True
    return place.start < _DATELINE_REACH and place.text.isupper() and len(place.text) > 3


def _same_place(one: Where, other: Where) -> bool:
    if one.place_id and other.place_id:
        return one.place_id == other.place_id and one.modifier == other.modifier
    return one.name.lower() == other.name.lower()


def heading_date(reading: Reading, sentence: Sentence) -> When | None:
    """The period of the list that a line stands in: "Figures from 1 to 4 November:"."""
    if sentence.heading is None:
        return None
    above = reading.sentences[sentence.heading]
    dates = [date.when for date in reading.dates.within(above.start, above.end) if date.when is not None]
    return replace(dates[-1], basis="inherited") if dates else None


def heading_place(reading: Reading, sentence: Sentence) -> list[Where]:
    """A place that stands alone as the heading of this sentence: "1. Khan Sheikhoun. A bombardment of the town …"."""
    if sentence.index == 0:
        return []
    before = reading.sentences[sentence.index - 1]
    words = [token for token in before.tokens if token.text[0].isalpha()]
    places = reading.places.within(before.start, before.end)
    alone = len(places) == 1 and places[0].end - places[0].start >= sum(len(word.text) for word in words) - 2
    return places if alone and before.zone == sentence.zone else []


def _says_where(reading: Reading, small: Where, large: Where) -> bool:
    """ "Hass, in southern Idlib": the second only tells where the first is."""
    between = reading.folded[small.end : large.start].strip()
    if _DISTANCE.fullmatch(between) and large.modifier:
        return True
    linked = between in (
        "",
        ",",
        "in",
        ", in",
        "of",
        "in the",
        ", in the",
        "in the province of",
        ", in neighboring",
    ) or (
        len(between) < 60
        and between.endswith((" in", " of", " in the", "part of", "in the northern", "in the southern"))
        and " and " not in between
    )
    if between in (",", "") and (large.name in small.admin or (large.modifier or "").endswith(" of")):
        return True
    if small.level in _PARTS_OF_TOWNS and large.level == "settlement":
        return linked and not (small.level == "site" and _is_building(reading, small))
    larger = large.level in AREA_LEVELS and large.level != small.level
    return linked and larger and small.level not in ("country",)


def _with_roles(reading: Reading, places: list[Where], harms: Sequence[HarmDraft]) -> list[Where]:
    """Origins and destinations of people who move."""
    if not _moves(harms):
        return places
    result = []
    for place in places:
        before = reading.folded[max(0, place.start - 30) : place.start].split()
        last = [word for word in before if word not in ("the", "city", "of", "town", "village", "villages", "and")]
        word = last[-1] if last else ""
        if word in ("from", "fled", "left", "leave", "leaving", "fleeing"):
            result.append(replace(place, role="origin"))
        elif word in ("to", "for", "towards", "toward", "into", "reached", "reaching"):
            result.append(replace(place, role="destination"))
        elif result and result[-1].role != "location" and _list_link(reading, result[-1], place):
            result.append(replace(place, role=result[-1].role))
        else:
            result.append(place)
    return result


def _list_link(reading: Reading, one: Where, other: Where) -> bool:
    return reading.folded[one.end : other.start].strip() in (",", "and", ", and", "and the")
