"""Writes the reference pages from code and tables: commands.md, settings.md, errors.md, figures.md.

Run: python docs/generate.py
"""

from __future__ import annotations

import csv
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from harmtrace.cli.main import app
from harmtrace.errors import all_errors
from harmtrace.pipeline.settings import SETTINGS

DOCS = Path(__file__).parent


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    for name, sub in getattr(command, "commands", {}).items():
        if getattr(sub, "commands", None):
            yield from commands(sub, (*path, name))
        else:
            yield " ".join((*path, name)), sub


def commands_page() -> str:
    """The command reference."""
    lines = ["# Commands", "", "Exit codes: 0 done, 1 done but some inputs failed, 2 usage, 3 refused.", ""]
    for name, command in commands(get_command(app)):
        lines += [f"## harmtrace {name}", "", inspect.cleandoc(command.help or "").replace("\b\n", "\n").strip(), ""]
        for option in command.params:
            names = ", ".join(f"`{one}`" for one in option.opts)
            lines.append(f"- {names}: {getattr(option, 'help', None) or 'see above'}")
        lines.append("")
    return "\n".join(lines)


def settings_page() -> str:
    """The settings reference."""
    rows = [f"| `{s.name}` | {s.default} | {s.meaning} |" for s in SETTINGS]
    head = ["# Settings", "", "Environment variables; options of a command go before them.", ""]
    return "\n".join([*head, "| setting | default | meaning |", "| --- | --- | --- |", *rows, ""])


def errors_page() -> str:
    """The error reference."""
    lines = ["# Errors", "", "Every error has a code, a message and a way out.", ""]
    for error in all_errors():
        about = inspect.cleandoc(error.__doc__ or "")
        lines += [f"## {error.code}", "", about, "", f"Way out: {error.way_out} Exit code {error.exit_code}.", ""]
    return "\n".join(lines)


def figures_page() -> str:
    """The figures of extraction on gold, as the committed baseline holds them."""
    table = DOCS.parent / "evaluation" / "gold_baseline.tsv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, dialect="excel-tab"))
    suites = list(dict.fromkeys(row["suite"] for row in rows))
    fields = list(dict.fromkeys(row["field"] for row in rows))
    found = {(row["suite"], row["field"]): f"{row['f1']} ({row['items']})" for row in rows}
    lines_ = [f"| {name} | " + " | ".join(found.get((suite, name), "–") for suite in suites) + " |" for name in fields]
    head = [
        "# Figures of extraction",
        "",
        "F1 in per cent by field and suite of gold, with the number of gold items; `evaluation/README.md` says what",
        "the suites are. Extraction may not become worse than these by more than noise: a test holds them.",
        "",
        f"| field | {' | '.join(suites)} |",
        f"|---|{'---:|' * len(suites)}",
    ]
    return "\n".join([*head, *lines_, ""])


PAGES = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "errors.md": errors_page,
    "figures.md": figures_page,
}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).write_text(make(), encoding="utf-8")
