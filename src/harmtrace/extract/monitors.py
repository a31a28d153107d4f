"""The monitor of headline and lead, by the name that the text gives it further down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.reading import Reading
from harmtrace.extract.utterances import own_id
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Teller

_LEADS = 2
"""In so many first sentences "a monitor" may be the one that is named later."""


def with_monitors_named(reading: Reading, voices: Sequence[Voice]) -> list[Voice]:
    """ "A monitor said" in the lead, "the Syrian Observatory said" below: one teller, if only one is named."""
    named = {
        v.speaker.name: v.speaker
        for v in voices
        if v.speaker.kind == "organisation" and _monitors(reading, v) and _names_itself(reading, v)
    }
    longest = max(named, key=len, default="")
    if not named or any(name not in longest for name in named):
        return list(voices)
    speaker = named[min(named, key=len)]
    found = []
    for voice in voices:
        phrase = reading.folded[voice.speaker.phrase_start : voice.speaker.phrase_end]
        words = f"{phrase} {voice.speaker.name.lower()}".split()
        told = any(reading.is_a("monitoring", word) for word in words)
        definite = reading.folded.startswith("the ", voice.speaker.phrase_start)
        if not told or not (definite or voice.sentence <= _LEADS) or _names_itself(reading, voice):
            found.append(voice)
            continue
        first = voice.attribution.chain[0]
        link = Teller(speaker.name, own_id(speaker), first.start, first.end)
        chain = (link, *voice.attribution.chain[1:])
        found.append(replace(voice, attribution=replace(voice.attribution, chain=chain)))
    return found


def _names_itself(reading: Reading, voice: Voice) -> bool:
    """Whether a teller has a name of its own ("the DeirEzzor 24 monitoring group") and is no plain "war monitor"."""
    if voice.speaker.kind == "unnamed":
        return False
    words = voice.speaker.name.split()
    own = [word for word in words if word[0].isupper() and not word.endswith("-based") and not _is_plain(reading, word)]
    return voice.speaker.kind == "person" or bool(own)


def _is_plain(reading: Reading, word: str) -> bool:
    return any(reading.is_a(klass, word.lower()) for klass in ("nationality", "monitoring", "determiner", "group"))


def _monitors(reading: Reading, voice: Voice) -> bool:
    return any(reading.is_a("monitor_name", word) for word in voice.speaker.name.lower().split()[1:])
