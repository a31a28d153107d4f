"""From what was done with a capture to the next entry of the custody log on record."""

from __future__ import annotations

import datetime
from dataclasses import asdict

import msgspec

from harmtrace.capture.custody import CustodyAction, CustodyEntry, chain
from harmtrace.store.record import Store, Writing


def append_custody(
    writing: Writing,
    *,
    action: CustodyAction,
    capture: str,
    person: str,
    reason: str | None = None,
    detail: str | None = None,
) -> CustodyEntry:
    """Chain an entry to the last one on record and append it."""
    last = writing.last_custody()
    entry = chain(
        msgspec.convert(last, CustodyEntry) if last else None,
        at=datetime.datetime.now(datetime.UTC),
        action=action,
        capture=capture,
        person=person,
        reason=reason,
        detail=detail,
    )
    writing.custody(asdict(entry))
    return entry


def custody_log(store: Store, capture: str | None = None) -> list[CustodyEntry]:
    """The custody log in order, of one capture or of all."""
    return [msgspec.convert(entry, CustodyEntry) for entry in store.custody(capture)]
