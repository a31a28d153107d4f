"""The responses of a document."""

from __future__ import annotations

from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.responses import ResponseDraft


def responses_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[ResponseDraft]:
    """The responses told in a sentence."""
    return []
