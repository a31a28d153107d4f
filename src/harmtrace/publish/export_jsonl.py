"""JSON Lines: the objects of the contract, the first line saying what the file is and who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.model.claim import to_plain
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.views import Views


def write(record: RecordView, views: Views, out: TextIO) -> None:
    """Write a head line, then incidents, aggregates and, in internal exports, origins, claims and decisions."""
    for row in _rows(record, views):
        out.write(msgspec.json.encode(row).decode() + "\n")


def _rows(record: RecordView, views: Views) -> Iterator[dict[str, Any]]:
    access = "PUBLIC" if views.public else "INTERNAL: not for publication"
    head: dict[str, Any] = {"version": __version__, "as_of": views.as_of, "notices": views.notices()}
    head["attribution"] = credit_lines(record, views.gazetteer)
    head["packs"] = msgspec.to_builtins(record.packs)
    yield {"type": "export", "access": access, **head}
    if views.public:
        for view in (*views.incidents(), *views.aggregates()):
            yield {"type": view.kind, **msgspec.to_builtins(view)}
        return
    for incident in record.incidents:
        yield {"type": "incident", **msgspec.to_builtins(incident)}
    for aggregate in record.aggregates:
        yield {"type": "aggregate", **msgspec.to_builtins(aggregate)}
    for group in record.provenance.groups:
        yield {"type": "origin", **msgspec.to_builtins(group)}
    for claim in record.claims.values():
        yield {"type": "claim", **to_plain(claim)}
    for claim in record.review.rejected_claims:
        rejected = record.review.rejected[claim.claim_id]
        yield {"type": "rejected_claim", "rejected_by": rejected, **to_plain(claim)}
    for decision in record.review.decisions:
        standing = record.review.standing.get(decision.decision_id)
        yield {"type": "decision", "standing": standing, **msgspec.to_builtins(decision)}
