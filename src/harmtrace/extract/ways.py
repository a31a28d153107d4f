"""Who comes and goes where: what was fired from a place, who left one, stands in one or is on the way to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where

_WAY_REACH = 70
"""How far, in characters, before a place the words for coming and going may stand."""
_MOVING = frozenset(("displacement", "evacuation"))
LISTING = (",", "and", ", and", "and the")
"""What lists one place beside another."""
_ROAD_WORDS = 8
"""So many words before the place at the end of a road the road may be named."""
_TO_A_ROAD = 3
"""So many words, with a comma, stand between a place and the road that it lies on."""
_HEARD_WORDS = 5
"""So many words before a place "heard as far as" may stand."""
_AS_FAR = 3
"""So many words "as far as" has."""
_ACTING = ("agent_head", "military_noun", "military_head", "fighter", "delivery")
"""Classes of nouns for those who strike from where they are."""
_PREDICATE_REACH = 32
"""How far, in characters, behind where they are the verb of what they do may stand."""


def are_moved(harms: Sequence[HarmDraft]) -> bool:
    """Whether people were displaced or came back."""
    return any(harm.harm in ("displaced", "returned") for harm in harms)


def tells_of_moving(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch tells of nothing but people who leave or are brought away."""
    told = {trigger.value for trigger in reading.of("attack", start, end)}
    return bool(told) and told <= _MOVING


def on_the_way(reading: Reading, place: Where, before: Sequence[Token], beside: bool, named: Where | None) -> bool:
    """ "evacuees from Fua", "rockets fired from Lebanon", "heading to Aleppo": not where people were hurt.

    Beside another place, what is told to be from one was not there: "shelled Hass from Hama". A road only says where
    the place lies that was `named` right before it: "Boni, on the road linking Sevare to Gao".
    """
    if not before or (place.modifier or "").startswith("road"):
        return False
    if "excepting" in before[-1].classes:
        return True
    if (road := _road_to(before)) is not None:
        return named is not None and named.end <= road and len(reading.tokens_in(named.end, road)) <= _TO_A_ROAD
    if _is_heard_at(before) or _is_of_posts(before):
        return True
    if "out_of" in before[-1].classes:
        if _are_taken(reading, place):
            return False
        return beside or any(
            token.start in reading.person_nouns or not token.classes.isdisjoint(("moving", "launching"))
            for token in before[-4:-1]
        )
    if before[-1].start in reading.person_nouns:
        return any("moving" in token.classes for token in before[-4:-1])
    if before[-1].word in ("to", "for", "into"):
        return any("moving" in token.classes for token in before[-6:-1])
    if len(before) < 3 or "aboard" not in before[-1].classes:
        return False
    if "legal_status" in before[-2].classes:
        return True
    if "positioned" in before[-2].classes:
        return before[-3].is_word or before[-3].text == ","
    return before[-2].word == "located" and not before[-3].classes.isdisjoint(("agent_head", "fighter"))


def _road_to(before: Sequence[Token]) -> int | None:
    """Where the road begins that a place ends: "on the road from Shebekino to Tindara"."""
    for at in range(max(0, len(before) - _ROAD_WORDS), len(before) - 1):
        if "road_end" in before[at + 1].classes and "road" in before[at].classes:
            moved = any("moving" in token.classes and "road" not in token.classes for token in before[at:])
            return None if moved else before[at].start
    return None


def _is_heard_at(before: Sequence[Token]) -> bool:
    """ "The blast, heard in Tindara, killed ten": who heard it there was elsewhere."""
    for at in range(max(1, len(before) - _HEARD_WORDS), len(before)):
        if "noticed" in before[at].classes:
            far = len(before) - at > _AS_FAR and before[-2].word == "far"
            return far or before[at - 1].word in (",", "be")  # "could be heard in", and not "was heard in"
    return False


def _is_of_posts(before: Sequence[Token]) -> bool:
    """ "Shells fired from rebel positions in Tindara": what was fired from there landed elsewhere."""
    if len(before) < 2 or "post" not in before[-2].classes:
        return False
    last = before[-_ROAD_WORDS:]
    return any("launching" in one.classes and "out_of" in two.classes for one, two in pairwise(last))


def acts_from(reading: Reading, place: Where, before: Sequence[Token]) -> bool:
    """ "Artillery in Kadugli shelled Tindara": where those stand who strike another place that is named behind it."""
    if len(before) < 2 or "aboard" not in before[-1].classes or before[-2].classes.isdisjoint(_ACTING):
        return False
    after = reading.tokens_in(place.end, place.end + _PREDICATE_REACH)
    verb = next((token for token in after if token.classes.isdisjoint(("having", "skipped"))), None)
    return verb is not None and any(found.feature == "verb" for found in reading.starting("attack", verb.start))


def _are_taken(reading: Reading, place: Where) -> bool:
    """ "Kidnapped 40 women from Tindara": where people were when they were taken away."""
    taken = reading.of("attack", max(0, place.start - _WAY_REACH), place.start, "abduction", "detention")
    return bool(taken) and not any("moving" in token.classes for token in reading.tokens_in(taken[-1].end, place.start))


def words_before(reading: Reading, place: Where) -> list[Token]:
    """The words before a place down to its preposition: articles, "town of" and adjectives left out."""
    words = reading.tokens_in(max(0, place.start - _WAY_REACH), place.start)
    while words and not words[-1].classes.isdisjoint(("det", "before_place", "nationality")):
        words.pop()
    return words


def with_roles(reading: Reading, places: list[Where]) -> list[Where]:
    """Origins and destinations of people who move."""
    result = []
    for place in places:
        first = _first_listed(reading, place)
        before = [token.word for token in words_before(reading, first) if token.word != "and"]
        word = before[-1] if before else ""
        if word in ("from", "out", "fled", "left", "leave", "leaving", "fleeing"):
            result.append(replace(place, role="origin"))
        elif word in ("to", "for", "towards", "toward", "into", "reached", "reaching"):
            result.append(replace(place, role="destination"))
        elif result and result[-1].role != "location" and _list_link(reading, result[-1], place):
            result.append(replace(place, role=result[-1].role))
        else:
            result.append(place)
    return result


def _first_listed(reading: Reading, place: Where) -> Where:
    """The first of the places that one is listed with, also of such as are left out: "to the north of Mali and Gao"."""
    while earlier := reading.places.within(max(0, place.start - _WAY_REACH), place.start):
        if not _list_link(reading, earlier[-1], place):
            break
        place = earlier[-1]
    return place


def _list_link(reading: Reading, one: Where, other: Where) -> bool:
    return reading.folded[one.end : other.start].strip() in LISTING
