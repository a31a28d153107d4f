"""Measures the pages of a large generated record on a real server: the median and the 95th percentile of each page.

Run: python -m evaluation.bench.pages [DOCUMENTS] [STORE]   (20,000 documents if none is said; minutes to build)

Readers ask for pages at once, each the next as soon as it has one, with filters that nobody asked for before and pages
of rows taken at random. A page that is asked for first is made; later it is kept. Both are in the figures. What a page
costs the server in seconds of processor is told beside the time that readers wait, which other work of a machine
lengthens.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from statistics import median, quantiles
from urllib.parse import quote, urlencode

import httpx

from evaluation.bench.wide import GOVERNORATES, wide_documents
from harmtrace.model.incident import Incident
from harmtrace.pipeline.record import load_record
from harmtrace.store.record import Store

DOCUMENTS = 20_000
READERS = 20
EACH = 25
"""Pages that each reader asks for."""
Addresses = dict[str, list[str]]


def build(count: int, folder: Path) -> str:
    """Run so many documents into a new record; return the address of its store."""
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in wide_documents(count)), encoding="utf-8")
    url = f"sqlite:///{folder / 'pages.db'}"
    command = [sys.executable, "-m", "harmtrace", "run", str(corpus), "--store", url]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)
    return url


@contextmanager
def serving(url: str) -> Iterator[tuple[str, int]]:
    """The pages of a store in a process of their own: their address and the process."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "harmtrace", "serve", "--port", str(port), "--store", url]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (our own command)
    site = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            if _answers(site):
                break
            time.sleep(0.5)
        yield site, process.pid
    finally:
        process.terminate()
        process.wait()


def _answers(site: str) -> bool:
    try:
        return httpx.get(f"{site}/method", timeout=600).status_code == 200
    except httpx.TransportError:
        return False


def addresses(url: str) -> tuple[Addresses, str]:
    """Pages of each kind, and what the record holds in words."""
    store = Store.open(url, create=False)
    record = load_record(store)
    store.close()
    chance = random.Random(7)  # noqa: S311 (no secret: the pages must be the same each time)
    incidents = [one.incident_id for one in record.incidents]
    found: Addresses = {
        "overview": ["/"],
        "overview, another page": [f"/?page={chance.randint(2, 100)}" for _ in range(60)],
        "overview, filtered": [f"/?{urlencode(_filters(chance))}" for _ in range(120)],
        "map, filtered": [f"/map/marks?{urlencode(_filters(chance))}" for _ in range(60)],
        "incident": [f"/incidents/{one}" for one in chance.sample(incidents, 120)],
        "total": [f"/aggregates/{a.aggregate_id}" for a in chance.choices(record.aggregates, k=40)],
        "document": [f"/documents/{quote(one, safe='')}" for one in chance.sample(sorted(record.documents), 120)],
        "claim": [f"/claims/{one}" for one in chance.sample(sorted(record.claims), 60)],
        "source": [f"/origins/{one.origin_id}" for one in chance.sample(record.provenance.groups, 40)],
        "place": [f"/places/{quote(key, safe=':')}" for key in _places(record.incidents, chance)],
        "documents": [f"/documents?page={chance.randint(1, 200)}" for _ in range(40)],
        "search": [f"/search?{urlencode({'q': q})}" for q in _questions(chance)],
        "overview as JSON": [f"/overview.json?{urlencode(_filters(chance))}" for _ in range(40)],
    }
    held = f"{len(record.documents):,} documents, {len(record.claims):,} claims, {len(incidents):,} incidents"
    return found, f"{held}, {len(record.aggregates):,} figures for several"


def _filters(chance: random.Random) -> dict[str, str]:
    month = chance.randint(1, 11)
    every = {
        "place": chance.choice(GOVERNORATES),
        "from": f"2018-{month:02}-{chance.randint(1, 28):02}",
        "to": f"2018-{month + 1:02}-{chance.randint(1, 28):02}",
        "weapon": chance.choice(("air", "barrel", "mortar", "explosive")),
        "harm": chance.choice(("killed", "injured")),
        "status": chance.choice(("civilian", "unstated")),
        "origins": chance.choice(("2", "3")),
        "sort": chance.choice(("newest", "killed", "origins")),
    }
    return {name: every[name] for name in chance.sample(sorted(every), chance.randint(1, 3))}


