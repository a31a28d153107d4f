"""From a pattern to what page and report show of it, in the tongue in force: rows, clusters, sentences, caveats."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from harmtrace.model.pattern import Caveat, Cluster, Finding, Pattern, PatternRow, Scan, Sentence
from harmtrace.publish import wording
from harmtrace.publish.tongue import N_, _, isolated, local_name, ngettext, numeral, spoken, stamp, term
from harmtrace.vocab.tables import by_id

BY: dict[str, str] = {
    "week": N_("week"),
    "month": N_("month"),
    "day": N_("day"),
    "place": N_("place"),
    "weapon": N_("weapon"),
    "target": N_("target"),
    "actor": N_("alleged actor"),
}
"""What rows are by, in words."""
_TABLES = {"weapon": "weapons", "target": "targets", "actor": "actors"}
_NOT_NAMED = {
    "weapon": N_("no weapon named"),
    "target": N_("no target named"),
    "actor": N_("no actor named"),
}
SHORT = 3
"""So many periods in a row of which nothing is on record are shown as one line."""
MOST_LINKS = 12
"""Incidents that are linked beside a finding."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row. `past` and `chance` are empty where a period is compared with none."""

    label: str
    incidents: str
    totals: int
    inclusive: str
    corroborated: str
    documents: int
    publishers: int
    past: str
    chance: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A line with the incidents that it is about; `more` are those that are not linked."""

    words: str
    incidents: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with the record for and against it."""

    label: str
    said: str
    claims: tuple[str, ...]
    meaning: str
    parts: tuple[tuple[str, tuple[FindingView, ...]], ...]


@dataclass(frozen=True, slots=True)
class PatternView:
    """A pattern in words."""

    heading: str
    by: str
    rows: tuple[RowView, ...]
    compared: bool
    in_no_row: str
    scan: str
    clusters: tuple[FindingView, ...]
    sentences: tuple[SentenceView, ...]
    caveats: tuple[str, ...]


def pattern_view(pattern: Pattern) -> PatternView:
    """Word a pattern."""
    lacking = len(pattern.in_no_row)
    return PatternView(
        heading=_(", ").join((wording.harm_words(pattern.harm), wording.status_words(pattern.status))),
        by=_(BY[pattern.by]),
        rows=tuple(_rows(pattern)),
        compared=any(row.change for row in pattern.rows),
        in_no_row=ngettext("{n} incident is in no row", "{n} incidents are in no row", lacking) if lacking else "",
        scan=_scan_words(pattern.scan),
        clusters=tuple(_cluster(cluster) for cluster in pattern.scan.clusters),
        sentences=tuple(_sentence(sentence) for sentence in pattern.sentences),
        caveats=tuple(_caveat_words(caveat) for caveat in pattern.caveats),
    )


def _rows(pattern: Pattern) -> Iterator[RowView]:
    empty: list[PatternRow] = []
    for row in pattern.rows:
        if row.start is not None and not (row.most or row.aggregates or row.effort.documents or row.inclusive.min):
            empty.append(row)
            continue
        yield from _empty(pattern, empty)
        empty = []
        yield _row(pattern, row)
    yield from _empty(pattern, empty)


def _empty(pattern: Pattern, rows: Sequence[PatternRow]) -> Iterator[RowView]:
    if len(rows) < SHORT:
        yield from (_row(pattern, row) for row in rows)
        return
    words = ngettext("{n} row of which nothing is on record", "{n} rows of which nothing is on record", len(rows))
    yield RowView(words, _("–"), 0, _("–"), _("–"), 0, 0, "", "")


def _row(pattern: Pattern, row: PatternRow) -> RowView:
    past = chance = ""
    if row.change is not None:
        tail = (row.change.uneven or row.change.poisson).more
        past = numeral(f"{row.change.expected:.1f}")
        chance = numeral(f"{tail:.3f}") if tail >= 0.001 else _("under {limit}", limit=numeral("0.001"))
    return RowView(
        label=row_words(pattern, row),
        incidents=_between(row.least, row.most),
        totals=len(row.aggregates),
        inclusive=wording.stated_words(row.inclusive.min, row.inclusive.max, row.inclusive.highest_stated),
        corroborated=wording.stated_words(row.corroborated.min, row.corroborated.max, row.corroborated.highest_stated),
        documents=row.effort.documents,
        publishers=row.effort.publishers,
        past=past,
        chance=chance,
    )


