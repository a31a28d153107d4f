"""The history of a claim, an incident or a figure for several: every decision, and what two states differ in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.publish.tongue import _, isolated
from harmtrace.review.history import Entry
from harmtrace.review.roles import Item, Person, allowed
from harmtrace.web.deciding.decided import DecidedView, decided_view
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft
from harmtrace.web.deciding.visible import claim_in, held_in, subject_words
from harmtrace.web.forms import person_of
from harmtrace.web.site import Shown


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the pages."""

    def of_claim(request: Request) -> Response:
        found = claim_in(desk.site.record_for(request), request.path_params["row_id"])
        return _answer(desk, request, found is not None)

    def of_held(request: Request) -> Response:
        found = held_in(desk.site.record_for(request), request.path_params["row_id"])
        return _answer(desk, request, found is not None)

    def of_decision(request: Request) -> Response:
        return _answer(desk, request, bool(desk.history(request, request.path_params["row_id"])))

    return [
        Route("/review/claims/{row_id}/history", of_claim),
        Route("/review/incidents/{row_id}/history", of_held),
        Route("/review/aggregates/{row_id}/history", of_held),
        Route("/review/decisions/{row_id}", of_decision),
    ]


def _answer(desk: Desk, request: Request, there: bool) -> Response:
    if not there:
        raise HTTPException(404)
    desk.viewed(request, request.path_params["row_id"])
    return desk.site.shown(request, history_page(desk, request, request.path_params["row_id"]))


def history_page(desk: Desk, request: Request, row_id: str) -> Shown:
    """The page of the history of something."""
    seen, record, me = desk.seen(), desk.site.record_for(request), person_of(request)
    held = held_in(record, row_id)
    entries = desk.history_of(request, held) if held is not None else desk.history(request, row_id)
    here = desk.path(request)
    values: dict[str, Any] = {
        "subject": subject_words(row_id, record),
        "back": here.removesuffix("/history") if here.endswith("/history") else "/review",
        "here": here,
        "said": desk.said(request, here),
        "decisions": [_row(entry, me, seen, here) for entry in entries],
        **_differences(desk, request, row_id, entries),
    }
    return Shown("history.html.j2", _("History"), values)


def _differences(desk: Desk, request: Request, row_id: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """The two states that the address asks for, the first and the last if it asks for none, and their differences."""
    known = [0, *(entry.decision.seq for entry in entries)]
    first, last = (_asked(request, name, known) for name in ("from", "to"))
    first, last = known[0] if first is None else first, known[-1] if last is None else last
    asked = "from" in request.query_params or row_id.startswith("clm_")
    found = desk.differences(request, row_id, first, last) if len(known) > 1 and asked else None
    states = [(str(seq), _state_words(seq, entries)) for seq in known]
    return {"differences": found, "compares": len(known) > 1, "states": states, "first": str(first), "last": str(last)}


def _asked(request: Request, name: str, known: Sequence[int]) -> int | None:
    given = request.query_params.get(name, "")
    return int(given) if given in map(str, known) else None


def _state_words(seq: int, entries: Sequence[Entry]) -> str:
    entry = next((one for one in entries if one.decision.seq == seq), None)
    if entry is None:
        return _("as the machine read it")
    view = decided_view(entry.decision)
    return _(
        "{n}: {what}, {person}, {when}", n=seq, what=view.what, person=isolated(view.person), when=isolated(view.when)
    )


def _row(entry: Entry, me: Person | None, seen: int, here: str) -> dict[str, Any]:
    view = decided_view(entry.decision, entry)
    key = entry.decision.decision_id
    may_undo = allowed(me, "decide") and entry.undone_by is None and entry.decision.kind not in ("comment", "undo")
    may_approve = view.awaiting and allowed(me, "approve", Item(author=view.person))
    return {
        **{name: getattr(view, name) for name in DecidedView.__dataclass_fields__},
        "undo": Draft("undo", (key,), seen=seen, back=here) if may_undo else None,
        "approve": Draft("approve", (key,), seen=seen, back=here) if may_approve else None,
    }
