"""`harmtrace run`: documents in, the record on disk brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmtrace.cli.options import Inputs, JsonOption, Language, Mapping, Published, Publisher, StoreOption

if TYPE_CHECKING:
    from harmtrace.pipeline.run import RunSummary


def run(
    inputs: Inputs,
    store: StoreOption = None,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    mapping: Mapping = None,
    as_json: JsonOption = False,
) -> int:
    """Build the record: capture, read, extract, find origins, join, account. Unchanged work is skipped.

    \b
    harmtrace run reports/
    harmtrace run table.csv --map text=Report --map published=Date
    harmtrace run corpus.jsonl --store sqlite:///idlib.db
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import capture_options
    from harmtrace.cli.terminal import progress
    from harmtrace.pipeline.run import RunOptions
    from harmtrace.pipeline.run import run as build
    from harmtrace.pipeline.settings import jobs_setting, store_url

    options = RunOptions(capture=capture_options(published, publisher, language, mapping), jobs=jobs_setting())
    url = store_url(store)
    with progress() as report:
        summary = build(inputs, url, options, report)
    failures = Failures()
    failures.done = summary.seen - len(summary.failures)
    for error in summary.failures:
        failures.add(error)
    print_summary(summary, url, as_json)
    return failures.exit_code()


def print_summary(summary: RunSummary, url: str, as_json: bool) -> None:
    """Print what a run did and what the record now holds."""
    from harmtrace.cli.listing import plural
    from harmtrace.cli.terminal import say, write_json

    if as_json:
        write_json(
            {
                "store": url,
                "seen": summary.seen,
                "captured": summary.captured,
                "read": summary.read,
                "unread": summary.unread,
                "unchanged": summary.unchanged,
                "failed": [str(error) for error in summary.failures],
                "claims": summary.claims,
                "origins": summary.origins,
                "incidents": summary.incidents,
                "aggregates": summary.aggregates,
            }
        )
        return
    if summary.nothing_to_do and not summary.failures:
        say(f"Nothing to do: what was given ({plural(summary.seen, 'document')}) is on record as it is.")
    else:
        unread = ", ".join(f"{count} {name}" for name, count in sorted(summary.unread.items()))
        say(f"{plural(summary.seen, 'document')} seen: {summary.read} read, {summary.unchanged} unchanged")
        if unread:
            say(f"kept and searchable, but not read yet for want of a lexicon: {unread}")
        if summary.failures:
            say(f"{plural(len(summary.failures), 'input')} failed; each is named above")
    say(
        f"on record: {plural(summary.claims, 'claim')} of {plural(summary.origins, 'independent origin')}, "
        f"{plural(summary.incidents, 'incident')}, {plural(summary.aggregates, 'aggregate')}"
    )
    say(f"the record: {url}")
