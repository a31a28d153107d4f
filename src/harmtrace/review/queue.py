"""What waits to be looked at, what matters most first; each row says why it stands where it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from harmtrace.account.record import RecordView
from harmtrace.errors import UnknownName
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.decision import Decision
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.toll import TollRow
from harmtrace.review.standing import Standings
from harmtrace.review.subjects import supporting

RowKind = Literal["decision", "incident", "aggregate", "claim"]
_KINDS: tuple[RowKind, ...] = get_args(RowKind)
_LOST, _WAITING, _DIFFERING, _LOW = 1_000_000.0, 500_000.0, 0.5, 0.5
"""Decisions whose words are lost stand before all, then those that wait for approval; the tellers' disagreement counts
half as much again as the number of people, and claims under this confidence as much."""
_WEIGHT = {"killed": 10.0, "injured": 3.0, "missing": 5.0, "detained": 2.0}
"""How much one person harmed so weighs; any other harm weighs one."""


def row_kind(name: str | None) -> RowKind | None:
    """The kind of rows of a name. Raises `UnknownName` for one that is none."""
    found = next((kind for kind in _KINDS if kind == name), None)
    if name is not None and found is None:
        raise UnknownName(f"no kind is called {name!r}; there are {', '.join(_KINDS)}")
    return found


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing to look at. `why` says in sentences what puts it there, the weightiest first."""

    row_id: str
    kind: RowKind
    weight: float
    why: tuple[str, ...]
    assigned_to: str | None = None
    claims: tuple[str, ...] = ()
    """The claims in it that nobody has looked at."""
    last_seq: int = 0
    """The number of the last decision on it."""


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """Which rows are wanted; what is left out narrows nothing."""

    kind: RowKind | None = None
    assigned_to: str | None = None
    harm: str | None = None
    document: str | None = None
    since: str | None = None
    """Only what rests on a document that was published on this day (ISO) or later."""
    open_only: bool = True
    """Leave out what a person has signed altogether."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows of the queue; `after` asks for those that follow, None where none do."""

    rows: tuple[QueueRow, ...]
    total: int
    after: str | None = None


