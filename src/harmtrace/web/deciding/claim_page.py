"""The review of one claim: what it says, slot by slot, beside the text that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.account.record import RecordView
from harmtrace.errors import BadDecision
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.publish import wording
from harmtrace.publish.tongue import N_, _
from harmtrace.publish.views import Views
from harmtrace.review.roles import allowed
from harmtrace.web.deciding.decided import decided_view
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft, correction
from harmtrace.web.deciding.entries import Entry, entries_of, said_of, taken_out
from harmtrace.web.deciding.slot_words import slot_name
from harmtrace.web.deciding.text_beside import beside
from harmtrace.web.deciding.visible import Held, claim_in, held_address, holding
from harmtrace.web.forms import person_of
from harmtrace.web.site import Shown

_MORE = ("harms/-", "attacks", "when", "where/-", "weapons/-", "actors/-", "targets/-")
"""What an event may say besides, where the machine read nothing or not all of it."""
_NUMBERS = ("harms", "quantity")
"""Slots of which the first is what the key for correcting opens."""
ACCEPTED_AS = N_("The words say so.")
_STATES = {
    "accepted": N_("accepted by a person"),
    "corrected": N_("corrected by a person"),
    "added": N_("added by a person"),
}


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of the page."""

    def claim(request: Request) -> Response:
        seen, record = desk.seen(), desk.site.record_for(request)
        found = claim_in(record, request.path_params["claim_id"])
        if found is None:
            raise HTTPException(404)
        desk.viewed(request, found.claim_id)
        return desk.site.shown(request, claim_page(desk, request, record, found, seen))

    return [Route("/review/claims/{claim_id}", claim)]


def claim_page(desk: Desk, request: Request, record: RecordView, claim: AnyClaim, seen: int) -> Shown:
    """The page of a claim with its document and the forms that decide on it."""
    document = record.documents[claim.document_id]
    here = desk.here(request)
    entries, held = entries_of(claim), holding(record, claim.claim_id)
    neighbours = [one for one in record.claims.values() if one.document_id == claim.document_id]
    others = [one for one in neighbours if one.claim_id != claim.claim_id]
    views, me = Views(record), person_of(request)
    title = views.claim(claim).says
    values: dict[str, Any] = {
        "claim": views.claim(claim),
        "document": document,
        "text": _text(document.text, claim, entries, others),
        "entries": entries,
        "first_number": next((at for at, one in enumerate(entries, 1) if one.slot.startswith(_NUMBERS)), 1),
        "claim_says": said_of(claim),
        "taken_out": taken_out(claim),
        "more": _missing(claim),
        "state": state_words(record, claim),
        "held": _held_link(held),
        "here": here,
        "slot_address": lambda slot: f"{here}{'&' if '?' in here else '?'}slot={quote(slot)}#correct",
        "others": [(one.claim_id, views.claim(one).says) for one in others],
        "decisions": [decided_view(entry.decision, entry) for entry in desk.history(request, claim.claim_id)],
        "may_decide": allowed(me, "decide"),
        "me": me.name if me else "",
        "correct": _correct(request, claim, seen, here),
        "correct_name": slot_name(request.query_params["slot"]) if request.query_params.get("slot") else "",
        "accept": Draft("accept", (claim.claim_id,), reason=_(ACCEPTED_AS), seen=seen, back=here),
        **{kind: Draft(kind, (claim.claim_id,), seen=seen, back=here) for kind in ("reject", "comment", "assign")},
        **_pairs(record, views, claim, held, here, seen),
        **desk.around(request, claim.claim_id, held),
        "said": desk.said(request, here),
    }
    return Shown("review_claim.html.j2", _("Review: {what}", what=title), values)


def _text(text: str, claim: AnyClaim, entries: Sequence[Entry], others: Sequence[AnyClaim]) -> Markup:
    slotted = [(span, entry.name) for entry in entries for span in entry.spans]
    here = [(piece.start, piece.end) for piece in claim.evidence]
    return beside(text, here, slotted, [(piece.start, piece.end) for one in others for piece in one.evidence])


def state_words(record: RecordView, claim: AnyClaim) -> str:
    """Who stands behind a claim: the machine alone, or a person."""
    if claim.claim_id in record.review.rejected:
        return _("rejected by a person: it counts nowhere")
    return _(_STATES[claim.review.state]) if claim.review else _("read by the machine, looked at by nobody")


def _correct(request: Request, claim: AnyClaim, seen: int, here: str) -> Draft | None:
    slot = request.query_params.get("slot", "")
    if not slot:
        return None
    try:
        return correction(claim, slot, seen, here)
    except (BadDecision, KeyError, AttributeError) as wrong:
        raise HTTPException(404) from wrong


def _missing(claim: AnyClaim) -> list[tuple[str, str]]:
    if not isinstance(claim, EventClaim):
        return []
    wanted = [slot for slot in _MORE if slot.endswith("-") or getattr(claim, slot) is None]
    return [(slot, slot_name(slot)) for slot in wanted]


def _held_link(held: Held | None) -> dict[str, str] | None:
    if held is None:
        return None
    return {"title": wording.title_of(held), "address": held_address(held)}


def _pairs(
    record: RecordView, views: Views, claim: AnyClaim, held: Held | None, here: str, seen: int
) -> dict[str, Any]:
    """Claims that may tell of the same: those that stand together with it, and of incidents that may be one with it."""
    near = [held] if held is not None else []
    doubles = set(getattr(held, "possible_duplicates", ()))
    near += [one for one in record.incidents if one.incident_id in doubles]
    ids = [link.claim_id for one in near for link in one.claims if link.role == "supports"]
    others = [record.claims[one] for one in dict.fromkeys(ids) if one != claim.claim_id and one in record.claims]
    if not others:
        return {"pairs": None, "pair_others": []}
    words = [(one.claim_id, f"{views.claim(one).says}, {views.claim(one).chain}") for one in others]
    return {"pairs": Draft("same", (claim.claim_id,), seen=seen, back=here), "pair_others": words}
