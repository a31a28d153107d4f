"""Lists of people on record: rows in, rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from harmtrace.model.ids import content_id, sha256_hex
from harmtrace.model.immutable import replace
from harmtrace.model.person import Entry, ListedPerson, ListOnRecord
from harmtrace.store import tables
from harmtrace.store.record import Store, Writing, row_hash

_BATCH = 10_000
"""Rows of a list that are written at once."""
EMPTIED = "{}"
"""The body of a row that was withdrawn."""


def person_id(capture: str, entry: Entry) -> str:
    """The id of a row: of the hash of its file, of its cells, and of its number."""
    return content_id("per", [capture, entry.sha256, entry.row])


class ListWriting:
    """The writes of one transaction that concern lists."""

    def __init__(self, writing: Writing) -> None:
        self.connection = writing.connection

    def state(self, list_id: str) -> str | None:
        """The fingerprint of the current reading of a list."""
        table = tables.person_lists
        query = select(table.c.fingerprint).where(table.c.list_id == list_id).order_by(table.c.seq.desc()).limit(1)
        return self.connection.execute(query).scalar()

    def add(self, one: ListOnRecord, fingerprint: str, entries: Iterable[Entry]) -> None:
        """Append a reading of a list with its rows; it takes the place of an earlier one of the same id."""
        body = msgspec.json.encode(one).decode()
        result = self.connection.execute(
            insert(tables.person_lists).values(
                list_id=one.list_id,
                capture=one.capture,
                fingerprint=fingerprint,
                body=body,
                row_hash=row_hash(one.list_id, one.capture, body),
            )
        )
        key = result.inserted_primary_key
        seq = int(key[0]) if key else 0
        rest = iter(entries)
        while some := list(islice(rest, _BATCH)):
            self.connection.execute(insert(tables.persons), [_person_row(seq, one.capture, entry) for entry in some])


def lists_on_record(store: Store) -> list[ListOnRecord]:
    """The current reading of every list, in the order of their names."""
    with store.engine.connect() as connection:
        return [_list_of(row) for row in _current_lists(connection)]


def people_of(store: Store, list_id: str) -> list[ListedPerson]:
    """The rows of a list, in the order of its file; those of a withdrawn one are gone."""
    table = tables.persons
    with store.engine.connect() as connection:
        for held in _current_lists(connection):
            if held["list_id"] == list_id:
                query = select(table.c.person_id, table.c.body).where(table.c.list_seq == held["seq"])
                rows = connection.execute(query.order_by(table.c.seq)).all()
                return [
                    ListedPerson(row.person_id, list_id, held["capture"], msgspec.json.decode(row.body, type=Entry))
                    for row in rows
                    if row.body != EMPTIED
                ]
    return []


def captures_of(store: Store, list_id: str) -> list[str]:
    """The hash of every file that was read as this list."""
    table = tables.person_lists
    query = select(table.c.capture).where(table.c.list_id == list_id).order_by(table.c.seq)
    with store.engine.connect() as connection:
        return list(dict.fromkeys(connection.execute(query).scalars()))


def expected_hashes(store: Store) -> Iterator[tuple[str, str, bool]]:
    """What each row of lists is, its name, and whether its hash still is that of its words."""
    captures: dict[int, str] = {}
    for row in store.rows("person_lists"):
        captures[row["seq"]] = row["capture"]
        holds = row["row_hash"] == row_hash(row["list_id"], row["capture"], row["body"])
        yield "list row", str(row["list_id"]), holds
    for row in store.rows("persons"):
        holds = row["row_hash"] == row_hash(row["person_id"], row["body"])
        if holds and row["body"] != EMPTIED:
            entry = msgspec.json.decode(row["body"], type=Entry)
            holds = row["person_id"] == person_id(captures.get(row["list_seq"], ""), entry)
        yield "person row", str(row["person_id"]), holds


def redact_people(connection: Connection, capture: str) -> list[str]:
    """Empty the rows of every list that rests on a capture that was withdrawn; returns the ids of the lists."""
    lists, persons = tables.person_lists, tables.persons
    held = connection.execute(select(lists).where(lists.c.capture == capture)).mappings().all()
    for row in held:
        emptied = replace(_list_of(row), columns={}, source=None, refused=(), file="", withdrawn=True)
        body = msgspec.json.encode(emptied).decode()
        hashed = row_hash(row["list_id"], row["capture"], body)
        connection.execute(update(lists).where(lists.c.seq == row["seq"]).values(body=body, row_hash=hashed))
        ids = connection.execute(select(persons.c.seq, persons.c.person_id).where(persons.c.list_seq == row["seq"]))
        for person in ids.all():
            values = {"body": EMPTIED, "row_hash": row_hash(person.person_id, EMPTIED)}
            connection.execute(update(persons).where(persons.c.seq == person.seq).values(**values))
    return [row["list_id"] for row in held]


def reading_of(columns: Mapping[str, str], capture: str, version: str) -> str:
    """What a reading of a list depends on; the same fingerprint gives the same rows."""
    return sha256_hex(msgspec.json.encode([capture, dict(sorted(columns.items())), version]))


def _current_lists(connection: Connection) -> list[RowMapping]:
    table = tables.person_lists
    newest = select(func.max(table.c.seq)).group_by(table.c.list_id)
    query = select(table).where(table.c.seq.in_(newest)).order_by(table.c.list_id)
    return list(connection.execute(query).mappings())


def _list_of(row: RowMapping) -> ListOnRecord:
    return msgspec.json.decode(row["body"], type=ListOnRecord)


def _person_row(list_seq: int, capture: str, entry: Entry) -> dict[str, Any]:
    body = msgspec.json.encode(entry).decode()
    own = person_id(capture, entry)
    return {"list_seq": list_seq, "person_id": own, "body": body, "row_hash": row_hash(own, body)}
