"""Statements and labels: what named speakers say, and what they call it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from harmtrace.extract.attribution import Voices
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Attribution
from harmtrace.model.when import When

_NEAR = 8
"""So many statements back another may hold the same words."""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A speaker's words at `start:end`, told in the sentences at `spans`."""

    voice: Voice
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    said_on: When | None
    quoted: bool


@dataclass(slots=True)
class LabelDraft:
    """A label that one teller gives, with every place where it stands."""

    label: str
    attribution: Attribution
    start: int
    end: int
    weapon_id: str | None
    spans: list[tuple[int, int]] = field(default_factory=list)


Stretches = Mapping[int, Sequence[tuple[int, int]]]
"""Stretches of text by the sentences that they stand in."""


def _near(reading: Reading, voice: Voice, stretches: Stretches) -> list[tuple[int, int]]:
    over = reading.sentences_over(voice.start, voice.end)
    return [stretch for sentence in over for stretch in stretches.get(sentence.index, ())]


def statements_of(
    reading: Reading,
    voices: Voices,
    events: Sequence[EventDraft],
    appeals: Stretches,
    responses: Stretches,
) -> list[StatementDraft]:
    """One statement for each reporting verb of a named speaker that says more than that an event happened."""
    found: list[StatementDraft] = []
    events_in: dict[int, list[EventDraft]] = {}
    for event in events:
        for span in event.spans:
            for sentence in reading.sentences_over(*span):
                events_in.setdefault(sentence.index, []).append(event)
    for voice in voices.all:
        here = [e for s in reading.sentences_over(voice.start, voice.end) for e in events_in.get(s.index, [])]
        if voice.form in ("headline", "according", "cited") or not _is_statement(
            reading, voice, here, _near(reading, voice, appeals), _near(reading, voice, responses)
        ):
            continue
        start, end = _content(reading, voice)
        if end - start < 8 or any(draft.start <= start and end <= draft.end for draft in found[-_NEAR:]):
            continue
        if found and _goes_on(reading, found[-1], voice):
            found[-1] = _joined(reading, found[-1], voice, end)
            continue
        spans = _sentences_over(reading, min(start, voice.verb_start), max(end, voice.verb_end))
        found.append(StatementDraft(voice, start, end, spans, _said_on(reading, voice), voice.quoted))
    return found


def _goes_on(reading: Reading, last: StatementDraft, voice: Voice) -> bool:
    """Whether a speaker's quotation follows on what the speaker was just reported to say (annotation rule 26)."""
    if voice.form != "inverted" or not voice.quoted:
        return False
    before, after = last.voice, voice
    same = before.attribution.origin.name == after.attribution.origin.name
    end = max(last.end, before.verb_end)
    start = min(after.start, after.verb_start)
    between = [s for s in reading.sentences_over(end, start) if end <= s.start and s.end <= start]
    return same and after.sentence - before.sentence <= 1 and not between and before.sentence != after.sentence


def _joined(reading: Reading, last: StatementDraft, voice: Voice, end: int) -> StatementDraft:
    spans = _sentences_over(reading, last.start, max(end, voice.verb_end))
    return replace(last, end=max(end, last.end), spans=spans, quoted=last.quoted or voice.quoted)


def labels_of(reading: Reading, voices: Voices) -> list[LabelDraft]:
    """One draft for each label and teller; negated labels and names of laws are none."""
    found: dict[tuple[str, str], LabelDraft] = {}
    for sentence in reading.sentences:
        for mention in reading.of("label", sentence.start, sentence.end):
            if _not_a_label(reading, mention, sentence.start):
                continue
            voice = voices.at(mention.start, mention.end)
            attribution = voice.attribution if voice else voices.publisher()
            key = (mention.value, attribution.origin.name.lower())
            start, end = _about(reading, mention, sentence.start, sentence.end, voice)
            weapons = reading.of("weapon", max(sentence.start, mention.start - 40), min(sentence.end, mention.end + 40))
            near = [weapon for weapon in weapons if start <= weapon.start < end]
            weapon_id = near[0].value if near and mention.value == "internationally_banned" else None
            span = (sentence.start, sentence.end)
            if key not in found or found[key].start < reading.body:
                previous = found.get(key)
                spans = [*(previous.spans if previous else []), span]
                found[key] = LabelDraft(mention.value, attribution, start, end, weapon_id, spans)
            elif span not in found[key].spans:
                found[key].spans.append(span)
    for draft in found.values():
        _prefer_body(reading, draft)
    return list(found.values())


