"""The endpoints for deciding: what the pages do, for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.claim import to_plain
from harmtrace.model.decision import Decision
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline import deciding
from harmtrace.pipeline.preview import Preview
from harmtrace.review.queue import QueueFilters, QueuePage
from harmtrace.review.roles import require
from harmtrace.web.api.endpoint import Called, Endpoint, as_json
from harmtrace.web.api.openapi import document as description
from harmtrace.web.deciding import api_forms as forms
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft
from harmtrace.web.deciding.posting import action_of
from harmtrace.web.deciding.visible import check_uncovered, check_visible, claim_in, held_in, holding, id_of
from harmtrace.web.forms import person_of

Answer = Callable[[Called], Any]
_ABSENT = {404: "Nothing on record is called so."}
_DECIDING = {
    403: "The person may not do this.",
    404: "Nothing on record is called so.",
    409: "Another person decided on the same thing meanwhile: who, when and what stands in `detail`.",
}


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the endpoints, and of their description."""
    table = endpoints(desk)
    described = description(table)

    def openapi(_request: Request) -> Response:
        return as_json(described)

    return [Route("/openapi.json", openapi), *(one.route() for one in table)]


def endpoints(desk: Desk) -> Sequence[Endpoint]:
    """The table of the endpoints."""
    api, one = Api(desk), "/api/decisions/{decision_id}"
    return [
        _get("/api/queue", "What waits to be looked at", api.queue, QueuePage, forms.QueueQuery),
        _get("/api/claims/{claim_id}", "One claim", api.claim, forms.ClaimAnswer),
        _get("/api/incidents/{row_id}", "One incident", api.incident, forms.IncidentAnswer),
        _get("/api/aggregates/{row_id}", "One figure for several incidents", api.aggregate, forms.AggregateAnswer),
        _get("/api/documents/{document_id:path}", "One document", api.document, forms.DocumentAnswer),
        _get("/api/history", "The decisions on something", api.history, list[forms.Decided], forms.HistoryQuery),
        _get("/api/differences", "Two states compared", api.differences, list[forms.Changed], forms.DifferenceQuery),
        _get("/api/decisions", "All decisions", api.decisions, list[forms.Decided], forms.DecisionsQuery),
        _post("/api/decisions", "Make a decision", api.decide, forms.Decided, forms.ToDecide),
        _post("/api/previews", "What figures become by a decision", api.preview, Preview, forms.ToDecide),
        _post(f"{one}/undo", "Take a decision back", api.undo, forms.Decided, forms.Answering),
        _post(f"{one}/approve", "Approve another person's decision", api.approve, forms.Decided, forms.Answering),
        _post("/api/words", "Read words as the value of a slot", api.words, forms.WordsRead, forms.ToRead),
    ]


def _get(path: str, summary: str, answer: Answer, gives: Any, takes: type[msgspec.Struct] | None = None) -> Endpoint:
    return Endpoint("GET", path, answer.__name__, summary, answer, gives, takes, _ABSENT)


def _post(path: str, summary: str, answer: Answer, gives: Any, takes: type[msgspec.Struct]) -> Endpoint:
    return Endpoint("POST", path, answer.__name__, summary, answer, gives, takes, _DECIDING)


