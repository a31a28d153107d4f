"""From any id to everything it rests on: claims, sentences, documents, captured bytes, custody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from harmtrace.capture.blobs import Blobs
from harmtrace.capture.custody import CustodyEntry
from harmtrace.errors import UnknownName
from harmtrace.model.claim import AnyClaim, places_named
from harmtrace.model.document import Capture, Document, Published
from harmtrace.model.review import ClaimReview
from harmtrace.model.reviewed import Reviewed
from harmtrace.model.span import Evidence
from harmtrace.model.where import Where
from harmtrace.pipeline.custody import custody_log
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.resolve.incidents import incident_id
from harmtrace.review.history import Entry, history
from harmtrace.review.masking import Mask
from harmtrace.review.subjects import Subjects
from harmtrace.store.record import Store, Withdrawal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaptureTrace:
    """The captured bytes under their hash, with every custody entry; `holds` says whether they still are the same."""

    sha256: str
    capture: Capture | None
    custody: tuple[CustodyEntry, ...]
    holds: bool
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """A document with its capture."""

    document_id: str
    title: str | None
    publisher: str | None
    published: Published | None
    state: str
    notice: str | None
    capture: CaptureTrace


@dataclass(frozen=True, slots=True)
class PlaceTrace:
    """A place that a claim names: what was decided, and the gazetteer pack ("name@version") that it rests on."""

    text: str
    name: str
    status: str
    place_id: str | None
    pack: str | None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTrace:
    """A claim with its sentences, its tellers from origin to publisher, and its document."""

    claim_id: str
    kind: str
    role: str
    why: str
    chain: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    extractor: str
    document: DocumentTrace
    places: tuple[PlaceTrace, ...] = ()
    decisions: tuple[Entry, ...] = ()
    """What persons decided about it, in order, each with where it stands."""
    review: ClaimReview | None = None
    """What of it persons changed: what the machine reads there, and what stands there now."""
    rejected_by: str | None = None
    """The decision by which it counts nowhere."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that an id rests on."""

    id: str
    kind: str
    claims: tuple[ClaimTrace, ...] = ()
    documents: tuple[DocumentTrace, ...] = ()
    became: tuple[str, ...] = ()
    """Of an incident that is no more: the ids that its claims stand in now."""
    previous_ids: tuple[str, ...] = ()
    """Of an incident: the ids of those that were found to be this one."""
    split_off: tuple[str, ...] = ()
    """Of an incident: the ids of those that it was taken for a part of before."""


