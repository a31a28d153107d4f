"""What persons decided about single claims, as data to train and to evaluate with: the machine's value and theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Decision
from harmtrace.model.ids import sha256_hex
from harmtrace.review.slots import Plain, plain_of

_OF_CLAIMS = frozenset({"accept", "reject", "correct", "add"})
_OF_PAIRS = frozenset({"same", "not_same", "merge", "split"})


def correction_rows(record: RecordView) -> Iterator[Plain]:
    """A row for each decision about claims, in their order, also for those not in force: `standing` says so.

    `machine` and `person` are the values of the slot, or whole claims where no slot is named: None is nothing. Pairs of
    claims that persons hold for one incident or for two have no values.
    """
    now = {claim.claim_id: claim for claim in (*record.claims.values(), *record.review.rejected_claims)}
    for decision in record.review.decisions:
        if decision.withdrawn:
            continue
        if decision.kind in _OF_CLAIMS:
            yield from (_row(decision, anchor.claim_id, place, record, now) for place, anchor in _anchored(decision))
        elif decision.kind in _OF_PAIRS:
            yield {**_head(decision, record), **_pairs(decision)}


def _anchored(decision: Decision) -> Iterator[tuple[int, Any]]:
    return iter(enumerate(decision.anchors))


def _head(decision: Decision, record: RecordView) -> Plain:
    return {
        "decision_id": decision.decision_id,
        "kind": decision.kind,
        "standing": record.review.standing.get(decision.decision_id, "in_force"),
        "at": decision.at,
        "by": decision.person,
        "reason": decision.reason,
    }


def _row(decision: Decision, claim_id: str, place: int, record: RecordView, now: dict[str, AnyClaim]) -> Plain:
    anchor = decision.anchors[place]
    document = record.documents.get(anchor.document_id)
    attached = record.review.attached.get(decision.decision_id, ())
    claim = now.get(claim_id) or now.get(attached[0] if len(attached) == 1 else "")
    machine, person = _values(decision, claim, record)
    return {
        **_head(decision, record),
        "document_id": anchor.document_id,
        "capture": anchor.capture,
        "language": document.language if document is not None else None,
        "claim_id": claim_id,
        "claim_kind": anchor.kind,
        "slot": decision.change.get("slot"),
        "spans": [_quoted(start, end, document.text if document else "") for start, end in _spans(decision, place)],
        "machine": machine,
        "person": person,
        "extractor": plain_of(claim)["extractor"] if claim is not None else None,
    }


def _values(decision: Decision, claim: AnyClaim | None, record: RecordView) -> tuple[Any, Any]:
    if decision.kind == "correct":
        return decision.change["before"], decision.change["after"]
    if decision.kind == "add":
        return None, decision.change["claim"]
    whole = record.review.machine.get(claim.claim_id, claim) if claim is not None else None
    plain = plain_of(whole) if whole is not None else None
    return plain, plain if decision.kind == "accept" else None


def _spans(decision: Decision, place: int) -> Sequence[Sequence[int]]:
    spans: Sequence[Sequence[int]] = decision.change.get("spans") or decision.anchors[place].evidence
    return spans


def _quoted(start: int, end: int, text: str) -> Plain:
    return {"start": start, "end": end, "quote": text[start:end]}


def _pairs(decision: Decision) -> Plain:
    apart = decision.change.get("apart")
    claims = [
        {"claim_id": one.claim_id, "document_id": one.document_id, "capture": one.capture, "quote": one.quote}
        for one in decision.anchors
    ]
    return {"claims": claims, **({"apart": apart} if apart is not None else {})}


def gold_rows(record: RecordView) -> Iterator[Plain]:
    """The documents of whose claims persons have looked at every one, with these claims: gold to evaluate with.

    A document of which some claims are not looked at is none: what the machine missed in it nobody knows.
    """
    for document_id, claims in _looked_at(record):
        document = record.documents[document_id]
        yield {
            "document_id": document_id,
            "text_sha256": sha256_hex(document.text.encode()),
            "published": document.published.value if document.published else None,
            "publisher": document.publisher,
            "language": document.language,
            "claims": [plain_of(claim) for claim in claims],
        }


def gold_documents(record: RecordView) -> Iterator[Plain]:
    """The texts that `gold_rows` index, as a corpus."""
    for document_id, _claims in _looked_at(record):
        document = record.documents[document_id]
        facts = {"title": document.title, "url": document.url, "publisher": document.publisher}
        published = document.published.value if document.published else None
        known = {**facts, "published": published, "language": document.language}
        yield {"id": document_id, "text": document.text, **{key: value for key, value in known.items() if value}}


def _looked_at(record: RecordView) -> Iterator[tuple[str, list[AnyClaim]]]:
    of: dict[str, list[AnyClaim]] = {}
    for claim in record.claims.values():
        of.setdefault(claim.document_id, []).append(claim)
    for claim in record.review.rejected_claims:
        of.setdefault(claim.document_id, [])
    for document_id, claims in sorted(of.items()):
        document = record.documents.get(document_id)
        if document is not None and document.state == "read" and all(claim.review is not None for claim in claims):
            yield document_id, claims
