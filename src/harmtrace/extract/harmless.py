"""Words of attack that tell none by who does it to what: "shortages hit the town", "nurses battled cholera"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.deeds import object_words
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_KINDS = ("attack", "clashes", "ground_attack", "shooting", "bombing")
"""The kinds of attack whose verbs are used of other things as well."""
_BEFORE, _AFTER = 80, 40
"""How far, in characters, before and after a verb what does it, or suffers it, may stand."""
_HELPERS = 4
"""So many helpers and adverbs may stand between a subject and its verb."""
_OBJECT, _LEAD = 6, 4
"""So many words an object has, and so many words after a verb it may begin: "battled a fierce blaze"."""


def is_harmless(reading: Reading, trigger: Mention, start: int, end: int) -> bool:
    """Whether a verb tells no attack, as what does it cannot attack, or what it is done to cannot be attacked."""
    if trigger.feature != "verb" or trigger.value not in _KINDS:
        return False
    around = (max(start, trigger.start - _BEFORE), min(end, trigger.end + _BEFORE))
    if not reading.any_of("no_attack", *around):
        return False
    return _done_by_none(reading, trigger, *around) or _done_to_none(reading, trigger, around[1])


def _done_by_none(reading: Reading, trigger: Mention, start: int, end: int) -> bool:
    """ "Shortages have hit the town", "the town was hit by shortages"."""
    before = _without_helpers(reading.tokens_in(start, trigger.start))
    if before and any(m.end == before[-1].end for m in reading.of("no_attack", start, trigger.start, "doer")):
        return True
    after = reading.tokens_in(trigger.end, min(end, trigger.end + _AFTER))[: _OBJECT + 1]
    if not after or "agent" not in after[0].classes:
        return False
    return any(m.start <= after[-1].start for m in reading.of("no_attack", after[0].end, end, "doer"))


def _without_helpers(before: Sequence[Token]) -> Sequence[Token]:
    for _ in range(_HELPERS):
        last = before[-1] if before else None
        if last is None or not last.is_word:
            break
        helps = not last.classes.isdisjoint(("auxiliary", "be", "skipped")) or last.word.endswith("ly")
        if not helps:
            break
        before = before[:-1]
    return before


def _done_to_none(reading: Reading, trigger: Mention, end: int) -> bool:
    """ "Doctors battled cholera", "attacked the budget": what follows as the object is no person, place or thing."""
    words = object_words(reading, trigger.end, end)[:_OBJECT]
    if not words or _is_of_phrase(reading, words[0]):
        return False
    return any(
        mention.start <= words[min(len(words), _LEAD) - 1].start and _ends_phrase(reading, mention.end, end)
        for mention in reading.of("no_attack", words[0].start, words[-1].end, "object")
    )


def _is_of_phrase(reading: Reading, word: Token) -> bool:
    """ "Opened fire on a crowd": no object follows, unless the words are one of their own ("shot to fame")."""
    return reading.is_a("function", word.word, "preposition") and not reading.begins("no_attack", word.start)


def _ends_phrase(reading: Reading, at: int, end: int) -> bool:
    """Whether no noun follows: "battled cholera", and not "stormed the cholera ward"."""
    after = reading.tokens_in(at, min(end, at + _AFTER))[:1]
    return not after or not after[0].is_word or "function" in after[0].classes
