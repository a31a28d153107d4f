"""Decisions outlive a rerun of another version of the extractor, on a real record; and claims that persons add."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harmtrace.errors import BadDecision, UnknownName
from harmtrace.extract import building
from harmtrace.model.claim import AnyClaim
from harmtrace.pipeline import reading
from harmtrace.pipeline.deciding import decide, history, undo
from harmtrace.pipeline.record import load_record
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.pipeline.trace import trace
from harmtrace.pipeline.verify import verify
from harmtrace.store.decisions import head
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, record_in
from tests.review.test_deciding import of

QUIET = {
    "id": "ward-2",
    "publisher": "Ward Post",
    "published": "2018-09-13",
    "language": "en",
    "title": "The wards",
    "text": "The wards of Hass were full for days. Of the raid on the market they say: eight, all of them civilians.",
}


def rerun(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read everything again with a version that gives each claim another id."""
    for module in (building, reading):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", "999")
    run([str(folder / "corpus.jsonl")], url, RunOptions(person="tester", jobs=1))


def test_corrections_merges_and_grades_stand_after_a_rerun_with_other_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Two civilians were killed in Kafr Nabl on 8 September 2018 by a mine."
    url, _ = record_in(tmp_path, ORIGINAL, RELAY, OTHER, {**OTHER, "id": "harm-2", "text": told})
    store = Store.open(url)
    other, far = of(store, "harm-1"), of(store, "harm-2")
    at = other.source.content.index("Six")
    change = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 7, "low": 7, "high": 7}}
    decide(store, "Ada", "correct", (other.claim_id,), change, "their list", head(store))
    decide(store, "Ada", "merge", [i.incident_id for i in store.incidents()], None, "one attack", head(store))
    [incident] = store.incidents()
    grade = {"policy": incident.grades[0].policy, "actor_id": incident.grades[0].actor_id, "grade": "contested"}
    decide(store, "Ada", "grade", (incident.incident_id,), grade, "denied", head(store))
    decide(store, "Ada", "accept", (far.claim_id,), None, "read", head(store))
    before = [incident] = store.incidents()
    rerun(tmp_path, url, monkeypatch)
    [after] = store.incidents()
    assert {link.claim_id for link in after.claims}.isdisjoint(link.claim_id for link in incident.claims)
    assert [(r.harm, r.status, r.min, r.max, r.because.decisions) for r in after.tolls] == [
        (r.harm, r.status, r.min, r.max, r.because.decisions) for one in before for r in one.tolls
    ]
    assert (after.decisions, after.grades[0].decided) == (incident.decisions, "contested")
    assert {entry.standing for entry in history(store)} == {"in_force"}
    assert of(store, "harm-1").claim_id != other.claim_id
    kinds = [entry.decision.kind for entry in history(store, of(store, "harm-1").claim_id)]
    assert kinds == ["correct", "merge", "grade"]
    assert verify(store).holds


def added(store: Store) -> dict[str, Any]:
    text = QUIET["text"]
    one, place = text.index("eight"), text.index("Hass")
    start = text.index("Of the raid")
    [where] = of(store, "league-1").where[:1]
    return {
        "kind": "event",
        "document_id": "ward-2",
        "evidence": [{"start": start, "end": len(text)}],
        "when": {"start": "2018-09-08", "end": "2018-09-08", "precision": "day", "basis": "inherited"},
        "where": [
            {"start": place, "end": place + 4, "role": "location", "status": "resolved", "name": "Hass",
             "level": where.level, "place_id": where.place_id, "admin": list(where.admin)}
        ],
        "harms": [
            {"harm": "killed", "status": "civilian",
             "quantity": {"value": 8, "low": 8, "high": 8, "op": "eq", "start": one, "end": one + 5}}
        ],
    }  # fmt: skip


def by_persons(store: Store) -> list[AnyClaim]:
    claims = load_record(store).claims.values()
    return [claim for claim in claims if claim.review is not None and claim.review.state == "added"]


def most(store: Store) -> object:
    """The most dead whom anybody tells of one incident."""
    rows = (row for incident in store.incidents() for row in incident.tolls if row.harm == "killed")
    return max(row.highest_stated or 0 for row in rows)


def test_a_claim_that_a_person_adds_counts_has_its_words_and_outlives_a_rerun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = record_in(tmp_path, ORIGINAL, RELAY, OTHER, QUIET)
    store = Store.open(url)
    claim = added(store)
    made = decide(store, "Ada", "add", (), {"claim": claim}, "the machine read no raid here", 0)
    [new] = by_persons(store)
    assert new.extractor.name == "person"
    assert new.evidence[0].quote.startswith("Of the raid")
    assert most(store) == 8
    assert [one.decision.decision_id for one in trace(store, new.claim_id).claims[0].decisions] == [made.decision_id]
    at = claim["harms"][0]["quantity"]["start"]
    change = {"slot": "harms/0/quantity", "value": {"value": 9, "low": 9, "high": 9}, "spans": [[at, at + 5]]}
    corrected = decide(store, "Ben", "correct", (new.claim_id,), change, "nine, by the list", head(store))
    assert most(store) == 9
    rerun(tmp_path, url, monkeypatch)
    assert most(store) == 9
    monkeypatch.undo()
    run([str(tmp_path / "corpus.jsonl")], url, RunOptions(person="tester", jobs=1))
    undo(store, "Ben", corrected.decision_id, "eight after all", head(store))
    undo(store, "Ada", made.decision_id, "it is of another day", head(store))
    assert by_persons(store) == []
    assert most(store) == 6
    assert verify(store).holds


def test_a_claim_without_words_or_outside_its_text_is_not_added(tmp_path: Path) -> None:
    store = Store.open(record_in(tmp_path, ORIGINAL, QUIET)[0])
    claim = added(store)
    for wrong in (
        {**claim, "evidence": []},
        {**claim, "evidence": [{"start": 0, "end": 9999}]},
        {**claim, "document_id": "nowhere"},
        {**claim, "kind": "rumour"},
        {**claim, "modality": "sworn"},
    ):
        with pytest.raises((BadDecision, UnknownName)):
            decide(store, "Ada", "add", (), {"claim": wrong}, "why", 0)
    assert history(store) == []
