"""Derived rows are replaced as a whole, and only what changed is written."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from harmtrace.store.record import Store
from tests.reports import url_in

Rows = dict[str, tuple[str, dict[str, int]]]


def _replaced(tmp_path: Path, *states: Rows) -> tuple[list[int], list[dict[str, int]]]:
    with closing(Store.open(url_in(tmp_path))) as store:
        with store.writing() as writing:
            counts = [writing.derived("thing", rows) for rows in states]
        return counts, store._derived("thing", dict[str, int])


def test_new_changed_and_gone_rows_count_and_moved_ones_do_not(tmp_path: Path) -> None:
    before: Rows = {"b": ("1", {"b": 1}), "c": ("1", {"c": 1}), "e": ("1", {"e": 1})}
    after: Rows = {"a": ("1", {"a": 1}), "b": ("1", {"b": 1}), "c": ("2", {"c": 2})}
    counts, stored = _replaced(tmp_path, before, after, after)
    assert counts == [3, 3, 0]
    assert stored == [{"a": 1}, {"b": 1}, {"c": 2}]


def test_rows_stand_in_the_order_given_last(tmp_path: Path) -> None:
    rows: Rows = {key: ("1", {key: 1}) for key in "abcd"}
    counts, stored = _replaced(tmp_path, rows, {key: rows[key] for key in "dbca"})
    assert counts == [4, 0]
    assert stored == [{"d": 1}, {"b": 1}, {"c": 1}, {"a": 1}]
