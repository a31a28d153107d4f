"""A run does what is new, once, and survives being killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from harmtrace.pipeline.record import load_record
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.pipeline.summary import summarise
from harmtrace.pipeline.verify import verify
from harmtrace.provenance.origins import find_origins
from harmtrace.store.record import Store
from tests.reports import ARABIC, EVERYTHING, ORIGINAL, OTHER, RELAY, TURKISH, corpus, record_in, url_in


def rows(folder: Path) -> dict[str, int]:
    connection = sqlite3.connect(folder / "record.db")
    names = ("captures", "custody", "documents", "extractions", "claims", "derived", "runs", "failures")
    counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    connection.close()
    return counts


def record_of(url: str) -> list[object]:
    store = Store.open(url)
    found = [store.claims(), store.incidents(), store.aggregates(), store.origins()]
    store.close()
    return found


def test_a_record_is_made_and_unread_languages_are_counted(tmp_path: Path) -> None:
    url, summary = record_in(tmp_path)
    assert (summary.seen, summary.read, summary.unread) == (5, 4, {"tr": 1})
    store = Store.open(url)
    counts = summarise(store)
    assert (counts.documents, counts.read, counts.unread, counts.reconstructed) == (5, 4, {"tr": 1}, 1)
    store.close()


def test_relays_add_no_origin_and_no_dead(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    store = Store.open(url)
    (incident,) = store.incidents()
    killed = {row.status: (row.min, row.max) for row in incident.tolls if row.harm == "killed"}
    assert incident.documents_count == 4
    assert incident.origins == 3
    assert killed["civilian"] == (4, 6)
    store.close()


def test_a_second_run_does_nothing_and_changes_nothing(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    before, record = rows(tmp_path), record_of(url)
    again = run([str(tmp_path / "corpus.jsonl")], url, RunOptions(person="tester"))
    assert again.nothing_to_do
    assert rows(tmp_path) == before
    assert record_of(url) == record


def test_one_more_document_is_the_only_one_that_is_read(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, ORIGINAL, RELAY, ARABIC, TURKISH)
    summary = run([str(corpus(tmp_path, *EVERYTHING))], url)
    assert (summary.unchanged, summary.read) == (4, 1)
    assert len(Store.open(url).documents()) == 5


def test_the_order_of_inputs_changes_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    record_in(folders[0], *EVERYTHING)
    record_in(folders[1], *reversed(EVERYTHING))
    first, second = record_of(url_in(folders[0])), record_of(url_in(folders[1]))
    assert first[1:] == second[1:]


def test_two_villages_of_one_report_are_two_incidents_and_no_doubt(tmp_path: Path) -> None:
    text = (
        "Nine people were killed on Saturday in Ariha. Earlier on Saturday, a missile hit Sarmin, killing nine people,"
        " among them five children."
    )
    url, _ = record_in(tmp_path, {"id": "two", "published": "2020-01-05", "language": "en", "text": text})
    incidents = Store.open(url).incidents()
    assert len(incidents) == 2
    assert all(incident.possible_duplicates == () for incident in incidents)


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join([json.dumps(ORIGINAL), "this is not JSON", json.dumps(OTHER)]), encoding="utf-8")
    summary = run([str(path)], url_in(tmp_path))
    assert summary.read == 2
    assert [(problem.code, problem.where) for problem in summary.failures] == [("HT-205", f"{path}:2")]


def test_a_killed_run_is_completed_by_the_next(tmp_path: Path) -> None:
    many = [{**ORIGINAL, "id": f"d{n}", "text": f"{ORIGINAL['text']} Report number {n}."} for n in range(400)]
    path = corpus(tmp_path, *many)
    command = [sys.executable, "-m", "harmtrace", "run", str(path), "--store", url_in(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _some_documents(tmp_path):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    cut = rows(tmp_path)["documents"]
    assert 0 < cut < 400
    run([str(path)], url_in(tmp_path))
    store = Store.open(url_in(tmp_path))
    assert len(store.documents()) == 400
    assert verify(store).holds
    store.close()
    whole = tmp_path / "whole"
    whole.mkdir()
    shutil.copy(path, whole)
    run([str(path)], url_in(whole))
    assert record_of(url_in(whole)) == record_of(url_in(tmp_path))


def _some_documents(folder: Path) -> bool:
    try:
        return rows(folder)["documents"] > 0
    except sqlite3.Error:
        return False


def test_a_record_is_loaded_with_the_origins_that_the_run_found(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    store = Store.open(url)
    loaded = load_record(store).provenance
    assert loaded == find_origins(store.documents(), store.claims())
    with store.writing() as writing:
        kept = store.derived_body("provenance", "provenance")
        writing.derived("provenance", {"provenance": ("of a run that was cut off", kept | {"names": {}})})
    assert load_record(store).provenance == loaded
    store.close()
