"""Labels in a language of tables: what is called a crime, unlawful or deliberate stands before or behind the label."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.characterisations import LabelDraft, labels_of
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Heard, Voice

_REACH = 60
"""How far before a label, in characters, "not" or its verb may stand."""
_NOT_WORDS = 4
"""So many words behind "not" an adverb may stand: "did not strike the town deliberately"."""
_LONGEST = 14
"""So many words has what a label is put on."""


def tabled_labels_of(reading: Reading, voices: Heard, denied: Sequence[tuple[int, int]] = ()) -> list[LabelDraft]:
    """One draft for each label and teller; none of what is denied or negated."""
    if "label" not in reading.mentions and "called_label" not in reading.mentions:
        return []
    negated = [(m.start, m.end) for m in reading.mentions.get("label", ()) if _is_negated(reading, m)]
    return labels_of(reading, voices, [*denied, *negated], _about)


def _is_negated(reading: Reading, mention: Mention) -> bool:
    """Whether "not" stands before what is done: "did not target civilians deliberately"."""
    before = reading.tokens_in(max(0, mention.start - _REACH), mention.start)[-_NOT_WORDS:]
    return mention.feature == "adjective" and any("negation" in token.classes for token in before)


def _about(reading: Reading, mention: Mention, start: int, end: int, voice: Voice | None) -> tuple[int, int]:
    """What a label is put on: the subject before a copula, the noun before an adjective, the words behind a noun."""
    first = max(start, voice.start) if voice is not None and voice.start <= mention.start < voice.end else start
    before = reading.tokens_in(first, mention.start)
    judged = next((place for place, token in enumerate(before) if "judging" in token.classes), None)
    judged = judged if judged is not None else _copula(reading, first, mention.start)
    if judged:
        return before[0].start, before[judged - 1].end
    if mention.feature == "adjective":
        place = len(before)
        while place > 0 and before[place - 1].is_word and "definite" in before[place - 1].classes:
            place -= 1
        noun = before[max(place - 1, 0)] if place == len(before) and before else before[place] if before else None
        return (noun.start, mention.end) if noun is not None and noun.is_word else (mention.start, mention.end)
    after = reading.tokens_in(mention.end, end)[:_LONGEST]
    kept = []
    for token in after[1:] if after and "preposition" in after[0].classes else []:
        if not token.is_word or not token.classes.isdisjoint(("clause", "complementiser")):
            break
        kept.append(token)
    return (kept[0].start, kept[-1].end) if kept else (mention.start, mention.end)


def _copula(reading: Reading, start: int, end: int) -> int | None:
    """The place of "was" behind the subject: "the attack was “indiscriminate”"."""
    tokens = reading.tokens_in(start, end)
    return next((place for place, token in enumerate(tokens) if place and "auxiliary" in token.classes), None)
