"""What a decision would change, and what decisions have changed: incidents and totals before and after.

Of a large record only the reports around what is decided are grouped again; `exact` says where what is on record does
not come out of them as it stands, so that the figures after may differ too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import msgspec

from harmtrace.account.decided import Decided
from harmtrace.account.record import RecordView, with_accounts
from harmtrace.errors import UnknownName
from harmtrace.model.decision import Decision, DecisionKind
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.reviewed import Reviewed
from harmtrace.pipeline.base import Base, base_of, machine_fingerprint
from harmtrace.pipeline.building import Assembled, assembled
from harmtrace.pipeline.record import load_gazetteer, load_record, origins_fingerprint
from harmtrace.pipeline.settings import grades_setting
from harmtrace.provenance.origins import Provenance, find_origins
from harmtrace.resolve.lineage import claims_of
from harmtrace.review.making import Draft, Read, drafted
from harmtrace.review.replay import reviewed
from harmtrace.review.standing import Standings
from harmtrace.review.subjects import Subjects
from harmtrace.store.decisions import decisions
from harmtrace.store.record import Store, now
from harmtrace.vocab.policies import grade_policy

_WHOLE = 3_000
"""A record of so many claims is grouped as a whole."""
_NEAR = timedelta(days=3)
"""Incidents of the same place so many days apart are looked at again."""
_PREVIEWED = "dec_preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be otherwise. `notes` say what the decision cannot do, and which others it would go before."""

    incidents_before: tuple[Incident, ...]
    incidents_after: tuple[Incident, ...]
    aggregates_before: tuple[Aggregate, ...]
    aggregates_after: tuple[Aggregate, ...]
    notes: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """An incident after two of the decisions, over the claims of now; None where there was none.

    `changes` are the fields that differ, before and after; `decisions` are those in between that stand behind it.
    """

    before: Incident | None
    after: Incident | None
    changes: tuple[tuple[str, Any, Any], ...]
    decisions: tuple[Decision, ...]


def preview(
    store: Store,
    person: str,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any] | None,
    read: Read,
    record: RecordView | None = None,
) -> Preview:
    """What a decision would change, as if it were made and approved. `record` is that of the store, if it is at hand.

    Raises what `review.decide.decide` raises but for conflicts.
    """
    record = record or load_record(store)
    found = Subjects(store)
    draft = drafted(found, Draft(person, kind, tuple(subjects), "preview", change or {}), read)
    made = _hypothetical(draft, found.decisions)
    touched = {anchor.claim_id for anchor in made[0].anchors} | set(made[0].subjects)
    part = _Part(store, record, touched | {claim for one in made[1:] for claim in one.subjects})
    before, after = part.built(found.decisions), part.built([*found.decisions, *made])
    return _compared(record, part, before, after, made[0])


def difference(
    store: Store,
    incident_id: str,
    from_seq: int,
    to_seq: int,
    record: RecordView | None = None,
    made: Sequence[Decision] | None = None,
) -> Difference:
    """How an incident stood after the decision `from_seq` and how after `to_seq`, and what changed.

    `record` and `made` are what the person who asks may see of the record and its decisions, else all of it.
    Raises `UnknownName` where it stood after neither.
    """
    record, every = record or load_record(store), decisions(store) if made is None else made
    claims = {claim for one in every if incident_id in one.subjects for claim in one.subjects}
    known = next((one for one in record.incidents if incident_id in (one.incident_id, *one.previous_ids)), None)
    claims |= {link.claim_id for link in known.claims} if known is not None else set()
    part = _Part(store, record, claims)
    states = [part.built([one for one in every if one.seq <= seq]) for seq in (from_seq, to_seq)]
    before, after = (_one(state, incident_id, claims) for state in states)
    if before is None and after is None:
        raise UnknownName(f"no incident was called {incident_id!r} after these decisions")
    low, high = sorted((from_seq, to_seq))
    ids = {*(before.decisions if before else ()), *(after.decisions if after else ())}
    between = tuple(
        one
        for one in every
        if low < one.seq <= high and (one.decision_id in ids or incident_id in one.subjects or claims & {*one.subjects})
    )
    return Difference(before, after, tuple(_changes(before, after)), between)


