"""A file, an open stream or a folder in; the captures in it, in a stable order, out."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from harmtrace.capture.corpus import hash_stream, read_corpus
from harmtrace.capture.formats import MEDIA_TYPES, Format, format_of, is_named_as_text
from harmtrace.capture.options import CaptureOptions
from harmtrace.capture.parts import Source, display, whole
from harmtrace.capture.tables import read_csv, read_xlsx
from harmtrace.capture.telegram import MEDIA_FOLDERS, is_export_page, read_export, read_export_page
from harmtrace.errors import (
    BrokenEncoding,
    BrokenFile,
    EmptyInput,
    HarmtraceError,
    MissingInput,
    TooLarge,
    UnknownFormat,
)
from harmtrace.model.document import Captured
from harmtrace.model.ids import sha256_hex

Captures = Iterator[Captured | HarmtraceError]
_CHUNK = 1 << 20


def read_path(path: Path, options: CaptureOptions) -> Captures:
    """Yield what a file or folder holds. Raises `MissingInput` where there is none, and the errors of its format."""
    if path.is_dir():
        yield from read_folder(path, options)
        return
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, display(path), path.name, options)
    except FileNotFoundError:
        raise MissingInput("there is no such file or folder", where=display(path)) from None
    except OSError as error:
        raise MissingInput(f"it cannot be read: {error.strerror}", where=display(path)) from None


def read_stream(stream: IO[bytes], origin: str, name: str, options: CaptureOptions) -> Captures:
    """Yield what an open file or pipe holds; `name` is its file name, `origin` how messages call it.

    A corpus may be of any size, since only one line of it is held; any other input is bounded
    by the size limit.
    """
    if not stream.seekable():
        with tempfile.TemporaryFile() as spooled:
            _spool(stream, spooled, options, origin, limited=not _may_be_corpus(name))
            yield from read_stream(spooled, origin, name, options)
        return
    extension = Path(name).suffix.lower()
    head = stream.read(_CHUNK)
    stream.seek(0)
    if _is_corpus(head, extension, name):
        source = Source(origin, options, hash_stream(stream))
        stream.seek(0)
        found = False
        for item in read_corpus(stream, source):
            found = True
            yield item
        if not found:
            raise EmptyInput("there is no line in it", where=origin)
        return
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    options.check_size(size, origin)
    yield from read_bytes(stream.read(options.max_bytes + 1), origin, name, options)


def read_bytes(
    data: bytes, origin: str, name: str, options: CaptureOptions, facts: Mapping[str, Any] | None = None
) -> Captures:
    """Yield what bytes in memory hold, by their content and the extension of `name`.

    `facts` is what is known of the whole file (its address, its charset). A damaged table or
    export is yielded whole, so that its bytes are kept; reading it then says what is wrong.
    """
    if not data.strip():
        raise EmptyInput("there is nothing in it", where=origin)
    form = format_of(data, Path(name).suffix.lower())
    if form == "unknown":
        named = is_named_as_text(Path(name).suffix.lower())
        told = f"{name!r} holds control characters, as no text does" if named else f"files like {name!r} are not read"
        raise UnknownFormat(told, where=origin)
    source = Source(origin, options, sha256_hex(data), name if name != "-" else None)
    parts = _parts(data, form, source)
    if parts is None:
        yield whole(data, MEDIA_TYPES[form], source, facts)
        return
    found = False
    try:
        for item in parts:
            found = True
            yield item
    except (BrokenFile, BrokenEncoding) as error:
        if found:
            raise
        yield whole(data, MEDIA_TYPES[form], source, {**(facts or {}), "trouble": error.message})
        return
    if not found:
        raise EmptyInput("there is no line, row or message with text in it", where=origin)


def _parts(data: bytes, form: Format, source: Source) -> Captures | None:
    """The parts of a corpus, table or chat export; None for a file that is one document."""
    if form == "html":
        return read_export_page(data, source) if is_export_page(data) else None
    if form == "csv":
        return read_csv(data, source)
    if form == "xlsx":
        return read_xlsx(data, source)
    if form == "jsonl":
        return read_corpus(io.BytesIO(data), source)
    return read_export(data, source) if form == "json" else None


def read_folder(root: Path, options: CaptureOptions) -> Captures:
    """Yield what the files below `root` hold, folder by folder in natural order of their names.

    Hidden files, and the media folders of a Telegram export, are passed over. Links are not
    followed; one that leads out of the folder is named.
    """
    found = False
    for path in _files_below(root):
        found = True
        try:
            if path.is_symlink():
                if not path.resolve().is_relative_to(root.resolve()):
                    yield BrokenFile("a link that leads out of the folder is not followed", where=display(path))
            elif not path.is_file():
                yield UnknownFormat("it is not a regular file", where=display(path))
            else:
                yield from read_path(path, options)
        except HarmtraceError as error:
            yield error
    if not found:
        raise EmptyInput("there is no file in the folder", where=display(root))


def _files_below(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        export = any(name == "result.json" or re.fullmatch(r"messages\d*\.html", name) for name in names)
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = sorted(
            (
                name
                for name in folders
                if not name.startswith(".") and name not in linked and not (export and name in MEDIA_FOLDERS)
            ),
            key=natural,
        )
        for name in sorted([*names, *linked], key=natural):
            if not name.startswith("."):
                yield Path(folder) / name


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key under which messages.html stands before messages2.html, and that before messages10.html."""
    stem, dot, extension = name.rpartition(".")
    runs = [run for run in re.split(r"([0-9]+)", stem or name) if run]
    return [*((0, int(run), "") if run.isdecimal() else (1, 0, run) for run in runs), (-1, 0, dot + extension)]


def _is_corpus(head: bytes, extension: str, name: str) -> bool:
    if extension in {".jsonl", ".ndjson"}:
        return True
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if name == "-":
        return start == b"{"
    return extension == ".json" and start == b"{" and b'"text"' in head.split(b"\n", 1)[0] and _is_line(head)


def _is_line(head: bytes) -> bool:
    """Whether the first line alone is a JSON object with a text, and no chat export."""
    import msgspec

    try:
        record = msgspec.json.decode(head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return isinstance(record, dict) and isinstance(record.get("text"), str)


def _may_be_corpus(name: str) -> bool:
    return name == "-" or Path(name).suffix.lower() in {".jsonl", ".ndjson"}


def _spool(stream: IO[bytes], target: IO[bytes], options: CaptureOptions, origin: str, limited: bool) -> None:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if limited and size > options.max_bytes:
            raise TooLarge(f"it is longer than {options.max_bytes:,} bytes", where=origin)
        target.write(chunk)
    target.seek(0)
