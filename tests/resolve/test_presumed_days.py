"""What is presumed of the day of claims that tell none, and what is not."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Incident
from harmtrace.model.when import When
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HABIT, HASS, MHARDEH, Report, built, claim_of, day, document_of, record_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def report(name: str, **more: object) -> Report:
    return replace(Report(name, f"Outlet {name}", [("killed", "civilian", "3")]), **more)  # type: ignore[arg-type] # fields by name


def told_in_one_text(gazetteer: Gazetteer, *reports: Report) -> RecordView:
    """The record of one document that tells all of `reports`."""
    first = reports[0]
    together = [replace(one, document_id=first.document_id, publisher=first.publisher) for one in reports]
    return built([document_of(first)], [claim_of(one) for one in together], gazetteer)


def at(place_id: str | None, incidents: Sequence[Incident]) -> Incident:
    return next(incident for incident in incidents if incident.where[0].place_id == place_id)


def test_what_a_text_of_one_day_leaves_undated_is_of_that_day(gazetteer: Gazetteer) -> None:
    record = told_in_one_text(gazetteer, report("a"), report("a", place=HABIT, start=None))
    assert at(HABIT[1], record.incidents).when == When(day(8), day(8), "day", "inherited")


def test_a_text_of_two_days_leaves_the_day_open(gazetteer: Gazetteer) -> None:
    dated = report("a"), report("a", place=MHARDEH, start="2018-09-07")
    record = told_in_one_text(gazetteer, *dated, report("a", place=HABIT, start=None))
    assert at(HABIT[1], record.incidents).when is None


@pytest.mark.parametrize("start", ["2018-05-01", "2018-09-10"])
def test_a_text_of_a_day_that_is_no_news_leaves_the_day_open(start: str, gazetteer: Gazetteer) -> None:
    record = told_in_one_text(gazetteer, report("a", start=start), report("a", place=HABIT, start=None))
    assert at(HABIT[1], record.incidents).when is None


def test_a_text_of_a_period_leaves_the_day_open(gazetteer: Gazetteer) -> None:
    period = report("a", start="2018-09-07", end="2018-09-09", scope="aggregate")
    record = told_in_one_text(gazetteer, period, report("a", place=HABIT, start=None))
    assert at(HABIT[1], record.incidents).when is None


def test_news_without_any_day_is_of_the_days_before_its_publication(gazetteer: Gazetteer) -> None:
    [incident] = record_of([report("a", start=None)], gazetteer).incidents
    assert incident.when == When(day(7), day(9), "range", "publication")


def test_a_text_that_was_published_nobody_knows_when_is_of_no_day(gazetteer: Gazetteer) -> None:
    [incident] = record_of([report("a", start=None, published=None)], gazetteer).incidents
    assert incident.when is None


def test_a_day_that_a_claim_tells_is_that_of_the_incident(gazetteer: Gazetteer) -> None:
    [incident] = record_of([report("a"), report("b", start=None)], gazetteer).incidents
    assert incident.documents == ("a", "b")
    assert incident.when is not None
    assert (incident.when.start, incident.when.basis) == (day(8), "explicit")


def test_what_is_presumed_keeps_nothing_apart(gazetteer: Gazetteer) -> None:
    late = report("b", start=None, published="2018-09-16", target="hospital")
    record = record_of([report("a", target="hospital"), late], gazetteer)
    assert [incident.documents for incident in record.incidents] == [("a", "b")]


def test_a_day_by_publication_is_no_exact_day(gazetteer: Gazetteer) -> None:
    ours, theirs = report("a", start=None), report("b", start=None, figures=[("killed", "civilian", "8")])
    one, other = record_of([ours, theirs], gazetteer).incidents
    assert one.possible_duplicates == (other.incident_id,)
    assert one.where[0].place_id == HASS[1]
    assert isinstance(one.when, When)
    assert one.when.end - one.when.start == datetime.timedelta(days=2)
