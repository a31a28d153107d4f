"""How many attacks a clause tells, in numbers and in words."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twin car bomb explosions killed 18 people in Mogadishu.", ("Twin", 2)),
        ("A double suicide attack hit a police station in Aden on Monday.", ("double", 2)),
        ("Three Emirati and Saudi air raids on Sanaa killed 58 civilians.", ("Three", 3)),
        ("The governor reported 13 alleged missile strikes on Kharkiv.", ("13", 13)),
        ("Dozens of Israeli strikes on Rafah killed at least 16 civilians.", ("Dozens", None)),
        ("Several air strikes hit Kherson and 12 people were killed.", ("Several", None)),
    ],
)
def test_attacks_are_counted(text: str, expected: tuple[str, float | None]) -> None:
    attacks = event(text).attacks
    assert attacks is not None
    assert (attacks.text, attacks.value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An air strike doubled the number of dead in Kherson to 12.",
        "Several people were killed in an air strike on Kherson.",
        "Twelve who died under shelling in Kherson were buried after 40 people were hurt.",
    ],
)
def test_what_counts_people_counts_no_attacks(text: str) -> None:
    assert event(text).attacks is None
