"""A denial speaks of the incidents that its words name and of which it may be told, whenever in the year that is."""

from __future__ import annotations

import datetime

import pytest

from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import Report, answer_of, built, claim_of, document_of

FIRST = datetime.date(2018, 1, 5)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def _contradicting(happened: datetime.date, denied_on: datetime.date, gazetteer: Gazetteer) -> int:
    day = happened.isoformat()
    report = Report("a", "Field Desk", [("killed", "civilian", "9")], start=day, published=day)
    words = "The army denied any strike on Hass."
    denial = Report("d", "Army Paper", published=denied_on.isoformat(), words=words)
    response = answer_of(denial, "denies", None)
    record = built([document_of(report), document_of(denial)], [claim_of(report), response], gazetteer)
    return sum(link.role == "contradicts" for incident in record.incidents for link in incident.claims)


@pytest.mark.parametrize("later", range(0, 360, 45))
def test_a_denial_speaks_of_what_it_names_up_to_thirty_days_after(later: int, gazetteer: Gazetteer) -> None:
    happened = FIRST + datetime.timedelta(days=later)
    answers = {
        after: _contradicting(happened, happened + datetime.timedelta(days=after), gazetteer)
        for after in (-1, 0, 1, 15, 30, 31)
    }
    assert answers == {-1: 0, 0: 1, 1: 1, 15: 1, 30: 1, 31: 0}


@pytest.mark.parametrize("later", range(0, 360, 45))
def test_a_denied_event_speaks_of_its_own_day(later: int, gazetteer: Gazetteer) -> None:
    for apart, expected in ((0, 1), (1, 0)):
        first = FIRST + datetime.timedelta(days=later)
        other = first + datetime.timedelta(days=apart)
        told = Report("a", "Field Desk", [("killed", "civilian", "9")], start=first.isoformat(), published="2019-01-20")
        refused = Report("d", "Army Paper", start=other.isoformat(), published="2019-01-20", modality="denied")
        record = built([document_of(told), document_of(refused)], [claim_of(told), claim_of(refused)], gazetteer)
        found = [link.role for incident in record.incidents for link in incident.claims]
        assert found.count("contradicts") == expected
