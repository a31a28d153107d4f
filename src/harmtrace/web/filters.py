"""What the overview's address asks for: a place, a period, a harm."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from harmtrace.model.incident import Aggregate, Incident


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in the address; what is no date is no filter."""

    place: str = ""
    start: str = ""
    end: str = ""
    harm: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Read them from a query string."""
        return cls(*(query.get(name, "")[:100].strip() for name in ("place", "from", "to", "harm")))

    def keep(self, held: Incident | Aggregate) -> bool:
        """Whether an incident or aggregate fits."""
        if self.place:
            names = [name for w in held.where for name in (w.name, w.text, *w.admin)]
            if not any(self.place.casefold() in name.casefold() for name in names):
                return False
        if self.harm and not any(row.harm == self.harm for row in held.tolls):
            return False
        first, last = _day(self.start), _day(self.end)
        if held.when is None:
            return first is None and last is None
        return (first is None or held.when.end >= first) and (last is None or held.when.start <= last)


def _day(given: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        return None
