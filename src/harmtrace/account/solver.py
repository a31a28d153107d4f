"""From an integer program to the least value of its objective: HiGHS, the linear program first.

The library is imported here alone, and only when a program comes that has no closed answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harmtrace.errors import Unsolved

_WHOLE = 1e-6
"""So near to a whole number an answer is that number."""


@dataclass
class IntegerProgram:
    """Minimise cost x over whole x with 0 <= x <= upper and low <= row x <= high (None: open)."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float | None] = field(default_factory=list)
    rows: list[tuple[float | None, float | None, Mapping[int, float]]] = field(default_factory=list)

    def column(self, cost: float, upper: float | None) -> int:
        """Add a variable and return its number."""
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.costs) - 1

    def row(self, low: float | None, high: float | None, terms: Mapping[int, float]) -> None:
        """Add a constraint on the sum of the terms."""
        self.rows.append((low, high, terms))


def least_value(program: IntegerProgram) -> float:
    """The least value; raises `Unsolved` where none is found, for no figure may rest on a half-solved program."""
    if not program.rows:
        return 0.0
    import highspy
    import numpy as np

    library: Any = highspy
    highs = library.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("log_to_console", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
    highs.passModel(_model(program))
    highs.run()
    values = np.asarray(highs.getSolution().col_value)
    if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal and np.all(abs(values - values.round()) < _WHOLE):
        return _value(program, values.round())
    columns = np.arange(len(program.costs), dtype=np.int32)
    whole = [highspy.HighsVarType.kInteger] * len(columns)
    highs.changeColsIntegrality(len(columns), columns, np.array(whole))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise Unsolved(f"the least toll of {len(program.rows)} constraints was not found: {highs.getModelStatus()}")
    return _value(program, np.asarray(highs.getSolution().col_value).round())


def _value(program: IntegerProgram, values: Iterable[float]) -> float:
    return sum(cost * float(value) for cost, value in zip(program.costs, values, strict=True))


def _model(program: IntegerProgram) -> Any:
    import highspy
    import numpy as np

    model: Any = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.costs), len(program.rows)
    model.col_cost_ = np.array(program.costs, dtype=float)
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.array([highspy.kHighsInf if u is None else u for u in program.uppers], dtype=float)
    model.row_lower_ = np.array([-highspy.kHighsInf if low is None else low for low, _h, _t in program.rows], float)
    model.row_upper_ = np.array([highspy.kHighsInf if high is None else high for _l, high, _t in program.rows], float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(terms) for _l, _h, terms in program.rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([at for _l, _h, terms in program.rows for at in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([by for _l, _h, terms in program.rows for by in terms.values()], dtype=float)
    return model