class Api:
    """One method an endpoint."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def queue(self, called: Called) -> QueuePage:
        """Some rows of the queue."""
        asked: forms.QueueQuery = called.given
        filters = QueueFilters(asked.kind, asked.assigned_to, asked.harm, asked.document, asked.since, asked.open_only)
        return self.desk.queue(called.request).page(filters, asked.limit, asked.after)

    def claim(self, called: Called) -> forms.ClaimAnswer:
        """A claim as persons left it."""
        seen, record = self.desk.seen(), self.desk.site.record_for(called.request)
        claim = claim_in(record, called.path["claim_id"])
        if claim is None:
            raise _absent(called.path["claim_id"])
        self.desk.viewed(called.request, claim.claim_id)
        rejected = claim.claim_id in record.review.rejected
        held = holding(record, claim.claim_id)
        return forms.ClaimAnswer(
            claim=to_plain(claim),  # type: ignore[arg-type]
            state="rejected" if rejected else claim.review.state if claim.review else "machine",
            held_in=id_of(held) if held is not None else None,
            seen=seen,
        )

    def incident(self, called: Called) -> forms.IncidentAnswer:
        """An incident."""
        seen, record = self.desk.seen(), self.desk.site.record_for(called.request)
        held = held_in(record, called.path["row_id"])
        if not isinstance(held, Incident):
            raise _absent(called.path["row_id"])
        self.desk.viewed(called.request, id_of(held))
        return forms.IncidentAnswer(incident=held, seen=seen)

    def aggregate(self, called: Called) -> forms.AggregateAnswer:
        """A figure for several incidents."""
        seen, record = self.desk.seen(), self.desk.site.record_for(called.request)
        held = held_in(record, called.path["row_id"])
        if not isinstance(held, Aggregate):
            raise _absent(called.path["row_id"])
        self.desk.viewed(called.request, id_of(held))
        return forms.AggregateAnswer(aggregate=held, seen=seen)

    def document(self, called: Called) -> forms.DocumentAnswer:
        """A document with its claims."""
        record, document_id = self.desk.site.record_for(called.request), called.path["document_id"]
        document = record.documents.get(document_id)
        if document is None:
            raise _absent(document_id)
        self.desk.viewed(called.request, document_id)
        claims: list[Any] = [to_plain(one) for one in record.claims.values() if one.document_id == document_id]
        return forms.DocumentAnswer(document=document, claims=claims)

    def history(self, called: Called) -> list[forms.Decided]:
        """The decisions on something."""
        return [forms.Decided.of(entry) for entry in self.desk.history(called.request, called.given.subject)]

    def differences(self, called: Called) -> list[forms.Changed]:
        """What two states of a claim or an incident differ in."""
        asked: forms.DifferenceQuery = called.given
        record = self.desk.site.record_for(called.request)
        if claim_in(record, asked.subject) is None and held_in(record, asked.subject) is None:
            raise _absent(asked.subject)
        found = self.desk.differences(called.request, asked.subject, asked.from_seq, asked.to_seq)
        return [forms.Changed(what=what, before=before, after=after) for what, before, after in found or ()]

    def decisions(self, called: Called) -> list[forms.Decided]:
        """All decisions after a number."""
        found = (one for one in self.desk.history(called.request) if one.decision.seq > called.given.after)
        return [forms.Decided.of(entry) for entry, _n in zip(found, range(called.given.limit), strict=False)]

    def decide(self, called: Called) -> forms.Decided:
        """Make a decision."""
        given: forms.ToDecide = called.given
        person = require(person_of(called.request), action_of(given.kind))
        self._check(called, given)
        made = deciding.decide(
            self.desk.store, person.name, given.kind, given.subjects, given.change, given.reason, given.seen
        )
        return self._made(called, made)

    def preview(self, called: Called) -> Preview:
        """What a decision would change."""
        given: forms.ToDecide = called.given
        require(person_of(called.request), action_of(given.kind))
        self._check(called, given)
        return self.desk.preview(called.request, Draft(given.kind, tuple(given.subjects), given.change))

    def undo(self, called: Called) -> forms.Decided:
        """Take a decision back."""
        return self._answer(called, "undo")

    def approve(self, called: Called) -> forms.Decided:
        """Approve a decision."""
        return self._answer(called, "approve")

    def words(self, called: Called) -> forms.WordsRead:
        """Read words as the value of a slot."""
        given: forms.ToRead = called.given
        document = self.desk.site.record_for(called.request).documents.get(given.document_id)
        if document is None:
            raise _absent(given.document_id)
        if not given.start < given.end <= len(document.text):
            raise BadDecision(f"no words stand at {given.start}:{given.end}")
        value = self.desk.reader(called.request)(given.document_id, given.slot, (given.start, given.end))
        return forms.WordsRead(words=document.text[given.start : given.end], value=value)

    def _answer(self, called: Called, kind: Any) -> forms.Decided:
        person = require(person_of(called.request), action_of(kind))
        decision_id = called.path["decision_id"]
        if not self.desk.history(called.request, decision_id):
            raise _absent(decision_id)
        given: forms.Answering = called.given
        made = deciding.decide(self.desk.store, person.name, kind, (decision_id,), None, given.reason, given.seen)
        return self._made(called, made)

    def _check(self, called: Called, given: forms.ToDecide) -> None:
        if given.kind in ("undo", "approve"):
            if not all(self.desk.history(called.request, one) for one in given.subjects):
                raise _absent(", ".join(given.subjects))
            return
        record = self.desk.site.record_for(called.request)
        claim = given.change.get("claim")
        about = [claim.get("document_id")] if given.kind == "add" and isinstance(claim, dict) else given.subjects
        check_visible(record, [str(one) for one in about])
        check_uncovered(record, [str(one) for one in about], given.change)

    def _made(self, called: Called, made: Decision) -> forms.Decided:
        entries = self.desk.history(called.request, made.decision_id)
        found = next((one for one in entries if one.decision.decision_id == made.decision_id), None)
        if found is None:
            raise HTTPException(404)
        return forms.Decided.of(found)


def _absent(row_id: str) -> UnknownName:
    return UnknownName(f"nothing on record is called {row_id!r}")
