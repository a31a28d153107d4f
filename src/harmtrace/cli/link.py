"""`harmtrace link`: lists of people in; pairs of rows, or rows of several lists, that may be one person out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harmtrace.cli.failures import Failures
    from harmtrace.model.link import Link, LinkedPerson
    from harmtrace.model.person import Entry
    from harmtrace.people.blocking import RuleUse
    from harmtrace.people.deciding import Decisions
    from harmtrace.people.linking import Linkage, LinkagePeople, LinkSettings
    from harmtrace.store.record import Store

_TOLD = 3
_NAME = re.compile("[a-z][a-z0-9_]{0,30}")
_ON_RECORD = "list:"
"""What stands before the name of a list on record."""


def link(
    lists: Annotated[
        list[str],
        typer.Argument(metavar="A.csv [B.csv …]", help="Lists: .csv or .xlsx files, list:NAME of the record."),
    ],
    threshold: Annotated[float, typer.Option(metavar="P", min=0.0, max=1.0, help="Least probability of a pair.")] = 0.9,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="[N:]OURS=THEIRS", help="A column under another name, in the Nth list alone; repeatable."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further column to compare, such as phone or number; repeatable."),
    ] = None,
    block: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN+COLUMN", help="Compare rows that agree in these, in place of our rules; repeatable."
        ),
    ] = None,
    most_pairs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Leave out rules that make more.")] = None,
    diagnose: Annotated[bool, typer.Option("--diagnose", help="Tell what each rule finds, on standard error.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Link lists of people, or find doubles in one, with weights that a reviewer can take apart.

    One list is searched for doubles. Two are linked one to one. Of more, people are made that have one row of a list at
    most. Columns, by name: id, and any of name, name_ar, name_latin, given, father, grandfather, family, sex, age,
    birth_date, death_date, place. A row without an id of its own is refused and named; a cell that cannot be read is
    told and left out.

    \b
    harmtrace link morgue.csv register.xlsx --column 2:id=No --column 2:name_ar=الاسم
    harmtrace link register.csv --threshold 0.99
    harmtrace link morgue.csv register.csv press.csv --json
    harmtrace link list:morgue list:register

    Each pair has its probability and, by field, how much speaks for it or against it: weights are logarithms to the
    base 2, so that 3 is eight times likelier in one person's rows than in two persons', and -3 eight times less likely.
    They are learned from the lists themselves; what the lists are too small to teach is named.

    Pairs of lists on record are kept for review (`harmtrace lists review`), and what was decided there holds: it is
    replayed over lists on record, and over files of the same names where --store is given.

    A link is a proposal: whether rows are one person, a person decides. Names are not printed, ids are. Only rows that
    agree in one of some rules are compared; --diagnose tells what each rule finds, and --block gives rules of your own
    (of given, father, grandfather, family, each with _sound behind it, given_rare, family_rare, sex, age, birth_date,
    death_date, place; or "exchanged").
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.terminal import note, progress
    from harmtrace.people.blocking import RULES, rule_of
    from harmtrace.people.linking import LinkSettings

    failures = Failures()
    rules = tuple(map(rule_of, block)) if block else RULES
    more = _also(also)
    record = _record(lists, store)
    read = _lists(lists, _columns(column, len(lists), more), more, failures, record)
    decided, outdated = _decided(record, read)
    with progress() as report:
        settings = LinkSettings(
            threshold=threshold,
            also=more,
            rules=rules,
            most_pairs=most_pairs,
            diagnose=diagnose,
            decided=decided,
            progress=report,
        )
        found = _linked(read, settings)
    for said in (*outdated, *found.notes):
        note(said)
    if diagnose:
        _tell_rules(found.rules, found.compared)
    if record is not None and all(name.startswith(_ON_RECORD) for name in lists):
        _keep(record, read, found)
    _show(found, as_json)
    failures.done += 1
    return failures.exit_code()


def _linked(read: Mapping[str, Sequence[Entry]], settings: LinkSettings) -> Linkage | LinkagePeople:
    from harmtrace.people.linking import duplicates, link_many
    from harmtrace.people.linking import link as linked

    if len(read) > 2:
        return link_many(read, settings)
    if len(read) == 1:
        [(name, entries)] = read.items()
        return duplicates(entries, settings, name)
    (one, left), (other, right) = read.items()
    return linked(left, right, settings, (one, other))


def _record(lists: Sequence[str], store: str | None) -> Store | None:
    """The record, where it is named or a list of it is."""
    from harmtrace.cli.options import open_record

    wanted = store is not None or any(name.startswith(_ON_RECORD) for name in lists)
    return open_record(store) if wanted else None


def _decided(record: Store | None, read: Mapping[str, Sequence[Entry]]) -> tuple[Decisions, Sequence[str]]:
    from harmtrace.pipeline.link_review import decided_of

    return decided_of(record, read) if record is not None else ({}, ())


def _keep(record: Store, read: Mapping[str, Sequence[Entry]], found: Linkage | LinkagePeople) -> None:
    from harmtrace.cli.terminal import note
    from harmtrace.pipeline.link_review import keep_candidates, queue

    kept = keep_candidates(record, read, found)
    note(f"{kept:,} pairs are kept for review, {len(queue(record)):,} wait: see `harmtrace lists review`")


def _show(found: Linkage | LinkagePeople, as_json: bool) -> None:
    from harmtrace.people.linking import Linkage

    if isinstance(found, Linkage):
        _show_pairs(found.links, as_json)
    else:
        _show_people(found.people, as_json)


def _show_pairs(links: Sequence[Link], as_json: bool) -> None:
    from harmtrace.cli.terminal import write_json, write_table

    if as_json:
        for one in links:
            write_json(one)
        return
    write_table(
        [
            {
                "a": one.a,
                "b": one.b,
                "probability": f"{one.probability:.4f}",
                "weights": f"{f'decided: {one.decided}; ' if one.decided else ''}{_weights(one)}",
            }
            for one in links
        ]
    )


def _weights(one: Link) -> str:
    """The weights that say the most, those for the pair and those against it."""
    most = sorted(one.weights.items(), key=lambda field: -abs(field[1]))[:_TOLD]
    return ", ".join(f"{field} {weight:+.1f}" for field, weight in most)


def _show_people(people: Sequence[LinkedPerson], as_json: bool) -> None:
    from harmtrace.cli.terminal import write_json, write_table

    if as_json:
        for one in people:
            write_json(one)
        return
    write_table(
        [
            {
                "probability": f"{one.probability:.4f}",
                "rows": ", ".join(f"{name} {row}" for name, row in one.rows.items()),
            }
            for one in people
        ]
    )


def _tell_rules(uses: Sequence[RuleUse], compared: int) -> None:
    from harmtrace.cli.terminal import note

    note(f"{compared:,} pairs were compared; of the links, each rule found this share, and this share alone:")
    for one in sorted(uses, key=lambda use: -use.found):
        note(f"  {one.found:7.2%} {one.alone:7.2%}  {one.rule} ({one.pairs:,} pairs)")


def _also(given: Sequence[str] | None) -> tuple[str, ...]:
    """Further columns, whose names must be such that a weight can have them. Raises `BadSetting`."""
    from harmtrace.errors import BadSetting
    from harmtrace.people.blocking import COLUMNS
    from harmtrace.people.lists import COLUMNS as READ

    for name in given or ():
        if not _NAME.fullmatch(name) or name in (*READ, *COLUMNS):
            way_out = "Small letters of a to z, figures and _, of no column of ours; see --column NAME=THEIRS."
            raise BadSetting(f"{name!r} cannot be a further column", where="--also", way_out=way_out)
    return tuple(dict.fromkeys(given or ()))


def _columns(given: Sequence[str] | None, lists: int, also: Sequence[str]) -> dict[int, Mapping[str, str]]:
    """Our names of columns and theirs, by the number of the list; 0 is every list."""
    from harmtrace.errors import BadSetting
    from harmtrace.people.lists import COLUMNS

    found: dict[int, dict[str, str]] = {number: {} for number in range(lists + 1)}
    for one in given or ():
        ours, mark, theirs = one.partition("=")
        number, colon, name = ours.rpartition(":")
        known = number.isdecimal() and 1 <= int(number) <= lists if colon else True
        if name not in (*COLUMNS, *also) or not mark or not theirs or not known:
            names = ", ".join((*COLUMNS, *also))
            way_out = f"[N:]OURS=THEIRS: N is the number of a list (1 to {lists}), OURS one of {names}."
            raise BadSetting(f"{one!r} is no column", where="--column", way_out=way_out)
        found[int(number) if colon else 0][name] = theirs
    return {**found}


def lists_to_link(
    given: Sequence[str],
    column: Sequence[str] | None,
    also: Sequence[str],
    failures: Failures,
    store: str | None,
) -> tuple[dict[str, Sequence[Entry]], Decisions, Sequence[str]]:
    """The rows of each list by its name, what people decided of their pairs, and what is to be decided again."""
    record = _record(given, store)
    read = _lists(given, _columns(column, len(given), also), also, failures, record)
    return read, *_decided(record, read)


def _lists(
    given: Sequence[str],
    wanted: Mapping[int, Mapping[str, str]],
    also: Sequence[str],
    failures: Failures,
    record: Store | None,
) -> dict[str, Sequence[Entry]]:
    """The rows of each list by its name, that of a file without its ending; a second one of a name has its number."""
    from harmtrace.pipeline.lists import entries_of

    found: dict[str, Sequence[Entry]] = {}
    for number, one in enumerate(given, 1):
        if one.startswith(_ON_RECORD) and record is not None:
            name = one.removeprefix(_ON_RECORD)
            entries: Sequence[Entry] = entries_of(record, name)
        else:
            path = Path(one)
            name, entries = path.stem, _read(path, {**wanted[0], **wanted[number]}, also, failures)
        found[name if name not in found else f"{name}-{number}"] = entries
    return found


def _read(path: Path, columns: Mapping[str, str], also: Sequence[str], failures: Failures) -> Sequence[Entry]:
    """A list; its rows that are refused are told as failures, what stands in others and was not read as notes."""
    from harmtrace.cli.terminal import note
    from harmtrace.errors import BrokenRow
    from harmtrace.people.lists import read_list

    read = read_list(path, columns, also)
    for refused in read.refused:
        way_out = "The other rows are read; correct this one and link again."
        failures.add(BrokenRow(refused.reason, where=f"{path}:{refused.row}", way_out=way_out))
    for entry in read.entries:
        for said in entry.notes:
            note(f"{path}:{entry.row}: {said}")
    return read.entries
