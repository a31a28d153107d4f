"""What was found in a document before any claim is made: sentences, mentions, dates, numbers, places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import field
from functools import cached_property
from itertools import chain
from operator import itemgetter

from harmtrace.extract.bare import Bare
from harmtrace.extract.item_heads import ItemHead, item_heads
from harmtrace.extract.labels import is_label, label_of
from harmtrace.extract.lexicon import Lexicon, Mention, Token, fold
from harmtrace.extract.lexicons import lexicon
from harmtrace.extract.quantities import QuantityMention, find_quantities
from harmtrace.extract.spans import Gapped, Spanned, Spans
from harmtrace.model.document import Document, ZoneKind
from harmtrace.model.immutable import immutable
from harmtrace.model.span import SourceText
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.text.damage import mended
from harmtrace.text.dates import DateMention, find_dates
from harmtrace.text.lines import is_flat
from harmtrace.vocab.languages import base_code, traits_of
from harmtrace.vocab.pieces import has_commas, pieces_of
from harmtrace.vocab.tokens import raw_tokens

_QUOTED = re.compile(r"“[^“”]*[”“]|\"[^\"]*\"|«[^«»]*»")
"""Quotations; an opening mark may stand where the closing one should."""
_QUOTED_ELSEWHERE = re.compile(_QUOTED.pattern + r"|„[^„“”]*[“”]|”[^“”]*“")
"""Quotations with the marks of other languages than English too, and with marks that a line turned round."""
_INWARD = re.compile(_QUOTED_ELSEWHERE.pattern.replace("«[^«»]*»", "»[^«»]*«"))
"""The same where guillemets point inward."""


_QUOTATION_REACH = 4
"""So many quotations before an offset may still cover it."""
_BODIES = ("actor", "country_actor", "fighter", "teller_id", "canonical", "agency")
"""The classes of names of those who act or tell."""
STRIKES = frozenset(("air_strike", "drone_strike", "missile_strike"))
"""The kinds of attack that a "strike" may be."""
PERSON_CLASSES = ("person", "who", "civilian", "fighter")
"""The classes of nouns that mean people."""
THINGS = ("attack", "weapon", "target", "delivery")
"""The classes of mentions whose words name a thing or an act, and nobody."""
_MOST = 0.8
"""This share of the places of a text lies in the land that it is about."""
_OF_THE_WHOLE = ("person_nouns", "parties", "strikes", "coalitions", "land", "armies", "covered")
"""What is known of the whole text, also in a view of it."""
TICKER_LINE = re.compile(r"\W{0,4}(?:[A-Z]{4,10}\W{1,4})?(?:[01]?\d|2[0-3]):[0-5]\d\b")
"""The time of day that a line begins with, at most after a word such as "UPDATE"."""
_LONGEST = 1500
"""A sentence of more characters is read in pieces, so that the work stays linear in the text."""


@immutable(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `paragraph` counts the blocks of the text.

    `heading` is the index of the sentence that announces the list which this one is a line of,
    `label` that of the label which it stands under.
    """

    index: int
    start: int
    end: int
    paragraph: int
    zone: ZoneKind
    heading: int | None
    tokens: tuple[Token, ...] = field(repr=False)
    label: int | None = None
    is_label: bool = False
    classes: frozenset[str] = field(default=frozenset(), repr=False)
    """The classes of all its words: what looks for words of others finds none."""


