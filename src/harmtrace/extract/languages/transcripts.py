"""Lines that begin with who speaks in them: interviews and dialogues, "Salma Adam: …"."""

from __future__ import annotations

import re
from collections import Counter

from harmtrace.extract.contents import is_quoted
from harmtrace.extract.languages.tellers import Tellers
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice

_LABEL = re.compile(r"^[ \t*•-]*([^\n:؛;،,.!?؟«»\"“”]{2,40}):(?=[ \t\n«\"“])", re.MULTILINE)
"""What stands before a colon at the head of a line."""
_TURNS = 2
"""A label that begins so many lines is a speaker's."""
_WORDS = 5
"""So many words has a speaker's label."""


class Turns:
    """The turns of those who speak in the lines of a text; none in a text without such lines."""

    def __init__(self, reading: Reading, tellers: Tellers) -> None:
        self.reading = reading
        self.tellers = tellers
        self._turn: Voice | None = None
        found = list(_LABEL.finditer(reading.text)) if ":" in reading.text else []
        found = [label for label in found if len(label[1].split()) <= _WORDS]
        times = Counter(label[1].strip() for label in found)
        several = sum(1 for count in times.values() if count >= _TURNS) > 0 and len(times) >= _TURNS
        self._labels = {label.start(1): label for label in found if several}
        self._starts = sorted(self._labels)

    def at(self, sentence: Sentence) -> Voice | None:
        """Whose turn it is in a sentence; nobody's where the publisher asks."""
        turn = self._turn
        return turn if turn is not None and sentence.start < turn.end else None

    def opened_by(self, sentence: Sentence) -> Voice | None:
        """The turn that begins with a sentence."""
        if not self._labels:
            return None
        label = self._labels.get(sentence.start)
        if label is None:
            return None
        reading = self.reading
        tokens = reading.tokens_in(label.start(1), label.end(1))
        speaker = self.tellers.label(tokens)
        self._turn = None
        if self.tellers.is_publisher(speaker) or self.tellers.asks(speaker):
            return None
        self.tellers.remember(speaker)
        start = label.end()
        end = next((at for at in self._starts if at > label.start(1)), len(reading.text))
        while start < end and reading.text[start].isspace():
            start += 1
        while end > start and reading.text[end - 1].isspace():
            end -= 1
        attribution = self.tellers.chain(speaker, None)
        self._turn = Voice(
            start,
            end,
            attribution,
            speaker,
            "",
            label.start(1),
            label.start(1),
            sentence.index,
            "transcript",
            is_quoted(reading, start, end),
        )
        return self._turn
