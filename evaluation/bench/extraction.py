"""Measures extraction alone: documents a second on one core, after another corpus was read to warm up.

Run: python -m evaluation.bench.extraction.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator

from evaluation.bench.generator import documents
from evaluation.bench.generator_ar import arabic_documents
from harmtrace.extract.extraction import extract
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.text.reading import read_document

_COUNT = 100
_TIMES = 3
_WARM, _TIMED = 8, 7
"""The seeds of the texts that are read first, and of those that are timed."""
_LENGTH = 1500
"""Characters for which the figure is given."""
_CORPORA: dict[str, Callable[[int, int], Iterator[dict[str, str]]]] = {"Arabic": arabic_documents, "English": documents}


def lines() -> Iterator[str]:
    """The section of the page of benchmarks."""
    gazetteer = Gazetteer.open([])
    yield from ("", "## Extraction alone", "")
    yield f"Invented reports, read already as documents; one core, the best of {_TIMES}, words of the language known."
    yield from ("", f"| texts | mean characters | texts of {_LENGTH:,} characters per second |", "| --- | --- | --- |")
    for language, made in _CORPORA.items():
        _seconds(_read(made(_COUNT, _WARM)), gazetteer)
        texts = _read(made(_COUNT, _TIMED))
        characters = sum(len(text.text) for text in texts)
        seconds = min(_seconds(texts, gazetteer) for _ in range(_TIMES))
        yield f"| {language} | {characters / len(texts):,.0f} | {characters / _LENGTH / seconds:.0f} |"


def _read(rows: Iterable[dict[str, str]]) -> list[Document]:
    now = datetime.datetime.now(datetime.UTC)
    found = []
    for row in rows:
        data = row["text"].encode()
        capture = Capture(sha256_hex(data), len(data), "text/plain", row["id"], now)
        found.append(read_document(Captured(capture, data, {key: row[key] for key in row if key != "text"})))
    return found


def _seconds(texts: Iterable[Document], gazetteer: Gazetteer) -> float:
    """Seconds of one core."""
    begun = time.process_time()
    for text in texts:
        extract(text, gazetteer)
    return time.process_time() - begun


if __name__ == "__main__":
    print("\n".join(lines()))
