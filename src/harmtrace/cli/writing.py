"""A file that a command writes: what stands in the way is an error with a way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harmtrace.errors import BadSetting


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Raise `BadSetting` where `out` cannot be written: a folder, no such folder, no leave, a full disk."""
    try:
        yield
    except OSError as error:
        raise BadSetting(
            f"it cannot be written: {error.strerror or error}",
            where=str(out),
            way_out="Give --out the name of a file in a folder that is there and that you may write to.",
        ) from error