class Queue:
    """The queue of one state of a record, worked out once."""

    def __init__(self, record: RecordView, decisions: Sequence[Decision]) -> None:
        self.record = record
        self.standings = Standings(decisions)
        self._assigned = {
            subject: str(one.change.get("to") or "") or None
            for one in self.standings.standing_decisions()
            if one.kind == "assign"
            for subject in one.subjects
        }
        self._last: dict[str, int] = defaultdict(int)
        for one in decisions:
            for subject in one.subjects:
                self._last[subject] = one.seq
        self._newest = max((d.published.value for d in record.documents.values() if d.published), default="")
        self.rows = sorted(self._rows(), key=lambda row: (-row.weight, row.row_id))

    def page(self, filters: QueueFilters | None = None, limit: int = 50, after: str | None = None) -> QueuePage:
        """The rows that are wanted, `limit` of them after the row with the id `after`."""
        wanted = [row for row in self.rows if self._wanted(row, filters or QueueFilters())]
        start = next((at + 1 for at, row in enumerate(wanted) if row.row_id == after), 0) if after else 0
        rows = tuple(wanted[start : start + limit])
        more = start + limit < len(wanted)
        return QueuePage(rows, len(wanted), rows[-1].row_id if rows and more else None)

    def _wanted(self, row: QueueRow, filters: QueueFilters) -> bool:
        if filters.kind is not None and row.kind != filters.kind:
            return False
        if filters.assigned_to is not None and row.assigned_to != filters.assigned_to:
            return False
        if filters.open_only and row.kind != "decision" and not row.claims:
            return False
        return all(
            self._has(row, *one)
            for one in (("harm", filters.harm), ("document", filters.document), ("since", filters.since))
            if one[1] is not None
        )

    def _has(self, row: QueueRow, what: str, value: str | None) -> bool:
        claims = [self.record.claims[claim] for claim in self._claims_of(row) if claim in self.record.claims]
        if what == "harm":
            return any(harm.harm == value for claim in claims for harm in getattr(claim, "harms", ()))
        if what == "document":
            return any(claim.document_id == value for claim in claims)
        return any(self._published(claim) >= (value or "") for claim in claims)

    def _claims_of(self, row: QueueRow) -> Sequence[str]:
        return self._held.get(row.row_id, row.claims)

    def _rows(self) -> Iterator[QueueRow]:
        self._held: dict[str, tuple[str, ...]] = {}
        yield from self._of_decisions()
        everything: list[Incident | Aggregate] = [*self.record.incidents, *self.record.aggregates]
        for held in everything:
            yield self._of_held(held)
        told = {claim for claims in self._held.values() for claim in claims}
        for claim in self.record.claims.values():
            if claim.claim_id not in told:
                yield self._of_claim(claim)

    def _of_decisions(self) -> Iterator[QueueRow]:
        why = {trouble.decision_id: trouble.why for trouble in self.record.review.troubles}
        for key, decision in self.standings.decisions.items():
            state = self.record.review.standing.get(key, self.standings.standing(key))
            if state not in ("unattached", "awaiting"):
                continue
            lost = state == "unattached"
            said = f"a decision by {decision.person} has no effect now: {why.get(key, 'its words are read no more')}"
            waits = f"a decision by {decision.person} waits for another person's approval"
            weight = (_LOST if lost else _WAITING) - decision.seq / 1000
            given = self._assigned.get(key)
            self._held[key] = tuple(self.record.review.attached.get(key, ()))
            yield QueueRow(key, "decision", weight, (said if lost else waits,), given, (), decision.seq)

    def _of_held(self, held: Incident | Aggregate) -> QueueRow:
        row_id = held.incident_id if isinstance(held, Incident) else held.aggregate_id
        claims = supporting(held)
        self._held[row_id] = claims
        told = [self.record.claims[claim] for claim in claims if claim in self.record.claims]
        reasons = [*_of_harm(held.tolls), *_of_difference(held.tolls, _harms_told_apart(told))]
        if isinstance(held, Incident) and (others := len(held.possible_duplicates)):
            reasons.append((2.0 * others, f"it may be one with {others} other{'s' if others > 1 else ''} on record"))
        reasons += self._of_claims(told)
        return self._row(row_id, "incident" if isinstance(held, Incident) else "aggregate", reasons, claims)

    def _of_claim(self, claim: AnyClaim) -> QueueRow:
        kinds = {"situation": "a stock figure", "event": "an event that makes no incident"}
        said = [(0.1, f"{kinds.get(claim.kind, f'a {claim.kind}')} that nobody has looked at")]
        return self._row(claim.claim_id, "claim", [*said, *self._of_claims([claim])], (claim.claim_id,))

    def _row(self, row_id: str, kind: RowKind, reasons: Sequence[tuple[float, str]], claims: Sequence[str]) -> QueueRow:
        unseen = tuple(claim for claim in claims if not self._signed(claim))
        last = max((self._last.get(key, 0) for key in (row_id, *claims)), default=0)
        why = tuple(said for _weight, said in sorted(reasons, key=lambda one: (-one[0], one[1])))
        weight = sum(one for one, _said in reasons)
        return QueueRow(row_id, kind, round(weight, 3), why, self._assigned.get(row_id), unseen, last)

    def _signed(self, claim_id: str) -> bool:
        claim = self.record.claims.get(claim_id)
        return claim is not None and claim.review is not None

    def _of_claims(self, claims: Sequence[AnyClaim]) -> Iterator[tuple[float, str]]:
        doubtful = [claim for claim in claims if claim.confidence < _LOW and claim.review is None]
        if doubtful:
            least = min(claim.confidence for claim in doubtful)
            yield _LOW * len(doubtful), f"low confidence: {least:.2f} is the least of its claims"
        if self._newest and any(self._published(claim)[:10] == self._newest[:10] for claim in claims):
            yield 1.0, f"new: told on {self._newest[:10]}"

    def _published(self, claim: AnyClaim) -> str:
        document = self.record.documents.get(claim.document_id)
        return document.published.value if document is not None and document.published else ""


def _of_harm(tolls: Sequence[TollRow]) -> Iterator[tuple[float, str]]:
    """How many people are harmed, those killed first."""
    most: dict[str, float] = defaultdict(float)
    for row in tolls:
        if row.unit == "persons":
            most[row.harm] = max(most[row.harm], float(row.highest_stated or row.min))
    for harm, count in most.items():
        if count:
            yield _WEIGHT.get(harm, 1.0) * count, f"{harm}: {count:g} at the highest figure stated"


def _harms_told_apart(claims: Iterable[AnyClaim]) -> set[str]:
    """The harms of which claims give several numbers for people of one status: one claim's range is no difference."""
    said: dict[tuple[str, str], set[tuple[str, float | None, float | None, float | None]]] = defaultdict(set)
    for claim in claims:
        for harm in claim.harms if isinstance(claim, EventClaim) else ():
            if harm.subset_of is None:
                quantity = harm.quantity
                said[harm.harm, harm.status].add((quantity.op, quantity.value, quantity.low, quantity.high))
    return {harm for (harm, _status), numbers in said.items() if len(numbers) > 1}


def _of_difference(tolls: Sequence[TollRow], told_apart: Container[str]) -> Iterator[tuple[float, str]]:
    """How far the tellers are apart."""
    widest: Mapping[str, TollRow] = {row.harm: row for row in tolls if row.max is None or row.max > row.min}
    for harm, row in widest.items():
        if harm not in told_apart:
            continue
        apart = float((row.max if row.max is not None else max(row.highest_stated or 0, row.min + 1)) - row.min)
        shown = row.max if row.max is not None else "no stated upper end"
        yield _DIFFERING * _WEIGHT.get(harm, 1.0) * apart, f"figures differ: {harm} {row.min} to {shown}"
