"""From a text to its quantities: every number expression with its hedge, its bounds and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from harmtrace.extract.quantities_language import quantity_grammar
from harmtrace.extract.quantities_numbers import Number, whole_or_rounded, with_numerals
from harmtrace.model.quantity import Operator, Quantity
from harmtrace.text.dates import find_dates
from harmtrace.vocab.phrases import Match, Token

QuantityKind = Literal[
    "count", "times", "vague", "fraction", "article", "age", "time", "date", "percent", "money", "distance",
    "measure", "duration", "ordinal", "identifier",
]  # fmt: skip
_KINDS: dict[object, QuantityKind] = {name: name for name in get_args(QuantityKind)}
_OPERATORS: dict[object, Operator] = {name: name for name in get_args(Operator)}
_OLDEST = 120
"""A higher number after a name is no age, in years."""
_VALUE_SLOTS = ("numeral", "none", "no", "two", "single", "times", "half", "age_number",
                "distance_number", "measure_number", "decade_number", "percent_number", "ordinal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity with what its words say beside the number.

    `noun_start` is where the counted noun begins; `increment` marks "35 more" and "another 35",
    `of_them` "14 of them", `partitive` "one of the".
    """

    quantity: Quantity
    kind: QuantityKind
    noun_start: int
    increment: bool = False
    of_them: bool = False
    partitive: bool = False


def find_quantities(
    text: str,
    language: str,
    start: int = 0,
    end: int | None = None,
    dates: Sequence[tuple[int, int]] | None = None,
) -> list[QuantityMention]:
    """Return the quantities of every kind between `start` and `end` in order; spans index `text`.

    `dates` are the spans of the date expressions, if they are known already; numbers within
    them are of kind `date`. A language without quantity tables has none.
    """
    grammar = quantity_grammar(language)
    if grammar is None:
        return []
    if dates is None:
        dates = [(date.start, date.end) for date in find_dates(text, language, None, start, end)]
    tokens = with_numerals(_outside(grammar.tokens(text, start, end), dates))
    reader = _Reader(text, tokens)
    return _apart(mention for match in grammar.matches(tokens) for mention in reader.read(match))


def _apart(mentions: Iterable[QuantityMention]) -> list[QuantityMention]:
    """No word is part of two quantities: of two that meet, the first stands."""
    kept: list[QuantityMention] = []
    for mention in mentions:
        if not kept or mention.quantity.start >= kept[-1].quantity.end:
            kept.append(mention)
    return kept


def find_article_quantities(text: str, language: str, start: int = 0, end: int | None = None) -> list[QuantityMention]:
    """Return each indefinite article as the count 1, of kind `article`: the noun after it decides."""
    grammar = quantity_grammar(language)
    if grammar is None:
        return []
    found: list[QuantityMention] = []
    tokens = grammar.tokens(text, start, end)
    for token, following in pairwise(tokens):
        if "article" in token.classes and "line" not in following.classes:
            words = text[token.start : token.end]
            quantity = Quantity(1, 1, 1, "eq", words, token.start, token.end)
            found.append(QuantityMention(quantity, "article", following.start))
    return found


def _outside(tokens: Sequence[Token], dates: Sequence[tuple[int, int]]) -> Sequence[Token]:
    """Mark the tokens of dates, so that no number is read across their edge."""
    if not dates:
        return tokens
    marked: list[Token] = []
    spans = iter(sorted(dates))
    span = next(spans, None)
    for token in tokens:
        while span and span[1] <= token.start:
            span = next(spans, None)
        inside = span is not None and span[0] <= token.start
        if inside:
            names = {"date_number": 0} if "number" in token.classes else {"date": ""}
            marked.append(Token(token.start, token.end, names))
        else:
            marked.append(token)
    return marked


