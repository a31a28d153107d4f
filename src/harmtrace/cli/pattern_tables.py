"""From a pattern to the tables that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmtrace.cli.listing import plural

if TYPE_CHECKING:
    from harmtrace.model.pattern import Finding, Pattern, PatternRow, Scan, Sentence
_MOST_IDS = 6


def print_pattern(pattern: Pattern) -> None:
    """Print rows, clusters, sentences and what is to be known about them."""
    from harmtrace.cli.terminal import line_of, say, write_table
    from harmtrace.publish.wording import harm_words, status_words

    meant = "; ".join(pattern.scope.meant) or "the whole record"
    say(f"{harm_words(pattern.harm)}, {status_words(pattern.status)}, by {pattern.by}: {line_of(meant)}")
    say()
    write_table(list(_rows(pattern)))
    if not pattern.rows:
        say("no row: nothing on record has what the rows are by")
    if pattern.in_no_row:
        lacking = "a date" if pattern.by in ("day", "week", "month") else f"a {pattern.by} that is known"
        say(f"in no row, for want of {lacking}: {plural(len(pattern.in_no_row), 'incident')}")
    say()
    _print_scan(pattern.scan)
    for sentence in pattern.sentences:
        if sentence.said or sentence.speaks_for or sentence.speaks_against or sentence.silent:
            _print_sentence(sentence)
    for caveat in pattern.caveats:
        say(f"note: {caveat.label}")
    for notice in pattern.notices:
        say(f"notice: {line_of(notice)}")


def _rows(pattern: Pattern) -> Iterator[dict[str, str]]:
    empty: list[PatternRow] = []
    for row in pattern.rows:
        if _is_empty(row):
            empty.append(row)
            continue
        yield from _gap(pattern, empty)
        empty = []
        yield _cells(pattern, row)
    yield from _gap(pattern, empty)


def _is_empty(row: PatternRow) -> bool:
    return not (row.most or row.aggregates or row.effort.documents or row.inclusive.min)


def _gap(pattern: Pattern, rows: Sequence[PatternRow]) -> Iterator[dict[str, str]]:
    """Rows of which nothing is on record, as one line where they are many."""
    if len(rows) < 3:
        for row in rows:
            yield _cells(pattern, row)
        return
    names = _cells(pattern, rows[0])
    words = f"… {len(rows)} of which nothing is on record"
    yield {name: words if name == pattern.by else "" for name in names}


def _cells(pattern: Pattern, row: PatternRow) -> dict[str, str]:
    from harmtrace.publish.wording import stated_words

    told = {
        pattern.by: row.label,
        "incidents": str(row.least) if row.least == row.most else f"{row.least}–{row.most}",
        "totals": str(len(row.aggregates)),
        "inclusive": stated_words(row.inclusive.min, row.inclusive.max, row.inclusive.highest_stated),
        "corroborated": stated_words(row.corroborated.min, row.corroborated.max, row.corroborated.highest_stated),
        "documents": str(row.effort.documents),
        "publishers": str(row.effort.publishers),
    }
    if any(other.change for other in pattern.rows):
        told["past"], told["chance of so many"] = _change(row)
    return told


def _change(row: PatternRow) -> tuple[str, str]:
    if row.change is None:
        return "too short", ""
    tail = (row.change.uneven or row.change.poisson).more
    return f"{row.change.expected:.1f}", f"{tail:.3f}" if tail >= 0.001 else "< 0.001"


def _print_scan(scan: Scan) -> None:
    from harmtrace.cli.terminal import line_of, say

    searched = f"{plural(scan.incidents, 'incident')} with a point and a day, at {plural(scan.places, 'place')}"
    if scan.state == "too_few":
        say(f"clusters: too few to search ({searched})")
    elif not scan.clusters:
        say(f"clusters: none ({searched})")
    else:
        say(f"clusters ({searched}; {scan.method}, {scan.replicates} replicates, seed {scan.seed}):")
    for one in scan.clusters:
        where = f"{line_of(one.centre)} and {one.radius_km:g} km around" if one.radius_km else line_of(one.centre)
        say(f"  {where}, {one.start} to {one.end}: {one.observed}, expected {one.expected:.1f}, p {one.p:.3f}")
        effort = f"{plural(one.effort.documents, 'document')} of {plural(one.effort.publishers, 'publisher')}"
        say(f"    told in {effort}: {_listed(one.incidents)}")
    say()


def _print_sentence(sentence: Sentence) -> None:
    from harmtrace.cli.terminal import say

    said = f"said in {plural(len(sentence.said), 'claim')} of {plural(sentence.said_by, 'origin')}"
    ids = f" ({_listed(sentence.said)})" if sentence.said else ""
    say(f"“{sentence.label}”: {said}{ids}")
    say(f"  {sentence.meaning}")
    _print_findings("for", sentence.speaks_for)
    _print_findings("against", sentence.speaks_against)
    _print_findings("not told", sentence.silent)
    say()


def _print_findings(side: str, findings: Sequence[Finding]) -> None:
    from harmtrace.cli.terminal import line_of, say

    if not findings and side != "not told":
        say(f"  {side}: nothing on record")
    for finding in findings:
        ids = f" ({_listed(finding.incidents)})" if finding.incidents else ""
        say(f"  {side}: {line_of(finding.label)}{ids}")


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return ", ".join(ids[:_MOST_IDS]) + more
