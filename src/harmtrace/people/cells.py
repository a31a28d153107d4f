"""From the cells of a list to ages, days and sexes; what cannot be read is noted, never guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache, lru_cache

from harmtrace.vocab.tables import rows

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
"""Marks of direction and their like, which lists carry along and no eye sees."""
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:[-–]\s*(\d{1,3}))?\s*(\D*)")
_PER_YEAR = {"d": 365.25, "w": 52.18, "m": 12.0, "y": 1.0}
_OLDEST = 120
_REMEMBERED = 100_000
_DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T][\d:.+Z-]*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LAST_DAY = 31
_HIJRI_YEARS = range(1300, 1500)
"""Years that are of the Islamic calendar in any list of our time."""


@cache
def _words(kind: str) -> dict[str, str]:
    """The values of the words of a kind, as `list_words.tsv` has them."""
    found = (row for row in rows("list_words") if row["kind"] == kind)
    return {_folded(form): row["value"] for row in found for form in row["forms"].split(" | ")}


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    """A word without case, vowel marks and hamza."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()


def cleaned(cell: str) -> str:
    """A cell without marks that nobody sees, its digits European and its spaces single."""
    if not cell.isascii():
        cell = _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), _INVISIBLE.sub("", cell))
    return " ".join(cell.split())


@lru_cache(_REMEMBERED)
def is_unknown(cell: str) -> bool:
    """Whether a cell is empty or says that the thing is not known."""
    return not cell or _folded(cell) in _words("unknown")


def sex_of(cell: str, notes: list[str]) -> str | None:
    """Male, female, or None, with a note where a word is not known."""
    if not cell:
        return None
    found = _words("sex").get(_folded(cell))
    if found is None:
        notes.append(f"the sex {cell!r} is not known")
    return found


def age_of(cell: str, notes: list[str]) -> float | None:
    """Years: of "7 months" 0.58, of "30-40" the middle; None, with a note, where it cannot be read."""
    if not cell:
        return None
    text = _folded(cell)
    for hedge in sorted(_words("hedge"), key=len, reverse=True):
        text = text.removeprefix(hedge).strip()
    found = _AGE.fullmatch(text)
    unit = found and (_words("unit").get(found[3].removesuffix("old").strip()) if found[3].strip() else "y")
    if found is None or unit is None:
        notes.append(f"the age {cell!r} cannot be read")
        return None
    number = float(found[1].replace(",", "."))
    years = ((number + float(found[2])) / 2 if found[2] else number) / _PER_YEAR[unit]
    if years > _OLDEST:
        notes.append(f"the age {cell!r} is beyond {_OLDEST} years")
        return None
    return round(years, 2)


def day_of(cell: str, column: str, notes: list[str]) -> datetime.date | None:
    """The day, written year first or day first; None, with a note, where it cannot be read.

    Years of the Islamic calendar are turned into ours, with a note: by its rules a day may be off by one. "03/04/2014"
    is the third of April, as lists outside the United States write it; a month above twelve is not read.
    """
    if not cell:
        return None
    found = _DAY.fullmatch(cell) or _COMPACT.fullmatch(cell)
    parts = [int(part) for part in found.groups()] if found else []
    if parts and parts[2] > _LAST_DAY:
        parts.reverse()
    try:
        year, month, day = parts
        if year in _HIJRI_YEARS:
            return _of_hijri(year, month, day, f"{column} {cell!r}", notes)
        if year < _HIJRI_YEARS.stop:
            raise ValueError(year)
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        notes.append(f"the {column} {cell!r} cannot be read as a day")
        return None


def _of_hijri(year: int, month: int, day: int, what: str, notes: list[str]) -> datetime.date:
    from hijridate import Hijri

    there = Hijri(year, month, day).to_gregorian()
    found = datetime.date(there.year, there.month, there.day)
    notes.append(f"the {what} is of the Islamic calendar, read as {found.isoformat()}")
    return found
