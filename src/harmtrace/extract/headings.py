"""The day that stands above a sentence: in its label or record sheet, or in what announces its list."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.labels import in_item, sheet_line
from harmtrace.extract.merging import inherited
from harmtrace.extract.reading import TICKER_LINE, Reading, Sentence
from harmtrace.extract.sameness import is_period
from harmtrace.extract.times import when_of
from harmtrace.model.when import When

_LIST = 30
"""What announces a list, and a date told under its label, stands so many sentences before an item at most."""


def heading_date(reading: Reading, sentence: Sentence) -> When | None:
    """The day of the label or record sheet, or the period of the list, that a line stands in.

    None where the line has told another day before the sentence.
    """
    sheet = sheet_line(reading.sentences, sentence.index, "sheet_date")
    if sheet is None and sentence.label is not None and _dated_since(reading, sentence.label, sentence):
        return None
    above = [reading.sentences[index] for index in (sentence.label, sentence.heading) if index is not None]
    for named in ([sheet] if sheet is not None else []) + above:
        dates = [date.when for date in reading.dates.within(named.start, named.end) if date.when is not None]
        if dates:
            return inherited(dates[-1])
    return _day_of_list(reading, sentence) if sheet is None else None


def date_tickers(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Events without a day in a text that is told by the hour are of its day: "19:20 Jets pound Khiam …"."""
    if reading.reference is None or not reading.is_ticker:
        return
    for event in events:
        sentence = reading.sentences[event.sentence]
        apart = event.headline or event.background or event.habitual or event.running
        apart = apart or (event.until_now and event.plural)
        if event.when is not None or apart or event.modality in ("planned", "conditional"):
            continue
        line = reading.line_start(sentence.start)
        if any(TICKER_LINE.match(reading.text, start) for start in (line, reading.line_start(max(0, line - 1)))):
            event.when = When(reading.reference, reading.reference, "day", "publication")


def _dated_since(reading: Reading, label: int, sentence: Sentence) -> bool:
    """Whether the paragraph tells a date between the label and the sentence."""
    first = sentence
    for index in range(sentence.index - 1, max(label, sentence.index - 1 - _LIST), -1):
        if reading.sentences[index].paragraph != sentence.paragraph:
            break
        first = reading.sentences[index]
    return any(date.when is not None for date in reading.dates.within(first.start, sentence.start))


def _is_title(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence opens the text, with a mark as items have, and tells of no attack itself."""
    told = any(reading.any_of(klass, sentence.start, sentence.end) for klass in ("attack", "harm"))
    return sentence.index == 0 and not told


def _is_only_tags(reading: Reading, sentence: Sentence) -> bool:
    """Whether a line has hashtags alone: the list below it is still announced by what stands above it."""
    return all(word.startswith("#") for word in reading.text[sentence.start : sentence.end].split())


def _day_of_list(reading: Reading, sentence: Sentence) -> When | None:
    """The day or two of the sentence before a list, for the first sentence of an item.

    "They killed five men on Saturday. * Near Tarmiyah, troops …".
    """
    before = reading.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph == sentence.paragraph or not in_item(reading, sentence.start):
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LIST), -1):
        above = reading.sentences[index]
        if (in_item(reading, above.start) and not _is_title(reading, above)) or _is_only_tags(reading, above):
            continue
        when = when_of(reading, above.start, above.end, (), above)
        return inherited(when) if when is not None and not is_period(when) else None
    return None
