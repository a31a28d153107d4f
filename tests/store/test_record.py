"""The store keeps what was read, refuses changes, and knows its own files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from harmtrace.errors import BadSetting, MissingInput, StoreMismatch
from harmtrace.store.record import Store
from tests.reports import record_in, url_in
from tests.store.earlier import set_back


@pytest.mark.parametrize("table", ["captures", "custody", "documents", "extractions", "claims"])
def test_what_is_on_record_can_neither_be_changed_nor_deleted(tmp_path: Path, table: str) -> None:
    record_in(tmp_path)
    connection = sqlite3.connect(tmp_path / "record.db")
    column = connection.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"UPDATE {table} SET {column} = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"DELETE FROM {table}")
    connection.close()


def test_a_record_from_before_seals_is_migrated_and_sealed(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    set_back(tmp_path / "record.db", "0001")
    with closing(Store.open(url)) as store:
        assert store.seals() == []
    record_in(tmp_path)
    with closing(Store.open(url)) as store:
        assert len(store.seals()) == 1


def test_two_that_make_one_store_at_the_same_time_both_open_it(tmp_path: Path) -> None:
    program = f"from harmtrace.store.record import Store; Store.open({url_in(tmp_path)!r}).close()"
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]


def test_model_objects_come_back_as_they_were_written(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    store = Store.open(url)
    document = store.document("league-1")
    assert document is not None
    assert document.published is not None
    assert (document.publisher, document.published.value, document.state) == ("Relief League", "2018-09-10", "read")
    for claim in store.claims("league-1"):
        for evidence in claim.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
        assert store.claim(claim.claim_id) == claim
    store.close()


def test_search_folds_arabic_marks_and_letters(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path)
    store = Store.open(url)
    assert [hit.document_id for hit in store.search("قتل اربعه")] == ["ar-1"]
    assert {hit.document_id for hit in store.search("MARKET hass")} == {"harm-1", "league-1"}
    assert store.search('"; DROP TABLE documents') == []
    store.close()


def test_a_foreign_or_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    with pytest.raises(StoreMismatch):
        Store.open(url_in(tmp_path))
    connection.execute("DROP TABLE recipes")
    connection.execute("CREATE TABLE harmtrace_version (version_num TEXT)")
    connection.execute("INSERT INTO harmtrace_version VALUES ('9999')")
    connection.commit()
    connection.close()
    with pytest.raises(StoreMismatch, match="9999"):
        Store.open(url_in(tmp_path))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreMismatch):
        Store.open(url_in(tmp_path))


def test_reading_where_there_is_no_record_makes_none(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        Store.open(url_in(tmp_path), create=False)
    assert not (tmp_path / "record.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/x"])
def test_a_url_that_names_no_store_is_a_bad_setting(url: str) -> None:
    with pytest.raises(BadSetting):
        Store.open(url)
