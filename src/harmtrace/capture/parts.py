"""From bytes and where they came from to a Captured: a whole file, or one line, row or message of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harmtrace.capture.iso import read_iso
from harmtrace.capture.options import GIVEN_FIELDS, CaptureOptions
from harmtrace.errors import BadLine, EmptyInput, HarmtraceError, UnknownDate
from harmtrace.model.document import Capture, Captured
from harmtrace.model.ids import sha256_hex

JSON_LINE = "application/x-ndjson"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or page: what it is called in messages, and its bytes' hash once known."""

    origin: str
    options: CaptureOptions
    sha256: str = ""
    file_name: str | None = None


def display(path: Path) -> str:
    """The path as text that can be printed and stored, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def whole(data: bytes, media_type: str, source: Source, given: Mapping[str, Any] | None = None) -> Captured:
    """Return the capture of a whole file."""
    capture = Capture(sha256_hex(data), len(data), media_type, source.origin, source.options.now())
    facts = {**(given or {}), **source.options.overrides()}
    if source.file_name:
        facts["file_name"] = source.file_name
    return Captured(capture, data, facts)


def part(
    data: bytes,
    media_type: str,
    source: Source,
    name: str,
    given: Mapping[str, Any],
    container: bytes | None = None,
) -> Captured:
    """Return the capture of the part `name` ("line 3") of the file whose hash is `source.sha256`."""
    options = source.options
    capture = Capture(
        sha256_hex(data), len(data), media_type, source.origin, options.now(), part=name, parent=source.sha256
    )
    return Captured(capture, data, {**given, **options.overrides()}, container)


def fields_of(record: Mapping[str, Any], where: str) -> tuple[dict[str, Any], list[HarmtraceError]]:
    """Return the known fields of a corpus line, table row or message, and what is wrong with them.

    Other fields are gathered under `extra`. A date that is none is reported and kept under
    `extra`, so that the report itself is still read. Raises `BadLine` for a known field of the
    wrong kind or a record without text, `EmptyInput` for a blank text.
    """
    given: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, value in record.items():
        if name not in GIVEN_FIELDS and name != "reconstructed":
            extra[name] = value
        elif value is not None:
            given[name] = _checked(name, value, where)
    given = {name: value for name, value in given.items() if value is not None}
    if "text" not in given:
        raise BadLine("it has no text", where=where)
    if not given["text"].strip():
        raise EmptyInput("its text is empty", where=where)
    troubles: list[HarmtraceError] = []
    for name in ("published", "retrieved"):
        if name in given and read_iso(given[name]) is None:
            troubles.append(UnknownDate(f"{name} is {given[name]!r}, not an ISO date; it is left out", where=where))
            extra[f"{name}_as_given"] = given.pop(name)
    if extra:
        given["extra"] = extra
    return given, troubles


def _checked(name: str, value: Any, where: str) -> Any:
    if name == "reconstructed":
        if not isinstance(value, bool):
            raise BadLine("reconstructed must be true or false", where=where)
        return value
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise BadLine(f"{name} must be a string", where=where)
    if "\0" in value:
        raise BadLine(f"{name} holds a NUL character", where=where)
    return value if name == "text" else value.strip() or None
