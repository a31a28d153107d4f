"""`harmtrace lists incidents`: the incident on record that each person of a list may have died in."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def incidents(
    name: Annotated[str, typer.Argument(metavar="LIST", help="The name of a list on record.")],
    proposed: Annotated[bool, typer.Option("--proposed", help="Only rows for which an incident is proposed.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose for each row of a list the incident on record in which the person may have died, by day, place, family.

    A proposal, with its weights and reasons; nothing is joined to anything. None is made where a row tells no day or
    place, where several incidents fit, or where too little speaks for one: the reason is printed. How often lists have
    the day and place of an incident is assumed (docs/lists.md). Ids, no names.
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, write_json, write_table
    from harmtrace.pipeline.lists import incident_proposals

    found = incident_proposals(open_record(store), name)
    shown = [one for one in found if one.incident_id is not None or not proposed]
    made = sum(one.incident_id is not None for one in found)
    note(f"{made:,} of {len(found):,} rows have a proposal; a person decides")
    if as_json:
        for one in shown:
            write_json(one)
        return
    write_table(
        [
            {
                "row": one.row,
                "incident": one.incident_id or "–",
                "probability": f"{one.candidates[0].probability:.3f}" if one.candidates else "–",
                "why": one.why_none or "; ".join(one.candidates[0].reasons),
            }
            for one in shown
        ]
    )
