"""Which incident a person of a list may have died in: proposals with weights and reasons, and when there is none."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.model.incident import Incident
from harmtrace.model.person import Entry, IncidentProposal
from harmtrace.model.toll import TollRow
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.people.dying import proposals
from harmtrace.pipeline.lists import import_list
from harmtrace.pipeline.record import load_gazetteer
from tests.reports import record_in

DAY = datetime.date(2018, 9, 8)
HASS = ("Hass", "geonames:169835")
FAR = [(f"far-{n}", f"Far {n} Away{n}", datetime.date(2016, 1, 1) + datetime.timedelta(days=9 * n)) for n in range(120)]
"""Rows of other days and of no place, so that a list spans years."""


def incident(
    name: str, day: datetime.date | None = DAY, place: tuple[str, str | None] = HASS, killed: float | None = 5.0
) -> Incident:
    where = Where(
        place[0], 0, 4, "location", "resolved" if place[1] else "not_in_gazetteer", place[0], "settlement", place[1]
    )
    return Incident(
        incident_id=name,
        when=When(day, day, "day", "explicit") if day else None,
        where=(where,),
        event_types=(),
        weapons=(),
        actors=(),
        targets=(),
        documents=(),
        claims=(),
        origins=1,
        documents_count=1,
        tolls=() if killed is None else (TollRow("killed", "any", killed, killed, killed),),
    )


def row(row_id: str, name: str, day: datetime.date | None = DAY, place: str = "Hass", **others: str) -> Entry:
    return Entry(id=row_id, row=2, names={"name": name}, death_date=day, place=place, others=others)


def proposed(rows: Sequence[Entry], incidents: Sequence[Incident]) -> dict[str, IncidentProposal]:
    more = [row(row_id, name, day, "") for row_id, name, day in FAR]
    found = proposals("morgue", [*rows, *more], incidents, load_gazetteer())
    return {one.row: one for one in found if not one.row.startswith("far-")}


def test_day_and_place_propose_an_incident_with_weights_and_reasons() -> None:
    found = proposed([row("1", "Samir Qasim")], [incident("inc_1"), incident("inc_2", datetime.date(2017, 3, 1))])["1"]
    assert found.incident_id == "inc_1"
    [candidate] = found.candidates
    assert candidate.probability > 0.95
    assert candidate.weights.keys() == {"start", "death_date", "place"}
    assert candidate.weights["death_date"] > 5
    assert candidate.reasons == ("the day of the incident", "the place of the incident: Hass")


def test_the_day_of_a_burial_weighs_less_and_another_week_nothing() -> None:
    rows = [row(str(off), "Samir Qasim", DAY + datetime.timedelta(days=off)) for off in (0, 1, 5, 9)]
    found = proposed(rows, [incident("inc_1")])
    weights = [found[off].candidates[0].weights["death_date"] for off in "015"]
    assert weights == sorted(weights, reverse=True)
    assert found["9"].candidates == ()
    assert found["9"].why_none == "no incident on record fits its day and place"


def test_without_a_day_or_a_place_nothing_is_proposed() -> None:
    found = proposed([row("1", "A B", None), row("2", "C D", place="")], [incident("inc_1")])
    assert (found["1"].incident_id, found["1"].why_none) == (None, "the row tells no day of death")
    assert (found["2"].incident_id, found["2"].why_none) == (None, "the row tells no place")


def test_where_several_incidents_fit_all_are_named_and_none_is_proposed() -> None:
    found = proposed([row("1", "A B")], [incident("inc_1"), incident("inc_2")])["1"]
    assert (found.incident_id, found.why_none) == (None, "2 incidents fit")
    assert [one.incident_id for one in found.candidates] == ["inc_1", "inc_2"]


def test_an_area_alone_is_too_little_and_another_place_is_none() -> None:
    found = proposed([row("1", "A B", place="Idlib governorate"), row("2", "C D", place="Aleppo")], [incident("inc_1")])
    assert found["1"].incident_id is None
    assert found["2"].candidates == ()


def test_places_that_no_pack_has_agree_by_their_sound() -> None:
    nowhere = ("Kafr Zuhur", None)
    found = proposed([row("1", "A B", place="كفر زهور")], [incident("inc_1", place=nowhere)])["1"]
    assert found.incident_id == "inc_1"
    assert found.candidates[0].reasons[1] == "a place of the same sound: Kafr Zuhur"


def test_a_family_that_died_on_one_day_is_taken_to_have_died_together() -> None:
    rows = [
        row("1", "Samir Omar Qasim"),
        row("2", "Layla Omar Qasim", place=""),
        row("3", "Hadi Omar Najjar", place=""),
    ]
    found = proposed(rows, [incident("inc_1")])
    assert found["2"].incident_id == "inc_1"
    assert found["2"].candidates[0].weights["family"] > 0
    assert found["2"].candidates[0].reasons == ("others of the family, of the same day: 1",)
    assert found["3"].incident_id is None


def test_an_incident_that_the_list_names_is_proposed_and_contradictions_weigh_against_it() -> None:
    incidents = [incident("inc_1"), incident("inc_2", datetime.date(2018, 9, 9))]
    found = proposed([row("1", "A B", None, "", incident="inc_2"), row("2", "C D", incident="inc_9")], incidents)
    assert found["1"].incident_id == "inc_2"
    assert found["1"].candidates[0].reasons == ("the list names it",)
    assert found["2"].incident_id in {None, "inc_1"}


def test_an_incident_in_which_nobody_is_told_to_be_killed_weighs_less() -> None:
    deadly = proposed([row("1", "A B")], [incident("inc_1")])["1"].candidates[0]
    harmless = proposed([row("1", "A B")], [incident("inc_1", killed=0.0)])["1"].candidates[0]
    assert sum(harmless.weights.values()) < sum(deadly.weights.values())
    assert "nobody is told to have been killed in it" in harmless.reasons


def test_incidents_of_no_day_are_no_candidates() -> None:
    assert proposed([row("1", "A B")], [incident("inc_1", None)])["1"].candidates == ()


@given(st.permutations(["1", "2", "3", "4"]), st.permutations([0, 1, 2]))
def test_the_order_of_rows_and_incidents_changes_nothing(order: list[str], places: list[int]) -> None:
    rows = {
        "1": row("1", "Samir Omar Qasim"),
        "2": row("2", "Layla Omar Qasim", place=""),
        "3": row("3", "Ali Saleh", DAY + datetime.timedelta(days=1)),
        "4": row("4", "Nadia Haddad", None),
    }
    incidents = [incident("inc_1"), incident("inc_2", DAY + datetime.timedelta(days=1)), incident("inc_3", killed=None)]
    straight = proposed(list(rows.values()), incidents)
    assert proposed([rows[one] for one in order], [incidents[at] for at in places]) == straight
    for one in straight.values():
        assert sum(candidate.probability for candidate in one.candidates) <= 1.001


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_command_proposes_for_rows_on_record_and_joins_nothing(tmp_path: Path, form: str) -> None:
    url, _summary = record_in(tmp_path)
    text = "id,name,death_date,place\n1,Samir Qasim,2018-09-08,حاس\n2,Omar Saleh,,Hass\n"
    (tmp_path / "morgue.csv").write_text(text, encoding="utf-8")
    import_list(url, tmp_path / "morgue.csv", name="morgue", person="tester")
    command = [sys.executable, "-m", "harmtrace", "lists", "incidents", "morgue", "--store", url]
    result = subprocess.run([*command, *(["--json"] if form == "json" else [])], capture_output=True, text=True)
    assert result.returncode == 0
    assert "1 of 2 rows have a proposal; a person decides" in result.stderr
    assert "Samir" not in result.stdout
    if form == "json":
        first, second = map(json.loads, result.stdout.splitlines())
        assert first["incident_id"].startswith("inc_")
        assert second["why_none"] == "the row tells no day of death"
