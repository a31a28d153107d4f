"""Inputs that failed, shown as they come, and the exit code that they come to."""

from __future__ import annotations

from harmtrace.cli.terminal import show_error
from harmtrace.errors import HarmtraceError


class Failures:
    """Collects errors of inputs; `done` counts the inputs that were read."""

    def __init__(self) -> None:
        self.errors: list[HarmtraceError] = []
        self.done = 0

    def add(self, error: HarmtraceError) -> None:
        """Show an error and keep it."""
        show_error(error)
        self.errors.append(error)

    def exit_code(self) -> int:
        """0 without errors; 1 where some inputs failed; the code of the error where there was nothing else."""
        if not self.errors:
            return 0
        if self.done or len({error.exit_code for error in self.errors}) > 1:
            return 1
        return self.errors[0].exit_code
