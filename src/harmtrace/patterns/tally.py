"""From the rows of a pattern to their counts: incidents once, what is perhaps in them apart, effort beside, change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmtrace.model.incident import Incident
from harmtrace.model.pattern import Change, Effort, PatternBy
from harmtrace.patterns.cells import Cell, whole
from harmtrace.patterns.change import Counted, change
from harmtrace.patterns.effort import effort_of, published_in
from harmtrace.patterns.question import Scope, once


@dataclass(frozen=True)
class Tally:
    """A row with its counts, before its tolls. `sure` are the incidents surely in it, `maybe` those perhaps."""

    cell: Cell
    sure: tuple[Incident, ...]
    maybe: tuple[Incident, ...]
    effort: Effort
    change: Change | None = None

    @property
    def least(self) -> int:
        """The incidents surely in it, those that may be the same one counted once."""
        return len(once(self.sure))

    @property
    def most(self) -> int:
        """The incidents that may be in it, each for itself."""
        return len(self.sure) + len(self.maybe)

    @property
    def is_watched(self) -> bool:
        """Whether anything is on record of it: that nobody reported is not that nothing happened."""
        return bool(self.most or self.effort.documents)


def tallies(by: PatternBy, cells: Sequence[Cell], scope: Scope) -> list[Tally]:
    """Count each row; those over time with their change against the watched ones before."""
    counted = [_tally(cell, scope) for cell in cells]
    if by not in ("day", "week", "month"):
        return counted
    found: list[Tally] = []
    past: list[Counted] = []
    for one in counted:
        now = Counted(_length(by, one.cell), one.least, one.most)
        found.append(replace(one, change=change(past, now)) if one.is_watched else one)
        past += [now] if one.is_watched else []
    return found


def _tally(cell: Cell, scope: Scope) -> Tally:
    sure = tuple(incident for incident, belongs in cell.incidents if belongs == "yes")
    maybe = tuple(incident for incident, belongs in cell.incidents if belongs != "yes")
    if cell.start is not None and cell.end is not None:
        effort = published_in(cell.start, cell.end, scope.record)
    else:
        effort = effort_of([*sure, *maybe, *cell.aggregates], scope.record)
    return Tally(cell, sure, maybe, effort)


def _length(by: PatternBy, cell: Cell) -> float:
    """The days of a period as a share of a whole one: the ends of the scope may cut it. Months count as alike."""
    if cell.start is None or cell.end is None:
        return 1.0
    first, last = whole(by, cell.start)
    return ((cell.end - cell.start).days + 1) / ((last - first).days + 1)
