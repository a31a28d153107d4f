"""The group stages: from all current claims to origins, incidents, aggregates and their tolls.

Only groups whose claims, origins or notices changed are built anew; the rest is kept as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from harmtrace.account.decided import Decided
from harmtrace.account.grades import GRADES_VERSION, with_grades
from harmtrace.account.record import RecordView, with_accounts, with_tolls
from harmtrace.model.claim import AnyClaim, places_named
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import Aggregate, Incident, Lineage
from harmtrace.model.reviewed import Reviewed
from harmtrace.pipeline.base import Base, base_of, machine_fingerprint
from harmtrace.pipeline.plan import ACCOUNTING_VERSION, grouping_hash
from harmtrace.pipeline.record import (
    current_provenance,
    current_review,
    load_gazetteer,
    no_search_for_rings,
    origins_fingerprint,
)
from harmtrace.pipeline.settings import grades_setting
from harmtrace.provenance.origins import Provenance
from harmtrace.resolve.grouping import Group, group_claims_anew
from harmtrace.resolve.incidents import build_aggregate, build_incident, incident_id
from harmtrace.resolve.lineage import lineage, with_known_founders
from harmtrace.resolve.remembered import Memory, Remembered
from harmtrace.resolve.settled import Settled
from harmtrace.store.record import Store, now
from harmtrace.vocab.policies import GradePolicy, grade_policy

Report = Callable[[str, int], None]
_PACKS_VERSION = "packs 1"
"""Raised where what a record keeps of its packs changes."""


@no_search_for_rings()
def build_record(store: Store, report: Report) -> int:
    """Bring origins, incidents and aggregates up to date; return how many rows changed.

    Does nothing where the documents and claims are those of the last time.
    """
    documents = store.documents()
    review = current_review(store, documents)
    claims = review.claims
    policies = [grade_policy(name) for name in grades_setting()]
    whole = _fingerprint(documents, review, policies)
    if store.derived_fingerprints("record").get("record") == whole:
        _seal_first(store)
        return 0
    provenance = current_provenance(store, documents, claims)
    telling = sum(bool(group.claims) for group in provenance.groups)
    report("origins", telling)
    kept, machine = store.incidents(), machine_fingerprint(documents, review)
    base = base_of(store, kept, machine)
    fingerprints = store.derived_fingerprints("incident")
    known = {one.incident_id: (fingerprints.get(one.incident_id, ""), one) for one in kept}
    remembered = store.derived_rows("grouping", Remembered)
    built = assembled(documents, review, provenance, base, policies, known, remembered)
    report("incidents", len(built.incidents))
    rows: dict[str, Mapping[str, tuple[str, Any]]] = {
        "origin": {group.origin_id: (content_id("fp", group), group) for group in provenance.groups},
        "incident": built.incidents,
        "aggregate": built.aggregates,
    }
    counts = {"documents": len(documents), "claims": len(claims), "origins": telling, "machine": machine}
    with store.writing() as writing:
        changed = sum(writing.derived(kind, of_kind) for kind, of_kind in rows.items())
        writing.derived("lineage", {row_id: (content_id("fp", row), row) for row_id, row in built.lineage.items()})
        writing.derived("base", base.rows(review))
        writing.derived("pack", _packs(store, claims))
        found_in = origins_fingerprint(documents, claims)
        writing.derived("provenance", {"provenance": (found_in, _without_groups(provenance))})
        writing.derived("grouping", _remembered(store, remembered, built.memory))
        writing.derived("record", {"record": (whole, counts)})
        writing.seal(now())
    return changed


@dataclass(frozen=True, slots=True)
class Assembled:
    """Incidents and aggregates by id, each with its fingerprint, and what became of ids of before."""

    incidents: Mapping[str, tuple[str, Incident]]
    aggregates: Mapping[str, tuple[str, Aggregate]]
    lineage: Mapping[str, Lineage]
    memory: Memory
    """What grouping found, for the next time."""


def assembled(
    documents: Sequence[Document],
    review: Reviewed,
    provenance: Provenance,
    base: Base,
    policies: Sequence[GradePolicy],
    known: Mapping[str, tuple[str, Incident]],
    memory: Memory,
) -> Assembled:
    """Group the claims as persons left them, and account for each group. Incidents `known` by their fingerprint are
    taken as they are.
    """
    settled = Settled(review.joined, review.parted)
    gazetteer, rules = load_gazetteer(), grouping_hash()
    found, memory = group_claims_anew(documents, review.claims, provenance, gazetteer, settled, memory, rules)
    groups = with_known_founders(found, base.incidents)
    parted = lineage(base.incidents, [group for group in groups if group.kind == "incident"], base.lineage)
    by_id = {document.document_id: document for document in documents}
    told = {claim.claim_id: claim for claim in review.claims}
    made = _incidents(known, groups, RecordView(by_id, told, (), (), provenance), policies)
    incidents = _decided(_with_lineage(made, parted), review)
    on_record = [row[1] for row in incidents.values()]
    full = RecordView(by_id, told, on_record, (), provenance, review=review)
    return Assembled(incidents, _aggregates(groups, full), parted, memory)


def _remembered(store: Store, before: Memory, now: Memory) -> dict[str, tuple[str, Any]]:
    """The rows of what grouping found of each document; what is the same object is what was read."""
    known = store.derived_fingerprints("grouping")
    return {
        key: (known[key] if before.get(key) is found else content_id("fp", found), found) for key, found in now.items()
    }


def _without_groups(provenance: Provenance) -> Any:
    """The plain form of what `record.load_record` reads back; the groups are rows of their own."""
    return msgspec.to_builtins(replace(provenance, groups=()), order="deterministic")


def _packs(store: Store, claims: Sequence[AnyClaim]) -> dict[str, tuple[str, Any]]:
    """The packs that are open, and those of earlier runs that places on record still come from."""
    used = {place.pack for claim in claims for place in places_named(claim)}
    packs = {pack.label: pack for pack in store.packs() if pack.label in used}
    packs |= {pack.label: pack for pack in load_gazetteer().used()}
    return {label: (content_id("fp", pack), pack) for label, pack in sorted(packs.items())}


def _seal_first(store: Store) -> None:
    """Seal a record from before there were seals."""
    if not store.seals():
        with store.writing() as writing:
            writing.seal(now())


def _with_lineage(
    incidents: Mapping[str, tuple[str, Incident]], parted: Mapping[str, Lineage]
) -> dict[str, tuple[str, Incident]]:
    """The incidents with the ids that became theirs, and those that they split off from."""
    previous: dict[str, list[str]] = defaultdict(list)
    for row in parted.values():
        for living in row.became:
            previous[living].append(row.row_id)
    found = {}
    for row_id, (fingerprint, incident) in incidents.items():
        before = tuple(sorted(previous[row_id]))
        split_off = parted[row_id].split_off if row_id in parted else ()
        if (before, split_off) != (incident.previous_ids, incident.split_off):
            incident = replace(incident, previous_ids=before, split_off=split_off)
        found[row_id] = (
            content_id("fp", [fingerprint, before, split_off]) if before or split_off else fingerprint,
            incident,
        )
    return found


def _decided(rows: Mapping[str, tuple[str, Incident]], review: Reviewed) -> dict[str, tuple[str, Incident]]:
    """The incidents with the decisions that stand behind them, and the grades that persons gave."""
    if not review.fingerprint:
        return dict(rows)
    decided = Decided(review)
    found = {}
    for incident in decided.graded([decided.of(incident) for _fingerprint, incident in rows.values()]):
        fingerprint, before = rows[incident.incident_id]
        changed = content_id("fp", [fingerprint, incident]) if incident != before else fingerprint
        found[incident.incident_id] = (changed, incident)
    return found


def _incidents(
    known: Mapping[str, tuple[str, Incident]],
    groups: Sequence[Group],
    record: RecordView,
    policies: Sequence[GradePolicy],
) -> dict[str, tuple[str, Incident]]:
    grading = _grading(policies)
    claims, documents, provenance = record.claims, record.documents, record.provenance
    found: dict[str, tuple[str, Incident]] = {}
    for group in groups:
        if group.kind != "incident":
            continue
        row_id = incident_id(group.founder)
        fingerprint = content_id("fp", [_group_fingerprint(group, claims, documents, provenance), grading])
        before, incident = known.get(row_id, ("", None))
        if incident is None or before != fingerprint:
            bare = with_tolls(build_incident(group, claims, documents, provenance), record)
            incident = with_grades(bare, record, policies)
        found[row_id] = (fingerprint, incident)
    return found


def _aggregates(groups: Sequence[Group], record: RecordView) -> dict[str, tuple[str, Aggregate]]:
    claims, documents, provenance = record.claims, record.documents, record.provenance
    bare = [build_aggregate(group, claims, documents, provenance) for group in groups if group.kind == "aggregate"]
    full = with_accounts(bare, record, load_gazetteer())
    if record.review.fingerprint:
        decided = Decided(record.review)
        full = [decided.of(aggregate) for aggregate in full]
    return {aggregate.aggregate_id: (content_id("fp", aggregate), aggregate) for aggregate in full}


def _group_fingerprint(
    group: Group, claims: Mapping[str, AnyClaim], documents: Mapping[str, Document], provenance: Provenance
) -> str:
    held = sorted({claims[claim].document_id for claim in group.claim_ids})
    facts = [[provenance.origin_of.get(claim), provenance.distance.get(claim)] for claim in group.claim_ids]
    decided = [[one, *review.decisions] for one in group.claim_ids if (review := claims[one].review) is not None]
    about = [[d, documents[d].notice, str(documents[d].published), documents[d].state] for d in held]
    known = [group.possible_duplicates, group.presumed, group.areas]
    basis = [group.fingerprint, *known, facts, about, ACCOUNTING_VERSION]
    return content_id("fp", [*basis, decided] if decided else basis)


def _grading(policies: Sequence[GradePolicy]) -> str:
    """What proposals depend on besides the claims."""
    return content_id("fp", [GRADES_VERSION, *policies])


def _fingerprint(documents: Sequence[Document], review: Reviewed, policies: Sequence[GradePolicy]) -> str:
    versions = [_grading(policies), ACCOUNTING_VERSION, _PACKS_VERSION, load_gazetteer().version]
    return content_id("fp", [origins_fingerprint(documents, review.claims), versions, review.fingerprint])
