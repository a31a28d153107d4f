"""From lists to scored pairs of rows: what is compared, what it weighs, and how likely it is one person.

The model is that of Fellegi and Sunter (1969) as splink runs it on DuckDB, trained without labels (`training`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from math import log2
from typing import TYPE_CHECKING, Any

from harmtrace.errors import BadSetting, MissingExtra
from harmtrace.model.link import Link
from harmtrace.model.person import Entry
from harmtrace.people.blocking import RARE, RULES, Rows, Rule, RuleUse, pairs_of, sql_of, text_of, usable, uses, within
from harmtrace.people.compared import BOUND, PARTS, Script, compared, script_of, unnamed
from harmtrace.people.comparing import comparisons
from harmtrace.people.deciding import Decisions, bound
from harmtrace.people.scored import Scored, surest_first
from harmtrace.people.training import trained

if TYPE_CHECKING:
    import pyarrow as pa

_CERTAIN: tuple[Rule, ...] = (
    ("given", "father", "family", "death_date"),
    ("given", "father", "family"),
    ("given", "family"),
    ("given",),
    ("family",),
    ("father",),
    ("grandfather",),
)
"""Rows that agree in the first of these that the lists fill are taken for one person where the model begins."""
_CERTAIN_SHARE = 0.6
"""The share of all people in both lists that such rows are taken to be."""
_LEAST = 0.01
"""Pairs below this probability are no candidates of an assignment."""
_PAIRS, _PAIRS_OF_A_ROW = 10_000_000, 200
"""A rule that makes more pairs than this many, and this many for each row, is left out."""
_WIDE, _WIDE_OF_A_ROW = 1_000_000, 5
"""One of our rules that makes more pairs than this many, and than this many for each row, is narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """How lists are linked.

    `threshold` is the least probability of a pair; `also` names columns of `Entry.others` to compare; `rules` say which
    rows are compared, `most_pairs` how many of them a rule may make (unasked: ten million, and two hundred for each
    row); `diagnose` asks what each rule does. `decided` are pairs that a person decided, by the names of their lists.
    `progress` is called with the name of a step and a count.
    """

    threshold: float = 0.9
    also: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = RULES
    most_pairs: int | None = None
    diagnose: bool = False
    decided: Decisions = field(default_factory=dict)
    progress: Callable[[str, int], None] = lambda _step, _count: None


@dataclass(frozen=True, slots=True)
class Run:
    """Scored pairs, notes for their reader, how many pairs were compared, and how to tell what the rules did."""

    scored: list[Scored]
    notes: tuple[str, ...]
    compared: int = 0
    told: Callable[[Sequence[Scored]], tuple[RuleUse, ...]] = lambda _: ()


def scored(lists: Mapping[str, Sequence[Entry]], settings: LinkSettings) -> Run:
    """All pairs that the rules make of rows of different lists, or of one, from a small probability on.

    Raises `MissingExtra` and `BadSetting`.
    """
    try:
        import duckdb
        import splink  # noqa: F401
    except ImportError:
        raise MissingExtra("linkage needs splink", way_out="pip install 'harmtrace[linkage]'") from None
    logging.getLogger("splink").setLevel(logging.ERROR)
    if empty := tuple(f"{name} has no rows: nothing was compared" for name, entries in lists.items() if not entries):
        return Run([], empty)
    if len(lists) == 1 and len(next(iter(lists.values()))) == 1:
        return Run([], ("one row alone has no double",))
    settings.progress("rows read into keys", sum(map(len, lists.values())))
    tables, notes = _tables(lists, settings)
    filled = {name for name in tables[0].column_names if all(table[name].null_count < len(table) for table in tables)}
    if filled.isdisjoint(PARTS):
        return Run([], (*notes, "no part of a name is filled in every list: nothing was compared"))
    return _compared(Rows.of(tables, duckdb.connect()), filled, notes, settings)


