"""`harmtrace report`: the record as one self-contained HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import DigitsOption, LanguageOption, RestrictedOption, StoreOption


def report(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it.")] = Path("report.html"),
    public: Annotated[bool, typer.Option("--public", help="Without quotations, texts and private persons.")] = False,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its heading.")] = "",
    language: LanguageOption = None,
    digits: DigitsOption = None,
    restricted: RestrictedOption = False,
    store: StoreOption = None,
) -> None:
    """Write the report: every figure opens the claims it rests on. Only --public may be published.

    \b
    harmtrace report --out report.html
    harmtrace report --public --out public.html
    harmtrace report --language ar --out taqrir.html
    """
    from harmtrace.cli.options import open_record, record_for_export, tongue_asked_for
    from harmtrace.cli.terminal import say
    from harmtrace.cli.writing import writing
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.publish.report import write_report

    gazetteer = load_gazetteer()
    tongue = tongue_asked_for(language, digits, gazetteer)
    record = record_for_export(open_record(store), restricted, "report")
    with writing(out):
        write_report(record, gazetteer, out, public=public, title=title, tongue=tongue)
    say(f"the report: {out}{'' if public else ' (internal; --public leaves out what may not be published)'}")
