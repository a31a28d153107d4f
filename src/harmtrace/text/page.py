"""A capture in; its canonical text and what its format says of it (title, publisher, dates, zones) out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from harmtrace.capture.decoding import decode_text
from harmtrace.errors import BrokenFile
from harmtrace.model.document import Captured, Zone
from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Page:
    """What the format of a capture tells, before its text is looked at."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def read_page(captured: Captured) -> Page:
    """Return the canonical text of a capture.

    Text that came as such (a text file, a corpus line, a table row, a message) stays as it is
    but for CRLF, which becomes LF. Raises `BrokenEncoding`, `BrokenFile`, `NoText`.
    """
    where = captured.capture.origin
    if "text" in captured.given:
        return Page(captured.given["text"].replace("\r\n", "\n"))
    media_type = captured.capture.media_type
    if media_type == "text/plain":
        return Page(decode_text(captured.data, captured.given.get("charset"), where).replace("\r\n", "\n"))
    if media_type == "text/html":
        from harmtrace.text.html import read_html

        return read_html(captured.data, captured.given.get("charset"), where)
    if media_type == "application/pdf":
        from harmtrace.text.pdf import read_pdf

        return read_pdf(captured.data, where)
    raise BrokenFile(f"there is no reader for {media_type}", where=where)
