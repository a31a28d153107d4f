"""How often intervals of estimates hold the truth, on drawn tables. Run: python -m evaluation.estimates.

Four worlds: independent lists; two lists that depend; people of two kinds, hard and easy to list, so that no
log-linear model is right; and matches that are missed. For each the share of 95 % intervals that hold the number of
people, the median error, and how many answers were flagged or refused. `python -m evaluation.estimates 1000` draws
more than the 200 tables of the documentation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from harmtrace.people.estimate import CaptureTable, EstimateSettings, estimate
from harmtrace.people.estimate.hierarchy import independence
from harmtrace.people.estimate.loglinear import fit_models
from harmtrace.people.estimate.profile import profile

PEOPLE, LISTS, SEED = 2000, 4, 20260
REACH = (0.25, 0.3, 0.2, 0.35)
Marks = NDArray[np.bool_]
Random = np.random.Generator


def independent(random: Random) -> Marks:
    """Everybody has the same chances, the lists know nothing of each other."""
    marks: Marks = random.random((PEOPLE, LISTS)) < np.array(REACH)
    return marks


def dependent(random: Random) -> Marks:
    """Who is on the first list is three times as likely to be on the second."""
    marks = independent(random)
    marks[:, 1] = random.random(PEOPLE) < np.where(marks[:, 0], 0.54, 0.18)
    return marks


def two_kinds(random: Random) -> Marks:
    """Seven in ten are hard to list, three in ten easy: every list depends on every other through who people are."""
    easy = random.random(PEOPLE) < 0.3
    marks: Marks = random.random((PEOPLE, LISTS)) < np.where(easy[:, None], 0.6, 0.1)
    return marks


def table_of(marks: Marks) -> CaptureTable:
    """Count people by the lists that hold them."""
    counts = np.bincount(marks @ (1 << np.arange(LISTS)), minlength=1 << LISTS)
    counts[0] = 0
    return CaptureTable.of(counts)


def with_missed_matches(random: Random, found: float = 0.9) -> CaptureTable:
    """Independent lists; of people on several, one record in ten is not recognised and passes for somebody else."""
    marks = independent(random)
    apart = marks & (marks.sum(axis=1) > 1)[:, None] & (random.random(marks.shape) > found)
    lone = np.eye(LISTS, dtype=np.bool_)[np.nonzero(apart)[1]]
    return table_of(np.vstack([marks & ~apart, lone]))


@dataclass
class Tally:
    """What became of the answers of one method in one world."""

    held: int = 0
    answered: int = 0
    flagged: int = 0
    refused: int = 0
    figures: list[float] = field(default_factory=list)

    def add(self, figure: float | None, ends: tuple[float, float | None] | None, status: str) -> None:
        """Count one answer."""
        self.flagged += status == "flagged"
        self.refused += status == "refused"
        if figure is None or ends is None:
            return
        self.answered += 1
        self.figures.append(figure)
        self.held += ends[0] <= PEOPLE and (ends[1] is None or ends[1] >= PEOPLE)


def independence_alone(table: CaptureTable) -> tuple[float, tuple[float, float | None], str]:
    """The figure and profile interval of the model of independence, whatever fits better."""
    fitted = fit_models(table, [independence(table.size)])
    found = profile(fitted, 0)
    return float(fitted.estimate[0]), (found.low, found.high), "ok"


def answer_of(method: str) -> Callable[[CaptureTable], tuple[float | None, tuple[float, float | None] | None, str]]:
    """The whole answer of a method."""

    def answer(table: CaptureTable) -> tuple[float | None, tuple[float, float | None] | None, str]:
        found = estimate(table, method, EstimateSettings(shown=0))  # type: ignore[arg-type]  # names of METHODS
        return found.estimate, found.interval, found.status

    return answer


def lines(draws: int) -> Iterator[str]:
    """The table of the documentation."""
    worlds: dict[str, Callable[[Random], CaptureTable]] = {
        "independent lists": lambda random: table_of(independent(random)),
        "two lists depend": lambda random: table_of(dependent(random)),
        "people of two kinds": lambda random: table_of(two_kinds(random)),
        "one record in ten not matched": with_missed_matches,
    }
    methods = {
        "independence alone": independence_alone,
        **{name: answer_of(name) for name in ("loglinear", "dga", "chao", "coverage")},
    }
    yield "| world | method | intervals that hold the truth | median figure | flagged | refused |"
    yield "|---|---|---:|---:|---:|---:|"
    for world, make in worlds.items():
        random = np.random.default_rng(SEED)
        tables = [make(random) for _ in range(draws)]
        for name, answer in methods.items():
            tally = Tally()
            for table in tables:
                tally.add(*answer(table))
            share = f"{tally.held / tally.answered:.1%}" if tally.answered else "–"
            middle = f"{np.median(tally.figures):,.0f}" if tally.figures else "–"
            rest = f"{tally.flagged / draws:.0%} | {tally.refused / draws:.0%}"
            yield f"| {world} | {name} | {share} | {middle} | {rest} |"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 200):
        print(line, flush=True)
