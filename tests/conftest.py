"""Where the shared data folder is, and a last line that says which gates did not run without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HARMTRACE_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; tests that use it are marked `shared` and skipped without it."""
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that read the shared folder, and skip them where it is not there."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
            if not (SHARED / "gold").is_dir():
                item.add_marker(pytest.mark.skip(reason="needs the shared data folder"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the gates that did not run."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if report.nodeid]
    if skipped:
        gates = ", ".join(sorted({report.nodeid.split("::")[0] for report in skipped}))
        terminalreporter.write_line(f"gates that did not run without the shared folder ({len(skipped)} tests): {gates}")
