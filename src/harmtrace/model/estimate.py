"""How many are on no list: an estimate with its models, their spread and its gates, or a refusal with reasons."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from harmtrace.model.immutable import immutable

Method = Literal["loglinear", "dga", "lcmcr", "chao", "coverage"]
EstimateStatus = Literal["ok", "flagged", "refused"]
Figure = Literal["estimate", "lower bound"]
Fitted = Literal["finite", "boundary", "unidentified"]


@immutable(frozen=True, slots=True)
class EstimateModel:
    """One model of the set: its largest terms by the numbers of the lists ("134"), or the cliques of a graph."""

    terms: tuple[str, ...]
    estimate: float | None
    se: float | None
    deviance: float | None = None
    df: int | None = None
    aic: float | None = None
    bic: float | None = None
    weight: float | None = None
    fitted: Fitted = "finite"


@immutable(frozen=True, slots=True)
class Overlap:
    """What two lists share, and the product of their sizes over it."""

    lists: tuple[str, str]
    shared: int
    lincoln_petersen: float | None


@immutable(frozen=True, slots=True)
class Spread:
    """The lowest and the highest figure of several, and what they are the figures of."""

    low: float
    high: float
    of: str


@immutable(frozen=True, slots=True)
class Other:
    """What another way says of the same lists: another method or criterion, or the same without a list."""

    how: str
    status: EstimateStatus
    figure: Figure
    estimate: float | None
    interval: tuple[float, float | None] | None
    reasons: tuple[str, ...]


@immutable(frozen=True, slots=True, kw_only=True)
class EstimateDiagnostics:
    """What the gates looked at; what a method does not have is null."""

    rhat: float | None = None
    ess: float | None = None
    chains: int | None = None
    sweeps: int | None = None
    chain_medians: tuple[float, ...] | None = None
    cut: float | None = None
    edge_mass: float | None = None
    beyond: float | None = None
    grid: int | None = None
    delta: float | None = None
    delta_medians: tuple[float, ...] | None = None
    criterion: str | None = None
    fit_p: float | None = None
    models_fitted: int | None = None
    models_boundary: int | None = None
    models_unidentified: int | None = None
    stepwise_terms: tuple[str, ...] | None = None
    stepwise_estimate: float | None = None
    stepwise_interval: tuple[float, float] | None = None
    profile_point: float | None = None
    bootstrap_draws: int | None = None
    bootstrap_interval: tuple[float, float] | None = None
    sample_coverage: float | None = None
    chao_of_lists: float | None = None
    chao_alike: float | None = None
    linkages: int | None = None
    linkages_refused: int | None = None
    linkage_share: float | None = None
    seed: int | None = None


@immutable(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The answer of one method on one table. `interval` has a null upper end where nothing bounds it from above."""

    method: Method
    n: int
    lists: tuple[str, ...]
    status: EstimateStatus
    reasons: tuple[str, ...] = ()
    figure: Figure = "estimate"
    estimate: float | None = None
    mean: float | None = None
    median: float | None = None
    mode: float | None = None
    se: float | None = None
    interval: tuple[float, float | None] | None = None
    level: float = 0.95
    spread: Spread | None = None
    models: tuple[EstimateModel, ...] = ()
    on_each_list: tuple[int, ...] = ()
    on_so_many_lists: tuple[int, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    diagnostics: EstimateDiagnostics = field(default_factory=EstimateDiagnostics)
    stratum: str | None = None