class _Reader:
    """Reads matches over the tokens of one text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens

    def read(self, match: Match) -> Iterator[QuantityMention]:
        """Yield the mention of a match; two where a range turns out to be two numbers."""
        if match.rule.row["kind"] == "split":
            yield from self._apart(match, "numeral", "high")
            return
        kind = _KINDS.get(match.rule.row["kind"])
        if kind is None or (kind == "vague" and self._is_hedge(match)):
            return
        values = match.values
        if kind == "count" and "year" in self._tokens[match.first].classes and not self._noun_follows(match.last):
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

    def _apart(self, match: Match, *slots: str) -> Iterator[QuantityMention]:
        for slot in slots:
            place = match.places[slot]
            yield self._mention(place, place + 1, "count", _number(match.values[slot]))

    def _range(self, match: Match) -> Iterator[QuantityMention]:
        first, last = match.places["numeral"], match.places["high"]
        low, high = _number(match.values["numeral"]), _number(match.values["high"])
        scale = self._tokens[last].classes.get("scaled_by")
        if scale is not None and "scaled_by" not in self._tokens[first].classes and low < high / _number(scale):
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
        start, end = self._tokens[hedge_first].start, self._tokens[hedge_last - 1].end
        following, more, of_them, partitive = self._what_follows(hedge_last)
        noun = self._tokens[following].start if following < len(self._tokens) else len(self._text)
        words = self._text[start:end]
        if bounds:
            quantity = Quantity(None, bounds[0], bounds[1], "between", words, start, end)
        elif value is None:
            vague = self._text[self._tokens[first].start : self._tokens[last - 1].end].lower()
            quantity = Quantity(None, None, None, "vague", words, start, end, vague=vague)
        else:
            quantity = _bounded(value, operator_after or operator, words, start, end)
        return QuantityMention(quantity, kind, noun, increment or more, of_them, partitive)

    def _before(self, first: int) -> tuple[int, Operator, bool]:
        """Return where the hedges before a number begin, what they say, and whether it is an increment."""
        at, said, increment = first, None, False
        while at and (before := self._tokens[at - 1].classes):
            if "increment_before" in before and not increment:
                increment = True
            elif "hedge" in before and said is None:
                said = before["hedge"]
            else:
                break
            at -= 1
        return at, _OPERATORS.get(said) or "eq", increment

    def _after(self, last: int) -> tuple[int, Operator | None]:
        if last < len(self._tokens):
            classes = self._tokens[last].classes
            number_follows = last + 1 < len(self._tokens) and "numeral" in self._tokens[last + 1].classes
            if "hedge_after" in classes and not number_follows:
                return last + 1, _OPERATORS.get(classes["hedge_after"])
            if "plus" in classes and self._tokens[last].start == self._tokens[last - 1].end:
                return last + 1, "ge"
        return last, None

    def _what_follows(self, at: int) -> tuple[int, bool, bool, bool]:
        """Return where the counted noun begins, and whether "more", "of them" or "of the" stands before it."""
        more = at < len(self._tokens) and "increment_after" in self._tokens[at].classes
        if more:
            at += 1
        elif at < len(self._tokens) and "increment_noun" in self._tokens[at].classes:
            return at, True, False, False
        if at + 1 >= len(self._tokens) or "of" not in self._tokens[at].classes:
            return at, more, False, False
        after = self._tokens[at + 1].classes
        if "them" in after:
            return min(at + 2, len(self._tokens)), more, True, False
        if "determiner" in after:
            return at + 1, more, False, True
        return at + 1, more, False, False

    def _is_hedge(self, match: Match) -> bool:
        """Whether "some" stands before a number and is its hedge."""
        if match.last >= len(self._tokens) or "hedge" not in self._tokens[match.last - 1].classes:
            return False
        return "numeral" in self._tokens[match.last].classes

    def _noun_follows(self, at: int) -> bool:
        """Whether a plain word stands there: "2014 people" is a count, "2014." a year."""
        if at >= len(self._tokens):
            return False
        word = self._text[self._tokens[at].start : self._tokens[at].end]
        return not self._tokens[at].classes and word.islower() and word.isalpha()


def _number(value: str | int | float) -> Number:
    return value if isinstance(value, int | float) else float(value)


def _bounded(value: Number, operator: Operator, words: str, start: int, end: int) -> Quantity:
    """Give a number the bounds that its hedge implies, and no others."""
    low = value if operator in ("eq", "ge", "gt") else None
    high = value if operator in ("eq", "le", "lt") else None
    return Quantity(value, low, high, operator, words, start, end)
