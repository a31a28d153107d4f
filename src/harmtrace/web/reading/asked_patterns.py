"""From the address of the page of patterns to the pattern; the last answers are kept while the record stays."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast, get_args

from harmtrace.account.record import RecordView
from harmtrace.errors import BadSetting, UnknownPlace
from harmtrace.model.pattern import Pattern, PatternBy
from harmtrace.patterns.pattern import patterns
from harmtrace.patterns.question import PatternQuestion
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.tongue import _
from harmtrace.vocab.tables import by_id
from harmtrace.web.reading.filters import day_of

_MOST_KEPT = 16
_WAIT = 5.0
"""Seconds that a reader waits before being told that it takes longer."""


@dataclass(frozen=True, slots=True)
class PatternAsked:
    """What the address asks for; what is no date, no harm or no way of rows is not asked for."""

    by: PatternBy = "week"
    place: str = ""
    start: str = ""
    end: str = ""
    harm: str = "killed"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> PatternAsked:
        """Read it from a query string."""
        by, place, start, end, harm = (query.get(n, "")[:100].strip() for n in ("by", "place", "from", "to", "harm"))
        return cls(
            cast("PatternBy", by) if by in get_args(PatternBy) else "week",
            place,
            start if day_of(start) else "",
            end if day_of(end) else "",
            harm if harm in by_id("harms") else "killed",
        )

    def question(self) -> PatternQuestion:
        """The question in the terms of the record."""
        places = (self.place,) if self.place else ()
        return PatternQuestion(self.by, places, day_of(self.start), day_of(self.end), self.harm)


class PatternAnswers:
    """Patterns that were asked for, by the mark of the record, each worked out once, one after the other.

    Those of a large record take longer than a reader waits: they go on while the reader is told so.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, PatternAsked], Future[Pattern]] = {}
        self._lock = threading.Lock()
        self._working = ThreadPoolExecutor(1, thread_name_prefix="patterns")

    def answer(self, asked: PatternAsked, mark: str, record: RecordView) -> Pattern | str | None:
        """The pattern, or what is the matter with the question, in words; None while it is being worked out."""
        key = (mark, asked)
        with self._lock:
            if key not in self._kept:
                while len(self._kept) >= _MOST_KEPT:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[key] = self._working.submit(patterns, asked.question(), record, load_gazetteer())
            work = self._kept[key]
        try:
            return work.result(timeout=_WAIT)
        except UnknownPlace:
            return _("No place, or more than one, is called so. Give a fuller name, or an id.")
        except BadSetting:
            return _("The period has too many rows. Give a shorter one, or rows by month.")
        except TimeoutError:
            return None
