"""`harmtrace patterns`: what the record shows over weeks, places, weapons, targets or actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from harmtrace.cli.options import JsonOption, StoreOption

if TYPE_CHECKING:
    from harmtrace.model.pattern import PatternBy
    from harmtrace.patterns.question import Level


def patterns(
    by: Annotated[str, typer.Option(help="day, week, month, place, weapon, target or actor.")] = "week",
    place: Annotated[list[str] | None, typer.Option(metavar="P", help="A place name or id; repeatable.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, included.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    harm: Annotated[str, typer.Option(help="killed, injured, detained, … (ids of the harm table).")] = "killed",
    status: Annotated[str, typer.Option(help="civilian, combatant, unstated or any.")] = "any",
    level: Annotated[str, typer.Option(help="Of rows by place: country, adm1, adm2, adm3 or settlement.")] = "adm1",
    replicates: Annotated[int, typer.Option(min=19, max=99_999, help="Records dealt out anew for clusters.")] = 999,
    seed: Annotated[int, typer.Option(min=0, help="Where chance begins: the same seed, the same answer.")] = 1,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count incidents and people harmed row by row, compare weeks with those before, look for clusters, and list
    what speaks for and against sentences such as "intensified" or "systematic".

    Each range is that of `harmtrace toll` for the row. Rows are not to be added. A rise in what is on record may be a
    rise in reporting: documents and publishers stand beside. No verdict is given. docs/patterns.md has the methods.

    \b
    harmtrace patterns
    harmtrace patterns --by place --level adm2 --harm injured
    harmtrace patterns --by week --place "Idlib governorate" --from 2018-09-01 --to 2018-09-30 --json
    """
    from harmtrace.cli.options import day, open_record
    from harmtrace.cli.pattern_tables import print_pattern
    from harmtrace.cli.terminal import write_json
    from harmtrace.cli.toll import known_ids, status_named
    from harmtrace.errors import UnknownDate
    from harmtrace.model.pattern import PatternBy
    from harmtrace.patterns.pattern import patterns as find
    from harmtrace.patterns.question import Level, PatternQuestion
    from harmtrace.pipeline.record import load_gazetteer, load_record
    from harmtrace.vocab.tables import by_id

    first, last = day(start), day(end)
    if first and last and last < first:
        raise UnknownDate(f"the period ends ({last}) before it begins ({first})")
    question = PatternQuestion(
        by=cast("PatternBy", _known("by", by, get_args(PatternBy))),
        places=tuple(place or ()),
        start=first,
        end=last,
        harm=known_ids("harm", [harm], by_id("harms"))[0],
        status=status_named(status),
        level=cast("Level", _known("level", level, get_args(Level))),
        replicates=replicates,
        seed=seed,
    )
    found = find(question, load_record(open_record(store)), load_gazetteer())
    if as_json:
        write_json(found)
    else:
        print_pattern(found)


def _known(option: str, name: str, names: tuple[str, ...]) -> str:
    from harmtrace.errors import UnknownName

    if name not in names:
        raise UnknownName(f"--{option} takes {', '.join(names)}, not {name!r}")
    return name
