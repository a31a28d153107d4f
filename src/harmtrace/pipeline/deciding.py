"""What pages, commands and the JSON API call: to decide, to look back, and to see what waits.

A decision is written first, then the record is brought up to date under the one lock of the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harmtrace.account.record import RecordView
from harmtrace.capture.blobs import Blobs
from harmtrace.model.decision import SILENT, Decision, DecisionKind
from harmtrace.model.document import Document
from harmtrace.model.reviewed import Reviewed
from harmtrace.pipeline.building import build_record
from harmtrace.pipeline.preview import Preview, difference
from harmtrace.pipeline.preview import preview as looked_ahead
from harmtrace.pipeline.record import current_review, load_gazetteer, load_record, with_unmet
from harmtrace.pipeline.run import locked
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.review import decide as deciding
from harmtrace.review import history as past
from harmtrace.review.decide import last_seen
from harmtrace.review.history import Entry
from harmtrace.review.queue import Queue, QueueFilters, QueuePage
from harmtrace.review.replay import reviewed
from harmtrace.review.words import value_of
from harmtrace.store.decisions import decisions
from harmtrace.store.record import Store

_FEW = 50
"""So many documents are read one by one."""


def decide(
    store: Store,
    person: str,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any] | None,
    reason: str,
    seen: int,
    build: bool = True,
) -> Decision:
    """Write a decision and, unless `build` is false, bring the record up to date; see `review.decide.decide`."""
    made = deciding.decide(
        store,
        person=person,
        kind=kind,
        subjects=subjects,
        change=change,
        reason=reason,
        seen=seen,
        read=read_words,
    )
    if build and made.kind not in SILENT:
        bring_up(store)
    return made


def read_words(document: Document, slot: str, start: int, end: int) -> Any:
    """The value that words of a document give for a slot, or None; see `review.words.value_of`."""
    return value_of(document, slot, start, end, load_gazetteer)


def undo(store: Store, person: str, decision_id: str, reason: str, seen: int, build: bool = True) -> Decision:
    """Take a decision back: what was before it stands again."""
    return decide(store, person, "undo", (decision_id,), None, reason, seen, build)


def approve(store: Store, person: str, decision_id: str, reason: str, seen: int, build: bool = True) -> Decision:
    """Approve another person's decision, which takes effect by it."""
    return decide(store, person, "approve", (decision_id,), None, reason, seen, build)


def preview(
    store: Store,
    person: str,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any] | None = None,
    record: RecordView | None = None,
) -> Preview:
    """What a decision would change, without writing anything; see `pipeline.preview.preview`."""
    return looked_ahead(store, person, kind, subjects, change, read_words, record)


def bring_up(store: Store) -> int:
    """Build the record anew where decisions changed it; return how many rows changed."""
    with locked(Blobs(blobs_folder(store.url)).root):
        return build_record(store, lambda _stage, _done: None)


def history(store: Store, subject: str | None = None) -> list[Entry]:
    """The decisions on something, or all, in order, each with where it stands now."""
    review = _review_of_decided(store)
    if review.joined:
        review = with_unmet(review, [*store.incidents(), *store.aggregates()])
    return past.history(review.decisions, review, subject)


def _review_of_decided(store: Store) -> Reviewed:
    """The decisions replayed over the documents that they are about; over all where these are many."""
    made = decisions(store)
    ids = sorted({anchor.document_id for decision in made for anchor in decision.anchors})
    if len(ids) > _FEW:
        return current_review(store, store.documents())
    documents = [found for key in ids if (found := store.document(key)) is not None]
    return reviewed(documents, [claim for key in ids for claim in store.claims(key)], made)


def queue(store: Store, filters: QueueFilters | None = None, limit: int = 50, after: str | None = None) -> QueuePage:
    """What waits to be looked at. Who shows many pages of it keeps a `review.queue.Queue` of the record instead."""
    return Queue(load_record(store), decisions(store)).page(filters, limit, after)


__all__ = [
    "approve",
    "bring_up",
    "decide",
    "difference",
    "history",
    "last_seen",
    "preview",
    "queue",
    "read_words",
    "undo",
]
