"""From what was done with a capture to an entry of the custody log, chained to the one before by hash."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from harmtrace.model.ids import canonical_json, sha256_hex

CustodyAction = Literal["captured", "verified", "withdrawn", "exported", "noted"]
FIRST = "0" * 64
"""What the first entry names as its predecessor."""


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One entry. `hash` is the SHA-256 of all other fields, `previous` that of the entry before."""

    sequence: int
    at: str
    """ISO date-time in UTC."""
    action: CustodyAction
    capture: str
    person: str
    reason: str | None
    detail: str | None
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """The hash that the fields give."""
        return _hash(
            (self.sequence, self.at, self.action, self.capture, self.person, self.reason, self.detail, self.previous)
        )


def chain(
    previous: CustodyEntry | None,
    *,
    at: datetime.datetime,
    action: CustodyAction,
    capture: str,
    person: str,
    reason: str | None = None,
    detail: str | None = None,
) -> CustodyEntry:
    """Return the entry that follows `previous` (None for the first).

    `capture` is the SHA-256 of the bytes, `person` who acted, `at` a time with its zone
    (`ValueError` without one).
    """
    if at.tzinfo is None:
        raise ValueError("a custody entry needs a time with its zone")
    sequence = previous.sequence + 1 if previous else 1
    before = previous.hash if previous else FIRST
    moment = at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    fields = (sequence, moment, action, capture, person, reason, detail, before)
    return CustodyEntry(*fields, hash=_hash(fields))


def broken_links(entries: Iterable[CustodyEntry]) -> list[str]:
    """Name every entry that was changed, left out or put in, in log order; empty if the chain holds.

    A log cut short at its end cannot be seen from the log alone: keep the last hash elsewhere.
    """
    broken: list[str] = []
    sequence, before = 0, FIRST
    for entry in entries:
        if entry.sequence != sequence + 1:
            broken.append(f"entry {entry.sequence} follows entry {sequence}")
        if entry.previous != before:
            broken.append(f"entry {entry.sequence} does not name the entry before it")
        if entry.hash != entry.expected_hash():
            broken.append(f"entry {entry.sequence} is not what was written")
        sequence, before = entry.sequence, entry.hash
    return broken


def _hash(fields: tuple[int | str | None, ...]) -> str:
    return sha256_hex(canonical_json(list(fields)))
