"""The engine gives what the stage gives, in the order of the records, whatever the number of processes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from harmtrace.pipeline.engine import MANY, LocalEngine

LONG = MANY * 20


def doubled(number: int) -> int:
    return number * 2


def where_read(_number: int) -> int:
    return os.getpid()


def refused(number: int) -> int:
    if number == LONG - 1:
        raise ValueError(str(number))
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, MANY, MANY + 1, LONG])
def test_a_stream_is_answered_whole_and_in_order(jobs: int, count: int) -> None:
    with LocalEngine(jobs) as engine:
        assert list(engine.stream(doubled, iter(range(count)))) == [number * 2 for number in range(count)]


def test_a_short_stream_starts_no_process_and_a_long_one_several() -> None:
    with LocalEngine(2) as engine:
        assert set(engine.stream(where_read, range(MANY))) == {os.getpid()}
        read_by = set(engine.stream(where_read, range(LONG)))
    assert len(read_by) == 3


def test_a_stream_that_pauses_is_answered_before_it_goes_on() -> None:
    asked: Queue[int | None] = Queue()

    def questions() -> Iterator[int]:
        while (one := asked.get()) is not None:
            yield one

    with LocalEngine(2) as engine:
        answers = engine.stream(doubled, questions())
        for number in range(MANY * 2):
            asked.put(number)
            assert next(answers) == number * 2
        asked.put(None)
        assert list(answers) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_ends_the_reading_ends_the_stream_after_all_answers(jobs: int) -> None:
    def cut_off() -> Iterator[int]:
        yield from range(LONG)
        raise OSError("cut off")

    found: list[int] = []
    with LocalEngine(jobs) as engine, pytest.raises(OSError, match="cut off"):
        found.extend(engine.stream(doubled, cut_off()))
    assert found == [number * 2 for number in range(LONG)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_stage_is_raised(jobs: int) -> None:
    with LocalEngine(jobs) as engine, pytest.raises(ValueError, match=str(LONG - 1)):
        list(engine.stream(refused, range(LONG)))


def test_a_stream_reads_no_further_ahead_than_it_must() -> None:
    drawn = 0
    lock = threading.Lock()

    def endless() -> Iterator[int]:
        nonlocal drawn
        while True:
            with lock:
                drawn += 1
            yield drawn

    with LocalEngine(2) as engine:
        answers = engine.stream(doubled, endless())
        for _ in range(MANY * 4):
            next(answers)
        with lock:
            assert drawn <= MANY * 4 + 2 * 2 * 8 * 8 + 16
