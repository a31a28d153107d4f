"""One speaker's words in a text."""

from __future__ import annotations

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Voice:
    """One speaker's words in the text: what is said stands at `start:end`."""

    start: int
    end: int
    attribution: Attribution
    speaker: SpeakerPhrase
    verb: str
    verb_start: int
    verb_end: int
    sentence: int
    form: str
    quoted: bool = False
