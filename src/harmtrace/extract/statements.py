"""Statements: what speakers are quoted with, or reported to say beyond that an event happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.lexicon import Token
from harmtrace.extract.listing import LISTED
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import ADDED, Heard, Voice
from harmtrace.model.immutable import immutable
from harmtrace.model.when import When

Stretch = tuple[int, int]
Stretches = Mapping[int, Sequence[Stretch]]
"""Stretches of text by the sentences that they stand in."""
_NEAR = 8
"""So many statements back another may hold the same words."""
_LEAST = 8
"""So many characters are something said."""
_LONG_QUOTE = 25
"""A quotation of more characters, its marks included, is a passage and no word or two."""
_SAID_ON_REACH = 31
"""How far after the verb, in characters, the date of saying may begin."""
_SILENT = ("headline", "cited", "inner", LISTED)
"""Forms of voices that tell, but are nobody's statement of their own."""
_QUOTING = ("inverted", "orphan", "announced")
"""Forms whose words are a quotation."""


@immutable(frozen=True, slots=True)
class StatementDraft:
    """A speaker's words at `start:end`, told in the sentences at `spans`."""

    voice: Voice
    start: int
    end: int
    spans: tuple[Stretch, ...]
    said_on: When | None
    quoted: bool


@immutable(frozen=True, slots=True)
class Told:
    """What other claims tell of a document: events, stock figures, appeals and responses, by sentence."""

    events: Mapping[int, Sequence[EventDraft]]
    situations: Stretches
    appeals: Stretches
    responses: Stretches

    @classmethod
    def of(
        cls,
        reading: Reading,
        events: Sequence[EventDraft],
        situations: Sequence[Stretch],
        appeals: Sequence[Stretch],
        responses: Sequence[Stretch],
    ) -> Told:
        """Sort what is told by the sentences that it stands in."""
        by_sentence: dict[int, list[EventDraft]] = {}
        for event in events:
            for span in event.spans:
                for sentence in reading.sentences_over(*span):
                    by_sentence.setdefault(sentence.index, []).append(event)
        return cls(
            by_sentence,
            reading.by_sentence(situations),
            reading.by_sentence(appeals),
            reading.by_sentence(responses),
        )


def statements_of(reading: Reading, voices: Heard, told: Told) -> list[StatementDraft]:
    """One statement for each passage of a speaker; quotations go on what was said just before (rule 26)."""
    found: list[StatementDraft] = []
    for voice in voices.all:
        start, end = _without_appeals(reading, _content(reading, voice), told.appeals)
        if end - start < _LEAST or any(draft.start <= start and end <= draft.end for draft in found[-_NEAR:]):
            continue
        going_on = bool(found) and _goes_on(reading, found[-1], voice)
        whole = going_on and (_leads(voice) or _by_pronoun(reading, voice))
        if not whole and not _is_statement(reading, voices, voice, start, end, told):
            continue
        if going_on:
            found[-1] = _joined(reading, found[-1], voice, end)
            continue
        spans = _sentences_over(reading, min(start, voice.verb_start), max(end, voice.verb_end))
        found.append(StatementDraft(voice, start, end, spans, _said_on(reading, voice), voice.quoted))
    return found


def _is_statement(reading: Reading, voices: Heard, voice: Voice, start: int, end: int, told: Told) -> bool:
    if voice.form in _SILENT or _only_records(reading, voice) or _overlaps(reading, (start, start + 1), told.appeals):
        return False
    asks = any(reading.is_a(klass, voice.verb.lower()) for klass in ("appeal", "accuse"))
    if asks and not (voice.quoted and voice.form == "inverted"):
        return False  # but "“How many more?” asked the imam"
    if _is_our_own(reading, voice):
        return False
    if voice.form == "transcript" or _is_passage(reading, voice):
        return True
    if reading.sentences_over(start, end)[0].zone == "title" or _names_a_thing(reading, voice, start, end):
        return False
    if voice.form == "according" and (voice.speaker.kind == "unnamed" or reading.any_of("say", start, end)):
        return False  # a relay: "… he said, according to the agency"
    if voice.form == "continued" or (_overlaps(reading, (start, end), told.responses) and not voice.quoted):
        return False
    if _overlaps(reading, (start, end), told.situations) or _tells_on(reading, voice, start, end):
        return False
    return not _tells_an_event(reading, voices, voice, start, end, told)


