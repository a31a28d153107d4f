"""What the overview's address asks for: a place, a period, a harm."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.where import Where
from harmtrace.publish.tongue import local_admin, local_name
from harmtrace.store.folding import fold_for_search


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
            asked = fold_for_search(self.place)
            if not any(asked in fold_for_search(name) for place in held.where for name in _names(place)):
                return False
        if self.harm and not any(row.harm == self.harm for row in held.tolls):
            return False
        first, last = day_of(self.start), day_of(self.end)
        if held.when is None:
            return first is None and last is None
        return (first is None or held.when.end >= first) and (last is None or held.when.start <= last)


def _names(place: Where) -> tuple[str, ...]:
    """A place and what holds it, as the text and the gazetteer name them and in the tongue of the page."""
    local = (local_name(place.place_id, place.name), *local_admin(place.admin))
    return (place.name, place.text, *place.admin, *local)


def day_of(given: str) -> datetime.date | None:
    """An ISO date, None for anything else."""
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        return None