def _compared(rows: Rows, filled: set[str], notes: Sequence[str], settings: LinkSettings) -> Run:
    import splink

    counts, left_out = _rules(rows, filled, settings)
    conditions: list[Any] = [sql_of(rule) for rule in counts]
    creator = splink.SettingsCreator(
        link_type="dedupe_only" if rows.alone else "link_only",
        comparisons=list(comparisons(filled, settings.also)),
        blocking_rules_to_generate_predictions=conditions,
        probability_two_random_records_match=_prior(rows, filled),
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=False,
    )
    database = splink.DuckDBAPI(rows.database)
    inputs = [database.register(name, dataset_display_name=name) for name in rows.names]
    settings.progress("pairs that rules make", sum(counts.values()))
    model, assumed = trained(inputs, creator, filled, rows.possible)
    few = [f"too few rows agree to learn what these weigh, it is assumed: {', '.join(assumed)}"] if assumed else []
    linker = splink.Linker(inputs, model, log_level=None)
    pairs = linker.inference.compute_blocked_pairs_for_predict()
    compared = rows.number(f"select count(*) from {pairs.physical_name}")  # noqa: S608
    settings.progress("pairs compared", compared)
    found = linker.inference.predict(threshold_match_probability=_LEAST, warning_mode="never")
    told = list(_links(found.as_record_list(), model))
    told += _decided(rows, model, told, settings)
    told.sort(key=surest_first)
    settings.progress("pairs that may be one person", len(told))
    return Run(told, (*notes, *left_out, *few), compared, lambda kept: _uses(rows, counts, kept, settings))


def _decided(rows: Rows, model: Any, told: Sequence[Scored], settings: LinkSettings) -> list[Scored]:
    """Pairs that were decided to be one person and that no rule made, or that weigh too little, with their weights."""
    import splink

    if "same" not in settings.decided.values():
        return []
    known = {(one.lists, one.link.a, one.link.b) for one in told}
    rule = {"blocking_rule": f"l.{BOUND} = r.{BOUND}", "sql_dialect": "duckdb"}
    # A linker of the same database would take the pairs that the rules made for those of this one.
    database = splink.DuckDBAPI(rows.database)
    inputs = [database.register(name, dataset_display_name=name) for name in rows.names]
    linker = splink.Linker(inputs, model | {"blocking_rules_to_generate_predictions": [rule]}, log_level=None)
    found = linker.inference.predict(warning_mode="never")
    more = _links(found.as_record_list(), model)
    return [one for one in more if (one.lists, one.link.a, one.link.b) not in known]


def _rules(rows: Rows, filled: set[str], settings: LinkSettings) -> tuple[dict[Rule, int], list[str]]:
    """The rules that can be used, with the pairs that each makes, and a note of each that makes too many."""
    most = settings.most_pairs or _PAIRS + _PAIRS_OF_A_ROW * sum(rows.sizes)
    rules = usable((*settings.rules, *((f"{name}_rare",) for name in settings.also)), filled)
    if settings.rules is RULES:
        counts, wide = within(rules, filled, rows, min(max(_WIDE, _WIDE_OF_A_ROW * sum(rows.sizes)), most))
    else:  # Rules of a user's own are used as they are.
        counts, wide = {rule: pairs_of(rule, rows) for rule in rules}, []
    notes = [
        f"the rule {text_of(rule)} would compare {count:,} pairs, more than {most:,}: it is left out"
        for rule, count in counts.items()
        if count > most
    ]
    if wide:
        notes.append(f"rows are many: in place of {', '.join(map(text_of, wide))} they have to agree in more columns")
    kept = {rule: count for rule, count in counts.items() if count <= most}
    if not kept or (notes and not any(kept.values())):
        raise BadSetting(
            "; ".join(["no rule can be used on these lists", *notes]),
            where="--block",
            way_out="Give rules of columns that the lists fill and in which fewer rows agree, or raise --most-pairs.",
        )
    return kept, notes


