"""`harmtrace show`: one thing of the record, whatever its id is of, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from harmtrace.cli.options import JsonOption, StoreOption

if TYPE_CHECKING:
    from harmtrace.store.record import Store


def show(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="An incident, aggregate, origin, claim or document.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print one incident, aggregate, origin, claim, document or capture.

    \b
    harmtrace show inc_0123456789abcdef0123
    harmtrace show idl-01
    """
    import json

    import msgspec

    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import say, write_json
    from harmtrace.errors import UnknownName

    found = _find(open_record(store), row_id)
    if found is None:
        raise UnknownName(f"nothing on record is called {row_id!r}")
    if as_json:
        write_json(found)
    else:
        say(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))


def _find(record: Store, row_id: str) -> Any:
    from harmtrace.model.claim import to_plain
    from harmtrace.pipeline.trace import Tracer

    held = record.incident(row_id) or record.aggregate(row_id) or record.lineage_of(row_id)
    if held is not None:
        return held
    for group in record.origins():
        if group.origin_id == row_id:
            return group
    found = Tracer(record).told(row_id)
    if found is not None:
        return to_plain(found)
    return record.document(row_id) or record.capture(row_id.removeprefix("sha256:"))
