"""What a text tells in several sentences is one event or several."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


def count(text: str) -> int:
    """How many events a text tells."""
    return len(events(text))


@pytest.mark.parametrize(
    "text",
    [
        # nobody goes on about an attack by telling one of another kind
        "Jets bombed a fuel depot near Hodeidah. Houthi fighters stormed two army posts.",
        "The rebels have besieged Loikaw since May. Drones bombed a clinic.",
        # what is done again and again is no part of what was done once
        "A shell hit a bakery in Omdurman. Paramilitaries have repeatedly attacked aid convoys.",
    ],
)
def test_an_attack_of_its_own_is_told_apart(text: str) -> None:
    assert count(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed a fuel depot near Hodeidah. The bombing killed two guards.",
        "Jets bombed a fuel depot near Hodeidah. Two guards were killed.",
        "A shell hit a bakery in Omdurman. It destroyed the oven and wounded three people.",
        "Gunmen attacked Beni. They executed nine villagers.",
        "Shells fell on a market in Lashkargah on Monday. The attack hit the Bolan district.",
    ],
)
def test_what_goes_on_about_an_attack_is_told_with_it(text: str) -> None:
    assert count(text) == 1
