"""The options of `harmtrace estimate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Table = Annotated[str, typer.Argument(metavar="COUNTS.csv", help="The table, or - for standard input.")]
MethodOption = Annotated[str, typer.Option(help="loglinear, dga, lcmcr, chao or coverage.")]
By = Annotated[
    list[str] | None, typer.Option(metavar="COLUMN", help="Estimate each stratum, then the total; repeatable.")
]
Over = Annotated[
    str | None, typer.Option(metavar="COLUMN", help="The column that tells sampled linkages apart: combine them.")
]
Others = Annotated[bool, typer.Option("--others", help="And what other methods say, and this one without each list.")]
Picture = Annotated[Path | None, typer.Option(metavar="FILE.svg", help="Draw overlaps, models and the other answers.")]
CriterionOption = Annotated[str, typer.Option(help="loglinear: choose the model by bic or aic.")]
Bootstrap = Annotated[int, typer.Option(help="loglinear: tables drawn, the model chosen anew in each.")]
Delta = Annotated[float | None, typer.Option(help="dga: prior people in every cell; 1 / 2^lists unasked.")]
Grid = Annotated[float | None, typer.Option(help="dga: most unseen for each one seen; 5 unasked, doubled as needed.")]
Sweeps = Annotated[int, typer.Option(help="lcmcr: kept sweeps of each chain, after a tenth to warm up.")]
ChainsOption = Annotated[int, typer.Option(help="lcmcr: chains, four or more.")]
Beyond = Annotated[float, typer.Option(help="Refuse more than so many times the people seen.")]
Level = Annotated[float, typer.Option(help="Of the interval.")]
Models = Annotated[int, typer.Option(help="The most models to list, best first.")]
Seed = Annotated[int, typer.Option(help="Of everything drawn: the same seed gives the same answer.")]
