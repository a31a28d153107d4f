"""`harmtrace estimate`: a table of capture counts in; an estimate of those on no list, or a refusal, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmtrace.cli.options import JsonOption

if TYPE_CHECKING:
    from harmtrace.model.estimate import Estimate, Method
    from harmtrace.people.estimate import CaptureTable, EstimateSettings

_SHOWN = 10


def estimate(
    counts: Annotated[str, typer.Argument(metavar="COUNTS.csv", help="The table, or - for standard input.")],
    method: Annotated[str, typer.Option(help="loglinear, dga, lcmcr, chao or coverage.")] = "loglinear",
    by: Annotated[str | None, typer.Option(metavar="COLUMN", help="Estimate each stratum, then the total.")] = None,
    criterion: Annotated[str, typer.Option(help="loglinear: choose the model by bic or aic.")] = "bic",
    bootstrap: Annotated[int, typer.Option(help="loglinear: tables drawn, the model chosen anew in each.")] = 0,
    delta: Annotated[float | None, typer.Option(help="dga: prior people in every cell; 1 / 2^lists unasked.")] = None,
    grid: Annotated[
        float | None, typer.Option(help="dga: most unseen for each one seen; 5 unasked, doubled as needed.")
    ] = None,
    sweeps: Annotated[
        int, typer.Option(help="lcmcr: kept sweeps of each chain, after a tenth to warm up.")
    ] = 1_000_000,
    chains: Annotated[int, typer.Option(help="lcmcr: chains, four or more.")] = 4,
    beyond: Annotated[float, typer.Option(help="Refuse more than so many times the people seen.")] = 10.0,
    level: Annotated[float, typer.Option(help="Of the interval.")] = 0.95,
    models: Annotated[int, typer.Option(help="The most models to list, best first.")] = 113,
    seed: Annotated[int, typer.Option(help="Of everything drawn: the same seed gives the same answer.")] = 1,
    as_json: JsonOption = False,
) -> int:
    """Estimate how many people there are of whom several lists hold some (multiple systems estimation).

    COUNTS.csv has one 0/1 column for each list and a column count: how many people stand on exactly these lists.
    Patterns that nobody has may be left out; those on no list are what is asked for.

    \b
    registry,hospital,press,count
    1,0,0,310
    1,1,0,41
    ...

    Methods: loglinear fits every hierarchical model, shows them all and takes the best; dga averages over graphs of
    dependence; lcmcr lets people differ in how likely they are listed (about a minute); chao is a lower bound;
    coverage holds where lists hardly depend on each other. Run several: where they disagree, the data do not decide.

    The answer is "ok", "flagged" (with the reasons to doubt it) or "refused" (with the reasons why the lists cannot
    carry a figure: fewer than three, no overlap, chains that disagree, a posterior past its grid, more than --beyond).
    An estimate is never a count: see docs/estimates.md.

    \b
    harmtrace estimate counts.csv
    harmtrace estimate counts.csv --method dga --json
    harmtrace estimate counts.csv --by governorate --bootstrap 500
    """
    from harmtrace.cli.terminal import write_json
    from harmtrace.people.estimate import EstimateSettings, Sampling
    from harmtrace.people.estimate import estimate as answer
    from harmtrace.people.estimate import estimate_strata as answers

    settings = EstimateSettings(
        level=level, criterion=_criterion(criterion), bootstrap=bootstrap, delta=delta, grid=grid, beyond=beyond,
        shown=models, seed=seed, sampling=Sampling(sweeps=sweeps, chains=chains),
    )  # fmt: skip
    asked = _method(method)
    tables = _tables(counts, by)
    if asked == "lcmcr":
        _tell_wait(settings, len(tables))
    if by is None:
        found = [answer(tables[""], asked, settings)]
    else:
        told, total = answers(tables, asked, settings)
        found = [*told, total]
    for one in found:
        if as_json:
            write_json(one)
        else:
            _show(one)
    return 0


def _criterion(name: str) -> Literal["bic", "aic"]:
    from harmtrace.errors import UnknownName

    if name == "bic":
        return "bic"
    if name == "aic":
        return "aic"
    raise UnknownName(f"no criterion is called {name!r}; there are bic and aic")


def _method(name: str) -> Method:
    from harmtrace.errors import UnknownName
    from harmtrace.people.estimate import METHODS

    for method in METHODS:
        if name == method:
            return method
    raise UnknownName(f"no method is called {name!r}; there are {', '.join(METHODS)}")


def _tables(name: str, by: str | None) -> dict[str, CaptureTable]:
    import sys

    from harmtrace.errors import BrokenCounts, MissingInput
    from harmtrace.people.estimate.sheets import tables_of_sheet

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise MissingInput(f"it cannot be read: {error.strerror}", where=name) from error
    try:
        return tables_of_sheet(content.decode("utf-8"), by)
    except UnicodeDecodeError as error:
        raise BrokenCounts("it is not UTF-8", where=name) from error
    except BrokenCounts as error:
        error.where = name
        raise


def _tell_wait(settings: EstimateSettings, tables: int) -> None:
    from harmtrace.cli.terminal import note

    if settings.sampling.compiled:
        return
    note(f"sampling {settings.sampling.chains} chains of {settings.sampling.sweeps:,} sweeps for {tables} table(s);")
    note("  the extra harmtrace[estimates] (numba) makes this several times as fast")


def _show(found: Estimate) -> None:
    from harmtrace.cli.terminal import line_of, say, write_table

    name = f"{line_of(found.stratum)}: " if found.stratum is not None else ""
    say(f"{name}{_figure(found)}")
    say(
        f"  {found.n:,} seen on {', '.join(line_of(one) for one in found.lists)}; method {found.method}, {found.status}"
    )
    for reason in found.reasons:
        say(f"  - {reason}")
    if found.spread:
        say(f"  {found.spread.of}: {found.spread.low:,.0f} to {found.spread.high:,.0f}")
    write_table(
        [
            {
                "model": f"[{','.join(model.terms)}]",
                "people": _number(model.estimate),
                "se": _number(model.se),
                "weight": f"{model.weight or 0:.3f}",
                "fitted": model.fitted,
            }
            for model in found.models[:_SHOWN]
        ]
    )
    pairs = [
        {
            "lists": " + ".join(line_of(one) for one in pair.lists),
            "shared": f"{pair.shared:,}",
            "by these two alone": _number(pair.lincoln_petersen),
        }
        for pair in found.overlaps
    ]
    write_table(pairs)


def _figure(found: Estimate) -> str:
    if found.estimate is None or found.interval is None:
        return "no estimate"
    low, high = found.interval
    ends = f"{low:,.0f} to {high:,.0f}" if high is not None else f"{low:,.0f} and no upper end"
    word = "at least about" if found.figure == "lower bound" else "about"
    return f"{word} {found.estimate:,.0f} people ({found.level:.0%}: {ends})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
