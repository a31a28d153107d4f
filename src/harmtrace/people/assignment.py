"""From scored pairs to links one to one: of all sets in which no row stands twice the one with the largest weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

Pair = tuple[str, str, float]


def one_to_one(pairs: Sequence[Pair]) -> set[tuple[str, str]]:
    """Choose pairs (a, b, weight) so that no a and no b stands in two, with the largest sum of positive weights.

    Pairs that no other one touches are kept as they are. The rest is an assignment problem, which as a linear program
    has whole numbers at each corner, so that HiGHS finds the best choice exactly.
    """
    worth = [pair for pair in pairs if pair[2] > 0]
    of_a, of_b = Counter(a for a, _, _ in worth), Counter(b for _, b, _ in worth)
    alone = {(a, b) for a, b, _ in worth if of_a[a] == of_b[b] == 1}
    rivals = [pair for pair in worth if pair[:2] not in alone]
    return alone | _best(rivals) if rivals else alone


def _best(pairs: Sequence[Pair]) -> set[tuple[str, str]]:
    import highspy
    import numpy as np

    rows = {key: number for number, key in enumerate(dict.fromkeys(_ends(pairs)))}
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(pairs), len(rows)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.array([weight for _, _, weight in pairs])
    program.col_lower_, program.col_upper_ = np.zeros(len(pairs)), np.ones(len(pairs))
    program.row_lower_, program.row_upper_ = np.full(len(rows), -highspy.kHighsInf), np.ones(len(rows))
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.arange(0, 2 * len(pairs) + 1, 2)
    program.a_matrix_.index_ = np.array([rows[end] for end in _ends(pairs)])
    program.a_matrix_.value_ = np.ones(2 * len(pairs))
    library: Any = highspy
    solver = library.Highs()
    solver.silent()
    # A corner of the polytope, where all numbers are whole: the simplex method ends at one.
    solver.setOptionValue("solver", "simplex")
    solver.passModel(program)
    solver.run()
    chosen = solver.getSolution().col_value
    return {(a, b) for (a, b, _), share in zip(pairs, chosen, strict=True) if share > 0.5}


def _ends(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [end for a, b, _ in pairs for end in (("a", a), ("b", b))]
