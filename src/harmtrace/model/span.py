"""Words in a text: a source text, a piece of evidence, and the rule that a quote is its span."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from harmtrace.errors import SpanMismatch
from harmtrace.model.immutable import immutable
from harmtrace.model.review import ClaimReview


class SourceText:
    """The canonical text of one document, which all offsets index (code points, end exclusive).

    Every claim holds its source text by reference, so that no claim can exist whose
    quotations were not compared with the words they are said to be.
    """

    __slots__ = ("content", "document_id")

    def __init__(self, document_id: str, content: str) -> None:
        self.document_id = document_id
        self.content = content

    def __repr__(self) -> str:
        return f"SourceText({self.document_id!r}, {len(self.content)} characters)"

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence from `start` to `end`."""
        return Evidence(start, end, self.content[start:end])

    def check(self, start: int, end: int, quote: str) -> None:
        """Raise `SpanMismatch` unless `quote` stands at `start:end`."""
        if not 0 <= start < end <= len(self.content) or self.content[start:end] != quote:
            raise SpanMismatch(f"{quote!r} does not stand at {start}:{end}", where=self.document_id)


@immutable(frozen=True, slots=True)
class Evidence:
    """A sentence or clause that a claim rests on."""

    start: int
    end: int
    quote: str


@immutable(frozen=True, slots=True)
class Stretch:
    """A stretch of the canonical text, without its words."""

    start: int
    end: int


_PLAIN = frozenset((str, int, float, bool, NoneType, datetime.date, SourceText, ClaimReview))
"""Types whose values hold no span. (What a review tells beside a claim stands, or stood, in the claim itself.)"""


@immutable(frozen=True, slots=True)
class Spanned:
    """The fields of a class of whose values some have spans, or hold such that have."""

    values: Callable[[Any], tuple[Any, ...]]
    """Of an object, the values of its fields in order."""
    within: tuple[int, ...]
    """The places of the fields that may hold spans."""
    span: tuple[int, int] | None
    """The places of the fields where its own span begins and ends (of a date `start_char` and `end_char`)."""
    words: int | None
    """The place of the field with the words of the span."""


@cache
def spans_in(kind: type) -> Spanned | None:
    """What of a class has spans, by the types of its fields; None where nothing does.

    A type that is neither plain nor a dataclass is refused, so that no span is overlooked.
    """
    if kind in _PLAIN:
        return None
    if not is_dataclass(kind):
        raise TypeError(f"nobody knows whether {kind} holds spans")
    names = tuple(field.name for field in fields(kind))
    hints = get_type_hints(kind)
    within = tuple(place for place, name in enumerate(names) if _may_hold(hints[name]))
    edges = ("start_char", "end_char") if "start_char" in names else ("start", "end")
    span = (names.index(edges[0]), names.index(edges[1])) if edges[0] in names else None
    words = next((names.index(name) for name in ("quote", "text") if name in names), None) if span else None
    return Spanned(attrgetter(*names), within, span, words) if within or span is not None else None


def _may_hold(hint: Any) -> bool:
    """Whether values of a type may hold spans: none that is made of plain values does."""
    if get_origin(hint) is Literal or hint is Ellipsis:
        return False
    if parts := get_args(hint):
        return any(map(_may_hold, parts))
    return spans_in(hint) is not None


def check_spans(value: Any, source: SourceText) -> None:
    """Check every quotation in a claim, or in a part of one, against `source`.

    Raises `SpanMismatch` for the first that does not stand at its span.
    """
    kind: type = type(value)
    if kind is tuple or kind is list:
        for part in value:
            check_spans(part, source)
        return
    shape = spans_in(kind)
    if shape is None:
        return
    values = shape.values(value)
    if shape.span is not None and values[shape.span[0]] is not None:
        start, end = values[shape.span[0]], values[shape.span[1]]
        quote = values[shape.words] if shape.words is not None else None
        source.check(start, end, source.content[start:end] if quote is None else quote)
    for place in shape.within:
        if values[place]:
            check_spans(values[place], source)
