"""The stock figures that a sentence tells, in order."""

from __future__ import annotations

from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.situations import SituationDraft


def situations_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[SituationDraft]:
    """The stock figures that a sentence tells, in order."""
    return []
