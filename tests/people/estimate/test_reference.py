"""Every reference figure of the shared counts folder, within its tolerance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from harmtrace.people.estimate import EstimateSettings, Sampling, estimate
from harmtrace.people.estimate.bootstrap import bca, forward_selection, stepwise_estimates
from harmtrace.people.estimate.dga import Prior, gamma_poisson, one_over_n, posterior
from harmtrace.people.estimate.graphs import decomposable_graphs
from harmtrace.people.estimate.hierarchy import independence, model_of, models_of, two_way_terms
from harmtrace.people.estimate.loglinear import ModelSet, fit_models
from harmtrace.people.estimate.profile import profile
from tests.people.tables import shared_table

Reference = dict[str, Any]


PUBLISHED = [("western", 2483, 1293, 3670), ("neworl5", 1034, 589, 1703)]
"""Figures and intervals that Chan, Silverman & Vincent (2021, 4.1-2) print: runs of 1,000 draws."""


@pytest.fixture(scope="module")
def figures(shared: Path) -> Reference:
    found: Reference = json.loads((shared / "data" / "counts" / "reference.json").read_text(encoding="utf-8"))
    return found


def near(told: Reference) -> Any:
    """The figure with its tolerance: absolute, or in percent."""
    allowed = told["tolerance"]
    if isinstance(allowed, str):
        return pytest.approx(told["value"], rel=float(allowed.rstrip("%")) / 100)
    return pytest.approx(told["value"], abs=allowed)


def names(brackets: str) -> list[str]:
    return brackets.strip("[]").split(",")


def held(told: Reference, fitted: ModelSet, row: int) -> None:
    """One model against its figures."""
    values = {"N": "estimate", "se": "se", "deviance": "deviance", "df": "df", "AIC": "aic", "BIC": "bic"}
    assert fitted.models[row] == model_of(names(told["model"]), fitted.table.size)
    for name, kind in values.items():
        if name in told:
            assert getattr(fitted, kind)[row] == near(told[name]), name
    if "profile_ci95" in told:
        found = profile(fitted, row)
        assert [found.low, found.high] == pytest.approx(told["profile_ci95"], abs=told["ci_tolerance"])
        if "profile_point" in told:
            assert found.point == pytest.approx(told["profile_point"], abs=told["ci_tolerance"])


def test_kosovo_models(figures: Reference, shared: Path) -> None:
    told = figures["loglinear"]["kosovo"]
    fitted = fit_models(shared_table(shared, "kosovo"))
    assert (fitted.table.n, len(fitted)) == (told["n"]["value"], told["models_j4"]["value"])
    held(told["bic_best"], fitted, int(fitted.order("bic")[0]))
    held(told["aic_best"], fitted, int(fitted.order("aic")[0]))
    held(told["third_by_bic"], fitted, int(fitted.order("bic")[2]))
    for name in ("all_two_way", "independence_Mt"):
        held(told[name], fitted, fitted.models.index(model_of(names(told[name]["model"]), 4)))
    found, ends = profile(fitted, int(fitted.order("bic")[0])), told["profile_ci95_of_bic_best"]
    assert (found.point, found.low, found.high) == (near(ends["point"]), near(ends["low"]), near(ends["high"]))


def test_uk_models(figures: Reference, shared: Path) -> None:
    told, table = figures["loglinear"]["uk5"], shared_table(shared, "uk5")
    assert table.n == told["n"]["value"]
    assert forward_selection(table).estimate[0] == near(told["stepwise"]["N"])
    assert fit_models(table, [independence(5)]).estimate[0] == near(told["independence"]["N"])
    pairs = sum(1 << term for term in two_way_terms(5))
    two_way = [model for model in models_of(5) if model & ~independence(5) & ~pairs == 0]
    assert len(two_way) == 1024
    fitted = fit_models(table, two_way)
    for name in ("bic", "aic"):
        best = int(fitted.order(name)[0])
        assert fitted.estimate[best] == near(told[f"{name}_over_1024_two_way_models"]["N"])


def test_uk_stepwise_interval(figures: Reference, shared: Path) -> None:
    """The ends in print are those of one run of 1,000 draws: the lower lies between the second and the third lowest.

    So much may chance do to it; the share of our draws under each end says whether the draws are of one kind.
    """
    told, table = figures["loglinear"]["uk5"]["stepwise"], shared_table(shared, "uk5")
    drawn = np.random.default_rng(1).multinomial(table.n, table.counts / table.n, size=8000)
    found = stepwise_estimates(drawn, 5)
    assert np.mean(found < told["N"]["value"]) == pytest.approx(0.33, abs=0.02)
    low, high = (float(np.mean(found < end)) for end in told["bca_ci95"])
    assert 0 < low < 0.009  # of the second and third of 1,000: 1 % and 99 %
    assert 0.81 < high < 0.90
    ends = bca(table, 1000, 1)
    assert ends == pytest.approx(told["bca_ci95"], rel=0.1)


@pytest.mark.parametrize(("name", "figure", "low", "high"), PUBLISHED)
def test_published_stepwise_intervals(shared: Path, name: str, figure: float, low: float, high: float) -> None:
    table = shared_table(shared, name)
    assert forward_selection(table).estimate[0] == pytest.approx(figure, abs=0.5)
    ends = np.array([bca(table, 1000, seed) for seed in range(6)])
    # Three standard deviations of chance between runs of 1,000 draws.
    assert np.all(np.abs(ends.mean(axis=0) - [low, high]) < 3 * ends.std(axis=0, ddof=1))


def test_chao_coverage_and_pairs(figures: Reference, shared: Path) -> None:
    table = shared_table(shared, "kosovo")
    told, found = figures["chao"]["kosovo"], estimate(table, "chao")
    assert found.estimate == near(told["closed_form"])
    assert found.diagnostics.chao_of_lists == near(told["Mth_Chao_LB"])
    assert found.diagnostics.chao_alike == near(told["Mh_Chao_LB"])
    assert list(found.on_so_many_lists) == told["f"]
    told, found = figures["coverage"]["kosovo"], estimate(table, "coverage")
    assert found.diagnostics.sample_coverage == near(told["C"])
    assert found.estimate == near(told["N0"])
    pairs = {one.lists: one.lincoln_petersen for one in found.overlaps}
    for end, which in (("min", min), ("max", max)):
        told = figures["lincoln_petersen"]["kosovo"][end]
        assert which(pairs, key=lambda pair: pairs[pair] or 0) == tuple(told["pair"])
        assert pairs[tuple(told["pair"])] == near(told["N"])


DGA: list[tuple[str, str, float, Prior]] = [
    ("kosovo", "delta_2^-4", 2**-4, one_over_n),
    ("kosovo", "delta_0.5", 0.5, one_over_n),
    ("kosovo", "delta_1", 1.0, one_over_n),
    ("uk5", "delta_2^-5", 2**-5, one_over_n),
    ("ned5", "delta_2^-5", 2**-5, one_over_n),
    ("neworl5", "delta_2^-5", 2**-5, one_over_n),
    ("madigan_york5", "delta_0.5", 0.5, one_over_n),
    ("madigan_york3", "delta_1", 1.0, gamma_poisson(13.14, 55.17)),
]


@pytest.mark.parametrize(("name", "which", "delta", "prior"), DGA, ids=[f"{name} {which}" for name, which, *_ in DGA])
def test_graphs(figures: Reference, shared: Path, name: str, which: str, delta: float, prior: Prior) -> None:
    told, table = figures["dga"][name][which], shared_table(shared, name)
    low, high = (figures["dga"]["kosovo"]["delta_2^-4"] | told)["grid_missing"].split("..")
    last = int(high.removesuffix("n")) * (table.n if high.endswith("n") else 1)
    found = posterior(table, np.arange(float(low), last + 1), delta, prior)
    assert found.mean() == near(told["mean"])
    assert found.quantile(0.5) == near(told["median"])
    if "mode" in told:
        assert found.mode() == near(told["mode"])
    assert [found.quantile(0.025), found.quantile(0.975)] == told["ci95"]
    if weight := told.get("top_graph_weight") or told.get("top_model_weight"):
        assert found.weights.max() == near(weight)


def test_graphs_are_as_many_as_told(figures: Reference) -> None:
    for lists, graphs in figures["dga"]["graphs"].items():
        assert len(decomposable_graphs(int(lists))) == graphs


def test_relative_loss(figures: Reference, shared: Path) -> None:
    told, table = (
        figures["dga"]["madigan_york3"]["delta_1"]["relative_loss_estimate"],
        shared_table(shared, "madigan_york3"),
    )
    found = posterior(table, np.arange(1.0, 301), 1.0, gamma_poisson(13.14, 55.17))

    def loss(people: float) -> float:
        return float(((people / found.support - 1) ** 2) @ found.mass)

    assert min(found.support, key=loss) == near(told)


def test_uk_is_refused_or_flagged(shared: Path) -> None:
    table = shared_table(shared, "uk5")
    found = estimate(table, "dga")
    assert found.mean == pytest.approx(11824.95, abs=0.05)
    assert found.status == "refused"  # two thirds of the posterior lie past the grid of the reference
    short = EstimateSettings(sampling=Sampling(sweeps=1000))
    assert estimate(table, "lcmcr", short).status == "refused"


def test_new_orleans_classes(figures: Reference, shared: Path) -> None:
    told = figures["lcmcr"]["neworl5"]["median"]
    # Of 20,000 sweeps one chain in four is a tenth off; of as many as are made where nobody says, none is.
    found = estimate(shared_table(shared, "neworl5"), "lcmcr", EstimateSettings(sampling=Sampling()))
    medians = found.diagnostics.chain_medians
    assert medians is not None
    assert np.mean(medians) == near(told)
