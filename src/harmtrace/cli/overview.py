"""From a record to the summary that a first user sees: what was read, what it holds, where it is, what next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from harmtrace.cli.listing import id_of, plural, ranges_of
from harmtrace.cli.terminal import line_of, say

if TYPE_CHECKING:
    from harmtrace.account.record import RecordView
    from harmtrace.model.incident import Aggregate, Incident
    from harmtrace.pipeline.summary import RecordSummary
    from harmtrace.store.record import Store

MOST = 12
"""Incidents and aggregates that are printed; the report has all."""


def print_overview(store: Store, record: RecordView, url: str, report: Path) -> None:
    """Print the summary of a record and its report."""
    from harmtrace.pipeline.summary import summarise

    summary = summarise(store)
    _print_documents(summary, record)
    _print_held("Incidents", record.incidents)
    _print_held("Aggregates (several attacks told as one figure; never added to incidents)", record.aggregates)
    for notice in summary.notices:
        say(f"NOTICE  {line_of(notice)}")
    if summary.reconstructed:
        say(f"        {summary.reconstructed} of {summary.documents} documents are reconstructions, not evidence.")
    say()
    say(f"The report   {report}   (open it in a browser; each figure opens its evidence; internal)")
    say(f"The record   {url}")
    say()
    say("Next")
    held: list[Incident | Aggregate] = [*record.aggregates, *record.incidents]
    first = id_of(held[0]) if held else "ID"
    say(f"  harmtrace trace {first} --store {url}")
    say(
        f"  harmtrace toll --from 2018-09-07 --to 2018-09-10 --store {url}"
        if summary.reconstructed
        else f"  harmtrace toll --store {url}"
    )
    say(f"  harmtrace serve --store {url}")


def _print_documents(summary: RecordSummary, record: RecordView) -> None:
    read = Counter(d.language for d in record.documents.values() if d.state == "read")
    say()
    say(
        f"{plural(summary.documents, 'document')}, {plural(summary.publishers, 'publisher')}, "
        f"{plural(summary.tellers, 'teller')}, {plural(summary.origins, 'independent origin')}"
    )
    say(f"  read     {summary.read}  ({_languages(read)})")
    if summary.unread:
        say(
            f"  unread   {sum(summary.unread.values())}  ({_languages(summary.unread)}): "
            "kept and searchable, no lexicon yet, no figure of theirs is counted"
        )
    if summary.withdrawn:
        say(f"  withdrawn {summary.withdrawn}")
    kinds = ", ".join(f"{count} {kind}" for kind, count in summary.claims.items())
    say(f"  claims   {sum(summary.claims.values())}  ({kinds})")
    say()


def _languages(counts: Counter[str] | dict[str, int]) -> str:
    return ", ".join(f"{line_of(name)} {count}" for name, count in sorted(counts.items(), key=lambda i: (-i[1], i[0])))


def _print_held(heading: str, rows: object) -> None:
    from collections.abc import Sequence
    from typing import cast

    from harmtrace.publish.wording import title_of

    held = sorted(cast("Sequence[Incident | Aggregate]", rows), key=lambda one: (-one.origins, -len(one.documents)))
    say(f"{heading}: {len(held)}")
    for one in held[:MOST]:
        say(f"  {line_of(title_of(one))}")
        ranges = "; ".join(ranges_of(one)) or "no figure stated"
        say(f"      {ranges}  [{plural(one.origins, 'origin')}, {plural(len(one.documents), 'document')}]")
    if len(held) > MOST:
        say(f"  … and {len(held) - MOST} more in the report")
    say()
