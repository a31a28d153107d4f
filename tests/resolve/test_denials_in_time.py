"""A denial speaks of the incidents that its words name and of which it may be told, whenever in the year that is."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from harmtrace.model.claim import ResponseClaim
from harmtrace.model.span import Stretch
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


def _against(denial: str, reports: list[Report], gazetteer: Gazetteer, actor: str | None = None) -> set[str]:
    """The documents of the incidents that a denial stands against."""
    told = Report("d", "Army Paper", published="2018-09-12", words=denial)
    response = answer_of(told, "denies", actor)
    start = document_of(told).text.index(denial)
    assert isinstance(response, ResponseClaim)
    response = replace(response, about=Stretch(start, start + len(denial)))
    documents = [document_of(one) for one in (*reports, told)]
    record = built(documents, [*map(claim_of, reports), response], gazetteer)
    return {
        name
        for incident in record.incidents
        if any(link.role == "contradicts" for link in incident.claims)
        for name in incident.documents
    }


def _hit(name: str, on: str, target: str, *actors: tuple[str, str]) -> Report:
    return Report(
        name, f"Desk {name}", [("killed", "civilian", "9")], start=on, published=on, target=target, actors=actors
    )


def test_a_denial_without_a_day_stands_against_the_last_of_two_incidents(gazetteer: Gazetteer) -> None:
    reports = [_hit("a", "2018-09-04", "school"), _hit("b", "2018-09-08", "school")]
    assert _against("denied any strike on a school in Hass", reports, gazetteer) == {"b"}


def test_a_denial_stands_against_what_it_says_was_hit_and_on_its_day(gazetteer: Gazetteer) -> None:
    reports = [_hit("a", "2018-09-04", "market"), _hit("b", "2018-09-08", "school")]
    assert _against("denied striking the market of Hass", reports, gazetteer) == {"a"}
    dated = [_hit("a", "2018-09-04", "school"), _hit("b", "2018-09-08", "school")]
    assert _against("denied striking Hass on 4 September", dated, gazetteer) == {"a"}
    assert _against("denied striking Hass on 1 September", dated, gazetteer) == set()


def test_who_claims_an_attack_does_not_deny_it_with_another(gazetteer: Gazetteer) -> None:
    reports = [
        _hit("a", "2018-09-04", "school", ("sy.saa", "alleged_perpetrator")),
        _hit("b", "2018-09-08", "base", ("sy.saa", "claimed_responsibility")),
    ]
    assert _against("denied any strike on Hass", reports, gazetteer, "sy.saa") == {"a"}
