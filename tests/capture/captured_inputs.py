"""Sources and options in; the captures and the errors that open_inputs yields, apart, out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from harmtrace.capture.inputs import CaptureOptions, open_inputs
from harmtrace.errors import HarmtraceError
from harmtrace.model.document import Captured


def read(*sources: Path | str, **options: Any) -> tuple[list[Captured], list[HarmtraceError]]:
    """Return what was captured and what failed."""
    items = list(open_inputs([str(source) for source in sources], CaptureOptions(**options)))
    captured = [item for item in items if isinstance(item, Captured)]
    return captured, [item for item in items if isinstance(item, HarmtraceError)]
