"""Answers in a language of tables: a party denies, admits or claims an act, or a figure is disputed or put right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.harms import harms_of
from harmtrace.extract.languages.speaking import Spoken
from harmtrace.extract.languages.teller_phrases import place_of
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.responses import ResponseDraft
from harmtrace.model.claim import ResponseType

_RESPONSES: dict[str, ResponseType] = {
    "deny": "denies",
    "admit": "admits",
    "claim": "claims_responsibility",
    "dispute": "disputes_figure",
}
_NEAR = 4
"""So many words behind a verb of answering what is answered begins."""
_OWN_REACH = 4
"""So many words into what is said its subject and "not" stand."""
_KNOWN = 2
"""So many words behind "carried out" the act stands that is known: "the attack", not "three strikes"."""
_ACTS = ("attack", "harm", "weapon", "damage")
_FIGURE_REACH = 80
"""How far behind "we reported", in characters, the figure that was wrong may begin."""
_VERBS = ("verb", "act", "active", "number", "split")
"""Features of the words of harm that are verbs."""
_NO_ANSWERS = ("inner", "headline", "according")
_MARKS = " ،,.:؛\n"


def responses_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[ResponseDraft]:
    """The responses told in a sentence."""
    found: list[ResponseDraft] = []
    for klass in reading.of_any(_RESPONSES):
        for cue in reading.of(klass, sentence.start, sentence.end):
            spoken = voices.spoken(cue)
            draft = _answer(reading, sentence, spoken, _RESPONSES[klass]) if spoken is not None else None
            if draft is not None:
                found.append(draft)
    own = found or _owning(reading, voices, sentence) or _untrue(reading, voices, sentence)
    return own or _corrected(reading, voices, sentence)


def _answer(reading: Reading, sentence: Sentence, spoken: Spoken, kind: ResponseType) -> ResponseDraft | None:
    """An answer by a verb of answering, if its object is an act, a charge or a figure."""
    tokens = sentence.tokens
    near = tokens[spoken.after : spoken.after + _NEAR]
    if kind == "admits" and not any(_links(token) for token in near[:1]):
        return None  # "passed the law"
    if kind == "denies" and spoken.cue.value == "rejects" and not _any(near, "charge", "figure"):
        return None  # "refused to sign"
    if kind == "denies" and _any(near[:2], "figure"):
        kind = "disputes_figure"
    at = place_of(tokens, spoken.cue.start)
    if kind == "disputes_figure" and _any(tokens[max(0, at - _NEAR) : at], "figure"):
        return _of_figure_before(reading, sentence, spoken, tokens[at].start)
    if kind == "disputes_figure" and not _any(near, "charge", "figure"):
        return None
    start, end = spoken.start, spoken.end
    inside = reading.tokens_in(start, end)
    if kind == "admits" and _any(inside, "owning"):
        kind = "claims_responsibility"  # "acknowledged that it stands behind the attack"
    if kind == "admits" and any("of" in a.classes and "own_forces" in b.classes for a, b in pairwise(inside)):
        return None  # its own losses: "acknowledged the death of three of its soldiers"
    told = end <= spoken.cue.start and kind == "denies"  # "six killed in a raid, and the group denies it"
    if kind in ("admits", "disputes_figure") and near and start == near[0].start and "preposition" in near[0].classes:
        start = near[0].end
    if kind == "claims_responsibility":
        start, end = _deed(reading, start, end)
        if not _is_act(reading, start, end):
            return None  # "adopted the resolution"
    return _draft(reading, kind, spoken, start, end, told)


def _of_figure_before(reading: Reading, sentence: Sentence, spoken: Spoken, before: int) -> ResponseDraft | None:
    """ "…18 dead, a figure that the authorities dispute": the last number before the verb is disputed."""
    counts = [q for q in reading.quantities_in(sentence.start, before) if q.kind == "count"]
    return _draft(reading, "disputes_figure", spoken, counts[-1].start, counts[-1].end) if counts else None


def _draft(
    reading: Reading, kind: ResponseType, spoken: Spoken, start: int, end: int, told: bool = False
) -> ResponseDraft | None:
    text = reading.text
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    told = told or _tells(reading, kind, start, end)
    return ResponseDraft(kind, spoken.speaker, spoken.attribution, start, end, told) if start < end else None


def _tells(reading: Reading, kind: ResponseType, start: int, end: int) -> bool:
    """Whether what is answered tells a fact as well: whom a raid killed that a party claims, "denied" or not.

    Who claims a deed claims its figures. What is denied is told only in a clause of its own behind the act: "denied the
    raid, which killed 43"; "denied that" and "denied the killing of" tell nothing.
    """
    harms = [harm for harm in harms_of(reading, start, end, ()) if harm.quantity.value is not None]
    if kind == "claims_responsibility":
        return bool(harms)
    if kind != "denies" or _any(reading.tokens.before(start + 1, 2), "complementiser"):
        return False
    acts = [mention.end for klass in ("attack", "deed") for mention in reading.of(klass, start, end)]
    first = min(acts, default=end)
    return any(first < harm.trigger and _has_verb(reading, first, harm) for harm in harms)


def _has_verb(reading: Reading, first: int, harm: HarmDraft) -> bool:
    """Whether a clause behind an act tells a harm: it has a verb, or a pronoun begins it."""
    least = min(harm.trigger, harm.start)
    if _any(reading.tokens_in(first, least), "relative"):
        return True
    verbs = [*reading.of("fatal", first, harm.end), *reading.of("harm", first, harm.end)]
    return any(verb.klass == "fatal" or verb.feature in _VERBS for verb in verbs)


def _deed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The act of which somebody says "ours": behind "responsibility for", without "in a statement"."""
    inside = reading.tokens_in(start, end)
    first = next((token for token in inside if token.classes.isdisjoint(("responsibility", "preposition"))), None)
    start = first.start if first is not None else end
    for token, after in pairwise(inside):
        if token.start > start and "preposition" in token.classes and "medium" in after.classes:
            return start, token.start
    return start, end


