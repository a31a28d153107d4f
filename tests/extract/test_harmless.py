"""Verbs of attack that tell none by who does it to what, and stock phrases with words of attack."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


@pytest.mark.parametrize(
    "text",
    [
        # who does it cannot attack
        "Fuel shortages hit Hass on Monday.",
        "Hass was badly hit by a power cut on Monday.",
        "A heatwave has struck Idlib since Monday.",
        "Elephants attacked a farmer near Hass on Monday.",
        # what it is done to cannot be attacked
        "Doctors in Hass battled cholera on Monday.",
        "Residents of Hass battled a fierce blaze on Monday.",
        "Critics attacked the law in Damascus on Monday.",
        # stock phrases
        "The foreign minister began a diplomatic offensive in Cairo on Monday.",
        "The minister came under fire from lawmakers in Damascus on Monday.",
        "The two companies fought a legal battle in Aleppo on Monday.",
        "A court in Aleppo sentenced two men to death on Monday.",
    ],
)
def test_what_hurts_nobody_is_no_attack(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a fuel depot in Hass on Monday.",
        "Hass was hit by shells on Monday.",
        "Fighters attacked a law school in Hass on Monday.",
        "Gunmen opened fire on a cholera ward in Hass around noon.",
        "A convoy came under fire for two hours near Hass on Monday.",
        "A man was stoned to death in Hass on Monday.",
        "Fighters attacked during a cholera outbreak in Hass on Monday.",
    ],
)
def test_an_attack_in_such_words_is_told(text: str) -> None:
    assert len(events(text)) == 1


def test_fees_and_taxes_attack_nobody() -> None:
    assert events("Traders in Hass were hit by new taxes on Monday.") == []


def test_what_two_sides_accuse_each_other_of_is_no_event_of_its_own() -> None:
    assert events("Each of the two sides accuses the other of hitting civilian sites.") == []
    assert events("The army and the rebels accuse one another of attacking hospitals.") == []
    assert len(events("Both sides accused the other of killing 20 civilians in Hass on Monday.")) == 1
