"""Commands of `harmtrace review` that decide nothing: what waits, what was decided, what changed by it."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def waiting(
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="decision, incident, aggregate or claim.")] = None,
    harm: Annotated[str | None, typer.Option(metavar="HARM", help="Only what tells of this harm.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only what one document tells.")] = None,
    assigned: Annotated[str | None, typer.Option(metavar="NAME", help="Only what was given to this person.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what was told on this day or later.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="What persons have signed already too.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="So many.")] = 20,
    after: Annotated[str | None, typer.Option(metavar="ID", help="Those that follow this one.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what waits to be looked at: most harm, disagreement and doubt first, each with the reasons.

    Decisions whose words are read no more stand before all, then those that wait for another person's approval.

    \b
    harmtrace review list --harm killed
    """
    from harmtrace.cli.options import day, open_record
    from harmtrace.cli.terminal import line_of, note, say, write_json
    from harmtrace.pipeline.deciding import queue
    from harmtrace.review.queue import QueueFilters, row_kind

    day(since)
    filters = QueueFilters(row_kind(kind), assigned, harm, document, since, not everything)
    page = queue(open_record(store), filters, limit, after)
    for row in page.rows:
        if as_json:
            write_json(row)
            continue
        to = f", given to {line_of(row.assigned_to)}" if row.assigned_to else ""
        say(f"{row.row_id}  {row.kind}, weight {row.weight:g}, {len(row.claims)} claims not looked at{to}")
        for reason in row.why:
            say(f"  {line_of(reason)}")
    note(f"{len(page.rows)} of {page.total}" + (f"; more with --after {page.after}" if page.after else ""))


def show(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="A claim, incident, document or decision.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what was decided about something, and the number of the last decision on it (for --seen).

    \b
    harmtrace review show clm_0123456789abcdef0123
    """
    from harmtrace.cli.deciding import print_entry
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, say, write_json
    from harmtrace.errors import UnknownName
    from harmtrace.pipeline.deciding import history as past
    from harmtrace.review.subjects import Subjects

    record = open_record(store)
    found = past(record, row_id)
    if not found and not Subjects(record).known(row_id):
        raise UnknownName(f"nothing on record is called {row_id!r}")
    for entry in found:
        write_json(entry) if as_json else print_entry(entry, "")
    if not found and not as_json:
        say("nobody has decided anything about it")
    note(f"last decision: {max((entry.decision.seq for entry in found), default=0)}")


def history(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print every decision on record in order, each with where it stands.

    \b
    harmtrace review history --json
    """
    from harmtrace.cli.deciding import print_entry
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json
    from harmtrace.pipeline.deciding import history as past

    for entry in past(open_record(store)):
        write_json(entry) if as_json else print_entry(entry, "")


def difference(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident.")],
    from_seq: Annotated[int, typer.Option("--from", metavar="N", help="After this decision; 0: before any.")] = 0,
    to_seq: Annotated[int | None, typer.Option("--to", metavar="N", help="After this one; else the last.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print how an incident stood after one decision and after another, over the claims of now.

    \b
    harmtrace review difference inc_0123456789abcdef0123 --from 0
    """
    from harmtrace.cli.deciding import value_words
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.pipeline.preview import difference as compared
    from harmtrace.store.decisions import head

    record = open_record(store)
    found = compared(record, incident, from_seq, head(record) if to_seq is None else to_seq)
    if as_json:
        write_json(found)
        return
    for name, was, will in found.changes:
        say(f"{line_of(name)}")
        say(f"  before {value_words(was)}")
        say(f"  after  {value_words(will)}")
    for one in found.decisions:
        say(f"by {one.decision_id}: {one.kind} of {line_of(one.person)}, {line_of(one.reason)}")
    if not found.changes:
        say("nothing differs")
