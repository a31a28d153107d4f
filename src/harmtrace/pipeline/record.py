"""From a store to the record in memory, as tolls, pages and exports read it."""

from __future__ import annotations

from functools import cache

from harmtrace.account.record import RecordView
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.store.record import Store


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation, opened once a process."""
    return Gazetteer.open()


def load_record(store: Store) -> RecordView:
    """The current record: documents, claims, incidents, aggregates and origins."""
    documents = store.documents()
    claims = store.claims()
    return RecordView(
        documents={document.document_id: document for document in documents},
        claims={claim.claim_id: claim for claim in claims},
        incidents=tuple(store.incidents()),
        aggregates=tuple(store.aggregates()),
        provenance=find_origins(documents, claims),
    )
