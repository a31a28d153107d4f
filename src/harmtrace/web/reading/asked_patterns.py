"""From the address of the page of patterns to the pattern; the last answers are kept while the record stays."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Patterns that were asked for, for the record with one mark."""

    def __init__(self) -> None:
        self._mark: str | None = None
        self._kept: dict[PatternAsked, Pattern] = {}

    def answer(self, asked: PatternAsked, mark: str | None, record: RecordView) -> Pattern | str:
        """The pattern, or what is the matter with the question, in words."""
        if mark != self._mark or len(self._kept) >= _MOST_KEPT:
            self._mark, self._kept = mark, {}
        if asked not in self._kept:
            try:
                self._kept[asked] = patterns(asked.question(), record, load_gazetteer())
            except UnknownPlace:
                return _("No place, or more than one, is called so. Give a fuller name, or an id.")
            except BadSetting:
                return _("The period has too many rows. Give a shorter one, or rows by month.")
        return self._kept[asked]
