"""A table, a method and settings in, one answer out: gates before and after the method; strata; sampled linkages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from harmtrace.errors import BadSetting
from harmtrace.model.estimate import Estimate, EstimateDiagnostics, Method, Spread
from harmtrace.people.estimate.bounds import DRAWS
from harmtrace.people.estimate.by_bounds import by_chao, by_coverage
from harmtrace.people.estimate.by_models import by_models
from harmtrace.people.estimate.by_posterior import by_classes, by_graphs
from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.gates import (
    Answered,
    Verdict,
    bare,
    judged,
    of_table,
    of_unequal_chances,
    without_empty_lists,
)
from harmtrace.people.estimate.settings import EstimateSettings

_METHODS: dict[Method, Callable[[CaptureTable, EstimateSettings, Verdict], Answered]] = {
    "loglinear": by_models,
    "dga": by_graphs,
    "lcmcr": by_classes,
    "chao": by_chao,
    "coverage": by_coverage,
}
_LIKE_CHANCES: tuple[Method, ...] = ("loglinear", "dga", "coverage")
METHODS: tuple[Method, ...] = tuple(_METHODS)
_ENOUGH_LINKAGES = 5
_MOST_REFUSED = 0.2


def estimate(table: CaptureTable, method: Method = "loglinear", settings: EstimateSettings | None = None) -> Estimate:
    """Estimate how many people there are of whom `table` has seen some, or refuse with reasons."""
    return _answered(table, method, settings or EstimateSettings()).estimate


def _answered(table: CaptureTable, method: Method, settings: EstimateSettings) -> Answered:
    kept, empty = without_empty_lists(table)
    verdict = of_table(kept, method, empty)
    if verdict.refusals:
        return judged(Answered(bare(kept, method, settings.level)), verdict)
    answer = _METHODS[method](kept, settings, verdict)
    if method in _LIKE_CHANCES:
        verdict.flags += of_unequal_chances(kept, answer.estimate.estimate)
    return judged(answer, verdict)


def estimate_strata(
    tables: Mapping[str, CaptureTable], method: Method = "loglinear", settings: EstimateSettings | None = None
) -> tuple[list[Estimate], Estimate]:
    """Estimate each stratum (a governorate, a month) by itself, and their total as the sum of independent ones.

    Lists whose reach differs between strata look dependent when these are pooled, so nothing is pooled and then
    split. The total is refused where a stratum is: a sum without it would pass for the whole.
    """
    if not tables:
        raise BadSetting("no stratum was given", way_out="Give one table or more.")
    settings = settings or EstimateSettings()
    parts = {
        name: _answered(table, method, replace(settings, seed=settings.seed + place))
        for place, (name, table) in enumerate(tables.items())
    }
    told = [replace(part.estimate, stratum=name) for name, part in parts.items()]
    verdict = Verdict()
    for name, part in parts.items():
        said = [f"{name}: {reason}" for reason in part.estimate.reasons]
        (verdict.refusals if part.estimate.status == "refused" else verdict.flags).extend(said)
    return told, judged(_summed(tables, method, list(parts.values()), settings), verdict).estimate


def _summed(
    tables: Mapping[str, CaptureTable], method: Method, parts: Sequence[Answered], settings: EstimateSettings
) -> Answered:
    first, *rest = tables.values()
    whole = first
    for table in rest:
        whole = whole + table
    answer = replace(bare(whole, method, settings.level), figure=parts[0].estimate.figure, stratum="total")
    known = [part for part in parts if part.draws is not None]
    if len(known) < len(parts):
        return Answered(answer)
    random = np.random.default_rng(settings.seed)
    drawn = np.sum([random.permutation(_even(part.draws, random)) for part in known], axis=0)
    figures = [part.estimate.estimate or 0.0 for part in known]
    low, high = np.quantile(drawn, [(1 - settings.level) / 2, (1 + settings.level) / 2])
    answer = replace(
        answer, estimate=float(sum(figures)), se=float(drawn.std()), interval=(float(low), float(high)),
        mean=float(drawn.mean()), median=float(np.median(drawn)),
    )  # fmt: skip
    return Answered(answer, drawn)


def estimate_over_linkages(
    tables: Sequence[CaptureTable], method: Method = "loglinear", settings: EstimateSettings | None = None
) -> Estimate:
    """Combine the estimates of tables that sampled linkages of the same lists make, so that matching errors count.

    The figure is the mean, its variance Rubin's: the mean variance within, and (1 + 1/M) times that between linkages;
    the interval is that of all their draws together. `linkage_share` is the share that linkage has in the variance.
    """
    if len(tables) < 2:
        raise BadSetting("one linkage tells nothing of its errors", way_out="Give two tables or more.")
    settings = settings or EstimateSettings()
    parts = [_answered(t, method, replace(settings, seed=settings.seed + m)) for m, t in enumerate(tables)]
    known = [part for part in parts if part.draws is not None]
    refused = len(parts) - len(known)
    answer = replace(
        bare(tables[0], method, settings.level),
        n=round(float(np.mean([table.n for table in tables]))), overlaps=(), on_each_list=(), on_so_many_lists=(),
        diagnostics=EstimateDiagnostics(linkages=len(parts), linkages_refused=refused),
    )  # fmt: skip
    verdict = _verdict_of_linkages(parts, refused)
    if len(known) < 2:
        verdict.refusals.append("fewer than two linkages gave an estimate")
    return judged(Answered(answer) if verdict.refusals else _mixed(answer, known, settings), verdict).estimate


def _verdict_of_linkages(parts: Sequence[Answered], refused: int) -> Verdict:
    verdict = Verdict()
    if len(parts) < _ENOUGH_LINKAGES:
        verdict.flags.append(f"only {len(parts)} linkages: what lies between them is hardly known")
    if refused:
        said = f"{refused} of {len(parts)} linkages were refused, the first: " + next(
            part.estimate.reasons[0] for part in parts if part.draws is None
        )
        (verdict.refusals if refused > _MOST_REFUSED * len(parts) else verdict.flags).append(said)
    flagged = [part.estimate for part in parts if part.estimate.status == "flagged"]
    if flagged:
        verdict.flags.append(
            f"{len(flagged)} of {len(parts)} linkages were flagged, the first: {flagged[0].reasons[0]}"
        )
    return verdict


def _mixed(answer: Estimate, known: Sequence[Answered], settings: EstimateSettings) -> Answered:
    random = np.random.default_rng(settings.seed)
    figures = np.array([part.estimate.estimate for part in known], dtype=np.float64)
    within = float(np.mean([(part.estimate.se or 0.0) ** 2 for part in known]))
    between = (1 + 1 / len(known)) * float(figures.var(ddof=1))
    drawn = np.concatenate([_even(part.draws, random) for part in known])
    low, high = np.quantile(drawn, [(1 - settings.level) / 2, (1 + settings.level) / 2])
    share = between / (within + between) if within + between else 0.0
    answer = replace(
        answer, figure=known[0].estimate.figure, estimate=float(figures.mean()), se=float((within + between) ** 0.5),
        interval=(float(low), float(high)), mean=float(drawn.mean()), median=float(np.median(drawn)),
        spread=Spread(float(figures.min()), float(figures.max()), "linkages"),
        diagnostics=replace(answer.diagnostics, linkage_share=share, seed=settings.seed),
    )  # fmt: skip
    return Answered(answer, drawn)


def _even(draws: Floats | None, random: np.random.Generator) -> Floats:
    """As many draws of each part, so that each counts alike."""
    given = draws[np.isfinite(draws)] if draws is not None else np.zeros(1)
    return random.choice(given, DRAWS)