def _tells_on(reading: Reading, voice: Voice, start: int, end: int) -> bool:
    """ "The source said …", "residents described …": what was done is told further, and nothing said of it."""
    if voice.speaker.kind != "unnamed" or _judges(reading, start, end):
        return False
    again = reading.text[voice.speaker.phrase_start :][:4].lower() == "the "
    named = reading.any_of("condemning", voice.verb_start, voice.verb_end)
    return (again or named) and _on_violence(reading, start, end)


def _on_violence(reading: Reading, start: int, end: int) -> bool:
    """Whether harm, an attack, its means or its targets are spoken of."""
    return any(reading.any_of(klass, start, end) for klass in ("harm", "attack", "weapon", "target"))


def _is_our_own(reading: Reading, voice: Voice) -> bool:
    """ "We found that …": the publisher's own account, and no statement unless "we condemn" something."""
    words = reading.folded[voice.speaker.phrase_start : voice.speaker.phrase_end]
    own = reading.is_a("own_voice", words) and voice.attribution.origin.name == voice.attribution.chain[-1].name
    return own and not reading.any_of("condemning", voice.verb_start, voice.verb_end)


def _is_passage(reading: Reading, voice: Voice) -> bool:
    """Whether the words are a quotation of more than a word or two."""
    if voice.quoted and voice.form in _QUOTING:
        return True
    return any(
        voice.start - 1 <= quotation.start
        and quotation.end <= voice.end + 1
        and (quotation.end - quotation.start > _LONG_QUOTE or (voice.quoted and quotation.start <= voice.start + 1))
        for quotation in reading.quotations_over(voice.start, voice.end)
    )


def _only_records(reading: Reading, voice: Voice) -> bool:
    """ "published a video", "verified two deaths": what is done, and nothing that is said."""
    words = voice.verb.lower().split()
    clause = reading.folded[max(0, voice.start - 5) : voice.start].endswith("that ")
    return bool(words) and not voice.quoted and not clause and reading.is_a("recording", words[-1])


def _names_a_thing(reading: Reading, voice: Voice, start: int, end: int) -> bool:
    """ "announced the start of the campaign": a thing for an object, and no clause."""
    words = voice.verb.lower().split()
    if voice.form != "before" or voice.quoted or not words or not reading.is_a("announcing", words[-1]):
        return False
    tokens = reading.tokens_in(start, end)
    verbs = ("auxiliary", "be", "modal", "judging")
    return "determiner" in tokens[0].classes and not any(k in token.classes for token in tokens for k in verbs)


def _tells_an_event(reading: Reading, voices: Heard, voice: Voice, start: int, end: int, told: Told) -> bool:
    """Whether all that is said is that an event happened (annotation rule 10)."""
    here = [e for s in reading.sentences_over(start, end) for e in told.events.get(s.index, ())]
    here = [event for event in here if any(span[0] < end and start < span[1] for span in event.spans)]
    here = [event for event in here if event.harms or event.modality not in ("planned", "conditional")]
    told_here = [harm for event in here for harm in event.harms if start <= harm.start < end]
    others = [harm for harm in told_here if _by_another(voices, voice, harm.start, harm.end)]
    if len(told_here) > len(others) or any(event.attacks or (event.harms and not others) for event in here):
        return True
    judged = _judges(reading, start, end)
    return bool(here) and (not judged if judged is not None else voice.speaker.kind != "person")


def _by_another(voices: Heard, voice: Voice, start: int, end: int) -> bool:
    """Whether somebody else tells it within the words of `voice`: "… that the opposition says killed hundreds"."""
    inner = voices.at(start, end)
    return inner is not None and inner.attribution.origin.name != voice.attribution.origin.name


def _judges(reading: Reading, start: int, end: int) -> bool | None:
    """Whether the first verb judges ("may be", "is a crime", "amounted to") or tells a deed; None if unclear."""
    tokens = reading.tokens_in(start, end)
    for place, token in enumerate(tokens):
        if "modal" in token.classes or "judging" in token.classes:
            return True
        if _is_deed(reading, token):
            return False
        if "be" in token.classes:
            after = next((word for word in tokens[place + 1 :] if "skipped" not in word.classes), None)
            return None if after is not None and _is_participle(reading, after) else True
    return None


