"""Which rows are compared at all: rules of columns, how many pairs each of them makes, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from harmtrace.errors import BadSetting
from harmtrace.people.compared import PARTS

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Rule = tuple[str, ...]
EXCHANGED = "exchanged"
"""The rule that takes given and family names in each other's column."""
RULES: tuple[Rule, ...] = (
    ("given", "family"),
    ("given", "father"),
    ("given_sound", "family_sound", "death_date"),
    ("father_sound", "family_sound", "death_date"),
    ("given_sound", "father_sound", "grandfather_sound"),
    ("given_sound", "death_date", "age"),
    ("given_sound", "place", "age"),
    ("family_sound", "death_date", "place", "age"),
    ("given_sound", "birth_date"),
    ("family_sound", "birth_date"),
    ("birth_date",),
    ("given_sound", "place"),
    ("family_sound", "place"),
    ("given_rare",),
    ("family_rare",),
    (EXCHANGED,),
)
"""Rows are compared where they agree in all columns of one of these."""
COLUMNS = (
    *PARTS,
    *(f"{part}_sound" for part in PARTS),
    "given_rare",
    "family_rare",
    "sex",
    "age",
    "birth_date",
    "death_date",
    "place",
)
"""The columns that a rule may name: keys of the parts of the name, their sounds, names that are rare, and the rest."""
_NARROWING = (
    "death_date",
    "birth_date",
    "place",
    "age",
    "given_sound",
    "father_sound",
    "grandfather_sound",
    "family_sound",
)
"""The columns by which a rule is narrowed that makes too many pairs."""
RARE = 40
"""A name that so many rows of all lists have, at most, is rare."""
_SWAPPED = "l.given_sound = r.family_sound and l.family_sound = r.given_sound"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What a rule does: the pairs that it makes, and how many of the links it finds, and finds alone (0..1)."""

    rule: str
    pairs: int
    found: float
    alone: float


def rule_of(text: str) -> Rule:
    """A rule as it is written in an option: "given+family". Raises `BadSetting`."""
    rule = tuple(text.split("+"))
    if rule != (EXCHANGED,) and not set(rule) <= set(COLUMNS):
        raise BadSetting(
            f"{text!r} is no rule", where="--block", way_out=f"Columns with + between them, of {', '.join(COLUMNS)}."
        )
    return rule


def text_of(rule: Rule) -> str:
    """A rule as `rule_of` reads it."""
    return "+".join(rule)


def usable(rules: Sequence[Rule], filled: set[str]) -> list[Rule]:
    """The rules whose columns the lists fill."""
    return [rule for rule in rules if filled.issuperset(("given", "family") if rule == (EXCHANGED,) else rule)]


def within(rules: Sequence[Rule], filled: set[str], rows: Rows, budget: int) -> tuple[dict[Rule, int], list[Rule]]:
    """The rules with the pairs that each makes; in the place of one that makes more than `budget`, narrower ones.

    A narrower rule asks for one column more, or two. One that can only be as wide stays as it is. Returned besides are
    the rules that were narrowed.
    """
    found: dict[Rule, int] = {}
    wide = []
    for rule in rules:
        count = pairs_of(rule, rows)
        narrower = _narrower(rule, filled, rows, budget) if count > budget else {}
        found |= narrower or {rule: count}
        wide += [rule] if narrower else []
    kept = _without_idle(list(found))
    return {rule: found[rule] for rule in kept}, wide


def _without_idle(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that find what no other finds by itself: none of more columns than another, none given twice."""
    implied = [_implied(rule) for rule in rules]
    kept = []
    for number, rule in enumerate(rules):
        others = (
            set(other) <= implied[number] and not (set(rule) <= implied[at] and number < at)
            for at, other in enumerate(rules)
            if at != number
        )
        if not any(others):
            kept.append(rule)
    return kept