def _places(incidents: Sequence[Incident], chance: random.Random) -> list[str]:
    known = [where.place_id for one in incidents for where in one.where if where.place_id and where.is_point()]
    return chance.sample(known, 60)


def _questions(chance: random.Random) -> list[str]:
    words = ("hospital", "market", "Idlib", "rescuers", "المدنيين", "قصف", "school", "camp", "barrel bombs", "killed")
    return [" ".join(chance.sample(words, chance.randint(1, 2))) for _ in range(60)]


def measure(site: str, pid: int, found: Addresses) -> tuple[dict[str, list[float]], float, int]:
    """Milliseconds of each answer by page, seconds of processor of the server, and how many answers there were."""
    waited: dict[str, list[float]] = defaultdict(list)
    lock, before = threading.Lock(), _processor(pid)

    def read(reader: int) -> None:
        chance = random.Random(reader)  # noqa: S311
        with httpx.Client(base_url=site, timeout=120) as client:
            for _ in range(EACH):
                kind = chance.choice(sorted(found))
                started = time.perf_counter()
                answer = client.get(chance.choice(found[kind]))
                taken = 1000 * (time.perf_counter() - started)
                answer.raise_for_status()
                with lock:
                    waited[kind].append(taken)

    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(read, range(READERS)))
    return waited, _processor(pid) - before, READERS * EACH


def alone(site: str, pid: int, found: Addresses) -> dict[str, tuple[float, float]]:
    """For each page, milliseconds of processor where it is asked for first and where it is kept already."""
    told = {}
    with httpx.Client(base_url=site, timeout=120) as client:
        for kind, own in found.items():
            rows = []
            for _round in range(2):
                before = _processor(pid)
                for address in own[:20]:
                    client.get(address).raise_for_status()
                rows.append(1000 * (_processor(pid) - before) / len(own[:20]))
            told[kind] = (rows[0], rows[1])
    return told


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_page(site: str) -> int:
    """Compressed bytes of the overview with all that it asks for but the library of the map."""
    parts = ("/", "/static/harmtrace.css", "/static/reading-map.js", "/map/marks", "/map/land")
    return sum(len(gzip.compress(httpx.get(site + part, timeout=120).content, 4)) for part in parts)


def lines(count: int = DOCUMENTS, url: str = "") -> list[str]:
    """The table of pages."""
    with tempfile.TemporaryDirectory() as folder:
        url = url or build(count, Path(folder))
        found, held = addresses(url)
        with serving(url) as (site, pid):
            single = alone(site, pid, found)
            waited, processor, answers = measure(site, pid, found)
            size = first_page(site)
    rows = [
        f"| {kind} | {single[kind][0]:.0f} | {single[kind][1]:.0f} | {median(times):.0f} | {_p95(times):.0f} |"
        for kind, times in waited.items()
    ]
    every = [one for times in waited.values() for one in times]
    return [
        "", "## Pages", "",
        f"`python -m evaluation.bench.pages`: {held}. {READERS} readers at once without a pause, {answers} answers,",
        f"{1000 * processor / answers:.1f} ms of processor each; all pages together: median {median(every):.0f} ms,",
        f"p95 {_p95(every):.0f} ms. The first page is {size / 1000:.0f} kB compressed beside the library of the map.",
        "",
        "| page | made, ms of processor | kept, ms of processor | median, ms | p95, ms |",
        "| --- | --- | --- | --- | --- |", *sorted(rows),
    ]  # fmt: skip


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    given = sys.argv[1:]
    print("\n".join(lines(int(given[0]) if given else DOCUMENTS, given[1] if len(given) > 1 else "")))
