"""`harmtrace sources`: who publishes and who tells, counted apart from who is independent."""

from __future__ import annotations

from harmtrace.cli.options import JsonOption, StoreOption


def sources(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the independent origins on record with their documents and claims, and the relays of each.

    \b
    harmtrace sources
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json

    record = open_record(store)
    for group in sorted(record.origins(), key=lambda group: (-len(group.claims), group.origin)):
        row = {
            "origin_id": group.origin_id,
            "origin": group.origin,
            "interested": group.interested,
            "documents": len(group.documents),
            "without_claims": len(group.without_claims),
            "claims": len(group.claims),
            "relays": len(group.relays),
        }
        if as_json:
            write_json(row)
            continue
        party = ", a party to the conflict" if group.interested else ""
        say(f"{line_of(group.origin)}{party}")
        telling, silent = len(group.documents) - len(group.without_claims), len(group.without_claims)
        more = f", {silent} without claims" if silent else ""
        say(f"  {group.origin_id}  {len(group.claims)} claims in {telling} documents{more}")
        for source, target, why in group.relays:
            say(f"  {line_of(source)} → {line_of(target)}: {line_of(why)}")
