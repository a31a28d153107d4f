"""Who names the perpetrator of an attack that was told before: "Turkey blamed the militia", and no more."""

from __future__ import annotations

from harmtrace.extract.actors import actors_of
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.attribution import Voices
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice

ACCUSATION = "event: accusation"
"""The rule of a draft that tells no attack of its own, only who is blamed for the last one."""
_FOR_WHAT = 40
"""How far, in characters, behind "for" or "of" the attack may stand."""


def accusation_of(reading: Reading, voices: Voices, sentence: Sentence) -> EventDraft | None:
    """The draft of a sentence whose teller blames somebody for the attack of the sentences before."""
    blames = reading.of("blame", sentence.start, sentence.end)
    voice = _accuser(voices, sentence, blames[0]) if blames else None
    if voice is None or not _for_the_attack(reading, blames[0], sentence.end):
        return None
    arguments = Arguments(reading, sentence.start, sentence.end, ())
    spoken = [(voice.speaker.phrase_start, voice.speaker.phrase_end)]
    actors = [a for a in actors_of(reading, arguments, spoken, ()) if a.role == "alleged_perpetrator"]
    actors = [actor for actor in actors if actor.start >= blames[0].end]
    if not actors:
        return None
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(sentence.start, sentence.end)],
        attribution=voice.attribution,
        modality="asserted",
        rule=ACCUSATION,
        actors=actors,
        anaphoric=True,
        headline=sentence.zone == "title",
        attributed=True,
    )


def _accuser(voices: Voices, sentence: Sentence, blame: Mention) -> Voice | None:
    """The voice whose verb is the blaming."""
    said = voices.in_sentence(sentence)
    return next((v for v in said if v.verb_start < blame.end and blame.start < v.verb_end), None)


def _for_the_attack(reading: Reading, blame: Mention, end: int) -> bool:
    """Whether nothing else is blamed on them: no crisis, no delay, no crimes in general."""
    if blame.feature == "object":
        return False  # "accused the army of": with an attack this is an event by its own words
    following = reading.tokens_in(blame.end, end)
    if any("ascribing" in token.classes for token in reading.tokens_in(blame.start, blame.end)):
        to = next((token.start for token in following if "ascribed_to" in token.classes), blame.end)
        return reading.any_of("anaphor", blame.end, to)  # "attributed the raid to", not "most of the raids to"
    link = next((token for token in following if token.word in ("for", "of", "on") or not token.is_word), None)
    if link is None or not link.is_word or link.word == "of":
        return True
    return reading.any_of("anaphor", link.end, min(end, link.end + _FOR_WHAT))
