"""From the derived rows of a kind as they are now to the table: only what changed is written, many rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from harmtrace.store import tables


def replace_derived(connection: Connection, kind: str, rows: Mapping[str, tuple[str, Any]]) -> int:
    """Replace the derived rows of a kind by `{id: (fingerprint, value)}`; return how many changed.

    A row that only stands elsewhere among the others keeps its body and is not counted.
    """
    table = tables.derived
    of_kind = select(table.c.id, table.c.fingerprint, table.c.position).where(table.c.kind == kind)
    known = {row.id: (row.fingerprint, row.position) for row in connection.execute(of_kind)}
    places = {row_id: position for position, row_id in enumerate(rows)}
    written = [row_id for row_id, (fingerprint, _value) in rows.items() if known.get(row_id, ("",))[0] != fingerprint]
    gone = [row_id for row_id in known if row_id not in rows]
    moved = [row_id for row_id, (_fingerprint, position) in known.items() if places.get(row_id, position) != position]
    dropped = [*gone, *(row_id for row_id in written if row_id in known)]
    this = (table.c.kind == kind, table.c.id == bindparam("this"))
    if dropped:
        connection.execute(delete(table).where(*this), [{"this": row_id} for row_id in dropped])
    if moved:
        to = update(table).where(*this).values(position=bindparam("to"))
        connection.execute(to, [{"this": row_id, "to": places[row_id]} for row_id in moved])
    if written:
        connection.execute(insert(table), [_row(kind, row_id, places[row_id], *rows[row_id]) for row_id in written])
    return len(gone) + len(written)


def _row(kind: str, row_id: str, position: int, fingerprint: str, value: Any) -> dict[str, Any]:
    body = msgspec.json.encode(value).decode()
    return {"kind": kind, "id": row_id, "position": position, "fingerprint": fingerprint, "body": body}
