"""`harmtrace aggregates`: the aggregates of a record, listed."""

from __future__ import annotations

from harmtrace.cli.options import JsonOption, StoreOption


def aggregates(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the aggregates on record: several attacks told as one figure, never added to incidents.

    \b
    harmtrace aggregates
    harmtrace aggregates --json
    """
    from harmtrace.cli.listing import print_held
    from harmtrace.cli.options import open_record

    print_held(open_record(store).aggregates(), as_json)
