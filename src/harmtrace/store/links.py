"""Candidate pairs of rows of lists on record, as the last linkage of two lists left them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, select

from harmtrace.model.ids import content_id
from harmtrace.model.link import CandidatePair
from harmtrace.store import tables
from harmtrace.store.record import Store, Writing

_KIND = "link"


def kind_of(lists: tuple[str, str]) -> str:
    """The kind of derived rows that holds the pairs of two lists, or of one with itself, in whatever order."""
    return " ".join((_KIND, *sorted(lists)))


def replace_pairs(writing: Writing, lists: tuple[str, str], pairs: Iterable[CandidatePair]) -> None:
    """Put these pairs in the place of those that an earlier linkage of the two lists left."""
    writing.derived(kind_of(lists), {one.pair_id: (content_id("fp", one), one) for one in pairs})


def candidate_pairs(store: Store, pair: str | None = None) -> list[CandidatePair]:
    """All pairs that linkages left, or the one of this id."""
    table = tables.derived
    query = select(table.c.body).where(table.c.kind.startswith(f"{_KIND} ")).order_by(table.c.kind, table.c.position)
    if pair is not None:
        query = query.where(table.c.id == pair)
    with store.engine.connect() as connection:
        return [msgspec.json.decode(body, type=CandidatePair) for body in connection.execute(query).scalars()]


def forget_pairs(writing: Writing, list_id: str) -> None:
    """Take away what linkages of a list left."""
    table = tables.derived
    kinds = writing.connection.execute(select(table.c.kind).where(table.c.kind.startswith(f"{_KIND} ")).distinct())
    for kind in kinds.scalars().all():
        if list_id in kind.split()[1:]:
            writing.connection.execute(delete(table).where(table.c.kind == kind))
