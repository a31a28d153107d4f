"""What parties answer and ask: responses (denials, admissions, claims) and appeals, with the stretches they take up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmtrace.extract.attribution import Voices
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import SpeakerPhrase
from harmtrace.model.attribution import Attribution
from harmtrace.model.claim import ResponseType

_RESPONSES: dict[str, ResponseType] = {
    "deny": "denies",
    "admit": "admits",
    "claim": "claims_responsibility",
    "dispute": "disputes_figure",
}


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """A party's answer; what it is about stands at `start:end`."""

    type: ResponseType
    speaker: SpeakerPhrase
    attribution: Attribution
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AppealDraft:
    """Who asks whom; what is asked stands at `start:end`."""

    by: str
    to: tuple[str, ...]
    attribution: Attribution
    start: int
    end: int


def responses_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[ResponseDraft]:
    """The responses told in a sentence, each with a speaker that the text names."""
    found = []
    for klass, kind in _RESPONSES.items():
        for cue in reading.of(klass, sentence.start, sentence.end):
            draft = _response(reading, voices, sentence, cue, kind)
            if draft is not None:
                found.append(draft)
    return found or _said_not(reading, voices, sentence)


def _said_not(reading: Reading, voices: Voices, sentence: Sentence) -> list[ResponseDraft]:
    """ "The ministry said that they did not strike the town": a denial in other words."""
    for voice in voices.in_sentence(sentence):
        tokens = reading.tokens_in(voice.start, voice.end)[:6]
        own = bool(tokens) and "own_part" in tokens[0].classes
        negated = next((place for place, token in enumerate(tokens) if token.word in ("not", "never")), None)
        nobody = tokens[:1] and tokens[0].word in ("no", "neither", "none")
        if nobody and _is_party(reading, voice.speaker):
            own, negated = True, 0
        if own and negated is not None and reading.any_of("attack", tokens[negated].end, voice.end):
            return [ResponseDraft("denies", voice.speaker, voice.attribution, voice.start, voice.end)]
    return []


def appeals_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[AppealDraft]:
    """The appeals told in a sentence: "called on the council to act", "urging an inquiry"."""
    found = []
    for cue in reading.of("appeal", sentence.start, sentence.end, "ask", "for"):
        voice = next((v for v in voices.in_sentence(sentence) if v.verb_start == cue.start), None)
        if voice is None:
            continue
        draft = _appeal(reading, sentence, cue, voice.speaker.name, voice.attribution)
        if draft is not None:
            found.append(draft)
    return _outermost(found)


def _response(
    reading: Reading, voices: Voices, sentence: Sentence, cue: Mention, kind: ResponseType
) -> ResponseDraft | None:
    at = next((i for i, token in enumerate(sentence.tokens) if token.start >= cue.start), 0)
    if "be" in sentence.tokens[max(at - 1, 0)].classes:
        return None
    phrase = phrase_before(reading, sentence.tokens, at)
    speaker = voices.subject(sentence, cue)
    if speaker is None and phrase is not None:
        speaker = _as_actor(reading, phrase, voices)
    if speaker is None:
        return None
    start = cue.end
    end = _clause_end(reading, start, sentence.end)
    about = reading.folded[start:end]
    if kind == "denies" and not _is_denial(reading, start, end):
        return None
    if not about.strip():
        start = cue.start
    start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip(" ,"))
    word = reading.text[cue.start : cue.end]
    return ResponseDraft(kind, speaker, voices.chain(speaker, word), start, end)


def _is_party(reading: Reading, speaker: SpeakerPhrase) -> bool:
    """Whether a state or an armed body speaks."""
    named = ("actor", "country_actor", "adjective_actor")
    if any(reading.any_of(klass, speaker.phrase_start, speaker.phrase_end) for klass in named):
        return True
    tokens = reading.tokens_in(speaker.phrase_start, speaker.phrase_end)
    return any(not token.classes.isdisjoint(("agent_head", "military_noun")) for token in tokens)


def _is_denial(reading: Reading, start: int, end: int) -> bool:
    """Whether an act or a report is denied: "denied striking the town", not "denied access" or "denied him bread"."""
    first = reading.tokens_in(start, end)[:1]
    return not first or "not_denied" not in first[0].classes


