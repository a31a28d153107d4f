"""Which harm befell those whom an earlier sentence tells of, where a part of them is told: "Four of them were boys"."""

from __future__ import annotations

from harmtrace.extract.counted import Counted
from harmtrace.extract.harm_parts import Part
from harmtrace.extract.harm_triggers import harm_triggers
from harmtrace.extract.people_phrases import SAME_PERSON_REACH
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading, Sentence

_LEAD = 40
"""How far, in characters, behind the beginning of its sentence a part of those told before may begin."""
_BEFALLING = ("killed", "injured", "abducted", "detained", "missing", "tortured", "sexual_violence", "displaced")


def harm_of_them(reading: Reading, people: Counted, part: Part) -> str | None:
    """The harm of the people whom a part is told of: of "the 29" told before, or of those in the sentence before.

    None where the sentence does not begin with the part, or where the one before tells several harms.
    """
    here = reading.sentences_over(people.start, people.start + 1)
    if not here:
        return None
    told = _telling_number(reading, people)
    if told is None and here[0].index and part.start - here[0].start <= _LEAD:
        told = reading.sentences[here[0].index - 1]
    return _only_harm(reading, told) if told is not None else None


def of_a_number(reading: Reading, people: Counted) -> bool:
    """Whether a part names the number of its whole: "four of the 29"."""
    return bool(_number_of_whole(reading, people))


def _number_of_whole(reading: Reading, people: Counted) -> list[QuantityMention]:
    if not people.of_them:
        return []
    return [item for item in reading.quantities_in(people.quantity.end, people.end) if item.kind == "count"]


def _telling_number(reading: Reading, people: Counted) -> Sentence | None:
    """The earlier sentence that gives the number of the whole: "four of the 29"."""
    inner = _number_of_whole(reading, people)
    if not inner:
        return None
    earlier = reading.quantities_in(max(0, people.start - SAME_PERSON_REACH), people.start)
    same = [item for item in earlier if item.kind == "count" and item.quantity.value == inner[0].quantity.value]
    return reading.sentences_over(same[-1].start, same[-1].end)[0] if same else None


def _only_harm(reading: Reading, sentence: Sentence) -> str | None:
    """The one harm that a sentence tells of people; None where it tells none or several."""
    told = {trigger.value for trigger in harm_triggers(reading, sentence.start, sentence.end)}
    return told.pop() if len(told) == 1 and told.issubset(_BEFALLING) else None
