"""Replay: the same claims and decisions give the same record, whatever order does not matter; nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.model.claim import AnyClaim, EventClaim, claim_from_plain
from harmtrace.model.decision import Decision
from harmtrace.model.reviewed import Reviewed
from harmtrace.model.span import SourceText
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import group_claims
from harmtrace.resolve.settled import Settled
from harmtrace.review.correcting import shifted
from harmtrace.review.holding import Held, hold
from harmtrace.review.replay import reviewed
from harmtrace.review.slots import plain_of
from harmtrace.review.standing import Standings
from tests.record_claims import built
from tests.review.made import Making, reread, told

COUNT = 6
DOCUMENTS, CLAIMS = told(COUNT)
_PLACES = st.integers(0, COUNT - 1)
_STEPS = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), _PLACES, _PLACES),
    st.tuples(st.just("correct"), _PLACES, st.integers(1, 9)),
    st.tuples(st.sampled_from(["same", "not_same", "split"]), _PLACES, _PLACES),
    st.tuples(st.just("undo"), st.integers(0, 20), _PLACES),
    st.tuples(st.just("approve"), st.integers(0, 20), _PLACES),
    st.tuples(st.just("rule"), st.integers(0, 1), _PLACES),
)
Step = tuple[str, int, int]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def making(steps: Sequence[Step], claims: Sequence[AnyClaim] = CLAIMS) -> Making:
    """The decisions of some steps; what cannot be is left out."""
    done = Making()
    for kind, one, other in steps:
        if kind in ("accept", "reject"):
            done.decide(kind, [claims[one]])  # type: ignore[arg-type]
        elif kind == "correct":
            done.correct(claims[one], other)
        elif kind in ("same", "not_same") and one != other:
            done.decide(kind, [claims[one], claims[other]])  # type: ignore[arg-type]
        elif kind == "split" and one != other:
            done.split([claims[one]], [claims[other]])
        elif kind == "undo" and one < len(done.made):
            done.undo(done.made[one], person=f"P{other}")
        elif kind == "approve" and one < len(done.made):
            done.decide("approve", of=done.made[one].decision_id, person=f"P{other}")
        elif kind == "rule":
            done.decide("rule", change={"two_person": bool(one)})
    return done


def effect(review: Reviewed) -> tuple[object, ...]:
    """What of a review the record depends on, whatever the order of claims."""
    return (
        sorted((claim.claim_id, repr(claim), repr(claim.review)) for claim in review.claims),
        sorted(review.rejected.items()),
        review.joined,
        review.parted,
        review.fingerprint,
    )


@given(st.lists(_STEPS, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_replay_is_deterministic_and_the_order_of_claims_changes_nothing(
    steps: list[Step], chance: random.Random
) -> None:
    made = making(steps).made
    shuffled = list(CLAIMS)
    chance.shuffle(shuffled)
    assert effect(reviewed(DOCUMENTS, CLAIMS, made)) == effect(reviewed(DOCUMENTS[::-1], shuffled, made))


@given(st.lists(_STEPS, max_size=10), _STEPS)
@settings(max_examples=80)
def test_a_decision_taken_back_leaves_no_trace(steps: list[Step], step: Step) -> None:
    before = making([one for one in steps if one[0] != "rule"])
    if step[0] in ("rule", "undo", "approve"):
        return
    state = effect(reviewed(DOCUMENTS, CLAIMS, before.made))
    after = making([*(one for one in steps if one[0] != "rule"), step])
    if len(after.made) == len(before.made):
        return
    after.undo(after.made[-1])
    assert effect(reviewed(DOCUMENTS, CLAIMS, after.made)) == state


@given(st.lists(st.tuples(st.booleans(), _PLACES, _PLACES), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_decisions_about_other_claims_may_come_in_any_order(
    pairs: list[tuple[bool, int, int]], chance: random.Random
) -> None:
    half = COUNT // 2
    ours = [Held(f"a{n}", (f"a{x % half}",), (f"a{y % half}",), False) for n, (_same, x, y) in enumerate(pairs)]
    theirs = [Held(f"b{n}", (f"b{x % half}", f"b{y % half}")) for n, (_same, x, y) in enumerate(pairs)]
    one, left, right = hold([*ours, *theirs]), list(ours), list(theirs)
    mixed: list[Held] = []
    while left or right:
        mixed.append((left if left and (not right or chance.random() < 0.5) else right).pop(0))
    other = hold(mixed)
    assert (one.joined, one.parted, one.overridden) == (other.joined, other.parted, other.overridden)


@given(st.lists(st.tuples(st.sampled_from(["same", "not_same"]), _PLACES, _PLACES), min_size=1, max_size=12))
@settings(max_examples=100)
def test_what_holds_contradicts_nothing_and_the_last_word_holds(steps: list[Step]) -> None:
    held = [
        Held(f"d{n}", (str(one),), (str(other),), False)
        if kind == "not_same"
        else Held(f"d{n}", (str(one), str(other)))
        for n, (kind, one, other) in enumerate(steps)
        if one != other
    ]
    done = hold(held)
    sets = [set(one.claims) for one in done.joined]
    assert all(not (left & right) for left in sets for right in sets if left is not right)
    for apart in done.parted:
        assert not any(set(apart.ours) & one and set(apart.theirs) & one for one in sets)
    if held:
        assert held[-1].decision_id not in done.overridden
    order = {one.decision_id: place for place, one in enumerate(held)}
    for trouble in done.troubles:
        assert trouble.against
        assert all(order[other] > order[trouble.decision_id] for other in trouble.against)


def test_of_three_made_one_and_two_told_apart_later_the_earliest_gives_way() -> None:
    made = Making()
    first = made.decide("same", CLAIMS[:2])
    second = made.decide("same", CLAIMS[1:3])
    third = made.decide("not_same", [CLAIMS[0], CLAIMS[2]])
    review = reviewed(DOCUMENTS, CLAIMS, made.made)
    assert review.standing == {
        first.decision_id: "overridden",
        second.decision_id: "in_force",
        third.decision_id: "in_force",
    }
    [trouble] = review.troubles
    assert (trouble.decision_id, trouble.against) == (first.decision_id, (third.decision_id,))
    assert [set(one.claims) for one in review.joined] == [{CLAIMS[1].claim_id, CLAIMS[2].claim_id}]


def groups_of(review: Reviewed, gazetteer: Gazetteer) -> list[set[str]]:
    provenance = find_origins(DOCUMENTS, review.claims)
    settled = Settled(review.joined, review.parted)
    found = group_claims(DOCUMENTS, review.claims, provenance, gazetteer, settled)
    return [set(group.claim_ids) for group in found if group.kind == "incident"]


@given(st.lists(st.tuples(st.sampled_from(["same", "not_same", "split", "reject"]), _PLACES, _PLACES), max_size=8))
@settings(max_examples=40)
def test_incidents_heed_what_persons_hold_together_and_apart(gazetteer: Gazetteer, steps: list[Step]) -> None:
    review = reviewed(DOCUMENTS, CLAIMS, making(steps).made)
    groups = groups_of(review, gazetteer)
    assert sorted(claim for group in groups for claim in group) == sorted(c.claim_id for c in review.claims)
    for together in review.joined:
        assert any(set(together.claims) <= group for group in groups)
    for apart in review.parted:
        assert not any(set(apart.ours) & group and set(apart.theirs) & group for group in groups)


@given(st.lists(_STEPS, max_size=10))
@settings(max_examples=60)
def test_decisions_survive_a_rerun_that_names_every_claim_anew(steps: list[Step]) -> None:
    made = making(steps).made
    again = reread(CLAIMS)
    new = {old.claim_id: now.claim_id for old, now in zip(CLAIMS, again, strict=True)}
    before, after = (reviewed(DOCUMENTS, claims, made) for claims in (CLAIMS, again))
    assert after.standing == before.standing
    assert after.unattached == ()
    assert {new[claim]: key for claim, key in before.rejected.items()} == after.rejected
    named = {(frozenset(new[claim] for claim in one.claims), one.decisions) for one in before.joined}
    assert named == {(frozenset(one.claims), one.decisions) for one in after.joined}
    assert sorted(one.decisions for one in before.parted) == sorted(one.decisions for one in after.parted)
    told_before = {new[c.claim_id]: (c.review, c.harms) for c in before.claims if isinstance(c, EventClaim)}
    assert told_before == {c.claim_id: (c.review, c.harms) for c in after.claims if isinstance(c, EventClaim)}


def test_a_decision_whose_words_are_read_no_more_is_told_of_and_does_nothing() -> None:
    made = Making()
    lost = made.decide("reject", [CLAIMS[0]])
    review = reviewed(DOCUMENTS, CLAIMS[1:], made.made)
    assert review.unattached == (lost.decision_id,)
    assert len(review.claims) == COUNT - 1
    assert [trouble.decision_id for trouble in review.troubles] == [lost.decision_id]


def test_words_that_moved_in_their_text_are_found_again() -> None:
    made = Making()
    made.correct(CLAIMS[0], 9)
    ahead = "A line that was put ahead. "
    document = replace(DOCUMENTS[0], text=ahead + DOCUMENTS[0].text)
    [moved] = moved_claims(ahead, CLAIMS[:1], document.source().content)
    review = reviewed([document], [moved], made.made)
    [claim] = review.claims
    assert isinstance(claim, EventClaim)
    assert claim.harms[0].quantity.value == 9
    before = CLAIMS[0]
    assert isinstance(before, EventClaim)
    assert claim.harms[0].quantity.start == before.harms[0].quantity.start + len(ahead)


def moved_claims(ahead: str, claims: Sequence[AnyClaim], text: str) -> list[AnyClaim]:
    """The claims as they are read where so many words stand ahead of theirs."""
    found = []
    for claim in claims:
        plain = shifted(plain_of(claim), len(ahead))
        plain.pop("claim_id")
        found.append(claim_from_plain(plain, SourceText(claim.document_id, text)))
    return found


@given(st.sets(_PLACES, max_size=COUNT - 1))
@settings(max_examples=25)
def test_a_rejected_claim_counts_nowhere(gazetteer: Gazetteer, gone: set[int]) -> None:
    made = Making()
    for place in sorted(gone):
        made.decide("reject", [CLAIMS[place]])
    review = reviewed(DOCUMENTS, CLAIMS, made.made)
    without = [claim for place, claim in enumerate(CLAIMS) if place not in gone]
    ours, theirs = (built(DOCUMENTS, claims, gazetteer) for claims in (review.claims, without))
    assert ours.incidents == theirs.incidents
    assert ours.provenance == theirs.provenance


@given(st.lists(_STEPS, max_size=14))
@settings(max_examples=80)
def test_what_is_in_force_follows_from_later_decisions_alone(steps: list[Step]) -> None:
    made = making(steps).made
    standings = Standings(made)
    for decision in made:
        undone = any(
            later.kind == "undo"
            and later.change["decision"] == decision.decision_id
            and standings.in_force[later.decision_id]
            for later in made
        )
        approved = any(
            later.kind == "approve"
            and later.change["decision"] == decision.decision_id
            and standings.in_force[later.decision_id]
            and later.person != decision.person
            for later in made
        )
        waits = decision.decision_id in standings.needs
        assert standings.in_force[decision.decision_id] == (not undone and (approved or not waits))


def by_hand(made: Sequence[Decision]) -> bool:
    """Whether the two-person rule holds, looked at anew."""
    return Standings(made).two_person


@given(st.lists(_STEPS, max_size=14))
@settings(max_examples=40)
def test_standing_worked_out_step_by_step_is_that_worked_out_at_once(steps: list[Step]) -> None:
    made = making(steps).made
    whole = Standings()
    for place, decision in enumerate(made):
        whole.add(decision)
        assert whole.two_person == by_hand(made[: place + 1])
