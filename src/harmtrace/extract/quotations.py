"""Quotations and their speakers: over several sentences, left without a verb, and who "we" is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.reading import Quotation, Reading, Sentence
from harmtrace.extract.voice import ADDED, Voice

_PASSAGE = 8
"""A quotation of more characters that is a whole sentence is a passage."""


def over_whole_quote(reading: Reading, voice: Voice) -> Voice:
    """A quotation that began in an earlier sentence belongs wholly to its speaker."""
    for quotation in reading.quotations_over(voice.start, voice.end):
        start, end = quotation.start, quotation.end
        if voice.form == "inverted" and start < voice.start < end <= voice.end + 1:
            return replace(voice, start=start, end=end)
        if voice.form in ("before", ADDED) and voice.start <= start + 1 and start < voice.end < end:
            return replace(voice, end=end)
    return voice


def by_sentence(reading: Reading, voices: Sequence[Voice]) -> dict[int, list[Voice]]:
    """The voices heard in each sentence, by its index."""
    heard: dict[int, list[Voice]] = {}
    for voice in voices:
        for sentence in reading.sentences_over(voice.start, voice.end):
            heard.setdefault(sentence.index, []).append(voice)
    return heard


def with_orphans(reading: Reading, voices: Sequence[Voice]) -> list[Voice]:
    """ "“A,” she said. “B.”": a whole quotation without a speaker goes on what was said just before it."""
    heard = by_sentence(reading, voices)
    told: dict[int, Voice] = {voice.sentence: voice for voice in voices if voice.form not in ("headline", "cited")}
    found: list[Voice] = []
    for quotation in reading.quoted:
        over = reading.sentences_over(quotation.start, quotation.end)
        if not _stands_alone(quotation, over) or any(heard.get(s.index) or s.index in told for s in over):
            continue
        last = told.get(over[0].index - 1)
        if last is None or over[0].paragraph - reading.sentences[last.sentence].paragraph > 1:
            continue
        start, place = quotation.start, over[-1].index
        told[place] = replace(
            last,
            start=start,
            end=quotation.end,
            verb_start=start,
            verb_end=start,
            sentence=place,
            form="orphan",
            quoted=True,
        )
        found.append(told[place])
    return sorted([*voices, *found], key=lambda voice: voice.sentence) if found else list(voices)


def _stands_alone(quotation: Quotation, over: Sequence[Sentence]) -> bool:
    """Whether a quotation is its sentences from the first to the last word."""
    if not over or quotation.end - quotation.start <= _PASSAGE:
        return False
    return over[0].start == quotation.start and quotation.end >= over[-1].end - 1


def with_first_persons(reading: Reading, voices: Sequence[Voice]) -> list[Voice]:
    """ "“We call on all parties …,” she said": the "we" of a quotation is its speaker, not the publisher."""
    heard = by_sentence(reading, voices)
    found = []
    for voice in voices:
        at = voice.speaker.phrase_start
        if reading.folded[at : voice.speaker.phrase_end] not in ("i", "we"):
            found.append(voice)
            continue
        over = reading.sentences_over(at, at + 1)
        near = [other for s in over for other in heard.get(s.index, ()) if other is not voice]
        outer = [other for other in near if other.start <= at < other.end and other.form not in ("before", "after")]
        if not outer and not reading.has_commas:
            outer = [other for other in near if other.sentence == voice.sentence and other.verb_start > voice.verb_end]
        if outer:
            inner = min(outer, key=lambda other: other.end - other.start)
            said = replace(inner.attribution, verb=voice.verb)
            found.append(replace(voice, speaker=inner.speaker, attribution=said, form="inner"))
        elif not reading.in_quotes(at):
            found.append(voice)
    return found
