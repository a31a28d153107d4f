"""Words in a text: a source text, a piece of evidence, and the rule that a quote is its span."""

from __future__ import annotations

from typing import Any

from harmtrace.errors import SpanMismatch
from harmtrace.model.immutable import immutable


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


_NESTED = frozenset((dict, list, tuple))


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


def check_spans(value: Any, source: SourceText) -> None:
    """Check every quotation in a mapping or list of plain values, and below it, against `source`.

    A quotation is a mapping with `start`, `end` and `quote` or `text` (`start_char` and
    `end_char` for a date). Raises `SpanMismatch` for the first that does not hold.
    """
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if "start_char" in value:  # a date
            start, end = value["start_char"], value["end_char"]
        if isinstance(start, int) and isinstance(end, int):
            quote = value.get("quote", value.get("text"))
            source.check(start, end, source.content[start:end] if quote is None else quote)
        value = value.values()
    for part in value:
        if part and type(part) in _NESTED:
            check_spans(part, source)
