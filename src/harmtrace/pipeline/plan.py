"""The plan: every stage in order, what it takes and gives, and the version that its results carry.

reports → documents → claims → incidents → tolls → publications
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from harmtrace.extract.extraction import EXTRACTOR_VERSION
from harmtrace.model.ids import sha256_hex

READING_VERSION = "1"
ORIGINS_VERSION = "4"
ACCOUNTING_VERSION = "3"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. A `map` works on one record at a time, a `group` on all that belong together."""

    name: str
    kind: Literal["map", "group"]
    takes: str
    gives: str
    version: str


PLAN: tuple[Stage, ...] = (
    Stage("capture", "map", "inputs", "captures", "1"),
    Stage("text", "map", "captures", "documents", READING_VERSION),
    Stage("extract", "map", "documents", "claims", EXTRACTOR_VERSION),
    Stage("provenance", "group", "claims", "origins", ORIGINS_VERSION),
    Stage("resolve", "group", "claims", "incidents and aggregates", ORIGINS_VERSION),
    Stage("account", "group", "incidents and aggregates", "tolls", ACCOUNTING_VERSION),
)


@cache
def vocabulary_hash() -> str:
    """The hash of every vocabulary table, so that a changed word makes documents be read again."""
    parts = [f"{name}:{sha256_hex(data)}" for name, data in _tables(files("harmtrace.vocab").joinpath("data"), "")]
    return sha256_hex("\n".join(sorted(parts)).encode())[:16]


@cache
def grouping_hash() -> str:
    """The hash of every rule and table by which claims are grouped: what was remembered under another is not used."""
    rooms = ("model", "places", "resolve", "vocab")
    parts = [part for room in rooms for part in _rules(files(f"harmtrace.{room}"), room)]
    return sha256_hex("\n".join([*sorted(parts), vocabulary_hash()]).encode())[:16]


def _rules(folder: Traversable, prefix: str) -> list[str]:
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py"))
    return [f"{prefix}/{name}:{sha256_hex(folder.joinpath(name).read_bytes())}" for name in names]


def _tables(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        found += _tables(entry, name) if entry.is_dir() else [(name, entry.read_bytes())]
    return found
