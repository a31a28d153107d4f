"""Where the time of extraction goes: the share of each module, with the calls it makes, over a file of documents.

Run: python -m evaluation.profile_reading REPORTS (any input that `harmtrace extract` reads).
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections import Counter
from pathlib import Path

from harmtrace.capture.inputs import open_inputs
from harmtrace.capture.options import CaptureOptions
from harmtrace.errors import HarmtraceError
from harmtrace.extract.extraction import extract
from harmtrace.model.document import Document
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.text.reading import read_document

PACKAGE = "harmtrace"
SHOWN = 16


def rate(documents: list[Document], gazetteer: Gazetteer, rounds: int = 3) -> float:
    """Documents read for claims in a second of processor time; the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for document in documents:
            extract(document, gazetteer)
        best = min(best, time.process_time() - start)
    return len(documents) / best


def by_module(documents: list[Document], gazetteer: Gazetteer) -> Counter[str]:
    """Seconds in each module of the package; what it calls outside is counted to the caller."""
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        extract(document, gazetteer)
    profile.disable()
    seconds: Counter[str] = Counter()
    for (path, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if PACKAGE in Path(path).parts:
            seconds[_module(path)] += own
            continue
        for (caller, _, _), (_, _, spent, _) in callers.items():
            seconds[_module(caller) if PACKAGE in Path(caller).parts else "other"] += spent
    return seconds


def _module(path: str) -> str:
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[len(parts) - parts[::-1].index(PACKAGE) :])


def main(paths: list[str]) -> None:
    """Print documents a second, and a table of the shares."""
    captured = [item for item in open_inputs(paths, CaptureOptions()) if not isinstance(item, HarmtraceError)]
    documents = [read_document(item) for item in captured]
    gazetteer = load_gazetteer()
    by_module(documents[:20], gazetteer)  # words and places are remembered from here on
    print(f"{len(documents)} documents, {rate(documents, gazetteer):.0f} a second on one core\n")
    seconds = by_module(documents, gazetteer)
    total = sum(seconds.values())
    print("| module | share |\n|---|---:|")
    for module, spent in seconds.most_common(SHOWN):
        print(f"| `{module}` | {100 * spent / total:.1f} % |")


if __name__ == "__main__":
    main(sys.argv[1:])
