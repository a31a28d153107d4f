"""What was found in a document before any claim is made: sentences, mentions, dates, numbers, places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from harmtrace.extract.lexicon import Lexicon, Mention, fold, lexicon
from harmtrace.extract.quantities import QuantityMention, find_article_quantities, find_quantities
from harmtrace.model.document import Document, ZoneKind
from harmtrace.model.span import SourceText
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.text.dates import DateMention, find_dates

_TOKEN = re.compile(r"\w+(?:[’'.\-]\w+)*[’']?|[^\w\s]")
_QUOTED = re.compile(r"“[^“”]*[”“]|\"[^\"]*\"|«[^«»]*»")
"""Quotations; an opening mark may stand where the closing one should."""


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its folded form."""

    start: int
    end: int
    text: str
    word: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper() or (self.text[:3].lower() in ("al-", "el-") and self.text[3:4].isupper())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `paragraph` counts the blocks of the text.

    `heading` is the index of the sentence that announces the list which this one is a line of.
    """

    index: int
    start: int
    end: int
    paragraph: int
    zone: ZoneKind
    heading: int | None
    tokens: tuple[Token, ...] = field(repr=False)


class Reading:
    """The mentions of one document, to be asked for by class and stretch."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        text = document.text
        self.document = document
        self.source: SourceText = document.source()
        self.text = text
        self.folded = fold(text)
        self.lexicon: Lexicon = lexicon(document.language)
        self.mentions = self.lexicon.find(text, self.folded)
        reference = document.published.date if document.published else None
        self.reference = reference
        self.dates: list[DateMention] = find_dates(text, document.language, reference)
        self.quantities = _quantities(text, document.language, self.dates)
        self.places: list[Where] = read_places(text, document.language, gazetteer)
        self.quoted = [match.span() for match in _QUOTED.finditer(text)]
        self.tokens = tokens_of(text, self.folded, 0, len(text))
        self._token_starts = [token.start for token in self.tokens]
        self._date_starts = [item.start for item in self.dates]
        self._quantity_starts = [item.quantity.start for item in self.quantities]
        self.sentences = self._sentences()
        self._starts: dict[str, list[int]] = {
            klass: [mention.start for mention in mentions] for klass, mentions in self.mentions.items()
        }

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The words and marks that begin in `start:end`."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    def quantities_in(self, start: int, end: int) -> list[QuantityMention]:
        """The quantities that begin in `start:end`."""
        return self.quantities[bisect_left(self._quantity_starts, start) : bisect_left(self._quantity_starts, end)]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates that begin in `start:end`."""
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def starting(self, klass: str, offset: int) -> list[Mention]:
        """The mentions of `klass` that begin at `offset`."""
        starts = self._starts.get(klass)
        if starts is None:
            return []
        mentions = self.mentions[klass]
        place = bisect_left(starts, offset)
        found = []
        while place < len(starts) and starts[place] == offset:
            found.append(mentions[place])
            place += 1
        return found

    def of(self, klass: str, start: int, end: int, *values: str) -> list[Mention]:
        """The mentions of `klass` that begin in `start:end`, of these values or features if any are given."""
        mentions = self.mentions.get(klass, [])
        first = bisect_left(self._starts.get(klass, []), start)
        found = []
        for mention in mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end and (not values or mention.value in values or mention.feature in values):
                found.append(mention)
        return found

    def any_of(self, klass: str, start: int, end: int, *values: str) -> bool:
        """Whether there is such a mention."""
        return bool(self.of(klass, start, end, *values))

    def is_a(self, klass: str, word: str, feature: str = "") -> bool:
        """Whether the folded `word` is a form of `klass` (with this feature, if one is given)."""
        return self.lexicon.has(klass, word, feature)

    def _sentences(self) -> list[Sentence]:
        document = self.document
        found: list[Sentence] = []
        paragraph = 0
        previous_end = 0
        for start, end in document.sentences:
            zone = document.zone_at(start)
            if document.text.count("\n", previous_end, start) >= 1:
                paragraph += 1
            previous_end = end
            if zone in ("title", "body"):
                heading = self._heading(found, start)
                found.append(Sentence(len(found), start, end, paragraph, zone, heading, self.tokens_in(start, end)))
        return found

    def _heading(self, before: Sequence[Sentence], start: int) -> int | None:
        """The announcing sentence of the list that the line at `start` stands in: "Figures of the week:"."""
        if not before:
            return None
        last = before[-1]
        between = self.text[last.end : start]
        if self.text[last.start : last.end].rstrip().endswith(":") and "\n" in between:
            return last.index
        return last.heading if between.count("\n") <= 1 else None

    def in_quotes(self, offset: int) -> bool:
        """Whether `offset` lies inside quotation marks."""
        return any(start <= offset < end for start, end in self.quoted)


def within(items: Sequence[S], start: int, end: int) -> list[S]:
    """The items that lie wholly in `start:end`."""
    return [item for item in items if start <= item.start and item.end <= end]


def overlaps(one: Spanned, other: Spanned) -> bool:
    """Whether two spans share a code point."""
    return one.start < other.end and other.start < one.end


def tokens_of(text: str, folded: str, start: int, end: int) -> tuple[Token, ...]:
    """The words and marks of a stretch."""
    return tuple(
        Token(match.start(), match.end(), match.group(), folded[match.start() : match.end()])
        for match in _TOKEN.finditer(text, start, end)
    )


def _quantities(text: str, language: str, dates: Sequence[DateMention]) -> list[QuantityMention]:
    """All quantities in order; an article counts one where no number stands over it."""
    spans = [(date.start, date.end) for date in dates]
    numbers = find_quantities(text, language, dates=spans)
    covered = [(item.quantity.start, item.quantity.end) for item in numbers if item.kind != "age"] + spans
    articles = [
        item
        for item in find_article_quantities(text, language)
        if not any(start < item.quantity.end and item.quantity.start < end for start, end in covered)
    ]
    return sorted([*numbers, *articles], key=lambda item: item.quantity.start)
