"""Packs that are made from what is installed anyway: built once into the cache folder, for each version of it."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from harmtrace.errors import BrokenPack
from harmtrace.places.packfile import FORMAT, Pack
from harmtrace.places.packwriting import alone, write_pack
from harmtrace.places.place import Place

_USED_S = 3600.0
_UNUSED_S = 2 * 86400.0
"""Seconds after which a pack of another version goes: until then another installation may still open it."""


def version_of(sources: Iterable[Path], *marks: str) -> str:
    """The version of a pack that is made from these files; `marks` are versions of packages."""
    from harmtrace.places import folding, letters, packfile, packwriting, scanning, spelling, tables

    digest = hashlib.sha256("|".join((FORMAT, *marks)).encode())
    modules = (folding, letters, packfile, packwriting, scanning, spelling, tables)
    for source in (*sources, *(Path(module.__file__ or "") for module in modules)):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def cached_pack(
    folder: Path, name: str, version: str, attribution: str, places: Callable[[], Iterable[Place]], **meta: str
) -> Pack:
    """Open the pack NAME-VERSION in the cache folder; where it is not there, or broken, it is built once.

    Of several processes that find it missing one builds and the others wait for it.
    """
    path = folder / f"{name}-{version}.sqlite"
    pack = _opened(path)
    if pack is None:
        with alone(folder, name):
            pack = _opened(path) or _built(
                path, places, {"name": name, "version": version, "attribution": attribution, **meta}
            )
    _tidy(path, name)
    return pack


def _opened(path: Path) -> Pack | None:
    with suppress(BrokenPack):
        return _mendable(Pack(path)) if path.is_file() else None
    return None


def _mendable(pack: Pack) -> Pack:
    """The pack, with another way out than that of an installed one."""
    pack.way_out = f"Delete {pack.path}: it is built again."
    return pack


def _built(path: Path, places: Callable[[], Iterable[Place]], meta: dict[str, str]) -> Pack:
    """Build the pack, in a folder for this run alone where the cache cannot be written."""
    print(f"building the {meta['name']} gazetteer pack once, into {path.parent}", file=sys.stderr)
    try:
        return Pack(write_pack(path, places(), meta))
    except OSError:
        return Pack(write_pack(Path(tempfile.mkdtemp(prefix="harmtrace-")) / path.name, places(), meta))


def _tidy(path: Path, name: str) -> None:
    """Note that the pack is used, and remove those of other versions that nobody has used of late."""
    now = time.time()
    with suppress(OSError):
        if now - path.stat().st_mtime > _USED_S:
            os.utime(path)
        for other in path.parent.glob(f"{name}-*.sqlite"):
            if other != path and now - other.stat().st_mtime > _UNUSED_S:
                other.unlink(missing_ok=True)
