"""From the vocabulary tables to rows by id."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of `data/NAME.tsv`, every cell a string (empty where the table has none).

    A table in parts (`actors_syria.tsv`, `actors_world.tsv`) is asked for by what their names have in common
    ("actors"), or each part by its own.
    """
    folder = files("harmtrace.vocab").joinpath("data")
    whole = folder.joinpath(f"{name}.tsv")
    of_name = (one for one in folder.iterdir() if one.name.startswith(f"{name}_") and one.name.endswith(".tsv"))
    parts = [whole] if whole.is_file() else sorted(of_name, key=lambda one: one.name)
    if not parts:
        raise FileNotFoundError(f"{name}.tsv")
    return tuple(row for part in parts for row in _read(part.read_text(encoding="utf-8")))


def _read(text: str) -> list[Row]:
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{key: value or "" for key, value in row.items() if key} for row in reader]


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
