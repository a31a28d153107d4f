"""What decisions are about, looked up on record: claims, the incidents that hold them, the words that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import select

from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Anchor, Decision
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.reviewed import Reviewed
from harmtrace.review.anchors import anchor_of
from harmtrace.review.replay import reviewed
from harmtrace.review.standing import Standings
from harmtrace.store import tables
from harmtrace.store.decisions import decisions
from harmtrace.store.record import Store


class Subjects:
    """The record as a decision finds it; each thing is read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._documents: dict[str, Document] = {}
        self._reviewed: dict[str, Reviewed] = {}
        self._claims: dict[str, AnyClaim] = {}

    @cached_property
    def decisions(self) -> list[Decision]:
        """All decisions, in order."""
        return decisions(self.store)

    @cached_property
    def standings(self) -> Standings:
        """Which of them are in force."""
        return Standings(self.decisions)

    def decision(self, decision_id: str) -> Decision:
        """One decision. Raises `UnknownName`."""
        found = self.standings.decisions.get(decision_id)
        if found is None:
            raise UnknownName(f"no decision is called {decision_id!r}")
        return found

    def document(self, document_id: str) -> Document:
        """One document. Raises `UnknownName`."""
        if document_id not in self._documents:
            found = self.store.document(document_id)
            if found is None or found.state == "withdrawn":
                raise UnknownName(f"no document is called {document_id!r}, or it was withdrawn")
            self._documents[document_id] = found
        return self._documents[document_id]

    def reviewed(self, document_id: str) -> Reviewed:
        """The claims of one document as they stand."""
        if document_id not in self._reviewed:
            claims = self.store.claims(document_id)
            self._reviewed[document_id] = reviewed([self.document(document_id)], claims, self.decisions)
        return self._reviewed[document_id]

    def claim(self, claim_id: str) -> AnyClaim:
        """One claim as it stands, also one that is rejected. Raises `UnknownName`."""
        if claim_id not in self._claims:
            document_id = self._document_of(claim_id)
            held = self.reviewed(document_id) if document_id is not None else Reviewed()
            self._claims |= {claim.claim_id: claim for claim in (*held.claims, *held.rejected_claims)}
        if claim_id not in self._claims:
            raise UnknownName(f"no claim of now is called {claim_id!r}")
        return self._claims[claim_id]

    def rejected_by(self, claim: AnyClaim) -> str | None:
        """The decision that rejected a claim, if one in force did."""
        return self.reviewed(claim.document_id).rejected.get(claim.claim_id)

    def incident(self, incident_id: str) -> Incident:
        """One incident. Raises `UnknownName`."""
        found = self.store.incident(incident_id)
        if found is None:
            raise UnknownName(f"no incident is called {incident_id!r}")
        return found

    def anchor(self, claim_id: str, held_in: str | None = None) -> Anchor:
        """The words of a claim, for a decision to point at. `held_in` is the incident that it supports, if known."""
        claim = self.claim(claim_id)
        home = self.held_in(claim_id) if held_in is None else held_in
        return anchor_of(claim, self.document(claim.document_id).capture, home)

    def anchors(self, incident: Incident, claims: Iterable[str]) -> tuple[Anchor, ...]:
        """The words of claims of an incident."""
        return tuple(self.anchor(claim_id, incident.incident_id) for claim_id in claims)

    def held_in(self, claim_id: str) -> str:
        """The incident or aggregate that a claim supports now, or nothing."""
        table = tables.derived
        named = table.c.kind.in_(("incident", "aggregate")) & table.c.body.contains(f'"{claim_id}"', autoescape=True)
        with self.store.engine.connect() as connection:
            ids = connection.execute(select(table.c.id).where(named).order_by(table.c.id)).scalars().all()
        held = ((row_id, self.store.incident(row_id) or self.store.aggregate(row_id)) for row_id in ids)
        return next((row_id for row_id, one in held if one is not None and claim_id in supporting(one)), "")

    def about(self, subject: str) -> tuple[str, ...]:
        """A subject with all that a decision on it is about too: the claims of an incident, the subjects of another."""
        decision = self.standings.decisions.get(subject)
        if decision is not None:
            return (subject, *decision.subjects)
        incident = self.store.incident(subject)
        return (subject, *supporting(incident)) if incident is not None else (subject,)

    def known(self, row_id: str) -> bool:
        """Whether anything on record, or a decision, has this id."""
        if row_id in self.standings.decisions or self._document_of(row_id) is not None:
            return True
        readers = (self.store.incident, self.store.aggregate, self.store.lineage_of, self.store.document)
        return any(read(row_id) is not None for read in readers)

    def _document_of(self, claim_id: str) -> str | None:
        table = tables.claims
        query = select(table.c.document_id).where(table.c.claim_id == claim_id).order_by(table.c.seq.desc()).limit(1)
        with self.store.engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is not None:
            return str(found)
        added = (one.anchors[0] for one in self.decisions if one.kind == "add" and one.anchors)
        return next((anchor.document_id for anchor in added if anchor.claim_id == claim_id), None)


def supporting(held: Incident | Aggregate) -> tuple[str, ...]:
    """The claims that support an incident or aggregate."""
    return tuple(link.claim_id for link in held.claims if link.role == "supports")


def some(subjects: Sequence[str], least: int, what: str) -> Iterable[str]:
    """The subjects, each once. Raises `BadDecision` where they are too few."""
    found = list(dict.fromkeys(subjects))
    if len(found) < least:
        raise BadDecision(f"it takes {least} {what} at least")
    return found
