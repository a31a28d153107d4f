"""Measures whole runs of growing corpora: seconds, seconds of processor, and memory of all processes together.

Run: python -m evaluation.bench.scale [SIZE…] (5,000 and 20,000 documents if none is given; minutes)
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from evaluation.bench.generator import documents

JOBS = 2
SIZES = (5_000, 20_000)
_EVERY = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds by the clock and of all processors, and MiB of its processes together at their most."""

    size: int
    seconds: float
    processor: float
    memory: float


def measure(size: int) -> tuple[Measured, Measured]:
    """Run `size` documents into a new record, then one document more into it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = [json.dumps(row) + "\n" for row in documents(size + 1)]
        (folder / "corpus.jsonl").write_text("".join(rows[:-1]), encoding="utf-8")
        (folder / "more.jsonl").write_text(rows[-1], encoding="utf-8")
        return _run("corpus.jsonl", folder, size), _run("more.jsonl", folder, 1)


def _run(corpus: str, folder: Path, size: int) -> Measured:
    before, started = _processor(), time.perf_counter()
    command = [sys.executable, "-m", "harmtrace", "run", corpus]
    environment = {**os.environ, "HARMTRACE_JOBS": str(JOBS)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 (our own)
    most = [0.0]
    watch = threading.Thread(target=_watch, args=(process, most), daemon=True)
    watch.start()
    if process.wait() != 0:
        raise SystemExit(f"harmtrace run {corpus} failed")
    watch.join()
    return Measured(size, time.perf_counter() - started, _processor() - before, most[0])


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_resident, _family(process.pid))))
        time.sleep(_EVERY)


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        started = [int(child) for child in children.read_text().split()]
    except OSError:
        return []
    return [pid, *(one for child in started for one in _family(child))]


def _resident(pid: int) -> float:
    """The memory of a process in MiB, what it shares with others divided among them where the system tells."""
    for name, label in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(label)), 0.0)
    return 0.0


def lines(sizes: tuple[int, ...] = SIZES) -> list[str]:
    """The table of whole runs."""
    found = [
        "", "## Whole runs", "",
        f"`harmtrace run` of invented reports as above, {JOBS} processes; sixteen towns and one year for every size,",
        "so that ever more reports share a place and a day. One more: one new document into that record.", "",
        "| documents | seconds | processor, seconds | processor, ms a document | memory, MiB | one more, seconds |",
        "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for size in sizes:
        whole, more = measure(size)
        each = 1000 * whole.processor / size
        found.append(
            f"| {size:,} | {whole.seconds:.0f} | {whole.processor:.0f} | {each:.1f} | {whole.memory:.0f} "
            f"| {more.seconds:.1f} |"
        )
    return found


if __name__ == "__main__":
    print("\n".join(lines(tuple(map(int, sys.argv[1:])) or SIZES)))
