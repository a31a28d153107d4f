"""Gazetteer packs: built from files, downloaded, listed, compared, removed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from harmtrace.errors import BadSetting, BrokenPack, EmptyInput, MissingInput, UnknownName
from harmtrace.model.immutable import immutable
from harmtrace.places.download import Downloaded, download, download_if_there, fetched_or_local
from harmtrace.places.gazetteer import Gazetteer, data_folder
from harmtrace.places.packfile import COLUMNS, FORMAT, way_out_of
from harmtrace.places.packwriting import write_pack
from harmtrace.places.sources.assembly import LICENCES, Assembly, BuildOptions, Source, checked_country

GEONAMES: Final = "https://download.geonames.org/export/dump"
ATTRIBUTION: Final = LICENCES["geonames"][0]
_BUILDER: Final = "2"
"""Raised where the same files give another pack."""
_SQLITE: Final = b"SQLite format 3\0"
_PIECE = 1 << 20
_LEFT_S: Final = 3600.0
"""Seconds after which an unfinished build is one that was killed."""
_UNWRITABLE: Final = "Give --out, or set HARMTRACE_DATA to a folder that you may write to; is the disk full?"
_SHIPPED: Final = ("curated", "world")
_NAME = re.compile(r"[\w][\w.+-]{0,63}")

Report = Callable[[str, int], None]


def _quiet(_stage: str, _done: int) -> None:
    """Report nothing."""


@immutable(frozen=True, slots=True)
class PackInfo:
    """An installed pack: what it has, whose data they are, or (`error`) why it cannot be read."""

    name: str
    version: str
    attribution: str
    places: int
    path: Path
    licence: str = ""
    date: str = ""
    built: str = ""
    source: str = ""
    kinds: str = ""
    levels: tuple[tuple[str, int], ...] = ()
    left_out: int = 0
    outlines: int = 0
    size: int = 0
    error: str | None = None


@immutable(frozen=True, slots=True)
class Built:
    """A pack that was built: what was left out of it, and what else its maker should know."""

    info: PackInfo
    left_out: tuple[str, ...] = ()
    left_out_count: int = 0
    notes: tuple[str, ...] = ()
    change: Change | None = None


@immutable(frozen=True, slots=True)
class Change:
    """How a pack differs from the one that it replaced."""

    version: str
    added: int
    removed: int
    changed: int


def build(files: Sequence[Path], out: Path, *, attribution: str | None = None, name: str | None = None) -> Path:
    """Build one pack from files with the usual options; see `build_pack`."""
    return build_pack(files, out, {"attribution": attribution or "", "name": name or ""}).info.path


def build_pack(
    files: Sequence[Path | Source],
    out: Path,
    meta: dict[str, str] | None = None,
    options: BuildOptions | None = None,
    report: Report = _quiet,
) -> Built:
    """Build one pack from files of one or several kinds. Its version is the hash of their bytes.

    `meta` may give name, attribution, licence, date and source. The pack appears whole or not at all. Raises
    `MissingInput`, `EmptyInput`, `UnknownSource`, `MissingColumn`, `BrokenRow`, `BrokenFile`, `TooLarge`, `BadSetting`
    (also where the folder cannot be written, or a file that is no pack stands there).
    """
    options, given = options or BuildOptions(), {key: value for key, value in (meta or {}).items() if value}
    if not files:
        raise MissingInput("no files to build a pack from", way_out="Name at least one file.")
    sources = [one if isinstance(one, Source) else Source(one) for one in files]
    known = Gazetteer.open([])
    try:
        _check_target(out, [one.path for one in sources])
        before = _standing(out)
        terms = (given.get("attribution"), given.get("licence"))
        version = _version([one.path for one in sources], (FORMAT, _BUILDER, options, known.version, terms))
        facts = {"name": given.get("name") or out.stem, "version": version, "attribution": ""}
        facts["source"] = given.get("source") or ", ".join(one.path.name for one in sources)
        assembly = Assembly(known, options, report)
        assembly.take(sources)
        with _folder_beside(out) as work:
            made = _write(work / out.name, assembly, facts, given)
            change = _change(before, inspect(made))
            made.replace(out)
    finally:
        for pack in known.packs:
            pack.close()
    problems = assembly.problems
    return Built(inspect(out), tuple(problems.listed), problems.left_out, tuple(problems.notes), change)


@contextmanager
def _folder_beside(out: Path) -> Iterator[Path]:
    """A folder of this build alone, on the same disk; what builds that were killed have left there goes."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        for left in out.parent.glob(f".{out.name}.*"):
            if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_S:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as work:
            yield Path(work)
    except OSError as error:
        raise BadSetting(
            f"the pack cannot be written: {error.strerror or error}", where=str(out.parent), way_out=_UNWRITABLE
        ) from error