class Tracer:
    """Walks a record; documents and captures are read once each."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._documents: dict[str, DocumentTrace] = {}
        self._packs: dict[str, str] | None = None
        self._subjects = Subjects(store)

    def trace(self, row_id: str) -> Trace:
        """Return what the incident, aggregate, origin, claim, document or capture `row_id` rests on.

        Raises `UnknownName` where the record has no such id.
        """
        incident = self.store.incident(row_id)
        if incident is not None:
            links = [(link.claim_id, link.role, link.why) for link in incident.claims]
            claims = self.claims(links)
            return Trace(row_id, "incident", claims, previous_ids=incident.previous_ids, split_off=incident.split_off)
        ended = self.store.lineage_of(row_id)
        if ended is not None:
            return Trace(row_id, "former incident", became=ended.became)
        aggregate = self.store.aggregate(row_id)
        if aggregate is not None:
            links = [(link.claim_id, link.role, link.why) for link in aggregate.claims]
            return Trace(row_id, "aggregate", self.claims(links))
        for origin in self.store.origins():
            if origin.origin_id == row_id:
                return Trace(row_id, "origin", self.claims([(claim, "supports", "") for claim in origin.claims]))
        claim = self.told(row_id)
        if claim is not None:
            return Trace(row_id, "claim", (self._claim(claim, "itself", ""),))
        living = _now_in(self.store, row_id)
        if living:
            return Trace(row_id, "former incident", became=living)
        return self._of_document(row_id)

    def claims(self, links: Sequence[tuple[str, str, str]]) -> tuple[ClaimTrace, ...]:
        """Trace claims given as id, role and reason."""
        found = [(self.told(claim_id), role, why) for claim_id, role, why in links]
        return tuple(self._claim(claim, role, why) for claim, role, why in found if claim is not None)

    def document(self, document: Document) -> DocumentTrace:
        """Trace a document to its bytes and custody."""
        known = self._documents.get(document.document_id)
        if known is None:
            known = DocumentTrace(
                document_id=document.document_id,
                title=document.title,
                publisher=document.publisher,
                published=document.published,
                state=document.state,
                notice=document.notice,
                capture=self._capture(document.capture),
            )
            self._documents[document.document_id] = known
        return known

    def _of_document(self, row_id: str) -> Trace:
        document = self.store.document(row_id)
        if document is not None:
            review = self._subjects.reviewed(row_id) if document.state != "withdrawn" else Reviewed()
            claims = [self._claim(claim, "told in it", "") for claim in review.claims]
            claims += [self._claim(claim, "rejected", "") for claim in review.rejected_claims]
            return Trace(row_id, "document", tuple(claims), (self.document(document),))
        held = [one for one in self.store.documents() if one.capture == row_id]
        if held:
            return Trace(row_id, "capture", (), tuple(self.document(one) for one in held))
        raise UnknownName(f"nothing on record is called {row_id!r}")

    def _claim(self, claim: AnyClaim, role: str, why: str) -> ClaimTrace:
        document = self.store.document(claim.document_id)
        if document is None:
            raise UnknownName(f"the document {claim.document_id!r} of the claim is not on record")
        extractor = claim.extractor
        return ClaimTrace(
            claim_id=claim.claim_id,
            kind=claim.kind,
            role=role,
            why=why,
            chain=tuple(teller.name for teller in claim.attribution.chain),
            evidence=claim.evidence,
            extractor=f"{extractor.name} {extractor.version}, rule {extractor.rule!r}",
            document=self.document(document),
            places=tuple(self._place(place) for place in places_named(claim)),
            decisions=tuple(self._decisions(claim)),
            review=claim.review,
            rejected_by=self._subjects.rejected_by(claim) if self._subjects.decisions else None,
        )

    def told(self, claim_id: str) -> AnyClaim | None:
        """A claim as it stands, or as an older extraction read it."""
        if not self._subjects.decisions:
            return self.store.claim(claim_id)
        try:
            return self._subjects.claim(claim_id)
        except UnknownName:
            return self.store.claim(claim_id)

    def _decisions(self, claim: AnyClaim) -> list[Entry]:
        if not self._subjects.decisions:
            return []
        return history(self._subjects.decisions, self._subjects.reviewed(claim.document_id), claim.claim_id)

    def _place(self, where: Where) -> PlaceTrace:
        if self._packs is None:
            self._packs = {pack.label: pack.attribution for pack in self.store.packs()}
        credit = self._packs.get(where.pack or "")
        return PlaceTrace(where.text, where.name, where.status, where.place_id, where.pack, credit)

    def _capture(self, sha256: str) -> CaptureTrace:
        return CaptureTrace(
            sha256=sha256,
            capture=self.store.capture(sha256),
            custody=tuple(custody_log(self.store, sha256)),
            holds=Blobs(blobs_folder(self.store.url)).check(sha256),
            withdrawn=self.store.withdrawals().get(sha256),
        )


def _now_in(store: Store, row_id: str) -> tuple[str, ...]:
    """Where the claim stands now that an incident was called after, under a decision that was taken back."""
    if not row_id.startswith("inc_"):
        return ()
    home = {link.claim_id: one.incident_id for one in store.incidents() for link in one.claims}
    return tuple(living for claim_id, living in home.items() if incident_id(claim_id) == row_id)


def covered_capture(capture: CaptureTrace, mask: Mask, hidden: bool) -> CaptureTrace:
    """What of a capture people without the right are told: words are covered; where it is `hidden`, its hash alone."""
    if hidden:
        return CaptureTrace(capture.sha256, None, (), capture.holds)
    return CaptureTrace(
        capture.sha256,
        _covered(capture.capture, Capture, mask),
        tuple(_covered(entry, CustodyEntry, mask) for entry in capture.custody),
        capture.holds,
        _covered(capture.withdrawn, Withdrawal, mask),
    )


def _covered(value: T, kind: type[T], mask: Mask) -> T:
    """A row with words covered in all its strings."""
    return value if value is None or not mask else msgspec.convert(mask.plain(msgspec.to_builtins(value)), kind)


def trace(store: Store, row_id: str) -> Trace:
    """Return what `row_id` rests on; see `Tracer.trace`."""
    return Tracer(store).trace(row_id)
