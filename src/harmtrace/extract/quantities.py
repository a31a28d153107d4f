"""From a text to its quantities: every number expression with its hedge, its bounds and its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

from harmtrace.extract.quantities_language import quantity_grammar
from harmtrace.extract.quantities_numbers import Number, whole_or_rounded, with_numerals
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Operator, Quantity
from harmtrace.text.dates import find_dates
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import Classes, Tokens

QuantityKind = Literal[
    "count", "times", "vague", "fraction", "article", "age", "time", "date", "percent", "money", "distance",
    "measure", "duration", "ordinal", "identifier",
]  # fmt: skip
_KINDS: dict[object, QuantityKind] = {name: name for name in get_args(QuantityKind)}
_OPERATORS: dict[object, Operator] = {name: name for name in get_args(Operator)}
_MOST_OVER = 4
"""So many dates and numbers may lie over one word."""
_NOUN = frozenset({"people"})
_MARKS = frozenset({"mark", "line"})
_PAIR = 2
_TWO = frozenset({"dual", "dual_or_plural"})
_DUAL_SLOTS = frozenset({"pair", "sure", "unsure"})
_AGREES_WITH = frozenset({*_TWO, "of_them"})
_ARTICLE = frozenset({"article"})
_OLDEST = 120
"""A higher number after a name is no age, in years."""
_FAR = 3
"""So many words of its noun may stand between a number and what qualifies it: "13 attacks at least"."""
_VALUE_SLOTS = ("numeral", "none", "no", "two", "single", "times", "half", "age_number",
                "distance_number", "measure_number", "decade_number", "percent_number", "ordinal")  # fmt: skip


@immutable(frozen=True, slots=True)
class QuantityMention:
    """A quantity with what its words say beside the number.

    `noun_start` is where the counted noun begins: within the words where they hold it ("قذيفتين", two shells; "13
    attacks at least" where that order is usual), before them where the number follows its noun ("طفل واحد");
    `increment` marks "35 more" and "another 35",
    `of_them` "14 of them", `partitive` "one of the".
    """

    quantity: Quantity
    kind: QuantityKind
    noun_start: int
    increment: bool = False
    of_them: bool = False
    partitive: bool = False

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.quantity.end


def find_quantities(
    text: str,
    language: str,
    start: int = 0,
    end: int | None = None,
    dates: Sequence[tuple[int, int]] | None = None,
    duals: Collection[int] = (),
) -> list[QuantityMention]:
    """Return the quantities of every kind between `start` and `end` in order; spans index `text`.

    `dates` are the spans of the date expressions, if they are known already; numbers within
    them are of kind `date`. An indefinite article is the count 1, of kind `article`, where no
    number stands over it: the noun after it decides. A language without quantity tables has none.
    `duals` are where words begin that are known to mean two though they are written as those that mean many.
    """
    grammar = quantity_grammar(language)
    if grammar is None:
        return []
    if dates is None:
        dates = [(date.start, date.end) for date in find_dates(text, language, None, start, end)]
    words = grammar.tokens(text, start, end)
    tokens = with_numerals(_outside(words, dates))
    reader = _Reader(text, tokens, frozenset(duals))
    numbers = _apart(mention for match in grammar.matches(tokens) for mention in reader.read(match))
    covered = sorted([(item.quantity.start, item.quantity.end) for item in numbers if item.kind != "age"] + [*dates])
    articles = [item for item in _articles(text, words) if not _covers(covered, item.quantity)]
    return sorted([*numbers, *articles], key=lambda item: item.quantity.start)


def _apart(mentions: Iterable[QuantityMention]) -> list[QuantityMention]:
    """No word is part of two quantities: of two that meet, the first stands."""
    kept: list[QuantityMention] = []
    for mention in mentions:
        if not kept or mention.quantity.start >= kept[-1].quantity.end:
            kept.append(mention)
    return kept


def _covers(spans: Sequence[tuple[int, int]], article: Quantity) -> bool:
    """Whether one of the sorted spans, of which few overlap, shares a character with the article."""
    last = bisect_left(spans, (article.end, 0))
    return any(span[1] > article.start for span in spans[max(0, last - _MOST_OVER) : last])


def _articles(text: str, tokens: Tokens) -> list[QuantityMention]:
    found: list[QuantityMention] = []
    for at in tokens.where(_ARTICLE):
        token = tokens[at]
        if at + 1 < len(tokens) and "line" not in tokens.classes[at + 1]:
            quantity = Quantity(1, 1, 1, "eq", text[token.start : token.end], token.start, token.end)
            found.append(QuantityMention(quantity, "article", tokens.starts[at + 1]))
    return found


def _outside(tokens: Tokens, dates: Iterable[tuple[int, int]]) -> Tokens:
    """Mark the tokens of dates, so that no number is read across their edge."""
    return tokens.merged(_marked(tokens, sorted(dates)))


def _marked(tokens: Tokens, dates: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, Classes]]:
    done = 0
    for start, end in dates:
        for at in range(max(done, bisect_left(tokens.starts, start)), bisect_left(tokens.starts, end)):
            number = "number" in tokens.classes[at]
            yield at, at + 1, {"date_number": 0} if number else {"date": ""}
            done = at + 1


class _Reader:
    """Reads matches over the tokens of one text."""

    def __init__(self, text: str, tokens: Tokens, duals: frozenset[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._duals = duals

    def read(self, match: Match) -> Iterator[QuantityMention]:
        """Yield the mention of a match; two where a range turns out to be two numbers."""
        if match.rule.row["kind"] == "split":
            yield from self._apart(match, "numeral", "high")
            return
        if not _DUAL_SLOTS.isdisjoint(match.values):
            yield from self._dual(match)
            return
        kind = _KINDS.get(match.rule.row["kind"])
        if kind is None or (kind == "vague" and self._is_hedge(match)):
            return
        values = match.values
        if kind == "count" and "year" in self._tokens.classes[match.first] and not self._noun_follows(match.last):
            kind = "date"
        if "whole" in values:
            share = _number(values.get("part", 1)) / _number(values["whole"])
            yield self._mention(match.first, match.last, kind, whole_or_rounded(share * _number(values.get("base", 1))))
        elif "only" in values:
            place, value = match.places["only"], _number(values["only"])
            believed = kind if kind != "age" or value <= _OLDEST else "identifier"
            yield self._mention(place, place + 1, believed, value)
        elif "high" in values and kind == "count":
            yield from self._range(match)
        elif "again" in values and values["again"] != values["numeral"]:
            yield from self._apart(match, "numeral", "again")
        else:
            number = next((_number(values[slot]) for slot in _VALUE_SLOTS if slot in values), None)
            yield self._mention(match.first, match.last, kind, number)

    def _dual(self, match: Match) -> Iterator[QuantityMention]:
        """Read "two" after a noun that means two by itself, and a noun that may mean two or many."""
        numbered = _is_two(match.values)
        last = match.last if numbered else match.first + 1
        agrees = match.first > 0 and not _AGREES_WITH.isdisjoint(self._tokens.classes[match.first - 1])
        if agrees and not numbered:  # "شخصان مفقودان": two missing persons
            return
        if numbered or "dual" in self._tokens.classes[match.first] or self._is_marked(match.first):
            yield self._mention(match.first, last, "count", 2)
        if not numbered and match.last > last:
            yield self._mention(last, match.last, "count", _number(match.values["numeral"]))

    def _is_marked(self, place: int) -> bool:
        """Whether the word of a token is known to mean two."""
        start = self._tokens.starts[place]
        while start > 0 and self._text[start - 1].isalpha():
            start -= 1
        return start in self._duals

    def _apart(self, match: Match, *slots: str) -> Iterator[QuantityMention]:
        for slot in slots:
            place = match.places[slot]
            yield self._mention(place, place + 1, "count", _number(match.values[slot]))

    def _range(self, match: Match) -> Iterator[QuantityMention]:
        first, last = match.places["numeral"], match.places["high"]
        low, high = _number(match.values["numeral"]), _number(match.values["high"])
        scale = self._tokens.classes[last].get("scaled_by")
        if scale is not None and "scaled_by" not in self._tokens.classes[first] and low < high / _number(scale):
            low *= _number(scale)
        if low < high:
            yield self._mention(match.first, match.last, "count", None, (low, high))
        else:
            yield from self._apart(match, "numeral", "high")

    def _mention(
        self,
        first: int,
        last: int,
        kind: QuantityKind,
        value: Number | None,
        bounds: tuple[Number, Number] | None = None,
    ) -> QuantityMention:
        hedge_first, operator, increment = self._before(first)
        hedge_last, operator_after = self._after(last)
        following, more, of_them, partitive = self._what_follows(hedge_last)
        noun = self._noun(first, following)
        if hedge_last == last and kind == "count":
            hedge_last, operator_after, far_more = self._far_after(last)
            more = more or far_more
        start, end = self._tokens.starts[hedge_first], self._tokens.ends[hedge_last - 1]
        words = self._text[start:end]
        if bounds:
            quantity = Quantity(None, bounds[0], bounds[1], "between", words, start, end)
        elif value is None:
            vague = self._text[self._tokens.starts[first] : self._tokens.ends[last - 1]].lower()
            quantity = Quantity(None, None, None, "vague", words, start, end, vague=vague)
        else:
            quantity = _bounded(value, operator_after or operator, words, start, end)
        partitive = partitive or "one_of" in self._tokens.classes[last - 1]
        more = more or "others_two" in self._tokens.classes[first]
        return QuantityMention(quantity, kind, noun, increment or more, of_them, partitive)

    def _before(self, first: int) -> tuple[int, Operator, bool]:
        """Return where the hedges before a number begin, what they say, and whether it is an increment."""
        at, said, increment = first, None, False
        while at and (before := self._tokens.classes[at - 1]):
            if "increment_before" in before and not increment:
                increment = True
            elif "hedge" in before and said is None:
                if at > 1 and before["hedge"] == "le" and "rising" in self._tokens.classes[at - 2]:
                    break  # "has gone up to 31"
                said = before["hedge"]
            else:
                break
            at -= 1
        return at, _OPERATORS.get(said) or "eq", increment

    def _after(self, last: int) -> tuple[int, Operator | None]:
        if last < len(self._tokens):
            classes = self._tokens.classes[last]
            number_follows = last + 1 < len(self._tokens) and "numeral" in self._tokens.classes[last + 1]
            if "hedge_after" in classes and not number_follows:
                return last + 1, _OPERATORS.get(classes["hedge_after"])
            if "plus" in classes and self._tokens.starts[last] == self._tokens.ends[last - 1]:
                return last + 1, "ge"
        return last, None

    def _noun(self, first: int, following: int) -> int:
        """Where the noun begins that is counted."""
        classes = self._tokens.classes[first]
        if not _TWO.isdisjoint(classes):
            return self._tokens.starts[first]
        if "casualty" in classes:  # "Пострадавших нет"
            return self._tokens.starts[first]
        if "after_noun" in classes and first and self._tokens.classes[first - 1].keys().isdisjoint(_MARKS):
            return self._tokens.starts[first - 1]
        return self._tokens.starts[following] if following < len(self._tokens) else len(self._text)

    def _far_after(self, last: int) -> tuple[int, Operator | None, bool]:
        """What qualifies a number behind its noun ("13 هجوما على الأقل"): its end, what it says, whether it adds."""
        for at in range(last, min(last + _FAR + 1, len(self._tokens))):
            classes = self._tokens.classes[at]
            if "far_hedge" in classes:
                return at + 1, _OPERATORS.get(classes["far_hedge"]), False
            if "far_increment" in classes:
                return last, None, True
            if classes:
                break
        return last, None, False

    def _what_follows(self, at: int) -> tuple[int, bool, bool, bool]:
        """Return where the counted noun begins, and whether "more", "of them" or "of the" stands before it."""
        more = at < len(self._tokens) and "increment_after" in self._tokens.classes[at]
        if more:
            at += 1
        elif at < len(self._tokens) and "increment_noun" in self._tokens.classes[at]:
            return at, True, False, False
        if at < len(self._tokens) and "of_them" in self._tokens.classes[at]:
            return at + 1, more, True, False
        if at + 1 >= len(self._tokens) or "of" not in self._tokens.classes[at]:
            return at, more, False, False
        after = self._tokens.classes[at + 1]
        if "them" in after:
            return min(at + 2, len(self._tokens)), more, True, False
        if "determiner" in after or "numeral" in after:  # "one of two sailors"
            return at + 1, more, False, True
        return at + 1, more, False, False

    def _is_hedge(self, match: Match) -> bool:
        """Whether "some" stands before a number and is its hedge."""
        if match.last >= len(self._tokens) or "hedge" not in self._tokens.classes[match.last - 1]:
            return False
        return "numeral" in self._tokens.classes[match.last]

    def _noun_follows(self, at: int) -> bool:
        """Whether a plain word stands there: "2014 people" is a count, "2014." a year."""
        if at >= len(self._tokens):
            return False
        word = self._text[self._tokens.starts[at] : self._tokens.ends[at]]
        classes = self._tokens.classes[at].keys()
        return classes <= _NOUN and word.isalpha() and (word == word.lower() or classes == _NOUN)


def _is_two(values: Mapping[str, str | int | float]) -> bool:
    """Whether the number after a noun is two."""
    return values.get("numeral") == _PAIR


def _number(value: str | int | float) -> Number:
    return value if isinstance(value, int | float) else float(value)


def _bounded(value: Number, operator: Operator, words: str, start: int, end: int) -> Quantity:
    """Give a number the bounds that its hedge implies, and no others."""
    low = value if operator in ("eq", "ge", "gt") else None
    high = value if operator in ("eq", "le", "lt") else None
    return Quantity(value, low, high, operator, words, start, end)