def row_words(pattern: Pattern, row: PatternRow) -> str:
    """What a row is of, in words."""
    if row.start is not None and row.end is not None:
        return stamp(row.key[:7]) if pattern.by == "month" else _days(row.start, row.end)
    if pattern.by == "place":
        return isolated(local_name(row.key, row.label))
    return _(_NOT_NAMED[pattern.by]) if row.key == "none" else term(_TABLES[pattern.by], row.key)


def _days(start: datetime.date, end: datetime.date) -> str:
    first, last = stamp(start.isoformat()), stamp(end.isoformat())
    return first if start == end else _("{first} to {last}", first=first, last=last)


def _between(least: int, most: int) -> str:
    return numeral(least) if least == most else _("{low} to {high}", low=numeral(least), high=numeral(most))


def _scan_words(scan: Scan) -> str:
    told = _("{incidents} with a point and a day", incidents=ngettext("{n} incident", "{n} incidents", scan.incidents))
    if scan.state == "too_few":
        return _("Too few to search: {told}.", told=told)
    return _(
        "Searched: {told}. Space-time permutation scan statistic; records dealt out anew: {replicates}; seed {seed}.",
        told=told,
        replicates=numeral(scan.replicates),
        seed=numeral(scan.seed),
    )


def _cluster(cluster: Cluster) -> FindingView:
    words = _(
        "{place} and {length} km around, {days}: {observed} where {expected} would be by chance (p {p}); documents"
        " {documents}, publishers {publishers}",
        place=isolated(cluster.centre),
        length=numeral(f"{cluster.radius_km:g}"),
        days=_days(cluster.start, cluster.end),
        observed=numeral(cluster.observed),
        expected=numeral(f"{cluster.expected:.1f}"),
        p=numeral(f"{cluster.p:.3f}"),
        documents=numeral(cluster.effort.documents),
        publishers=numeral(cluster.effort.publishers),
    )
    return _linked(words, cluster.incidents)


def _sentence(sentence: Sentence) -> SentenceView:
    row = by_id("pattern_sentences")[sentence.sentence]
    said = len(sentence.said)
    told = _(
        "said in {claims} of {origins}",
        claims=ngettext("{n} claim", "{n} claims", said),
        origins=ngettext("{n} independent origin", "{n} independent origins", sentence.said_by),
    )
    return SentenceView(
        label=term("pattern_sentences", sentence.sentence),
        claims=sentence.said[:MOST_LINKS],
        said=told if said else _("nobody on record says so"),
        meaning=row["meaning_ar"] if spoken().language == "ar" else row["meaning_en"],
        parts=(
            (_("For it"), _findings(sentence.speaks_for)),
            (_("Against it"), _findings(sentence.speaks_against)),
            (_("Not told"), _findings(sentence.silent)),
        ),
    )


def _findings(findings: Iterable[Finding]) -> tuple[FindingView, ...]:
    return tuple(_linked(finding_words(finding), finding.incidents) for finding in findings)


def _linked(words: str, incidents: Sequence[str]) -> FindingView:
    return FindingView(words, tuple(incidents[:MOST_LINKS]), max(0, len(incidents) - MOST_LINKS))


def finding_words(finding: Finding) -> str:
    """A finding in words."""
    facts = {name: _fact_words(name, value) for name, value in finding.facts.items()}
    return term("pattern_findings", finding.kind).format(**facts)


def _fact_words(name: str, value: str) -> str:
    if name == "actor":
        return term("actors", value)
    if name == "targets":
        return _(", ").join(term("targets", one) for one in value.split())
    return stamp(value) if name in ("start", "end") else numeral(value)


def _caveat_words(caveat: Caveat) -> str:
    facts = {name: numeral(value) for name, value in caveat.facts.items()}
    return term("pattern_caveats", caveat.caveat).format(**facts)