class _Part:
    """The part of a record that a decision may touch: whole documents, with their origins."""

    def __init__(self, store: Store, record: RecordView, touched: Iterable[str]) -> None:
        self.record = record
        machine = {**record.claims, **{one.claim_id: one for one in record.review.rejected_claims}}
        machine |= record.review.machine
        every = [claim for claim in machine.values() if claim.review is None or claim.review.state != "added"]
        documents = set(record.documents) if len(every) <= _WHOLE else _around(record, set(touched))
        self.whole = len(documents) == len(record.documents)
        self.documents = [document for key, document in record.documents.items() if key in documents]
        self.claims = [_bare(claim) for claim in every if claim.document_id in documents]
        self.policies = [grade_policy(name) for name in grades_setting()]
        kept = list(record.incidents)
        base = base_of(store, kept, machine_fingerprint(list(record.documents.values()), record.review))
        inside = {claim.claim_id for claim in self.claims}
        incidents = {key: ids for key, ids in base.incidents.items() if inside.intersection(ids)}
        self.base = Base(base.machine, incidents, base.lineage)

    def built(self, made: Sequence[Decision]) -> tuple[Reviewed, Assembled]:
        """The part as these decisions make it."""
        review = reviewed(self.documents, self.claims, made)
        provenance = self._provenance(review)
        return review, assembled(self.documents, review, provenance, self.base, self.policies, {}, {})

    def _provenance(self, review: Reviewed) -> Provenance:
        now_ = origins_fingerprint(self.documents, review.claims)
        if self.whole and now_ == origins_fingerprint(self.documents, list(self.record.claims.values())):
            return self.record.provenance
        found = find_origins(self.documents, review.claims)
        if self.whole:
            return found
        # Of a part the origins of the whole record are the better ones, where no decision touched them.
        kept = self.record.provenance
        ids = {claim.claim_id for claim in review.claims}
        return replace(
            found,
            origin_of={**found.origin_of, **{k: v for k, v in kept.origin_of.items() if k in ids}},
            distance={**found.distance, **{k: v for k, v in kept.distance.items() if k in ids}},
            names={**found.names, **kept.names},
            compilations=found.compilations | kept.compilations,
            unnamed=found.unnamed | kept.unnamed,
            passed={**found.passed, **{k: v for k, v in kept.passed.items() if k in ids and v in ids}},
        )


def _bare(claim: Any) -> Any:
    """A claim without what a review says beside it."""
    return replace(claim, review=None) if claim.review is not None else claim


def _around(record: RecordView, touched: set[str]) -> set[str]:
    """The documents of what is touched, of the incidents that these tell of, and of those near by in place and time."""
    claims = {key for key in touched if key in record.claims}
    every = [*record.incidents]
    own = [one for one in every if one.incident_id in touched or claims & {link.claim_id for link in one.claims}]
    ids = {other for one in own for other in one.possible_duplicates}
    places = {where.place_id for one in own for where in one.where if where.place_id}
    near = [one for one in every if one.incident_id in ids or (_place_in(one, places) and _meets(one, own))]
    documents = {document for one in (*own, *near) for document in one.documents}
    documents |= {record.claims[claim].document_id for claim in claims} | (touched & set(record.documents))
    totals = (one for one in record.aggregates if claims & {link.claim_id for link in one.claims})
    documents |= {document for one in totals for document in one.documents}
    documents |= {one.document_id for one in record.review.rejected_claims if one.claim_id in touched}
    return documents & set(record.documents)


def _place_in(incident: Incident, places: set[str]) -> bool:
    return any(where.place_id in places for where in incident.where)


def _meets(incident: Incident, own: Sequence[Incident]) -> bool:
    when = incident.when
    days = (one.when for one in own if one.when is not None)
    return when is not None and any(d.start - _NEAR <= when.end and when.start <= d.end + _NEAR for d in days)


def _hypothetical(draft: Draft, made: Sequence[Decision]) -> list[Decision]:
    """The decision as the next row, and under the two-person rule its approval."""
    seq = made[-1].seq + 1 if made else 1
    one = Decision(
        seq=seq,
        decision_id=_PREVIEWED,
        at=now(),
        person=draft.person,
        kind=draft.kind,
        subjects=draft.subjects,
        change=dict(draft.change),
        reason=draft.reason,
        anchors=draft.anchors,
        previous="",
        row_hash="",
    )
    if not Standings(made).two_person:
        return [one]
    change = {"decision": _PREVIEWED}
    approved = replace(one, seq=seq + 1, decision_id="dec_approved", kind="approve", person="", change=change)
    return [one, replace(approved, anchors=())]


