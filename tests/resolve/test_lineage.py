"""Which ids of incidents live on when reports join, part or leave, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from harmtrace.model.incident import Incident, Lineage
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import Group, group_claims
from harmtrace.resolve.incidents import build_incident, incident_id
from harmtrace.resolve.lineage import claims_of, lineage, with_known_founders
from tests.record_claims import HABIT, Report, claim_of, document_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def grouped(
    reports: Sequence[Report], gazetteer: Gazetteer, before: Sequence[Incident] = ()
) -> tuple[list[Group], list[Incident]]:
    """The groups of some reports and their incidents, where those of `before` are on record."""
    documents, claims = [document_of(r) for r in reports], [claim_of(r) for r in reports]
    provenance = find_origins(documents, claims)
    found = group_claims(documents, claims, provenance, gazetteer)
    groups = with_known_founders(found, [incident.incident_id for incident in before])
    told = {claim.claim_id: claim for claim in claims}
    held = {document.document_id: document for document in documents}
    return groups, [build_incident(group, told, held, provenance) for group in groups]


LATE = Report("late", "Valley Post", [("killed", "civilian", "3")], published="2018-09-12")
EARLY = replace(LATE, document_id="early", publisher="Hill Post", published="2018-09-09")
ELSEWHERE = replace(LATE, document_id="other", place=HABIT)


def test_an_incident_keeps_its_id_when_an_earlier_report_joins(gazetteer: Gazetteer) -> None:
    _groups, [before] = grouped([LATE], gazetteer)
    groups, [after] = grouped([LATE, EARLY], gazetteer, [before])
    assert after.incident_id == before.incident_id
    assert after.documents == ("early", "late")
    assert lineage(claims_of([before]), groups, {}) == {}


def test_of_two_incidents_that_become_one_an_id_lives_on_and_the_other_says_so(gazetteer: Gazetteer) -> None:
    _groups, [one] = grouped([LATE], gazetteer)
    _groups, [other] = grouped([EARLY], gazetteer)
    groups, [after] = grouped([LATE, EARLY], gazetteer, [one, other])
    assert after.incident_id in (one.incident_id, other.incident_id)
    [gone] = {one.incident_id, other.incident_id} - {after.incident_id}
    assert lineage(claims_of([one, other]), groups, {}) == {gone: Lineage(gone, (after.incident_id,))}


def test_what_splits_off_says_from_which(gazetteer: Gazetteer) -> None:
    groups, [one, other] = grouped([LATE, ELSEWHERE], gazetteer)
    joined = replace(one, claims=(*one.claims, *other.claims))
    assert lineage(claims_of([joined]), groups, {}) == {
        other.incident_id: Lineage(other.incident_id, split_off=(one.incident_id,))
    }


def test_an_id_without_claims_became_nothing_and_is_not_forgotten(gazetteer: Gazetteer) -> None:
    _groups, [before] = grouped([LATE], gazetteer)
    rows = lineage(claims_of([before]), [], {})
    assert rows == {before.incident_id: Lineage(before.incident_id)}
    assert lineage({}, [], rows) == rows


def test_an_id_leads_to_what_its_successor_became(gazetteer: Gazetteer) -> None:
    groups, [after] = grouped([LATE], gazetteer)
    known = {"inc_a": Lineage("inc_a", ("inc_b",)), "inc_b": Lineage("inc_b", (after.incident_id,))}
    rows = lineage(claims_of([after]), groups, known)
    assert rows["inc_a"].became == rows["inc_b"].became == (after.incident_id,)
    assert incident_id(groups[0].founder) == after.incident_id
