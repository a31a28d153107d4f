"""`harmtrace withdraw`: bytes, texts and quotations of a document destroyed; hash, reason and person kept."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import StoreOption


def withdraw(
    target: Annotated[str, typer.Argument(metavar="ID", help="A document id or the SHA-256 of a capture.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept for good.")],
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Who; else HARMTRACE_PERSON.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = None,
) -> int:
    """Destroy the bytes and quotations of a document (lawful erasure, consent taken back). It cannot be undone.

    \b
    harmtrace withdraw idl-07 --reason "consent taken back" --person "A. Archivist"
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, note, say
    from harmtrace.pipeline.settings import person_setting
    from harmtrace.pipeline.withdraw import withdraw as destroy

    record = open_record(store)
    if not yes and not typer.confirm(f"Destroy the bytes and quotations of {line_of(target)} for good?", err=True):
        note("nothing was withdrawn")
        return 2
    done = destroy(record, target, person or person_setting(), reason)
    say(f"withdrawn: {', '.join(line_of(one) for one in done.documents) or 'no document'}")
    for capture in done.captures:
        say(f"destroyed: {capture}")
    return 0
