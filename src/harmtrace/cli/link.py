"""`harmtrace link`: one or two lists of people in; pairs of rows that may be one person out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from harmtrace.cli.failures import Failures
    from harmtrace.people.lists import PersonList


def link(
    a: Annotated[Path, typer.Argument(metavar="A.csv", help="A list of people (.csv, .xlsx).")],
    b: Annotated[
        Path | None, typer.Argument(metavar="[B.csv]", help="A second list; without it, A is searched for doubles.")
    ] = None,
    threshold: Annotated[float, typer.Option(metavar="P", min=0.0, max=1.0, help="Least probability of a pair.")] = 0.9,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS=THEIRS", help="A column of A, and of B, under another name; repeatable."),
    ] = None,
    column_b: Annotated[
        list[str] | None, typer.Option(metavar="OURS=THEIRS", help="The same for B alone, in place of --column.")
    ] = None,
    _as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line (always).")] = True,
) -> int:
    """Link two lists of people one to one, or find doubles in one, with weights that a reviewer can take apart.

    Columns, by name: id, and any of name, name_ar, name_latin, given, father, grandfather, family, sex, age,
    birth_date, death_date, place. Each pair has its probability and, by field, how much speaks for it (weights are
    logarithms to the base 2: 3 is eight times likelier in one person's rows than in two persons').

    A link is a proposal: rows of one person are so joined by a person. Names are not printed, ids are.

    \b
    harmtrace link morgue.csv register.xlsx --column-b id=No --column-b name_ar=الاسم
    harmtrace link register.csv --threshold 0.99
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.terminal import write_json
    from harmtrace.people.linking import duplicates
    from harmtrace.people.linking import link as linked

    failures = Failures()
    first = _read(a, column, failures)
    if b is None:
        found = duplicates(first.entries, threshold)
    else:
        second = _read(b, column_b or column, failures)
        found = linked(first.entries, second.entries, threshold)
    for one in found:
        write_json(one)
    failures.done += 1
    return failures.exit_code()


def _read(path: Path, columns: list[str] | None, failures: Failures) -> PersonList:
    """A list; its rows that are refused are told as failures, what stands in others and was not read as notes."""
    from harmtrace.cli.terminal import note
    from harmtrace.errors import BadSetting, BrokenRow
    from harmtrace.people.lists import COLUMNS, read_list

    pairs = [given.partition("=") for given in columns or ()]
    for ours, mark, theirs in pairs:
        if ours not in COLUMNS or not mark or not theirs:
            raise BadSetting(
                f"{ours}{mark}{theirs} is no column", where="--column", way_out=f"OURS=THEIRS, of {', '.join(COLUMNS)}."
            )
    read = read_list(path, {ours: theirs for ours, _, theirs in pairs})
    for refused in read.refused:
        failures.add(BrokenRow(refused.reason, where=f"{path}:{refused.row}"))
    for entry in read.entries:
        for said in entry.notes:
            note(f"{path}:{entry.row}: {said}")
    return read
