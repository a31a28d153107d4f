"""Which claims are one incident, which are not, which may be; and what becomes an aggregate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, claim_from_plain, to_plain
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HASS, IDLIB, Report, built, claim_of, document_of, record_of

UNKNOWN = ("Upper Mill", None, "settlement")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def grouped(record: RecordView) -> set[frozenset[str]]:
    return {frozenset(incident.documents) for incident in record.incidents}


def killed(name: str, words: str = "3", **more: object) -> Report:
    return replace(Report(name, f"Outlet {name}", [("killed", "civilian", words)]), **more)  # type: ignore[arg-type] # fields by name


def test_the_same_place_and_day_join_and_say_why(gazetteer: Gazetteer) -> None:
    record = record_of([killed("a"), killed("b", "4")], gazetteer)
    assert grouped(record) == {frozenset("ab")}
    assert {link.why for link in record.incidents[0].claims} == {"same place, same day, other toll (score 4.5)"}


def test_other_places_and_other_exact_days_do_not_join(gazetteer: Gazetteer) -> None:
    reports = [killed("a"), killed("b", place=HABIT), killed("c", start="2018-09-20", published="2018-09-21")]
    assert grouped(record_of(reports, gazetteer)) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_a_day_apart_is_a_doubt_and_no_join(gazetteer: Gazetteer) -> None:
    record = record_of([killed("a"), killed("b", start="2018-09-09")], gazetteer)
    one, other = record.incidents
    assert one.possible_duplicates == (other.incident_id,)
    assert other.possible_duplicates == (one.incident_id,)


def test_a_place_that_the_gazetteer_lacks_joins_by_its_name(gazetteer: Gazetteer) -> None:
    reports = [
        killed("a", place=UNKNOWN),
        killed("b", place=("Uppar Mill", None, "settlement")),
        killed("c", place=HASS),
    ]
    assert grouped(record_of(reports, gazetteer)) == {frozenset("ab"), frozenset("c")}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("Syria", "Idlib"), ("Syria", "Homs")),
        (("Lebanon",), ("Syria", "Homs")),
        (("Syria", "Aleppo", "Azaz"), ("Syria", "Aleppo", "Manbij")),
        (("Niger",), ("Nigeria",)),
    ],
)
def test_villages_of_one_name_in_different_areas_are_two(
    ours: tuple[str, ...], theirs: tuple[str, ...], gazetteer: Gazetteer
) -> None:
    reports = [killed("a", place=UNKNOWN, admin=ours), killed("b", place=UNKNOWN, admin=theirs)]
    record = record_of(reports, gazetteer)
    assert grouped(record) == {frozenset("a"), frozenset("b")}
    assert not any(incident.possible_duplicates for incident in record.incidents)


@pytest.mark.parametrize(
    "theirs", [(), ("Syria",), ("Syria", "Idlib"), ("Syria", "Idlib", "Ariha"), ("Syria", "Idleb")]
)
def test_a_village_is_the_same_where_less_or_more_is_told_of_its_area(
    theirs: tuple[str, ...], gazetteer: Gazetteer
) -> None:
    reports = [killed("a", place=UNKNOWN, admin=("Syria", "Idlib")), killed("b", place=UNKNOWN, admin=theirs)]
    [incident] = record_of(reports, gazetteer).incidents
    assert [where.admin for where in incident.where] == [max(("Syria", "Idlib"), theirs, key=len)]


def test_areas_that_may_be_one_leave_a_doubt_unless_more_is_alike(gazetteer: Gazetteer) -> None:
    first = killed("a", place=UNKNOWN, admin=("Ukraine", "Donbas"))
    second = killed("b", "8", place=UNKNOWN, admin=("Ukraine", "Donetsk"))
    one, other = record_of([first, second], gazetteer).incidents
    assert one.possible_duplicates == (other.incident_id,)
    same_toll = replace(second, figures=first.figures)
    assert grouped(record_of([first, same_toll], gazetteer)) == {frozenset("ab")}


def test_a_known_village_is_not_an_unknown_one_of_its_name_in_another_area(gazetteer: Gazetteer) -> None:
    known = killed("a", place=HASS, admin=("Syria", "Idlib"), target="hospital")
    other = killed("b", place=("Hass", None, "settlement"), admin=("Syria", "Homs"), target="hospital")
    assert len(record_of([known, other], gazetteer).incidents) == 2
    beside = replace(other, admin=("Syria", "Idlib"))
    assert len(record_of([known, beside], gazetteer).incidents) == 1


def test_totals_of_one_name_in_different_areas_are_two(gazetteer: Gazetteer) -> None:
    facts = {"place": UNKNOWN, "start": "2018-09-07", "end": "2018-09-10", "scope": "aggregate"}
    ours = killed("a", "14", admin=("Syria", "Idlib"), publisher="Watch Group", **facts)
    theirs = replace(ours, document_id="b", admin=("Syria", "Homs"))
    assert len(record_of([ours, theirs], gazetteer).aggregates) == 2
    assert len(record_of([ours, replace(theirs, admin=("Syria",))], gazetteer).aggregates) == 1


def test_different_named_hospitals_do_not_join(gazetteer: Gazetteer) -> None:
    one = ("Mill Hospital", None, "site")
    reports = [killed("a", place=one), killed("b", place=("Hill Clinic", None, "site"))]
    assert grouped(record_of(reports, gazetteer)) == {frozenset("a"), frozenset("b")}


def test_two_claims_that_one_document_tells_apart_never_join(gazetteer: Gazetteer) -> None:
    first, second = killed("a", "3"), killed("a", "8")
    text = "Hass by Outlet a. 3 killed. In a second strike 8 killed."
    document = replace(document_of(first), text=text)
    claims = []
    for report in (first, second):
        plain = _plain(claim_of(report))
        quantity = plain["harms"][0]["quantity"]
        quantity["start"] = text.index(quantity["text"])
        quantity["end"] = quantity["start"] + 1
        plain["evidence"] = [{"start": 0, "end": len(text), "quote": text}]
        claims.append(claim_from_plain(plain, document.source()))
    other = killed("b", "8")
    record = built([document, document_of(other)], [*claims, claim_of(other)], gazetteer)
    assert sorted(len(incident.claims) for incident in record.incidents) == [1, 2]
    joined = next(incident for incident in record.incidents if len(incident.claims) == 2)
    assert joined.documents == ("a", "b")
    assert {row.max for row in joined.tolls} == {8}


def _plain(claim: AnyClaim) -> dict[str, Any]:
    plain = to_plain(claim)
    del plain["claim_id"]
    return plain


def test_a_report_without_a_day_joins_only_soon_after(gazetteer: Gazetteer) -> None:
    soon = killed("b", start=None, published="2018-09-10")
    late = killed("c", start=None, published="2018-11-10")
    reports = [killed("a", target="hospital"), replace(soon, target="hospital"), replace(late, target="hospital")]
    assert grouped(record_of(reports, gazetteer)) == {frozenset("ab"), frozenset("c")}


def test_a_claim_with_neither_place_nor_day_is_recorded_only_for_its_harms(gazetteer: Gazetteer) -> None:
    lost = killed("a", place=None, start=None)
    empty = replace(lost, document_id="b", figures=[])
    record = record_of([lost, empty], gazetteer)
    assert grouped(record) == {frozenset("a")}


def test_totals_never_join_incidents_and_copies_of_one_total_are_one(gazetteer: Gazetteer) -> None:
    own = Report(
        "own", "Watch Group", [("killed", "civilian", "14")], IDLIB, "2018-09-07", "2018-09-10", scope="aggregate"
    )
    relay = replace(own, document_id="relay", publisher="Paper", chain=["Watch Group"], modifier="southern")
    other = replace(own, document_id="other", publisher="Another Group")
    record = record_of([own, relay, other, killed("a")], gazetteer)
    assert sorted(total.documents for total in record.aggregates) == [("other",), ("own", "relay")]
    assert grouped(record) == {frozenset("a")}


def test_later_tellings_do_not_change_the_id_of_an_incident(gazetteer: Gazetteer) -> None:
    first = killed("z", published="2018-09-08")
    before = record_of([first], gazetteer).incidents[0]
    after = record_of([first, killed("a", published="2018-09-10")], gazetteer).incidents[0]
    assert before.incident_id == after.incident_id
    assert after.origins == 2


def test_a_denial_contradicts_the_incident_that_it_names(gazetteer: Gazetteer) -> None:
    report = killed("a")
    denial = Report("d", "Army Paper", published="2018-09-10", words="The army denied any strike on Hass.")
    document = document_of(denial)
    quote = "The army denied any strike on Hass."
    start = document.text.index(quote)
    plain = {
        "kind": "response",
        "type": "denies",
        "document_id": "d",
        "language": "en",
        "evidence": [{"start": start, "end": start + len(quote), "quote": quote}],
        "attribution": {"chain": [{"name": "Army Paper"}], "basis": "publisher"},
        "modality": "denied",
        "extractor": {"name": "hand", "version": "1", "rule": "test"},
        "confidence": 1.0,
        "about": {"start": start, "end": start + len(quote)},
    }
    response = claim_from_plain(plain, document.source())
    record = built([document_of(report), document], [claim_of(report), response], gazetteer)
    assert [(link.role, link.claim_id) for link in record.incidents[0].claims if link.role != "supports"] == [
        ("contradicts", response.claim_id)
    ]
    assert record.incidents[0].tolls == record_of([report], gazetteer).incidents[0].tolls


def test_notices_of_reconstructed_documents_are_carried(gazetteer: Gazetteer) -> None:
    record = record_of([killed("a")], gazetteer, notice="Reconstructed for a test.", reconstructed=True)
    assert record.incidents[0].notices == ("Reconstructed for a test.",)


def test_a_relay_of_a_total_is_a_total_though_its_words_read_like_one_incident(gazetteer: Gazetteer) -> None:
    facts = {"place": IDLIB, "start": "2018-09-07", "end": "2018-09-10"}
    total = killed("a", "14", publisher="Watch Group", scope="aggregate", attacks="13", **facts)
    relay = killed("b", "14", publisher="Daily Paper", chain=["Watch Group"], published="2018-09-10", **facts)
    record = record_of([total, relay], gazetteer)
    assert record.incidents == []
    assert [aggregate.documents for aggregate in record.aggregates] == [("a", "b")]


def test_a_correction_is_of_the_incident_that_it_corrects(gazetteer: Gazetteer) -> None:
    first = killed("a", "2", publisher="Valley News")
    again = killed("b", "2", publisher="Valley News", start=None, published="2018-09-10")
    right = replace(again, figures=[("killed", "civilian", "1")])
    documents = [document_of(first), document_of(again, title="Correction: one killed in Hass")]
    record = built(documents, [claim_of(report) for report in (first, again, right)], gazetteer)
    [incident] = record.incidents
    assert incident.documents == ("a", "b")
    plain = [document_of(first), document_of(again, title="One killed in Hass")]
    apart = built(plain, [claim_of(report) for report in (first, again, right)], gazetteer)
    assert len(apart.incidents) == 2


def response_of(report: Report, quote: str) -> AnyClaim:
    """The denial that a report quotes."""
    document = document_of(report)
    start = document.text.index(quote)
    plain = {
        "kind": "response",
        "type": "denies",
        "document_id": report.document_id,
        "language": "en",
        "evidence": [{"start": start, "end": start + len(quote), "quote": quote}],
        "attribution": {"chain": [{"name": report.publisher}], "basis": "publisher"},
        "modality": "denied",
        "extractor": {"name": "hand", "version": "1", "rule": "test"},
        "confidence": 1.0,
        "about": {"start": start, "end": start + len(quote)},
    }
    return claim_from_plain(plain, document.source())


@pytest.mark.parametrize(("place", "supporting"), [(HASS, {"a"}), (HABIT, {"a", "d"})])
def test_what_a_denier_tells_instead_supports_no_incident_that_he_denies(
    place: Any, supporting: set[str], gazetteer: Gazetteer
) -> None:
    words = "The army denied any strike on Hass."
    report, instead = killed("a"), Report("d", "Army Paper", place=place, published="2018-09-09", words=words)
    record = built(
        [document_of(report), document_of(instead)],
        [claim_of(report), claim_of(instead), response_of(instead, words)],
        gazetteer,
    )
    told = {d for incident in record.incidents for d in incident.documents}
    assert told == supporting
    hass = next(incident for incident in record.incidents if incident.documents == ("a",))
    assert hass.origins == 1
    contradicting = [link for link in hass.claims if link.role == "contradicts"]
    assert len(contradicting) == (2 if place == HASS else 1)
