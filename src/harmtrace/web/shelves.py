"""The record in the orders that pages ask for, each worked out once when first needed: no page scans all claims."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim
from harmtrace.model.incident import Aggregate, Incident, OriginGroup
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.placing import Placing, placings_of
from harmtrace.publish.report import counted
from harmtrace.publish.tongue import spoken
from harmtrace.publish.views import RowView, Views, by_date, row_id_of

Held = Incident | Aggregate
T = TypeVar("T")


class Shelves:
    """One record, as one group of people may see it, with what is looked up in it."""

    def __init__(self, record: RecordView) -> None:
        self.record = record
        self._rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._made: dict[object, Any] = {}
        self._credits: dict[str, list[str]] = {}
        self._making = threading.RLock()

    def once(self, make: Callable[[Shelves], T]) -> T:
        """What a page makes of the record, made once."""
        with self._making:
            if make not in self._made:
                self._made[make] = make(self)
            found: T = self._made[make]
        return found

    def credits(self) -> list[str]:
        """Where the places of the record come from, in the tongue in force: asked for by every page."""
        tag = spoken().tag
        if tag not in self._credits:
            self._credits[tag] = credit_lines(self.record, self.views.gazetteer)
        return self._credits[tag]

    @cached_property
    def views(self) -> Views:
        """The makers of its views."""
        return Views(self.record)

    @cached_property
    def incidents(self) -> Sequence[Incident]:
        """All incidents by date."""
        return sorted(self.record.incidents, key=by_date)

    @cached_property
    def aggregates(self) -> Sequence[Aggregate]:
        """All figures for several incidents by date."""
        return sorted(self.record.aggregates, key=by_date)

    @cached_property
    def held(self) -> Mapping[str, Held]:
        """Incidents and aggregates by id."""
        every: list[Held] = [*self.record.incidents, *self.record.aggregates]
        return {row_id_of(one): one for one in every}

    @cached_property
    def held_with(self) -> Mapping[str, tuple[str, ...]]:
        """For a claim the ids of the incidents and aggregates that it stands in."""
        found: dict[str, list[str]] = defaultdict(list)
        for row_id, one in self.held.items():
            for link in one.claims:
                found[link.claim_id].append(row_id)
        return {claim: tuple(ids) for claim, ids in found.items()}

    @cached_property
    def totals_over(self) -> Mapping[str, tuple[str, ...]]:
        """For an incident the ids of the aggregates in whose scope it lies, or may."""
        found: dict[str, list[str]] = defaultdict(list)
        for aggregate in self.aggregates:
            for scope in aggregate.incidents_in_scope:
                found[scope.incident_id].append(aggregate.aggregate_id)
        return {incident: tuple(ids) for incident, ids in found.items()}

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[AnyClaim]]:
        """The claims of each document, by where their first words stand in its text."""
        found: dict[str, list[AnyClaim]] = defaultdict(list)
        for claim in self.record.claims.values():
            found[claim.document_id].append(claim)
        for claims in found.values():
            claims.sort(key=lambda claim: (claim.evidence[0].start, claim.claim_id))
        return found

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """What the record holds in numbers (`report.counted`)."""
        return counted(self.record)

    def row(self, held: Held) -> RowView:
        """An incident or aggregate as a row of a table in the tongue in force."""
        return self._told("row", held, self.views.row)

    def placed(self, held: Held) -> Sequence[Placing]:
        """What may be drawn of each place of an incident or aggregate, named in the tongue in force."""
        return self._told("placed", held, lambda one: placings_of(one.where, self.views.gazetteer, public=False))

    def _told(self, what: str, held: Held, make: Callable[[Held], T]) -> T:
        """What is worked out of a row once in each tongue."""
        tongue = spoken()
        rows = self._rows.setdefault((what, tongue.tag, tongue.digits), {})
        row_id = row_id_of(held)
        if row_id not in rows:
            rows[row_id] = make(held)
        found: T = rows[row_id]
        return found

    @cached_property
    def origins(self) -> Mapping[str, OriginGroup]:
        """The origins that tell something, by id."""
        return {group.origin_id: group for group in self.record.provenance.groups if group.claims}

    @cached_property
    def sources(self) -> Mapping[str, OriginGroup]:
        """All origins by id, and the publishers of what tells nothing."""
        return {group.origin_id: group for group in self.record.provenance.groups}

    @cached_property
    def source_named(self) -> Mapping[str, str]:
        """For the name of a source that is not told apart by document, its id."""
        unnamed = self.record.provenance.unnamed
        return {group.origin: row_id for row_id, group in self.sources.items() if row_id not in unnamed}

    @cached_property
    def origin_of(self) -> Mapping[str, OriginGroup]:
        """For a claim the origin that tells it."""
        return {claim: group for group in self.origins.values() for claim in group.claims}

    @cached_property
    def relays_of(self) -> Mapping[str, Sequence[tuple[str, str, str]]]:
        """The relays from or to each document."""
        found: dict[str, dict[tuple[str, str, str], None]] = defaultdict(dict)
        for group in self.record.provenance.groups:
            for relay in group.relays:
                for end in relay[:2]:
                    found[end][relay] = None
        return {document: tuple(relays) for document, relays in found.items()}

    @cached_property
    def documents(self) -> Sequence[str]:
        """The ids of the documents, the newest first, those without a date last."""

        def day(document_id: str) -> str:
            published = self.record.documents[document_id].published
            return published.value if published else ""

        return sorted(self.record.documents, key=lambda row_id: (day(row_id), row_id), reverse=True)

    @cached_property
    def published_by(self) -> Mapping[str, Sequence[str]]:
        """The ids of the documents of each publisher, the newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for document_id in self.documents:
            publisher = self.record.documents[document_id].publisher
            if publisher:
                found[publisher].append(document_id)
        return found
