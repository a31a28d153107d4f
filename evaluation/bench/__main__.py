"""Measures extract and run on the seeded corpus and writes docs/benchmarks.md. Run: make bench."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evaluation.bench.estimates import lines as estimates_lines
from evaluation.bench.extraction import lines as extraction_lines
from evaluation.bench.generator import documents
from evaluation.bench.linkage import lines as linkage_lines
from evaluation.bench.pages import lines as page_lines
from evaluation.bench.places import lines as places_lines
from evaluation.bench.scale import lines as scale_lines
from evaluation.bench.tolls import lines as toll_lines

COUNT = int(os.environ.get("BENCH_DOCUMENTS", "500"))
PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def measured(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of one command, a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "harmtrace", *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and write the page."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = folder / "corpus.jsonl"
        corpus.write_text("".join(json.dumps(row) + "\n" for row in documents(COUNT)), encoding="utf-8")
        size = corpus.stat().st_size / COUNT / 1000
        rows = []
        for name, arguments in (
            ("extract", ["extract", "corpus.jsonl"]),
            ("run", ["run", "corpus.jsonl"]),
            ("run again, nothing new", ["run", "corpus.jsonl"]),
        ):
            seconds, memory = measured(arguments, folder)
            rows.append(f"| {name} | {seconds:.1f} | {COUNT / seconds:.0f} | {memory:.0f} |")
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    lines = [
        "# Benchmarks", "",
        f"`make bench`: {COUNT} invented English reports of {size:.1f} kB, one in ten a relay, seed 7.",
        f"Machine: {machine}. Whole processes, start included; compare only figures of one page.", "",
        "| command | seconds | documents per second | peak memory so far, MiB |",
        "| --- | --- | --- | --- |", *rows, *scale_lines(), *page_lines(), *extraction_lines(), *places_lines(),
        *toll_lines(), *estimates_lines(), *linkage_lines(), "",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


main()
