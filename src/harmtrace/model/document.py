"""A captured file and the document that was read from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from harmtrace.model.immutable import immutable
from harmtrace.model.span import SourceText

ZoneKind = Literal["title", "date_line", "body", "source_line", "byline", "furniture"]
PublishedPrecision = Literal["minute", "day", "month", "year"]
PublishedBasis = Literal["given", "meta", "date_line", "url", "file_name"]
ReadingState = Literal["read", "unread", "no_text", "withdrawn"]


@immutable(frozen=True, slots=True)
class Capture:
    """Bytes that were stored once under their SHA-256. `size` is in bytes.

    `origin` is the path or address they came from, `part` the line, row or message within it,
    and `parent` the SHA-256 of the file that holds that part.
    """

    sha256: str
    size: int
    media_type: str
    origin: str
    captured_at: datetime.datetime
    part: str | None = None
    parent: str | None = None


@immutable(frozen=True, slots=True)
class Captured:
    """A capture with its bytes in hand, and what came beside them (corpus fields, HTTP facts)."""

    capture: Capture
    data: bytes
    given: Mapping[str, Any] = field(default_factory=dict)
    container: bytes | None = None
    """With the first part of a table or chat export: the bytes of the whole file, whose hash is `capture.parent`."""


@immutable(frozen=True, slots=True)
class Published:
    """When a document was published, how exactly that is known, and from what."""

    value: str
    """ISO date or date-time, with its offset where one is stated."""
    precision: PublishedPrecision
    basis: PublishedBasis

    @property
    def date(self) -> datetime.date:
        """The calendar day at the place of publication (the first day of a month or year)."""
        parts = [int(part) for part in self.value[:10].split("-")]
        return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


@immutable(frozen=True, slots=True)
class Zone:
    """A stretch of the canonical text and what it is; claims are read from titles and bodies only."""

    start: int
    end: int
    kind: ZoneKind


@immutable(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its provenance. `zones` and `sentences` index `text` in code points, end exclusive."""

    document_id: str
    capture: str
    """SHA-256 of the captured bytes."""
    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: Published | None = None
    printed: Published | None = None
    """The date that its own head prints, where that contradicts `published`."""
    source_line: str | None = None
    retrieved: str | None = None
    notice: str | None = None
    reconstructed: bool = False
    state: ReadingState = "read"
    zones: tuple[Zone, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told_on(self) -> datetime.date | None:
        """The day that its relative dates count from: what it prints itself, else that of publication."""
        known = self.printed or self.published
        return known.date if known else None

    def source(self) -> SourceText:
        """The text that claims of this document quote."""
        return SourceText(self.document_id, self.text)

    def zone_at(self, offset: int) -> ZoneKind:
        """The kind of the zone at `offset`; text outside every zone is furniture."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return "furniture"
