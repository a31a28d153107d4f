"""Seals: one hash over everything on record, chained to the seal before it.

Row hashes tell a changed row; only a seal tells a row that is gone, moved or added, and an edited
figure among what was derived. A seal covers the rows up to a place in each table, so that what a
run that was cut off had added meanwhile breaks none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, Table, func, select

from harmtrace.store import access_tables, tables

_BY_SEQUENCE = (
    tables.documents,
    tables.extractions,
    tables.claims,
    tables.decisions,
    tables.decision_subjects,
    tables.person_lists,
    tables.persons,
    access_tables.activity,
)


def contents(connection: Connection, sealed: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """Return the last row and the hash of each table; up to the last rows of `sealed`, if it is given."""
    last = _last(connection, tables.custody.c.sequence, sealed)
    logged = select(tables.custody.c.capture).where(tables.custody.c.sequence <= last)
    found = {
        "custody": _hashed(connection, tables.custody, tables.custody.c.sequence, last),
        "captures": _hash_of(connection, _ordered(tables.captures).where(tables.captures.c.sha256.in_(logged))),
        "withdrawals": _hash_of(connection, _ordered(tables.withdrawals)),
        "derived": _hash_of(connection, _ordered(tables.derived)),
    }
    for table in _BY_SEQUENCE:
        if sealed is not None and table.name not in sealed:
            continue  # the seal is older than the table
        found[table.name] = _hashed(connection, table, table.c.seq, _last(connection, table.c.seq, sealed))
    return found


def chained(previous: str, at: str, found: Mapping[str, Any]) -> str:
    """Return the hash of a seal over its time and what was `found`, chained to the one before it."""
    return hashlib.sha256(msgspec.json.encode([previous, at, found], order="sorted")).hexdigest()


def _last(connection: Connection, column: Column[int], sealed: Mapping[str, Any] | None) -> int:
    if sealed is not None:
        return int(sealed[column.table.name]["last"])
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())


def _hashed(connection: Connection, table: Table, column: Column[int], last: int) -> dict[str, Any]:
    return {"last": last, **_hash_of(connection, _ordered(table).where(column <= last))}


def _ordered(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


def _hash_of(connection: Connection, question: Select[Any]) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    for row in _streamed(connection, question):
        digest.update(msgspec.json.encode(list(row)))
        rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _streamed(connection: Connection, question: Select[Any]) -> Iterable[Any]:
    return connection.execute(question.execution_options(yield_per=1000))
