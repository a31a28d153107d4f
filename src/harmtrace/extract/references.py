"""Whether an attack is one that was named before, one of a series, or one more: "the raid", "the first incident"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.labels import sheet_of
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.claim import TargetMention
from harmtrace.model.where import Where

_OPENING = 40
"""How far, in characters, from the beginning of a clause its short subject may stand."""
_SUBJECT, _LEAST = 60, 3
"""How long, in characters and words, a subject that was hit may be, with the verb that helps."""
_VERB_LEAD = 4
"""So many helpers and adverbs may stand between a subject and its verb."""
_HELPING = ("auxiliary", "be", "skipped", "further")
"""Classes of the words that lead from a subject to its verb."""
_NOUN_LEAD = 4
"""So many words may stand between an article and the attack word it belongs to."""


def refers(reading: Reading, triggers: Sequence[Mention]) -> bool:
    """Whether the attack is named by definite nouns only: "the air raids of 30 September", "yesterday's attack"."""
    if not triggers or any(trigger.feature != "noun" for trigger in triggers):
        return False
    return all(_is_definite(reading, trigger) for trigger in triggers)


def _is_definite(reading: Reading, trigger: Mention) -> bool:
    if _is_member(reading, trigger):
        return False
    for token in reversed(_lead(reading, trigger)):
        if reading.is_a("det", token.word, "definite") or token.word in ("the", "such"):
            return True
        dated = reading.dates.before(token.end, 1)
        if dated and dated[0].end > token.start and dated[0].when is not None and token.word.endswith("s"):
            return True
        if not token.is_word or not token.classes.isdisjoint(("function", "be", "say")):
            return False
    return False


def _lead(reading: Reading, trigger: Mention) -> Sequence[Token]:
    """The words before an attack noun among which its article may stand."""
    return reading.tokens_in(max(0, trigger.start - 48), trigger.start)[-_NOUN_LEAD:]


def is_of_series(reading: Reading, sentence: Sentence, triggers: Sequence[Mention]) -> bool:
    """Whether an attack is one more of a series, and not that of the record sheet just above."""
    if sentence.index and sheet_of(reading.sentences, sentence.index - 1):
        return False
    return any(_is_member(reading, trigger) for trigger in triggers)


def _is_member(reading: Reading, trigger: Mention) -> bool:
    """Whether an attack is told as one of a series by the subject of its sentence: "The first incident occurred"."""
    if trigger.feature != "noun":
        return False
    before = _lead(reading, trigger)
    first = next((place for place, token in enumerate(before) if token.word == "the"), None)
    if first is None or (first and (before[first - 1].is_word and "joining" not in before[first - 1].classes)):
        return False
    return any(item.kind == "ordinal" for item in reading.quantities_in(before[first].start, trigger.start))


def is_further(reading: Reading, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether an event is told as one more: "Another seven people were killed", "Five more died", "Elsewhere, …"."""
    first = min([harm.trigger for harm in harms] + [trigger.start for trigger in triggers])
    ends = [harm.end for harm in harms if harm.parent is None][:1]
    tokens = reading.tokens_in(sentence.start, max([first, *ends]))
    return any(
        "further" in token.classes and not any("than" in after.classes for after in tokens[at + 1 : at + 2])
        for at, token in enumerate(tokens)
    )


def of_those_told(
    reading: Reading, start: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention], where: Sequence[Where]
) -> bool:
    """Whether a clause tells more of those whom the text has told of: "they had been executed", "the gunmen shot".

    "He" and "she" are one person, who was hurt where it was told or close by; others may act in another place.
    """
    first = reading.tokens_in(start, start + _OPENING)
    subject = _subject_told(first)
    if subject is None or (where and "lone_pronoun" not in first[0].classes):
        return False
    told = min([trigger.start for trigger in triggers] + [harm.trigger for harm in harms])
    between = [token for token in first[subject:] if token.start < told]
    return len(between) <= _VERB_LEAD and all(
        token.word.endswith("ly") or not token.classes.isdisjoint(_HELPING) for token in between
    )


def _subject_told(words: Sequence[Token]) -> int | None:
    """How many words a subject has that stands for people told of before; None for another subject."""
    if not words:
        return None
    if "lone_pronoun" in words[0].classes or "they_pronoun" in words[0].classes:
        return 1
    definite = len(words) > 1 and "definite_article" in words[0].classes and "assailant" in words[1].classes
    return 2 if definite else None


def met_again(
    reading: Reading, start: int, triggers: Sequence[Mention], draft: EventDraft
) -> Where | TargetMention | None:
    """The place or thing told of before that a clause says was attacked: "the camp was hit twice at night".

    What "had been" hit was hit before, and what was hit "again" or "also" is hit in another attack.
    """
    verb = triggers[0] if triggers and triggers[0].feature == "verb" else None
    if verb is None or verb.start - start > _SUBJECT or draft.further:
        return None
    before = reading.tokens_in(start, verb.start)
    if len(before) < _LEAST or "definite_article" not in before[0].classes or "be" not in before[-1].classes:
        return None
    if any(token.word == "had" for token in before) or reading.any_of("again", start, draft.spans[-1][1]):
        return None
    place = next((place for place in draft.where if place.start == before[0].start), None)
    return place or next((thing for thing in draft.targets if before[0].start < thing.start < verb.start), None)
