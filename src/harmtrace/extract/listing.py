"""Sentences that go on with what a teller counts: "Another five people were killed in Hays"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.quotations import by_sentence
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice

LISTED = "listed"
"""The form of a voice over a sentence that names no teller of its own."""
_NO_COUNTS = ("headline", "transcript", "orphan")
"""Forms whose words end where they end."""


def with_lists(reading: Reading, voices: Sequence[Voice]) -> list[Voice]:
    """Give a sentence that counts on to who told the sentence before it (annotation rule 25)."""
    heard = by_sentence(reading, voices)
    told = {voice.sentence: voice for voice in voices if voice.form not in _NO_COUNTS}
    found: list[Voice] = []
    for sentence in reading.sentences[1:]:
        last = told.get(sentence.index - 1)
        if last is None or heard.get(sentence.index) or sentence.index in told or not _counts_on(reading, sentence):
            continue
        start = sentence.start
        told[sentence.index] = replace(
            last, start=start, end=sentence.end, verb_start=start, verb_end=start, sentence=sentence.index, form=LISTED
        )
        found.append(told[sentence.index])
    return sorted([*voices, *found], key=lambda voice: voice.sentence) if found else list(voices)


def _counts_on(reading: Reading, sentence: Sentence) -> bool:
    """Whether it opens with "another five", "two others", "three more people" and tells of harm."""
    if not sentence.tokens or not reading.any_of("harm", sentence.start, sentence.end):
        return False
    first = sentence.tokens[0]
    if reading.is_a("det", first.word, "another"):
        return True
    numbers = [n for n in reading.quantities_in(first.start, first.start + 1) if n.kind == "count"]
    after = [token for token in sentence.tokens if numbers and token.start >= numbers[0].quantity.end][:1]
    return any("counting_on" in token.classes for token in after)
