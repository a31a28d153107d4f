"""Each figure of Kosovo that docs/estimates.md prints is what the program gives (but a million sweeps of `lcmcr`)."""

from __future__ import annotations

import pytest

from harmtrace.people.estimate import EstimateSettings, estimate
from harmtrace.people.estimate.hierarchy import independence, model_of
from harmtrace.people.estimate.loglinear import fit_models
from harmtrace.people.estimate.profile import profile
from tests.conftest import ROOT
from tests.people.tables import kosovo

PAGE = (ROOT / "docs" / "estimates.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:]
    for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if "|" in line)
}


def told(figure: float | None, ends: tuple[float, float | None] | None) -> list[str]:
    assert figure is not None
    assert ends is not None
    return [f"{figure:,.0f}", f"{ends[0]:,.0f} to {ends[1]:,.0f}"]


@pytest.mark.parametrize(
    ("row", "method", "word"),
    [
        ("`loglinear`: [123,14,34], best by BIC, as published", "loglinear", ""),
        ("`dga`, delta 1/16", "dga", ""),
        ("`chao`", "chao", "at least "),
        ("`coverage`: the lists cover 47 % of each other", "coverage", ""),
    ],
)
def test_the_answers(row: str, method: str, word: str) -> None:
    found = estimate(kosovo(), method)  # type: ignore[arg-type]  # names of METHODS
    figure, ends = told(found.estimate, found.interval)
    assert ROWS[row] == [word + figure, ends]


def test_the_other_models() -> None:
    fitted = fit_models(kosovo(), [model_of(["123", "134"], 4), model_of(["134", "12", "23"], 4), independence(4)])
    best = fit_models(kosovo())
    behind = best.bic[best.order("bic")[:3]] - best.bic.min()
    assert ROWS[f"[123,134], second by BIC ({behind[1]:.2f} behind), best by AIC"][0] == f"{fitted.estimate[0]:,.0f}"
    assert ROWS[f"[134,12,23], third ({behind[2]:.1f} behind)"][0] == f"{fitted.estimate[1]:,.0f}"
    found = profile(fitted, 2)
    assert ROWS["independence, which does not fit"] == told(fitted.estimate[2], (found.low, found.high))


def test_the_other_priors() -> None:
    half, one = (estimate(kosovo(), "dga", EstimateSettings(delta=delta)) for delta in (0.5, 1.0))
    figures, ends = zip(*(told(found.median, found.interval) for found in (half, one)), strict=True)
    assert ROWS["`dga`, delta 1/2 / 1"] == [" / ".join(figures), " / ".join(ends)]
