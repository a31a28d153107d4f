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
from harmtrace.extract.quotations import over_whole_quote, with_first_persons, with_orphans
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Heard, Voice
from harmtrace.extract.voicing import Voicing


class Voices(Heard):
    """The voices of an English document, with what tells whose words a cue such as "denied" is about."""

    def __init__(self, reading: Reading) -> None:
        voicing = Voicing(reading)
        cited = Cited(reading, voicing)
        self._hearing = Hearing(reading, voicing)
        self.registry = voicing.registry
        self.chain = voicing.chain
        told: list[Voice] = []
        for sentence in reading.sentences:
            told += self._hearing.in_sentence(sentence, cited.in_sentence(sentence))
        told += cited.in_transcript()
        list_ends = {s.heading: s.end for s in reading.sentences if s.heading is not None}
        whole = [_over_list(over_whole_quote(reading, voice), list_ends) for voice in told]
        whole = with_lists(reading, with_first_persons(reading, with_orphans(reading, whole)))
        super().__init__(reading, with_monitors_named(reading, whole), voicing.publisher())

    def subject(self, sentence: Sentence, cue: Mention) -> SpeakerPhrase | None:
        """The speaker before a cue such as "denied"."""
        return self._hearing.subjects.of_cue(sentence, cue)


def _over_list(voice: Voice, list_ends: Mapping[int, int]) -> Voice:
    """Who is named in the sentence that announces a list gives its lines too."""
    end = list_ends.get(voice.sentence)
    return voice if end is None else replace(voice, end=end)
