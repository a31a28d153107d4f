"""Claims of several sites sum up incidents that their origin tells apart, and are one incident where it does not."""

from __future__ import annotations

from dataclasses import replace

from harmtrace.account.record import RecordView
from harmtrace.extract.extraction import extract
from harmtrace.places.gazetteer import Gazetteer
from tests.extract.reading_of import document_of
from tests.record_claims import built

BOTH = "Eight people were killed in attacks on two hospitals in Saraqib on Monday, the Field Doctors said."
EACH = (
    "Shells fired by rebels hit a hospital in Saraqib on Monday, killing seven people.\n\nThat evening a drone struck"
    " another hospital in Saraqib. A guard was killed."
)


def record(**texts: str) -> RecordView:
    gazetteer = Gazetteer.open([])
    documents, claims = [], []
    for name, text in texts.items():
        publisher = "Field Doctors" if name == "doctors" else "Orontes Wire"
        document = replace(document_of(text, publisher=publisher), document_id=name)
        documents.append(document)
        claims += extract(document, gazetteer)
    return built(documents, claims, gazetteer)


def test_two_sites_at_once_sum_up_what_their_origin_tells_of_each() -> None:
    found = record(doctors=EACH, wire=BOTH)
    assert {incident.documents for incident in found.incidents} == {("doctors",)}
    assert [total.documents for total in found.aggregates] == [("wire",)]


def test_two_sites_of_which_nobody_tells_more_are_one_incident() -> None:
    found = record(wire=BOTH)
    assert [incident.documents for incident in found.incidents] == [("wire",)]
    assert not found.aggregates


FIRST = "Shells killed nine people in Saraqib on 8 September 2018."
NEXT = "Shells killed nine people in Saraqib on 9 September 2018."


def test_a_day_apart_in_two_texts_is_a_doubt_and_in_one_text_none() -> None:
    doubted = record(wire=FIRST, doctors=NEXT)
    assert [len(incident.possible_duplicates) for incident in doubted.incidents] == [1, 1]
    both = FIRST + " On 9 September 2018 shells killed seven people in Saraqib."
    told_apart = record(wire=FIRST, doctors=NEXT, third=both)
    assert len(told_apart.incidents) == 2
    assert all(not incident.possible_duplicates for incident in told_apart.incidents)
