"""A table in, the answer of a posterior out: over decomposable graphs (dga), or over latent classes (lcmcr)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from harmtrace.model.estimate import EstimateDiagnostics, EstimateModel, Spread
from harmtrace.people.estimate.bounds import DRAWS
from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.dga import Beyond, Posterior, beyond, posterior_up_to
from harmtrace.people.estimate.gates import Answered, Verdict, bare, of_figure, told
from harmtrace.people.estimate.hierarchy import name_of
from harmtrace.people.estimate.lcmcr import Chains, sample
from harmtrace.people.estimate.settings import EstimateSettings

GRID, _LARGEST_GRID = 5.0, 40.0
"""Unseen people for each one seen, at first and at most: doubled while the end of the grid holds too much."""
MOST_UNSEEN = 100_000_000_000
"""The longest grid of unseen people: more are not alive."""
_EDGE, _BEYOND_FLAGGED, _BEYOND_REFUSED = 0.01, 0.001, 0.05
_WEIGHTY = 0.01
_PRIOR_ALONE = 0.1
_RHAT, _ESS = 1.01, 1000.0
_CUT_FLAGGED, _CUT_REFUSED = 0.001, 0.01
_OTHER_DELTAS = (0.25, 4.0)


def by_graphs(table: CaptureTable, settings: EstimateSettings, verdict: Verdict) -> Answered:
    """The answer over decomposable graphs. A refused one keeps mean, median and mode: those of the grid."""
    times = settings.grid or GRID
    if times * table.n > MOST_UNSEEN:
        verdict.refusals.append(
            f"{table.n:,} seen: a grid of {times:g} times as many unseen is longer than {MOST_UNSEEN:,}: so many people"
            " do not live"
        )
        return Answered(bare(table, "dga", settings.level))
    most = min(_LARGEST_GRID, MOST_UNSEEN / table.n)
    found = _on_grid(table, times, settings.delta)
    while settings.grid is None and found.edge_mass() > _EDGE and times < most:
        times = min(2 * times, most)
        found = _on_grid(table, times, settings.delta)
    delta = 2.0**-table.size if settings.delta is None else settings.delta
    past = beyond(table, found, delta)
    others = tuple(_on_grid(table, times, delta * factor).quantile(0.5) for factor in _OTHER_DELTAS)
    weighty = found.means[found.weights >= _WEIGHTY]
    answer = replace(
        bare(table, "dga", settings.level),
        estimate=found.quantile(0.5), median=found.quantile(0.5), mean=found.mean(), mode=found.mode(), se=found.sd(),
        interval=(found.quantile((1 - settings.level) / 2), found.quantile((1 + settings.level) / 2)),
        spread=Spread(float(weighty.min()), float(weighty.max()), f"graphs of weight {_WEIGHTY:g} or more"),
        models=_graphs_told(found, settings.shown),
        diagnostics=EstimateDiagnostics(
            edge_mass=found.edge_mass(), beyond=past.share, grid=int(table.n + found.end), delta=delta,
            delta_medians=others, models_fitted=len(found.graphs),
        ),
    )  # fmt: skip
    _judge_grid(verdict, found, table.n + found.end, past)
    verdict.flags += _of_the_prior_alone(table, found)
    low, high = answer.interval or (0.0, None)
    if any(other < low or (high is not None and other > high) for other in others):
        verdict.flags.append(f"a prior of a quarter or of four times delta gives medians of {told(others)}")
    verdict.refusals += of_figure(table, found.quantile(0.5), settings.beyond)
    draws = np.random.default_rng(settings.seed).choice(found.support, DRAWS, p=found.mass)
    return Answered(answer, draws)


def _on_grid(table: CaptureTable, times: float, delta: float | None) -> Posterior:
    return posterior_up_to(table, float(round(times * table.n)), delta)


def _judge_grid(verdict: Verdict, found: Posterior, end: float, past: Beyond) -> None:
    if past.share > _BEYOND_FLAGGED or found.edge_mass() > _EDGE:
        said = (
            f"{past.share:.2g} of the posterior lies past the grid's end at {end:,.0f}, with it the median is"
            f" {past.median:,.0f}: mean, median and mode here are those of a prior that rules more people out"
        )
        (verdict.refusals if past.share > _BEYOND_REFUSED or found.edge_mass() > _EDGE else verdict.flags).append(said)


def _of_the_prior_alone(table: CaptureTable, found: Posterior) -> list[str]:
    """Where every list may depend on every other, the seen tell nothing of the unseen: only the prior does."""
    whole = 2**table.size - 1
    weight = sum(float(w) for w, graph in zip(found.weights, found.graphs, strict=True) if graph.cliques == (whole,))
    if weight < _PRIOR_ALONE:
        return []
    return [
        f"{weight:.0%} of the weight lies on the graph in which every list depends on every other: under it the lists"
        " say nothing of the unseen, and that part of the figure is the prior's (delta)"
    ]


def _graphs_told(found: Posterior, shown: int) -> tuple[EstimateModel, ...]:
    order = np.argsort(-found.weights, kind="stable")[:shown]
    return tuple(
        EstimateModel(
            terms=tuple(sorted((name_of(c) for c in found.graphs[row].cliques), key=lambda name: (-len(name), name))),
            estimate=float(found.means[row]) if found.weights[row] > 0 else None,
            se=None,
            weight=float(found.weights[row]),
        )
        for row in order
    )


def by_classes(table: CaptureTable, settings: EstimateSettings, verdict: Verdict) -> Answered:
    """The latent-class answer: no figure unless the chains agree."""
    chains = sample(table, replace(settings.sampling, seed=settings.seed))
    draws = chains.draws.reshape(-1)
    medians = tuple(float(np.median(chain)) for chain in chains.draws)
    rhat, ess = chains.rhat, chains.ess
    answer = replace(
        bare(table, "lcmcr", settings.level),
        spread=Spread(min(medians), max(medians), "medians of the chains"),
        diagnostics=EstimateDiagnostics(
            rhat=rhat, ess=ess, chains=len(medians), sweeps=settings.sampling.sweeps, chain_medians=medians,
            cut=chains.cut, seed=settings.seed,
        ),
    )  # fmt: skip
    _judge_chains(verdict, chains, rhat, ess, medians)
    if verdict.refusals:
        return Answered(answer)
    median = float(np.median(draws))
    low, high = np.quantile(draws, [(1 - settings.level) / 2, (1 + settings.level) / 2])
    verdict.refusals += of_figure(table, median, settings.beyond)
    answer = replace(
        answer, estimate=median, median=median, mean=float(draws.mean()), se=float(draws.std()),
        interval=(float(low), float(high)),
    )  # fmt: skip
    return Answered(answer, np.random.default_rng(settings.seed).choice(draws, DRAWS))


def _judge_chains(verdict: Verdict, chains: Chains, rhat: float, ess: float, medians: tuple[float, ...]) -> None:
    if not rhat <= _RHAT or not ess >= _ESS:
        verdict.refusals.append(
            f"not converged: no estimate (split R-hat {rhat:.3f}, at most {_RHAT}; effective draws {ess:,.0f}, at least"
            f" {_ESS:,.0f}; medians of the chains {told((min(medians), max(medians)))}); more sweeps may help"
        )
    if chains.cut > _CUT_FLAGGED:
        said = f"{chains.cut:.2g} of the draws were past the most unseen people allowed: the cut shapes the answer"
        (verdict.refusals if chains.cut > _CUT_REFUSED else verdict.flags).append(said)
