"""The activity log is appended to by many at once, and nothing of it can be changed or taken away unseen."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from harmtrace.pipeline.verify import verify
from harmtrace.store.activity import activities, broken_activity, log_activity
from harmtrace.store.record import Store, now
from tests.reports import EVERYTHING, record_in


def record_with_log(folder: Path, rows: int) -> str:
    url, _ = record_in(folder, EVERYTHING[0])
    with closing(Store.open(url)) as store:
        for number in range(rows):
            log_activity(store.engine, f"2026-01-01T00:00:0{number}", "dana", "viewed", f"doc-{number}")
    return url


def test_rows_cannot_be_changed_or_taken_away(tmp_path: Path) -> None:
    with closing(Store.open(record_with_log(tmp_path, 2))) as store:
        for statement in ("UPDATE activity SET person = 'x'", "DELETE FROM activity"):
            with store.engine.begin() as connection, pytest.raises(DatabaseError, match="append-only"):
                connection.execute(text(statement))


def test_many_who_log_at_once_make_one_chain(tmp_path: Path) -> None:
    with closing(Store.open(record_with_log(tmp_path, 0))) as store:
        with ThreadPoolExecutor(8) as pool:
            for number in range(40):
                pool.submit(log_activity, store.engine, "2026-01-01T00:00:00", f"person {number}", "viewed", "x")
        assert [row.seq for row in activities(store.engine)] == list(range(40, 0, -1))
        assert list(broken_activity(store.engine)) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE activity SET subject = 'nothing' WHERE seq = 2", "not what was written"),
        ("DELETE FROM activity WHERE seq = 2", "row 2 of the log is gone"),
        ("DELETE FROM activity WHERE seq = 3", "rows were sealed"),
    ],
)
def test_verify_tells_a_row_that_was_changed_or_taken_away(tmp_path: Path, statement: str, told: str) -> None:
    url = record_with_log(tmp_path, 3)
    with closing(Store.open(url)) as store:
        with store.writing() as writing:
            writing.seal(now())
        assert verify(store).holds
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection, connection:
        connection.execute("DROP TRIGGER activity_no_update")
        connection.execute("DROP TRIGGER activity_no_delete")
        connection.execute(statement)
    with closing(Store.open(url)) as store:
        assert any(told in finding.why for finding in verify(store).findings), verify(store).findings
