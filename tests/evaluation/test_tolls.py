"""Tolls of invented records against all that may have happened, against one large program, and against the truth."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evaluation.tolls.facts import LAST_DAY, SMALL, Drawing, Facts, Said, Telling
from evaluation.tolls.large import geography, large_facts
from evaluation.tolls.milp import highest_of, least_of
from evaluation.tolls.record import IDS, Writing, date_of
from evaluation.tolls.worlds import Answer, Question, answer, question_of
from harmtrace.account import program
from harmtrace.account.record import RecordView
from harmtrace.account.toll import TollQuestion, ledger_of, toll
from harmtrace.model.toll import Policy, StatusColumn, Toll
from harmtrace.places.gazetteer import Gazetteer

GAZETTEER = Gazetteer.open([])
WRITING = Writing(GAZETTEER, IDS)
RECORDS = 200


def asked(question: Question) -> TollQuestion:
    first, last = (date_of(day) for day in question.days) if question.days else (None, None)
    status: StatusColumn = "civilian" if question.column == "civilian" else "any"
    policy: Policy = "corroborated" if question.policy == "corroborated" else "inclusive"
    return TollQuestion(tuple(IDS[place] for place in question.places), first, last, "killed", status, policy)


def told(found: Toll) -> Answer:
    because = (frozenset(claims) for claims in (found.because.min, found.because.max, found.because.highest))
    min_, max_, highest = because
    return Answer(int(found.min), _whole(found.max), _whole(found.highest_stated), (min_, max_, highest))


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def drawn(seed: int) -> tuple[Facts, Question]:
    facts = Drawing(seed, dense=seed % 2 == 1).facts()
    return facts, question_of(facts, random.Random(seed))


@pytest.mark.parametrize("first", range(0, RECORDS, 20))
def test_every_end_and_its_reasons_are_those_of_all_that_may_have_happened(first: int) -> None:
    for seed in range(first, first + 20):
        facts, question = drawn(seed)
        found = toll(asked(question), WRITING.record(facts), GAZETTEER)
        assert told(found) == answer(facts, question), f"record {seed}, {question}"


def test_the_solver_finds_the_same_where_it_is_asked_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "MOST_TRIED", 0)
    for seed in range(RECORDS + 1, RECORDS + 60, 2):
        facts, question = drawn(seed)
        assert told(toll(asked(question), WRITING.record(facts), GAZETTEER)) == answer(facts, question), f"{seed}"


def test_the_drawn_records_hold_what_they_are_to_try() -> None:
    found = [drawn(seed) for seed in range(RECORDS)]
    answers = [toll(asked(question), WRITING.record(facts), GAZETTEER) for facts, question in found]
    assert sum(one.min > 0 for one in answers) > 50
    assert sum(one.max is not None for one in answers) > 30
    assert sum(bool(one.contradictions) for one in answers) > 40
    assert sum(bool(one.uncertain) for one in answers) > 60
    events = [event for facts, _question in found for event in facts.events]
    assert sum(len(event.readings) > 1 for event in events) > 50
    assert sum(event.days is None for event in events) > 10
    assert sum(bool(event.doubles) for event in events) > 100


def test_no_minimum_is_above_the_truth_where_no_figure_excludes_it() -> None:
    bounded = 0
    for seed in range(1000, 1150):
        facts = Drawing(seed, honest=True).facts()
        question = replace(question_of(facts, random.Random(seed)), column="any", policy="inclusive")
        days = range(LAST_DAY + 1) if question.days is None else range(question.days[0], question.days[1] + 1)
        places = SMALL.of(question.places or tuple(SMALL.regions))
        true = sum(n for (spot, day), n in facts.unnamed.items() if spot in places and day in days)
        for event in facts.events:
            inside = SMALL.spots(event.readings[0]) <= places
            true += (
                event.truth
                if inside and (event.days is None or set(range(event.days[0], event.days[1] + 1)) <= {*days})
                else 0
            )
        found = toll(asked(question), WRITING.record(facts), GAZETTEER)
        assert found.min <= true, f"record {seed}"
        bounded += found.min > 0
    assert bounded > 30


def large() -> tuple[Facts, Writing, RecordView]:
    where = geography(GAZETTEER)
    names = [*where.regions, *(town for towns in where.regions.values() for town in towns)]
    writing = Writing(GAZETTEER, {name: name for name in names})
    facts = large_facts(where, 900, 2700, 90, 60)
    return facts, writing, writing.record(facts)


def test_a_large_record_has_the_tolls_of_one_program_over_all_of_it() -> None:
    facts, _writing, record = large()
    region = next(iter(facts.geography.regions))
    for places, days in (((), (1, 60)), ((region,), (1, 60)), ((region,), (10, 40))):
        found = toll(TollQuestion(places, date_of(days[0]), date_of(days[1])), record, GAZETTEER)
        assert found.min == least_of(facts, places, days)
        assert found.highest_stated == highest_of(facts, places, days)


def test_a_record_with_one_more_claim_has_the_account_that_it_would_have_had_at_first() -> None:
    facts, writing, record = large()
    question = TollQuestion()
    kept = ledger_of(question, record, GAZETTEER)
    chance = random.Random(3)
    for at in range(12):
        event = chance.choice(facts.events)
        more = Telling(f"later-{at}", "Another Outlet", 0, 803, (Said("eq", event.truth + 2, 0, "civilian"),))
        days = (event.days or (1, 1)) if at % 3 else (1, 1)
        key = event.key if at % 3 else f"event-new-{at}"
        grown = replace(event, key=key, days=days, tellings=(*event.tellings, more) if at % 3 else (more,))
        others = tuple(one for one in facts.events if one.key != key)
        facts = replace(facts, events=(*others, grown))
        record = writing.record(facts)
        kept.amend(record, [writing.incident(grown)])
    fresh = ledger_of(question, record, GAZETTEER)
    assert kept.bounds() == fresh.bounds()
    assert kept.contradictions() == fresh.contradictions()
    assert kept.uncertain() == fresh.uncertain()
