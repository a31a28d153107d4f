"""The map stages as one step: a capture becomes a document and its claims, or the error that stopped it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harmtrace.errors import HarmtraceError, InputError
from harmtrace.extract.extraction import EXTRACTOR_VERSION, extract, is_read
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Captured, Document
from harmtrace.model.ids import content_id
from harmtrace.pipeline.plan import READING_VERSION, vocabulary_hash
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.text.reading import read_document


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """A capture with what was read from it; `error` says why nothing was."""

    captured: Captured
    document: Document | None = None
    claims: tuple[AnyClaim, ...] = ()
    error: HarmtraceError | None = None


def document_id_of(captured: Captured) -> str:
    """The id that a capture's document has: a given one, else that of its bytes."""
    return str(captured.given.get("id") or f"sha256:{captured.capture.sha256}")


def fingerprint_of(captured: Captured) -> str:
    """What the reading of a capture depends on; the same fingerprint gives the same claims."""
    given = {key: str(value) for key, value in captured.given.items()}
    versions = [READING_VERSION, EXTRACTOR_VERSION, vocabulary_hash(), load_gazetteer().version]
    return content_id("fp", [captured.capture.sha256, captured.capture.media_type, given, versions])


def read_capture(captured: Captured) -> ReadCapture:
    """Read a capture and extract its claims."""
    try:
        document = read_document(captured)
    except InputError as error:
        return ReadCapture(captured, error=error)
    if not is_read(document.language):
        return ReadCapture(captured, replace(document, state="unread"))
    return ReadCapture(captured, document, tuple(extract(document, load_gazetteer())))