def _write(made: Path, assembly: Assembly, facts: dict[str, str], given: dict[str, str]) -> Path:
    """Write the pack. Raises `EmptyInput` where the files hold no place."""
    try:
        write_pack(made, assembly.places(), facts, assembly.extras(given))
    except sqlite3.Error as error:
        raise BadSetting(f"the pack cannot be written: {error}", where=str(made), way_out=_UNWRITABLE) from error
    if not sum(assembly.levels.values()):
        left_out = assembly.problems.left_out
        raise EmptyInput(
            f"no places in {facts['source']}" + (f"; {left_out} rows were left out" if left_out else ""),
            way_out="Look at the first rows of the file; name its kind with --kind.",
        )
    return made


def _version(files: Sequence[Path], facts: object) -> str:
    """The hash of the files' bytes and of all else that a pack depends on."""
    digest = hashlib.sha256(repr(facts).encode())
    for path in readable(files):
        try:
            with path.open("rb") as data:
                while piece := data.read(_PIECE):
                    digest.update(piece)
        except OSError as error:
            raise MissingInput(f"it cannot be read: {error.strerror}", where=str(path)) from error
    return digest.hexdigest()[:12]


def readable(files: Sequence[Path]) -> Sequence[Path]:
    """The same files. Raises `MissingInput` for what is no file."""
    for path in files:
        if not path.is_file():
            wrong = "it is a folder, not a file" if path.is_dir() else "no such file"
            raise MissingInput(wrong, where=str(path), way_out="Check the path.")
    return files


def install(codes: Iterable[str], base_url: str = GEONAMES, dest: Path | None = None) -> list[Path]:
    """Download and build the packs of countries with the usual options; see `install_country`."""
    return [install_country(code, base_url, dest).info.path for code in codes]


def install_country(
    code: str,
    base_url: str = GEONAMES,
    dest: Path | None = None,
    boundaries: Sequence[str] = (),
    skip_broken: bool = False,
    report: Report = _quiet,
) -> Built:
    """Download the dump, the alternate names and the admin names of a country and build its pack.

    The pack goes into `dest` (the data folder if None) when all of it is there. `boundaries` are files or addresses
    of COD-AB. Raises `BadSetting` for what is no code of two letters, `FetchFailed`, and what `build_pack` raises.
    """
    country = checked_country(code, needed=True)
    folder = dest or data_folder()
    base = base_url.rstrip("/")
    notes: list[str] = []
    with _folder_beside(folder / country) as work:
        dump = download(f"{base}/{country}.zip", work / f"{country}.zip", report)
        files = [Source(dump.path, "geonames", f"{country}.txt"), *_more(base, country, work, notes, report)]
        held = [fetched_or_local(one, work, report) for one in boundaries]
        meta = {"name": country, "source": ", ".join((dump.url, *map(_source, held))), "date": dump.date}
        options = BuildOptions(skip_broken=skip_broken, only=country)
        built = build_pack(
            [*files, *(Source(one.path, "cod") for one in held)], folder / f"{country}.sqlite", meta, options, report
        )
    return Built(built.info, built.left_out, built.left_out_count, (*notes, *built.notes), built.change)


def _more(base: str, country: str, folder: Path, notes: list[str], report: Report) -> list[Source]:
    """The files beside the dump; a mirror may lack them, which is noted."""
    alternates = Source(folder / "alternatenames.zip", "alternates", f"{country}.txt")
    wanted: tuple[tuple[str, Source, str], ...] = (
        (f"{base}/alternatenames/{country}.zip", alternates, "names have no languages"),
        (f"{base}/admin1CodesASCII.txt", Source(folder / "admin1.txt", "codes"), "names of regions are the dump's"),
        (f"{base}/admin2Codes.txt", Source(folder / "admin2.txt", "codes"), "names of districts are the dump's"),
    )
    found = []
    for url, source, without in wanted:
        if download_if_there(url, source.path, report):
            found.append(source)
        else:
            notes.append(f"{url} is not there: {without}")
    return found


def _source(held: Downloaded) -> str:
    return held.url or held.path.name


def _check_target(out: Path, files: Sequence[Path]) -> None:
    """Raise `BadSetting` where a pack at `out` would take the place of something else."""
    if not out.exists():
        return
    if out.is_dir():
        wrong = "a folder is there"
    elif any(path.exists() and path.samefile(out) for path in files):
        wrong = "it is one of the files to build from"
    elif not _may_be_replaced(out):
        wrong = "a file that is no gazetteer pack is there"
    else:
        return
    raise BadSetting(f"the pack cannot be written: {wrong}", where=str(out), way_out="Give another --out.")


