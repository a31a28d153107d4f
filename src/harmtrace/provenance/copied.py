"""From copies of documents to the claims that an uncredited copy repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.provenance.copies import Copy, shared, shingles
from harmtrace.provenance.telling import LEAST, likeness

QUOTE_OVERLAP = 0.5
"""Share of word triples of a claim's evidence that must stand in the copied document's evidence."""


def root_of(document_id: str, source_of: Mapping[str, Copy]) -> str:
    """The document that a copy, or a copy of a copy, repeats in the end."""
    return _way(document_id, source_of)[-1]


def repeated_claims(claims: Sequence[AnyClaim], source_of: Mapping[str, Copy]) -> Iterator[tuple[AnyClaim, AnyClaim]]:
    """Each uncredited claim of a copy with the claim that it repeats, those of first copies before copies of them."""
    copied = {copy.of for copy in source_of.values()}
    of_document: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in claims:
        if claim.document_id in copied:
            of_document[claim.document_id].append(claim)
    uncredited = [c for c in claims if c.document_id in source_of and len(c.attribution.chain) == 1]
    for claim in sorted(uncredited, key=lambda c: (len(_way(c.document_id, source_of)), c.claim_id)):
        copy = source_of[claim.document_id]
        like = _same_facts if copy.kind == "translation" else _same_words
        found = like(claim, of_document[copy.of])
        if found is not None:
            yield claim, found


def _way(document_id: str, source_of: Mapping[str, Copy]) -> list[str]:
    """A document, what it copies, what that copies, and so on."""
    way = [document_id]
    while way[-1] in source_of and source_of[way[-1]].of not in way:
        way.append(source_of[way[-1]].of)
    return way


def _same_words(claim: AnyClaim, others: Sequence[AnyClaim]) -> AnyClaim | None:
    """The claim whose evidence has most of the words of `claim`'s."""
    wanted = shingles(" ".join(part.quote for part in claim.evidence))
    best: tuple[float, str] | None = None
    found: AnyClaim | None = None
    for other in others:
        if other.kind != claim.kind:
            continue
        words = shingles(" ".join(part.quote for part in other.evidence))
        smaller = min(len(wanted), len(words))
        share = shared(wanted, words) / smaller if smaller else 0.0
        if share >= QUOTE_OVERLAP and (best is None or (-share, other.claim_id) < best):
            best, found = (-share, other.claim_id), other
    return found


def _same_facts(claim: AnyClaim, others: Sequence[AnyClaim]) -> AnyClaim | None:
    """The event whose facts are most those of `claim`."""
    if not isinstance(claim, EventClaim):
        return None
    scored = [(likeness(claim, other), other.claim_id, other) for other in others if isinstance(other, EventClaim)]
    best = max(scored, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[0] >= LEAST else None
