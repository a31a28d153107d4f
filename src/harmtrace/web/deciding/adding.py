"""From the form of a claim that the machine missed to the claim: words of the text, and what they are read as.

A person gives the sentence and, in it, the words of a figure, a date and a place. Each is read as the machine reads it;
what comes out otherwise than it is meant is corrected on the claim's own page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.account.record import RecordView
from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.claim import Scope
from harmtrace.model.document import Document
from harmtrace.publish.tongue import N_, _
from harmtrace.publish.views import Views
from harmtrace.review.roles import allowed
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft, Reader, chosen_words
from harmtrace.web.deciding.fields import Field, codes, harms, labels, statuses
from harmtrace.web.deciding.text_beside import Span, beside, found_in
from harmtrace.web.deciding.values import Form, filled, one
from harmtrace.web.forms import person_of
from harmtrace.web.site import Shown

PARTS = {
    "figure_words": N_("Words of the figure in it (of “killed five civilians”: five)"),
    "date_words": N_("Words of the date in it"),
    "place_words": N_("Words of the place in it"),
}
"""Words inside the sentence, and what they are for."""


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of the page."""

    def page(request: Request) -> Response:
        record = desk.site.record_for(request)
        document = record.documents.get(request.path_params["document_id"])
        if document is None or not document.text or not allowed(person_of(request), "decide"):
            raise HTTPException(404)
        desk.viewed(request, document.document_id)
        return desk.site.shown(request, adding_page(desk, request, record, document))

    return [Route("/review/documents/{document_id:path}", page)]


def adding_page(desk: Desk, request: Request, record: RecordView, document: Document) -> Shown:
    """The text with what is read in it, and the form of a claim that is missing."""
    told = [claim for claim in record.claims.values() if claim.document_id == document.document_id]
    here = desk.path(request)
    values: dict[str, Any] = {
        "document": document,
        "text": beside(document.text, [(e.start, e.end) for claim in told for e in claim.evidence], [], []),
        "claims": [(claim.claim_id, Views(record).claim(claim).says) for claim in told],
        "draft": blank(document, here),
        "said": desk.said(request, here),
    }
    return Shown("review_add.html.j2", _("Add a claim that the machine missed"), values)


def blank(document: Document, back: str) -> Draft:
    """The form before anything is written in it."""
    parts = {name: Field(name, _(words), "text", "") for name, words in PARTS.items()}
    fields = (
        Field("scope", _("Scope"), "choice", "single", codes(Scope)),
        parts["figure_words"],
        Field("harm", _("What was done"), "choice", "killed", harms()),
        Field("status", _("Status"), "choice", "unstated", statuses()),
        parts["date_words"],
        parts["place_words"],
        Field("event_types", _("What happened"), "choices", (), labels("event_types")),
    )
    return Draft("add", (document.document_id,), back=back, fields=fields, takes_words=True)


def added(draft: Draft, form: Form, record: RecordView, read: Reader) -> Draft:
    """The draft with the claim that its fields and words make. Raises `BadDecision` for words that give nothing."""
    document = record.documents.get(draft.subjects[0]) if draft.subjects else None
    if document is None:
        raise UnknownName(_("a claim is added to a document on record"))
    full = replace(draft, fields=filled(blank(document, draft.back).fields, form), takes_words=True, kept=())
    sentence = chosen_words(document.text, draft, 0)
    if sentence is None:
        raise BadDecision(_("select the sentence that says so, or write its words"))
    claim: dict[str, Any] = {
        "kind": "event",
        "document_id": document.document_id,
        "evidence": [{"start": sentence[0], "end": sentence[1]}],
        "scope": one(form, "scope") or "single",
        "event_types": [kind for kind in form.get("event_types", ()) if kind],
    }
    parts = {name: _inside(document.text, sentence, one(form, name)) for name in PARTS}
    if (span := parts["figure_words"]) is not None:
        number = _read(read, document, "harms/-/quantity", span)
        claim["harms"] = [{"harm": one(form, "harm"), "status": one(form, "status"), "who": [], "quantity": number}]
    if (span := parts["date_words"]) is not None:
        claim["when"] = _read(read, document, "when", span)
    if (span := parts["place_words"]) is not None:
        claim["where"] = [_read(read, document, "where/-", span)]
    return replace(full, change={"claim": claim})


def _inside(text: str, sentence: Span, words: str) -> Span | None:
    """Where words stand in the sentence."""
    if not words:
        return None
    start, end = sentence
    found = found_in(text[start:end], words, 0)
    if found is None:
        raise BadDecision(_("these words do not stand in the sentence: {words}", words=repr(words)))
    return start + found[0], start + found[1]


def _read(read: Reader, document: Document, slot: str, span: Span) -> Any:
    value = read(document.document_id, slot, span)
    if value is None:
        raise BadDecision(_("nothing can be read in {words}", words=repr(document.text[slice(*span)])))
    return msgspec.to_builtins(value)
