"""A table, a method and settings in, one answer out: gates before and after the method; strata; sampled linkages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from harmtrace.errors import BadSetting
from harmtrace.model.estimate import Estimate, Method
from harmtrace.people.estimate.by_bounds import by_chao, by_coverage
from harmtrace.people.estimate.by_models import by_models
from harmtrace.people.estimate.by_posterior import by_classes, by_graphs
from harmtrace.people.estimate.combined import mixed, summed
from harmtrace.people.estimate.counts import CaptureTable
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
    settings = settings or EstimateSettings()
    parts = _apart(tables, method, settings)
    total = summed(list(tables.values()), list(tables), method, parts, settings)
    return [part.estimate for part in parts], total.estimate


def estimate_over_linkages(
    tables: Sequence[CaptureTable], method: Method = "loglinear", settings: EstimateSettings | None = None
) -> Estimate:
    """Combine the estimates of tables that sampled linkages of the same lists make, so that matching errors count.

    The figure is the mean, its variance Rubin's: the mean variance within, and (1 + 1/M) times that between linkages;
    the interval is that of all their draws together. `linkage_share` is the share that linkage has in the variance.
    """
    _several(tables)
    settings = settings or EstimateSettings()
    parts = [_answered(t, method, replace(settings, seed=settings.seed + m)) for m, t in enumerate(tables)]
    return mixed(tables, method, parts, settings).estimate


def estimate_strata_over_linkages(
    linkages: Sequence[Mapping[str, CaptureTable]],
    method: Method = "loglinear",
    settings: EstimateSettings | None = None,
) -> tuple[list[Estimate], Estimate]:
    """Each stratum over the linkages, and the total: in each linkage the sum of its strata, then over the linkages.

    Strata of one linkage are independent, those of one stratum in several are not: so the sum comes first. A stratum
    that a linkage does not have is one of nobody there.
    """
    _several(linkages)
    settings = settings or EstimateSettings()
    names = list(dict.fromkeys(name for tables in linkages for name in tables))
    some = next(table for tables in linkages for table in tables.values())
    nobody = CaptureTable(some.lists, np.zeros_like(some.counts))
    filled = [{name: tables.get(name, nobody) for name in names} for tables in linkages]
    answered = [
        _apart(tables, method, replace(settings, seed=settings.seed + m * len(names)))
        for m, tables in enumerate(filled)
    ]
    told = [
        mixed([tables[name] for tables in filled], method, [parts[place] for parts in answered], settings).estimate
        for place, name in enumerate(names)
    ]
    totals = [
        summed(list(tables.values()), names, method, parts, settings)
        for tables, parts in zip(filled, answered, strict=True)
    ]
    wholes = [sum(list(tables.values())[1:], start=next(iter(tables.values()))) for tables in filled]
    return told, mixed(wholes, method, totals, settings).estimate


def _several(linkages: Sequence[object]) -> None:
    if len(linkages) < 2:
        raise BadSetting("one linkage tells nothing of its errors", way_out="Give two tables or more.")


def _apart(tables: Mapping[str, CaptureTable], method: Method, settings: EstimateSettings) -> list[Answered]:
    if not tables:
        raise BadSetting("no stratum was given", way_out="Give one table or more.")
    parts = [
        _answered(table, method, replace(settings, seed=settings.seed + place))
        for place, table in enumerate(tables.values())
    ]
    return [
        replace(part, estimate=replace(part.estimate, stratum=name)) for name, part in zip(tables, parts, strict=True)
    ]