@immutable(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks."""

    start: int
    end: int


class Reading:
    """The mentions of one document, to be asked for by class and stretch.

    `tokens_in`, `dates_in` and `quantities_in` give what begins in a stretch, `of` the mentions of a class that lie in
    it, `starts_of` where those of some classes begin, `is_a` whether a word is of a class; all but `of` cost one call.
    """

    def __init__(self, document: Document, gazetteer: Gazetteer, bare: Bare | None = None) -> None:
        """`bare` is the document in bare words, if it is to be read so; what is found has spans in those."""
        self.source: SourceText = document.source()
        self.bare = bare
        if bare is not None:
            document = bare.document
        self.document = document
        self.gazetteer = gazetteer
        self.text = document.text
        text = mended(document.text)
        self._whole = text is document.text
        self.lexicon: Lexicon = lexicon(document.language)
        self.traits = traits_of(document.language)
        """What the grammar of the language is like, by its table `traits`."""
        self.folded = self.lexicon.fold_text(text)
        self.is_a = self.lexicon.has
        self.reference = document.told_on
        dates = [date for date in find_dates(text, document.language, self.reference) if self._is_said(date)]
        self.dates: Spans[DateMention] = Spans(dates)
        self.dates_in = self.dates.beginning_in
        told = [(date.start, date.end) for date in dates]
        duals = bare.duals if bare is not None else ()
        numbers = find_quantities(text, document.language, dates=told, duals=duals)
        self.quantities: Spans[QuantityMention] = Spans(number for number in numbers if self._is_said(number))
        self.quantities_in = self.quantities.beginning_in
        raw_tokens.cache_clear()  # the cut of a long text takes much memory, and nothing reads it again
        tokens, mentions = self.lexicon.read(text, self.folded)
        self.tokens = Spans(tokens)
        self.tokens_in = self.tokens.beginning_in
        self._starts: dict[tuple[str, ...], frozenset[int]] = {}
        self._held: dict[str, bool] = {}
        self.mentions = {klass: Spans(found) for klass, found in mentions.items()}
        del tokens, mentions, numbers  # unsorted doubles, of a long text many
        places = read_places(text, document.language, gazetteer, url=document.url)
        self.places: Spans[Where] = Spans(
            place for place in places if self._is_said(place) and not self._names_a_body(place)
        )
        pieces_of.cache_clear()
        quoted = _QUOTED if base_code(document.language) == "en" else _QUOTED_ELSEWHERE
        quoted = _INWARD if "inward_guillemets" in self.traits else quoted
        self.quoted = Spans(Quotation(*match.span()) for match in quoted.finditer(text))
        self.sentences = self._sentences()
        self.classes = frozenset[str]().union(*[sentence.classes for sentence in self.sentences])
        """The classes of all words: a rule for words of others finds nothing."""
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self.has_commas = has_commas(text)
        self.body = next((sentence.start for sentence in self.sentences if sentence.zone == "body"), 0)

    def _is_said(self, found: Spanned) -> bool:
        """Whether the words that were found stand in the text as they are, with no damaged mark amid them."""
        if self._whole:
            return True
        return mended(self.text[found.start : found.end]) == self.text[found.start : found.end]

    def is_hyphenated(self, end: int) -> bool:
        """Whether a hyphen joins what follows to what ends at `end`: "rebel-held" names no rebel."""
        return self.folded[end : end + 1] == " " != self.text[end : end + 1]

    def owns(self, end: int) -> bool:
        """Whether what ends at `end` is a possessive: "the neighbour's"."""
        return self.folded.startswith("'s", end)

    def begins_count(self, offset: int) -> bool:
        """Whether a number begins at `offset`."""
        return bool(self.quantities.beginning_at(offset))

    def starting(self, klass: str, offset: int) -> list[Mention]:
        """The mentions of `klass` that begin at `offset`."""
        mentions = self.mentions.get(klass)
        return mentions.beginning_at(offset) if mentions is not None else []

    def starts_of(self, *classes: str) -> frozenset[int]:
        """Where mentions of these classes begin, remembered."""
        starts = self._starts.get(classes)
        if starts is None:
            found = (self.mentions[klass].starts[:-1] for klass in classes if klass in self.mentions)
            starts = self._starts[classes] = frozenset(chain.from_iterable(found))
        return starts

    def begins(self, klass: str, offset: int) -> bool:
        """Whether a mention of `klass` begins at `offset`."""
        return offset in self.starts_of(klass)

    def of_any(self, classes: Iterable[str]) -> list[str]:
        """Those of some classes that the text has mentions of, in their order: most rules are for words it has not."""
        return [klass for klass in classes if klass in self.mentions]

    def of(self, klass: str, start: int, end: int, *values: str) -> list[Mention]:
        """The mentions of `klass` wholly in `start:end`, of these values or features if any are given."""
        mentions = self.mentions.get(klass)
        if mentions is None:
            return []
        first = bisect_left(mentions.starts, start)
        if mentions.starts[first] >= end:  # as for most questions
            return []
        found = mentions.within(start, end)
        return [m for m in found if m.value in values or m.feature in values] if values and found else found

    def without(self, gaps: Sequence[tuple[int, int]]) -> Reading:
        """A view of the same text that finds nothing in the gaps: a clause that others stand in."""
        if not gaps:
            return self
        for name in _OF_THE_WHOLE:
            getattr(self, name)  # is found once, and not for each view
        view = copy(self)
        view.tokens = Gapped(self.tokens, gaps)
        view.dates, view.quantities = Gapped(self.dates, gaps), Gapped(self.quantities, gaps)
        view.tokens_in, view.dates_in = view.tokens.beginning_in, view.dates.beginning_in
        view.quantities_in = view.quantities.beginning_in
        view.places = Gapped(self.places, gaps)
        view.mentions = {klass: Gapped(found, gaps) for klass, found in self.mentions.items()}
        return view

    @cached_property
    def person_nouns(self) -> dict[int, list[Mention]]:
        """The nouns that mean people, by where they begin."""
        found: dict[int, list[Mention]] = {}
        for klass in PERSON_CLASSES:
            for mention in self.mentions.get(klass, ()):
                found.setdefault(mention.start, []).append(mention)
        return found

    @cached_property
    def parties(self) -> Spans[Mention]:
        """The armed groups that the text names, known by their ids."""
        armed = [m for m in self.mentions.get("actor", ()) if m.feature in ("nonstate", "opposition")]
        named = [m for m in armed if m.value != "-"]
        ids = {m.value for m in named}
        short = [m for m in self.mentions.get("adjective_actor", ()) if m.value in ids]
        return Spans(sorted([*named, *short]))

    @cached_property
    def strikes(self) -> Spans[Mention]:
        """The words that tell how strikes were flown or fired: "air strikes", "warplanes", "missile strike"."""
        named = [m for m in self.mentions.get("attack", ()) if m.feature == "noun" and m.value in STRIKES]
        return Spans(sorted([*named, *self.mentions.get("delivery", ())]))

    @cached_property
    def coalitions(self) -> frozenset[str]:
        """The ids of the coalitions that the document names in full."""
        named = (mention for mention in self.mentions.get("actor", ()) if mention.feature == "coalition")
        return frozenset(mention.value for mention in named if mention.value != "-")

    @cached_property
    def land(self) -> str:
        """The country, folded, in which most places of the text lie that are smaller than one; else nothing."""
        lands = Counter(place.admin[0] for place in self.places if place.admin and place.level != "country")
        land, times = max(lands.items(), key=itemgetter(1), default=("", 0))
        return fold(land) if times >= _MOST * lands.total() else ""

    @cached_property
    def armies(self) -> frozenset[str]:
        """Whose armies the text names: the parts before the point of their ids."""
        armed = (m.value for m in self.mentions.get("actor", ()) if m.feature == "state_forces")
        return frozenset(value.partition(".")[0] for value in armed)

    @cached_property
    def covered(self) -> When | None:
        """The period that a line at the head says the document is about."""
        return next((date.when for date in self.dates if date.covers), None)

    @cached_property
    def is_ticker(self) -> bool:
        """Whether lines of the text begin with the time of day, as they came in."""
        return ":" in self.text and sum(1 for start in self._line_starts if TICKER_LINE.match(self.text, start)) > 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(mark.end() for mark in re.finditer("\n", self.text))]

    def line_start(self, offset: int) -> int:
        """Where the line begins that `offset` lies in."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def holds(self, words: str) -> bool:
        """Whether the folded text holds these words anywhere, remembered."""
        if words not in self._held:
            self._held[words] = words in self.folded
        return self._held[words]

    def any_of(self, klass: str, start: int, end: int, *values: str) -> bool:
        """Whether there is such a mention."""
        return bool(self.of(klass, start, end, *values))

    def sentences_over(self, start: int, end: int) -> list[Sentence]:
        """The sentences that share a code point with `start:end`."""
        first = max(0, bisect_right(self._sentence_starts, start) - 1)
        last = bisect_left(self._sentence_starts, end)
        return [sentence for sentence in self.sentences[first:last] if sentence.end > start]

    def by_sentence(self, stretches: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
        """The stretches that each sentence shares a code point with, by its index."""
        found: dict[int, list[tuple[int, int]]] = {}
        for stretch in stretches:
            for sentence in self.sentences_over(*stretch):
                found.setdefault(sentence.index, []).append(stretch)
        return found

    def quotations_over(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a code point with `start:end`."""
        if not self.quoted:
            return []
        near = [*self.quoted.before(start, _QUOTATION_REACH), *self.quoted.beginning_in(start, end)]
        return [quotation for quotation in near if quotation.end > start]

    def in_quotes(self, offset: int) -> bool:
        """Whether `offset` lies inside quotation marks."""
        return bool(self.quotations_over(offset, offset + 1))

    def _names_a_body(self, place: Where) -> bool:
        """Whether a name that no gazetteer has is that of an armed body or a teller ("attacks on Hezbollah")."""
        if place.status != "not_in_gazetteer" or place.level is not None:
            return False
        return any(self.any_of(klass, place.start, place.end) for klass in _BODIES)

    def _sentences(self) -> list[Sentence]:
        document = self.document
        flat = is_flat(document.text)
        heads = item_heads(self, document.sentences)
        found: list[Sentence] = []
        paragraph = 0
        previous_end = 0
        for start, end in document.sentences:
            zone = document.zone_at(start)
            between = document.text[previous_end:start]
            if "\n" in between or (flat and len(between) > 1):
                paragraph += 1
            previous_end = end
            if zone not in ("title", "body"):
                continue
            heading = self._heading(found, start)
            for first, last, is_head in _parted(document.text, start, end, heads.get(start, ())):
                tokens = tuple(self.tokens_in(first, last))
                named = is_head or is_label(self, first, last, tokens)
                label = None if named else label_of(self, found, paragraph, first)
                classes = frozenset[str]().union(*[token.classes for token in tokens])
                found.append(Sentence(len(found), first, last, paragraph, zone, heading, tokens, label, named, classes))
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


def _parted(text: str, start: int, end: int, heads: Sequence[ItemHead]) -> Iterator[tuple[int, int, bool]]:
    """A sentence in its pieces, and whether each is the head of an item in it."""
    for head in heads:
        if start < head.start:
            yield from ((first, last, False) for first, last in _pieces(text, start, head.start))
        yield head.start, head.end, True
        start = head.told
    yield from ((first, last, False) for first, last in _pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what no full stop ends into pieces, at a comma, space or line if there is one."""
    while end - start > _LONGEST:
        middle = start + _LONGEST // 2
        cut = max(text.rfind(mark, middle, start + _LONGEST) for mark in (", ", "; ", "\n"))
        cut = cut if cut > 0 else text.rfind(" ", middle, start + _LONGEST)
        cut = cut + 1 if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def overlaps(one: Spanned, other: Spanned) -> bool:
    """Whether two spans share a code point."""
    return one.start < other.end and other.start < one.end
