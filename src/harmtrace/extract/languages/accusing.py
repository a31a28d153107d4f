"""Who blames a party for an attack that was told before: "residents accuse the air force of it", and no more."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.accusations import ACCUSATION
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.names import parties_in
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention

_ACCUSED = 120
"""How far behind a verb of accusing, in characters, what of stands."""
_CHARGED = ("with_link", "responsibility")


def accusers(
    reading: Reading,
    voices: TabledVoices,
    sentence: Sentence,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> list[Voice]:
    """The voices of a sentence that blame somebody and tell no attack of their own."""
    cores = [harm.start for harm in harms] + [trigger.start for trigger in triggers]
    return [
        voice
        for voice in voices.in_sentence(sentence)
        if reading.any_of("accuse", voice.verb_start, voice.verb_end)
        and not any(voice.start <= core < voice.end for core in cores)
    ]


def accused_in(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[tuple[int, int]]:
    """From each verb of accusing to its "of" or "responsibility": who accuses whom, and no place of an act."""
    found: list[tuple[int, int]] = []
    for voice in voices.in_sentence(sentence):
        if not reading.any_of("accuse", voice.verb_start, voice.verb_end):
            continue
        behind = reading.tokens_in(voice.verb_end, min(sentence.end, voice.verb_end + _ACCUSED))
        end = next((token.start for token in behind if not token.classes.isdisjoint(_CHARGED)), None)
        found += [(voice.verb_start, end)] if end is not None else []
    return found


def accusation_of(reading: Reading, sentence: Sentence, voice: Voice) -> EventDraft | None:
    """The draft of whom a voice blames; None where it names no party."""
    named = [party for party in parties_in(reading, voice.start, voice.end) if not party.generic][:1]
    if not named:
        return None
    party = named[0]
    words = reading.text[party.start : party.end]
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(voice.verb_start, voice.end)],
        attribution=voice.attribution,
        modality="asserted",
        rule=ACCUSATION,
        actors=[ActorMention(party.actor_id, words, party.start, party.end, "alleged_perpetrator")],
        anaphoric=True,
        headline=sentence.zone == "title",
        attributed=True,
    )