def _narrower(rule: Rule, filled: set[str], rows: Rows, budget: int, depth: int = 2) -> dict[Rule, int]:
    if rule == (EXCHANGED,):
        return {}
    found: dict[Rule, int] = {}
    for column in _NARROWING:
        if column in filled and column.removesuffix("_sound") not in {one.removesuffix("_sound") for one in rule}:
            more = (*rule, column)
            count = pairs_of(more, rows)
            if count <= budget:
                found[more] = count
            elif depth > 1:
                found |= _narrower(more, filled, rows, budget, depth - 1)
    return found


def _implied(rule: Rule) -> set[str]:
    """The columns in which rows agree that agree in those of a rule: with a name also in its sound."""
    return {*rule, *(f"{one}_sound" for one in rule if one in PARTS)}


def sql_of(rule: Rule) -> str:
    """The condition under which a rule compares the rows l and r."""
    return _SWAPPED if rule == (EXCHANGED,) else " and ".join(f"l.{column} = r.{column}" for column in rule)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of lists as tables of a database, by their names and sizes."""

    database: duckdb.DuckDBPyConnection
    names: tuple[str, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, tables: Sequence[pa.Table], database: duckdb.DuckDBPyConnection) -> Rows:
        """Put tables into a database."""
        # It would draw a bar on standard output, where the answer stands.
        database.execute("set enable_progress_bar = false").fetchall()
        names = tuple(f"list_{number:03}" for number in range(len(tables)))
        for name, table in zip(names, tables, strict=True):
            database.register("given", table)
            database.execute(f"create table {name} as select * from given").fetchall()
            database.unregister("given")
        return cls(database, names, tuple(map(len, tables)))

    @property
    def alone(self) -> bool:
        """Whether there is one list, whose doubles are asked for."""
        return len(self.names) == 1

    @property
    def possible(self) -> int:
        """The pairs of all rows."""
        if self.alone:
            return self.sizes[0] * (self.sizes[0] - 1) // 2
        return sum(one * other for one, other in combinations(self.sizes, 2))

    def number(self, query: str) -> int:
        """The one number that a query asks for."""
        [[found]] = self.database.execute(query).fetchall()
        return int(found or 0)


def pairs_of(rule: Rule, rows: Rows) -> int:
    """How many pairs of rows a rule makes, without making them."""
    if not rows.alone:
        return sum(_product(rule, pair, rows) for pair in combinations(rows.names, 2))
    if rule == (EXCHANGED,):
        return _product(rule, (rows.names[0], rows.names[0]), rows) // 2
    return rows.number(f"select sum(n * (n - 1) // 2) from {_counted(rule, rows.names[0])}")


def _product(rule: Rule, tables: tuple[str, str], rows: Rows) -> int:
    left, right = (_counted(rule, table) for table in tables)
    return rows.number(f"select sum(l.n * r.n) from {left} l join {right} r on {sql_of(rule)}")


def _counted(rule: Rule, table: str) -> str:
    sides = ("given_sound", "family_sound") if rule == (EXCHANGED,) else rule
    there = " and ".join(f"{column} is not null" for column in sides)
    return f"(select {', '.join(sides)}, count(*)::hugeint n from {table} where {there} group by all)"


def uses(rows: Rows, counts: Mapping[Rule, int], links: pa.Table) -> Iterator[RuleUse]:
    """What each rule does for links, which are given as the numbers of two lists and the ids of two rows."""
    every = " union all ".join(f"select {n} list, * from {table}" for n, table in enumerate(rows.names))
    rows.database.register("links", links)
    holds = ", ".join(f"coalesce({sql_of(rule)}, false) rule_{n}" for n, rule in enumerate(counts))
    rows.database.execute(
        f"create or replace table found as select {holds} from links f "
        f"join ({every}) l on l.list = f.list_a and l.unique_id = f.a "
        f"join ({every}) r on r.list = f.list_b and r.unique_id = f.b"
    ).fetchall()
    rows.database.unregister("links")
    total = max(links.num_rows, 1)
    together = " + ".join(f"rule_{n}::int" for n in range(len(counts)))
    for n, (rule, count) in enumerate(counts.items()):
        found = rows.number(f"select count(*) from found where rule_{n}")
        alone = rows.number(f"select count(*) from found where rule_{n} and {together} = 1")
        yield RuleUse(text_of(rule), count, found / total, alone / total)
