"""From a store to the record in memory, as tolls, pages and exports read it."""

from __future__ import annotations

import gc
from functools import cache

from harmtrace.account.record import RecordView
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.store.record import Store

_SELDOM = 10_000
"""So many more objects than before start a search for rings of them. Reading a document makes thousands of small
objects and few rings, so that the default of 700 costs a tenth of the time."""


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation, opened once by each process that reads documents."""
    gc.set_threshold(_SELDOM)
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
        packs=tuple(store.packs()),
    )
