"""Measures the gazetteer: opening and scanning, a million names, building. Run: python -m evaluation.bench.places.

With the shared data folder (HARMTRACE_SHARED) the packs are the shipped ones and one of six countries in full, and
the text is its reports; without it the shipped ones alone, and invented reports.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from evaluation.bench.generator import documents
from harmtrace.places.curated import curated_pack
from harmtrace.places.folding import fold
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.packfile import Pack
from harmtrace.places.packs import build
from harmtrace.places.scanning import marked
from harmtrace.places.world import world_pack

SHARED = Path(os.environ.get("HARMTRACE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
REPORTS = ("fakes_dev.jsonl", "syrian_archive.jsonl")
_TIMES = 3
_INVENTED = 1500
_T = TypeVar("_T")


def timed(make: Callable[[], _T]) -> tuple[_T, float]:
    """What `make` makes, and the seconds of one core that it took."""
    begun = time.process_time()
    made = make()
    return made, time.process_time() - begun


def lines() -> Iterator[str]:
    """The section of the page of benchmarks."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        cached = Gazetteer.open([]).packs
        built = [*_countries(folder)]
        gazetteer, opened = timed(lambda: Gazetteer([*cached[:1], *built, *cached[1:]]))
        text, of_what = _text()
        size = len(text.encode()) / 1e6
        yield from ("", "## Gazetteer", "")
        loads = [timed(lambda pack=pack: pack.find(marked("x")))[1] for pack in gazetteer.packs]
        names = [_names(pack) for pack in gazetteer.packs]
        (pieces, hits), seconds = min(
            (timed(lambda: _scan(text, gazetteer)) for _ in range(_TIMES)), key=lambda one: one[1]
        )
        listed = (f"{pack.name} ({n:,} names)" for pack, n in zip(gazetteer.packs, names, strict=True))
        yield f"Packs: {', '.join(listed)}. Seconds are those of one core."
        yield f"Text: {size:.2f} MB, {of_what}; marking, all packs and word boundaries counted."
        yield from ("", "| measure | figure |", "| --- | --- |")
        yield f"| scan of folded text for {sum(names):,} names | {size / seconds:.1f} MB/s, {hits:,} hits |"
        yield f"| opening the packs, and their indexes of names | {opened:.2f} s and {sum(loads):.2f} s |"
        paths = [str(pack.path) for pack in gazetteer.packs]
        yield f"| memory of a process that has opened them | {_memory(paths):.0f} MiB |"
        yield f"| and has their indexes in memory; at most, while reading them | {_memory(paths, 'index'):.0f} MiB |"
        yield from _lookups(gazetteer, pieces)
        command = [sys.executable, "-m", "evaluation.bench.given"]
        given = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (our own command)
        yield from given.stdout.splitlines()
        yield from _builds(folder)


def _countries(folder: Path) -> Iterator[Pack]:
    dumps = sorted((SHARED / "data" / "gazetteer").glob("??.txt"))
    if dumps:
        yield Pack(build(dumps, folder / "countries.sqlite"))


def _text() -> tuple[str, str]:
    """A folded text, and what it is of."""
    reports = [SHARED / "data" / "reports" / name for name in REPORTS]
    if all(path.is_file() for path in reports):
        rows = [json.loads(line)["text"] for path in reports for line in path.read_text(encoding="utf-8").splitlines()]
        return fold("\n".join(rows)).text, "reports in English and Arabic"
    return fold("\n".join(str(row["text"]) for row in documents(_INVENTED))).text, "invented reports"


def _names(pack: Pack) -> int:
    count: int = pack._rows.execute("SELECT names FROM automaton").fetchone()[0]
    return count


def _scan(text: str, gazetteer: Gazetteer) -> tuple[list[str], int]:
    """Some of the names found, and how many there are."""
    scanned = marked(text)
    hits = [hit for pack in gazetteer.packs for hit in pack.find(scanned)]
    return [text[start:end] for start, end, _ in hits[::50]], len(hits)


def _lookups(gazetteer: Gazetteer, names: list[str]) -> Iterator[str]:
    distinct = list(dict.fromkeys(names))
    for what in ("the first time", "again"):
        _, seconds = timed(lambda: [gazetteer.lookup(name) for name in distinct])
        yield f"| candidates of a name, {what} | {1e6 * seconds / len(distinct):.0f} µs of {len(distinct)} names |"


def _builds(folder: Path) -> Iterator[str]:
    for name, make in (("curated", curated_pack), ("world", world_pack)):
        pack, seconds = timed(lambda make=make: make(folder / "cache"))
        size = pack.path.stat().st_size / 1e6
        yield f"| building the {name} pack, once | {seconds:.0f} s, {pack.size():,} places, {size:.0f} MB on disk |"
    yield f"| memory while building, at most | {_peak():.0f} MiB |"


def _memory(paths: list[str], *index: str) -> float:
    """MiB that a process of its own takes at most to open packs, and to read their indexes where `index` is given."""
    code = (
        "import sys; from pathlib import Path; from harmtrace.places.packfile import Pack;"
        "from harmtrace.places.scanning import marked; packs = [Pack(Path(one)) for one in sys.argv[1].split('|')];"
        "[pack.find(marked('x')) for pack in packs] if sys.argv[2:] else None;"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    command = [sys.executable, "-c", code, "|".join(paths), *index]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 (our own command)
    return int(told) / 1024


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print("\n".join(lines()))
