"""Where an event happened: which of the places of a stretch, and in which part in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.acting_places import owns, without_parties
from harmtrace.extract.governing import governor_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.labels import sheet_line
from harmtrace.extract.lexicon import Token
from harmtrace.extract.locating import (
    PARTS_OF_TOWNS,
    in_a_chain,
    is_building,
    is_larger,
    on_a_road,
    opens_in,
    points_to,
    says_where,
)
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.ways import (
    LISTING,
    acts_from,
    are_moved,
    on_the_way,
    tells_of_moving,
    with_roles,
    words_before,
)
from harmtrace.model.where import AREA_LEVELS, Where

_ACRONYM = 3
"""So short a name in capitals is none of a town ("UAE")."""
_LISTED = ("and ", ", and ")
_HEAD_MARK = re.compile(r"(?:\s?\([^)\n]{1,30}\))?:\s")
_FILED = re.compile(r"(?: \([^()\n]{2,30}\))? [–—-] ")
"""What stands after the town that a report was filed from."""
_BESIDE = re.compile(r"(?:,? ?and|as well as)(?: the(?: [a-z]+ of)?)?")
"""What lists a place beside another ("Tuhayta and the combing of Kilo 16")."""
_AND_OTHERS = re.compile(r",? and (?:[a-z]+ ){0,2}(?:villages|towns|areas|places|districts|communities|settlements)\b")
"""What closes a list of places: "Hass, Abdin and two other villages"."""
_TURNS = (",", ";", ":", "and", "–", "-")
"""What may stand between two places that are told apart."""
_TREATING, _TREATING_WORDS = 24, 3
"""So far, in characters and words, behind a place the verb of those who treat the wounded there may stand."""
_INTO = ("at_word", "leading_in")
"""Classes of the words before those who lie in hospital, or are taken there."""
_DESCRIBING = ("before_place", "nationality", "adjective_actor")
"""Classes of the words that stand before a place's name."""


def where_of(
    reading: Reading, start: int, end: int, spoken: Sequence[tuple[int, int]], harms: Sequence[HarmDraft]
) -> list[Where]:
    """The places of the stretch: the smallest first, larger ones left out where they only say where that is."""
    places = [
        place
        for place in without_parties(reading, reading.places.within(start, end))
        if not (_is_spoken_for(reading, place, spoken) or _in_dateline(reading, place))
        and governor_of(reading, start, place.start) not in ("telling", "meeting")
    ]
    places = _without_clinics(reading, places)
    sites = _without_targets(reading, _off_roads(reading, _without_head(reading, places)))
    moves = are_moved(harms) or (not harms and tells_of_moving(reading, start, end))
    kept = _told_apart(reading, sites, moves)
    if moves:
        return with_roles(reading, _without_countries(_without_towns_around(reading, kept, start)))
    return _without_countries(_without_towns_around(reading, _without_areas_around(reading, kept, start), start))


def _is_spoken_for(reading: Reading, place: Where, spoken: Sequence[tuple[int, int]]) -> bool:
    """Whether the place is part of the words for a teller or party.

    Where commas are lost a teller's words may seem to begin with the place before them ("in Hass activists said").
    """
    over = [stretch for stretch in spoken if stretch[0] < place.end and place.start < stretch[1]]
    if not over or reading.has_commas or any(first < place.start or last <= place.end for first, last in over):
        return bool(over)
    before = reading.tokens_in(max(0, place.start - 24), place.start)[-1:]
    return not before or "place_link" not in before[0].classes


def _told_apart(reading: Reading, places: Sequence[Where], moves: bool) -> list[Where]:
    """The places without those that only say where another is, and without what is merely on the way."""
    kept: list[Where] = []
    before: Where | None = None
    told = away = False
    led = [words_before(reading, place) for place in places]
    coming = sum("out_of" in words[-1].classes for words in led if words)
    for number, place in enumerate(places):
        between = reading.folded[before.end : place.start] if before else ""
        if before is not None and _owns(reading, before, place):
            kept = kept if told else [known for known in kept if known is not before]
        else:
            told = _is_last_of_two(reading, places, number) or any(
                says_where(reading, known, place) or (not moves and in_a_chain(reading, known, place))
                for known in (*kept[-1:], before)
                if known and before
            )
            joined = away and (told or between.strip() in LISTING)
            away = not moves and (
                joined
                or on_the_way(reading, place, led[number], coming < len(places), kept[-1] if kept else None)
                or (number + 1 < len(places) and acts_from(reading, place, led[number]))
            )
        before = place
        if not (told or away or any(_same_place(place, other) for other in kept)):
            kept.append(place)
    return kept


