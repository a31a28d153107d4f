"""From the file of a list to its rows on record, restricted; from the record to what may be known of a list."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harmtrace.capture.blobs import Blobs
from harmtrace.capture.options import max_bytes_setting
from harmtrace.errors import BadSetting, BrokenFile, EmptyInput, MissingInput, TooLarge, UnknownName, Withdrawn
from harmtrace.model.decision import DecisionKind
from harmtrace.model.document import Capture
from harmtrace.model.ids import sha256_hex
from harmtrace.model.person import Access, Entry, IncidentProposal, ListCounts, ListedPerson, ListOnRecord, RefusedRow
from harmtrace.people.dying import proposals
from harmtrace.people.lists import COLUMNS, PersonList, read_list
from harmtrace.people.placing import region_of
from harmtrace.pipeline.custody import append_custody
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.pipeline.run import locked
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.pipeline.withdraw import WithdrawalReport, withdraw
from harmtrace.review.decide import decide, last_seen
from harmtrace.review.standing import Standings
from harmtrace.store.decisions import decisions
from harmtrace.store.links import forget_pairs
from harmtrace.store.people import (
    ListWriting,
    captures_of,
    lists_on_record,
    people_of,
    reading_of,
)
from harmtrace.store.record import Store, Writing, now

LIST_VERSION = "lists 1"
"""Raised where the reading of lists changes, so that the same file is read anew."""
FURTHER = ("incident",)
"""A column that lists on record may have besides: the incident in which they say that a person died."""
RELEASABLE = COLUMNS
"""The columns that may be released; further ones and notes never are."""
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_MEDIA = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AGES = ((0, 5), (5, 12), (12, 18), (18, 30), (30, 45), (45, 60), (60, 121))
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: the list on record, whether that is news, the rows refused, and cells to be told."""

    listed: ListOnRecord
    new: bool
    refused: tuple[RefusedRow, ...]
    notes: tuple[tuple[int, str], ...]


def import_list(
    store_url: str, path: Path, *, name: str, person: str, columns: Mapping[str, str] | None = None,
    source: str | None = None,
) -> Imported:  # fmt: skip
    """Take a list into the record, made if there is none: bytes by their hash, rows by hash and number, restricted.

    The same file read in the same way changes nothing; another file of the same name takes the place of the one
    before, which stays on record. Raises what `read_list` raises, `TooLarge`, `BadSetting` for a name that cannot be
    one, and `Withdrawn` for bytes that were withdrawn.
    """
    if not _NAME.fullmatch(name):
        raise BadSetting(
            f"{name!r} cannot be the name of a list", way_out="Letters of a to z, figures, _, . and -, 64 at most."
        )
    data = _bytes_of(path)
    read = read_list(path, columns, FURTHER, data=data, hashed=True)
    if not read.entries:
        raise BrokenFile(f"none of its {len(read.refused)} rows can be read", where=str(path))
    store = Store.open(store_url)
    blobs = Blobs(blobs_folder(store_url))
    sha = sha256_hex(data)
    listed = _listed(read, sha, path, name=name, person=person, columns=columns or {}, source=source)
    with locked(blobs.root):
        blobs.put(data)
        with store.writing() as writing:
            lists = ListWriting(writing)
            fingerprint = reading_of({**(columns or {}), "": source or ""}, sha, LIST_VERSION)
            new = lists.state(name) != fingerprint
            if new:
                _capture(writing, path, sha, len(data), name, person)
                lists.add(listed, fingerprint, read.entries)
                writing.seal(now())
    store.close()
    notes = tuple((entry.row, note) for entry in read.entries for note in entry.notes)
    return Imported(listed, new, read.refused, notes)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise MissingInput("there is no such file", where=str(path))
    most = max_bytes_setting()
    if path.stat().st_size > most:
        raise TooLarge(f"it is longer than {most:,} bytes", where=str(path))
    data = path.read_bytes()
    if not data.strip():
        raise EmptyInput("there is nothing in it", where=str(path))
    return data


def _listed(
    read: PersonList, sha: str, path: Path, *, name: str, person: str, columns: Mapping[str, str], source: str | None
) -> ListOnRecord:
    return ListOnRecord(
        list_id=name,
        capture=sha,
        file=path.name,
        columns=dict(columns),
        imported_at=now(),
        imported_by=person,
        rows=len(read.entries),
        unnamed=sum(not entry.names for entry in read.entries),
        noted=sum(bool(entry.notes) for entry in read.entries),
        source=source,
        refused=read.refused,
    )


def _capture(writing: Writing, path: Path, sha: str, size: int, name: str, person: str) -> None:
    capture = Capture(
        sha256=sha,
        size=size,
        media_type=_MEDIA.get(path.suffix.lower(), _WORKBOOK),
        origin=str(path),
        captured_at=datetime.datetime.now(datetime.UTC),
    )
    writing.capture(capture)
    append_custody(writing, action="captured", capture=sha, person=person, detail=f"list {name}: {path.name}")


