"""Which rows of two lists, or of one, are the same person: probabilities that a reviewer can take apart.

The model is that of Fellegi and Sunter (1969) as splink fits it on DuckDB: without labels, by expectation maximisation.
Two lists are linked one to one: of all sets of links in which no row stands twice the one with the largest weights, so
that brothers do not all become the same man (`assignment`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from harmtrace.errors import MissingExtra
from harmtrace.model.link import Link
from harmtrace.model.person import Entry
from harmtrace.people.assignment import one_to_one
from harmtrace.people.compared import PARTS, compared, script_of
from harmtrace.people.comparing import comparisons

if TYPE_CHECKING:
    import pyarrow as pa
    from splink import Linker

BLOCKS: tuple[tuple[str, ...], ...] = (
    ("given", "family"),
    ("given", "father"),
    ("given_sound", "family_sound", "died"),
    ("father_sound", "family_sound", "died"),
    ("given_sound", "father_sound", "grandfather_sound"),
    ("given_sound", "died", "age"),
    ("given_sound", "place", "age"),
    ("family_sound", "died", "place", "age"),
    ("given_sound", "born"),
    ("family_sound", "born"),
    ("born",),
    ("given_sound", "place"),
    ("family_sound", "place"),
)
"""Only rows that agree in all columns of one of these are compared, or whose given and family names are exchanged."""
_EXCHANGED = "l.given_sound = r.family_sound and l.family_sound = r.given_sound"
_TRAINING: tuple[tuple[str, ...], ...] = (
    ("given", "family"),
    ("given", "father"),
    ("father", "family", "died", "age"),
    ("born",),
)
"""The model learns from rows that agree in these; from the last what given names do where all else is one family's."""
_CERTAIN: tuple[tuple[str, ...], ...] = (
    ("given", "father", "family", "died"),
    ("given", "father", "family"),
    ("given", "family"),
    ("given",),
)
"""Rows that agree in the first of these that the lists fill are taken for one person where the model begins."""
_CERTAIN_SHARE = 0.6
"""The share of all people in both lists that such rows are taken to be."""
_SEED = 7
_PAIRS = 1e6
"""So many pairs, at most, are looked at in each step of training."""
_LEAST = 0.01
"""Pairs below this probability are no candidates of an assignment."""


class _Scored(NamedTuple):
    link: Link
    weight: float


def link(left: Sequence[Entry], right: Sequence[Entry], threshold: float = 0.9) -> list[Link]:
    """The pairs of two lists, one to one, from a probability on, the surest first.

    Raises `MissingExtra` where splink is not installed.
    """
    scored = _scored([left, right])
    least = min((one.weight for one in scored), default=0.0)
    kept = one_to_one([(one.link.a, one.link.b, one.weight - least + 1) for one in scored])
    return [one.link for one in scored if (one.link.a, one.link.b) in kept and one.link.probability >= threshold]


def duplicates(entries: Sequence[Entry], threshold: float = 0.9) -> list[Link]:
    """The pairs of one list that may be one person, from a probability on, the surest first.

    Raises `MissingExtra` where splink is not installed.
    """
    return [one.link for one in _scored([entries]) if one.link.probability >= threshold]


def _scored(lists: Sequence[Sequence[Entry]]) -> list[_Scored]:
    try:
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        raise MissingExtra("linkage needs splink", way_out="pip install 'harmtrace[linkage]'") from None
    logging.getLogger("splink").setLevel(logging.ERROR)
    if not all(lists):
        return []
    tables = _tables(lists)
    filled = {name for name in tables[0].column_names if all(table[name].null_count < len(table) for table in tables)}
    rules: list[Any] = [block_on(*rule) for rule in BLOCKS if filled.issuperset(rule)]
    if {"given", "family"} <= filled:
        rules.append(_EXCHANGED)
    settings = SettingsCreator(
        link_type="link_only" if len(lists) > 1 else "dedupe_only",
        comparisons=list(comparisons(filled)),
        blocking_rules_to_generate_predictions=rules,
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=False,
    )
    database = DuckDBAPI()
    inputs = [database.register(table, dataset_display_name=f"list_{n}") for n, table in enumerate(tables)]
    linker = Linker(inputs if len(inputs) > 1 else inputs[0], settings, log_level=None)
    _train(linker, filled)
    found = linker.inference.predict(threshold_match_probability=_LEAST, warning_mode="never")
    return sorted(_links(found.as_record_list()), key=lambda one: (-one.weight, one.link.a, one.link.b))


def _train(linker: Linker, filled: set[str]) -> None:
    from splink import block_on

    certain = next(rule for rule in _CERTAIN if filled.issuperset(rule))
    linker.training.estimate_probability_two_random_records_match([block_on(*certain)], recall=_CERTAIN_SHARE)
    linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS + 1, seed=_SEED)
    for rule in _TRAINING:
        if filled.issuperset(rule):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule), max_pairs=_PAIRS)


def _tables(lists: Sequence[Sequence[Entry]]) -> list[pa.Table]:
    """The columns of each list, with how often each part of a name stands in all of them together."""
    import pyarrow as pa

    script = script_of(lists)
    columns = []
    for entries in lists:
        rows = [compared(entry, script) for entry in entries]
        columns.append({name: [row[name] for row in rows] for name in rows[0]})
    for part in (*PARTS, "place"):
        counts = Counter(chain.from_iterable(one[part] for one in columns))
        for one in columns:
            one[f"{part}_count"] = [counts[name] for name in one[part]]
    return [pa.table({name: pa.array(cells, _type(name)) for name, cells in one.items()}) for one in columns]


def _type(column: str) -> pa.DataType:
    import pyarrow as pa

    if column.endswith("_count"):
        return pa.int64()
    return pa.float64() if column == "age" else pa.string()


def _links(rows: Sequence[dict[str, Any]]) -> Iterator[_Scored]:
    for row in rows:
        fields = [name.removeprefix("mw_") for name in row if name.startswith("mw_") and not name.startswith("mw_tf_")]
        weights = {name: row[f"mw_{name}"] + row.get(f"mw_tf_adj_{name}", 0.0) for name in fields}
        told = {name: round(weight, 3) for name, weight in weights.items() if weight}
        found = Link(row["unique_id_l"], row["unique_id_r"], round(row["match_probability"], 6), told)
        yield _Scored(found, row["match_weight"])
