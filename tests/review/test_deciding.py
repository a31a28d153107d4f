"""Decisions on a real record: written once, in force or not, replayed over the machine's claims."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from harmtrace.account.toll import TollQuestion, toll
from harmtrace.errors import BadDecision, DecidedMeanwhile, OwnDecision
from harmtrace.model.claim import EventClaim
from harmtrace.pipeline.deciding import approve, decide, history, queue, undo
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.verify import verify
from harmtrace.pipeline.withdraw import withdraw
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, record_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A record of three reports of one attack: five killed, by one origin and its relay, and six by another."""
    url, _ = record_in(tmp_path, ORIGINAL, RELAY, OTHER)
    return Store.open(url)


def of(store: Store, document_id: str) -> EventClaim:
    """The claim of a document that tells of the dead."""
    claims = [c for c in load_record(store).claims.values() if c.document_id == document_id]
    return next(c for c in claims if isinstance(c, EventClaim) and any(h.harm == "killed" for h in c.harms))


def killed(store: Store) -> tuple[object, object]:
    [incident] = store.incidents()
    row = next(row for row in incident.tolls if (row.harm, row.status) == ("killed", "any"))
    return row.min, row.max


def derived(store: Store) -> list[tuple[object, ...]]:
    """Everything that was built, byte for byte."""
    return [tuple(row.values()) for row in store.rows("derived")]


def test_a_rejected_claim_counts_nowhere_and_an_undo_gives_back_the_same_record(store: Store) -> None:
    before, other = derived(store), of(store, "harm-1")
    assert killed(store) == (5, 6)
    made = decide(store, "Ada", "reject", (other.claim_id,), None, "the page speaks of another town", seen=0)
    assert killed(store) == (5, 5)
    assert other.claim_id not in load_record(store).claims
    assert [one.claim_id for one in load_record(store).review.rejected_claims] == [other.claim_id]
    undo(store, "Ada", made.decision_id, "I misread it", seen=made.seq)
    assert derived(store) == before
    assert [entry.standing for entry in history(store, other.claim_id)] == ["undone", "in_force"]
    assert verify(store).holds


def test_a_corrected_figure_keeps_its_claim_and_shows_what_the_machine_reads(store: Store) -> None:
    other = of(store, "harm-1")
    at = other.source.content.index("Six")
    change = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 7, "low": 7, "high": 7}}
    made = decide(store, "Ada", "correct", (other.claim_id,), change, "the agency's notice of 13 September", seen=0)
    claim = of(store, "harm-1")
    assert claim.claim_id == other.claim_id
    assert claim.harms[0].quantity.value == 7
    assert claim.harms[0].quantity.text == "Six"
    assert claim.review is not None
    [told] = claim.review.corrections
    assert (told.decision_id, told.machine["value"], told.person["value"]) == (made.decision_id, 6, 7)
    assert killed(store) == (5, 7)


def test_whoever_decides_on_what_was_decided_meanwhile_is_told_by_whom_and_why(store: Store) -> None:
    other = of(store, "harm-1")
    first = decide(store, "Ada", "accept", (other.claim_id,), None, "read against the page", seen=0)
    with pytest.raises(DecidedMeanwhile, match=f"Ada.*{first.decision_id}.*read against the page"):
        decide(store, "Ben", "reject", (other.claim_id,), None, "no such page", seen=0)
    decide(store, "Ben", "reject", (other.claim_id,), None, "no such page", seen=first.seq)
    assert [entry.standing for entry in history(store, other.claim_id)] == ["superseded", "in_force"]


def test_under_the_two_person_rule_a_decision_waits_for_another_person(store: Store) -> None:
    other = of(store, "harm-1")
    decide(store, "Ada", "rule", ("record",), {"two_person": True}, "our handbook", seen=0)
    made = decide(store, "Ada", "reject", (other.claim_id,), None, "another town", seen=0)
    assert killed(store) == (5, 6)
    assert queue(store).rows[0].row_id == made.decision_id
    with pytest.raises(OwnDecision):
        approve(store, "Ada", made.decision_id, "I am sure", seen=made.seq)
    approved = approve(store, "Ben", made.decision_id, "I agree", seen=made.seq)
    assert killed(store) == (5, 5)
    undo(store, "Ben", approved.decision_id, "I was hasty", seen=approved.seq)
    assert killed(store) == (5, 6)


def test_a_decision_without_reason_person_or_words_is_refused(store: Store) -> None:
    claim = of(store, "harm-1").claim_id
    for person, kind, change, reason in (
        ("Ada", "reject", None, "  "),
        (" ", "reject", None, "why"),
        ("Ada", "correct", {"slot": "confidence", "value": 1.0}, "why"),
        ("Ada", "correct", {"slot": "harms/0/status", "value": "saint"}, "why"),
        ("Ada", "correct", {"slot": "harms/0/quantity", "value": {"value": 7}, "spans": [[0, 100000]]}, "why"),
        ("Ada", "correct", {"slot": "harms/9/quantity", "value": {"value": 7}}, "why"),
    ):
        with pytest.raises(BadDecision):
            decide(store, person, kind, (claim,), change, reason, seen=0)  # type: ignore[arg-type]
    assert history(store) == []


def test_decisions_are_append_only_and_a_changed_one_is_found(store: Store) -> None:
    decide(store, "Ada", "reject", (of(store, "harm-1").claim_id,), None, "another town", seen=0)
    with pytest.raises(DatabaseError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text("UPDATE decisions SET person = 'Ben'"))
    with store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER decisions_no_update"))
        connection.execute(text("UPDATE decisions SET person = 'Ben'"))
    report = verify(store)
    assert any(finding.what in ("decision", "decisions") for finding in report.findings)


