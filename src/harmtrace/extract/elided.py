"""Tellers whose verb is left out: "The UN put the number of dead at 15, the army at nine"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import phrase_of
from harmtrace.extract.reading import Reading
from harmtrace.extract.utterances import trim_mark
from harmtrace.extract.verbs import Verb
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing

_LONGEST = 9
"""So many words "the regional health ministry" has at the most."""
_MOST = 6
"""So many tellers follow one verb at the most."""
_TOLL_LINK = "toll_link"
_MARKS = (",", ";")


class Elided:
    """Finds further tellers of a number after "put the toll at 15"."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing

    def figures(self, verb: Verb, voice: Voice) -> list[Voice]:
        """The voice of "put … at 15" up to where another teller's number begins, and the voices of those."""
        if not self.reading.is_a("number_verb", verb.tokens[verb.after - 1].word):
            return [voice]
        tokens = [token for token in verb.tokens if voice.start <= token.start < voice.end]
        if sum(_TOLL_LINK in token.classes for token in tokens) <= 1:
            return [voice]
        found = [voice]
        for mark, speaker, link in islice(self._further(tokens), _MOST):
            found[-1] = replace(found[-1], end=trim_mark(self.reading.text, 0, mark.start))
            said = Mention(link.start, link.start, "say", "assert", "elided")
            told = self.voicing.registry.remember(speaker)
            found.append(self.voicing.voice(verb.sentence, said, told, link.start, voice.end, "cited", None))
        return found

    def _further(self, tokens: Sequence[Token]) -> Iterator[tuple[Token, SpeakerPhrase, Token]]:
        """The mark before each further teller, who it is, and the "at" before the number."""
        for place, token in enumerate(tokens):
            if token.text not in _MARKS and token.classes.isdisjoint(("joining", "contrast")):
                continue
            rest = tokens[place + 1 : place + 2 + _LONGEST]
            if not rest or rest[0].text in _MARKS or not rest[0].classes.isdisjoint(("joining", "contrast")):
                continue  # ", while the army at nine": the last of the marks
            at = next((at for at, word in enumerate(rest) if _TOLL_LINK in word.classes or not word.is_word), 0)
            phrase = phrase_of(rest[:at]) if at and at + 1 < len(rest) and rest[at].is_word else None
            if phrase is None or not self.reading.begins_count(rest[at + 1].start):
                continue
            speaker = self.voicing.registry.identify(phrase)
            if speaker is not None:
                yield token, speaker, rest[at]
