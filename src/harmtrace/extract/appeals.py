"""Appeals: who asks whom for what, with the stretch that the action takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.attribution import Voices
from harmtrace.extract.contents import clause_end
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable

_UNNAMED = " not to be "
"""Who "asked not to be named" asks for nothing that is told."""


@immutable(frozen=True, slots=True)
class AppealDraft:
    """Who asks whom; what is asked stands at `start:end`."""

    by: str
    to: tuple[str, ...]
    attribution: Attribution
    start: int
    end: int
    asked_until: int
    """Where a clause begins that tells what has happened: "an inquiry into the raid that killed nine people"."""


def appeals_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[AppealDraft]:
    """The appeals told in a sentence: "called on the council to act", "urging an inquiry"."""
    found = _passive(reading, voices, sentence)
    for cue in reading.of("appeal", sentence.start, sentence.end, "ask", "for"):
        voice = next((v for v in voices.in_sentence(sentence) if v.verb_start == cue.start), None)
        if voice is None or voice.form == "inverted" or reading.folded.startswith(_UNNAMED, cue.end):
            continue
        draft = _appeal(reading, sentence, cue, voice.speaker.name, voice.attribution)
        if draft is not None:
            found.append(draft)
    return _outermost(found)


def _passive(reading: Reading, voices: Voices, sentence: Sentence) -> list[AppealDraft]:
    """ "Residents are urged to leave": who speaks, else the publisher, asks the subject."""
    found = []
    tokens = sentence.tokens
    for cue in reading.of("appeal", sentence.start, sentence.end, "ask"):
        at = next((place for place, token in enumerate(tokens) if token.start >= cue.start), 0)
        asked = phrase_before(reading, tokens, at) if at and "present_be" in tokens[at - 1].classes else None
        if asked is None or not reading.folded.startswith(" to ", cue.end):
            continue
        voice = voices.at(cue.start, cue.end)
        by = voice.speaker.name if voice else voices.registry.publisher
        attribution = voice.attribution if voice else voices.publisher()
        start, end = cue.end + len(" to "), _action_end(reading, cue.end, sentence.end)
        if by and start < end:
            until = _asked_until(reading, start, end)
            found.append(AppealDraft(by, _addressees(reading, asked), attribution, start, end, until))
    return found


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
        if reading.is_a("wanting", word.split()[0]) and not (phrase and reading.folded.startswith(" to ", phrase.end)):
            return None  # "wants the best for its members"
        if phrase is not None and phrase.end < end:
            to = _addressees(reading, phrase)
            start = phrase.end
    start = _past_to(reading, start)
    if end - start < 4:
        return None
    return AppealDraft(by, to, attribution, start, end, _asked_until(reading, start, end))


def _asked_until(reading: Reading, start: int, end: int) -> int:
    """Where a relative clause begins in which an attack or harm is told, else the end."""
    for token in reading.tokens_in(start, end)[1:]:
        if not token.classes.isdisjoint(("relative", "relative_clause")):
            harms = reading.of("harm", token.end, end, "ed", "intransitive")
            return token.start if harms or reading.any_of("attack", token.end, end, "verb") else end
    return end


def _until_verb(phrase: Phrase | None) -> Phrase | None:
    """The addressee stops where the action begins, even where the text lost its "to"."""
    if phrase is None:
        return None
    kept: list[Token] = []
    for token in phrase.tokens:
        if token.word == "to" or (kept and "asked_for" in token.classes):
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
    stop = clause_end(reading, start, end)
    later = [cue.start for cue in reading.of("appeal", start, stop) if cue.start > start + 10]
    later += [say.start for say in reading.of("say", start, stop) if _joined(reading, say.start)]
    if later:
        stop = min(later)
    text = reading.text[start:stop].rstrip(" ,")
    text = re.sub(r"[\s,]+(?:and|he|she|it|while)$", "", text)
    return start + len(text.rstrip(" ,"))


def _joined(reading: Reading, at: int) -> bool:
    """Whether a verb goes on with the subject before: "urged the council to act and called the raid a crime"."""
    return reading.folded[max(0, at - len(" and ")) : at] == " and " and not reading.in_quotes(at)


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