def _owning(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[ResponseDraft]:
    """ "Announced its responsibility for the raid", "said that its jets did not strike the town"."""
    for voice in voices.in_sentence(sentence):
        spoken = voices.spoken_at(voice.verb_start)
        if spoken is None or voice.form in _NO_ANSWERS or spoken.cue.klass != "say":
            continue
        place = place_of(sentence.tokens, voice.start)
        while place < len(sentence.tokens) and not sentence.tokens[place].is_word:
            place += 1
        first = sentence.tokens[place : place + _OWN_REACH]
        if _any(first[:2], "responsibility") and not _any(first[:1], "negation"):
            start, end = _deed(reading, voice.start, voice.end)
            draft = _draft(reading, "claims_responsibility", spoken, start, end)
        elif _is_own(reading, sentence, place) or _is_of_own_side(reading, spoken, first):
            kind = _own_answer(reading, first, voice.start, voice.end)
            draft = _draft(reading, kind, spoken, voice.start, voice.end) if kind is not None else None
        else:
            draft = None
        if draft is not None:
            return [draft]
    return []


def _is_own(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Whether the subject of what is said is the speaker's own side: "that they", "its forces"."""
    tokens = sentence.tokens
    if place >= len(tokens):
        return False
    own = any(reading.is_a("complementiser", token.word, "own") for token in tokens[max(0, place - 1) : place + 1])
    disowned = _any(tokens[place : place + 2], "disclaimer") and _any(
        tokens[place + 1 : place + _OWN_REACH], "own_forces", "own_pronoun"
    )  # "our forces have no link to"
    return own or disowned or "own_forces" in tokens[place].classes


def _is_of_own_side(reading: Reading, spoken: Spoken, first: Sequence[Token]) -> bool:
    """Whether forces "did not" do it for whom the speaker speaks: "a military source said the army did not"."""
    if len(first) < 2 or "negation" not in first[1].classes or not reading.begins("actor", first[0].start):
        return False
    words = reading.tokens_in(spoken.speaker.phrase_start, spoken.speaker.phrase_end)
    return _any(words, "of_forces") or any(word.word == first[0].word for word in words)


def _own_answer(reading: Reading, first: Sequence[Token], start: int, end: int) -> ResponseType | None:
    if _any(first, "disclaimer"):
        return "denies"
    if any("negation" in b.classes and "what_link" not in a.classes for a, b in pairwise([*first[:1], *first])):
        return "denies" if _is_act(reading, start, end) else None
    done = next((place for place, token in enumerate(first) if "owning" in token.classes), None)
    known = done is not None and _any(reading.tokens_in(first[done].end, end)[:_KNOWN], "definite")
    return "claims_responsibility" if known and _is_act(reading, start, end) else None


def _untrue(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[ResponseDraft]:
    """ "What was said of a raid on the mosque is baseless": who tells it denies what the clause before it tells."""
    for cue in reading.of("untrue", sentence.start, sentence.end):
        voice = voices.at(cue.start, cue.end)
        speaker = voice.speaker if voice is not None else voices.tellers.publisher
        attribution = voice.attribution if voice is not None else voices.publisher()
        least = voice.start if voice is not None and voice.start < cue.start else sentence.start
        start, end = (cue.end, sentence.end) if cue.feature == "before" else (least, cue.start)
        while start < end and reading.text[start] in _MARKS:
            start += 1
        while end > start and reading.text[end - 1] in _MARKS:
            end -= 1
        if start < end and _is_act(reading, start, end):
            return [ResponseDraft("denies", speaker, attribution, start, end)]
    return []


def _corrected(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[ResponseDraft]:
    """ "We reported that six people were killed; in fact four were": the publisher puts its own figure right."""
    for cue in reading.of("own_report", sentence.start, sentence.end):
        if not reading.any_of("opener", cue.end, sentence.end, "corrected"):
            continue
        counts = [q for q in reading.quantities_in(cue.end, cue.end + _FIGURE_REACH) if q.kind == "count"]
        if not counts:
            continue
        start = end = counts[0].start
        for token in reading.tokens_in(counts[0].start, sentence.end):
            if not token.is_word or _links(token) or "clause" in token.classes:
                break
            end = token.end
        verb = reading.text[cue.start : cue.end]
        speaker = voices.tellers.publisher
        return [ResponseDraft("disputes_figure", speaker, voices.chain(speaker, verb), start, end, told=True)]
    return []


def _is_act(reading: Reading, start: int, end: int) -> bool:
    """Whether an act is told: an attack or harm, or "the operation"."""
    if any(reading.any_of(klass, start, end) for klass in _ACTS):
        return True
    return _any(reading.tokens_in(start, end), "deed", "told_noun")


def _links(token: Token) -> bool:
    """Whether a word links what is answered to its verb: "to", "that"."""
    return not token.classes.isdisjoint(("preposition", "complementiser"))


def _any(tokens: Sequence[Token], *classes: str) -> bool:
    return any(not token.classes.isdisjoint(classes) for token in tokens)
