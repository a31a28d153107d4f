"""Gazetteer packs: built from GeoNames dump files, downloaded, listed."""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from harmtrace.errors import BadSetting, BrokenFile, FetchFailed, MissingInput, TooLarge
from harmtrace.model.immutable import immutable
from harmtrace.places.dump import places_of
from harmtrace.places.gazetteer import data_folder
from harmtrace.places.packfile import Pack, write_pack

GEONAMES = "https://download.geonames.org/export/dump"
ATTRIBUTION = "Contains data from GeoNames (geonames.org), CC BY 4.0."
MAX_DOWNLOAD = 200_000_000
"""Bytes: the largest country of GeoNames is about 75 MB zipped."""
MAX_UNPACKED = 1_000_000_000
TIMEOUT_S = 60.0
_COUNTRY = re.compile(r"[A-Z]{2}")
_PIECE = 1 << 20


@immutable(frozen=True, slots=True)
class PackInfo:
    """An installed pack: how many places it has, and whose data they are."""

    name: str
    version: str
    attribution: str
    places: int
    path: Path


def build(files: Sequence[Path], out: Path, *, attribution: str = ATTRIBUTION, name: str | None = None) -> Path:
    """Build one pack from dump files. Its version is the hash of their bytes.

    Raises `MissingInput` for a file that is not there and `BrokenFile` for one that is no dump.
    """
    digest = hashlib.sha256()
    for path in files:
        if not path.is_file():
            raise MissingInput("no such file", where=str(path))
        with path.open("rb") as data:
            while piece := data.read(_PIECE):
                digest.update(piece)
    meta = {"name": name or out.stem, "version": digest.hexdigest()[:12], "attribution": attribution}
    return write_pack(out, places_of(files), meta)


def install(codes: Iterable[str], base_url: str = GEONAMES, dest: Path | None = None) -> list[Path]:
    """Download `BASE/XX.zip` for each country code and build its pack in `dest` (the data folder if None).

    Raises `BadSetting` for what is no code of two letters, `FetchFailed`, `TooLarge` and `BrokenFile`.
    """
    folder = dest or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    built = []
    for code in codes:
        country = code.strip().upper()
        if not _COUNTRY.fullmatch(country):
            raise BadSetting("not a country code of two letters such as SY", where=code)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            archive = Path(work) / "download.zip"
            _download(f"{base_url.rstrip('/')}/{country}.zip", archive)
            dump = _unpack(archive, f"{country}.txt", Path(work))
            built.append(build([dump], folder / f"{country}.sqlite", name=country))
    return built


def list_packs(folder: Path | None = None) -> list[PackInfo]:
    """Return the packs installed in `folder` (the data folder if None), in the order of their names."""
    infos = []
    place = folder or data_folder()
    for path in sorted(place.glob("*.sqlite")) if place.is_dir() else []:
        pack = Pack(path)
        infos.append(PackInfo(pack.name, pack.meta["version"], pack.meta["attribution"], pack.size(), path))
        pack.close()
    return infos


def _download(url: str, out: Path) -> None:
    """Fetch `url` into a file within the limits of size and time."""
    import httpx

    try:
        with httpx.stream("GET", url, timeout=TIMEOUT_S, follow_redirects=True) as answer, out.open("wb") as file:
            if answer.status_code != httpx.codes.OK:
                raise FetchFailed(f"the server answered {answer.status_code}", where=url)
            size = 0
            for piece in answer.iter_bytes(_PIECE):
                size += len(piece)
                if size > MAX_DOWNLOAD:
                    raise TooLarge(f"more than {MAX_DOWNLOAD} bytes", where=url)
                file.write(piece)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(f"{type(error).__name__}: {error}", where=url) from error


def _unpack(archive: Path, member: str, folder: Path) -> Path:
    """Take the one member that is wanted out of an archive, whatever else it holds."""
    out = folder / "dump.txt"
    try:
        with zipfile.ZipFile(archive) as zipped:
            if member not in zipped.namelist():
                raise BrokenFile(f"no {member} in the archive", where=archive.name)
            if zipped.getinfo(member).file_size > MAX_UNPACKED:
                raise TooLarge(f"{member} unpacks to more than {MAX_UNPACKED} bytes", where=archive.name)
            with zipped.open(member) as packed, out.open("wb") as file:
                size = 0
                while piece := packed.read(_PIECE):
                    size += len(piece)
                    # The size in the archive's own table may be a lie.
                    if size > MAX_UNPACKED:
                        raise TooLarge(f"{member} unpacks to more than {MAX_UNPACKED} bytes", where=archive.name)
                    file.write(piece)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise BrokenFile("not a readable zip archive", where=archive.name) from error
    return out
