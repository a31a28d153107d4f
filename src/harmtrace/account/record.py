"""From incidents, aggregates and claims to the same with their tolls; and the record that all accounting reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from harmtrace.account.calendar import Calendar
from harmtrace.account.figures import PERSONS, Figure, figures_of
from harmtrace.account.hull import COLUMNS, Hull, hull, rows
from harmtrace.account.program import Component, Item
from harmtrace.account.relations import Relations, named
from harmtrace.account.scope import Membership, both, in_period_of
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, Incident, InScope, Residual
from harmtrace.model.pack import PackUsed
from harmtrace.model.reviewed import Reviewed
from harmtrace.model.toll import Number, Policy, StatusColumn, TollRow
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance

Held = TypeVar("Held", Incident, Aggregate)


@dataclass(frozen=True)
class RecordView:
    """The whole record as accounting reads it. Claims of withdrawn documents are not in it."""

    documents: Mapping[str, Document]
    claims: Mapping[str, AnyClaim]
    incidents: Sequence[Incident]
    aggregates: Sequence[Aggregate]
    provenance: Provenance
    packs: Sequence[PackUsed] = ()
    """The gazetteer packs that its places come from."""
    review: Reviewed = field(default_factory=Reviewed)
    """What persons decided: `claims` are as these left them."""

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """The names of the origins that are parties to the conflict, by their ids."""
        return {group.origin_id: group.origin for group in self.provenance.groups if group.interested}

    def without(self, document_ids: Sequence[str]) -> RecordView:
        """The record as it would be without some documents, with the grouping of the others kept."""
        gone = set(document_ids)
        claims = {key: claim for key, claim in self.claims.items() if claim.document_id not in gone}
        kept = {key: document for key, document in self.documents.items() if key not in gone}
        incidents = [_kept(incident, claims) for incident in self.incidents]
        aggregates = [_kept(aggregate, claims) for aggregate in self.aggregates]
        return RecordView(
            kept,
            claims,
            [i for i in incidents if any(link.role == "supports" for link in i.claims)],
            [a for a in aggregates if any(link.role == "supports" for link in a.claims)],
            self.provenance,
            self.packs,
            self.review,
        )


def _kept(held: Held, claims: Mapping[str, AnyClaim]) -> Held:
    links = tuple(link for link in held.claims if link.claim_id in claims)
    return replace(held, claims=links)


def events_in(held: Incident | Aggregate, record: RecordView) -> list[EventClaim]:
    """The claims that support an incident or aggregate."""
    told = (record.claims.get(link.claim_id) for link in held.claims if link.role == "supports")
    return [claim for claim in told if isinstance(claim, EventClaim)]


def figures_in(held: Incident | Aggregate, record: RecordView) -> list[Figure]:
    """The figures of the claims that support an incident or aggregate."""
    told = events_in(held, record)
    published = {
        document_id: document.published.value
        for document_id in {claim.document_id for claim in told}
        if (document := record.documents.get(document_id)) is not None and document.published is not None
    }
    return figures_of(told, record.provenance, published)


def range_in(
    held: Incident | Aggregate, record: RecordView, harm: str, status: StatusColumn, policy: Policy
) -> Hull | None:
    """The range of one harm (counted in persons) and status for an incident or aggregate."""
    own = [f for f in figures_in(held, record) if f.harm == harm and f.unit == PERSONS]
    return hull(own, status, policy, record.provenance.compilations) if own else None


def with_tolls(incident: Incident, record: RecordView) -> Incident:
    """Return the incident with its toll rows under the policy `inclusive`."""
    return replace(incident, tolls=rows(figures_in(incident, record)))


def with_account(aggregate: Aggregate, record: RecordView, gazetteer: Gazetteer) -> Aggregate:
    """Return the aggregate with its own toll, the incidents in its scope and what they leave over."""
    return with_accounts([aggregate], record, gazetteer)[0]


def with_accounts(aggregates: Sequence[Aggregate], record: RecordView, gazetteer: Gazetteer) -> list[Aggregate]:
    """The same of several: places and days are compared once for all of them."""
    itemised = _Itemised(record, Relations(gazetteer))
    return [_accounted(aggregate, record, itemised) for aggregate in aggregates]


class _Itemised:
    """The incidents of a record as its totals look at them: the days, places and ranges of each worked out once."""

    def __init__(self, record: RecordView, relations: Relations) -> None:
        self.record = record
        self.relations = relations
        self._on = Calendar([(incident.when, (incident, named(incident.where))) for incident in record.incidents])
        self._ranges: dict[tuple[str, str, StatusColumn], Hull | None] = {}

    def within(self, aggregate: Aggregate) -> list[tuple[Incident, Membership]]:
        """The incidents that lie in the scope of a total, or may."""
        places = self.relations.places_of(aggregate.where)
        of_total = named(places)
        found: list[tuple[Incident, Membership]] = []
        for incident, of_incident in self._on.meeting(aggregate.when):
            if (period := in_period_of(incident.when, aggregate.when)) != "no":
                place = self.relations.in_total(incident.where, places, (of_incident, of_total))
                if (belongs := both(period, place)) != "no":
                    found.append((incident, belongs))
        return found

    def range_of(self, incident: Incident, harm: str, status: StatusColumn) -> Hull | None:
        """The range of one harm (counted in persons) and status for an incident."""
        key = (incident.incident_id, harm, status)
        if key not in self._ranges:
            self._ranges[key] = range_in(incident, self.record, harm, status, "inclusive")
        return self._ranges[key]


def _accounted(aggregate: Aggregate, record: RecordView, itemised: _Itemised) -> Aggregate:
    own = rows(figures_in(aggregate, record))
    inside = itemised.within(aggregate)
    scope = tuple(InScope(incident.incident_id, belongs == "yes") for incident, belongs in inside)
    harms = sorted({row.harm for row in own if row.unit == PERSONS})
    residual = {harm: _residual(harm, own, inside, itemised) for harm in harms}
    return replace(aggregate, tolls=own, incidents_in_scope=scope, residual=residual)


def _residual(
    harm: str, own: Sequence[TollRow], inside: Sequence[tuple[Incident, Membership]], itemised: _Itemised
) -> Residual:
    """What a total reports beyond the incidents itemised in its scope (domain.md, section 7, rule 3).

    Incidents that may be the same one are itemised once.
    """
    row = _widest(harm, own)
    most: Number | None = 0
    lows: dict[str, Number] = {}
    for incident, belongs in inside:
        one = itemised.range_of(incident, harm, row.status)
        if one is None:
            continue
        most = None if most is None or one.max is None else most + one.max
        if belongs == "yes":
            lows[incident.incident_id] = one.min
    doubles = ((i.incident_id, frozenset(i.possible_duplicates)) for i, _b in inside if i.incident_id in lows)
    least = Component(tuple(Item(key, same_as=same) for key, same in doubles)).least(lows)
    low = 0 if most is None else max(0, row.min - most)
    return Residual(low, None if row.max is None else max(low, row.max - least))


def _widest(harm: str, own: Sequence[TollRow]) -> TollRow:
    """The row that a total is about: its one status, or `any` where it tells several."""
    found = [row for row in own if row.harm == harm and row.unit == PERSONS]
    single = [row for row in found if row.status in ("civilian", "combatant")]
    if len(found) == 2 and single:
        return single[0]
    return next(row for status in reversed(COLUMNS) for row in found if row.status == status)
