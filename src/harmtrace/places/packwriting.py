"""From places to a pack: the file appears whole or not at all, also where the process is killed."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from harmtrace.places.folding import fold_name
from harmtrace.places.packfile import COLUMNS, FORMAT, SCHEMA, SEPARATOR, Extras
from harmtrace.places.place import Place
from harmtrace.places.scanning import Scanner
from harmtrace.places.sound import keys_of, sounds_of
from harmtrace.places.spelling import spellings

_MIN_NAME = 2
_BATCH = 200_000
"""Rows that are sorted before they are written, so that they fall in their places."""
_LEFT_S = 3600.0
"""Seconds after which an unfinished file is one that a killed process has left."""


def write_pack(out: Path, places: Iterable[Place], meta: dict[str, str], extras: Extras | None = None) -> Path:
    """Write a pack; the file appears whole or not at all. `meta` holds name, version and attribution.

    `extras` are read after the last place, so that they may be gathered while places are read. With `minor` "1"
    in `meta` the names count in a text only with reasons, and none is kept by its sounds.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    _remove_left(out)
    handle, temporary = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    os.close(handle)
    try:
        rows = sqlite3.connect(temporary)
        rows.execute("PRAGMA journal_mode = OFF")
        rows.execute("PRAGMA synchronous = OFF")
        with rows:
            rows.executescript(SCHEMA)
            with _not_collecting():
                _write_rows(rows, list(places), {**meta, "format": FORMAT})
            _write_extras(rows, extras or Extras())
        rows.close()
        with Path(temporary).open("rb") as written:
            os.fsync(written.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(out)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return out


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Leave cycles alone: millions of names are made here, none in a cycle, and each search for them costs a second."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _remove_left(out: Path) -> None:
    """Remove what killed builds of this pack have left; what is being written now is younger."""
    for left in out.parent.glob(f".{out.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_S:
                left.unlink()


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Let one process at a time build in a folder, where the system can; the lock ends with its process."""
    try:
        import fcntl

        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / f".{name}.lock").open("w")
    except (ImportError, OSError):
        yield
        return
    with lock:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_rows(rows: sqlite3.Connection, places: list[Place], meta: dict[str, str]) -> None:
    places.sort(key=lambda place: (-place.population, place.place_id))
    rows.executemany(
        f"INSERT INTO places (n, {COLUMNS}) VALUES ({','.join('?' * 14)})",  # noqa: S608 - constants only
        ((n, *_values(place)) for n, place in enumerate(places)),
    )
    links, with_s = _names_of(places)
    if meta.get("minor") != "1":
        heard = _sounds_of(places)
        # In batches: all of them at once would take more memory than everything else.
        while batch := list(islice(heard, _BATCH)):
            rows.executemany("INSERT OR IGNORE INTO sounds VALUES (?, ?, ?, ?)", sorted(batch))
    # The places are many, and so is what follows: each goes as soon as it is written.
    places.clear()
    links.sort()
    rows.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", links)
    names = list(dict.fromkeys(folded for folded, _ in links))
    links.clear()
    automaton = Scanner.build(names, sorted(with_s))
    rows.execute("INSERT INTO automaton VALUES (?, ?, ?)", (automaton, len(names), zlib.crc32(automaton)))
    rows.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _names_of(places: Iterable[Place]) -> tuple[list[tuple[str, int]], set[str]]:
    """(folded name, number of the place) of all places; the names that a bare "s" may follow."""
    links: list[tuple[str, int]] = []
    with_s: set[str] = set()
    for n, place in enumerate(places):
        folded = {_folded(name) for name in (place.name, *place.names)}
        found = {one for name in folded for one in spellings(name, place.level) if len(one) >= _MIN_NAME}
        links += [(name, n) for name in found]
        if place.is_well_known():
            with_s |= found
    return links, with_s


def _folded(name: str) -> str:
    """The folded name; plain letters, as most are, need no more than to be small."""
    return name.lower() if name.isascii() and name.isalpha() else fold_name(name)


def _sounds_of(places: Iterable[Place]) -> Iterator[tuple[str, str, int, str]]:
    """Yield (country, consonants, number of the place, folded name) of all names."""
    for n, place in enumerate(places):
        for name in (place.name, *place.names) if place.country else ():
            folded = fold_name(name)
            for key in keys_of(sounds_of(folded)):
                if key:
                    yield place.country, key, n, folded


def _write_extras(rows: sqlite3.Connection, extras: Extras) -> None:
    rows.executemany("INSERT OR REPLACE INTO outlines VALUES (?, ?)", extras.outlines)
    rows.executemany("INSERT OR IGNORE INTO also VALUES (?, ?)", extras.also)
    rows.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", extras.meta)
    rows.executemany(
        "INSERT INTO alternates VALUES (?, ?, ?, ?, ?)",
        ((one.place_id, one.name, fold_name(one.name), one.language, one.kind) for one in extras.alternates),
    )


def _values(place: Place) -> tuple[object, ...]:
    return (
        place.place_id,
        place.name,
        place.level,
        SEPARATOR.join(place.names),
        place.lat,
        place.lon,
        place.radius_km,
        place.country,
        place.admin1,
        place.admin2,
        SEPARATOR.join(place.admin),
        place.population,
        place.feature,
    )
