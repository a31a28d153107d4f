"""The `harmtrace` command: arguments in; output, messages and an exit code out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.exceptions import TyperException

from harmtrace import __version__
from harmtrace.cli import (
    accounts,
    aggregates,
    claims,
    demo,
    document,
    documents,
    estimate,
    estimate_counts,
    evaluate,
    explain,
    export,
    extract,
    gazetteer,
    grades,
    incidents,
    independence,
    link,
    lists,
    patterns,
    places,
    report,
    restrict,
    review,
    run,
    schema,
    search,
    serve,
    show,
    sources,
    text,
    tokens,
    toll,
    trace,
    verify,
    withdraw,
)
from harmtrace.cli.terminal import flush, note, show_error
from harmtrace.errors import HarmtraceError

EPILOG = """\
Start here:

  harmtrace demo                                  a record of the demonstration corpus, in ./demo

  harmtrace run reports/                          a record of your own files, in ./harmtrace.db

  harmtrace toll --place "Idlib governorate"      the range that the record supports, with reasons

Exit codes: 0 done; 1 done, but some inputs failed (each is named); 2 usage; 3 refused.
"""
# Plain help: drawing frames would double the time that `harmtrace --help` takes.
app = typer.Typer(
    name="harmtrace",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
)
_COMMANDS: dict[str, Callable[..., Any]] = {
    "demo": demo.demo,
    "run": run.run,
    "toll": toll.toll,
    "patterns": patterns.patterns,
    "incidents": incidents.incidents,
    "aggregates": aggregates.aggregates,
    "grades": grades.grades,
    "claims": claims.claims,
    "documents": documents.documents,
    "sources": sources.sources,
    "independence": independence.independence,
    "show": show.show,
    "trace": trace.trace,
    "search": search.search,
    "report": report.report,
    "export": export.export,
    "link": link.link,
    "serve": serve.serve,
    "verify": verify.verify,
    "withdraw": withdraw.withdraw,
    "restrict": restrict.restrict,
    "release": restrict.release,
    "restricted": restrict.restricted,
    "extract": extract.extract,
    "explain": explain.explain,
    "text": text.text,
    "document": document.document,
    "places": places.places,
    "counts": estimate_counts.counts,
    "estimate": estimate.estimate,
    "schema": schema.schema,
}
for _name, _function in _COMMANDS.items():
    app.command(_name)(_function)
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(lists.app, name="lists")
app.add_typer(accounts.app, name="accounts")
app.add_typer(tokens.app, name="tokens")
app.add_typer(review.app, name="review")
app.add_typer(evaluate.app, name="evaluate")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"harmtrace {__version__}")
        raise typer.Exit(0)


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Turn reports of attacks on civilians into an accountable record, offline."""


def main() -> None:
    """Run the command line of this process and end it with the command's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are shown, not raised, unless HARMTRACE_DEBUG is 1."""
    try:
        code = app(arguments, prog_name="harmtrace", standalone_mode=False)
        flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        note("nothing was done")
        return 2
    except TyperException as error:
        note(f"error: {error.format_message()}")
        note("  See `harmtrace --help`, or --help after the command.")
        return 2
    except HarmtraceError as error:
        if os.environ.get("HARMTRACE_DEBUG") == "1":
            raise
        show_error(error)
        return error.exit_code
    if code == 130:
        note("interrupted; what was done so far is kept, the next run does the rest")
    return code if isinstance(code, int) else 0
