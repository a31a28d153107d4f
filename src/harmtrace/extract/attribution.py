"""Who says what in a document: voices with the stretch of text they cover and the chain from origin to publisher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harmtrace.extract.citing import Cited
from harmtrace.extract.hearing import Hearing
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.listing import with_lists
from harmtrace.extract.monitors import with_monitors_named
from harmtrace.extract.quotations import by_sentence, over_whole_quote, with_first_persons, with_orphans
from harmtrace.extract.reading import Reading, Sentence
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
            self.all += self._hearing.in_sentence(sentence, cited.in_sentence(sentence))
        self.all += cited.in_transcript()
        list_ends = {s.heading: s.end for s in reading.sentences if s.heading is not None}
        whole = [self._over_list(over_whole_quote(reading, voice), list_ends) for voice in self.all]
        whole = with_lists(reading, with_first_persons(reading, with_orphans(reading, whole)))
        self.all = with_monitors_named(reading, whole)
        self._told: dict[int, list[Voice]] = {}
        for voice in self.all:
            self._told.setdefault(voice.sentence, []).append(voice)
        self._heard = by_sentence(reading, self.all)

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

    def _over_list(self, voice: Voice, list_ends: Mapping[int, int]) -> Voice:
        """Who is named in the sentence that announces a list gives its lines too."""
        end = list_ends.get(voice.sentence)
        return voice if end is None else replace(voice, end=end)
