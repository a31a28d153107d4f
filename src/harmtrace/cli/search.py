"""`harmtrace search`: words in, the documents that hold them out, read or not."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="All of them must stand in the text.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find documents by words of their text, whatever their marks and letter variants.

    \b
    harmtrace search hospital Hass
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json

    hits = open_record(store).search(" ".join(words))
    for hit in hits:
        if as_json:
            write_json(hit)
        else:
            say(f"{line_of(hit.document_id)}  {line_of(hit.title)}")
            say(f"  {line_of(hit.snippet)}")
    if not hits and not as_json:
        say("no document holds these words")