def _prior(rows: Rows, filled: set[str]) -> float:
    """The share of all pairs that are taken to be one person where the model begins."""
    certain = next(rule for rule in _CERTAIN if filled.issuperset(rule))
    sizes = [rows.sizes[0], rows.sizes[0]] if rows.alone else rows.sizes
    most = sum(min(pair) for pair in combinations(sizes, 2))
    expected = min(max(pairs_of(certain, rows), 1) / _CERTAIN_SHARE, most)
    return min(expected / rows.possible, 0.5)


def _uses(
    rows: Rows, counts: Mapping[Rule, int], kept: Sequence[Scored], settings: LinkSettings
) -> tuple[RuleUse, ...]:
    import pyarrow as pa

    if not settings.diagnose:
        return ()
    ends = [(*one.lists, one.link.a, one.link.b) for one in kept]
    names = ("list_a", "list_b", "a", "b")
    types = (pa.int64(), pa.int64(), pa.string(), pa.string())
    cells = {n: pa.array([end[i] for end in ends], t) for i, (n, t) in enumerate(zip(names, types, strict=True))}
    return tuple(uses(rows, counts, pa.table(cells)))


def _tables(lists: Mapping[str, Sequence[Entry]], settings: LinkSettings) -> tuple[list[pa.Table], list[str]]:
    """The columns of each list, with how often each part of a name stands in all of them together, and notes."""
    import pyarrow as pa

    script, also = script_of(lists.values()), settings.also
    columns = [_columns(entries, script, also) for entries in lists.values()]
    for part in (*PARTS, "place", *also):
        counts = Counter(chain.from_iterable(one[part] for one in columns))
        for one in columns:
            one[f"{part}_count"] = [counts[name] for name in one[part]]
            if part in ("given", "family", *also):
                one[f"{part}_rare"] = [name if counts[name] <= RARE else None for name in one[part]]
    if keys := bound(settings.decided):
        for (name, entries), one in zip(lists.items(), columns, strict=True):
            one[BOUND] = [keys.get((name, entry.id)) for entry in entries]
    tables = [pa.table({name: pa.array(cells, _type(name)) for name, cells in one.items()}) for one in columns]
    return tables, [note for name, entries in lists.items() for note in unnamed(name, entries, script)]


def _columns(entries: Sequence[Entry], script: Script, also: Sequence[str]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for entry in entries:
        for name, cell in compared(entry, script, also).items():
            found.setdefault(name, []).append(cell)
    return found


def _type(column: str) -> pa.DataType:
    import pyarrow as pa

    if column.endswith("_count"):
        return pa.int64()
    return pa.float64() if column == "age" else pa.string()


def _links(rows: Sequence[dict[str, Any]], model: Any) -> Iterator[Scored]:
    if not rows:
        return
    prior = model["probability_two_random_records_match"]
    start = round(log2(prior / (1 - prior)), 3)
    labels = _labels(model)
    fields = [name.removeprefix("mw_") for name in rows[0] if name.startswith("mw_") and not name.startswith("mw_tf_")]
    columns = [(name, f"mw_{name}", f"mw_tf_adj_{name}") for name in fields]
    for row in rows:
        weights, levels = {}, {}
        for name, bare, adjusted in columns:
            if weight := row[bare]:
                weights[name] = round(weight + row.get(adjusted, 0.0), 3)
                levels[name] = labels.get((name, round(weight, 6)), "")
        link = Link(row["unique_id_l"], row["unique_id_r"], round(row["match_probability"], 6), weights, levels, start)
        left, right = (int(row.get(f"source_dataset_{side}", "list_0")[5:]) for side in "lr")
        yield Scored((left, right), link, row["match_weight"])


def _labels(model: Any) -> dict[tuple[str, float], str]:
    """How the cells of a field agree where it has this weight, before rare names are weighed."""
    return {
        (one["output_column_name"], round(log2(level["m_probability"] / level["u_probability"]), 6)): level[
            "label_for_charts"
        ]
        for one in model["comparisons"]
        for level in one["comparison_levels"]
        if not level.get("is_null_level")
    }
