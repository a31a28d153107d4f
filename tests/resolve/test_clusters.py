"""What joins claims of one text, what joins texts, and what is left in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, claim_from_plain, to_plain
from harmtrace.model.document import Document
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.pairs import weights
from harmtrace.vocab.tables import rows
from tests.record_claims import HABIT, HASS, Report, built, claim_of, document_of, record_of

EAST = ("Zarifa", None, "neighbourhood")
WEST = ("Rumman", None, "neighbourhood")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def one_text(reports: list[Report], **changes: list[dict[str, Any]]) -> tuple[Document, list[AnyClaim]]:
    """The claims of several reports as those of one document, each of its own sentence."""
    texts = [document_of(report).text for report in reports]
    text = "\n\n".join(texts)
    document = replace(document_of(reports[0]), text=text)
    claims, offset = [], 0
    for index, (report, own) in enumerate(zip(reports, texts, strict=True)):
        plain = _moved(to_plain(claim_of(report)), offset)
        plain |= {"document_id": document.document_id, "event_types": ["air_strike"], **_nth(changes, index)}
        del plain["claim_id"]
        claims.append(claim_from_plain(plain, document.source()))
        offset += len(own) + 2
    return document, claims


def _nth(changes: dict[str, list[dict[str, Any]]], index: int) -> dict[str, Any]:
    return changes["changes"][index] if changes else {}


def _moved(plain: Any, offset: int) -> Any:
    """A plain claim whose spans stand so many characters later."""
    if isinstance(plain, list | tuple):
        return [_moved(one, offset) for one in plain]
    if not isinstance(plain, dict):
        return plain
    ends = ("start", "end", "start_char", "end_char")
    return {
        key: value + offset if key in ends and isinstance(value, int) else _moved(value, offset)
        for key, value in plain.items()
    }


def incidents(record: RecordView) -> set[frozenset[str]]:
    return {frozenset(link.claim_id for link in incident.claims) for incident in record.incidents}


def test_what_a_text_tells_next_of_the_same_event_needs_no_place_of_its_own(gazetteer: Gazetteer) -> None:
    told = Report("a", "Valley Post", [("killed", "unstated", "at least 5")])
    document, claims = one_text([told, replace(told, place=None, figures=[("injured", "unstated", "9")])])
    assert len(incidents(built([document], claims, gazetteer))) == 1
    changes = [{}, {"event_types": ["abduction"]}]
    document, claims = one_text([told, replace(told, place=None)], changes=changes)
    assert len(incidents(built([document], claims, gazetteer))) == 2


def test_what_may_be_either_of_two_incidents_of_a_text_joins_neither(gazetteer: Gazetteer) -> None:
    first = Report("a", "Valley Post", [("killed", "unstated", "3")], place=EAST, admin=("Syria", "Idlib", "Hass"))
    second = replace(first, place=WEST)
    town = replace(first, place=HASS, admin=("Syria", "Idlib"), figures=[("killed", "unstated", "at least 3")])
    document, claims = one_text([first, town, second])
    assert len(incidents(built([document], claims, gazetteer))) == 3
    document, claims = one_text([town, first])
    assert len(incidents(built([document], claims, gazetteer))) == 1


def test_figures_of_two_tellers_for_one_place_and_day_do_not_part_an_incident(gazetteer: Gazetteer) -> None:
    told = Report("a", "Valley Post", [("killed", "unstated", "3")], chain=["Hill Monitor"])
    document, claims = one_text([told, replace(told, figures=[("killed", "unstated", "8")], chain=["Mill Monitor"])])
    assert len(incidents(built([document], claims, gazetteer))) == 1
    document, claims = one_text([told, replace(told, figures=[("killed", "unstated", "8")])])
    assert len(incidents(built([document], claims, gazetteer))) == 2


def test_a_site_is_the_same_in_two_spellings(gazetteer: Gazetteer) -> None:
    here = Report("a", "Valley Post", [("killed", "civilian", "6")], place=("Tell Zarifa crossing", None, "site"))
    there = replace(here, document_id="b", publisher="Hill Post", place=("Tel Zarifah crossing", None, "site"))
    other = replace(there, document_id="c", place=("Tel Rumman crossing", None, "site"))
    record = record_of([here, there, other], gazetteer)
    assert {incident.documents for incident in record.incidents} == {("a", "b"), ("c",)}


@pytest.mark.parametrize(("basis", "joined"), [("explicit", False), ("relative", True)])
def test_a_day_off_by_one_joins_where_it_is_not_stated_and_all_else_is_alike(
    basis: str, joined: bool, gazetteer: Gazetteer
) -> None:
    words = "Rescuers spent hours in the rubble of the grain store."
    here = Report("a", "Valley Post", [("killed", "civilian", "17")], target="hospital", words=words)
    there = replace(here, document_id="b", publisher="Hill Post", start="2018-09-09")
    plain = to_plain(claim_of(there))
    del plain["claim_id"]
    plain["when"]["basis"] = basis
    late = claim_from_plain(plain, document_of(there).source())
    documents = [document_of(here), replace(document_of(there), text=document_of(there).text)]
    record = built(documents, [claim_of(here), late], gazetteer)
    assert (len(record.incidents) == 1) is joined
    if not joined:
        assert record.incidents[0].possible_duplicates == (record.incidents[1].incident_id,)


def test_a_copy_that_was_published_on_another_day_tells_the_same(gazetteer: Gazetteer) -> None:
    words = "Rescuers spent hours in the rubble. " + " ".join(f"Word{number} stands here." for number in range(40))
    here = Report("a", "Valley Post", [("killed", "civilian", "17")], words=words)
    there = replace(here, document_id="b", published="2018-09-16", start="2018-09-15")
    claims = []
    for report in (here, there):
        plain = to_plain(claim_of(report))
        del plain["claim_id"]
        plain["when"]["basis"] = "relative"
        claims.append(claim_from_plain(plain, document_of(report).source()))
    record = built([document_of(here), document_of(there)], claims, gazetteer)
    assert [incident.documents for incident in record.incidents] == [("a", "b")]


def test_the_order_of_claims_changes_nothing(gazetteer: Gazetteer) -> None:
    reports = [
        Report(name, f"Outlet {name}", [("killed", "civilian", str(number))], place=place)
        for number, (name, place) in enumerate([("a", HASS), ("b", HABIT), ("c", HASS), ("d", None), ("e", HABIT)], 3)
    ]
    first = record_of(reports, gazetteer)
    assert record_of(reports[::-1], gazetteer).incidents == first.incidents


def test_every_feature_has_a_fitted_weight_near_the_one_set_by_hand() -> None:
    for row in rows("linking"):
        for setting in ("between", "within"):
            assert abs(float(row[setting]) - float(row[f"by hand {setting}"])) < 2.0, row["feature"]
    assert weights("between")["same place"] + weights("between")["same day"] + weights("between")["other toll"] >= 4.5
