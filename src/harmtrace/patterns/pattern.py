"""From a question and the record to its pattern: rows with ranges, change against the past, clusters, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from harmtrace.account.asking import described
from harmtrace.account.record import RecordView
from harmtrace.account.toll import ACCOUNT_VERSION, toll
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.pattern import Caveat, Pattern, PatternRange, PatternRow
from harmtrace.model.toll import Policy, TollScope
from harmtrace.patterns.cells import Cell, cells
from harmtrace.patterns.change import FEWEST_PERIODS
from harmtrace.patterns.clusters import search
from harmtrace.patterns.question import PatternQuestion, Scope, scope_of
from harmtrace.patterns.sentences import sentences
from harmtrace.patterns.tally import Tally, tallies
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.vocab.tables import label

PATTERNS_VERSION = "patterns-1"


def patterns(question: PatternQuestion, record: RecordView, gazetteer: Gazetteer) -> Pattern:
    """What the record shows. It counts and compares; it finds nobody responsible and nothing proved.

    Raises `UnknownPlace` for a place that cannot be told, `BadSetting` for too many rows.
    """
    scope = scope_of(question, record, gazetteer)
    counted = tallies(question.by, cells(question, scope), scope)
    rows = tuple(_row(one, question, scope) for one in counted)
    by_week = replace(question, by="week")
    weeks = counted if question.by == "week" else tallies("week", cells(by_week, scope), scope)
    places = [place for place in map(gazetteer.place, scope.place_ids) if place is not None]
    meant = tuple(described(place) for place in places)
    apart = question.by in ("day", "week", "month", "place")
    return Pattern(
        by=question.by,
        apart=apart,
        scope=TollScope(scope.place_ids, tuple(p.name for p in places), question.start, question.end, meant),
        harm=question.harm,
        status=question.status,
        rows=rows,
        scan=search(scope, question.replicates, question.seed),
        sentences=sentences(scope, weeks),
        caveats=tuple(_caveats(rows, apart)),
        in_no_row=_in_no_row(rows, scope),
        notices=_notices(scope),
        version=f"{PATTERNS_VERSION}/{ACCOUNT_VERSION}",
    )


def _row(one: Tally, question: PatternQuestion, scope: Scope) -> PatternRow:
    cell = one.cell
    return PatternRow(
        key=cell.key,
        label=cell.label,
        least=one.least,
        most=one.most,
        incidents=tuple(incident.incident_id for incident in one.sure),
        perhaps=tuple(incident.incident_id for incident in one.maybe),
        aggregates=tuple(total.aggregate_id for total in cell.aggregates),
        inclusive=_range("inclusive", cell, question, scope),
        corroborated=_range("corroborated", cell, question, scope),
        effort=one.effort,
        start=cell.start,
        end=cell.end,
        change=one.change,
    )


def _range(policy: Policy, cell: Cell, question: PatternQuestion, scope: Scope) -> PatternRange:
    period = (cell.start, cell.end) if cell.start is not None and cell.end is not None else None
    asked = question.toll(policy, cell.places, period, cell.about)
    found = toll(asked, cell.narrowed or scope.record, scope.gazetteer)
    return PatternRange(found.min, found.max, found.highest_stated, found.because)


def _in_no_row(rows: Sequence[PatternRow], scope: Scope) -> tuple[str, ...]:
    held = {incident for row in rows for incident in (*row.incidents, *row.perhaps)}
    return tuple(i.incident_id for i, _belongs in scope.incidents if i.incident_id not in held)


def _notices(scope: Scope) -> tuple[str, ...]:
    held: list[Incident | Aggregate] = [*(incident for incident, _belongs in scope.incidents), *scope.aggregates]
    return tuple(dict.fromkeys(notice for one in held for notice in one.notices))


def _caveats(rows: Sequence[PatternRow], apart: bool) -> Iterable[Caveat]:
    yield _caveat("effort")
    yield _caveat("ranges" if apart else "named")
    compared = sum(row.change is not None for row in rows)
    if compared:
        numbers = {"fewest": FEWEST_PERIODS, "compared": compared, "by_chance": round(compared / 20, 1)}
        yield _caveat("change", **{name: f"{value:g}" for name, value in numbers.items()})
    yield _caveat("clusters")


def _caveat(name: str, **facts: str) -> Caveat:
    return Caveat(name, label("pattern_caveats", name).format(**facts), facts)
