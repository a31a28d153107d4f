"""What is restricted is nowhere in what people without the right are given, and nothing else is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from harmtrace.account.record import RecordView
from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.claim import EventClaim, to_plain
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer, load_record, load_released
from harmtrace.pipeline.restricting import release, restrict
from harmtrace.publish.exports import export
from harmtrace.publish.report import report_html
from harmtrace.review.decide import decide
from harmtrace.review.redaction import redacted_decisions
from harmtrace.review.restricting import restricting, restrictions_of
from harmtrace.store.decisions import decisions, head
from harmtrace.store.record import Store
from tests.reports import EVERYTHING, record_in

WITNESS = {
    "id": "rescue-7",
    "publisher": "Rescue Post",
    "published": "2018-09-09",
    "language": "en",
    "title": "Rana Odeh tells of the strike",
    "url": "https://rescue.example/rana-odeh",
    "text": "An air strike on the market of Hass killed seven civilians on 8 September 2018, Rana Odeh said. "
    "Rana Odeh, a nurse, carried two children out. She hides in the house behind the bakery.",
}
SECOND = {
    "id": "rescue-8",
    "publisher": "Rana Odeh",
    "published": "2018-09-10",
    "language": "ar",
    "title": "شهادة رنا عودة",
    "url": "https://rescue.example/post/8",
    "text": "قالت رنا عودة إن أربعة مدنيين قُتلوا في قصف على بلدة حاس جنوب إدلب يوم السبت.",
}
NAMES = ("Rana Odeh", "رنا عودة")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url, _ = record_in(tmp_path, *EVERYTHING, WITNESS, SECOND)
    opened = Store.open(url)
    yield opened
    opened.close()


def whole_text_of(record: RecordView) -> str:
    """Everything that a record holds, as one text."""
    review = record.review
    plain = [to_plain(one) for one in (*record.claims.values(), *review.rejected_claims, *review.machine.values())]
    held: list[Any] = [record.incidents, record.aggregates, record.provenance, record.documents, plain]
    return msgspec.json.encode(held).decode()


def exported(record: RecordView, form: str) -> str:
    out = io.StringIO(newline="")
    export(form, record, out)
    return out.getvalue()


def test_a_restricted_name_is_in_nothing_that_is_given_out(store: Store) -> None:
    claim = next(key for key, one in load_record(store).claims.items() if one.document_id == "rescue-7")
    decide(store, person="amal", kind="accept", subjects=[claim], reason="so says Rana Odeh", seen=head(store))
    before = load_released(store)
    assert "Rana Odeh" in whole_text_of(before)
    assert "so says Rana Odeh" in exported(before, "jsonl")
    restrict(store, "names", NAMES, (), "dana", "a witness")
    record = load_released(store)
    texts = [whole_text_of(record), *(exported(record, form) for form in ("csv", "geojson", "jsonl"))]
    texts.append(report_html(record, load_gazetteer()))
    for text in texts:
        for name in (*NAMES, "rana", "odeh", "عودة"):
            assert name not in text.casefold(), name
            assert name not in text, name
    assert len(record.claims) == len(before.claims)
    assert [one.incident_id for one in record.incidents] == [one.incident_id for one in before.incidents]
    assert [one.tolls for one in record.incidents] == [one.tolls for one in before.incidents]
    assert load_record(store).documents["rescue-7"].text == WITNESS["text"]


def test_a_name_is_covered_in_claims_that_were_rejected_too(store: Store) -> None:
    told = [one for one in load_record(store).claims.values() if one.document_id == "rescue-7"]
    assert any("Rana" in claim.evidence[0].quote for claim in told)
    for claim in told:
        decide(store, person="amal", kind="reject", subjects=[claim.claim_id], reason="not so", seen=head(store))
    restrict(store, "names", NAMES, (), "dana", "a witness")
    assert load_record(store).review.machine
    record = load_released(store)
    assert record.review.machine.keys() == load_record(store).review.machine.keys()
    assert "Rana" not in whole_text_of(record)


def test_words_are_covered_in_their_document_alone(store: Store) -> None:
    restrict(store, "words", ["rescue-7"], ["house behind the bakery"], "dana", "where she hides")
    record = load_released(store)
    assert "bakery" not in whole_text_of(record)
    assert record.documents["rescue-7"].text.startswith("An air strike on the market of Hass")
    assert record.documents["league-1"] is not None
    with pytest.raises(BadDecision):
        restrict(store, "words", ["rescue-7"], ["words that are not there"], "dana", "why")


def test_a_restricted_document_is_as_if_absent(store: Store) -> None:
    before = load_released(store)
    restrict(store, "item", ["rescue-7"], (), "dana", "endangers the source")
    record = load_released(store)
    assert "rescue-7" not in whole_text_of(record)
    assert all(one.document_id != "rescue-7" for one in record.claims.values())
    highest = {toll.highest_stated for one in record.incidents for toll in one.tolls}
    assert 7 in {toll.highest_stated for one in before.incidents for toll in one.tolls}
    assert 7 not in highest  # no figure rests on what cannot be opened
    assert 6 in highest
    told: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    held = {link.claim_id for one in told for link in one.claims}
    assert held <= record.claims.keys()
    because = {c for one in record.incidents for toll in one.tolls for c in (*toll.because.min, *toll.because.max)}
    assert because <= record.claims.keys()


def test_a_restricted_claim_takes_its_words_with_it(store: Store) -> None:
    claim = next(
        one for one in load_record(store).claims.values() if one.document_id == "league-1" and one.kind == "event"
    )
    restrict(store, "item", [claim.claim_id], (), "dana", "endangers the source")
    record = load_released(store)
    assert claim.claim_id not in whole_text_of(record)
    assert claim.evidence[0].quote not in record.documents["league-1"].text
    assert len(record.documents["league-1"].text) == len(claim.source.content)


def test_a_restricted_incident_is_gone_with_its_claims(store: Store) -> None:
    incident = load_record(store).incidents[0]
    restrict(store, "item", [incident.incident_id], (), "dana", "under embargo")
    record = load_released(store)
    text = whole_text_of(record)
    assert incident.incident_id not in text
    assert all(link.claim_id not in text for link in incident.claims)


def test_restricted_positions_lie_on_the_public_grid_and_stay_there(store: Store) -> None:
    incident = next(one for one in load_record(store).incidents if any(where.is_point() for where in one.where))
    exact = next(where for where in incident.where if where.is_point())
    restrict(store, "coordinates", [incident.incident_id], (), "dana", "the clinic works on")
    views = [load_released(store) for _ in range(2)]
    shown = [next(one for one in view.incidents if one.incident_id == incident.incident_id) for view in views]
    assert shown[0].where == shown[1].where
    assert all((where.lat, where.lon) != (exact.lat, exact.lon) for where in shown[0].where)
    assert all(where.place_id != exact.place_id for where in shown[0].where)
    for link in incident.claims:
        claim = views[0].claims[link.claim_id]
        if isinstance(claim, EventClaim):
            assert all(where.lat != exact.lat for where in claim.where)


def test_released_is_seen_again_and_waits_under_the_two_person_rule(store: Store) -> None:
    made = restrict(store, "names", NAMES, (), "dana", "a witness")
    rule = {"two_person": True}
    decide(store, person="rima", kind="rule", subjects=["record"], change=rule, reason="we are many", seen=head(store))
    more = restrict(store, "item", ["ar-1"], (), "dana", "at once, also under the rule")
    assert "ar-1" not in load_released(store).documents
    with pytest.raises(UnknownName):
        release(store, "dec_nothing", "dana", "why")
    asked = release(store, made.decision_id, "dana", "she speaks in public now")
    assert "Rana" not in load_released(store).documents["rescue-7"].text
    decide(
        store,
        person="rima",
        kind="approve",
        subjects=[asked.decision_id],
        reason="I asked her too",
        seen=head(store),
    )
    assert "Rana" in load_released(store).documents["rescue-7"].text
    assert {one.kind for one in load_released(store).review.decisions} == {"rule"}
    assert [one.decision_id for one in restricting(decisions(store))] == [more.decision_id]


def test_history_tells_nothing_of_what_is_restricted(store: Store) -> None:
    whole = load_record(store)
    hidden = next(key for key, one in whole.claims.items() if one.document_id == "ar-1")
    seen = next(key for key, one in whole.claims.items() if one.document_id == "rescue-7")
    for claim_id in (hidden, seen):
        decide(store, person="amal", kind="accept", subjects=[claim_id], reason="so says Rana Odeh", seen=head(store))
    decide(store, person="amal", kind="comment", subjects=["ar-1"], reason="ask again", seen=head(store))
    restrict(store, "names", NAMES, (), "dana", "a witness")
    restrict(store, "item", ["ar-1"], (), "dana", "endangers the source")
    made = decisions(store)
    view = load_released(store)
    left = redacted_decisions(made, load_record(store), view, restrictions_of(made))
    text = msgspec.json.encode(left).decode()
    assert [one.kind for one in left] == ["accept"]
    assert "Rana" not in text
    assert hidden not in text
    assert "ar-1" not in text


def test_without_restrictions_nothing_is_copied(store: Store) -> None:
    released, whole = load_released(store), load_record(store)
    assert released.documents == whole.documents
    restrict(store, "names", ["Nobody Here"], (), "dana", "in case")
    view, whole = load_released(store), load_record(store)
    assert view.documents == whole.documents
    assert view.claims == whole.claims
    assert view.incidents == whole.incidents
    assert view.aggregates == whole.aggregates


@pytest.mark.parametrize(
    ("what", "of", "quotes"),
    [
        ("nothing", ["rescue-7"], []),
        ("names", [], []),
        ("names", ["?"], []),
        ("item", ["not-on-record"], []),
        ("words", ["rescue-7"], [" "]),
        ("media", ["not-on-record"], []),
    ],
)
def test_what_cannot_be_restricted_is_refused(store: Store, what: str, of: list[str], quotes: list[str]) -> None:
    with pytest.raises((BadDecision, UnknownName)):
        restrict(store, what, of, quotes, "dana", "why")
