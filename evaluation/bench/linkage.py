"""How long two invented lists take to be linked, and how much memory. Run: python -m evaluation.bench.linkage [ROWS].

The command is run as a user runs it, a process of its own that reads two CSV files and prints JSON. The error level of
the lists is that of `evaluation/victim_lists.py`.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from evaluation.victim_lists import COLUMNS, SHARE, person_of, two_lists

ROWS = 50_000
MEASURED = """
import json, resource, sys, time
from harmtrace.cli.main import run_command
started = time.perf_counter()
code = run_command(["link", "a.csv", "b.csv", "--json"])
usage = resource.getrusage(resource.RUSAGE_SELF)
told = {"seconds": time.perf_counter() - started, "processor": usage.ru_utime + usage.ru_stime}
print(json.dumps({**told, "memory": usage.ru_maxrss / 1024}), file=sys.stderr)
sys.exit(code)
"""


class Linked(NamedTuple):
    """What linking two lists took (seconds of the clock and of processors, MiB) and what came of it."""

    seconds: float
    processor: float
    memory: float
    links: int
    right: float
    found: float


def linked(rows: int) -> Linked:
    """Link two lists of so many rows each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people: list[set[str]] = []
        for letter, entries in zip("ab", two_lists(round(rows / SHARE), 7), strict=True):
            people.append({person_of(entry["id"]) for entry in entries})
            with (folder / f"{letter}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, [c for c in COLUMNS if c != "name_latin"], extrasaction="ignore")
                writer.writeheader()
                writer.writerows(entries)
        run = [sys.executable, "-c", MEASURED]
        done = subprocess.run(run, cwd=folder, check=True, capture_output=True)  # noqa: S603 (our own command)
    links = [json.loads(line) for line in done.stdout.splitlines()]
    took = json.loads(done.stderr.splitlines()[-1])
    right = {person_of(one["a"]) for one in links if person_of(one["a"]) == person_of(one["b"])}
    both = len(people[0] & people[1])
    return Linked(**took, links=len(links), right=len(right) / max(len(links), 1), found=len(right) / max(both, 1))


def lines(rows: int = ROWS) -> Iterator[str]:
    """The section of the page of benchmarks."""
    yield from ("", "## Linkage of lists", "")
    if find_spec("splink") is None:
        yield "Not measured: the extra `linkage` is not installed."
        return
    done = linked(rows)
    yield f"`harmtrace link`, two invented lists in Arabic letters of {rows:,} rows; {done.links:,} links above .9."
    yield from ("", "| seconds | processor, seconds | memory, MiB | links right | people found |")
    yield "| --- | --- | --- | --- | --- |"
    yield (f"| {done.seconds:.1f} | {done.processor:.1f} | {done.memory:,.0f} | {done.right:.4f} | {done.found:.4f} |")


if __name__ == "__main__":
    print("\n".join(lines(*map(int, sys.argv[1:]))))