def _may_be_replaced(out: Path) -> bool:
    """Whether a file is a pack, of any format, or one in the folder of packs that is broken.

    What cannot be read at all is taken for a broken pack only by its name: it may be somebody's database.
    """
    if out.parent.resolve() == data_folder().resolve():
        return True
    with out.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            return False
    try:
        with closing(sqlite3.connect(f"{out.resolve().as_uri()}?mode=ro", uri=True)) as rows:
            tables = {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {"meta", "places"} <= tables
    except sqlite3.Error:
        return out.suffix == ".sqlite"


def _standing(out: Path) -> PackInfo | None:
    """The pack that a new one is built over; one that cannot be read is built over all the same."""
    try:
        return inspect(out) if out.exists() else None
    except BrokenPack:
        return None


def inspect(path: Path) -> PackInfo:
    """What a pack says of itself, without loading its names. Raises `BrokenPack` for what is none."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as rows:
            meta = {
                str(key): str(value)
                for key, value in rows.execute("SELECT key, value FROM meta WHERE key <> 'automaton'")
            }
            if meta["format"] != FORMAT:
                raise BrokenPack(
                    f"a gazetteer pack of format {meta['format']}, not {FORMAT}",
                    where=str(path),
                    way_out=way_out_of([path]),
                )
            levels: dict[str, int] = json.loads(meta.get("levels") or "{}")
            places: int = rows.execute("SELECT count(*) FROM places").fetchone()[0]
            outlines: int = rows.execute("SELECT count(*) FROM outlines").fetchone()[0]
        return PackInfo(
            name=meta["name"],
            version=meta["version"],
            attribution=meta["attribution"],
            places=places,
            path=path,
            licence=meta.get("licence", ""),
            date=meta.get("date", ""),
            built=meta.get("built", ""),
            source=meta.get("source", ""),
            kinds=meta.get("kinds", ""),
            levels=tuple(sorted(levels.items(), key=lambda item: -item[1])),
            left_out=int(meta.get("left_out") or 0),
            outlines=outlines,
            size=path.stat().st_size,
        )
    except (sqlite3.Error, KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise BrokenPack("not a gazetteer pack, or damaged", where=str(path), way_out=way_out_of([path])) from error


def list_packs(folder: Path | None = None) -> list[PackInfo]:
    """Return the packs in `folder` (the data folder if None), in the order of their names, unreadable ones too."""
    infos = []
    place = folder or data_folder()
    for path in sorted(place.glob("*.sqlite")) if place.is_dir() else []:
        try:
            infos.append(inspect(path))
        except BrokenPack as error:
            size = path.stat().st_size if path.exists() else 0
            infos.append(PackInfo(path.stem, "", "", 0, path, size=size, error=f"{error.code} {error.message}"))
    return infos


def shipped_packs() -> list[PackInfo]:
    """The packs that come with harmtrace."""
    gazetteer = Gazetteer.open([])
    for pack in gazetteer.packs:
        pack.close()
    return [inspect(pack.path) for pack in gazetteer.packs]


def find_pack(name: str, folder: Path | None = None) -> PackInfo:
    """The installed pack of this name. Raises `UnknownName`."""
    packs = list_packs(folder)
    # The file first: it is what an error about a pack that cannot be read names.
    called = [pack for pack in packs if name in (pack.path.stem, pack.path.name)]
    called += [pack for pack in packs if name == pack.name]
    if called:
        return called[0]
    there = ", ".join(pack.name for pack in packs) or "none"
    raise UnknownName(f"no pack is called {name!r}; installed: {there}", way_out="See `harmtrace gazetteer list`.")


def remove(name: str, folder: Path | None = None) -> PackInfo:
    """Delete the installed pack of this name and return what it was. Raises `UnknownName`, `BadSetting`."""
    pack = find_pack(name, folder)
    try:
        pack.path.unlink(missing_ok=True)
    except OSError as error:
        what = "it is a folder and no pack" if pack.path.is_dir() else error.strerror or str(error)
        raise BadSetting(
            f"it cannot be removed: {what}",
            where=str(pack.path),
            way_out="Move it out of the folder of packs yourself.",
        ) from error
    return pack


def checked_name(name: str) -> str:
    """A name that a pack may have. Raises `BadSetting`."""
    if name.casefold() in _SHIPPED:
        raise BadSetting(f"a pack that comes with harmtrace is called {name!r}", way_out="Give another --name.")
    if not _NAME.fullmatch(name):
        raise BadSetting(f"{name!r} is no name of a pack: letters, digits, dots and hyphens", way_out="Give --name.")
    return name


def _change(before: PackInfo | None, now: PackInfo) -> Change | None:
    """What is new, gone and different against the pack that is replaced."""
    if before is None:
        return None
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.execute("ATTACH ? AS old", (f"{before.path.resolve().as_uri()}?mode=ro",))
        rows.execute("ATTACH ? AS new", (f"{now.path.resolve().as_uri()}?mode=ro",))
        counts = [
            rows.execute(query).fetchone()[0]
            for query in (
                "SELECT count(*) FROM new.places WHERE place_id NOT IN (SELECT place_id FROM old.places)",
                "SELECT count(*) FROM old.places WHERE place_id NOT IN (SELECT place_id FROM new.places)",
                f"SELECT count(*) FROM (SELECT {COLUMNS} FROM new.places EXCEPT SELECT {COLUMNS} FROM old.places)",  # noqa: S608
            )
        ]
    return Change(before.version, counts[0], counts[1], counts[2] - counts[0])