def _owns(reading: Reading, owner: Where, place: Where) -> bool:
    """ "Syria's Hass", "the Hama province town of Hass": only what describes it stands between them."""
    if place.start < owner.end:
        return True
    words = reading.tokens_in(owner.end, place.start)
    if not owns(reading, owner) and not (len(words) > 1 and "of" in words[-1].classes and _is_head(words[-2])):
        return False
    return all(_describes(reading, token) for token in words if "possessive_mark" not in token.classes)


def _is_head(word: Token) -> bool:
    return "place_head" in word.classes


def _describes(reading: Reading, token: Token) -> bool:
    """Whether a word only describes the place after it: "northern", "rebel-held"."""
    if not token.classes.isdisjoint(_DESCRIBING):
        return True
    return " " in token.word and reading.is_a("compounding", token.word.rsplit(" ", 1)[-1])


def _without_head(reading: Reading, places: list[Where]) -> list[Where]:
    """ "Mambasa: a patrol was shot at in Biakato": the head of an item holds what the item tells."""
    heads = len(places) > 1 and _HEAD_MARK.match(reading.text, places[0].end) is not None
    return places[1:] if heads else places


def _off_roads(reading: Reading, places: list[Where]) -> list[Where]:
    """The places without those that name a road, where any other is named."""
    return [place for place in places if not on_a_road(reading, place)] or places


def _in_a_row(reading: Reading, places: Sequence[Where], at: int) -> bool:
    """ "Sitio Tindara, Barangay Torwan, Sulu province": each holds the one before it, and no "and" closes a list."""
    if reading.folded[places[at - 1].end : places[at].start].strip() != "," or not reading.has_commas:
        return False
    after = places[at + 1].start if at + 1 < len(places) else places[at].end
    return "and" not in reading.folded[places[at].end : after].split()


def _is_last_of_two(reading: Reading, places: Sequence[Where], at: int) -> bool:
    """ "In Turbat, Kech": what a comma alone joins to a town holds it, where no list goes on."""
    if not at or places[at].level in PARTS_OF_TOWNS:
        return False
    if is_larger(places[at], places[at - 1]) and _in_a_row(reading, places, at):
        return True
    if places[at - 1].level in AREA_LEVELS and not is_larger(places[at], places[at - 1]):
        return False
    gaps = [reading.folded[one.end : two.start].strip() for one, two in pairwise(places[max(0, at - 2) : at + 2])]
    joined = gaps[min(at, 2) - 1 :]
    listed = any(gap in LISTING for gap in (*gaps[: min(at, 2) - 1], *joined[1:]))
    listed = listed or _AND_OTHERS.match(reading.folded, places[at].end) is not None
    return joined[0] == "," and not listed and reading.has_commas


def _without_countries(places: list[Where]) -> list[Where]:
    """A country says nothing more beside a smaller place."""
    smaller = [place for place in places if place.level != "country"]
    return smaller or places


def _without_areas_around(reading: Reading, places: list[Where], start: int) -> list[Where]:
    """A region that another place lies in only says where that is: "In Borno state, a bomb hit Konduga"."""
    return [
        place
        for number, place in enumerate(places)
        if not (place.level in AREA_LEVELS or place.modifier or number == 0)
        or not any(
            _lies_in(reading, other, place, number == 0 and opens_in(reading, start, place))
            for other in places
            if other is not place
        )
    ]


def _lies_in(reading: Reading, small: Where, large: Where, opens: bool) -> bool:
    """Whether the text puts one place in the other: by its gazetteer, or at the head of the clause.

    "In the north of Homs province", "East of Damascus" tell where what follows is only where they open the clause.
    """
    if small.start < large.start or not (opens or large.modifier is None):
        return False
    if opens and large.modifier is None and _is_within(reading, small, large):
        return True
    if small.level in AREA_LEVELS:
        same = small.place_id is not None and small.place_id == large.place_id
        return opens and same and small.modifier is not None and small.level != "country"
    between = reading.folded[large.end : small.start].strip()
    if large.name in small.admin:
        return between not in LISTING and large.level in AREA_LEVELS
    if between in LISTING or between.startswith(_LISTED):
        return False
    if large.level in AREA_LEVELS and points_to(reading.folded[large.end : small.start]):
        return True
    straight = reading.has_commas and not any(
        token.text in _TURNS for token in reading.tokens_in(large.end, small.start)
    )
    if (opens or straight) and _may_lie_in(small, large):
        return True
    if not opens:
        return False
    beyond = (large.modifier or "").endswith(" of") and large.level not in AREA_LEVELS
    return beyond or (small.place_id is None and large.level in AREA_LEVELS)


def _is_within(reading: Reading, small: Where, large: Where) -> bool:
    """ "In Nangarhar province, gunmen shot an elder in Khogyani district", "In Kobani, shells fell on Tindara".

    A comma ends what opens the clause, and no further comma or "and in" begins another place.
    """
    if not (is_larger(large, small) or (small.place_id is None and large.level == "settlement")):
        return False
    words = reading.tokens_in(large.end, small.start)
    if not words or words[0].text != "," or any(token.text in (",", ";", ":") for token in words[1:]):
        return False
    return not any(token.word == "and" for token in words[-2:])


