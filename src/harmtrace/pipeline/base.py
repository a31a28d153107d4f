"""What ids go back to: the incidents as they were when the machine's claims last changed.

A decision of a person that is taken back leaves no trace in the ids of incidents: they are worked out each time from
those of this base, and from the decisions in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import Incident, Lineage
from harmtrace.model.review import PERSON
from harmtrace.model.reviewed import Reviewed
from harmtrace.pipeline.plan import ORIGINS_VERSION
from harmtrace.resolve.lineage import claims_of
from harmtrace.store.record import Store


@dataclass(frozen=True, slots=True)
class Base:
    """The claims of each incident by its id, and what had become of ids before."""

    machine: str
    incidents: Mapping[str, Sequence[str]]
    lineage: Mapping[str, Lineage]

    def rows(self, review: Reviewed) -> dict[str, tuple[str, Any]]:
        """The row to keep while decisions are in force; without any, what is on record is the base itself."""
        if not review.fingerprint:
            return {}
        body = {"machine": self.machine, "incidents": self.incidents, "lineage": self.lineage}
        return {"base": (content_id("fp", body), body)}


def base_of(store: Store, kept: Sequence[Incident], machine: str) -> Base:
    """The base of a record whose machine's claims have the fingerprint `machine` now; `kept` are its incidents."""
    last = store.derived_body("record", "record") or {}
    plain = store.derived_body("base", "base") if last.get("machine") == machine else None
    if plain is not None:
        return msgspec.convert(plain, Base)
    return Base(machine, claims_of(kept), store.lineage())


def machine_fingerprint(documents: Sequence[Document], review: Reviewed) -> str:
    """What the machine reads, whatever persons decided about it."""
    facts = [[d.document_id, d.capture, d.state, d.notice, str(d.published), d.publisher] for d in documents]
    every = (*review.claims, *review.rejected_claims)
    read = sorted(claim.claim_id for claim in every if claim.extractor.name != PERSON)
    return content_id("fp", [facts, read, ORIGINS_VERSION])
