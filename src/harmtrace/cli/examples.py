"""Where the examples are: in the wheel, or beside the source tree."""

from __future__ import annotations

from pathlib import Path

from harmtrace.errors import MissingInput


def examples_folder() -> Path:
    """The folder of the seed and the demonstration corpus. Raises `MissingInput` where they are not installed."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "examples", here.parents[3] / "examples"):
        if (folder / "seed" / "seed.txt").is_file():
            return folder
    raise MissingInput("the examples are not installed with this harmtrace")


def demo_corpus() -> Path:
    """The demonstration corpus."""
    return examples_folder() / "idlib-2018-09" / "documents.jsonl"
