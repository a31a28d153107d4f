"""The invariants of methods.md, section 2, on invented records where places, days and identity are in doubt."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TypeVar

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evaluation.tolls.facts import LAST_DAY, Drawing, Event, Facts, Telling, Total
from evaluation.tolls.record import IDS, Writing, date_of
from evaluation.tolls.worlds import question_of
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.model.toll import Toll
from harmtrace.places.gazetteer import Gazetteer
from tests.evaluation.test_tolls import asked

GAZETTEER = Gazetteer.open([])
WRITING = Writing(GAZETTEER, IDS)
DENSE = settings(max_examples=60, deadline=None)
Held = TypeVar("Held", Event, Total)
SEEDS = st.integers(2000, 100_000)


def drawn(seed: int) -> tuple[Facts, TollQuestion]:
    facts = Drawing(seed, dense=True).facts()
    return facts, asked(question_of(facts, random.Random(seed)))


def of(facts: Facts, question: TollQuestion) -> Toll:
    return toll(question, WRITING.record(facts), GAZETTEER)


@DENSE
@given(SEEDS, st.randoms())
def test_the_order_of_claims_incidents_and_totals_changes_nothing(seed: int, chance: random.Random) -> None:
    facts, question = drawn(seed)
    events, totals = list(facts.events), list(facts.totals)
    chance.shuffle(events)
    chance.shuffle(totals)
    mixed = replace(facts, events=tuple(map(_turned, events)), totals=tuple(map(_turned, totals)))
    assert of(mixed, question) == of(facts, question)


def _turned(held: Held) -> Held:
    return replace(held, tellings=held.tellings[::-1])


@DENSE
@given(SEEDS, st.integers(0, 30))
@example(2707, 19)
def test_a_relay_or_a_copy_changes_no_bound(seed: int, which: int) -> None:
    facts, question = drawn(seed)
    every: list[Event | Total] = [*facts.events, *facts.totals]
    told = [(held, telling) for held in every for telling in held.tellings]
    if not told:
        return
    held, telling = told[which % len(told)]
    if any(t.origin == telling.origin and t.hands < telling.hands + 1 for t in held.tellings if t is not telling):
        return
    relay = replace(telling, claim="relay", hands=telling.hands + 1, published=telling.published + 2)
    before, after = of(facts, question), of(_with(facts, held.key, relay), question)
    assert (before.min, before.max, before.highest_stated) == (after.min, after.max, after.highest_stated)


def _with(facts: Facts, key: str, more: Telling) -> Facts:
    return replace(
        facts,
        events=tuple(replace(e, tellings=(*e.tellings, more)) if e.key == key else e for e in facts.events),
        totals=tuple(replace(t, tellings=(*t.tellings, more)) if t.key == key else t for t in facts.totals),
    )


@DENSE
@given(SEEDS)
def test_removing_a_claim_moves_an_end_only_where_because_names_it(seed: int) -> None:
    facts, question = drawn(seed)
    whole = of(facts, question)
    for claim in facts.claims():
        less = of(facts.without(claim), question)
        assert less.min == whole.min or claim in whole.because.min
        assert less.max == whole.max or claim in whole.because.max
        assert (
            less.highest_stated == whole.highest_stated or claim in whole.because.highest or not whole.because.highest
        )


@DENSE
@given(SEEDS)
def test_no_minimum_is_above_the_maximum_or_the_highest_figure(seed: int) -> None:
    facts, question = drawn(seed)
    found = of(facts, question)
    assert found.max is None or found.min <= found.max
    assert found.highest_stated is None or found.min <= found.highest_stated


@DENSE
@given(SEEDS)
def test_widening_a_scope_never_lowers_the_minimum(seed: int) -> None:
    facts, question = drawn(seed)
    idlib, hama = IDS["Idlib"], IDS["Hama"]
    narrow = replace(question, places=question.places or (idlib, hama))
    wider = [
        replace(narrow, places=()),
        replace(narrow, places=(*narrow.places, idlib)),
        replace(narrow, places=(idlib, hama)),
        replace(narrow, start=None, end=None),
    ]
    if narrow.start is not None and narrow.end is not None:
        wider.append(replace(narrow, start=date_of(1)))
        wider.append(replace(narrow, end=date_of(LAST_DAY)))
    least = of(facts, narrow).min
    assert all(of(facts, one).min >= least for one in wider)
