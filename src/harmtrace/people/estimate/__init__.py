"""Capture counts in, an estimate of the unreported out: multiple systems estimation, in numpy.

    from harmtrace.people.estimate import CaptureTable, estimate
    table = CaptureTable.of_people(people, lists)
    estimate(table, "loglinear")

Written from the formulas of the papers that each module names. Where the data cannot carry a figure, the answer is a
refusal with its reasons.
"""

from harmtrace.people.estimate.answers import (
    METHODS,
    estimate,
    estimate_over_linkages,
    estimate_strata,
    estimate_strata_over_linkages,
)
from harmtrace.people.estimate.counts import CaptureTable, table_of_rows
from harmtrace.people.estimate.lcmcr import Sampling
from harmtrace.people.estimate.settings import EstimateSettings

__all__ = [
    "METHODS",
    "CaptureTable",
    "EstimateSettings",
    "Sampling",
    "estimate",
    "estimate_over_linkages",
    "estimate_strata",
    "estimate_strata_over_linkages",
    "table_of_rows",
]
