"""A table, or a figure that a method gave, in; the reasons to refuse or to flag it out.

A reason that refuses leaves no estimate; one that flags stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from harmtrace.model.estimate import Estimate, EstimateStatus, Method, Overlap
from harmtrace.people.estimate.bounds import chao, lincoln_petersen
from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.hierarchy import MOST_LISTS

MODEL_BASED: tuple[Method, ...] = ("loglinear", "dga", "lcmcr")
_FEWEST_LISTS = 3
_FEW_SHARED = 10
"""People on two lists or more, below which every figure hangs on a handful of matches."""
_EXPECTED = 5.0
_MOST_PEOPLE = 1e15
"""An estimate above this is refused whatever is allowed: tables of so many people cannot be drawn."""


@dataclass
class Verdict:
    """The reasons found so far."""

    refusals: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def status(self) -> EstimateStatus:
        """The worst that was found."""
        return "refused" if self.refusals else "flagged" if self.flags else "ok"

    @property
    def reasons(self) -> tuple[str, ...]:
        """What refuses, then what flags."""
        return (*self.refusals, *self.flags)


@dataclass(frozen=True, eq=False)
class Answered:
    """An estimate with draws of its number of people, for sums and mixtures; no draws where it was refused."""

    estimate: Estimate
    draws: Floats | None = None


def without_empty_lists(table: CaptureTable) -> tuple[CaptureTable, list[str]]:
    """The table without lists that hold nobody, and their names."""
    kept = [j for j, total in enumerate(table.totals()) if total]
    if len(kept) == table.size:
        return table, []
    counts = np.zeros(1 << len(kept), dtype=np.int64)
    for pattern in np.flatnonzero(table.counts):
        counts[sum(1 << place for place, j in enumerate(kept) if int(pattern) >> j & 1)] += table.counts[pattern]
    names = tuple(table.lists[j] for j in kept)
    return CaptureTable(names, counts), [name for name in table.lists if name not in names]


def of_table(table: CaptureTable, method: Method, empty: Sequence[str] = ()) -> Verdict:
    """What can be said of a table before any model is fitted."""
    verdict = Verdict()
    verdict.flags += [f"list {name} holds nobody and is left out" for name in empty]
    fewest = _FEWEST_LISTS if method in MODEL_BASED else 2
    if table.size < fewest:
        said = "dependence between two lists cannot be seen" if table.size == 2 else "there is no overlap to learn from"
        verdict.refusals.append(f"{table.size} list{'s' * (table.size != 1)}, {method} needs {fewest}: {said}")
        return verdict
    if method in MODEL_BASED and table.size > MOST_LISTS:
        verdict.refusals.append(f"{table.size} lists: more than {MOST_LISTS} are too many to model, put some together")
    shared = int(table.captures()[2:].sum())
    if not shared:
        verdict.refusals.append("no two lists share anybody: nothing tells the seen from the unseen")
        return verdict
    if shared < _FEW_SHARED:
        verdict.flags.append(f"only {shared} of {table.n} people are on two lists or more")
    overlaps = table.overlaps()
    for name in table.lists:
        if not any(count for pair, count in overlaps.items() if name in pair):
            verdict.flags.append(f"list {name} shares nobody with any other")
    verdict.flags += [
        f"{said}: a list made from another, or with a reach inside its, breaks what {method} takes for granted"
        for said in _lists_within(table)
    ]
    return verdict


def _lists_within(table: CaptureTable) -> list[str]:
    """Lists all of whose people another list holds as well, each told once."""
    totals, found = dict(zip(table.lists, table.totals(), strict=True)), set[str]()
    told_of = []
    for (one, other), shared in table.overlaps().items():
        inner, outer = (one, other) if totals[one] < totals[other] else (other, one)
        if shared == totals[inner] >= _EXPECTED and inner not in found:
            found.add(inner)
            told_of.append(f"all {shared:,} people of list {inner} are on list {outer} as well")
    return told_of


def avoiding_pairs(table: CaptureTable, people: float) -> list[str]:
    """Pairs of lists that share far fewer than chance would have them share if there were `people` in all."""
    totals = dict(zip(table.lists, table.totals(), strict=True))
    found = []
    for (one, other), shared in table.overlaps().items():
        expected = totals[one] * totals[other] / people
        if expected >= _EXPECTED and shared < expected - 2 * expected**0.5:
            found.append(f"{one} and {other} share {shared:,} where chance alone would give {expected:,.0f}")
    return found


def of_unequal_chances(table: CaptureTable, estimate: float | None) -> list[str]:
    """Doubts about a figure of a method that gives all people like chances: signs that they differ in them.

    Chao's bound leaves room for such people. Where even the two lists that share least point to fewer people than it,
    every two lists depend, which no dependence of some lists explains.
    """
    bound, doubts = chao(table), []
    least = bound.bound - bound.se
    pairs = [math.inf if figure is None else figure for figure in lincoln_petersen(table).values()]
    if max(pairs) < least:
        doubts.append(
            "any two lists share more people than chance would have them share (two at a time they give at most"
            f" {max(pairs):,.0f}, Chao's lower bound is {bound.bound:,.0f}): people differ in how likely they are"
            " listed, and the figure is likely too low"
        )
    elif estimate is not None and estimate < least:
        doubts.append(
            f"the figure lies below Chao's lower bound, {bound.bound:,.0f}: people differ in how likely they are"
            " listed, or matches between lists were missed"
        )
    return doubts


def of_figure(table: CaptureTable, estimate: float, beyond: float) -> list[str]:
    """The refusal of a figure too far from what was seen."""
    if estimate > _MOST_PEOPLE:
        return [f"the estimate is {estimate / table.n:,.1f} times what was seen: nobody can be so many"]
    if estimate <= beyond * table.n:
        return []
    return [f"the estimate is {estimate / table.n:,.1f} times what was seen, more than the {beyond:g} times allowed"]


def overlaps_of(table: CaptureTable) -> tuple[Overlap, ...]:
    """Each two lists with what they share."""
    shared = table.overlaps()
    return tuple(Overlap(pair, shared[pair], figure) for pair, figure in lincoln_petersen(table).items())


def judged(answered: Answered, verdict: Verdict) -> Answered:
    """The answer under its verdict: one that is refused keeps no estimate, no interval and no draws.

    A posterior over a grid keeps mean, median and mode: they are those of a prior that allows nobody past the grid.
    """
    estimate = replace(answered.estimate, status=verdict.status, reasons=verdict.reasons)
    if estimate.status != "refused":
        return Answered(estimate, answered.draws)
    estimate = replace(estimate, estimate=None, interval=None, se=None)
    return Answered(estimate if estimate.method == "dga" else replace(estimate, mean=None, median=None, mode=None))


def bare(table: CaptureTable, method: Method, level: float) -> Estimate:
    """What every method tells of a table."""
    return Estimate(
        method=method, n=table.n, lists=table.lists, status="ok", level=level, overlaps=overlaps_of(table),
        on_each_list=tuple(table.totals()), on_so_many_lists=tuple(int(f) for f in table.captures()[1:]),
    )  # fmt: skip


def told(figures: Iterable[float]) -> str:
    """Figures as whole numbers, with commas."""
    return " to ".join(f"{figure:,.0f}" for figure in figures)