def _as_actor(reading: Reading, phrase: Phrase, voices: Voices) -> SpeakerPhrase | None:
    """An armed actor answers though it is no teller by its name."""
    for klass in ("actor", "country_actor", "adjective_actor"):
        for mention in reading.of(klass, phrase.start, phrase.end):
            name = reading.text[phrase.start : phrase.end]
            name = re.sub(r"^(the|The) ", "", name)
            actor = None if mention.value == "-" else mention.value
            return SpeakerPhrase(
                phrase.end - len(name),
                phrase.end,
                name,
                "organisation",
                None,
                name,
                actor,
                None,
                phrase.start,
                phrase.end,
            )
    capital = [token for token in phrase.tokens if token.capital]
    if not capital:
        return None
    name = re.sub(r"^(the|The) ", "", reading.text[phrase.start : phrase.end])
    return SpeakerPhrase(
        phrase.end - len(name),
        phrase.end,
        name,
        "organisation",
        None,
        name,
        voices.registry.names.actor_of(name),
        None,
        phrase.start,
        phrase.end,
    )


def _appeal(
    reading: Reading, sentence: Sentence, cue: Mention, by: str, attribution: Attribution
) -> AppealDraft | None:
    tokens = sentence.tokens
    after = next((i for i, token in enumerate(tokens) if token.start >= cue.end), len(tokens))
    end = _action_end(reading, cue.end, sentence.end)
    to: tuple[str, ...] = ()
    start = tokens[after].start if after < len(tokens) else sentence.end
    word = reading.folded[cue.start : cue.end]
    if cue.value == "ask" and not word.startswith("demand"):
        phrase = phrase_after(reading, tokens, after)
        phrase = _until_verb(phrase)
        if phrase is not None and phrase.end < end:
            to = _addressees(reading, phrase)
            start = phrase.end
    start = _past_to(reading, start)
    if end - start < 4:
        return None
    return AppealDraft(by, to, attribution, start, end)


_ACTION_VERBS = frozenset(
    "put take use stop end act halt ensure investigate allow open protect help pressure send provide respect refrain"
    " keep do deploy release grant guarantee".split()
)


def _until_verb(phrase: Phrase | None) -> Phrase | None:
    """The addressee stops where the action begins, even where the text lost its "to"."""
    if phrase is None:
        return None
    kept: list[Token] = []
    for token in phrase.tokens:
        if token.word == "to" or (kept and token.word in _ACTION_VERBS):
            break
        kept.append(token)
    return phrase_of(kept)


def _addressees(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    text = reading.text[phrase.start : phrase.end]
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+(?=the\b|[A-Z])", text)
    return tuple(re.sub(r"^(?:the|The|on the|on)\s+", "", part).strip() for part in parts if part.strip())


def _past_to(reading: Reading, start: int) -> int:
    match = re.compile(r"[\s,]*(?:to\s+|for\s+|that\s+)?").match(reading.folded, start)
    return match.end() if match else start


def _action_end(reading: Reading, start: int, end: int) -> int:
    stop = _clause_end(reading, start, end)
    later = [cue.start for cue in reading.of("appeal", start, stop) if cue.start > start + 10]
    if later:
        stop = later[0]
    text = reading.text[start:stop].rstrip(" ,")
    text = re.sub(r"[\s,]+(?:and|he|she|it|while)$", "", text)
    return start + len(text.rstrip(" ,"))


def _clause_end(reading: Reading, start: int, end: int) -> int:
    """Up to a semicolon, a participle clause of saying, or the end without its full stop."""
    stop = end
    for mention in reading.of("say", start, end):
        if reading.text[start : mention.start].rstrip().endswith(",") and not reading.in_quotes(mention.start):
            stop = min(stop, mention.start)
    for token in reading.tokens_in(start, stop):
        if "relative_place" in token.classes and reading.text[start : token.start].rstrip().endswith(","):
            stop = min(stop, token.start)
    semicolon = reading.text.find(";", start, stop)
    stop = semicolon if semicolon >= 0 else stop
    while stop > start and reading.text[stop - 1] in " .,\n":
        stop -= 1
    return stop


def _outermost(drafts: Sequence[AppealDraft]) -> list[AppealDraft]:
    """The drafts that lie in no other; of two over the same words, the first."""
    once = {(draft.start, draft.end): draft for draft in reversed(drafts)}
    return [
        draft
        for draft in drafts
        if once[draft.start, draft.end] is draft
        and not any(
            other.start <= draft.start and draft.end <= other.end
            for span, other in once.items()
            if span != (draft.start, draft.end)
        )
    ]