def test_the_queue_puts_most_harm_first_and_says_why(store: Store) -> None:
    [first, *_] = queue(store).rows
    assert first.kind == "incident"
    assert any("killed" in said for said in first.why)
    assert any("differ" in said for said in first.why)
    assert msgspec.json.encode(queue(store))


def test_a_range_that_one_claim_gives_is_no_difference_of_figures(tmp_path: Path) -> None:
    open_ended = {**ORIGINAL, "text": "An air strike on Hass killed at least five civilians on 8 September 2018."}
    url, _ = record_in(tmp_path, open_ended)
    [first, *_] = queue(Store.open(url)).rows
    assert any("killed" in said for said in first.why)
    assert not any("differ" in said for said in first.why)


def test_two_incidents_are_merged_and_parted_again_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    elsewhere = {
        **OTHER,
        "id": "harm-2",
        "text": "Two civilians were killed in Kafr Nabl on 8 September 2018 by a mine.",
    }
    url, _ = record_in(tmp_path, ORIGINAL, elsewhere)
    store = Store.open(url)
    before, (one, other) = derived(store), store.incidents()
    made = decide(store, "Ada", "merge", (one.incident_id, other.incident_id), None, "one attack, two wards", seen=0)
    [merged] = store.incidents()
    assert {link.claim_id for link in merged.claims} == {link.claim_id for i in (one, other) for link in i.claims}
    assert made.decision_id in merged.decisions
    assert all(made.decision_id in row.because.decisions for row in merged.tolls)
    assert any(made.decision_id in link.why and "the machine holds them apart" in link.why for link in merged.claims)
    undo(store, "Ada", made.decision_id, "two attacks after all", seen=made.seq)
    assert derived(store) == before


def test_a_claim_is_split_off_and_stays_apart(store: Store) -> None:
    before, other = derived(store), of(store, "harm-1")
    [incident] = store.incidents()
    made = decide(store, "Ada", "split", (incident.incident_id, other.claim_id), None, "a second strike", seen=0)
    found = store.incidents()
    assert len(found) == 2
    assert all(made.decision_id in one.decisions for one in found)
    assert not any(one.possible_duplicates for one in found)
    undo(store, "Ada", made.decision_id, "one strike", seen=made.seq)
    assert derived(store) == before


def test_a_grade_that_a_person_gives_stands_beside_what_was_proposed(store: Store) -> None:
    [incident] = store.incidents()
    proposed = incident.grades[0]
    change = {"policy": proposed.policy, "actor_id": proposed.actor_id, "grade": "contested"}
    made = decide(store, "Ada", "grade", (incident.incident_id,), change, "the ministry denies it", seen=0)
    [graded] = store.incidents()
    assert (graded.grades[0].proposed, graded.grades[0].decided) == (proposed.proposed, "contested")
    assert graded.grades[0].decision_id == made.decision_id
    for wrong in ({"grade": "dubious"}, {"policy": "nobody's"}):
        with pytest.raises(BadDecision):
            decide(store, "Ada", "grade", (incident.incident_id,), {**change, **wrong}, "why", seen=made.seq)


def test_an_incident_all_of_whose_claims_were_accepted_is_reviewed(store: Store) -> None:
    [incident] = store.incidents()
    assert incident.status == "machine"
    claims = [link.claim_id for link in incident.claims]
    decide(store, "Ada", "accept", claims, None, "read against the pages", seen=0)
    [after] = store.incidents()
    assert after.status == "reviewed"
    assert not any(row.because.decisions for row in after.tolls)


def test_words_of_a_withdrawn_document_leave_its_decisions_and_the_chain_holds(store: Store) -> None:
    other, wire, original = (of(store, key) for key in ("harm-1", "wire-1", "league-1"))
    at = other.source.content.index("Six")
    change = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 7, "low": 7, "high": 7}}
    decide(store, "Ada", "correct", (other.claim_id,), change, "Six is a slip of the pen", seen=0)
    kept = decide(store, "Ada", "same", (wire.claim_id, original.claim_id), None, "one strike", seen=0)
    withdraw(store, "harm-1", "data officer", "consent taken back")
    corrected, same = (entry.decision for entry in history(store))
    assert corrected.withdrawn
    assert b"slip" not in msgspec.json.encode(corrected)
    assert b"civilians" not in msgspec.json.encode(corrected)
    assert (corrected.person, corrected.kind) == ("Ada", "correct")
    assert same.decision_id == kept.decision_id
    assert [one.decisions for one in load_record(store).review.joined] == [(kept.decision_id,)]
    assert killed(store) == (5, 5)
    assert verify(store).holds


def test_what_persons_hold_for_one_incident_and_the_words_do_not_make_is_told(store: Store) -> None:
    one, other = of(store, "harm-1"), of(store, "league-1")
    made = decide(store, "Ada", "same", (one.claim_id, other.claim_id), None, "one strike", seen=0)
    change = {"slot": "modality", "value": "denied"}
    decide(store, "Ada", "correct", (one.claim_id,), change, "they deny it", seen=made.seq)
    [trouble] = [t for t in load_record(store).review.troubles if t.decision_id == made.decision_id]
    assert one.claim_id in trouble.why


def test_a_claim_that_was_rejected_is_told_behind_the_toll_of_what_it_told_of(store: Store) -> None:
    other = of(store, "harm-1")
    made = decide(store, "Ada", "reject", (other.claim_id,), None, "another town", seen=0)
    record = load_record(store)
    found = toll(TollQuestion(), record, load_gazetteer())
    assert found.because.decisions == (made.decision_id,)
    elsewhen = TollQuestion(start=datetime.date(2019, 1, 1), end=datetime.date(2019, 1, 2))
    assert toll(elsewhen, record, load_gazetteer()).because.decisions == ()
