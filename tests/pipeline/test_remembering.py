"""A record that grows document by document is the one that is built at once: what is remembered changes no row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from harmtrace.pipeline.building import build_record
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.pipeline.withdraw import withdraw
from harmtrace.store.record import Store
from tests.reports import ARABIC, ORIGINAL, OTHER, RELAY, corpus, record_in, url_in

LATE = {
    "id": "late-1",
    "publisher": "Valley Post",
    "published": "2018-09-14",
    "language": "en",
    "title": "Market of Hass",
    "text": "Five civilians died when the market of Hass was bombed on 8 September 2018. Two more were killed in"
    " Kafr Nabl the next day, a medical source said.",
}
NEXT = {
    "id": "next-1",
    "publisher": "Hill Post",
    "published": "2018-09-13",
    "language": "en",
    "title": "Shelling",
    "text": "Shelling of Kafr Nabl killed two people on 9 September 2018, the Relief League said. A school in Hass was"
    " hit on 8 September 2018 and three children were injured.",
}
ORDERS: list[tuple[Mapping[str, object], ...]] = [
    (ORIGINAL, RELAY, OTHER, ARABIC, NEXT, LATE),
    (LATE, NEXT, ARABIC, OTHER, RELAY, ORIGINAL),
    (NEXT, ORIGINAL, LATE, RELAY, ARABIC, OTHER),
]


def derived(folder: Path, *without: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "record.db")) as connection:
        rows = connection.execute("SELECT kind, id, position, fingerprint, body FROM derived ORDER BY kind, id")
        return [row for row in rows if row[0] not in without]


def rebuilt(folder: Path) -> list[Any]:
    """What is derived once nothing of grouping is remembered."""
    with closing(sqlite3.connect(folder / "record.db")) as connection, connection:
        connection.execute("DELETE FROM derived WHERE kind IN ('grouping', 'record')")
    with closing(Store.open(url_in(folder))) as store:
        build_record(store, lambda _stage, _done: None)
    return derived(folder)


def add(folder: Path, *documents: Mapping[str, object]) -> None:
    run([str(corpus(folder, *documents))], url_in(folder), RunOptions(person="tester"))


@pytest.mark.parametrize("order", ORDERS, ids=["by day", "backwards", "mixed"])
def test_a_record_that_grew_is_what_it_is_without_its_memory(
    tmp_path: Path, order: tuple[Mapping[str, object], ...]
) -> None:
    for document in order:
        add(tmp_path, document)
    grown = derived(tmp_path)
    assert rebuilt(tmp_path) == grown
    with closing(Store.open(url_in(tmp_path))) as store:
        withdraw(store, "league-1", "Jane Doe", "consent taken back")
    without = derived(tmp_path)
    assert rebuilt(tmp_path) == without
    assert "league-1" not in {row[1] for row in without if row[0] == "grouping"}


def test_a_report_that_comes_last_leaves_the_record_that_is_built_at_once(tmp_path: Path) -> None:
    (tmp_path / "grown").mkdir()
    (tmp_path / "whole").mkdir()
    *most, last = ORDERS[0]
    add(tmp_path / "grown", *most)
    add(tmp_path / "grown", last)
    record_in(tmp_path / "whole", *most, last)
    assert derived(tmp_path / "grown") == derived(tmp_path / "whole")


def test_what_is_remembered_under_other_rules_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, *ORDERS[0][:-1])
    before = {row[1]: row[3] for row in derived(tmp_path) if row[0] == "grouping"}
    monkeypatch.setattr("harmtrace.pipeline.building.grouping_hash", lambda: "other rules")
    add(tmp_path, ORDERS[0][-1])
    after = {row[1]: row[3] for row in derived(tmp_path) if row[0] == "grouping"}
    assert before.keys() < after.keys()
    assert not set(before.values()) & set(after.values())