def _may_lie_in(small: Where, large: Where) -> bool:
    """Whether only the country of one is known, or of neither, so that no gazetteer parts the two."""
    known = [place.admin for place in (small, large) if place.admin]
    alike = len(known) < 2 or known[0][0] == known[1][0]
    return alike and large.level in AREA_LEVELS and large.level != "country" and len(small.admin) < 2


def _without_towns_around(reading: Reading, places: list[Where], start: int) -> list[Where]:
    """A quarter or site stands for its town: "In Damascus, a shell landed in Bab Touma neighbourhood".

    A town that is listed beside it is another place ("at the junction and Hass"); a name alone may be that of a town.
    """
    first = places[:1]
    named = [place for place in first if place.level is None and opens_in(reading, start, place)]
    towns = [place for place in places if place.level == "settlement" and place.role == "location"] or named
    parts = [place for place in places if place.level in PARTS_OF_TOWNS]
    if not parts or len(towns) != 1 or any(_listed_beside(reading, towns[0], part) for part in parts):
        return places
    return [place for place in places if place not in towns]


def _listed_beside(reading: Reading, one: Where, other: Where) -> bool:
    first, second = sorted((one, other), key=lambda place: place.start)
    return _BESIDE.fullmatch(reading.folded[first.end : second.start].strip()) is not None


def _without_clinics(reading: Reading, places: list[Where]) -> list[Where]:
    """The places without those of treatment, where the text says where people were hurt.

    "Doctors in Goma treated 34 people wounded in Beni"; "hurt in the strike on Odesa, died in hospital in Mykolaiv".
    """
    if len(places) < 2:
        return places
    kept = [
        place
        for place in places
        if not (_treats(reading, place) if place is not places[-1] else _is_of_hospital(reading, place))
    ]
    return kept or places


def _treats(reading: Reading, place: Where) -> bool:
    verbs = reading.tokens_in(place.end, place.end + _TREATING)[:_TREATING_WORDS]
    return any("treating" in token.classes for token in verbs)


def _is_of_hospital(reading: Reading, place: Where) -> bool:
    """ "In hospital in Mykolaiv", "to hospitals in Jos", and not "on a hospital in Jos", which was struck."""
    before = reading.tokens_in(max(0, place.start - _TREATING), place.start)[-_TREATING_WORDS:]
    if len(before) < _TREATING_WORDS or "place_link" not in before[2].classes or before[0].classes.isdisjoint(_INTO):
        return False
    named = reading.of("target", before[1].start, before[1].end)
    return any(target.value == "obj.medical" for target in named)


def _without_targets(reading: Reading, places: list[Where]) -> list[Where]:
    """A hospital or school that is named is what was hit; where it stands is the town, if the text names one."""
    sites = [place for place in places if place.level == "site" and is_building(reading, place)]
    hit = [place for place in sites if not _stands_near(reading, place)]
    others = [place for place in places if place not in hit]
    town = any(place.level not in AREA_LEVELS and place.level != "site" for place in others)
    return others if town else places


def _stands_near(reading: Reading, place: Where) -> bool:
    """ "A tea shop near the Bakara market": the market itself was not hit."""
    before = words_before(reading, place)
    return bool(before) and "nearby" in before[-1].classes


def _in_dateline(reading: Reading, place: Where) -> bool:
    """ "BEIRUT An intensifying push …", "MOSCOW (Sputnik) –": the town that the report was filed from."""
    if not place.text.isupper():
        return False
    if _FILED.match(reading.text, place.end) and reading.line_start(place.start) == place.start:
        return True
    if len(place.text) <= _ACRONYM:
        return False
    before = reading.tokens_in(max(0, place.start - 24), place.start)[-1:]
    after = reading.tokens_in(place.end, place.end + 24)[:1]
    if reading.text[place.end : place.end + 1] in ("-", "–", "—"):
        return True
    in_capitals = any(token.is_word and token.text.isupper() for token in (*before, *after))
    return not in_capitals and not (after and after[0].is_word and not after[0].capital)


def _same_place(one: Where, other: Where) -> bool:
    if one.place_id and other.place_id:
        return one.place_id == other.place_id and one.modifier == other.modifier
    return one.name.lower() == other.name.lower()


def heading_place(reading: Reading, sentence: Sentence) -> list[Where]:
    """The places of the label or record sheet of a sentence: "1. Khan Sheikhoun. A bombardment of the town …"."""
    sheet = sheet_line(reading.sentences, sentence.index, "sheet_place")
    above = sheet or (reading.sentences[sentence.label] if sentence.label is not None else None)
    if above is None:
        return []
    named = _told_apart(reading, reading.places.within(above.start, above.end), moves=False)
    return _without_areas_around(reading, named, above.start)
