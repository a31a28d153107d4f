"""Answers of strata, or of sampled linkages, in; the answer for all of them out, with an interval of its own.

Ends of intervals are never added: what is drawn from each part is added, or mixed, draw by draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from harmtrace.model.estimate import Estimate, EstimateDiagnostics, Method, Spread
from harmtrace.people.estimate.bounds import DRAWS
from harmtrace.people.estimate.counts import CaptureTable, Floats
from harmtrace.people.estimate.gates import Answered, Verdict, bare, judged
from harmtrace.people.estimate.settings import EstimateSettings

_ENOUGH_LINKAGES = 5
_MOST_REFUSED = 0.2


def summed(
    tables: Sequence[CaptureTable],
    names: Sequence[str],
    method: Method,
    parts: Sequence[Answered],
    settings: EstimateSettings,
) -> Answered:
    """The total of strata that are estimated apart; refused where one is: without it, it would pass for the whole."""
    verdict = Verdict()
    for name, part in zip(names, parts, strict=True):
        said = [f"{name}: {reason}" for reason in part.estimate.reasons]
        (verdict.refusals if part.estimate.status == "refused" else verdict.flags).extend(said)
    whole = tables[0]
    for table in tables[1:]:
        whole = whole + table
    answer = replace(bare(whole, method, settings.level), figure=parts[0].estimate.figure, stratum="total")
    known = [part for part in parts if part.draws is not None]
    if len(known) < len(parts):
        return judged(Answered(answer), verdict)
    random = np.random.default_rng(settings.seed)
    drawn = np.sum([random.permutation(_even(part.draws, random)) for part in known], axis=0)
    figures = [part.estimate.estimate or 0.0 for part in known]
    low, high = np.quantile(drawn, [(1 - settings.level) / 2, (1 + settings.level) / 2])
    answer = replace(
        answer, estimate=float(sum(figures)), se=float(drawn.std()), interval=(float(low), float(high)),
        mean=float(drawn.mean()), median=float(np.median(drawn)),
    )  # fmt: skip
    return judged(Answered(answer, drawn), verdict)


def mixed(
    tables: Sequence[CaptureTable], method: Method, parts: Sequence[Answered], settings: EstimateSettings
) -> Answered:
    """The answer over linkages: the mean of theirs, Rubin's variance, the interval of all their draws together."""
    known = [part for part in parts if part.draws is not None]
    refused = len(parts) - len(known)
    answer = replace(
        bare(tables[0], method, settings.level),
        n=round(float(np.mean([table.n for table in tables]))), overlaps=(), on_each_list=(), on_so_many_lists=(),
        diagnostics=EstimateDiagnostics(linkages=len(parts), linkages_refused=refused),
        stratum=parts[0].estimate.stratum,
    )  # fmt: skip
    verdict = _verdict(parts, refused)
    if len(known) < 2:
        verdict.refusals.append("fewer than two linkages gave an estimate")
    return judged(Answered(answer) if verdict.refusals else _mixture(answer, known, settings), verdict)


def _verdict(parts: Sequence[Answered], refused: int) -> Verdict:
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


def _mixture(answer: Estimate, known: Sequence[Answered], settings: EstimateSettings) -> Answered:
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
