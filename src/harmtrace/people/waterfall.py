"""From a link to its waterfall: what each field says for or against it, with the cells that were compared."""

from __future__ import annotations

from collections.abc import Iterator

from harmtrace.model.link import Link, WeightStep
from harmtrace.model.person import Entry
from harmtrace.people.compared import PARTS, Script, age_at_death, name_parts, script_of

START = "start"
"""The first bar: how likely any two rows of the lists are one person."""


def waterfall(link: Link, a: Entry | None = None, b: Entry | None = None) -> tuple[WeightStep, ...]:
    """The bars of a link in the order in which fields are compared; the last total is the logarithm of the odds.

    With the rows in hand each bar has the two cells; names are those in the script in which the two have names.
    """
    total = link.start
    steps = [WeightStep(START, "two rows of these lists", link.start, round(total, 3))]
    script: Script = script_of([[a], [b]]) if a is not None and b is not None else "both"
    cells = [dict(_cells(one, script)) if one is not None else {} for one in (a, b)]
    for field, weight in link.weights.items():
        total += weight
        left, right = (one.get(field) for one in cells)
        steps.append(WeightStep(field, link.levels.get(field, ""), weight, round(total, 3), left, right))
    return tuple(steps)


def _cells(entry: Entry, script: Script) -> Iterator[tuple[str, str]]:
    parts = name_parts(entry, script)
    yield from ((part, parts[part]) for part in PARTS if part in parts)
    rest = {
        "sex": entry.sex,
        "age": age_at_death(entry),
        "birth_date": entry.birth_date,
        "death_date": entry.death_date,
        "place": entry.place or None,
        **entry.others,
    }
    yield from ((field, str(cell)) for field, cell in rest.items() if cell is not None)
