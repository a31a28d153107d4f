"""The local engine: runs a map stage over records, in this process or in several, results in the order given."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from queue import Empty, Queue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MANY = 64
"""Records from which more than one process pays."""
_AT_ONCE = 8
"""So many records go to a process together: handing over one costs as much as a tenth of its work."""
_AHEAD = 8
"""So many such parcels are under way for each process, so that none waits and a long stream is never held whole."""


def _end_with_parent() -> None:
    """End this process once the one that started it is gone: it would keep the lock of the record for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


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
        return self._processes().map(function, records, chunksize=_AT_ONCE)

    def stream(self, function: Callable[[T], R], records: Iterable[T]) -> Iterator[R]:
        """Apply `function` (importable by name) to each record as it comes.

        The first `MANY` are read here, so that a question of a few lines starts no process. Of a stream that pauses
        all that has come is answered before the next record comes. Raises what reading the records raises.
        """
        coming = iter(records)
        if self.jobs == 1:
            yield from map(function, coming)
            return
        yield from map(function, islice(coming, MANY))
        for first in coming:
            # The processes are made before there is a thread, of which they would copy half.
            self._processes().submit(int).result()
            ahead = _Ahead(chain([first], coming), self.jobs * _AHEAD * _AT_ONCE)
            yield from self._in_order(partial(_each, function), ahead)

    def _in_order(self, parcel: Callable[[list[T]], list[R]], ahead: _Ahead[T]) -> Iterator[R]:
        under_way: deque[Future[list[R]]] = deque()
        while True:
            records = ahead.take(wait=not under_way)
            if records:
                under_way.append(self._processes().submit(parcel, records))
            if under_way and (not records or len(under_way) >= self.jobs * _AHEAD):
                yield from under_way.popleft().result()
            elif not records:
                return

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, initializer=_end_with_parent)
        return self._pool


def _each(function: Callable[[T], R], records: list[T]) -> list[R]:
    return [function(record) for record in records]


class _End:
    """What stands after the last record: the error that ended reading, if one did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class _Ahead(Generic[T]):
    """Records that a thread reads ahead, `most` of them."""

    def __init__(self, records: Iterable[T], most: int) -> None:
        self._read: Queue[T | _End] = Queue(most)
        self._end: _End | None = None
        Thread(target=self._run, args=(records,), daemon=True).start()

    def _run(self, records: Iterable[T]) -> None:
        try:
            for record in records:
                self._read.put(record)
        except BaseException as error:
            self._read.put(_End(error))
        else:
            self._read.put(_End())

    def take(self, wait: bool) -> list[T]:
        """The next few records that have come; none where the stream pauses, unless `wait`, or where it has ended."""
        found: list[T] = []
        while self._end is None and len(found) < _AT_ONCE:
            try:
                record = self._read.get(block=wait and not found)
            except Empty:
                break
            if isinstance(record, _End):
                self._end = record
            else:
                found.append(record)
        if not found and wait and self._end is not None and self._end.error is not None:
            raise self._end.error
        return found
