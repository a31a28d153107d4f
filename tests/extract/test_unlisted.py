"""Victims whose noun no table lists, and things that a verb of harm has beside it."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, harms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile killed three grain elevator operators in Odesa.", [("killed", 3, "unstated")]),
        ("A truffle hunter was killed by a mine near Palmyra.", [("killed", 1, "unstated")]),
        ("A shell hit a depot in Taiz, killing the archivist.", [("killed", 1, "unstated")]),
        ("Three kite makers were killed when a shell hit Khartoum.", [("killed", 3, "unstated")]),
        ("An air strike on a village near Tyre killed five Amal irregulars.", [("killed", 5, "combatant")]),
        ("Shells killed two South Africans near Goma.", [("killed", 2, "unstated")]),
        ("Four more South Africans were wounded near Goma.", [("injured", 4, "unstated")]),
        ("Four more were wounded near Goma.", [("injured", 4, "unstated")]),
        ("An air strike on Bosaso killed 18 “apostates”, the group said.", [("killed", 18, "unstated")]),
        ("An air strike on Marib killed 50 “terrorists”.", [("killed", 50, "combatant")]),
    ],
)
def test_a_verb_of_harm_makes_people_of_any_noun(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert harms(event(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on a farm near Taiz killed two cows and a donkey.",
        "The army lost two tanks in Sumy when the ridge was shelled.",
        "Troops executed a special operation and shelled Kherson.",
        "Shelling of Kherson killed the plan for a truce.",
    ],
)
def test_beasts_and_things_are_no_victims(text: str) -> None:
    assert [harm for claim in events(text) for harm in claim.harms if harm.harm != "livelihood"] == []


def test_an_age_between_commas_is_nobody() -> None:
    assert harms(event("A vaccinator, 22, died when gunmen opened fire in Maiwand.")) == [("killed", 1, "unstated")]


def test_the_age_of_a_child_is_nobody() -> None:
    claim = event("A girl of nine who was gathering firewood was killed by a mine near Moebye.")
    assert harms(claim) == [("killed", 1, "unstated")]
