"""Lawful erasure: the bytes, texts and quotations of a capture are destroyed, and that is said for good."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from harmtrace.capture.blobs import Blobs
from harmtrace.errors import UnknownName, Withdrawn
from harmtrace.pipeline.building import build_record
from harmtrace.pipeline.custody import append_custody
from harmtrace.pipeline.run import locked
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.store.people import redact_people
from harmtrace.store.record import Store, now


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What was destroyed: captures by hash (the file that held the part included), documents and lists by id."""

    captures: tuple[str, ...]
    documents: tuple[str, ...]
    lists: tuple[str, ...] = ()


def withdraw(store: Store, target: str, person: str, reason: str) -> WithdrawalReport:
    """Withdraw the capture with the hash `target`, or that of the document with this id.

    Hash, reason, person and custody entries stay. Raises `UnknownName` where there is no such
    capture and `Withdrawn` where it is gone already.
    """
    sha = _capture_of(store, target)
    capture = store.capture(sha)
    if capture is None:
        raise UnknownName(f"no capture or document is called {target!r}")
    if sha in store.withdrawals():
        raise Withdrawn("the capture is withdrawn already", where=sha)
    blobs = Blobs(blobs_folder(store.url))
    targets = [sha, *([capture.parent] if capture.parent and blobs.has(capture.parent) else [])]
    documents: list[str] = []
    lists: list[str] = []
    with locked(blobs.root):
        with store.writing() as writing:
            for one in targets:
                documents += writing.withdraw(one, now(), person, reason)
                lists += redact_people(writing.connection, one)
                detail = None if one == sha else f"held the withdrawn part {sha}"
                append_custody(writing, action="withdrawn", capture=one, person=person, reason=reason, detail=detail)
        for one in targets:
            blobs.destroy(one)
        build_record(store, lambda _stage, _done: None)
        if lists:
            with store.writing() as writing:
                writing.seal(now())
        _overwrite_free_pages(store)
    return WithdrawalReport(tuple(targets), tuple(documents), tuple(dict.fromkeys(lists)))


def _capture_of(store: Store, target: str) -> str:
    document = store.document(target)
    return document.capture if document is not None else target.removeprefix("sha256:")


def _overwrite_free_pages(store: Store) -> None:
    """Leave no copy of the words in the database file or its log."""
    if store.engine.dialect.name != "sqlite":
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("INSERT INTO search(search) VALUES ('optimize')"))
        connection.execute(text("VACUUM"))
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
