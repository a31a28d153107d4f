"""`harmtrace lists`: lists of people taken into the record, shown, released, withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli import list_incidents, list_pairs
from harmtrace.cli.options import JsonOption, PersonOption, ReasonOption, StoreOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harmtrace.pipeline.lists import Imported

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Lists of people on record: take in, list, show, release, withdraw; pairs of rows to review, incidents that"
    " people may have died in. Rows are restricted: the public sees counts, unless columns are released.",
)
ListName = Annotated[str, typer.Argument(metavar="LIST", help="The name of a list on record.")]
for _function in (list_incidents.incidents, list_pairs.pairs, list_pairs.pair, list_pairs.decide, list_pairs.review):
    app.command()(_function)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, .tsv or .xlsx file.")],
    name: Annotated[str | None, typer.Option(metavar="LIST", help="What the list is called; else the file.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS=THEIRS", help="A column that has another name in the file; repeatable."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Who made the list.")] = None,
    person: PersonOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take a list of people into the record: the file by its hash, its rows as restricted records of people.

    Columns, by name: id, and any of name, name_ar, name_latin, given, father, grandfather, family, sex, age,
    birth_date, death_date, place, incident (an id of the record, where the list names the incident). A row without an
    id of its own, or with more cells than the header, is refused and named; a cell that cannot be read (an age, a
    day), and a day of the Islamic calendar, are told. Nothing is guessed.

    The same file again changes nothing. Another file of the same name takes the place of the one before, which stays
    on record.

    \b
    harmtrace lists import morgue.xlsx --column id=No --column name_ar=الاسم --source "City morgue"
    """
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.pipeline.lists import import_list
    from harmtrace.pipeline.settings import person_setting, store_url

    taken = import_list(
        store_url(store),
        file,
        name=name or file.stem,
        person=person or person_setting(),
        columns=_columns(column),
        source=source,
    )
    code = _tell(taken, file)
    if as_json:
        write_json(taken.listed)
        return code
    listed = taken.listed
    say(f"{line_of(listed.list_id)}: {listed.rows:,} rows{'' if taken.new else ', on record already'}")
    say(f"  {listed.unnamed:,} without a name, {listed.noted:,} with notes, {len(listed.refused):,} refused")
    say(f"  sha256 {listed.capture}; restricted: the public sees counts")
    return code


def _columns(given: list[str] | None) -> Mapping[str, str]:
    from harmtrace.errors import BadSetting
    from harmtrace.people.lists import COLUMNS
    from harmtrace.pipeline.lists import FURTHER

    found: dict[str, str] = {}
    for one in given or ():
        ours, mark, theirs = one.partition("=")
        if ours not in (*COLUMNS, *FURTHER) or not mark or not theirs:
            way_out = f"OURS=THEIRS, OURS one of {', '.join((*COLUMNS, *FURTHER))}."
            raise BadSetting(f"{one!r} is no column", where="--column", way_out=way_out)
        found[ours] = theirs
    return found


def _tell(taken: Imported, file: Path) -> int:
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.terminal import note
    from harmtrace.errors import BrokenRow

    failures = Failures()
    failures.done = 1
    for refused in taken.refused:
        way_out = "The other rows are on record; correct this one and take the file in again."
        failures.add(BrokenRow(refused.reason, where=f"{file}:{refused.row}", way_out=way_out))
    for row, said in taken.notes:
        note(f"{file}:{row}: {said}")
    return failures.exit_code()


@app.command("list")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the lists on record: rows, access, file and hash. No names."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import say, write_json, write_table
    from harmtrace.pipeline.lists import access_of
    from harmtrace.store.people import lists_on_record

    record = open_record(store)
    found = lists_on_record(record)
    if as_json:
        for one in found:
            write_json({"list": one, "access": access_of(record, one)})
        return
    write_table(
        [
            {
                "list": one.list_id,
                "rows": "withdrawn" if one.withdrawn else f"{one.rows:,}",
                "access": access_of(record, one).access,
                "taken in": one.imported_at[:10],
                "sha256": one.capture,
            }
            for one in found
        ]
    )
    if not found:
        say("none on record")


@app.command()
def counts(name: ListName, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Print what the public may know of a list: counts by sex, age, month of death and region, and no row."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.pipeline.lists import counts_of

    found = counts_of(open_record(store), name)
    if as_json:
        write_json(found)
        return
    say(f"{line_of(found.list_id)}: {found.rows:,} rows, {found.access}")
    for told, counted in (("sex", found.sex), ("age", found.ages), ("died", found.months), ("region", found.regions)):
        say(f"  {told}: {', '.join(f'{line_of(cell)} {count:,}' for cell, count in counted.items())}")


@app.command()
def people(
    name: ListName,
    public: Annotated[bool, typer.Option("--public", help="Only what was released; else counts.")] = False,
    store: StoreOption = None,
) -> None:
    """Print the rows of a list, one JSON object a line. They are restricted: keep them to those who may read them.

    With --public only the columns that were released are printed, and of a restricted list its counts.
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, write_json
    from harmtrace.pipeline.lists import counts_of, list_named, public_rows
    from harmtrace.store.people import people_of

    record = open_record(store)
    if public:
        released = public_rows(record, name)
        for row in released:
            write_json(row)
        if not released:
            write_json(counts_of(record, name))
        return
    note("restricted: names and days of people; not for publication")
    for one in people_of(record, list_named(record, name).list_id):
        write_json(one)


@app.command()
def release(
    name: ListName,
    column: Annotated[list[str], typer.Option(metavar="COLUMN", help="A column to release; repeatable.")],
    reason: ReasonOption,
    person: PersonOption = None,
    store: StoreOption = None,
) -> None:
    """Release columns of a list to the public; who decided and why is kept.

    \b
    harmtrace lists release register --column name_ar --column death_date --reason "the families agreed"
    """
    _access(name, column, reason, person, store)


@app.command()
def restrict(name: ListName, reason: ReasonOption, person: PersonOption = None, store: StoreOption = None) -> None:
    """Take a release back: the public sees counts again."""
    _access(name, [], reason, person, store)


def _access(name: str, columns: list[str], reason: str, person: str | None, store: str | None) -> None:
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say
    from harmtrace.pipeline.lists import set_access
    from harmtrace.pipeline.settings import person_setting

    made = set_access(open_record(store), name, columns, person or person_setting(), reason)
    told = f" ({', '.join(made.columns)})" if made.columns else ""
    say(f"{line_of(name)}: {made.access}{told}")
    if columns and made.access == "restricted":
        say("  the release waits for another person's approval")


@app.command()
def withdraw(
    name: ListName,
    reason: ReasonOption,
    person: PersonOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = None,
) -> int:
    """Destroy the files and rows of a list for good; hashes, who and why are kept."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, note, say
    from harmtrace.pipeline.lists import list_named, withdraw_list
    from harmtrace.pipeline.settings import person_setting

    record = open_record(store)
    list_named(record, name)
    if not yes and not typer.confirm(f"Destroy the files and rows of {line_of(name)} for good?", err=True):
        note("nothing was withdrawn")
        return 2
    for capture in withdraw_list(record, name, person or person_setting(), reason).captures:
        say(f"destroyed: {capture}")
    return 0