def _prefer_body(reading: Reading, draft: LabelDraft) -> None:
    """A headline is no evidence where the body says the same."""
    body = [span for span in draft.spans if span[0] >= reading.body]
    draft.spans = body or draft.spans


def _is_statement(
    reading: Reading,
    voice: Voice,
    events: Sequence[EventDraft],
    appeals: Sequence[tuple[int, int]],
    responses: Sequence[tuple[int, int]],
) -> bool:
    long_quote = any(
        voice.start - 1 <= q.start and q.end <= voice.end + 1 and q.end - q.start > 25
        for q in reading.quotations_over(voice.start, voice.end)
    ) or (voice.quoted and voice.form == "inverted")
    if any(start <= voice.start < end for start, end in appeals) or reading.is_a("appeal", voice.verb.lower()):
        return False
    told = [event for event in events if _rests_on(event, voice) and (event.harms or event.attacks)]
    sentences = reading.sentences_over(voice.start, voice.end)
    if long_quote:
        # One sentence that tells a harm is told in full by the event's claim (annotation rule 10).
        return not (told and len(sentences) == 1)
    if sentences and sentences[0].zone == "title":
        return False
    if any(start < voice.end and voice.start < end for start, end in responses):
        return False
    if voice.speaker.kind == "unnamed" or voice.form == "continued":
        return False
    inside = [event for event in events if _rests_on(event, voice)]
    if voice.speaker.kind == "person":
        return not any(event.harms or event.attacks for event in inside)
    return all(event.modality in ("planned", "conditional") and not event.harms for event in inside)


def _rests_on(event: EventDraft, voice: Voice) -> bool:
    return any(start < voice.end and voice.start < end for start, end in event.spans)


def _content(reading: Reading, voice: Voice) -> tuple[int, int]:
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


def _sentences_over(reading: Reading, start: int, end: int) -> tuple[tuple[int, int], ...]:
    covered = reading.sentences_over(start, end)
    if not covered:
        return ((start, end),)
    return ((covered[0].start, covered[-1].end),)


def _said_on(reading: Reading, voice: Voice) -> When | None:
    for date in reading.dates_in(voice.verb_end, voice.verb_end + 31):
        if date.when is not None and 0 <= date.start - voice.verb_end <= 30:
            outside = not voice.start <= date.start < voice.end
            return date.when if outside else None
    return None


def _not_a_label(reading: Reading, mention: Mention, start: int) -> bool:
    before = reading.folded[max(start, mention.start - 24) : mention.start]
    if re.search(
        r"\b(not|no|never|counter|anti|convention on|convention against|fight against|combating)\s+"
        r"(a\s+|an\s+|the\s+)?$",
        before,
    ):
        return True
    word = reading.folded[mention.start : mention.end]
    if word in ("banned", "outlawed", "illegal"):
        return not reading.any_of("weapon", mention.end, mention.end + 30)
    return False


def _about(reading: Reading, mention: Mention, start: int, end: int, voice: Voice | None) -> tuple[int, int]:
    """What the label is put on: the words after an adjective, else the subject before, else the label itself."""
    if mention.feature == "adjective":
        after = _noun_stretch(reading, mention.end, end)
        if after is not None:
            return after
    first = max(start, voice.start) if voice and voice.start <= mention.start < voice.end else start
    subject = re.search(
        r"^(.{4,}?)\s+(?:amount(?:s|ed)? to|constitute[sd]?|is|are|was|were|may be|could be)\s+(?:a\s+|an\s+)?$",
        reading.text[first : mention.start],
        re.DOTALL,
    )
    if subject is not None:
        return first, first + len(subject.group(1))
    after = _noun_stretch(reading, mention.end, end, clause=True)
    return after if after is not None else (mention.start, mention.end)


def _noun_stretch(reading: Reading, start: int, end: int, clause: bool = False) -> tuple[int, int] | None:
    tokens = reading.tokens_in(start, end)
    kept = []
    for token in tokens[:14]:
        stops = token.text in '.,;:()"”“' or token.word in (
            "that",
            "which",
            "using",
            "and",
            "said",
            "says",
            "when",
            "while",
        )
        if stops and not (clause and token.word == "and"):
            break
        kept.append(token)
    weapon = reading.of("weapon", start, kept[-1].end if kept else start)
    if weapon and kept and weapon[0].start == kept[0].start:
        return weapon[0].start, weapon[0].end
    return (kept[0].start, kept[-1].end) if kept else None
