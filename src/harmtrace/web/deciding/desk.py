"""What all pages for deciding work with: what was decided so far, and the queue of the record as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from harmtrace.account.record import RecordView
from harmtrace.errors import UnknownName
from harmtrace.pipeline.deciding import difference, preview, read_words
from harmtrace.pipeline.preview import Preview
from harmtrace.review.history import Entry, history
from harmtrace.review.queue import Queue
from harmtrace.review.roles import allowed
from harmtrace.store.decisions import head
from harmtrace.store.record import Store
from harmtrace.web.deciding.claim_states import Difference, claim_differences
from harmtrace.web.deciding.drafts import Draft, Reader
from harmtrace.web.deciding.previews import difference_words
from harmtrace.web.deciding.queue_filters import QueueAsked
from harmtrace.web.deciding.said import Said, said_of
from harmtrace.web.deciding.visible import Held, claim_in, id_of
from harmtrace.web.forms import person_of
from harmtrace.web.site import Site


class Desk:
    """A site as the pages for deciding see it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._queues: dict[bool, tuple[Any, Queue]] = {}

    @property
    def store(self) -> Store:
        """The store of the record."""
        return self.site.store

    def queue(self, request: Request) -> Queue:
        """The queue of the record as the person who asks may see it; worked out anew where that has changed."""
        record, whole = self.site.record_for(request), self.site.sees_all(request)
        mark = (self.site.mark(request), head(self.store))
        if whole not in self._queues or self._queues[whole][0] != mark:
            self._queues[whole] = (mark, Queue(record, self.site.decisions_for(request)))
        return self._queues[whole][1]

    def history(self, request: Request, subject: str | None = None) -> list[Entry]:
        """The decisions on something, the first one first; on all where nothing is named.

        Decisions on claims that the person may not see are not there.
        """
        queue = self.queue(request)
        found = history(list(queue.standings.decisions.values()), queue.record.review, subject)
        if allowed(person_of(request), "restricted"):
            return found
        return [entry for entry in found if self._visible(queue.record, entry)]

    def history_of(self, request: Request, held: Held) -> list[Entry]:
        """The decisions on an incident or total, on its claims, and on what became a part of it."""
        own = {id_of(held), *getattr(held, "previous_ids", ()), *(link.claim_id for link in held.claims)}
        return [one for one in self.history(request) if own & {*one.decision.subjects, *one.attached}]

    def _visible(self, record: RecordView, entry: Entry) -> bool:
        claims = {one for one in entry.decision.subjects if one.startswith("clm_")} | set(entry.attached)
        return all(claim_in(record, claim) is not None for claim in (entry.attached or claims))

    def differences(self, request: Request, row_id: str, first: int, last: int) -> list[Difference] | None:
        """What two states of a claim, incident or aggregate differ in; None for what has no states."""
        queue = self.queue(request)
        claim = claim_in(queue.record, row_id)
        if claim is not None:
            document, made = queue.record.documents[claim.document_id], list(queue.standings.decisions.values())
            machine = self.site.machine_claims_for(request, claim.document_id)
            return claim_differences(document, machine, made, claim.claim_id, first, last)
        if not row_id.startswith("inc_"):
            return None
        try:
            made = list(queue.standings.decisions.values())
            found = difference(self.store, row_id, first, last, queue.record, made)
        except UnknownName:
            return []
        return difference_words(found.changes, queue.record)

    def preview(self, request: Request, draft: Draft) -> Preview:
        """What a draft would change. Raises what deciding on it would."""
        person, record = person_of(request), self.site.record_for(request)
        name = person.name if person is not None else ""
        return preview(self.store, name, draft.kind, draft.subjects, draft.change, record)

    def viewed(self, request: Request, row_id: str) -> None:
        """Put it into the activity log where what a person looks at is restricted."""
        if self.site.sees_all(request) and self.site.restrictions().touches(row_id):
            self.site.log(request, "viewed", row_id)

    def people(self) -> list[str]:
        """Who has decided anything so far, or was given anything to decide."""
        made = [one for _mark, queue in self._queues.values() for one in queue.standings.decisions.values()]
        names = {one.person for one in made} | {str(one.change.get("to") or "") for one in made if one.kind == "assign"}
        return sorted(names - {""})

    def path(self, request: Request) -> str:
        """The path of a request as an address of ours."""
        return quote(request.url.path)

    def here(self, request: Request) -> str:
        """The address of a request with the filters of the queue, to come back to."""
        query = QueueAsked.of(request.query_params).query()
        return f"{self.path(request)}?{query}" if query else self.path(request)

    def reader(self, request: Request) -> Reader:
        """What reads words of a document, as the person who asks may see it, as the value of a slot.

        It gives the contract form, or None where the words give no value.
        """
        documents = self.site.record_for(request).documents

        def read(document_id: str, slot: str, span: tuple[int, int]) -> Any:
            document = documents.get(document_id)
            return read_words(document, slot, *span) if document is not None else None

        return read

    def seen(self) -> int:
        """The number of the last decision of all: who looks at a page now has seen what was decided up to it.

        It is asked for before the record is read, so that nothing counts as seen which the page does not show.
        """
        return head(self.store)

    def said(self, request: Request, back: str) -> Said | None:
        """What the person just decided, where the address says that they did."""
        done, person = request.query_params.get("done", ""), person_of(request)
        if not done.startswith("dec_") or person is None:
            return None
        entry = next((one for one in self.history(request, done) if one.decision.decision_id == done), None)
        return said_of(entry, person.name, back) if entry is not None else None

    def around(self, request: Request, claim_id: str, held: Held | None) -> dict[str, str]:
        """The addresses of the claims before and after one, in the order of the queue that the address speaks of."""
        asked = QueueAsked.of(request.query_params)
        queue = self.queue(request)
        order = [claim for row in queue.page(asked.filters, limit=len(queue.rows)).rows for claim in row.claims]
        if claim_id not in order and held is not None:
            row = next((one for one in queue.rows if one.row_id == id_of(held)), None)
            order = [*(row.claims if row else ()), *order]
        at = order.index(claim_id) if claim_id in order else -1
        before = order[at - 1] if at > 0 else ""
        after = order[at + 1] if at + 1 < len(order) else ""
        tail = f"?{asked.query()}" if asked.query() else ""
        return {
            "queue_address": asked.address(),
            "before": f"/review/claims/{before}{tail}" if before else "",
            "after": f"/review/claims/{after}{tail}" if after else "",
        }
