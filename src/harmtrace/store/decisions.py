"""The decisions of persons on record: appended one after the other, each chained to the one before by its hash.

Two who decide at once cannot both follow the same row: its number and the hash of the row before are unique, and who
comes second looks again at what the first decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from harmtrace.model.decision import ASIDE, Anchor, Decision, DecisionKind
from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.store import tables

if TYPE_CHECKING:
    from harmtrace.store.record import Store

_DESTROYED = "(withdrawn with the document that it quotes)"
_IDS = frozenset("apart rest decision policy actor_id grade to two_person what restriction".split())
"""What of a change is no word of a document."""


class _Body(msgspec.Struct):
    """What may be destroyed of a decision: everything that can hold words of a document."""

    change: dict[str, Any]
    reason: str
    anchors: tuple[Anchor, ...]
    withdrawn: bool = False


def decisions(store: Store, subject: str | None = None) -> list[Decision]:
    """All decisions in order, or those about one subject."""
    table, about = tables.decisions, tables.decision_subjects
    query = select(table).order_by(table.c.seq)
    if subject is not None:
        query = query.where(table.c.seq.in_(select(about.c.seq).where(about.c.subject == subject)))
    with store.engine.connect() as connection:
        return [_decision(row) for row in connection.execute(query).mappings()]


def head(store: Store) -> int:
    """The number of the last decision; 0 where there is none."""
    with store.engine.connect() as connection:
        return last_row(connection)[0]


def last_on(connection: Connection, subjects: Iterable[str]) -> Decision | None:
    """The last decision on any of these subjects that may change what a person thinks of them."""
    table, about = tables.decisions, tables.decision_subjects
    on_them = select(func.max(table.c.seq)).join(about, about.c.seq == table.c.seq)
    on_them = on_them.where(about.c.role == "subject", table.c.kind.not_in(sorted(ASIDE)))
    found = [connection.execute(on_them.where(about.c.subject.in_(part))).scalar() for part in _parts(list(subjects))]
    latest = max((seq for seq in found if seq is not None), default=None)
    if latest is None:
        return None
    return _decision(connection.execute(select(table).where(table.c.seq == latest)).mappings().one())


def last_row(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last decision, after which the next one is appended; 0 and nothing at first."""
    table = tables.decisions
    row = connection.execute(select(table.c.seq, table.c.row_hash).order_by(table.c.seq.desc()).limit(1)).first()
    return (int(row.seq), str(row.row_hash)) if row is not None else (0, "")


def append(
    connection: Connection,
    after: tuple[int, str],
    *,
    at: str,
    person: str,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any],
    reason: str,
    anchors: Sequence[Anchor],
    documents: Iterable[str],
) -> Decision:
    """Append a decision after the row `after`. `documents` are those whose words it holds.

    Raises `sqlalchemy.exc.IntegrityError` where another was appended meanwhile.
    """
    seq, previous = after
    body = msgspec.json.encode(_Body(dict(change), reason, tuple(anchors)), order="sorted").decode()
    row: dict[str, Any] = {
        "seq": seq + 1,
        "at": at,
        "person": person,
        "kind": kind,
        "subjects": canonical_json(list(subjects)).decode(),
        "body": body,
        "body_hash": sha256_hex(body.encode()),
        "previous": previous,
    }
    row["row_hash"] = hash_of(row)
    row["decision_id"] = id_of(row["row_hash"])
    connection.execute(insert(tables.decisions).values(**row))
    about = [("subject", one) for one in subjects] + [("document", one) for one in documents]
    rows = [{"seq": seq + 1, "role": role, "subject": one} for role, one in dict.fromkeys(about)]
    if rows:
        connection.execute(insert(tables.decision_subjects), rows)
    return _decision(row)


def hash_of(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of a row: over its columns, the hash of its body and the hash of the row before."""
    columns = ("seq", "at", "person", "kind", "subjects", "body_hash", "previous")
    return sha256_hex(canonical_json([str(row[column]) for column in columns]))


def id_of(row_hash: str) -> str:
    """The id of the decision with this hash."""
    return f"dec_{row_hash[:20]}"


def destroy_words(connection: Connection, document_ids: Sequence[str]) -> None:
    """Destroy what decisions hold of the words of withdrawn documents; who decided, when and about what stays."""
    table, about = tables.decisions, tables.decision_subjects
    of_them = select(about.c.seq).where(about.c.role == "document", about.c.subject.in_(document_ids))
    gone = set(document_ids)
    for row in connection.execute(select(table).where(table.c.seq.in_(of_them))).mappings().all():
        body = msgspec.json.encode(_emptied(_body(row), gone), order="sorted").decode()
        connection.execute(update(table).where(table.c.seq == row["seq"]).values(body=body))


def broken_chain(store: Store) -> Iterator[tuple[str, str]]:
    """Each decision that is not what was written, or does not follow the one before, with what is wrong."""
    withdrawn = _withdrawn(store)
    about = _about(store)
    previous, expected = "", 1
    for row in store.rows("decisions"):
        where = str(row["decision_id"])
        if row["seq"] != expected or row["previous"] != previous:
            yield where, "it does not follow the decision before it: one is gone, moved or added"
        if row["row_hash"] != hash_of(row) or row["decision_id"] != id_of(row["row_hash"]):
            yield where, "the row is not what was written"
        if row["body_hash"] != sha256_hex(row["body"].encode()) and not about[row["seq"]] & withdrawn:
            yield where, "what was decided is not what was written"
        if not {("subject", one) for one in msgspec.json.decode(row["subjects"])} <= about[row["seq"]]:
            yield where, "it is not found under all that it is about"
        previous, expected = row["row_hash"], row["seq"] + 1


def _withdrawn(store: Store) -> set[tuple[str, str]]:
    return {("document", row["document_id"]) for row in store.rows("documents") if row["state"] == "withdrawn"}


class _About(dict[int, set[tuple[str, str]]]):
    """What each decision is about; nothing of one that is not listed."""

    def __missing__(self, _seq: int) -> set[tuple[str, str]]:
        return set()


def _about(store: Store) -> _About:
    found = _About()
    for row in store.rows("decision_subjects"):
        found.setdefault(row["seq"], set()).add((row["role"], row["subject"]))
    return found


def _parts(subjects: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Subjects in parts that one statement may name."""
    for start in range(0, len(subjects), size):
        yield subjects[start : start + size]


def _body(row: RowMapping | Mapping[str, Any]) -> _Body:
    return msgspec.json.decode(row["body"], type=_Body)


def _emptied(body: _Body, gone: set[str]) -> _Body:
    """The body without words of these documents: places of claims in others stay, so that what joins them holds."""
    anchors = tuple(
        replace(anchor, evidence=(), quote="", marks=()) if anchor.document_id in gone else anchor
        for anchor in body.anchors
    )
    ids = {key: value for key, value in body.change.items() if key in _IDS}
    return _Body(ids, _DESTROYED, anchors, withdrawn=True)


def _decision(row: RowMapping | Mapping[str, Any]) -> Decision:
    body = _body(row)
    return Decision(
        seq=int(row["seq"]),
        decision_id=row["decision_id"],
        at=row["at"],
        person=row["person"],
        kind=row["kind"],
        subjects=tuple(msgspec.json.decode(row["subjects"])),
        change=body.change,
        reason=body.reason,
        anchors=body.anchors,
        previous=row["previous"],
        row_hash=row["row_hash"],
        withdrawn=body.withdrawn,
    )
