"""Where the shared data folder is, and a last line that says which gates did not run without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")

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


_NOT_RUN: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Remember the tests that were skipped."""
    _NOT_RUN.extend(report.nodeid for report in terminalreporter.stats.get("skipped", []) if report.nodeid)


def pytest_unconfigure() -> None:
    """Say on the last line how many tests did not run, and of which gates."""
    if _NOT_RUN:
        gates = ", ".join(sorted({nodeid.split("::")[0] for nodeid in _NOT_RUN}))
        print(f"{len(_NOT_RUN)} tests skipped; gates that did not run: {gates}")
