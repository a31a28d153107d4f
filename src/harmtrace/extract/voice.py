"""Who says what in a text: one speaker's words, and all that are heard in a document."""

from __future__ import annotations

from collections.abc import Iterable

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable

ADDED = "added"
"""The form of what a speaker is told to add in the same sentence: "“…”, adding that"."""


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


class Heard:
    """All voices of a document, and the attribution that holds at each offset."""

    def __init__(self, reading: Reading, voices: Iterable[Voice], publisher: Attribution) -> None:
        self.reading = reading
        self.all = list(voices)
        self._publisher = publisher
        self._told: dict[int, list[Voice]] = {}
        self._heard: dict[int, list[Voice]] = {}
        for voice in self.all:
            self._told.setdefault(voice.sentence, []).append(voice)
            for sentence in reading.sentences_over(voice.start, voice.end):
                self._heard.setdefault(sentence.index, []).append(voice)

    def at(self, start: int, end: int) -> Voice | None:
        """The innermost voice whose words cover most of `start:end`."""
        middle = (start + end) // 2
        near = [v for s in self.reading.sentences_over(middle, middle + 1) for v in self._heard.get(s.index, [])]
        covering = [voice for voice in reversed(near) if voice.start <= middle < voice.end]
        return min(covering, key=lambda voice: voice.end - voice.start) if covering else None

    def in_sentence(self, sentence: Sentence) -> list[Voice]:
        """The voices whose verb stands in `sentence`."""
        return self._told.get(sentence.index, [])

    def publisher(self) -> Attribution:
        """The publisher's own voice (after a wire agency, if the text is one's)."""
        return self._publisher
