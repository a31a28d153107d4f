"""Writes the reference pages from the code: commands.md, settings.md, errors.md. Run: python docs/generate.py."""

from __future__ import annotations

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


PAGES = {"commands.md": commands_page, "settings.md": settings_page, "errors.md": errors_page}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).write_text(make(), encoding="utf-8")
