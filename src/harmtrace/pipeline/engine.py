"""The local engine: runs a map stage over records, in this process or in several, results in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MANY = 64
"""Records from which more than one process pays."""


class LocalEngine:
    """Maps with `jobs` processes. The order of results never depends on their number."""

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def map(self, function: Callable[[T], R], records: Sequence[T]) -> Iterator[R]:
        """Apply `function` (importable by name) to each record."""
        if self.jobs == 1 or len(records) < MANY:
            return map(function, records)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs)
        return self._pool.map(function, records, chunksize=8)
