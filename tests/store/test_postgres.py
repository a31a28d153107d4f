"""The same record on PostgreSQL, on a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from harmtrace.pipeline.run import run
from harmtrace.pipeline.verify import verify
from harmtrace.pipeline.withdraw import withdraw
from harmtrace.store.record import Store
from tests.reports import EVERYTHING, corpus, record_in
from tests.store.postgres import binaries, server

pytestmark = pytest.mark.skipif(binaries() is None, reason="needs Debian's postgresql (.ci/run installs it)")


def test_the_record_is_the_same_append_only_searched_and_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local, _ = record_in(tmp_path)
    monkeypatch.setenv("HARMTRACE_BLOBS", str(tmp_path / "blobs"))
    with server() as url:
        run([str(corpus(tmp_path, *EVERYTHING))], url)
        store, other = Store.open(url), Store.open(local)
        assert store.claims() == other.claims()
        assert store.incidents() == other.incidents()
        assert run([str(tmp_path / "corpus.jsonl")], url).nothing_to_do
        assert [hit.document_id for hit in store.search("قتل اربعه")] == ["ar-1"]
        for query in ("المدنيين", "وللمدنيين", "HASS", "الهلال"):
            assert {hit.document_id for hit in store.search(query)} == {hit.document_id for hit in other.search(query)}
        with pytest.raises(DatabaseError, match="append-only"), store.engine.begin() as connection:
            connection.execute(text("DELETE FROM claims"))
        withdraw(store, "league-1", "data officer", "consent taken back")
        assert verify(store).holds
        assert store.claims("league-1") == []
        store.close()
        other.close()
