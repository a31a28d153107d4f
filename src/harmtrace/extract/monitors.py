"""Who is at first only "a monitor" or "a UN spokeswoman", by the name that the text gives further down."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.reading import Reading
from harmtrace.extract.utterances import own_id
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Teller

_LEADS = 2
"""In so many first sentences "a monitor" may be the one that is named far below."""
_SOON = 3
"""Within so many sentences who is described is named."""
_LATER = 40
"""So many voices after one are heard for who it is."""


def with_monitors_named(reading: Reading, voices: Sequence[Voice]) -> list[Voice]:
    """ "A monitor said" in the lead, "the Syrian Observatory said" below: one teller."""
    told = [(voice.sentence, named) for voice in voices if (named := _named_monitor(reading, voice)) is not None]
    monitors = _Monitors(sorted(told, key=itemgetter(0)))
    found = []
    for place, voice in enumerate(voices):
        speaker = _who(reading, voice, voices[place + 1 : place + 1 + _LATER], monitors)
        found.append(voice if speaker is None else _named(voice, speaker))
    return found


class _Monitors:
    """The monitors that a text names, each with the sentence in which it speaks, in order."""

    def __init__(self, told: Sequence[tuple[int, SpeakerPhrase]]) -> None:
        self._sentences = [sentence for sentence, _ in told]
        self._named = [named for _, named in told]
        names = {named.name: named for named in self._named}
        longest = max(names, key=len, default="")
        only = bool(names) and all(name in longest for name in names)
        self.only = names[min(names, key=len)] if only else None
        """The one that all the names mean, if there is one."""

    def soon(self, sentence: int) -> SpeakerPhrase | None:
        """The first that is named in a sentence or just after it."""
        at = bisect_left(self._sentences, sentence)
        near = at < len(self._sentences) and self._sentences[at] - sentence <= _SOON
        return self._named[at] if near else None


def _who(reading: Reading, voice: Voice, later: Sequence[Voice], monitors: _Monitors) -> SpeakerPhrase | None:
    """Who speaks in a voice, if only further words name him."""
    if voice.speaker.kind == "person" or _names_itself(reading, voice):
        return None
    if not _is_plain_monitor(reading, voice):
        return _introduced(reading, voice, later)
    definite = reading.folded.startswith("the ", voice.speaker.phrase_start)
    if not definite:
        named = monitors.soon(voice.sentence) or _introduced(reading, voice, later)
        if named is not None:
            return named
    return monitors.only if definite or voice.sentence <= _LEADS else None


def _introduced(reading: Reading, voice: Voice, later: Sequence[Voice]) -> SpeakerPhrase | None:
    """ "An aid group said. … The aid group Salam said", "a UN spokeswoman said. … UN spokeswoman Jane Doe said"."""
    words = reading.tokens_in(voice.speaker.phrase_start, voice.speaker.phrase_end)
    if len(words) < 2 or "article" not in words[0].classes:
        return None
    kinds = {word.word for word in words[1:]}
    body = "nongovernmental" in words[-1].classes and "kind_of_body" in words[-2].classes
    if not body and "speaks_for" not in words[-1].classes:
        return None
    for other in later:
        if other.sentence - voice.sentence > _SOON:
            return None
        speaker = other.speaker
        said_of = reading.folded[speaker.phrase_start : speaker.phrase_end].replace(",", " ").split()
        named = speaker.kind == ("organisation" if body else "person") and _names_itself(reading, other)
        if named and kinds <= set(said_of):
            return speaker
    return None


def _named(voice: Voice, speaker: SpeakerPhrase) -> Voice:
    """The voice with the name of who speaks for the first link of its chain."""
    first = voice.attribution.chain[0]
    link = Teller(speaker.name, own_id(speaker), first.start, first.end)
    chain = (link, *(other for other in voice.attribution.chain[1:] if other.name != speaker.name))
    return replace(voice, attribution=replace(voice.attribution, chain=chain))


def _is_plain_monitor(reading: Reading, voice: Voice) -> bool:
    phrase = reading.folded[voice.speaker.phrase_start : voice.speaker.phrase_end]
    words = f"{phrase} {voice.speaker.name.lower()}".split()
    return all(any(reading.is_a(klass, word) for word in words) for klass in ("monitoring", "nongovernmental"))


def _named_monitor(reading: Reading, voice: Voice) -> SpeakerPhrase | None:
    """The monitor that speaks by its own name, or whose head does."""
    speaker = voice.speaker
    if speaker.kind == "person" and speaker.organisation and _monitors(reading, speaker.organisation):
        name = speaker.organisation
        return replace(speaker, name=name, kind="organisation")
    own = speaker.kind == "organisation" and _monitors(reading, speaker.name) and _names_itself(reading, voice)
    return speaker if own else None


def _names_itself(reading: Reading, voice: Voice) -> bool:
    """Whether a teller has a name of its own ("the DeirEzzor 24 monitoring group") and is no plain "war monitor"."""
    if voice.speaker.kind == "unnamed":
        return False
    words = voice.speaker.name.split()
    own = [word for word in words if word[0].isupper() and not word.endswith("-based") and not _is_plain(reading, word)]
    return voice.speaker.kind == "person" or bool(own)


def _is_plain(reading: Reading, word: str) -> bool:
    return any(reading.is_a(klass, word.lower()) for klass in ("nationality", "monitoring", "determiner", "group"))


def _monitors(reading: Reading, name: str) -> bool:
    return any(reading.is_a("monitor_name", word) for word in name.lower().split()[1:])
