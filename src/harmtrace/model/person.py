"""A person as one list has them. Rows of lists are restricted: what is public of them are counts, unless released."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field

from harmtrace.model.immutable import immutable


@immutable(frozen=True, slots=True)
class Entry:
    """One row of a list: what it says of a person. `row` is its number in the file, the header being 1.

    `names` are the columns of names that are filled: name, name_ar, name_latin, given, father, grandfather, family.
    `sex` is male or female, `age` is in years. `others` are columns that a
    user names besides. `notes` tell what stood in the row and could not be read, or was read
    from another calendar.
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
