"""Who blames a party for an attack that was told before: "residents accuse the air force of it", and no more."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.accusations import ACCUSATION
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.names import Party, parties_in
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, ActorRole

_ACCUSED = 120
"""How far behind a verb of accusing, in characters, what of stands."""
_CHARGED = ("with_link", "responsibility")
"""Classes of the words that what somebody is accused of begins with."""
_DEED_WORDS = 5
"""So many words behind such a word the attack is named that was told before: "of standing behind the attack"."""
_ITS = ("ه", "ها")
"""Endings of "it": "of carrying it out"."""


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
    """From each verb of accusing to its "of" or "responsibility": who accuses whom, and no place of an act.

    Of a verb in the passive nobody is told who accuses.
    """
    found: list[tuple[int, int]] = []
    for cue in reading.of("accuse", sentence.start, sentence.end, "-"):
        behind = reading.tokens_in(cue.end, min(sentence.end, cue.end + _ACCUSED))
        end = next((t.start for t in behind if _is_charge(t) or reading.begins("support", t.start)), None)
        found += [(cue.start, end)] if end is not None else []
    return found + [
        (voice.verb_start, responsible[0])
        for voice in voices.in_sentence(sentence)
        if reading.any_of("accuse", voice.verb_start, voice.verb_end)
        and (responsible := [t.start for t in reading.tokens_in(voice.verb_end, voice.end) if _is_charge(t)])
    ]


def _is_charge(token: Token) -> bool:
    return not token.classes.isdisjoint(_CHARGED)


def accusation_of(reading: Reading, sentence: Sentence, voice: Voice) -> EventDraft | None:
    """The draft of whom a voice blames; None where it names no party or blames it for something else."""
    named = [party for party in parties_in(reading, voice.start, voice.end) if not party.generic]
    if not named:
        return None
    party = named[0]
    if not _is_of_the_attack(reading, party.end, voice.end):
        return None
    actors = [_mention(reading, party, "alleged_perpetrator")]
    actors += [_mention(reading, o, "alleged_supporter") for o in named[1:2] if _backs(reading, party, o)]
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(voice.verb_start, voice.end)],
        attribution=voice.attribution,
        modality="asserted",
        rule=ACCUSATION,
        actors=actors,
        anaphoric=True,
        headline=sentence.zone == "title",
        attributed=True,
    )


def _mention(reading: Reading, party: Party, role: ActorRole) -> ActorMention:
    return ActorMention(party.actor_id, reading.text[party.start : party.end], party.start, party.end, role)


def _backs(reading: Reading, party: Party, other: Party) -> bool:
    """ "the militia backed by the company": whether only words of support stand between two parties."""
    cues = reading.of("support", party.start, other.start)
    return bool(cues) and cues[-1].start <= party.end + 1 and not reading.tokens_in(cues[-1].end, other.start)


def _is_of_the_attack(reading: Reading, start: int, end: int) -> bool:
    """Whether the words behind whom somebody blames mean the attack told before, and no other matter or nothing.

    "Of the crime", "for it" and no more words mean it; "of what he called a coup" does not.
    """
    behind = [token for token in reading.tokens_in(start, end) if token.is_word]
    charge = next((at for at, token in enumerate(behind) if _is_charge(token)), None)
    told = behind[charge + 1 : charge + 1 + _DEED_WORDS] if charge is not None else behind[:_DEED_WORDS]
    alone = charge is None and len(behind) == 1 and not reading.any_of("support", start, end)
    if not told or alone or reading.any_of("anaphor", start, end):  # "made the militia responsible"
        return True
    if "pronoun" in told[0].classes or (charge is not None and behind[charge].classes >= {"pronoun"}):
        return True
    if (told[0] if charge is not None else behind[-1]).text.endswith(_ITS):
        return True
    return any("deed" in token.classes and ("definite" in token.classes or token.text.endswith(_ITS)) for token in told)
