"""The appeals of a document."""

from __future__ import annotations

from harmtrace.extract.appeals import AppealDraft
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading, Sentence


def appeals_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[AppealDraft]:
    """The appeals told in a sentence."""
    return []
