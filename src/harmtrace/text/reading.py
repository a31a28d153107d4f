"""A captured file, line, row or message in; a document with its canonical text, zones, facts and sentences out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harmtrace.errors import BrokenFile, NoText
from harmtrace.model.document import Captured, Document, Zone
from harmtrace.text.cues import press_office_of
from harmtrace.text.keywords import without_keywords
from harmtrace.text.language import language_of
from harmtrace.text.lines import is_flat, line_spans
from harmtrace.text.page import Page, read_page
from harmtrace.text.published import printed_date, publication_date
from harmtrace.text.sentences import Spans, sentence_spans
from harmtrace.text.zones import find_layout

_TEASER, _LONGEST_TEASER = 30, 600
"""So many first characters of a teaser stand again where the text begins, so many characters on at the most."""
_ENDS = ".!?)"
_READ_FOR_SENTENCES = frozenset({"title", "body"})


def read_document(captured: Captured) -> Document:
    """Return the document that was captured.

    Raises `BrokenEncoding` for bytes that are not text in the declared charset or UTF-8,
    `NoText` where no text is found in them, `BrokenFile` for a damaged or encrypted file. The
    bytes are the caller's to keep in each case.
    """
    given = captured.given
    if "trouble" in given:
        raise BrokenFile(given["trouble"], where=captured.capture.origin)
    page = read_page(captured)
    if not any(character.isalnum() for character in page.text):
        raise NoText("no text was found in it", where=captured.capture.origin)
    publisher = given.get("publisher") or page.publisher
    layout = find_layout(
        page.text,
        title=given.get("title") or page.title,
        publisher=publisher,
        fixed=page.zones,
        titled="message_id" not in given.get("extra", {}),
    )
    language = language_of(_body(page.text, layout.zones), given.get("language"), page.language)
    office = press_office_of(layout.source_line) if layout.source_line else None
    published = publication_date(given, page, layout.published)
    return Document(
        document_id=given.get("id") or f"sha256:{captured.capture.sha256}",
        capture=captured.capture.sha256,
        text=page.text,
        language=language,
        title=layout.title,
        publisher=publisher or office,
        author=given.get("author") or page.author or layout.author,
        url=given.get("url") or page.url,
        published=published,
        printed=printed_date(published, layout.published),
        source_line=layout.source_line,
        retrieved=given.get("retrieved"),
        notice=given.get("notice"),
        reconstructed=given.get("reconstructed", False),
        zones=tuple(layout.zones),
        sentences=tuple(_sentences(page.text, layout.zones, language)),
        extra=_extra(given, page, publisher, office),
    )


def _sentences(text: str, zones: list[Zone], language: str) -> Spans:
    found: Spans = []
    for first, last in _stretches(text, zones):
        spans = sentence_spans(text[first:last], language)
        for start, end in spans:
            found += without_keywords(text, first + start, first + end, language)
    return found


def _stretches(text: str, zones: list[Zone]) -> Spans:
    """The stretches that are read for sentences: zones, and the lines of one in a text that has lost its line ends."""
    zoned = [(zone.start, zone.end) for zone in zones if zone.kind in _READ_FOR_SENTENCES]
    if not is_flat(text):
        return zoned
    pieces: Spans = []
    for start, end in zoned:
        for first, last in line_spans(text[start:end]):
            pieces += _without_teaser(text, start + first, start + last)
    return pieces


def _without_teaser(text: str, start: int, end: int) -> Spans:
    """Part off a teaser that the text goes on to repeat: "Rebels attacked Rebels attacked a town on Sunday.".

    What begins again amid a sentence, and is not the whole, is only the same words for the same thing.
    """
    again = text.find(text[start : start + _TEASER], start + _TEASER, min(end, start + _LONGEST_TEASER))
    if end - start < 2 * _TEASER or again < 0:
        return [(start, end)]
    teaser = text[start:again].rstrip()
    if teaser[-1] not in _ENDS and not text.startswith(teaser, again):
        return [(start, end)]
    return [(start, again), (again, end)]


def _body(text: str, zones: list[Zone]) -> str:
    return "\n".join(text[zone.start : zone.end] for zone in zones if zone.kind == "body") or text


def _extra(given: Mapping[str, Any], page: Page, publisher: str | None, office: str | None) -> dict[str, Any]:
    extra = {**given.get("extra", {}), **page.extra}
    if office and not publisher:
        extra["publisher_from"] = "source_line"
    return extra
