"""From a sentence to its event drafts."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.asides import Clause
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading, Sentence


def event_drafts(
    reading: Reading, voices: TabledVoices, sentence: Sentence, taken: Sequence[tuple[int, int]]
) -> list[EventDraft]:
    """The event drafts of one sentence. `taken` are stretches that other claim kinds have read."""
    return []


def clauses_in(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[Clause]:
    """The stretches of a sentence that each tell an event."""
    return []
