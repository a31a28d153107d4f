"""`harmtrace estimate`: a table of capture counts in; an estimate of those on no list, or a refusal, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from harmtrace.cli.estimate_options import (
    Beyond,
    Bootstrap,
    By,
    ChainsOption,
    CriterionOption,
    Delta,
    Grid,
    Level,
    MethodOption,
    Models,
    Others,
    Over,
    Picture,
    Seed,
    Sweeps,
    Table,
)
from harmtrace.cli.options import JsonOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harmtrace.model.estimate import Estimate, Method, Other
    from harmtrace.people.estimate import CaptureTable, EstimateSettings


def estimate(
    counts: Table,
    method: MethodOption = "loglinear",
    by: By = None,
    over: Over = None,
    others: Others = False,
    picture: Picture = None,
    criterion: CriterionOption = "bic",
    bootstrap: Bootstrap = 0,
    delta: Delta = None,
    grid: Grid = None,
    sweeps: Sweeps = 1_000_000,
    chains: ChainsOption = 4,
    beyond: Beyond = 10.0,
    level: Level = 0.95,
    models: Models = 113,
    seed: Seed = 1,
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

    --by estimates strata apart, and their total with an interval of its own; --over combines the linkages that
    `harmtrace counts --linkages` draws, so that doubtful matches widen the interval.

    \b
    harmtrace estimate counts.csv
    harmtrace estimate counts.csv --method dga --json
    harmtrace estimate counts.csv --by governorate --by month --bootstrap 500
    harmtrace estimate counts.csv --over linkage
    harmtrace estimate counts.csv --others --picture estimate.svg
    """
    from harmtrace.people.estimate import EstimateSettings, Sampling

    settings = EstimateSettings(
        level=level, criterion=_criterion(criterion), bootstrap=bootstrap, delta=delta, grid=grid, beyond=beyond,
        shown=models, seed=seed, sampling=Sampling(sweeps=sweeps, chains=chains),
    )  # fmt: skip
    text, asked = _text(counts), _method(method)
    if others or picture:
        _one_table(by, over)
    found, table = _answers(counts, text, asked, settings, by or [], over)
    more = _others(table, asked, settings) if others or picture else []
    if picture:
        _draw(picture, found[0], table, more)
    _tell(found, more if others else [], as_json)
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


def _text(name: str) -> str:
    import sys

    from harmtrace.errors import BrokenCounts, MissingInput

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise MissingInput(f"it cannot be read: {error.strerror}", where=name) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenCounts("it is not UTF-8", where=name) from error


def _answers(
    name: str, text: str, method: Method, settings: EstimateSettings, by: Sequence[str], over: str | None
) -> tuple[list[Estimate], CaptureTable]:
    """The answers, the total last, and the first table."""
    from harmtrace.errors import BrokenCounts
    from harmtrace.people import estimate as estimates
    from harmtrace.people.estimate.sheets import linkages_of_sheet, tables_of_sheet

    try:
        linkages = [tables_of_sheet(text, by)] if over is None else linkages_of_sheet(text, over, by)
    except BrokenCounts as error:
        error.where = name
        raise
    tables = linkages[0]
    if method == "lcmcr":
        _tell_wait(settings, sum(map(len, linkages)))
    first = next(iter(tables.values()))
    if over is None:
        if not by:
            return [estimates.estimate(first, method, settings)], first
        told, total = estimates.estimate_strata(tables, method, settings)
    elif by:
        told, total = estimates.estimate_strata_over_linkages(linkages, method, settings)
    else:
        return [estimates.estimate_over_linkages([one[""] for one in linkages], method, settings)], first
    return [*told, total], first


def _one_table(by: Sequence[str] | None, over: str | None) -> None:
    from harmtrace.errors import BadSetting

    if by or over:
        way_out = "Leave --by and --over out, or draw the table of one stratum and linkage by itself."
        raise BadSetting("others and pictures are of one table", where="--others, --picture", way_out=way_out)


def _others(table: CaptureTable, method: Method, settings: EstimateSettings) -> list[Other]:
    from harmtrace.people.estimate.others import other_answers

    return other_answers(table, method, settings)


def _draw(picture: Path, answer: Estimate, table: CaptureTable, others: Sequence[Other]) -> None:
    from harmtrace.errors import BadSetting
    from harmtrace.publish.estimate_picture import draw_estimate

    try:
        picture.write_text(draw_estimate(answer, table.cells(), others), encoding="utf-8")
    except OSError as error:
        way_out = "Name a file in a folder that can be written to."
        raise BadSetting(f"it cannot be written: {error.strerror}", where=str(picture), way_out=way_out) from error


def _tell(found: Sequence[Estimate], others: Sequence[Other], as_json: bool) -> None:
    from harmtrace.cli.estimate_told import tell, tell_others
    from harmtrace.cli.terminal import write_json

    if as_json:
        for one in (*found, *others):
            write_json(one)
        return
    for answer in found:
        tell(answer)
    if others:
        tell_others(others)


def _tell_wait(settings: EstimateSettings, tables: int) -> None:
    from harmtrace.cli.terminal import note

    if settings.sampling.compiled:
        return
    note(f"sampling {settings.sampling.chains} chains of {settings.sampling.sweeps:,} sweeps for {tables} table(s);")
    note("  the extra harmtrace[estimates] (numba) makes this several times as fast")
