"""The first bytes and the name of a file in; what it is, whatever its extension says, out."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from harmtrace.capture.decoding import byte_order_mark

Format = Literal["text", "html", "pdf", "xlsx", "csv", "jsonl", "json", "unknown"]
MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "unknown": "application/octet-stream",
}
_BY_EXTENSION: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".xlsx": "xlsx", ".csv": "csv", ".tsv": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
}  # fmt: skip
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def format_of(data: bytes, extension: str) -> Format:
    """Return the format of `data` from its content and, where that is plain text, its extension.

    A PDF, a workbook or a page is known by its first bytes under any name; `unknown` is
    anything binary else.
    """
    head = data[:65536]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "xlsx" if _is_workbook(data) or extension == ".xlsx" else "unknown"
    said = _BY_EXTENSION.get(extension, "unknown")
    if said in {"pdf", "xlsx"} and not _HTML_START.match(head):
        return said
    if byte_order_mark(data) is None and _CONTROL.search(head):
        return "unknown"
    if said not in {"csv", "jsonl", "json"} and _HTML_START.match(head):
        return "html"
    return said


def is_named_as_text(extension: str) -> bool:
    """Whether files of that name should hold text, so that binary content is a surprise."""
    return extension != "" and _BY_EXTENSION.get(extension) not in {None, "pdf", "xlsx"}


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return False
