"""A table in, the answers that need no model of dependence out: Chao's lower bound, sample coverage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from harmtrace.model.estimate import EstimateDiagnostics, Spread
from harmtrace.people.estimate.bounds import (
    chao,
    chao_alike,
    chao_of_lists,
    coverage,
    coverage_draws,
    log_normal_draws,
    log_normal_interval,
)
from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.gates import Answered, Verdict, avoiding_pairs, bare, of_figure, told
from harmtrace.people.estimate.hierarchy import MOST_LISTS
from harmtrace.people.estimate.settings import EstimateSettings

_ENOUGH_COVERAGE = 0.55
_RESAMPLED = 1000


def by_chao(table: CaptureTable, settings: EstimateSettings, verdict: Verdict) -> Answered:
    """Chao's lower bound; the two log-linear forms of it stand in the diagnostics."""
    found = chao(table)
    if found.corrected:
        verdict.flags.append("nobody is on exactly two lists: the bias-corrected form, a rough one")
    verdict.flags += [
        f"{said}: lists that avoid each other make it no bound" for said in avoiding_pairs(table, found.bound)
    ]
    low, high = log_normal_interval(table.n, found.bound, found.se, settings.level)
    answer = replace(
        bare(table, "chao", settings.level),
        figure="lower bound", estimate=found.bound, se=found.se, interval=(low, high), spread=_of_pairs(table),
        diagnostics=EstimateDiagnostics(chao_of_lists=chao_of_lists(table), chao_alike=chao_alike(table))
        if table.size <= MOST_LISTS
        else EstimateDiagnostics(),
    )  # fmt: skip
    verdict.refusals += of_figure(table, found.bound, settings.beyond)
    return Answered(answer, log_normal_draws(table.n, found.bound, found.se, settings.seed))


def by_coverage(table: CaptureTable, settings: EstimateSettings, verdict: Verdict) -> Answered:
    """The sample-coverage estimate, with an interval from tables drawn again."""
    answer = bare(table, "coverage", settings.level)
    found = coverage(table)
    if found is None:
        verdict.refusals.append("the lists cover nobody of each other")
        return Answered(answer)
    if found.share < _ENOUGH_COVERAGE:
        verdict.flags.append(
            f"the lists cover {found.share:.0%} of each other: below {_ENOUGH_COVERAGE:.0%} the estimate is a rough one"
        )
    if pairs := avoiding_pairs(table, found.estimate):
        verdict.flags.append(f"the lists are not independent: {pairs[0]}")
    spread = _of_pairs(table)
    if spread and spread.high > 1.5 * spread.low:
        verdict.flags.append(
            f"the lists are not independent: two at a time they give {told((spread.low, spread.high))}, and the"
            " estimate holds for low dependence"
        )
    verdict.refusals += of_figure(table, found.estimate, settings.beyond)
    if verdict.refusals:
        return Answered(replace(answer, spread=spread, diagnostics=EstimateDiagnostics(sample_coverage=found.share)))
    # Tables drawn may be of fewer people than were seen: so few there cannot be.
    draws = np.maximum(coverage_draws(table, found.estimate, _RESAMPLED, settings.seed), table.n)
    low, high = np.quantile(draws, [(1 - settings.level) / 2, (1 + settings.level) / 2])
    answer = replace(
        answer, estimate=found.estimate, se=float(draws.std()), interval=(float(low), float(high)), spread=spread,
        diagnostics=EstimateDiagnostics(sample_coverage=found.share, bootstrap_draws=_RESAMPLED, seed=settings.seed),
    )  # fmt: skip
    return Answered(answer, draws)


def _of_pairs(table: CaptureTable) -> Spread | None:
    figures = [one.lincoln_petersen for one in bare(table, "chao", 0.95).overlaps if one.lincoln_petersen is not None]
    return Spread(min(figures), max(figures), "two lists at a time") if figures else None
