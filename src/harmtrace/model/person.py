"""A person as one list has them, and lists on record, with what people decided of them.

Rows of lists are restricted: what is public of them are counts, unless a person has released columns of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Entry:
    """One row of a list: what it says of a person. `row` is its number in the file, the header being 1.

    `names` are the columns of names that are filled: name, name_ar, name_latin, given, father, grandfather, family.
    `sex` is male or female, `age` is in years. `others` are columns that a
    user names besides. `notes` tell what stood in the row and could not be read, or was read
    from another calendar. `sha256` is that of the cells as they stand in the file, where it was asked for.
    """

    id: str
    row: int
    names: Mapping[str, str]
    sex: str | None = None
    age: float | None = None
    birth_date: datetime.date | None = None
    death_date: datetime.date | None = None
    place: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sha256: str = ""


@immutable(frozen=True, slots=True)
class RefusedRow:
    """A row that is not read, by its number in the file (the header is 1), and why."""

    row: int
    reason: str


@immutable(frozen=True, slots=True, kw_only=True)
class ListOnRecord:
    """A list as it was taken into the record: the file by its hash, how its columns were read, who took it in.

    `columns` leads from our names of columns to those of the file. `rows` are those that were read, `unnamed` those of
    them without any name, `noted` those with a cell that could not be read or was read from another calendar.
    """

    list_id: str
    capture: str
    file: str
    columns: Mapping[str, str]
    imported_at: str
    imported_by: str
    rows: int
    unnamed: int
    noted: int
    source: str | None = None
    refused: tuple[RefusedRow, ...] = ()
    withdrawn: bool = False


@immutable(frozen=True, slots=True)
class ListedPerson:
    """A row of a list on record. The id is made of the hash of the file and of the row's cells and number."""

    person_id: str
    list_id: str
    capture: str
    entry: Entry


@immutable(frozen=True, slots=True)
class Access:
    """Whether rows of a list may be shown to the public: restricted, or released in these columns and no others.

    A release holds for one file: people whom a later file of the list adds were never released. `person`, `reason`
    and `at` are those of the release.
    """

    list_id: str
    access: Literal["restricted", "released"] = "restricted"
    columns: tuple[str, ...] = ()
    person: str | None = None
    reason: str | None = None
    at: str | None = None


@immutable(frozen=True, slots=True)
class ListCounts:
    """What the public may know of a list that is not released: counts by sex, age, month of death and region.

    Places as lists write them are not told: a cell may name a house. What a row does not say, and a place that no
    gazetteer pack has, is counted under "unknown".
    """

    list_id: str
    rows: int
    access: Literal["restricted", "released"]
    sex: Mapping[str, int]
    ages: Mapping[str, int]
    months: Mapping[str, int]
    regions: Mapping[str, int]
    source: str | None = None


@immutable(frozen=True, slots=True)
class IncidentCandidate:
    """An incident on record in which a person of a list may have died.

    `weights` are logarithms (base 2) by field, as those of a link: how much likelier the cells are of somebody who died
    in it than of somebody who died elsewhere; `reasons` say in words what they rest on.
    """

    incident_id: str
    probability: float
    weights: Mapping[str, float]
    reasons: tuple[str, ...]


@immutable(frozen=True, slots=True)
class IncidentProposal:
    """What the record proposes for a row of a list: one incident, or none, and why none.

    It is never more than a proposal; `candidates` are all that come into question, the likeliest first.
    """

    list_id: str
    row: str
    incident_id: str | None
    why_none: str | None
    candidates: tuple[IncidentCandidate, ...] = ()
