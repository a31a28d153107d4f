"""Words that tell an attack by what follows them: "took Manbij in 2014", "an operation to retake Raqqa"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where

_REACH = 48
"""How far, in characters, after such a word what it leads to may stand."""
_AIM = 6
"""So many words may stand between "operation" and the verb of its aim."""
_LEAD = 3
"""So many words may stand between "took" and the name of the place."""


def advances(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """The words for operations against somebody, or to take a place, and for the taking of a place."""
    for word in reading.of("seeming", start, end):
        leads = _LEADS[word.value]
        if leads(reading, word.end, min(end, word.end + _REACH)):
            yield Mention(word.start, word.end, "attack", "ground_attack", word.feature)


def _takes_a_place(reading: Reading, at: int, end: int) -> bool:
    """ "took Manbij", "takes the town of Bria", and not "took people to Manbij"."""
    for token in reading.tokens_in(at, end)[: _LEAD + 1]:
        if token.capital:
            return any(_is_taken(reading, place) for place in reading.places.within(token.start, end)[:1])
        if token.classes.isdisjoint(("det", "article", "before_place", "place_head", "of")):
            return False
    return False


def _is_taken(reading: Reading, place: Where) -> bool:
    """Whether a place is what was taken: no country, and not whose thing it was ("took Syria's war to Latakia")."""
    after = reading.tokens_in(place.end, place.end + 2)[:1]
    return place.level != "country" and not (after and "possessive_mark" in after[0].classes)


def _expels(reading: Reading, at: int, end: int) -> bool:
    """ "pushed the rebels out of Bria", "drove them from Bria": somebody, and out of which place."""
    following = reading.tokens_in(at, end)
    for out, of in pairwise(following):
        if not out.is_word or "auxiliary" in out.classes:
            return False
        if ("out_word" in out.classes or "out_of" in of.classes) and "belonging" in of.classes:
            return bool(reading.places.within(of.end, end)) or _is_place_again(reading, of.end, end)
    return False


def _is_place_again(reading: Reading, at: int, end: int) -> bool:
    """ "the town", "the area": a place that was named before."""
    return any("place_head" in token.classes for token in reading.tokens_in(at, end)[:_LEAD])


def _is_aimed(reading: Reading, at: int, end: int) -> bool:
    """ "operations against the rebels", "a campaign aimed at clearing": at whom, or to take what."""
    following = reading.tokens_in(at, end)[: _AIM + 1]
    for place, token in enumerate(following):
        if "opposing" in token.classes:
            return any(reading.any_of(klass, token.end, end) for klass in ("actor", "fighter", "adjective_actor"))
        if "taking_ground" in token.classes:
            return any("aiming" in before.classes for before in following[:place])
        if not token.is_word or "auxiliary" in token.classes:
            return False
    return False


_LEADS: dict[str, Callable[[Reading, int, int], bool]] = {
    "taking": _takes_a_place,
    "expelling": _expels,
    "operation": _is_aimed,
}
"""By the kind of such a word, whether what follows it tells an attack."""
