"""How long two invented lists take to be linked, and how much memory. Run: python -m evaluation.bench.linkage [ROWS].

The command is run as a user runs it, a process of its own that reads two CSV files and prints JSON.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from pathlib import Path

from evaluation.victim_lists import COLUMNS, SHARE, person_of, two_lists

ROWS = 50_000
MEASURED = """
import resource, sys, time
from harmtrace.cli.main import run_command
started = time.perf_counter()
code = run_command(["link", "a.csv", "b.csv", "--json"])
usage = resource.getrusage(resource.RUSAGE_SELF)
told = f"{time.perf_counter() - started:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processors, "
print(f"{told}{usage.ru_maxrss / 1024:,.0f} MiB at most", file=sys.stderr)
sys.exit(code)
"""


def main(rows: str = str(ROWS)) -> None:
    """Print what it took, and how many links were right."""
    import subprocess

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for letter, people in zip("ab", two_lists(round(int(rows) / SHARE), 7), strict=True):
            with (folder / f"{letter}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, [c for c in COLUMNS if c != "name_latin"], extrasaction="ignore")
                writer.writeheader()
                writer.writerows(people)
        run = [sys.executable, "-c", MEASURED]
        told = subprocess.run(run, cwd=folder, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 (our own command)
        links = [json.loads(line) for line in told.splitlines()]
    right = sum(person_of(one["a"]) == person_of(one["b"]) for one in links)
    print(f"{int(rows):,} rows in each list: {len(links):,} links, {right / max(len(links), 1):.4f} of them right")


if __name__ == "__main__":
    main(*sys.argv[1:])
