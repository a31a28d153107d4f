"""`harmtrace schema`: the JSON Schema of a form."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="claim, toll, …; the list if none.")] = None,
) -> None:
    """Print the JSON Schema of a form that commands print.

    \b
    harmtrace schema claim
    """
    from harmtrace.cli.terminal import say, write_json
    from harmtrace.model.schema import json_schema, schema_names

    if name is None:
        for known in schema_names():
            say(known)
    else:
        write_json(json_schema(name))
