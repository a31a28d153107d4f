"""Animals that were killed, burned or driven off, as a harm to those who live by them: "rustled 600 head of cattle"."""

from __future__ import annotations

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading

_VERB, _NOUN, _WORDS = 60, 40, 4
"""How far, in characters, from a number its verb and its noun may stand, and in words its noun."""


def animals_lost(reading: Reading, start: int, end: int) -> list[HarmDraft]:
    """The animals counted in `start:end` that a verb of killing or taking is told of."""
    verbs = reading.of("losing_animals", start, end)
    if not verbs:
        return []
    found = []
    for item in reading.quantities_in(start, end):
        last = _animals_after(reading, item, end)
        if last is None:
            continue
        near = [verb for verb in verbs if _governs(reading, verb, item.start) or _follows(reading, verb, last)]
        if near:
            span = (item.start, last, near[0].start)
            found.append(HarmDraft("livelihood", item.quantity, "unstated", (), *span, "animals"))
    return found


def _animals_after(reading: Reading, item: QuantityMention, end: int) -> int | None:
    """Where the noun for animals ends that a number counts: "30 of their animals"."""
    if item.kind not in ("count", "vague"):
        return None
    for token in reading.tokens_in(item.end, min(end, item.end + _NOUN))[:_WORDS]:
        if "animal" in token.classes:
            return token.end
        if not token.is_word or token.start in reading.person_nouns:
            return None
    return None


def _governs(reading: Reading, verb: Mention, number: int) -> bool:
    """Whether a verb reaches the number behind it with no other clause between."""
    if not number - _VERB <= verb.start < number:
        return False
    return not any("clause_end" in token.classes for token in reading.tokens_in(verb.end, number))


def _follows(reading: Reading, verb: Mention, noun: int) -> bool:
    """ "230 cows have perished": a verb right behind its subject."""
    between = reading.tokens_in(noun, verb.start) if noun <= verb.start < noun + _NOUN else None
    return between is not None and all(not t.classes.isdisjoint(("auxiliary", "be")) for t in between)
