"""`harmtrace independence`: the origin groups of documents, with who relayed whom."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def independence(
    documents: Annotated[list[str] | None, typer.Argument(metavar="DOC...", help="Ids; all if none.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print which documents and claims rest on one origin: ten relays of one statement are one source.

    \b
    harmtrace independence
    harmtrace independence idl-01 idl-02 --json
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.errors import UnknownName

    record = open_record(store)
    wanted = set(documents or [])
    for document_id in wanted:
        if record.document(document_id) is None:
            raise UnknownName(f"no document on record is called {document_id!r}")
    for group in record.origins():
        if wanted and not wanted & set(group.documents):
            continue
        if as_json:
            write_json(group)
            continue
        say(f"{line_of(group.origin)}  ({len(group.documents)} documents, {len(group.claims)} claims)")
        say(f"  {', '.join(line_of(one) for one in group.documents)}")
        for source, target, why in group.relays:
            say(f"  {line_of(source)} → {line_of(target)}: {line_of(why)}")
