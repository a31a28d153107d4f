"""`harmtrace evaluate`: how good the record is, measured on answers made by people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure extraction and record on known answers.")
SharedOption = Annotated[Path | None, typer.Option("--shared", metavar="DIR", help="Else HARMTRACE_SHARED, ../shared.")]


@app.command()
def gold(
    golds: Annotated[list[Path] | None, typer.Option("--gold", metavar="FILE", help="Gold claims; repeatable.")] = None,
    documents: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Their texts; repeatable.")] = None,
    shared: SharedOption = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every wrong, spurious and missing item, one a line.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Score extraction against annotated claims; unread languages are named, not scored.

    Fields are scored one by one: right, spurious, missed. A wrong value is one spurious and one missed.

    \b
    harmtrace evaluate gold
    harmtrace evaluate gold --errors errors.jsonl
    harmtrace evaluate gold --gold my.jsonl --documents texts.jsonl
    """
    from harmtrace.cli.evaluate_gold import run_gold

    return run_gold(golds or [], documents or [], shared, errors, as_json)


@app.command()
def corpus(
    folder: Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="Else the demo corpus.")] = None,
    as_json: JsonOption = False,
) -> int:
    """Build the record of an acceptance corpus and list every difference from what a careful person would build.

    \b
    harmtrace evaluate corpus
    """
    from harmtrace.cli.evaluate_corpus import run_corpus

    return run_corpus(folder, as_json)


@app.command()
def seed(
    source: Annotated[str | None, typer.Option(metavar="FILE", help="The seed text or a page of it.")] = None,
    as_json: JsonOption = False,
) -> int:
    """Compare the claims of the seed with its expected ones: matched, missing, extra.

    \b
    harmtrace evaluate seed
    """
    from harmtrace.cli.evaluate_seed import run_seed

    return run_seed(source, as_json)
