"""What is told with words of war and is none: games, films, markets, pay disputes and disasters."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

_BOMB = " Two people were killed by a bomb outside the hall in Hass."


@pytest.mark.parametrize(
    "text",
    [
        "United shelled the visiting goal and the striker fired two rockets before half time in the derby.",
        "In the film a sniper kills a teacher. The script is weak, the performances are strong. It is in cinemas now.",
        "In the video game raiders attack and mortars destroy the hospital. Players like the assault, critics do not.",
        "The bourse was hammered as investors fired a warning shot; traders attacked the currency and shares exploded.",
        "The union laid siege to the ministry. Strikers bombarded it with letters over wages; the walkout hit schools.",
    ],
)
def test_words_of_war_in_other_matters_tell_no_attack(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "A landslide in Hass killed 19 people on Thursday. Houses were swept away and 340 people displaced.",
            0,
        ),
        ("A bus overturned near Hass, killing 14 people. The driver fled the scene.", 0),
        ("Measles has killed 31 children in Hass since January.", 0),
        ("A mine killed 14 people near Hass; the bus overturned.", 1),
        ("Shelling killed nine people in Hass on Monday. Cholera killed 31 children in the same camp.", 1),
    ],
)
def test_what_nobody_has_done_is_no_attack(text: str, count: int) -> None:
    assert len(events(text)) == count


def test_a_report_of_war_may_speak_of_a_film_or_a_union() -> None:
    text = "An air strike killed nine teachers in Hass. The union said salaries had not been paid. A film shows it."
    assert len(events(text)) == 1
    game = "United shelled the visiting goal and the striker fired two rockets before half time in the derby."
    assert len(events(game + _BOMB)) == 1
