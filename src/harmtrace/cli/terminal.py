"""From values to lines on standard output, and from messages to standard error, safe for a terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from harmtrace.errors import HarmtraceError

# Escape sequences in a title could rewrite the screen, and bidirectional overrides could swap figures.
_OVERRIDES = (*range(0x202A, 0x202F), 0x2066, 0x2067)
_ISOLATES = {0x2068: None, 0x2069: None}
"""Marks that keep words apart in direction: those of a text are taken out, ours are put around it."""
_STRIPPED = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *_OVERRIDES]) | {0x09: " ", 0x0A: "\n"}
_IN_JSON = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def clean(text: str) -> str:
    """Return `text` without control characters; line breaks stay."""
    return text.translate(_STRIPPED)


def line_of(text: str | None) -> str:
    """Return `text` on one line, without control characters; None is shown as a dash.

    What has letters that run from the right is kept apart (Unicode UAX 9), so that ids and figures beside it stay put.
    """
    if not text:
        return "–"
    return _kept_apart(" ".join(clean(text).translate(_ISOLATES).split()))


def _kept_apart(line: str) -> str:
    right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line)
    return f"\u2068{line}\u2069" if right else line


def write(text: str) -> None:
    """Write to standard output; a reader who has left (`| head`) ends the command quietly."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        leave_closed_pipe()


def flush() -> None:
    """Hand over what is still in the buffer of standard output."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        leave_closed_pipe()


def leave_closed_pipe() -> None:
    """End with 0: nobody reads on. Standard output goes nowhere, so that the interpreter's last flush holds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def say(text: str = "") -> None:
    """Print a line for people."""
    write(clean(text) + "\n")


def note(text: str) -> None:
    """Print a message on standard error."""
    sys.stderr.write(clean(text) + "\n")


def write_json(value: Any) -> None:
    """Print one JSON object on one line."""
    write(json_line(value))


def json_line(value: Any) -> str:
    """A value as one line of JSON, its end included, safe for a terminal."""
    import msgspec

    return msgspec.json.encode(value).decode().translate(_IN_JSON) + "\n"


def show_error(error: HarmtraceError) -> None:
    """Print an error: code, message, the way out, and where the reference has more."""
    note(f"error {error}")
    note(f"  {error.way_out}")
    note(f"  docs/errors.md#{error.code.lower()}")


def write_table(rows: Sequence[Mapping[str, str]]) -> None:
    """Print rows as aligned columns; the last column may be long, the others are kept to 40 characters."""
    if not rows:
        return
    names = list(rows[0])
    cells = [names, *[[line_of(row[name]) for name in names] for row in rows]]
    limits = [min(40, max(_width(cell[i]) for cell in cells)) for i in range(len(names) - 1)]
    for cell in cells:
        start = "  ".join(_fit(text, limit) for text, limit in zip(cell, limits, strict=False))
        say(f"{start}  {cell[-1]}".strip() if start else cell[-1])


def _fit(text: str, width: int) -> str:
    line = text.translate(_ISOLATES)
    while _width(line) > width:
        line = line.removesuffix("…")[:-1] + "…"
    return _kept_apart(line) + " " * (width - _width(line))


def _width(text: str) -> int:
    """How many columns a text takes: marks on letters and marks of direction take none."""
    return sum(unicodedata.category(letter) not in ("Mn", "Me", "Cf") for letter in text)


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Yield a function that takes the name of a stage and a count; it draws only where a person watches."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def report(stage: str, done: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(line_of(stage), total=None)
            bar.update(tasks[stage], completed=done)

        yield report
