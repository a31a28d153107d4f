"""The log of who looked at, searched, exported or changed what is restricted: appended, chained, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, RowMapping, insert, select
from sqlalchemy.exc import IntegrityError

from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.store.access_tables import activity

_TRIES = 50
"""Two who log at once take the same number; the later one takes the next."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the log. `row_hash` is over the row and the hash of the one before."""

    seq: int
    at: str
    person: str
    action: str
    subject: str
    detail: str
    row_hash: str


def log_activity(engine: Engine, at: str, person: str, action: str, subject: str, detail: str = "") -> Activity:
    """Append a row to the log."""
    for _try in range(_TRIES):
        try:
            with engine.begin() as connection:
                return _append(connection, at, person, action, subject, detail)
        except IntegrityError:
            continue
    raise RuntimeError("the activity log is written to without end")


def activities(engine: Engine, limit: int = 200, before: int | None = None) -> list[Activity]:
    """Rows of the log, the last one first."""
    query = select(activity).order_by(activity.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(activity.c.seq < before)
    with engine.connect() as connection:
        return [_row(row) for row in connection.execute(query).mappings()]


def broken_activity(engine: Engine) -> Iterator[tuple[int, str]]:
    """Every row that is not what was written, or that follows none, with why."""
    previous, expected = "", 1
    with engine.connect() as connection:
        for found in connection.execute(select(activity).order_by(activity.c.seq)).mappings():
            row = _row(found)
            if row.seq != expected:
                yield row.seq, f"row {expected} of the log is gone"
            elif row.row_hash != _hash(previous, row.seq, row.at, row.person, row.action, row.subject, row.detail):
                yield row.seq, "the row is not what was written, or the one before it is not"
            previous, expected = row.row_hash, row.seq + 1


def _append(connection: Connection, at: str, person: str, action: str, subject: str, detail: str) -> Activity:
    last = connection.execute(select(activity).order_by(activity.c.seq.desc()).limit(1)).mappings().first()
    seq, previous = (last["seq"] + 1, last["row_hash"]) if last is not None else (1, "")
    made = Activity(seq, at, person, action, subject, detail, _hash(previous, seq, at, person, action, subject, detail))
    connection.execute(insert(activity).values({name: getattr(made, name) for name in Activity.__slots__}))
    return made


def _hash(previous: str, seq: int, *columns: str) -> str:
    return sha256_hex(canonical_json([previous, seq, *columns]))


def _row(row: RowMapping) -> Activity:
    return Activity(**row)
