"""The review queue: what waits, with why it stands where it does, and the decisions that need no other page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from harmtrace.account.record import RecordView
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.tongue import N_, _, isolated, sort_key
from harmtrace.publish.views import Views
from harmtrace.publish.wording import harm_words
from harmtrace.review.history import Entry
from harmtrace.review.queue import QueueRow
from harmtrace.review.roles import Item, allowed
from harmtrace.web.deciding.claim_page import ACCEPTED_AS
from harmtrace.web.deciding.decided import decided_view
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft
from harmtrace.web.deciding.queue_filters import QueueAsked
from harmtrace.web.deciding.visible import Held, claim_in, held_address, held_in
from harmtrace.web.forms import person_of
from harmtrace.web.site import Answer, Asked, Shown

KINDS = {
    "decision": N_("decision of a person"),
    "incident": N_("incident"),
    "aggregate": N_("figure for several incidents"),
    "claim": N_("claim"),
}
_ON_A_PAGE = 25
_CLAIMS_SHOWN = 4


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the queue and of its JSON twin."""

    def queue(asked: Asked) -> Answer:
        wanted = QueueAsked.of(asked.request.query_params)
        page = desk.queue(asked.request).page(wanted.filters, _ON_A_PAGE, wanted.after or None)
        return Answer(lambda: page, lambda: _shown(desk, asked, wanted))

    return desk.site.twinned("/review", queue)


def _shown(desk: Desk, asked: Asked, wanted: QueueAsked) -> Shown:
    request, record = asked.request, asked.record
    queue, me = desk.queue(request), person_of(request)
    page = queue.page(wanted.filters, _ON_A_PAGE, wanted.after or None)
    here = wanted.address(after=wanted.after)
    rows = _Rows(desk, request, record, wanted, here)
    values: dict[str, Any] = {
        "asked": wanted,
        "kinds": [(kind, _(words)) for kind, words in KINDS.items()],
        "harms": _harms(record),
        "people": desk.people(),
        "said": desk.said(request, here),
        "total": page.total,
        "rows": [rows.view(row) for row in page.rows],
        "after": wanted.address(after=page.after) if page.after else "",
        "may_decide": allowed(me, "decide"),
        "me": me.name if me else "",
    }
    return Shown("queue.html.j2", _("Review queue"), values)


def _harms(record: RecordView) -> list[tuple[str, str]]:
    held: list[Held] = [*record.incidents, *record.aggregates]
    found = {row.harm for one in held for row in one.tolls}
    return sorted(((harm, harm_words(harm)) for harm in found), key=lambda row: sort_key(row[1]))


class _Rows:
    """Makes the views of the rows of one page."""

    def __init__(self, desk: Desk, request: Request, record: RecordView, wanted: QueueAsked, here: str) -> None:
        self.desk = desk
        self.request = request
        self.record = record
        self.seen = desk.seen()
        self.views = Views(record)
        self.here = here
        self.tail = f"?{wanted.query()}" if wanted.query() else ""

    def view(self, row: QueueRow) -> dict[str, Any]:
        """One row as the template takes it."""
        shown = self._decision(row) if row.kind == "decision" else self._held(row)
        open_claims = tuple(one for one in row.claims if one in self.record.claims)
        seen = self.seen
        first = f"/review/claims/{open_claims[0]}{self.tail}" if open_claims else ""
        subject = (row.row_id,) if row.kind != "claim" else open_claims
        return {
            "row_id": row.row_id,
            "kind": _(KINDS[row.kind]),
            "assigned_to": row.assigned_to,
            "why": [recorded_words(why) for why in row.why],
            "claims": [self._claim(one) for one in open_claims[:_CLAIMS_SHOWN]],
            "more": max(0, len(open_claims) - _CLAIMS_SHOWN),
            "accept": self._draft("accept", open_claims, seen) if 0 < len(open_claims) <= _CLAIMS_SHOWN else None,
            "reject": self._draft("reject", open_claims, seen) if len(open_claims) == 1 else None,
            "correct": first,
            "assign": self._draft("assign", subject, seen) if subject else None,
            "approve": None,
            "merge": "",
            "figures": (),
            **shown,
        }

    def _held(self, row: QueueRow) -> dict[str, Any]:
        held = held_in(self.record, row.row_id)
        if held is None:
            claim = claim_in(self.record, row.row_id)
            says = self.views.claim(claim).says if claim else isolated(row.row_id)
            return {"title": says, "address": f"/review/claims/{row.row_id}{self.tail}"}
        view = self.views.incident(held) if row.kind == "incident" else self.views.aggregate(held)  # type: ignore[arg-type]
        address = held_address(held)
        merge = f"{address}?merge=yes" if row.kind == "incident" else ""
        return {"title": view.title, "address": address, "figures": view.figures, "merge": merge}

    def _decision(self, row: QueueRow) -> dict[str, Any]:
        entry = next(iter(self.desk.history(self.request, row.row_id)), None)
        view = decided_view(entry.decision, entry) if entry else None
        title = _("{what} by {person}", what=view.what, person=isolated(view.person)) if view else row.row_id
        waits = view is not None and view.awaiting
        seen = self.seen
        approve = Draft("approve", (row.row_id,), seen=seen, back=self.here)
        return {
            "title": title,
            "address": f"/review/decisions/{row.row_id}",
            "approve": approve if waits and self._may_approve(entry) else None,
            "assign": self._draft("assign", (row.row_id,), seen),
        }

    def _may_approve(self, entry: Entry | None) -> bool:
        item = Item(author=entry.decision.person if entry is not None else None)
        return allowed(person_of(self.request), "approve", item)

    def _claim(self, claim_id: str) -> dict[str, Any]:
        claim = self.record.claims[claim_id]
        view = self.views.claim(claim)
        return {
            "address": f"/review/claims/{claim_id}{self.tail}",
            "says": view.says,
            "chain": view.chain,
            "quote": view.quotes[0] if view.quotes else "",
            "language": claim.language,
        }

    def _draft(self, kind: Any, subjects: tuple[str, ...], seen: int) -> Draft:
        return Draft(kind, subjects, reason=_(ACCEPTED_AS) if kind == "accept" else "", seen=seen, back=self.here)
