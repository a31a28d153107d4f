"""Files and archives in; the streams of bytes in them, and their lines as text, out, within limits of size.

A row that cannot be read is named by its line; a file that cannot be read at all is an error of its own.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from harmtrace.errors import BadSetting, BrokenEncoding, BrokenFile, EmptyInput, MissingInput, TooLarge
from harmtrace.model.immutable import immutable
from harmtrace.places.sources.problems import Problems

MAX_UNPACKED: Final = 4_000_000_000
"""Bytes of one member of an archive: the dump of all countries is 1.7 GB, a country's OSM extract may be more."""
MAX_LINE: Final = 400_000
"""Bytes of one line; the longest of GeoNames has about 20,000."""
_PIECE = 1 << 20
_TEXTS = (".txt", ".tsv", ".csv", ".json", ".geojson", ".osm", ".xml", ".pbf", ".xlsx")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
    struct.error,
)
"""What a damaged, encrypted or lying archive makes the library raise."""


@immutable(frozen=True, slots=True)
class Stream:
    """A file, or one member of an archive, that can be read as often as needed. `name` is shown in messages."""

    name: str
    path: Path
    member: str | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open it for reading. Raises `BrokenFile` where an archive cannot be read, `TooLarge` for a bomb."""
        if self.member is None:
            with self.path.open("rb") as data:
                yield data
            return
        with ExitStack() as opened:
            try:
                archive = opened.enter_context(zipfile.ZipFile(self.path))
                packed = opened.enter_context(archive.open(self.member))
            except ZIP_ERRORS as error:
                raise BrokenFile(f"the archive cannot be read: {error}", where=self.name) from error
            yield io.BufferedReader(_Limited(packed, self.name), _PIECE)

    def head(self, size: int = 65536) -> bytes:
        """The first bytes."""
        with self.open() as data:
            return data.read(size)

    def read(self, limit: int) -> bytes:
        """Every byte. Raises `TooLarge` beyond `limit` bytes."""
        with self.open() as data:
            found = data.read(limit + 1)
        if len(found) > limit:
            raise TooLarge(
                f"more than {limit:,} bytes in one piece", where=self.name, way_out="Split it into several files."
            )
        return found


class _Limited(io.RawIOBase):
    """An unpacked member that ends with an error where it grows beyond the limit: its declared size may be a lie."""

    def __init__(self, packed: IO[bytes], name: str) -> None:
        self._packed, self._name, self._read = packed, name, 0

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        try:
            piece = self._packed.read(len(buffer))
        except ZIP_ERRORS as error:
            raise BrokenFile(f"the archive is damaged: {error}", where=self._name) from error
        self._read += len(piece)
        if self._read > MAX_UNPACKED:
            raise TooLarge(
                f"it unpacks to more than {MAX_UNPACKED:,} bytes", where=self._name, way_out="Download it again."
            )
        buffer[: len(piece)] = piece
        return len(piece)


def streams_of(path: Path, member: str | None = None) -> list[Stream]:
    """The readable streams of a file: itself, or the members of a ZIP archive that may hold places.

    With `member` the file is an archive, and that member alone is wanted, whatever else there is. Raises
    `MissingInput`, `EmptyInput`, `BrokenFile` for a damaged archive or one that holds nothing readable.
    """
    if not path.is_file():
        raise MissingInput("no such file", where=str(path), way_out="Check the path.")
    if path.stat().st_size == 0:
        raise EmptyInput("the file is empty", where=str(path))
    with path.open("rb") as data:
        if data.read(4) != b"PK\x03\x04":
            if member is not None:
                raise BrokenFile("not a ZIP archive", where=str(path), way_out="Download it again.")
            return [Stream(str(path), path)]
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except ZIP_ERRORS as error:
        raise BrokenFile(f"the archive cannot be read: {error}", where=str(path)) from error
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        return [Stream(str(path), path)]
    found = [e for e in entries if (e.filename == member if member else _holds_places(e.filename))]
    for entry in found:
        if entry.file_size > MAX_UNPACKED:
            raise TooLarge(f"{entry.filename} unpacks to {entry.file_size:,} bytes", where=str(path))
    if not found:
        inside = ", ".join(entry.filename for entry in entries[:5]) or "nothing"
        raise BrokenFile(
            f"the archive has no {member or 'file of places'} ({inside})",
            where=str(path),
            way_out="Shapefiles and geodatabases are not read: take the XLSX or GeoJSON of the same data set.",
        )
    return [Stream(f"{path}:{entry.filename}", path, entry.filename) for entry in found]


def _holds_places(name: str) -> bool:
    last = name.rsplit("/", 1)[-1].lower()
    hidden = last.startswith((".", "readme", "license", "metadata")) or "__macosx" in name.lower()
    return last.endswith(_TEXTS) and not hidden


def encoding_of(head: bytes, given: str | None) -> str:
    """The encoding of a text that begins with `head`: by its byte-order mark, as given, else UTF-8.

    Raises `BadSetting` for an encoding that is not known.
    """
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked or not given:
        return marked or "utf-8"
    try:
        "a".encode(given)
    except (LookupError, TypeError, ValueError):
        raise BadSetting(f"no encoding is called {given!r}", where="--encoding") from None
    return given


def lines_of(stream: Stream, problems: Problems, encoding: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) of the lines that can be read; others go to `problems`.

    Raises `BrokenEncoding` where the encoding has no lines of its own to skip (UTF-16).
    """
    kind = encoding_of(stream.head(4), encoding)
    if kind.lower().replace("-", "").replace("_", "").startswith(("utf16", "utf32")):
        yield from _wide_lines(stream, problems, kind)
        return
    with stream.open() as data:
        for number, raw in _raw_lines(data):
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            text = _decoded(line, kind, f"{stream.name}:{number}", problems)
            if text is not None:
                yield number, text


def _raw_lines(data: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; one that is too long is given cut off, so that it can be named."""
    number = 0
    while line := data.readline(MAX_LINE + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = data.readline(MAX_LINE + 1)
        yield number, line


def _decoded(line: bytes, encoding: str, where: str, problems: Problems) -> str | None:
    if len(line) > MAX_LINE:
        problems.broken(f"a row of more than {MAX_LINE:,} bytes", where)
        return None
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError as error:
        problems.broken(f"not valid {encoding} (byte {error.start} of the row)", where, _other_encoding(line))
        return None
    if "\0" in text:
        problems.broken("a NUL byte in the row", where)
        return None
    return text


def _other_encoding(line: bytes) -> str:
    if line.count(b"\0") > len(line) // 3:
        return "It looks like UTF-16: give --encoding utf-16-le, or save it as UTF-8."
    return (
        "Save it as UTF-8, or name its encoding (--encoding cp1256 for Arabic of older Windows, cp1251 for Cyrillic);"
        " --skip-broken leaves such rows out."
    )


def _wide_lines(stream: Stream, problems: Problems, encoding: str) -> Iterator[tuple[int, str]]:
    with stream.open() as data, io.TextIOWrapper(data, encoding, newline="\n") as lines:
        number = 0
        try:
            for number, text in enumerate(lines, 1):
                if len(text) > MAX_LINE or "\0" in text:
                    problems.broken("a row that is too long or holds NUL", f"{stream.name}:{number}")
                    continue
                yield number, text.removeprefix("\ufeff") if number == 1 else text
        except UnicodeError as error:
            raise BrokenEncoding(
                f"not valid {encoding}: {error}", where=f"{stream.name}:{number + 1}", way_out="Save it as UTF-8."
            ) from error
