"""Rows of a list or table that give one figure each: "- Armed opposition factions: 33", "Al Mawasi | 4,600"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.attribution import Voices
from harmtrace.extract.drafts import ROW, EventDraft
from harmtrace.extract.harm_drafts import HarmDraft, exceeds
from harmtrace.extract.harms import find_harms
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.claim import ActorMention, Status
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When

_SEPARATORS = (":", "|")
_BULLETS = ("-", "–", "—", "•", "*", "·")
_LONGEST_LABEL = 10
_LONGEST_TABLE = 40
"""A heading stands at most so many rows above."""
_NO_LABEL = frozenset({"be", "say", "harm", "attack", "perfect"})
"""Words of these classes stand in no label of a row."""


@immutable(frozen=True, slots=True)
class _Row:
    """A label and its figure, by their offsets."""

    start: int
    label_end: int
    item: QuantityMention


def row_draft(reading: Reading, voices: Voices, sentence: Sentence) -> EventDraft | None:
    """The draft of a row whose heading, or the sentence before its heading, tells what is counted."""
    row = _row_of(reading, sentence)
    heading = _heading(reading, sentence) if row is not None else None
    if row is None or heading is None:
        return None
    counted = _counted(reading, heading)
    if counted is None:
        return None
    source, harm = counted
    voice = voices.at(harm.quantity.start, harm.quantity.end)
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=[(sentence.start, sentence.end)],
        attribution=voice.attribution if voice else voices.publisher(),
        modality="asserted",
        rule=ROW,
        types=["displacement" if harm.harm == "displaced" else "attack"],
        when=_date(reading, (heading, source)),
        where=list(reading.places.within(row.start, row.label_end)),
        actors=_actors(reading, row, heading),
        harms=_harms(reading, row, harm, sentence.end),
        plural=True,
        spread=True,
        separate=True,
        attributed=voice is not None,
    )


def heads_rows(reading: Reading, sentence: Sentence) -> bool:
    """Whether a line without a figure announces rows: "New arrivals by site"."""
    below = reading.sentences[sentence.index + 1] if sentence.index + 1 < len(reading.sentences) else None
    if below is None or reading.text.count("\n", sentence.end, below.start) != 1:
        return False
    counts = any(item.kind == "count" for item in reading.quantities_in(sentence.start, sentence.end))
    return not counts and _of_table(below) and _row_of(reading, below) is not None


def _row_of(reading: Reading, sentence: Sentence) -> _Row | None:
    """The row that a line is: a label without a verb, a mark, and a number that stands alone."""
    if not any(mark in reading.text[sentence.start : sentence.end] for mark in _SEPARATORS):
        return None
    tokens = sentence.tokens
    first = 1 if tokens and tokens[0].text in _BULLETS else 0
    at = next((place for place, token in enumerate(tokens) if token.text in _SEPARATORS), None)
    if at is None or not first < at <= first + _LONGEST_LABEL or at + 1 >= len(tokens):
        return None
    label = tokens[first:at]
    if any(token.text[0].isdigit() or not token.classes.isdisjoint(_NO_LABEL) for token in label):
        return None
    items = [item for item in reading.quantities_in(tokens[at + 1].start, tokens[at + 1].end) if item.kind == "count"]
    if not items or not _stands_alone(reading, items[0], sentence.end):
        return None
    return _Row(label[0].start, label[-1].end, items[0])


def _stands_alone(reading: Reading, item: QuantityMention, end: int) -> bool:
    after = reading.tokens_in(item.quantity.end, end)[:1]
    return not after or not after[0].is_word or "comprising" in after[0].classes


def _heading(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The line above the rows: the one that announces the list, or the first above a table that is no row of it."""
    if sentence.heading is not None:
        return reading.sentences[sentence.heading]
    if not (_of_table(sentence) or _in_run_of_places(reading, sentence)):
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - _LONGEST_TABLE), -1):
        above = reading.sentences[index]
        if reading.text.count("\n", above.end, reading.sentences[index + 1].start) != 1:
            return None
        if _row_of(reading, above) is None:
            return above if _named(reading.of("harm", above.start, above.end)) and not _of_table(above) else None
    return None


