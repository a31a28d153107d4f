"""How much was reported: documents, publishers and origins beside every count, for a rise in them is no attack."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from harmtrace.account.record import RecordView
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.pattern import Effort


def effort_of(held: Iterable[Incident | Aggregate], record: RecordView) -> Effort:
    """What tells of some incidents and totals."""
    ids = {document for one in held for document in one.documents}
    return _effort([document for key, document in record.documents.items() if key in ids], record)


def published_in(start: datetime.date, end: datetime.date, record: RecordView) -> Effort:
    """What was published in a period, whatever it is about: the reporting that was there to be collected."""
    dated = [d for d in record.documents.values() if d.published and d.published.precision in ("minute", "day")]
    return _effort([d for d in dated if d.published and start <= d.published.date <= end], record)


def _effort(documents: Sequence[Document], record: RecordView) -> Effort:
    ids = {document.document_id for document in documents}
    return Effort(
        documents=len(documents),
        publishers=len({document.publisher or document.document_id for document in documents}),
        origins=sum(bool(ids & (set(g.documents) - set(g.without_claims))) for g in record.provenance.groups),
    )