def list_named(store: Store, name: str) -> ListOnRecord:
    """A list on record. Raises `UnknownName` where there is none, `Withdrawn` where it was withdrawn."""
    known = {one.list_id: one for one in lists_on_record(store)}
    if name not in known:
        way_out = f"There are {', '.join(known)}." if known else "Take one in with `harmtrace lists import`."
        raise UnknownName(f"no list on record is called {name!r}", way_out=way_out)
    if known[name].withdrawn:
        raise Withdrawn("the list was withdrawn", where=name)
    return known[name]


def entries_of(store: Store, name: str) -> list[Entry]:
    """The rows of a list on record, as linkage reads them; raises as `list_named` does."""
    return [one.entry for one in people_of(store, list_named(store, name).list_id)]


def access_of(store: Store, listed: ListOnRecord) -> Access:
    """What was decided of a list's access; restricted where nothing was, or where it was decided of another file."""
    subject = _subject(listed.list_id)
    made = [one for one in Standings(decisions(store)).standing_decisions() if subject in one.subjects]
    last = next((one for one in reversed(made) if one.kind in ("release", "restrict")), None)
    if last is None or last.kind == "restrict" or last.change.get("capture") != listed.capture or listed.withdrawn:
        return Access(listed.list_id)
    return Access(listed.list_id, "released", tuple(last.change["columns"]), last.person, last.reason, last.at)


def set_access(store: Store, name: str, columns: Sequence[str], person: str, reason: str) -> Access:
    """Release columns of a list to the public, or, without columns, restrict it again: who decided and why is kept.

    Raises `BadSetting` for columns that cannot be released, `BadDecision` for a decision without a reason. Under the
    two-person rule a release waits for another person's approval.
    """
    listed = list_named(store, name)
    wrong = [column for column in columns if column not in RELEASABLE]
    if wrong:
        way_out = f"Name columns of {', '.join(RELEASABLE)}."
        raise BadSetting(f"{', '.join(wrong)} cannot be released", where="--column", way_out=way_out)
    kind: DecisionKind = "release" if columns else "restrict"
    chosen = list(dict.fromkeys(columns))
    subjects = (_subject(name),)
    change = {"capture": listed.capture, "columns": chosen}
    seen = last_seen(store, subjects)
    decide(store, person=person, kind=kind, subjects=subjects, change=change, reason=reason, seen=seen)
    with store.writing() as writing:
        told = f"list {name}: {' '.join((kind, *chosen))}"
        append_custody(writing, action="noted", capture=listed.capture, person=person, reason=reason, detail=told)
        writing.seal(now())
    return access_of(store, listed)


def _subject(name: str) -> str:
    """What decisions on a list are about."""
    return f"list:{name}"


def withdraw_list(store: Store, name: str, person: str, reason: str) -> WithdrawalReport:
    """Destroy the file and the rows of every reading of a list; raises as `list_named` does."""
    list_named(store, name)
    gone = store.withdrawals()
    captures = [sha for sha in captures_of(store, name) if sha not in gone]
    reports = [withdraw(store, sha, person, reason) for sha in captures]
    with store.writing() as writing:
        forget_pairs(writing, name)
        writing.seal(now())
    return WithdrawalReport(tuple(captures), (), tuple(dict.fromkeys(one for r in reports for one in r.lists)))


def counts_of(store: Store, name: str) -> ListCounts:
    """What the public may know of a list that is not released."""
    listed = list_named(store, name)
    entries = entries_of(store, name)
    gazetteer = load_gazetteer()
    access = access_of(store, listed).access
    return ListCounts(
        list_id=name,
        rows=len(entries),
        access=access,
        sex=_counted(entry.sex for entry in entries),
        ages=_counted((_band(entry.age) for entry in entries), [_told(band) for band in _AGES]),
        months=_counted(entry.death_date.strftime("%Y-%m") if entry.death_date else None for entry in entries),
        regions=_counted(region_of(entry.place, gazetteer) for entry in entries),
        source=listed.source,
    )


def incident_proposals(store: Store, name: str) -> list[IncidentProposal]:
    """For each row of a list the incident on record that the person may have died in, or why none is proposed."""
    return list(proposals(name, entries_of(store, name), store.incidents(), load_gazetteer()))


def public_rows(store: Store, name: str) -> list[dict[str, str]]:
    """The rows of a list in the columns that were released, and in no others; none of a list that is restricted."""
    listed = list_named(store, name)
    access = access_of(store, listed)
    if access.access != "released":
        return []
    people = people_of(store, listed.list_id)
    return [{column: cell for column in access.columns if (cell := _cell(one, column))} for one in people]


def _cell(one: ListedPerson, column: str) -> str:
    if column in one.entry.names:
        return one.entry.names[column]
    found = getattr(one.entry, column, None)
    return "" if found is None else str(found)


def _band(age: float | None) -> str | None:
    return None if age is None else _told(next(band for band in _AGES if age < band[1]))


def _told(band: tuple[int, int]) -> str:
    return f"{band[0]}–{band[1] - 1}"


def _counted(cells: Iterable[str | None], order: Sequence[str] = ()) -> dict[str, int]:
    counts = Counter(cell or _UNKNOWN for cell in cells)
    names = [*order, *sorted(counts.keys() - {*order, _UNKNOWN}), _UNKNOWN]
    return {name: counts[name] for name in names if counts[name]}
