"""One changed byte is found, a figure walks back to its bytes, and what is withdrawn is gone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from harmtrace.capture.blobs import Blobs
from harmtrace.errors import UnknownName, Withdrawn
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.pipeline.trace import trace
from harmtrace.pipeline.verify import verify
from harmtrace.pipeline.withdraw import withdraw
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, record_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    url, _ = record_in(tmp_path)
    return Store.open(url)


def tamper(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "record.db")
    connection.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_untouched_record_holds(store: Store) -> None:
    report = verify(store)
    assert report.holds
    assert (report.captures, report.documents) == (5, 5)


def test_one_changed_byte_of_a_blob_is_found(store: Store) -> None:
    document = store.document("league-1")
    assert document is not None
    path = Blobs(blobs_folder(store.url)).path(document.capture)
    data = bytearray(path.read_bytes())
    data[10] ^= 1
    path.chmod(0o644)
    path.write_bytes(bytes(data))
    assert [(finding.what, finding.where) for finding in verify(store).findings] == [("capture", document.capture)]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE custody SET body = replace(body, 'tester', 'tamper') WHERE sequence = 2", "custody"),
        ("UPDATE documents SET body = replace(body, 'five', 'nine') WHERE document_id = 'league-1'", "document row"),
        ("UPDATE claims SET body = replace(body, '\"value\":5', '\"value\":9')", "claim row"),
    ],
)
def test_one_changed_row_is_found(tmp_path: Path, store: Store, statement: str, what: str) -> None:
    tamper(tmp_path, statement)
    assert what in {finding.what for finding in verify(store).findings}


@pytest.mark.parametrize("table", ["captures", "custody", "documents", "extractions", "claims", "derived", "seals"])
def test_a_row_that_is_gone_is_found(tmp_path: Path, store: Store, table: str) -> None:
    if table == "seals":
        withdraw(store, "league-1", "Jane Doe", "consent taken back")
    tamper(tmp_path, f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    assert not verify(store).holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody SET body = body || 'x' WHERE sequence = 1",
        "UPDATE seals SET body = body || 'x'",
        "UPDATE seals SET at = '2001'",
        "UPDATE documents SET language = 'fr'",
        "UPDATE extractions SET claims = 0",
        "UPDATE claims SET kind = 'appeal'",
    ],
)
def test_an_edited_column_is_named_and_nothing_crashes(tmp_path: Path, store: Store, statement: str) -> None:
    tamper(tmp_path, statement)
    assert verify(store).findings


def test_an_edited_figure_among_what_was_derived_is_found(tmp_path: Path, store: Store) -> None:
    tamper(tmp_path, "UPDATE derived SET body = replace(body, '\"min\":4', '\"min\":9') WHERE kind = 'incident'")
    assert [finding.what for finding in verify(store).findings] == ["derived"]


def test_rows_of_a_run_that_was_cut_off_break_no_seal(tmp_path: Path, store: Store) -> None:
    tamper(
        tmp_path,
        "INSERT INTO extractions (document_id, document_seq, fingerprint, claims)"
        " SELECT document_id, document_seq, 'next', claims FROM extractions LIMIT 1",
    )
    assert verify(store).holds


def test_a_withdrawal_is_sealed(store: Store) -> None:
    before = [seal.sha256 for seal in store.seals()]
    withdraw(store, "league-1", "Jane Doe", "consent taken back")
    assert [seal.sha256 for seal in store.seals()][: len(before)] == before
    assert len(store.seals()) > len(before)
    assert verify(store).holds


def test_a_figure_walks_back_to_sentence_copy_hash_and_custody(store: Store) -> None:
    (incident,) = store.incidents()
    found = trace(store, incident.incident_id)
    row = next(row for row in incident.tolls if row.harm == "killed" and row.status == "civilian")
    bounding = {*row.because.min, *row.because.max}
    assert bounding
    assert bounding <= {claim.claim_id for claim in found.claims}
    for claim in found.claims:
        document = store.document(claim.document.document_id)
        assert document is not None
        assert all(document.text[e.start : e.end] == e.quote for e in claim.evidence)
        assert claim.document.capture.holds
        assert [entry.action for entry in claim.document.capture.custody] == ["captured"]


def test_an_unknown_id_says_so(store: Store) -> None:
    with pytest.raises(UnknownName):
        trace(store, "inc_nothing")


def test_what_is_withdrawn_is_gone_and_the_record_says_so(tmp_path: Path, store: Store) -> None:
    words = str(ORIGINAL["text"])[:40].encode()
    files = [tmp_path / "record.db", tmp_path / "record.db-wal"]
    withdraw(store, "league-1", "data officer", "consent taken back")
    for path in files:
        assert not path.exists() or words not in path.read_bytes()
    report = verify(store)
    assert report.holds
    assert len(report.withdrawn) == 1
    document = store.document("league-1")
    assert document is not None
    assert (document.state, document.text, document.title) == ("withdrawn", "", None)
    assert store.claims("league-1") == []
    log = store.custody(document.capture)
    assert [(entry["action"], entry["reason"]) for entry in log][-1] == ("withdrawn", "consent taken back")
    assert "league-1" not in {d for incident in store.incidents() for d in incident.documents}
    with pytest.raises(Withdrawn):
        withdraw(store, "league-1", "data officer", "again")


def test_withdrawn_bytes_are_not_taken_in_again(tmp_path: Path, store: Store) -> None:
    from harmtrace.pipeline.run import run

    withdraw(store, "league-1", "data officer", "consent taken back")
    summary = run([str(tmp_path / "corpus.jsonl")], store.url)
    assert [problem.code for problem in summary.failures] == ["HT-402"]
    assert load_record(store).documents["league-1"].state == "withdrawn"
    assert load_gazetteer().version
