"""From the vocabulary tables to rows by id."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]
_PARTS = {"actors": ("actors_syria", "actors_world")}
"""Tables that are kept in parts."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of `data/NAME.tsv`, every cell a string (empty where the table has none).

    "actors" are those of every war: of the table of Syria and that of the world.
    """
    if name in _PARTS:
        return tuple(row for part in _PARTS[name] for row in rows(part))
    text = files("harmtrace.vocab").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items() if key} for row in reader)


@cache
def by_id(name: str) -> dict[str, Row]:
    """Return the rows of `data/NAME.tsv` by their `id`."""
    return {row["id"]: row for row in rows(name)}


def label(name: str, row_id: str, language: str = "en") -> str:
    """Return the label of a row in `language`, or in English, or the id itself."""
    row = by_id(name).get(row_id, {})
    for column in (f"label_{language}", f"name_{language}", "label_en", "name_en", "definition"):
        if row.get(column):
            return row[column]
    return row_id