def _in_run_of_places(reading: Reading, sentence: Sentence) -> bool:
    """Whether the line above or below gives the figure of a place too: "Nyala: 8", "El Fasher: 19"."""
    if not _of_a_place(reading, sentence):
        return False
    above, below = reading.sentences[max(0, sentence.index - 1)], reading.sentences[sentence.index + 1 :][:1]
    return any(
        reading.text.count("\n", first.end, second.start) == 1 and _of_a_place(reading, other)
        for first, second, other in [(above, sentence, above), *((sentence, line, line) for line in below)]
    )


def _of_a_place(reading: Reading, sentence: Sentence) -> bool:
    row = _row_of(reading, sentence)
    return row is not None and bool(reading.places.within(row.start, row.label_end))


def _of_table(sentence: Sentence) -> bool:
    return any(token.text == "|" for token in sentence.tokens)


def _counted(reading: Reading, heading: Sentence) -> tuple[Sentence, HarmDraft] | None:
    """What the rows count, and the sentence that tells it: the harm of the heading, else of the sentence before it."""
    named = harm_named(reading, heading.start, heading.end)
    if named is not None:
        return heading, named
    if not heading.index:
        return None
    before = reading.sentences[heading.index - 1]
    told = [harm for harm in find_harms(reading, before.start, before.end) if harm.parent is None]
    return (before, told[0]) if told else None


def harm_named(reading: Reading, start: int, end: int) -> HarmDraft | None:
    """The harm that a heading or the key of a line names; its status where civilians are named beside it."""
    named = _named(reading.of("harm", start, end))
    return _without_people(reading, named) if named is not None else None


def _named(harms: Sequence[Mention]) -> Mention | None:
    return next((harm for harm in harms if harm.feature in ("noun", "ed", "toll", "object")), None)


def _without_people(reading: Reading, mention: Mention) -> HarmDraft:
    words = reading.text[mention.start : mention.end]
    civilian = reading.any_of("civilian", max(0, mention.start - 20), mention.end + 20)
    quantity = Quantity(None, None, None, "vague", words, mention.start, mention.end, words, None)
    status: Status = "civilian" if civilian else "unstated"
    return HarmDraft(mention.value, quantity, status, (), mention.start, mention.end, mention.start, "row")


def _harms(reading: Reading, row: _Row, harm: HarmDraft, end: int) -> list[HarmDraft]:
    """The figure of a row, and the parts that follow it: "301, including 14 who died under torture"."""
    figure = row.item.quantity
    whole = replace(harm, quantity=figure, who=(), start=figure.start, end=figure.end, parent=None, rule="row")
    cues = reading.of("subset", figure.end, end)
    later = reading.quantities_in(cues[0].end, end) if cues else []
    parts = [item.quantity for item in later if item.kind == "count" and not exceeds(item.quantity, figure)]
    return [whole, *(replace(whole, quantity=part, start=part.start, end=part.end, parent=0) for part in parts)]


def _date(reading: Reading, sentences: Sequence[Sentence]) -> When | None:
    """The period of the heading, else of the sentence that tells what is counted."""
    for sentence in sentences:
        dates = [date.when for date in reading.dates.within(sentence.start, sentence.end) if date.when is not None]
        if dates:
            return replace(dates[-1], basis="inherited")
    return None


def _actors(reading: Reading, row: _Row, heading: Sentence) -> list[ActorMention]:
    """Whom the list holds responsible, if its heading says so."""
    if not any("responsible" in token.classes for token in heading.tokens):
        return []
    named = [actor for actor in reading.of("actor", row.start, row.label_end) if actor.value != "-"][:1]
    words = [reading.text[actor.start : actor.end] for actor in named]
    return [
        ActorMention(actor.value, text, actor.start, actor.end, "alleged_perpetrator")
        for actor, text in zip(named, words, strict=True)
    ]
