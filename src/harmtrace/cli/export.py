"""`harmtrace export`: the record in a format that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import RestrictedOption, StoreOption


def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, geojson, jsonl, corrections, gold, gold-documents.")
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; else standard output.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Without quotations, texts and private persons.")] = False,
    restricted: RestrictedOption = False,
    store: StoreOption = None,
) -> None:
    """Print the record as csv, geojson or jsonl. Only --public may be published.

    corrections are the decisions of persons about claims, the machine's value beside theirs (docs/review.md). gold are
    the documents all of whose claims persons have looked at, for `harmtrace evaluate gold --gold … --documents …`,
    and gold-documents their texts.

    \b
    harmtrace export csv --public --out incidents.csv
    harmtrace export geojson --public > map.geojson
    """
    import io

    from harmtrace.cli.options import open_record, record_for_export
    from harmtrace.cli.terminal import note, write
    from harmtrace.cli.writing import writing
    from harmtrace.errors import UnknownName
    from harmtrace.publish.exports import EVERY_FORMAT
    from harmtrace.publish.exports import export as print_record

    if form not in EVERY_FORMAT:
        raise UnknownName(f"no format is called {form!r}; there are {', '.join(sorted(EVERY_FORMAT))}")
    record = record_for_export(open_record(store), restricted, form)
    if not public:
        note("internal: it holds quotations; --public is the form to publish")
    if out is not None and str(out) != "-":
        with writing(out), out.open("w", encoding="utf-8", newline="") as handle:
            print_record(form, record, handle, public)
        return
    text = io.StringIO(newline="")
    print_record(form, record, text, public)
    write(text.getvalue())
