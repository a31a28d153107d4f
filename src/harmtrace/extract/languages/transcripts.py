"""Lines that begin with who speaks in them: interviews and dialogues, "Salma Adam: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import is_quoted
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.languages.subjects import past_document
from harmtrace.extract.languages.teller_phrases import TellerPhrase, is_verb
from harmtrace.extract.languages.tellers import Tellers
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice

_LABEL = re.compile(
    r"^[^\w\n«»\"“”(]*(?:[دأم]\.[ \t]*)?([^\n:؛;،,.!?؟«»\"“”]{2,40}?)"
    r"(?:[ \t]*[،,][ \t]*([^\n:؛;.!?؟«»\"“”]{2,60}))?[ \t]*:(?=[ \t\n«\"“])",
    re.MULTILINE,
)
"""What stands before a colon at the head of a line, behind "Dr." and before a comma and an office."""
_BARE_NUMBER = re.compile(r"[ \t]*[\d.,٠-٩]+[ \t]*(?:[،,.؛;(\n]|$)")
"""A number that counts no noun."""
_TURNS = 2
"""A label that begins so many lines is a speaker's."""
_LEAD = 8
"""So many characters may stand before a label: signs at the head of a line."""
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
        times = Counter(label[1].strip() for label in found if label[2] is None)
        several = sum(1 for count in times.values() if count >= _TURNS) > 0 and len(times) >= _TURNS
        # One line alone may still be a body's: "Ministry of Health: three wounded".
        self._labels = {label.start(1): label for label in found if several or self._names_a_body(label)}
        self._starts = sorted(self._labels)
        self._form = "transcript" if several else "before"

    def _names_a_body(self, label: re.Match[str]) -> bool:
        tokens = self.reading.tokens_in(label.start(1), label.end(1))
        if not tokens or is_verb(self.reading, tokens, 0):
            return False
        if label[2] is not None:  # "Omar Taha, director of the hospital: …"
            office = self.reading.tokens_in(label.start(2), label.end(2))
            return "role" in office[0].classes and all(token.is_word for token in tokens)
        if past_document(self.reading, tokens, 0) is not None:
            return True  # "toll of the ministry: 12 dead"
        if _BARE_NUMBER.match(self.reading.text, label.end()):
            return False  # a table: "Government forces: 88, among them a child"
        known = tokens[0].start in self.reading.starts_of("teller_id", "agency", "actor")
        return known or not tokens[0].classes.isdisjoint(("body", "unnamed"))

    def _speaker(self, label: re.Match[str], tokens: Sequence[Token]) -> SpeakerPhrase:
        """Who speaks behind a label: whose toll or statement it is, or a name with its office."""
        issued = past_document(self.reading, tokens, 0)
        if issued is not None:
            return self.tellers.identify(issued)
        if len(tokens) > 1 and "speaks_for" in tokens[1].classes:
            return self.tellers.identify(TellerPhrase(tuple(tokens), 0))  # "spokeswoman for the fund Layla Haddad"
        speaker = self.tellers.label(tokens)
        return replace(speaker, role=label[2].strip()) if label[2] is not None else speaker

    def at(self, sentence: Sentence) -> Voice | None:
        """Whose turn it is in a sentence; nobody's where the publisher asks."""
        turn = self._turn
        return turn if turn is not None and sentence.start < turn.end else None

    def opened_by(self, sentence: Sentence) -> Voice | None:
        """The turn that begins with a sentence."""
        if not self._labels:
            return None
        label = next((self._labels[at] for at in self._starts if sentence.start <= at < sentence.start + _LEAD), None)
        if label is None:
            return None
        reading = self.reading
        tokens = reading.tokens_in(label.start(1), label.end(1))
        speaker = self._speaker(label, tokens)
        self._turn = None
        if self.tellers.is_publisher(speaker) or self.tellers.asks(speaker):
            return None
        self.tellers.remember(speaker)
        start = label.end()
        end = next((at for at in self._starts if at > label.start(1)), len(reading.text))
        if self._form == "before":
            line = reading.text.find("\n", start)
            end = line if line >= 0 else end
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
            self._form,
            is_quoted(reading, start, end),
        )
        return self._turn
