"""Who claims an attack that is told in the same words: "the group claimed the bombing, which killed 20"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import ActorMention

_DOERS = ("alleged_perpetrator", "claimed_responsibility")


def with_claimants(
    reading: Reading, voices: TabledVoices, start: int, end: int, found: Sequence[ActorMention]
) -> list[ActorMention]:
    """The actors of a clause with those who say by a verb of claiming that its event was theirs.

    The subject of such a verb did not do the attack by the text's word, but by its own; where another did it, nobody
    claims this one.
    """
    spoken = [one for cue in reading.of("claim", start, end) if (one := voices.spoken(cue)) is not None]
    phrases = [one.speaker for one in spoken if one.speaker.phrase_end and one.named]
    others = [a for a in found if not any(a.start < p.phrase_end and p.phrase_start < a.end for p in phrases)]
    if not phrases or any(actor.role in _DOERS for actor in others):
        return list(found) if not phrases else others
    words = reading.text
    claims = [
        ActorMention(
            p.actor_id, words[p.phrase_start : p.phrase_end], p.phrase_start, p.phrase_end, "claimed_responsibility"
        )
        for p in phrases
        if not (p.actor_id or "").startswith("src.")
    ]
    return [*claims, *others]