def _compared(
    record: RecordView,
    part: _Part,
    before: tuple[Reviewed, Assembled],
    after: tuple[Reviewed, Assembled],
    made: Decision,
) -> Preview:
    was = {key: row[1] for key, row in before[1].incidents.items()}
    will = {key: row[1] for key, row in after[1].incidents.items()}
    gone = [one for key, one in was.items() if not _same(one, will.get(key))]
    new = [one for key, one in will.items() if not _same(one, was.get(key))]
    stored = {one.incident_id: one for one in record.incidents}
    exact = all(_same(one, stored.get(one.incident_id)) for one in gone)
    totals = _totals(record, part, before, after, {one.incident_id for one in (*gone, *new)})
    return Preview(
        tuple(stored.get(one.incident_id, one) for one in gone),
        tuple(new),
        *totals,
        notes=tuple(_notes(before[0], after[0], made)),
        exact=part.whole or exact,
    )


def _totals(
    record: RecordView,
    part: _Part,
    before: tuple[Reviewed, Assembled],
    after: tuple[Reviewed, Assembled],
    touched: set[str],
) -> tuple[tuple[Aggregate, ...], tuple[Aggregate, ...]]:
    """The totals that differ, those before and those after; of a part, over all incidents on record."""
    was = {key: row[1] for key, row in before[1].aggregates.items()}
    will = {key: row[1] for key, row in after[1].aggregates.items()}
    if not part.whole:
        own = before[1].incidents.keys() | after[1].incidents.keys()
        others = [one for one in record.incidents if one.incident_id not in own]
        was = {one.aggregate_id: one for one in record.aggregates if one.aggregate_id in was or _holds(one, touched)}
        kept = [one for key, one in was.items() if key not in before[1].aggregates]
        incidents = [*others, *(row[1] for row in after[1].incidents.values())]
        claims = {**record.claims, **{claim.claim_id: claim for claim in after[0].claims}}
        view = RecordView(record.documents, claims, incidents, (), part.record.provenance, review=after[0])
        counted = with_accounts([*will.values(), *kept], view, load_gazetteer())
        will = {one.aggregate_id: Decided(after[0]).of(one) for one in counted}
    gone = tuple(one for key, one in was.items() if not _same(one, will.get(key)))
    return gone, tuple(one for key, one in will.items() if not _same(one, was.get(key)))


def _holds(total: Aggregate, touched: set[str]) -> bool:
    return any(one.incident_id in touched for one in total.incidents_in_scope)


def _same(one: Incident | Aggregate, other: Incident | Aggregate | None) -> bool:
    """Whether two states tell the same, whatever decisions stand behind them."""
    return other is not None and not list(_changes(one, other))


def _notes(before: Reviewed, after: Reviewed, made: Decision) -> Iterable[str]:
    for trouble in after.troubles:
        if trouble not in before.troubles:
            whose = "this decision" if trouble.decision_id == made.decision_id else trouble.decision_id
            yield f"{whose}: {trouble.why}"
    for key, state in after.standing.items():
        if key != made.decision_id and before.standing.get(key) == "in_force" and state == "superseded":
            yield f"{key} would no longer hold: this decision is of the same slot"


def _one(state: tuple[Reviewed, Assembled], incident_id: str, claims: set[str]) -> Incident | None:
    """The incident of an id, or the one that holds most of its claims."""
    rows = {key: row[1] for key, row in state[1].incidents.items()}
    if incident_id in rows:
        return rows[incident_id]
    shared = {key: len(claims.intersection(ids)) for key, ids in claims_of(rows.values()).items()}
    best = max(shared, key=lambda key: (shared[key], key), default=None)
    return rows[best] if best is not None and shared[best] else None


def _changes(before: Incident | Aggregate | None, after: Incident | Aggregate | None) -> Iterable[tuple[str, Any, Any]]:
    """The fields that differ; the rows of a toll one by one."""
    was, will = (_plain(one) for one in (before, after))
    for name in sorted({*was, *will}):
        if was.get(name) != will.get(name):
            yield name, was.get(name), will.get(name)


def _plain(held: Incident | Aggregate | None) -> dict[str, Any]:
    if held is None:
        return {}
    plain: dict[str, Any] = msgspec.to_builtins(held)
    for row in plain.pop("tolls"):
        row.pop("because")
        plain[f"toll of {row['harm']}, {row['status']}, {row['unit']}"] = row
    for link in plain["claims"]:
        link.pop("why")
    plain.pop("decisions")
    return plain
