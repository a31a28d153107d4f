"""Proposed grades: what speaks for and against each belligerent, under policies as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.account.grades import proposals
from harmtrace.account.record import RecordView
from harmtrace.cli.examples import examples_folder
from harmtrace.model.incident import Grade, Incident
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.vocab.policies import grade_policy, shipped_policies
from harmtrace.vocab.tables import by_id, rows
from tests.record_claims import HABIT, HASS, Report, answer_of, built, claim_of, document_of, record_of

GAZETTEER = Gazetteer.open([])


def told(name: str, *actors: Any, **more: Any) -> Report:
    named = [actor if isinstance(actor, tuple) else (actor,) for actor in actors]
    facts = {"publisher": f"Outlet {name}", "figures": [("killed", "civilian", "2")], **more}
    return Report(name, facts.pop("publisher"), facts.pop("figures"), HASS, actors=named, **facts)


def graded(reports: Sequence[Report], policy: str = "airwars", answers: Sequence[Any] = ()) -> list[Grade]:
    return list(_one(record_of(reports, GAZETTEER, answers), policy))


def _one(record: RecordView, policy: str) -> tuple[Grade, ...]:
    (incident,) = record.incidents
    return proposals(incident, record, grade_policy(policy))


def named(grades: Sequence[Grade]) -> list[tuple[str | None, str]]:
    return [(grade.actor_id, grade.proposed) for grade in grades]


def test_one_origin_is_weak_and_two_are_fair() -> None:
    assert named(graded([told("a", "ru.mil")])) == [("ru.mil", "weak")]
    assert named(graded([told("a", "ru.mil"), told("b")])) == [("ru.mil", "fair")]


def test_a_relay_is_no_second_origin() -> None:
    assert named(graded([told("a", "ru.mil"), told("b", "ru.mil", chain=["Outlet a"])])) == [("ru.mil", "weak")]


def test_unnamed_tellers_are_one_origin_together() -> None:
    activists = [told("a", chain=["activists"]), told("b", chain=["local sources"])]
    (grade,) = graded(activists)
    assert (grade.actor_id, grade.proposed) == (None, "weak")
    assert "tellers without a name among them: 2, counted as one origin together" in grade.reasons
    assert graded([*activists, told("c")])[0].proposed == "fair"


def test_two_belligerents_are_contested_and_each_names_the_other() -> None:
    one, other = graded([told("a", "ru.mil"), told("b", "tr.mil"), told("c", "tr.mil")])
    assert named([one, other]) == [("ru.mil", "contested"), ("tr.mil", "contested")]
    assert (one.basis.conflicting, len(one.basis.rival_claims)) == (("tr.mil",), 2)
    assert any(reason.startswith("another belligerent is named: Turkish armed forces") for reason in one.reasons)


def test_the_parts_of_one_belligerent_are_no_rivals() -> None:
    assert named(graded([told("a", "sy.saaf"), told("b", "sy.gov")])) == [("sy.gov", "fair")]
    assert named(graded([told("a", "sy.saaf"), told("b", "sy.saa")])) == [("sy.gov", "fair")]
    assert named(graded([told("a", "sy.saaf"), told("b", "sy.saaf")])) == [("sy.saaf", "fair")]


def test_forces_told_as_joint_name_each_of_their_members() -> None:
    found = graded([told("a", "joint.sy_ru"), told("b", "sy.saaf")])
    assert named(found) == [("ru.mil", "contested"), ("sy.gov", "contested")]


def test_a_name_for_a_kind_of_groups_goes_with_any_one_of_them() -> None:
    assert named(graded([told("a", "opp.factions"), told("b", "opp.ahrar")])) == [("opp.ahrar", "fair")]
    rivals = graded([told("a", "opp.nlf"), told("b", "opp.ahrar"), told("c", "opp.factions")])
    assert named(rivals) == [("opp.ahrar", "contested"), ("opp.nlf", "contested")]


def test_somebody_unidentified_is_nobodys_rival() -> None:
    assert named(graded([told("a", None), told("b", "unk"), told("c", "hts")])) == [("hts", "fair")]
    assert named(graded([told("a", None), told("b", "unk")])) == [(None, "fair")]


def test_supporters_and_those_who_were_hit_are_not_graded() -> None:
    assert named(graded([told("a", ("ru.mil", "alleged_supporter"), ("hts", "targeted_party"))])) == [(None, "weak")]


def test_an_admission_confirms_that_belligerent_alone() -> None:
    reports = [told("a", "us.mil"), told("b", "us.coalition"), told("c", "ru.mil")]
    speech = Report("d", "Ministry", [], HASS, words="It was ours.", modality="denied")
    record = _with_answer(reports, speech, "admits", "us.mil")
    found = {grade.actor_id: grade for grade in _one(record, "airwars")}
    assert found["us.mil"].proposed == "confirmed"
    assert len(found["us.mil"].basis.admissions) == 1
    assert found["ru.mil"].proposed == "contested"


def test_a_bare_denial_contests_nothing_and_is_listed() -> None:
    speech = Report("d", "Ministry", [], HASS)
    record = _with_answer([told("a", "ru.mil"), told("b", "ru.mil")], speech, "denies", "ru.mil")
    (grade,) = _one(record, "airwars")
    assert grade.proposed == "fair"
    assert len(grade.basis.denials) == 1
    assert any(reason.startswith("denials: 1, 1 of them by Russian armed forces (clm_") for reason in grade.reasons)


def _with_answer(reports: Sequence[Report], speech: Report, kind: str, actor_id: str) -> RecordView:
    documents = [document_of(report) for report in (*reports, speech)]
    claims = [*map(claim_of, reports), answer_of(speech, kind, actor_id)]
    return built(documents, claims, GAZETTEER)


def test_a_proposal_is_never_a_decision_and_says_what_it_rests_on() -> None:
    record = record_of([told("a", "ru.mil"), told("b", "ru.mil")], GAZETTEER)
    for policy in shipped_policies():
        for grade in _one(record, policy):
            assert grade.decided is None
            assert (grade.policy, grade.policy_version) == (policy, "1")
            assert len(grade.basis.origins) == 2
            assert all(claim in " ".join(grade.reasons) for claim in grade.basis.tellings)


ACTORS = st.lists(st.sampled_from(["sy.gov", "sy.saaf", "ru.mil", "joint.sy_ru", "unk", None]), max_size=2)


@settings(max_examples=30, deadline=None)
@given(st.lists(ACTORS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_no_policy_proposes_what_a_person_alone_decides_and_order_changes_nothing(
    told_of: list[Any], any_: Any
) -> None:
    reports = [told(f"r{i}", *dict.fromkeys(actors)) for i, actors in enumerate(told_of)]
    first = graded(reports)
    assert "discounted" not in {grade.proposed for grade in first}
    any_.shuffle(reports)
    assert graded(reports) == first


def test_the_rules_of_every_casualty_in_their_order() -> None:
    def proposed(*reports: Report) -> list[tuple[str | None, str]]:
        return named(graded(reports, "every-casualty"))

    assert proposed(told("a", "ru.mil")) == [("ru.mil", "unconfirmed")]
    assert proposed(told("a", "ru.mil"), told("b")) == [("ru.mil", "undisputed")]
    assert proposed(told("a"), told("b", figures=[("killed", "civilian", "5")])) == [(None, "range")]
    split = proposed(told("a", "ru.mil"), told("b", "ru.mil"), told("c", "tr.mil"))
    assert split == [("ru.mil", "majority"), ("tr.mil", "discussion")]
    preferred = proposed(told("a", "ru.mil", publisher="Amnesty International"), told("c", "tr.mil"))
    assert preferred == [("ru.mil", "priority"), ("tr.mil", "discussion")]


def test_the_grades_that_a_careful_person_expects_of_the_corpus() -> None:
    """The record of the acceptance corpus as its key states it: origins, actors and answers of each incident."""
    key = json.loads((examples_folder() / "idlib-2018-09" / "expected.json").read_text(encoding="utf-8"))
    origin_of = {claim["claim"]: claim["origin"] for claim in key["claims"]}
    for one in key["incidents"]:
        reports = []
        for origin in one["independent_origins"]:
            own = {c["document"] for c in key["claims"] if origin_of[c["claim"]] == origin}
            actors = {a["actor"] for a in one["actors"] if set(a["documents"]) & own & set(one["documents"])}
            reports.append(told(origin.removeprefix("O-").lower(), *sorted(actors)))
        record = record_of(reports, GAZETTEER)
        accepted = {grade.casefold() for grade in one.get("grade_accept", [one["grade"]["proposed"]])}
        assert {grade.proposed for grade in _one(record, "airwars")} <= accepted, one["incident"]


def test_every_id_of_the_table_of_belligerents_is_an_actor() -> None:
    for row in rows("belligerents"):
        ids = [row["id"], row["part_of"], row["kind_of"], *(m.strip() for m in row["members"].split("|"))]
        assert all(one in by_id("actors") for one in ids if one), row


def test_incidents_of_other_places_lend_nothing(tmp_path: Path) -> None:
    record = record_of([told("a", "ru.mil"), Report("b", "Outlet b", [("killed", "civilian", "1")], HABIT)], GAZETTEER)
    grades = {_place(i): proposals(i, record, grade_policy("airwars"))[0] for i in record.incidents}
    assert {place: grade.proposed for place, grade in grades.items()} == {"Hass": "weak", "Al Habit": "weak"}
    assert grades["Al Habit"].actor_id is None


def _place(incident: Incident) -> str:
    return incident.where[0].name


@pytest.mark.parametrize("name", shipped_policies())
def test_the_shipped_policies_are_read(name: str) -> None:
    policy = grade_policy(name)
    assert policy.policy == name
    assert policy.source.startswith("https://")
    assert all(rule.label_ar and rule.meaning for rule in policy.grades)
