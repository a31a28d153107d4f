"""Who names the perpetrator of an attack that was told before: "Turkey blamed the militia", and no more."""

from __future__ import annotations

from dataclasses import replace

from harmtrace.extract.actors import actors_of
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.attribution import Voices
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice

ACCUSATION = "event: accusation"
"""The rule of a draft that tells no attack of its own, only who is blamed for the last one."""
_FOR_WHAT = 40
"""How far, in characters, behind "for" or "of" the attack may stand."""


def accusation_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[EventDraft]:
    """The draft, if any, of a sentence whose teller blames somebody for the attack of the sentences before."""
    blames = reading.of("blame", sentence.start, sentence.end)
    told = _said_to_have(voices, sentence, blames[0]) if blames else None
    accuser = told.speaker if told else _accuser(voices, sentence, blames[0]) if blames else None
    if accuser is None or not (told or _for_the_attack(reading, blames[0], sentence.end)):
        return []
    arguments = Arguments(reading, sentence.start, sentence.end, ())
    spoken = [(accuser.phrase_start, accuser.phrase_end)]
    actors = [a for a in actors_of(reading, arguments, spoken, ()) if a.role == "alleged_perpetrator"]
    actors = [actor for actor in actors if actor.start >= (told.start if told else blames[0].end)]
    if not actors:
        return []
    chain = told.attribution if told else voices.chain(accuser, reading.text[blames[0].start : blames[0].end])
    accusation = EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(sentence.start, sentence.end)],
        attribution=chain,
        modality="asserted",
        rule=ACCUSATION,
        actors=actors,
        anaphoric=True,
        headline=sentence.zone == "title",
        attributed=True,
    )
    return [accusation]


def parted_accusation(reading: Reading, voices: Voices, sentence: Sentence) -> tuple[Sentence, Sentence | None]:
    """A sentence in two where it ends with whom somebody blames for what it tells: "…; Ankara blamed the militia".

    The second is None where it blames nobody, or tells an attack of its own.
    """
    if "accusing" not in sentence.classes:
        return sentence, None
    for blame in reading.of("blame", sentence.start, sentence.end, "word"):
        accuser = _accuser(voices, sentence, blame)
        start = accuser.phrase_start if accuser is not None else None
        if start is None or not sentence.start < start < blame.start or not _begins_clause(reading, sentence, start):
            continue
        if any(reading.any_of(klass, start, sentence.end) for klass in ("harm", "attack")):
            continue
        return _piece(sentence, sentence.start, start), _piece(sentence, start, sentence.end)
    return sentence, None


def _begins_clause(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether a mark stands before a subject, with a conjunction between them or none after a semicolon."""
    before = reading.tokens_in(sentence.start, start)[-2:]
    if not before or not before[-1].is_word:
        return bool(before) and before[-1].text in (";", ":", "–", "—")
    return reading.is_a("clause", before[-1].word, "joint") or "clause_end" in before[-1].classes


def _piece(sentence: Sentence, start: int, end: int) -> Sentence:
    tokens = tuple(token for token in sentence.tokens if start <= token.start < end)
    return replace(sentence, start=start, end=end, tokens=tokens)


def _said_to_have(voices: Voices, sentence: Sentence, blame: Mention) -> Voice | None:
    """ "Residents say the army was behind it": who says it, where the words are about those who did it."""
    if blame.feature not in ("subject", "direct"):  # "that it was the work of the army"
        return None
    return next((v for v in voices.in_sentence(sentence) if v.start <= blame.start < v.end), None)


def _accuser(voices: Voices, sentence: Sentence, blame: Mention) -> SpeakerPhrase | None:
    """Who blames: the speaker of the voice whose verb it is, else the subject of the verb."""
    said = voices.in_sentence(sentence)
    voice = next((v for v in said if v.verb_start < blame.end and blame.start < v.verb_end), None)
    return voice.speaker if voice is not None else voices.subject(sentence, blame)


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
