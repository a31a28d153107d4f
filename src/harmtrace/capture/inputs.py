"""Files, folders, addresses, standard input in; a Captured for each document, or the error of it, out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from harmtrace.capture.files import read_path, read_stream
from harmtrace.capture.iso import read_iso
from harmtrace.capture.options import CaptureOptions
from harmtrace.errors import HarmtraceError, UnknownDate
from harmtrace.model.document import Captured

__all__ = ["CaptureOptions", "is_address", "open_inputs"]


def open_inputs(sources: Sequence[str], options: CaptureOptions | None = None) -> Iterator[Captured | HarmtraceError]:
    """Yield the documents of all `sources` in their order; a failing input yields its error and the rest goes on.

    A source is a path, a folder, an http(s) address, or `-` for standard input (a corpus if its
    first character is `{`, else text). Raises `UnknownDate` if the date given for all of them is none.
    """
    options = options or CaptureOptions.from_environment()
    if options.published and read_iso(options.published) is None:
        raise UnknownDate(f"{options.published!r} is not an ISO date")
    for source in sources:
        try:
            yield from _open(source, options)
        except HarmtraceError as error:
            error.where = error.where or source
            yield error


def is_address(source: str) -> bool:
    """Whether a source is an http(s) address."""
    return source.lower().startswith(("http://", "https://"))


def _open(source: str, options: CaptureOptions) -> Iterator[Captured | HarmtraceError]:
    if is_address(source):
        from harmtrace.capture.fetch import read_address

        return read_address(source, options)
    if source == "-":
        return read_stream(sys.stdin.buffer, "-", "-", options)
    return read_path(Path(source), options)
