"""`harmtrace incidents`: the incidents of a record, listed."""

from __future__ import annotations

from harmtrace.cli.options import JsonOption, StoreOption


def incidents(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the incidents on record with their ranges.

    \b
    harmtrace incidents
    harmtrace incidents --json
    """
    from harmtrace.cli.listing import print_held
    from harmtrace.cli.options import open_record

    print_held(open_record(store).incidents(), as_json)
