"""Where the event of a clause was: which of the places in it are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.dating import FILED
from harmtrace.extract.languages.words import after, before, verbs_of_saying
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.sameness import same_place
from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.places.areas import located

_TOLD = 40
"""How far, in characters, behind a place the "that" of what is said may stand."""
_HEAD = 40
"""How far, in characters, into a line its dateline may reach."""
_HEADED = re.compile(r"(?:\s?\([^()\n]{1,30}\))?\s?[:/|–—-]")
"""What stands behind a place that a line begins with: a colon, a dash or a stroke, behind the name of an agency."""
_PARTS = ("neighbourhood", "site")
_CHAIN = 4
"""So many words may stand between a place and the larger one that says where it lies."""
_LEVELS = {
    "town": ("settlement", None),
    "camp": ("site", "settlement", None),
    "quarter": ("neighbourhood", None),
    "area": ("adm1", "adm2", "adm3", "informal_region"),
    "province": ("adm1",),
    "district": ("adm2", "adm3"),
    "country": ("country",),
    "site": ("site",),
}
_MEMORY = 60
"""So many places back one may be spoken of again."""
_MOVED = ("displacement", "evacuation")
_POSTS = ("held", "actor", "armed_people", "armed_means", "adjective_actor", "craft_adjective")
"""Classes of the words for the posts of a party, from which it fires."""
_WAY = 8
_FRONT = 3
"""So many words may stand before the place that a clause opens with: "and in"."""
_COMMAS = ("،", ",")
_LEAD = 3
"""So many words before a place may tell that somebody left it or went there."""


def places_in(reading: Reading, start: int, end: int, spoken: Sequence[tuple[int, int]]) -> list[Where]:
    """The places of a stretch but for those in the words for a teller or a party."""
    there = reading.places.within(start, end)
    named = {
        place.start
        for place in there
        if any(first < place.end and place.start < last for first, last in spoken) or _leads(reading, place)
    }
    named |= {two.start for one, two in pairwise(there) if one.start in named and _both_lead(reading, one, two)}
    return [
        place
        for place in there
        if place.start not in named
        and not (
            _in_dateline(reading, place.start, place.end)
            or _of_the_teller(reading, place, start)
            or _is_by_the_way(reading, place)
            or _did_it(reading, place)
            or _of_a_part(reading, place)
        )
    ]


def _of_a_part(reading: Reading, place: Where) -> bool:
    """ "92 dead, of them 11 in Hass": where a part fell whose number no noun follows, and not where the whole did."""
    if "subset" not in reading.classes:
        return False
    words = before(reading, place.start, 0, _LEAD)
    if len(words) < _LEAD or "in_word" not in words[2].classes or "subset" not in words[0].classes:
        return False
    return any(item.kind == "count" for item in reading.quantities_in(words[1].start, words[1].end))


def _leads(reading: Reading, place: Where) -> bool:
    """ "the coalition led by Hassa"."""
    words = before(reading, place.start, 0, 1)
    return bool(words) and "led_by" in words[0].classes


def _both_lead(reading: Reading, one: Where, other: Where) -> bool:
    return one.level == "country" == other.level and _listed(reading, one, other)


def _did_it(reading: Reading, place: Where) -> bool:
    """ "It is the United States that launched the attack"."""
    following = after(reading, place.end, place.end + _HEAD, 2)
    if len(following) < 2 or "it_is" not in following[0].classes:
        return False
    return not following[1].classes.isdisjoint(("out_of", "relative"))


def _is_by_the_way(reading: Reading, place: Where) -> bool:
    """ "At 5:30 Damascus time", "the Front (banned in Russia)"."""
    return any(not word.classes.isdisjoint(("clock_word", "banned")) for word in before(reading, place.start, 0, _LEAD))


def _of_the_teller(reading: Reading, place: Where, start: int) -> bool:
    """ "The ministry in Gaza said that", "said the doctor in Gaza that": where those are who tell it."""
    said = verbs_of_saying(reading, start, place.start)
    if not said or any(reading.any_of(klass, said[-1].end, place.start) for klass in ("attack", "harm")):
        return False
    if reading.dates_in(said[-1].end, place.start) and reading.any_of("attack", said[0].end, said[-1].start):
        return False  # "said that 13 attacks were recorded from 7 to 10 May in Hass and that": told, and not who tells
    that = next((t for t in reading.tokens_in(said[-1].end, place.end + _TOLD) if "that_word" in t.classes), None)
    return that is not None and place.end <= that.start


def heads_line(reading: Reading, start: int, end: int) -> bool:
    """ "Damascus: three killed", "Khartoum - six killed": a place that a line begins with tells where, and not who."""
    line = reading.line_start(start)
    first = not any(mark.isalnum() for mark in reading.text[line:start])
    return (first and _HEADED.match(reading.text, end) is not None) or _in_dateline(reading, start, end)


def _in_dateline(reading: Reading, start: int, end: int) -> bool:
    """ "Beirut/Jerusalem - ", "Sana'a | ": the towns that a report was filed from, before a dash or stroke."""
    line = reading.line_start(start)
    if start - line > _HEAD:
        return False
    mark = FILED.search(reading.text, end, line + 2 * _HEAD)
    if mark is None or "\n" in reading.text[end : mark.start()]:
        return False
    return not any(reading.any_of(klass, line, mark.start()) for klass in ("attack", "harm", "say"))


def where_of(
    reading: Reading,
    start: int,
    end: int,
    places: Sequence[Where],
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> list[Where]:
    """The places of an event: those that only say where another one lies are left out, origins and goals are marked."""
    told = [place for place in places if start <= place.start and place.end <= end]
    moved = any(harm.harm in ("displaced", "returned") for harm in harms) or (
        bool(triggers) and all(trigger.value in _MOVED for trigger in triggers)
    )
    if moved:
        return [_with_role(reading, place, start) for place in _smallest(reading, told)]
    told = _where_hurt(reading, told, start) or told
    kept = _without_front(reading, _smallest(reading, told), start)
    head = _head_of_line(reading, start)
    if head is not None:
        kept = [place for place in kept if place.start != head.start]
        if all(place.level in AREA_LEVELS for place in kept):
            return [head]
    if not kept and (again := place_again(reading, start, end)) is not None:
        return [again]
    return kept


def _without_front(reading: Reading, places: list[Where], start: int) -> list[Where]:
    """ "In Omdurman, shells hit the Karari district": what a clause opens with is where the rest of it lies.

    A place that no gazetteer has, or a part of a town, lies in it; a town of its own may not.
    """
    if len(places) < 2:
        return places
    first, rest = places[0], places[1:]
    lead = reading.tokens_in(start, first.start)
    opens = len(lead) <= _FRONT and all(not token.classes.isdisjoint(("joining", "in_word")) for token in lead)
    if not (lead and opens and reading.text[first.end : first.end + 2].strip()[:1] in _COMMAS):
        return places
    inside = all(place.status == "not_in_gazetteer" or place.level in _PARTS for place in rest)
    return rest if inside and first.level not in _PARTS and not _listed(reading, first, rest[0]) else places


def _head_of_line(reading: Reading, start: int) -> Where | None:
    """ "Hass: three killed": the place that a line tells of after a colon."""
    line = reading.line_start(start)
    for place in reading.places.within(line, line + _HEAD):
        marks = reading.text[line : place.start]
        if not any(mark.isalnum() for mark in marks) and reading.text[place.end :].lstrip(" \t")[:1] == ":":
            return place
    return None


def _smallest(reading: Reading, places: Sequence[Where]) -> list[Where]:
    """The places without those that others lie in, and each once."""
    kept: list[Where] = []
    for at, place in enumerate(places):
        inside = [other for other in places if other is not place and _lies_in(reading, other, place)]
        if inside or any(same_place(place, other) for other in kept):
            continue
        if at and _says_where(reading, places[at - 1], place):
            continue
        kept.append(place)
    return kept


def _lies_in(reading: Reading, small: Where, large: Where) -> bool:
    """Whether one place is told to lie in another, by the gazetteer or its level."""
    if large.level == "country":
        return small.level != "country" and (not small.admin or small.admin[0] == large.name)
    if small.level in AREA_LEVELS and large.level not in AREA_LEVELS:
        return False
    if large.level in AREA_LEVELS and large.name in small.admin and not _listed(reading, small, large):
        return True
    near = abs(small.start - large.end) < 120 or abs(large.start - small.end) < 120
    if small.level in _PARTS and large.level == "settlement" and near:
        return not _listed(reading, small, large)
    return False


def _says_where(reading: Reading, small: Where, large: Where) -> bool:
    """ "Hass in the countryside of Idlib": the second, larger or of no known size, only says where the first one is."""
    if _belongs(reading, small, large):
        return True
    if large.level not in AREA_LEVELS and not (small.level in _PARTS and large.level in ("settlement", None)):
        return False
    if small.level in AREA_LEVELS and large.level != "country":
        return False
    between = reading.tokens_in(small.end, large.start)
    linked = all(
        not token.classes.isdisjoint(("in_word", "place_link", "out_of", "nearby", "definite"))
        or token.text in (",", "،")
        for token in between
    )
    return len(between) <= _CHAIN and linked and not any("joining" in token.classes for token in between)


def _belongs(reading: Reading, small: Where, large: Where) -> bool:
    """ "the southern suburb of Beirut"."""
    return reading.is_a("belonging", reading.folded[small.end : large.start].strip())


def _listed(reading: Reading, one: Where, other: Where) -> bool:
    """Whether only a joining word stands between two places."""
    first, second = sorted((one, other), key=lambda place: place.start)
    between = reading.tokens_in(first.end, second.start)
    return bool(between) and all("joining" in token.classes for token in between)


def _where_hurt(reading: Reading, places: Sequence[Where], start: int) -> list[Where]:
    """The places without those that somebody or something came from, or was brought to, and what is listed beside."""
    kept: list[Where] = []
    last: Where | None = None
    for place in places:
        away = _comes_from(reading, place, start) or _is_brought_to(reading, place, start)
        away = away or _is_seat(reading, place, start)
        if away or (last is not None and _listed(reading, last, place)):
            last = place
        else:
            kept.append(place)
    return kept


def _is_seat(reading: Reading, place: Where, start: int) -> bool:
    """ "groups that are spread in the countryside of Idlib": where a party stands."""
    words = before(reading, place.start, start, _LEAD + 1)
    if any("positioned" in one.classes and "in_word" in two.classes for one, two in pairwise(words)):
        return True
    lead = before(reading, place.start, start, _WAY)
    out = next((at for at in range(len(lead) - 1, -1, -1) if "out_of" in lead[at].classes), None)
    if out is None or not lead or "in_word" not in lead[-1].classes:
        return False
    return all(not word.classes.isdisjoint(_POSTS) for word in lead[out + 1 : -1]) and len(lead) - out > 2


def _is_brought_to(reading: Reading, place: Where, start: int) -> bool:
    """ "were taken to a hospital in Tebnine"."""
    words = before(reading, place.start, start, _WAY)
    to = next((at for at, word in enumerate(words) if "displacing_to" in word.classes and word.is_word), None)
    return to is not None and any("moving" in word.classes for word in words[:to])


def _comes_from(reading: Reading, place: Where, start: int) -> bool:
    """Whether something was fired from a place, or somebody came from it: it lies not where people were hurt."""
    words = before(reading, place.start, start, _LEAD)
    return bool(words) and any("out_of" in word.classes for word in words[-2:]) and not _is_part(words)


def _is_part(words: Sequence[object]) -> bool:
    """ "the north of": a part of the place itself."""
    return any(not getattr(word, "classes", frozenset()).isdisjoint(("place_link", "nearby")) for word in words[:-1])


def _with_role(reading: Reading, place: Where, start: int) -> Where:
    for word in reversed(before(reading, place.start, start, _LEAD)):
        if "displacing_from" in word.classes:
            return replace(place, role="origin")
        if "displacing_to" in word.classes:
            return replace(place, role="destination")
    return place


def place_again(reading: Reading, start: int, end: int) -> Where | None:
    """The place that a stretch speaks of again ("on the town"), resolved to its last naming."""
    for token in reading.tokens_in(start, end):
        wanted = {"place_again"} if "no_article" in reading.traits else {"place_again", "definite"}
        if not wanted <= token.classes:
            continue
        following = after(reading, token.end, end, 1)
        if following and reading.places.beginning_at(following[0].start):
            continue
        levels = _LEVELS.get(reading.lexicon.value("place_again", token.word), ())
        for place in reversed(reading.places.before(token.start, _MEMORY)):
            if place.level in levels and place.role == "location" and _is_of_kind(reading, place, token.word):
                again = replace(place, start=token.start, end=token.end, text=token.text, modifier=None, between=())
                return located(again, reading.gazetteer)
    return None


def _is_of_kind(reading: Reading, place: Where, word: str) -> bool:
    """Whether a site is what the word for it says ("the bridge"): its kind is the first word of its name."""
    if place.level != "site" or reading.lexicon.value("place_again", word) != "site":
        return True
    first = reading.tokens_in(place.start, place.end)[0]
    return first.word in word
