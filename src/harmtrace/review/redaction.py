"""From the record to what people without the right may see of it: a record of its own that never holds the rest.

Pages, search, JSON, exports, reports and history of such people are made from this record alone: what it does not hold
cannot be shown, searched, counted or asked for by a guessed id. Nothing restricted costs a copy: rows that nothing
touches are the same objects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property

import msgspec

from harmtrace.account.record import RecordView, with_accounts
from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Decision
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, Incident, OriginGroup
from harmtrace.model.reviewed import Reviewed
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance
from harmtrace.review.covering import Cover, covered_claim, covered_document, strings_in
from harmtrace.review.held_redaction import kept_aggregate, kept_incident
from harmtrace.review.masking import Mask, mask_of
from harmtrace.review.restricting import Restrictions


def redacted(record: RecordView, restrictions: Restrictions, gazetteer: Gazetteer) -> RecordView:
    """The record without what is restricted."""
    found = record if restrictions.mark == _NOTHING else _Redaction(record, restrictions, gazetteer).record()
    made = redacted_decisions(record.review.decisions, record, found, restrictions)
    if found is record and len(made) == len(record.review.decisions):
        return record
    ids = {one.decision_id for one in made}
    review = replace(
        found.review,
        decisions=tuple(made),
        standing={key: one for key, one in found.review.standing.items() if key in ids},
        attached={key: one for key, one in found.review.attached.items() if key in ids},
        troubles=tuple(one for one in found.review.troubles if {one.decision_id, *one.against} <= ids),
    )
    return replace(found, review=review)


_NOTHING = Restrictions().mark


class _Redaction:
    """One redaction, step by step: what goes, then documents, claims, origins, incidents, aggregates."""

    def __init__(self, record: RecordView, restrictions: Restrictions, gazetteer: Gazetteer) -> None:
        self.whole = record
        self.restrictions = restrictions
        self.gazetteer = gazetteer
        self.names = mask_of(restrictions.names)
        self.gone_claims = self._gone_claims()
        self.masks = self._masks()

    def record(self) -> RecordView:
        """What is left."""
        coarse = self._coarse_claims()
        documents = {
            key: covered_document(one, self._cover(key), key in self.restrictions.media)
            for key, one in self.whole.documents.items()
            if key not in self.gone_documents
        }
        claims = {
            key: covered_claim(claim, documents[claim.document_id], self._cover(claim.document_id, key in coarse))
            for key, claim in self.whole.claims.items()
            if key not in self.gone_claims
        }
        provenance = self._provenance(documents, claims)
        bare = RecordView(documents, claims, (), (), provenance, self.whole.packs)
        incidents = [
            kept_incident(one, self.whole, bare, self._cover("", one.incident_id in self.restrictions.coordinates))
            for one in self.whole.incidents
            if one.incident_id not in self.restrictions.items
        ]
        stayed = [one for one in incidents if one is not None]
        ids = {one.incident_id for one in stayed}
        stayed = [_without_links(one, ids) for one in stayed]
        found = replace(bare, incidents=tuple(stayed))
        return replace(found, aggregates=self._aggregates(found, ids), review=self._review(found))

    # what goes

    @cached_property
    def gone_documents(self) -> Set[str]:
        """The documents that are as if absent: those restricted, and those whose id holds a covered name."""
        named = {key for key in self.whole.documents if self.names.hits(key)}
        return (self.restrictions.items & self.whole.documents.keys()) | named

    def _gone_claims(self) -> Set[str]:
        """The claims that go: restricted ones, those of what is restricted, and those on the same words."""
        items, gone_documents = self.restrictions.items, self.gone_documents
        gone = {key for key, one in self.whole.claims.items() if key in items or one.document_id in gone_documents}
        held: list[Incident | Aggregate] = [*self.whole.incidents, *self.whole.aggregates]
        for one in held:
            if _id_of(one) in items:
                gone |= {link.claim_id for link in one.claims if link.role == "supports"}
        gone &= self.whole.claims.keys()
        hidden: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key in gone:
            claim = self.whole.claims[key]
            hidden[claim.document_id] += [(piece.start, piece.end) for piece in claim.evidence]
        self._hidden_words = {
            key: tuple(self.whole.documents[key].text[start:end] for start, end in spans)
            for key, spans in hidden.items()
            if key not in gone_documents
        }
        return gone | {
            key
            for key, claim in self.whole.claims.items()
            if claim.document_id in self._hidden_words and _overlaps(claim, hidden[claim.document_id])
        }

    def _masks(self) -> Mapping[str, Mask]:
        """The mask of each document that has words of its own to cover."""
        hidden, own = self._hidden_words, self.restrictions.words
        words = {key: (*own.get(key, ()), *hidden.get(key, ())) for key in {**own, **hidden}}
        return {key: self.names.with_words(held) for key, held in words.items()}

    def _cover(self, document_id: str, coarse: bool = False) -> Cover:
        return Cover(self.masks.get(document_id, self.names), coarse)

    def _coarse_claims(self) -> Set[str]:
        """The claims whose positions are moved to the grid: those themselves restricted so, or by what they tell of."""
        coordinates = self.restrictions.coordinates
        held: list[Incident | Aggregate] = [*self.whole.incidents, *self.whole.aggregates]
        found = {link.claim_id for one in held if _id_of(one) in coordinates for link in one.claims}
        of_documents = {key for key, claim in self.whole.claims.items() if claim.document_id in coordinates}
        return found | of_documents | (coordinates & self.whole.claims.keys())

    # what is left

    def _provenance(self, documents: Mapping[str, Document], claims: Mapping[str, AnyClaim]) -> Provenance:
        whole = self.whole.provenance
        groups = (self._group(group, documents, claims) for group in whole.groups)
        return replace(
            whole,
            groups=tuple(group for group in groups if group is not None),
            origin_of={key: origin for key, origin in whole.origin_of.items() if key in claims},
            copies=tuple(one for one in whole.copies if not self._tells(one, documents)),
            distance={key: one for key, one in whole.distance.items() if key in claims},
            names={key: self.names.text(name) for key, name in whole.names.items()},
            passed={key: one for key, one in whole.passed.items() if key in claims and one in claims},
            corrects={key: one for key, one in whole.corrects.items() if key in documents and one in documents},
        )

    def _tells(self, value: object, documents: Mapping[str, Document]) -> bool:
        """Whether a row names a document that is gone."""
        strings = strings_in(msgspec.to_builtins(value))
        return any(one in self.whole.documents and one not in documents for one in strings)

    def _group(
        self, group: OriginGroup, documents: Mapping[str, Document], claims: Mapping[str, AnyClaim]
    ) -> OriginGroup | None:
        held = tuple(one for one in group.documents if one in documents)
        if not held:
            return None
        return replace(
            group,
            origin=self.names.text(group.origin),
            documents=held,
            claims=tuple(one for one in group.claims if one in claims),
            relays=tuple(
                (one, other, self.names.text(why))
                for one, other, why in group.relays
                if one in documents and other in documents
            ),
            without_claims=tuple(one for one in group.without_claims if one in documents),
        )

    def _aggregates(self, record: RecordView, incidents: Set[str]) -> tuple[Aggregate, ...]:
        changed, found = [], {}
        for one in self.whole.aggregates:
            if one.aggregate_id in self.restrictions.items:
                continue
            coarse = one.aggregate_id in self.restrictions.coordinates
            kept = kept_aggregate(one, self.whole, record, self._cover("", coarse))
            if kept is None:
                continue
            found[kept.aggregate_id] = kept
            scope_lost = any(inside.incident_id not in incidents for inside in one.incidents_in_scope)
            if scope_lost or len(kept.claims) != len(one.claims) or self._changed_in_scope(one, record):
                changed.append(kept)
        found |= {one.aggregate_id: one for one in with_accounts(changed, record, self.gazetteer)} if changed else {}
        return tuple(found.values())

    def _changed_in_scope(self, aggregate: Aggregate, record: RecordView) -> bool:
        """Whether an incident in its scope lost figures: what it leaves over is another number then."""
        tolls = {one.incident_id: one.tolls for one in record.incidents}
        before = {one.incident_id: one.tolls for one in self.whole.incidents}
        scope = [inside.incident_id for inside in aggregate.incidents_in_scope]
        return any(tolls.get(one) != before.get(one) for one in scope)

    def _covered(self, claim: AnyClaim, record: RecordView) -> AnyClaim:
        """A claim that persons changed or rejected, with its words covered."""
        coarse = bool(self.restrictions.coordinates)
        return covered_claim(claim, record.documents[claim.document_id], self._cover(claim.document_id, coarse))

    def _review(self, record: RecordView) -> Reviewed:
        """What of the replayed decisions is about what is left: only what is named here, whatever else there may be."""
        whole = self.whole.review
        rejected = [claim for claim in whole.rejected_claims if claim.document_id in record.documents]
        shown = tuple(
            self._covered(claim, record)
            for claim in rejected
            if claim.claim_id not in self.restrictions.items
            and not _overlaps_words(claim, self._hidden_words.get(claim.document_id, ()))
        )
        held = {one.incident_id for one in record.incidents} | {one.aggregate_id for one in record.aggregates}
        known = record.claims.keys() | {claim.claim_id for claim in shown}
        return Reviewed(
            claims=tuple(record.claims[one.claim_id] for one in whole.claims if one.claim_id in record.claims),
            rejected={key: one for key, one in whole.rejected.items() if key in known},
            rejected_claims=shown,
            machine={
                key: self._covered(one, record)
                for key, one in whole.machine.items()
                if key in known and one.document_id in record.documents
            },
            rejected_in={key: one for key, one in whole.rejected_in.items() if key in held},
            joined=tuple(one for one in whole.joined if set(one.claims) <= known),
            parted=tuple(one for one in whole.parted if set(one.ours) | set(one.theirs) <= known),
            grades=tuple(one for one in whole.grades if one.incident_id in held and set(one.claims) <= known),
            standing=whole.standing,
            attached={key: tuple(c for c in one if c in known) for key, one in whole.attached.items()},
            troubles=tuple(replace(one, why=self.names.text(one.why)) for one in whole.troubles),
            fingerprint=whole.fingerprint,
        )


def redacted_claims(claims: Sequence[AnyClaim], view: RecordView, restrictions: Restrictions) -> list[AnyClaim]:
    """Claims as the machine reads them, of which `view` has what is left: those, with their words covered as there."""
    left = view.claims.keys() | {claim.claim_id for claim in view.review.rejected_claims}
    names = mask_of(restrictions.names)
    found = []
    for claim in claims:
        document = view.documents.get(claim.document_id)
        if document is not None and claim.claim_id in left:
            words = restrictions.words.get(claim.document_id, ())
            coarse = bool(restrictions.coordinates)
            found.append(covered_claim(claim, document, Cover(names.with_words(words), coarse)))
    return found


def redacted_decisions(
    made: Sequence[Decision], whole: RecordView, view: RecordView, restrictions: Restrictions
) -> list[Decision]:
    """The decisions that people without the right may see, their words covered as the record's are.

    Those that restrict or release are not among them, nor those about what is gone: history has no gaps to ask about.
    """
    names = mask_of(restrictions.names)
    gone = (_ids_in(whole) | restrictions.items) - _ids_in(view)
    found: list[Decision] = []
    hidden: set[str] = set()
    for decision in made:
        about = {*decision.subjects, *(anchor.claim_id for anchor in decision.anchors)}
        about |= {anchor.document_id for anchor in decision.anchors}
        if decision.kind in ("restrict", "release") or about & (gone | hidden):
            hidden.add(decision.decision_id)
            continue
        words = [word for anchor in decision.anchors for word in restrictions.words.get(anchor.document_id, ())]
        words += [word for one in decision.subjects for word in restrictions.words.get(one, ())]
        found.append(_covered_decision(decision, names.with_words(words)))
    return found


def _covered_decision(decision: Decision, mask: Mask) -> Decision:
    if not mask:
        return decision
    return replace(
        decision,
        change=mask.plain(decision.change),
        reason=mask.text(decision.reason),
        anchors=tuple(replace(anchor, quote=mask.text(anchor.quote)) for anchor in decision.anchors),
    )


def _without_links(incident: Incident, ids: Set[str]) -> Incident:
    """An incident without the ids of those that are gone."""
    doubles = tuple(one for one in incident.possible_duplicates if one in ids)
    parted = tuple(one for one in incident.split_off if one in ids)
    if (doubles, parted) == (incident.possible_duplicates, incident.split_off):
        return incident
    return replace(incident, possible_duplicates=doubles, split_off=parted)


def _ids_in(record: RecordView) -> set[str]:
    """The ids of everything in a record, rejected claims included."""
    held: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    rejected = (claim.claim_id for claim in record.review.rejected_claims)
    return {*record.documents, *record.claims, *rejected, *map(_id_of, held)}


def _id_of(held: Incident | Aggregate) -> str:
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def _overlaps(claim: AnyClaim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(piece.start < end and start < piece.end for piece in claim.evidence for start, end in spans)


def _overlaps_words(claim: AnyClaim, words: Sequence[str]) -> bool:
    return any(piece.quote in word or word in piece.quote for piece in claim.evidence for word in words)
