"""What the address of the queue asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from harmtrace.review.queue import QueueFilters, RowKind, row_kind
from harmtrace.web.reading.filters import day_of


@dataclass(frozen=True, slots=True)
class QueueAsked:
    """The filters of the queue and the row after which it goes on, as strings of the address."""

    kind: str = ""
    assigned: str = ""
    harm: str = ""
    document: str = ""
    since: str = ""
    all: str = ""
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> QueueAsked:
        """Read them from a query string; what is no kind and no date is no filter."""
        found = {name: query.get(name, "")[:200].strip() for name in cls.__dataclass_fields__}
        if found["kind"] not in get_args(RowKind):
            found["kind"] = ""
        if day_of(found["since"]) is None:
            found["since"] = ""
        return cls(**found)

    @property
    def filters(self) -> QueueFilters:
        """The filters as the queue takes them."""
        return QueueFilters(
            kind=row_kind(self.kind or None),
            assigned_to=self.assigned or None,
            harm=self.harm or None,
            document=self.document or None,
            since=self.since or None,
            open_only=not self.all,
        )

    def address(self, **changes: str) -> str:
        """The address of the queue with these filters, some of them changed."""
        query = self.query(**changes)
        return f"/review?{query}" if query else "/review"

    def query(self, **changes: str) -> str:
        """The same as a query string."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__} | {"after": ""} | changes
        return urlencode({name: value for name, value in values.items() if value})
