"""From the rows of a list to what is compared of them: one column for each field, the same for every list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from harmtrace.model.person import Entry
from harmtrace.people.name_keys import arabic_key, is_arabic, latin_key, latin_spelling, name_words, sound_key

Script = Literal["arabic", "latin", "both"]
PARTS = ("given", "father", "grandfather", "family")
"""The parts of a name, in the order in which they are written."""
BOUND = "bound"
"""The column that holds rows together which a person decided to be one person."""
Row = dict[str, object]


def script_of(lists: Iterable[Sequence[Entry]]) -> Script:
    """The script in which most rows of each list have a name; "both" where the lists have none in common."""
    shares = [_shares(entries) for entries in lists]
    arabic = min(share[0] for share in shares)
    latin = min(share[1] for share in shares)
    if max(arabic, latin) < 0.5:
        return "both"
    return "arabic" if arabic >= latin else "latin"


def _shares(entries: Sequence[Entry]) -> tuple[float, float]:
    count = max(len(entries), 1)
    arabic = sum(any(map(is_arabic, entry.names.values())) for entry in entries)
    latin = sum(any(not is_arabic(name) for name in entry.names.values()) for entry in entries)
    return arabic / count, latin / count


def unnamed(name: str, entries: Sequence[Entry], script: Script) -> Iterator[str]:
    """A note where rows have no name in the script in which lists are compared, so that the rest has to find them."""
    if script == "both":
        yield f"{name}: names are compared across scripts, by their consonants alone"
    missing = sum(not name_parts(entry, script) for entry in entries)
    if missing:
        told = "" if script == "both" else f" in {script.capitalize()} letters"
        yield f"{name}: {missing:,} of {len(entries):,} rows have no name{told} and are compared by what else they say"


def compared(entry: Entry, script: Script, also: Sequence[str] = ()) -> Row:
    """The fields of a person as they are compared: keys of the parts of the name, with their sounds, and the rest.

    Of the columns in `also` letters and figures are compared.
    """
    key = {"arabic": arabic_key, "latin": latin_key, "both": sound_key}[script]
    parts = name_parts(entry, script)
    row: Row = {"unique_id": entry.id}
    for part in PARTS:
        name = parts.get(part, "")
        row[part] = key(name).replace(" ", "") or None
        row[f"{part}_sound"] = sound_key(name).replace(" ", "") or None
        row[f"{part}_spelling"] = (latin_spelling(name) if script == "latin" else "").replace(" ", "") or None
    day = entry.death_date
    born = entry.birth_date
    row["sex"] = entry.sex
    row["age"] = age_at_death(entry)
    row["birth_date"] = born.isoformat() if born else None
    row["death_date"] = day.isoformat() if day else None
    row["place"] = sound_key(entry.place).replace(" ", "") or None
    row["place_spelling"] = (latin_spelling(entry.place) if script == "latin" else "").replace(" ", "") or None
    for name in also:
        row[name] = "".join(filter(str.isalnum, entry.others.get(name, "").casefold())) or None
    return row


def age_at_death(entry: Entry) -> float | None:
    """The age that a row tells, else the years between its two days."""
    if entry.age is not None:
        return entry.age
    if entry.birth_date and entry.death_date:
        return round((entry.death_date - entry.birth_date).days / 365.25, 1)
    return None


def name_parts(entry: Entry, script: Script) -> dict[str, str]:
    """The parts of a name: as columns give them, else by their order in the whole name."""
    wanted: Callable[[str], bool] = {
        "arabic": is_arabic,
        "latin": lambda name: not is_arabic(name),
        "both": lambda _: True,
    }[script]
    parts = {part: entry.names[part] for part in PARTS if part in entry.names and wanted(entry.names[part])}
    if "given" in parts:
        return parts
    order = ("name_latin", "name_ar", "name") if script == "latin" else ("name_ar", "name_latin", "name")
    whole = next((entry.names[c] for c in order if c in entry.names and wanted(entry.names[c])), "")
    return split_name(whole) | parts


def split_name(name: str) -> dict[str, str]:
    """The parts of a whole name: given and family name first and last, father and grandfather between them.

    Words that belong together ("Abd al-Rahman", "Abu Bakr") are one part.
    """
    words = name_words(name)
    if not words:
        return {}
    parts = dict(zip(PARTS[:3], words[:-1], strict=False)) if len(words) > 1 else {"given": words[0]}
    if len(words) > 1:
        parts["family"] = words[-1]
    return parts
