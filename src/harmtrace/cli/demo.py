"""`harmtrace demo`: the demonstration corpus in, a record and a report in ./demo out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the record and the report go.")] = Path("demo"),
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT...", help="Your own files instead of the corpus.")
    ] = None,
) -> int:
    """Build a record and a report of the demonstration corpus, or of your own files.

    \b
    harmtrace demo
    harmtrace demo reports/ --out mine
    """
    from harmtrace.cli.examples import demo_corpus
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import tongue_asked_for
    from harmtrace.cli.overview import print_overview
    from harmtrace.cli.terminal import progress
    from harmtrace.pipeline.record import load_gazetteer, load_record
    from harmtrace.pipeline.run import RunOptions, run
    from harmtrace.pipeline.settings import jobs_setting
    from harmtrace.publish.report import write_report
    from harmtrace.publish.tongue import _, speaking
    from harmtrace.store.record import Store

    name = "record" if inputs else "demo"
    url = f"sqlite:///{out / name}.db"
    from harmtrace.capture.options import CaptureOptions

    options = RunOptions(capture=CaptureOptions.from_environment(), jobs=jobs_setting())
    with progress() as tell:
        summary = run(inputs or [str(demo_corpus())], url, options, tell)
    failures = Failures()
    failures.done = summary.seen
    for error in summary.failures:
        failures.add(error)
    store = Store.open(url, create=False)
    record = load_record(store)
    tongue = tongue_asked_for(None, None, load_gazetteer())
    with speaking(tongue):
        title = "" if inputs else _("Idlib, 7 to 10 September 2018 (demonstration)")
    written = write_report(record, load_gazetteer(), out / "report.html", title=title, tongue=tongue)
    print_overview(store, record, url, written)
    return failures.exit_code()
