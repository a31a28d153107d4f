"""What an address asks of the record: a place, a period, a weapon, who is harmed and how, a grade, how many tellers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

_ADDRESSED = {"start": "from", "end": "to"}
"""Names of fields that are others in an address."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in an address; what is no date or no number is no filter.

    `status` is that of the people harmed, `state` that of the incident (made by machine, or reviewed); `origins` is the
    least number of independent origins.
    """

    place: str = ""
    start: str = ""
    end: str = ""
    weapon: str = ""
    target: str = ""
    actor: str = ""
    harm: str = ""
    status: str = ""
    grade: str = ""
    state: str = ""
    origins: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Read them from a query string."""
        given = {f.name: query.get(_ADDRESSED.get(f.name, f.name), "")[:_LONGEST].strip() for f in fields(cls)}
        for name in ("start", "end"):
            given[name] = given[name] if day_of(given[name]) else ""
        return cls(**{**given, "origins": given["origins"] if given["origins"].isascii() else ""})

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def least_origins(self) -> int:
        """How many independent origins are asked for at least."""
        return int(self.origins) if self.origins.isdigit() else 0

    @property
    def query(self) -> str:
        """The filters as a query string, those that are set alone."""
        set_ones = ((_ADDRESSED.get(f.name, f.name), getattr(self, f.name)) for f in fields(self))
        return urlencode([(name, value) for name, value in set_ones if value])

    def address(self, path: str, **changed: str) -> str:
        """The address of `path` with these filters, some of them changed, and what else is given."""
        own = {field.name for field in fields(self)}
        filters = replace(self, **{name: value for name, value in changed.items() if name in own})
        more = urlencode([(name, value) for name, value in changed.items() if name not in own and value])
        query = "&".join(filter(None, (filters.query, more)))
        return f"{path}?{query}" if query else path


def day_of(given: str) -> datetime.date | None:
    """An ISO date, None for anything else."""
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        return None
