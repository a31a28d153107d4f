"""Who says what in a document: voices with the stretch of text they cover and the chain from origin to publisher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harmtrace.extract.citing import Cited
from harmtrace.extract.hearing import Hearing
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.monitors import with_monitors_named
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import SpeakerPhrase
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing
from harmtrace.model.attribution import Attribution


class Voices:
    """All voices of a document, and the attribution that holds at each offset."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        voicing = Voicing(reading)
        cited = Cited(reading, voicing)
        self._hearing = Hearing(reading, voicing)
        self.registry = voicing.registry
        self.chain = voicing.chain
        self._publisher = voicing.publisher()
        self.all: list[Voice] = []
        for sentence in reading.sentences:
            before = cited.in_sentence(sentence)
            self.all += [*before, *self._hearing.in_sentence(sentence, before)]
        self.all += cited.in_transcript()
        list_ends = {s.heading: s.end for s in reading.sentences if s.heading is not None}
        self.all = [self._over_list(self._over_whole_quote(voice), list_ends) for voice in self.all]
        self.all = with_monitors_named(reading, self.all)
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

    def subject(self, sentence: Sentence, cue: Mention) -> SpeakerPhrase | None:
        """The speaker before a cue such as "denied"."""
        return self._hearing.subjects.of_cue(sentence, cue)

    def _over_whole_quote(self, voice: Voice) -> Voice:
        """A quotation that began in an earlier sentence belongs wholly to its speaker."""
        for quotation in self.reading.quotations_over(voice.start, voice.end):
            start, end = quotation.start, quotation.end
            if voice.form == "inverted" and start < voice.start < end <= voice.end + 1:
                return replace(voice, start=start, end=end)
            if voice.form == "before" and voice.start <= start + 1 and start < voice.end < end:
                return replace(voice, end=end)
        return voice

    def _over_list(self, voice: Voice, list_ends: Mapping[int, int]) -> Voice:
        """Who is named in the sentence that announces a list gives its lines too."""
        return replace(voice, end=list_ends.get(voice.sentence, voice.end))