def _is_participle(reading: Reading, token: Token) -> bool:
    """ "was shelled", "were hit"."""
    return token.word.endswith("ed") or _is_deed(reading, token) or reading.is_a("clause", token.word, "verb")


def _is_deed(reading: Reading, token: Token) -> bool:
    """Whether a verb of an attack or harm begins here."""
    if token.start not in reading.starts_of("attack", "harm") or token.capital or token.word.endswith("ing"):
        return False
    told = [*reading.starting("attack", token.start), *reading.starting("harm", token.start)]
    return any(mention.feature in ("verb", "ed", "base") for mention in told)


def _overlaps(reading: Reading, stretch: Stretch, stretches: Stretches) -> bool:
    over = reading.sentences_over(*stretch)
    return any(a < stretch[1] and stretch[0] < b for s in over for a, b in stretches.get(s.index, ()))


def _content(reading: Reading, voice: Voice) -> Stretch:
    start, end = voice.start, voice.end
    text = reading.text
    while start < end and text[start] in " ,:":
        start += 1
    while end > start and text[end - 1] in " ,.\n":
        end -= 1
    for quotation in reading.quotations_over(start, end):
        if quotation.start < end <= quotation.end and quotation.end - end <= 2:
            end = quotation.end
    return start, end


def _without_appeals(reading: Reading, content: Stretch, appeals: Stretches) -> Stretch:
    """The content without sentences at its end that only ask (annotation rule 26)."""
    start, end = content
    sentences = reading.sentences_over(start, end)
    while len(sentences) > 1 and appeals.get(sentences[-1].index):
        sentences = sentences[:-1]
        end = sentences[-1].end
    while end > start and end != content[1] and reading.text[end - 1] in " ,.\n":
        end -= 1
    return start, end


def _goes_on(reading: Reading, last: StatementDraft, voice: Voice) -> bool:
    """Whether a speaker's quotation, or words before "he said", follow on what the speaker was just told to say."""
    before = last.voice
    if before.attribution.origin.name != voice.attribution.origin.name:
        return False
    if before.sentence == voice.sentence:
        added = voice.form == ADDED or (voice.quoted and voice.form == "continued")
        return added and voice.start >= last.end
    # Where marks are lost, what a speaker says in the next sentence may well be one quotation.
    if not (_leads(voice) or not reading.has_commas) or voice.start < last.start:
        return False
    end = max(last.end, before.verb_end)
    start = min(voice.start, voice.verb_start)
    return not [s for s in reading.sentences_over(end, start) if end <= s.start and s.end <= start]


def _leads(voice: Voice) -> bool:
    """Whether words stand before who says them, or are a quotation."""
    return voice.form in ("after", ADDED) or (voice.quoted and voice.form in ("inverted", "orphan"))


def _by_pronoun(reading: Reading, voice: Voice) -> bool:
    """ "He said", "the spokesman said": who speaks is not introduced anew."""
    words = reading.folded[voice.speaker.phrase_start : voice.speaker.phrase_end]
    return reading.is_a("subject_pronoun", words) or reading.is_a("pronoun", words, "person")


def _joined(reading: Reading, last: StatementDraft, voice: Voice, end: int) -> StatementDraft:
    spans = _sentences_over(reading, last.start, max(end, voice.verb_end))
    return replace(
        last, voice=_later(last.voice, voice), end=max(end, last.end), spans=spans, quoted=last.quoted or voice.quoted
    )


def _later(first: Voice, last: Voice) -> Voice:
    """The voice of a passage: the first, reaching to where the last was told."""
    return replace(first, sentence=last.sentence, verb_end=max(first.verb_end, last.verb_end))


def _sentences_over(reading: Reading, start: int, end: int) -> tuple[Stretch, ...]:
    covered = reading.sentences_over(start, end)
    return ((covered[0].start, covered[-1].end),) if covered else ((start, end),)


def _said_on(reading: Reading, voice: Voice) -> When | None:
    for date in reading.dates_in(voice.verb_end, voice.verb_end + _SAID_ON_REACH):
        if date.when is not None:
            outside = not voice.start <= date.start < voice.end
            return date.when if outside else None
    return None
