"""Confidence comes of what a claim is like, and the reasons can be named."""

from __future__ import annotations

from harmtrace.extract.confidence import ALWAYS, confidence_of, deciding, signs_of_claim
from tests.extract.reading_of import event, statements

TOLD = "An air strike on Hass killed 14 civilians on Monday, the Orontes Centre said."
BARE = "Reports spoke of an attack with rockets."


def test_a_dated_and_placed_harm_is_surer_than_a_bare_mention() -> None:
    assert event(TOLD).confidence > event(BARE).confidence


def test_the_confidence_of_a_claim_is_that_of_its_signs() -> None:
    claim = event(TOLD)
    assert confidence_of(signs_of_claim(claim)) == claim.confidence
    assert 0 < claim.confidence < 1


def test_signs_say_what_the_claim_is_like() -> None:
    signs = signs_of_claim(event(TOLD))
    assert {ALWAYS, "event", "event: date relative", "event: number of harm", "event: single"} <= set(signs)
    assert len(signs) == len(set(signs))
    (saying,) = statements('The mayor, Sami Darwish, said: "We will go on helping whoever comes to our town."')
    assert "statement: quoted" in signs_of_claim(saying)


def test_the_reasons_of_a_doubtful_claim_are_named() -> None:
    support, doubt = deciding(event(BARE))
    assert doubt
    assert set(support).isdisjoint(doubt)
    assert set(doubt) <= set(signs_of_claim(event(BARE)))
