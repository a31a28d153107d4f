"""The options that several commands take, in one place so that they read the same everywhere."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.errors import HarmtraceError, UnknownDate

if TYPE_CHECKING:
    from harmtrace.account.record import RecordView
    from harmtrace.capture.options import CaptureOptions
    from harmtrace.places.gazetteer import Gazetteer
    from harmtrace.publish.tongue import Tongue
    from harmtrace.store.record import Store

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="The record: sqlite:///FILE (default harmtrace.db) or postgresql+…"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
PersonOption = Annotated[str | None, typer.Option("--person", metavar="NAME", help="Who; else HARMTRACE_PERSON.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept for good. Name no victim in it.")
]
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, URLs, or - for standard input.")]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When they were published (2018-09-15). Relative dates count from this, or from a date that the head of"
        " a text prints and that clearly differs.",
    ),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.")]
Language = Annotated[str | None, typer.Option(metavar="TAG", help="The language they are in (en, ar).")]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="TAG", help="The language of the report: en, ar, or ar-SY (names of months)."),
]
DigitsOption = Annotated[
    str | None, typer.Option("--digits", metavar="KIND", help="Its digits: latin (123) or arabic (١٢٣).")
]
Mapping = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which column of a table is which field; repeatable."),
]


def capture_options(
    published: str | None, publisher: str | None, language: str | None, mapping: list[str] | None = None
) -> CaptureOptions:
    """Return what capture is told of every input. Raises `UnknownDate` and `BadSetting`."""
    from dataclasses import replace

    from harmtrace.capture.options import CaptureOptions

    options = CaptureOptions.from_environment()
    return replace(
        options, published=published, publisher=publisher, language=language, mapping=_pairs(mapping) or None
    )


def _pairs(mapping: list[str] | None) -> dict[str, str]:
    from harmtrace.errors import BadSetting

    pairs = {}
    for entry in mapping or []:
        field, sign, column = entry.partition("=")
        if not (field and sign and column):
            raise BadSetting(f"--map takes FIELD=COLUMN, not {entry!r}")
        pairs[field.strip()] = column.strip()
    return pairs


def day(value: str | None) -> datetime.date | None:
    """Return an ISO date. Raises `UnknownDate` for anything else."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise UnknownDate(f"{value!r} is not a date") from None


def tongue_asked_for(language: str | None, digits: str | None, gazetteer: Gazetteer) -> Tongue:
    """The tongue of a report: as asked for, else as the settings say. Raises `BadSetting` for one that is not there."""
    from harmtrace.pipeline.settings import digits_setting, language_setting
    from harmtrace.publish.tongue import tongue_of

    return tongue_of(language or language_setting(), digits or digits_setting(), gazetteer)


RestrictedOption = Annotated[
    bool, typer.Option("--restricted", help="With what is restricted; it is written into the activity log.")
]


def record_for_export(store: Store, restricted: bool, form: str) -> RecordView:
    """The record that leaves the store: without what is restricted, unless somebody asks for that by name."""
    from harmtrace.pipeline.record import load_record, load_released
    from harmtrace.pipeline.settings import person_setting
    from harmtrace.review.signing_in import utc_now
    from harmtrace.store.activity import log_activity

    if not restricted:
        return load_released(store)
    log_activity(store.engine, utc_now().isoformat(), person_setting(), "exported", form)
    return load_record(store)


def open_record(url: str | None) -> Store:
    """Open the record that a command reads. Raises `MissingInput` where there is none."""
    from harmtrace.pipeline.settings import store_url
    from harmtrace.store.record import Store

    return Store.open(store_url(url), create=False)


def exit_code_of(failures: list[HarmtraceError]) -> int:
    """Return 0 without failures; 1 where other inputs were read; a usage or refusal code if it is the only thing."""
    return max((1 if error.exit_code == 1 else error.exit_code for error in failures), default=0)
