"""A table in, the answer of all its log-linear models out: the best, how far the others differ, what does not fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from harmtrace.model.estimate import EstimateDiagnostics, EstimateModel, Fitted, Spread
from harmtrace.people.estimate.bootstrap import WINDOW, bca, chosen_again, forward_selection
from harmtrace.people.estimate.bounds import log_normal_draws
from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.gates import Answered, Verdict, bare, of_figure, told
from harmtrace.people.estimate.loglinear import BOUNDARY, UNIDENTIFIED, ModelSet, fit_models
from harmtrace.people.estimate.profile import profile
from harmtrace.people.estimate.settings import EstimateSettings
from harmtrace.people.estimate.special import chi_squared_tail

_NEAR = 2.0
"""Models this little behind the best fit nearly as well (Burnham & Anderson 2002)."""
_MISFIT = 0.01
_STATES: tuple[Fitted, ...] = ("finite", "boundary", "unidentified")


def by_models(table: CaptureTable, settings: EstimateSettings, verdict: Verdict) -> Answered:
    """The log-linear answer: figure and profile interval of the best model, with the set it was chosen from."""
    fitted = fit_models(table)
    order = fitted.order(settings.criterion)
    best = int(order[0])
    answer = replace(
        bare(table, "loglinear", settings.level),
        models=tuple(_told(fitted, int(row), settings) for row in order[: settings.shown]),
        diagnostics=_diagnostics(fitted, settings),
    )
    if fitted.states[best] == UNIDENTIFIED:
        verdict.refusals.append("no model of these lists tells the unseen from the seen")
        return Answered(answer)
    found = profile(fitted, best, settings.level)
    values = getattr(fitted, settings.criterion)
    spread = _spread(fitted, values <= values[best] + WINDOW, f"models within {WINDOW:g} of the best by ")
    estimate, se = float(fitted.estimate[best]), float(fitted.se[best])
    answer = replace(
        answer, estimate=estimate, se=se, interval=(found.low, found.high),
        spread=replace(spread, of=spread.of + settings.criterion),
    )  # fmt: skip
    p = chi_squared_tail(float(fitted.deviance[best]), int(fitted.df[best])) if fitted.df[best] else None
    details = replace(answer.diagnostics, fit_p=p, profile_point=float(found.point))
    draws = log_normal_draws(table.n, estimate, se, settings.seed)
    verdict.refusals += of_figure(table, estimate, settings.beyond)
    if settings.bootstrap and not verdict.refusals:
        draws = chosen_again(fitted, settings.criterion, settings.bootstrap, settings.seed)
        ends = np.nanquantile(draws, [(1 - settings.level) / 2, (1 + settings.level) / 2])
        details = replace(
            details, bootstrap_draws=settings.bootstrap, bootstrap_interval=(float(ends[0]), float(ends[1])),
            stepwise_interval=_stepwise_interval(table, details, settings), seed=settings.seed,
        )  # fmt: skip
    verdict.flags += _doubts(fitted, best, answer.interval or (0.0, None), values, p)
    return Answered(replace(answer, diagnostics=details), draws)


def _stepwise_interval(
    table: CaptureTable, details: EstimateDiagnostics, settings: EstimateSettings
) -> tuple[float, float] | None:
    if details.stepwise_estimate is None:
        return None
    return bca(table, settings.bootstrap, settings.seed, settings.level)


def _doubts(
    fitted: ModelSet, best: int, interval: tuple[float, float | None], values: Floats, p: float | None
) -> list[str]:
    low, high = interval
    doubts = []
    if p is not None and p < _MISFIT:
        said = f"deviance {fitted.deviance[best]:,.1f} on {fitted.df[best]} df, p = {p:.2g}"
        doubts.append(f"the model does not fit the table ({said}): its figure and interval are not to be relied on")
    near = _spread(fitted, values <= values[best] + _NEAR, "")
    if near.low < low or (high is not None and near.high > high):
        doubts.append(
            f"models that fit nearly as well give {told((near.low, near.high))}: the interval of the best alone is"
            " narrower than what is unknown"
        )
    if high is None:
        doubts.append("the likelihood never falls: nothing bounds the number from above")
    if fitted.states[best] == BOUNDARY:
        doubts.append("the best model rests on lists that share nobody: it has terms at minus infinity")
    return doubts


def _spread(fitted: ModelSet, chosen: Floats, of: str) -> Spread:
    figures = fitted.estimate[chosen & np.isfinite(fitted.estimate)]
    return Spread(float(figures.min()), float(figures.max()), of)


def _told(fitted: ModelSet, row: int, settings: EstimateSettings) -> EstimateModel:
    known = fitted.states[row] != UNIDENTIFIED
    weights = fitted.weights(settings.criterion)
    return EstimateModel(
        terms=fitted.names(row),
        estimate=float(fitted.estimate[row]) if known else None,
        se=float(fitted.se[row]) if known else None,
        deviance=float(fitted.deviance[row]),
        df=int(fitted.df[row]),
        aic=float(fitted.aic[row]) if known else None,
        bic=float(fitted.bic[row]) if known else None,
        weight=float(weights[row]),
        fitted=_STATES[fitted.states[row]],
    )


def _diagnostics(fitted: ModelSet, settings: EstimateSettings) -> EstimateDiagnostics:
    stepwise = forward_selection(fitted.table)
    return EstimateDiagnostics(
        criterion=settings.criterion,
        stepwise_terms=stepwise.names(0),
        stepwise_estimate=float(stepwise.estimate[0]) if stepwise.states[0] != UNIDENTIFIED else None,
        models_fitted=len(fitted),
        models_boundary=int((fitted.states == BOUNDARY).sum()),
        models_unidentified=int((fitted.states == UNIDENTIFIED).sum()),
    )
