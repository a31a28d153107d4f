"""Forms that decide: a draft in, a decision on record out; or the draft again with what stands against it.

Nothing that a person wrote is lost: a draft that cannot be decided, or that somebody was before, is shown as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from harmtrace.account.record import RecordView
from harmtrace.errors import BadDecision, DecidedMeanwhile, OwnDecision, UnknownName, UsageError
from harmtrace.model.decision import DecisionKind
from harmtrace.pipeline import deciding
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.tongue import _
from harmtrace.review.roles import Action, require
from harmtrace.web.deciding.adding import added
from harmtrace.web.deciding.decided import decided_view
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft, corrected, draft_of, simple
from harmtrace.web.deciding.previews import preview_rows
from harmtrace.web.deciding.said import with_done
from harmtrace.web.deciding.saying import says, title_of_draft
from harmtrace.web.deciding.slot_words import value_words
from harmtrace.web.deciding.values import Form
from harmtrace.web.deciding.visible import check_uncovered, check_visible, claim_in
from harmtrace.web.forms import form_of, person_of
from harmtrace.web.site import Shown


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the forms."""
    posting = Posting(desk)
    return [
        Route("/review/decide", posting.decide, methods=["POST"]),
        Route("/review/preview", posting.preview, methods=["POST"]),
    ]


class Posting:
    """What the forms of all pages for deciding are sent to."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def decide(self, request: Request) -> Response:
        """Write the decision of a form and go back to where it was made."""
        draft, record = _BLANK, self.desk.site.record_for(request)
        try:
            draft = draft_of(fields(request))
            person = require(person_of(request), action_of(draft.kind))
            draft = self.complete(request, draft, fields(request), record)
            made = deciding.decide(
                self.desk.store, person.name, draft.kind, draft.subjects, draft.change, draft.reason, draft.seen
            )
        except DecidedMeanwhile as conflict:
            return self._overtaken(request, draft, record, conflict)
        except (UsageError, OwnDecision) as wrong:
            return self._page(request, draft, record, 422, problem=recorded_words(wrong.message))
        back = f"/review/claims/{made.subjects[0]}" if made.kind == "add" else draft.back
        return RedirectResponse(with_done(back, made.decision_id), 303)

    def preview(self, request: Request) -> Response:
        """What the figures would become by the decision of a form."""
        draft, record = _BLANK, self.desk.site.record_for(request)
        try:
            draft = draft_of(fields(request))
            require(person_of(request), action_of(draft.kind))
            draft = self.complete(request, draft, fields(request), record)
            read, found = self._read(request, draft, record), self.desk.preview(request, draft)
        except (UsageError, OwnDecision) as wrong:
            return self._page(request, draft, record, 422, problem=recorded_words(wrong.message))
        notes = [recorded_words(note) for note in found.notes]
        rows = preview_rows(found, record)
        return self._page(request, draft, record, 200, read=read, rows=rows, notes=notes, exact=found.exact)

    def complete(self, request: Request, draft: Draft, form: Form, record: RecordView) -> Draft:
        """The draft with the change that the fields of its form make. Raises `BadDecision` and `UnknownName`."""
        if draft.kind in ("undo", "approve"):
            return self._answering(request, draft)
        check_visible(record, draft.subjects)
        if draft.kind == "add":
            return self._checked(record, added(draft, form, record, self.desk.reader(request)))
        if draft.kind == "correct":
            claim = claim_in(record, draft.subjects[0]) if draft.subjects else None
            if claim is None:
                raise BadDecision(_("a correction is of one claim"))
            read = self.desk.reader(request)
            return self._checked(record, corrected(draft, form, claim, load_gazetteer(), read))
        return simple(draft, form)

    def _checked(self, record: RecordView, draft: Draft) -> Draft:
        """The draft, unless it rests on words that the person may not see."""
        claim = draft.change.get("claim")
        about = [str(claim.get("document_id"))] if isinstance(claim, dict) else draft.subjects
        check_uncovered(record, about, draft.change)
        return draft

    def _answering(self, request: Request, draft: Draft) -> Draft:
        """The draft that takes back or approves a decision which the person may see."""
        if len(draft.subjects) != 1 or not self.desk.history(request, draft.subjects[0]):
            raise UnknownName(_("no decision is called {name}", name=repr(_(", ").join(draft.subjects))))
        return draft

    def _read(self, request: Request, draft: Draft, record: RecordView) -> str:
        """What the words of a correction are read as, where the person gives no value."""
        claim = claim_in(record, draft.subjects[0]) if draft.kind == "correct" else None
        if claim is None or "value" in draft.change:
            return ""
        slot, span = str(draft.change["slot"]), draft.change["spans"][0]
        value = self.desk.reader(request)(claim.document_id, slot, (span[0], span[1]))
        if value is None:
            raise BadDecision(_("the words give no value here; write it beside them"))
        return _("Read as: {words}", words=value_words(slot, value))

    def _overtaken(self, request: Request, draft: Draft, record: RecordView, conflict: DecidedMeanwhile) -> Response:
        """Who was before, when, and what it was, above the person's own draft."""
        entries = self.desk.history(request, conflict.decision_id)
        entry = next((one for one in entries if one.decision.decision_id == conflict.decision_id), None)
        meanwhile = decided_view(entry.decision, entry) if entry is not None else None
        again = draft.seeing(conflict.seq)
        return self._page(
            request, again, record, 409, meanwhile=meanwhile, problem="" if entry else recorded_words(conflict.message)
        )

    def _page(self, request: Request, draft: Draft, record: RecordView, status: int, **values: Any) -> Response:
        shown = {"problem": "", "meanwhile": None, "rows": None, "read": "", "notes": [], "exact": True, **values}
        page = {"draft": draft, "says": says(draft, record), **shown}
        return self.desk.site.shown(request, Shown("draft.html.j2", title_of_draft(draft), page), status)


_BLANK = Draft("comment", ())


def fields(request: Request) -> Form:
    """The fields of a form with all values of each."""
    found: dict[str, list[str]] = {}
    for name, value in form_of(request).multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return found


def action_of(kind: DecisionKind) -> Action:
    """What a person must be allowed to make such a decision."""
    return _ACTIONS.get(kind, "decide")


_ACTIONS: Mapping[DecisionKind, Action] = {
    "approve": "approve",
    "restrict": "restrict",
    "release": "restricted",
    "rule": "accounts",
}
