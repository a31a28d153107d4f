"""`harmtrace counts`: lists of people in; how many stand on exactly which lists out, for `harmtrace estimate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli.options import StoreOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harmtrace.people.estimate import CaptureTable

LINKAGE = "linkage"


def counts(
    lists: Annotated[
        list[str],
        typer.Argument(metavar="A.csv B.csv …", help="Lists of people (.csv, .xlsx), or list:NAME of the record."),
    ],
    linkages: Annotated[
        int, typer.Option(metavar="N", min=0, max=1000, help="Draw so many linkages; 0: only the likeliest.")
    ] = 0,
    by: Annotated[
        list[str] | None, typer.Option(metavar="WHAT", help="place, year, month, sex or age; repeatable.")
    ] = None,
    threshold: Annotated[
        float, typer.Option(metavar="P", min=0.0, max=1.0, help="Least probability, where none are drawn.")
    ] = 0.9,
    column: Annotated[
        list[str] | None, typer.Option(metavar="[N:]OURS=THEIRS", help="A column under another name; see link.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same linkages.")] = 1,
    store: StoreOption = None,
) -> int:
    """Count how many people stand on exactly which of several lists, as `harmtrace estimate` takes it.

    Lists are linked as `harmtrace link` links them. One linkage passes for certain what is doubtful: with --linkages 50
    that many are drawn from the probabilities of the pairs, and the column linkage tells them apart. --by tells strata
    apart, by what the rows say of a person (the first list that says something is heard); age is child (under 18),
    adult, 60 or older. A row that stands twice in one list is two people here: search each list for doubles first.

    Only counts are printed: no names, no ids.

    \b
    harmtrace counts morgue.csv register.csv press.csv > counts.csv
    harmtrace counts morgue.csv register.csv press.csv --linkages 50 --by place > counts.csv
    harmtrace estimate counts.csv --over linkage --by place
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.link import lists_to_link
    from harmtrace.cli.terminal import note, progress
    from harmtrace.people.estimate.linkages import linkages_drawn, people_of, tables_of_people
    from harmtrace.people.estimate.sheets import COUNT
    from harmtrace.people.linking import LinkSettings, link_many

    wanted = _strata(by or [])
    failures = Failures()
    named, decided, outdated = lists_to_link(lists, column, (), failures, store)
    _check(list(named))
    with progress() as report:
        found = link_many(named, LinkSettings(threshold=threshold, decided=decided, progress=report))
    for said in (*outdated, *found.notes):
        note(said)
    likeliest = [pair for person in found.people for pair in person.links]
    people = linkages_drawn(named, found.candidates, linkages, seed) if linkages else [people_of(named, likeliest)]
    head = ([LINKAGE] if linkages else []) + wanted
    _write_row([*head, *named, COUNT])
    for number, one in enumerate(people, 1):
        for values, table in tables_of_people(list(one), list(named), wanted).items():
            _write_table(([str(number)] if linkages else []) + list(values), table)
    failures.done += 1
    return failures.exit_code()


def _strata(given: Sequence[str]) -> list[str]:
    from harmtrace.errors import UnknownName
    from harmtrace.people.estimate.linkages import STRATA

    for name in given:
        if name not in STRATA:
            raise UnknownName(f"nothing called {name!r} tells strata apart; there are {', '.join(STRATA)}")
    return list(dict.fromkeys(given))


def _check(names: Sequence[str]) -> None:
    """Raises `BadSetting` where the names of lists are no columns of a table of counts."""
    from harmtrace.errors import BadSetting
    from harmtrace.people.estimate.linkages import STRATA
    from harmtrace.people.estimate.sheets import COUNT

    if len(names) < 2:
        raise BadSetting("one list overlaps with nothing", way_out="Name two lists or more.")
    for name in names:
        if name in (COUNT, LINKAGE, *STRATA):
            way_out = "A list is called as its file is; give it a name of its own."
            raise BadSetting(f"a list is called {name!r}, as another column of the table is", way_out=way_out)


def _write_table(before: Sequence[str], table: CaptureTable) -> None:
    for pattern, count in enumerate(table.counts):
        if count:
            _write_row([*before, *(str(pattern >> j & 1) for j in range(table.size)), str(count)])


def _write_row(cells: Sequence[str]) -> None:
    import csv
    import io

    from harmtrace.cli.terminal import write

    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    write(line.getvalue())
