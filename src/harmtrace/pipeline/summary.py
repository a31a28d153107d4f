"""What a record holds, in counts that are kept apart: documents, tellers and independent origins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from harmtrace.pipeline.record import current_review
from harmtrace.store.record import Store


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """The counts of a record. `unread` counts documents by the language that has no lexicon yet."""

    documents: int
    read: int
    unread: dict[str, int]
    withdrawn: int
    failed: int
    publishers: int
    tellers: int
    origins: int
    claims: dict[str, int]
    incidents: int
    aggregates: int
    reconstructed: int
    notices: tuple[str, ...] = field(default_factory=tuple)


def summarise(store: Store) -> RecordSummary:
    """Count what is on record."""
    documents = store.documents()
    claims = current_review(store, documents).claims
    states = Counter(document.state for document in documents)
    return RecordSummary(
        documents=len(documents),
        read=states["read"],
        unread=dict(sorted(Counter(d.language for d in documents if d.state == "unread").items())),
        withdrawn=states["withdrawn"],
        failed=len(store.failures()),
        publishers=len({document.publisher for document in documents if document.publisher}),
        tellers=len({claim.attribution.origin.name.casefold() for claim in claims}),
        origins=sum(bool(group.claims) for group in store.origins()),
        claims=dict(sorted(Counter(claim.kind for claim in claims).items())),
        incidents=len(store.incidents()),
        aggregates=len(store.aggregates()),
        reconstructed=sum(document.reconstructed for document in documents),
        notices=tuple(dict.fromkeys(document.notice for document in documents if document.notice)),
    )
