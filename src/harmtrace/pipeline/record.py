"""From a store to the record in memory, as tolls, pages and exports read it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import msgspec

from harmtrace.account.decided import unmet
from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.reviewed import Reviewed
from harmtrace.pipeline.plan import ORIGINS_VERSION
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance, find_origins
from harmtrace.provenance.parties import with_parties
from harmtrace.resolve.towns import with_towns
from harmtrace.review.redaction import redacted
from harmtrace.review.replay import reviewed
from harmtrace.review.restricting import restrictions_of
from harmtrace.store.decisions import decisions
from harmtrace.store.record import Store

_SELDOM = 10_000
"""So many more objects than before start a search for rings of them. Reading a document makes thousands of small
objects and few rings, so that the default of 700 costs a tenth of the time. What was made up to then stays: it is left
out of every search."""


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation, opened once by each process that reads documents."""
    gc.set_threshold(_SELDOM)
    gazetteer = Gazetteer.open()
    gc.freeze()
    return gazetteer


# A process that is made of this one opens the packs for itself: SQLite's connections do not outlive a fork.
os.register_at_fork(after_in_child=load_gazetteer.cache_clear)


@contextmanager
def no_search_for_rings() -> Iterator[None]:
    """Search for no rings of objects while a record is built.

    It makes millions of objects and few rings; to go through them again and again took a seventh of the time.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def load_record(store: Store) -> RecordView:
    """The current record: documents, claims, incidents, aggregates and origins."""
    documents = store.documents()
    incidents, aggregates = tuple(store.incidents()), tuple(store.aggregates())
    review = with_unmet(current_review(store, documents), [*incidents, *aggregates])
    return RecordView(
        documents={document.document_id: document for document in documents},
        claims={claim.claim_id: claim for claim in review.claims},
        incidents=incidents,
        aggregates=aggregates,
        provenance=current_provenance(store, documents, review.claims),
        packs=tuple(store.packs()),
        review=review,
    )


def load_released(store: Store) -> RecordView:
    """The current record without what is restricted: what is exported and reported, unless somebody may see more."""
    return redacted(load_record(store), restrictions_of(decisions(store)), load_gazetteer())


def current_review(store: Store, documents: Sequence[Document]) -> Reviewed:
    """The claims of now as persons left them: their decisions replayed over what the machine reads.

    Parties whom the record knows by their names alone have their ids here, and quarters the town that their text tells
    of; the claims that are kept do not change.
    """
    return reviewed(documents, with_towns(with_parties(store.claims(), documents)), decisions(store))


def with_unmet(review: Reviewed, held: Sequence[Incident | Aggregate]) -> Reviewed:
    """A review that tells too of which decisions the record could not heed all."""
    found = tuple(unmet(review, held))
    return replace(review, troubles=(*review.troubles, *found)) if found else review


def origins_fingerprint(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> str:
    """What the origins of a record depend on; the same fingerprint gives the same origins."""
    facts = [[d.document_id, d.capture, d.state, d.notice, str(d.published), d.publisher] for d in documents]
    changed = [[claim.claim_id, *claim.review.decisions] for claim in claims if claim.review is not None]
    told = [claim.claim_id for claim in claims]
    return content_id("fp", [facts, told, ORIGINS_VERSION, *([changed] if changed else [])])


def current_provenance(store: Store, documents: Sequence[Document], claims: Sequence[AnyClaim]) -> Provenance:
    """The origins as the last run found them; found anew where it was cut off, or an older version wrote the record."""
    known = store.derived_fingerprints("provenance").get("provenance")
    plain = store.derived_body("provenance", "provenance") if known == origins_fingerprint(documents, claims) else None
    if plain is None:
        return find_origins(documents, claims)
    return replace(msgspec.convert(plain, Provenance), groups=tuple(store.origins()))
