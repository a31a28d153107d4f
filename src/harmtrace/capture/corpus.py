"""A JSON Lines corpus in; one Captured for each good line, one error naming each bad line, out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from harmtrace.capture.parts import JSON_LINE, Source, fields_of, part
from harmtrace.errors import BadLine, BrokenEncoding, HarmtraceError, TooLarge
from harmtrace.model.document import Captured
from harmtrace.model.ids import sha256_hex

_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"


def hash_stream(stream: IO[bytes]) -> str:
    """Return the SHA-256 of what is left of `stream`, reading a megabyte at a time."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def read_corpus(stream: IO[bytes], source: Source) -> Iterator[Captured | HarmtraceError]:
    """Yield the lines of the corpus in `stream` in their order; memory holds one line at a time.

    A bad line is named (`corpus.jsonl:7`) and the rest is read. An id that stood before with
    other content is reported, and that line is kept under the hash of its bytes instead.
    """
    seen: dict[str, str] = {}
    number = 0
    while line := stream.readline(source.options.max_bytes + 2):
        number += 1
        where = f"{source.origin}:{number}"
        if not line.endswith(b"\n") and len(line) > source.options.max_bytes:
            _skip_line(stream)
            yield TooLarge(f"the line is longer than {source.options.max_bytes:,} bytes", where=where)
            continue
        if line := bare_line(line, number):
            yield from _read_line(line, number, where, source, seen)


def _read_line(
    line: bytes, number: int, where: str, source: Source, seen: dict[str, str]
) -> Iterator[Captured | HarmtraceError]:
    try:
        given, troubles = fields_of(json_object(line, where), where)
    except HarmtraceError as error:
        yield error
        return
    yield from troubles
    clash = _claim_id(given, line, seen)
    if clash:
        yield BadLine(f"{clash}; the line is kept under the hash of its bytes", where=where)
    yield part(line, JSON_LINE, source, f"line {number}", given)


def _claim_id(given: dict[str, Any], line: bytes, seen: dict[str, str]) -> str | None:
    """Take the id away from a line whose id stood before with other content, and say so."""
    if "id" not in given:
        return None
    sha = sha256_hex(line)
    if seen.setdefault(given["id"], sha) == sha:
        return None
    given_id = given.pop("id")
    given["extra"] = {**given.get("extra", {}), "id_as_given": given_id}
    return f"the id {given_id!r} stands before with other content"


def bare_line(line: bytes, number: int) -> bytes:
    """Return line `number` (from 1) of a file without a byte-order mark before it and the spaces and ends around it."""
    return line.removeprefix(_BOM if number == 1 else b"").strip(b" \t\r\n")


def json_object(line: bytes, where: str) -> dict[str, Any]:
    """Return the object that a line holds. Raises `BadLine` and `BrokenEncoding`, naming `where` it stands."""
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadLine(f"it is not JSON: {error}", where=where) from None
    except UnicodeDecodeError:
        raise BrokenEncoding("it is not valid UTF-8", where=where) from None
    if not isinstance(record, dict):
        raise BadLine("it is JSON, but not an object", where=where)
    return record


def _skip_line(stream: IO[bytes]) -> None:
    while chunk := stream.readline(_CHUNK):
        if chunk.endswith(b"\n"):
            return
