"""Measures the resolution of given toponyms: documents a second, every name new, then every name known.

The first two rates are those of one core, by its processor time. The third is that of a single pass by one process for
each core, as `harmtrace places` reads many lines, by the clock.

Run: python -m evaluation.bench.given (a process of its own, so that nothing is known of any name). With the shared data
folder the toponyms are those of LGL and GeoVirus (`evaluation.geoparsing`), without it those of invented reports. The
packs are the shipped and the installed ones, opened as the commands open them; that they are open, with their indexes
and the tables of words in memory, is not measured.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

from evaluation.bench.generator import PLACES, documents
from evaluation.bench.places import SHARED
from evaluation.geoparsing import articles
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.places.scanning import marked

CORPORA = ("lgl", "GeoVirus")
_AGAIN = 3
_INVENTED = 500
_FIRST = "Shells hit Tindara, 15 km north of Hama, and a road in the Homs governorate of Syria."
"""What reads the tables and indexes that are read once."""

Document = tuple[str, list[tuple[int, int]]]


def corpora() -> Iterator[tuple[str, list[Document]]]:
    """The name of each corpus, and its texts with the spans of their toponyms."""
    paths = [SHARED / "data" / "geoparsing" / f"{name}.xml" for name in CORPORA]
    for path in filter(lambda one: one.is_file(), paths):
        yield path.stem, [(one.text, [(top.start, top.end) for top in one.toponyms]) for one in articles(path)]
    if not any(path.is_file() for path in paths):
        yield "invented reports", [(row["text"], list(_spans(row["text"]))) for row in documents(_INVENTED)]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    starts = ((text.find(name), name) for name in PLACES)
    return ((at, at + len(name)) for at, name in starts if at >= 0)


def _opened() -> Gazetteer:
    load_gazetteer.cache_clear()
    gazetteer = load_gazetteer()
    for pack in gazetteer.packs:
        pack.find(marked(""))
    at = _FIRST.index("Hama")
    read_places(_FIRST, "en", gazetteer, toponyms=[(at, at + 4)])
    read_places(_FIRST, "en", gazetteer)
    return gazetteer


def _rate(texts: Sequence[Document], gazetteer: Gazetteer) -> float:
    """Documents in a second of one core."""
    begun = time.process_time()
    for text, spans in texts:
        read_places(text, "en", gazetteer, toponyms=spans)
    return len(texts) / (time.process_time() - begun)


def _ready(all_are: Barrier) -> None:
    _opened()
    all_are.wait()


def _read(document: Document) -> int:
    return len(read_places(document[0], "en", load_gazetteer(), toponyms=document[1]))


def _rate_of_all_cores(texts: Sequence[Document], cores: int) -> float:
    """Documents in a second of the clock, every name new, a process for each core."""
    all_are = multiprocessing.Barrier(cores + 1)
    with ProcessPoolExecutor(cores, initializer=_ready, initargs=(all_are,)) as pool:
        pool.submit(int)
        all_are.wait()
        begun = time.perf_counter()
        list(pool.map(_read, texts, chunksize=8))
        return len(texts) / (time.perf_counter() - begun)


def lines() -> Iterator[str]:
    """The rows of the table."""
    cores = os.cpu_count() or 1
    for name, texts in corpora():
        gazetteer = _opened()
        new = _rate(texts, gazetteer)
        known = max(_rate(texts, gazetteer) for _ in range(_AGAIN))
        every = _rate_of_all_cores(texts, cores)
        asked = sum(len(spans) for _, spans in texts)
        what = f"{asked:,} given toponyms of {len(texts)} documents, {name}"
        rates = f"{new:,.0f}; {known:,.0f}; {every:,.0f} documents a second"
        yield f"| {what}: every name new; known; every name new, {cores} processes | {rates} |"


if __name__ == "__main__":
    print("\n".join(lines()))
