"""What an anniversary remembers is of years before, and of no day of the report."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On the third anniversary of the raid that killed 14 people in Hass, mourners met on Friday.",
            ("2015", "year"),
        ),
        ("On Friday families in Hass mark two years since the air strike that killed 14 people.", ("2016", "year")),
        ("Two years after the strikes on Hass that killed 14 people, widows wait for news.", ("2016", "year")),
        ("A year on from the shelling that killed 14 people in Hass, widows wait for news.", ("2017", "year")),
        ("Thursday was the 10th anniversary of the massacre, which left 14 people dead in Hass.", ("2008", "year")),
        ("Six months since the attack that killed 14 people in Hass, widows wait for news.", ("2018", "month")),
        ("The town marks the anniversary of the raid that killed 14 people in Hass on Friday.", None),
    ],
)
def test_an_anniversary_dates_what_it_remembers(text: str, expected: tuple[str, str] | None) -> None:
    when = event(text).when
    assert (when and (str(when.start.year), when.precision)) == expected


def test_near_the_turn_of_a_year_either_year_may_be_meant() -> None:
    text = "On Monday families mark a year since the air strike that killed 14 people in Hass."
    when = event(text, published="2019-01-02").when
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat()) == ("2017-01-01", "2018-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed two people in Hass on Friday. Others in Hass marked the anniversary of the raid that killed 14.",
        "Shells killed two people in Hass on Friday. A year after the raid that killed 14 people in Hass, widows wait.",
    ],
)
def test_what_is_remembered_is_not_of_the_day_told_beside_it(text: str) -> None:
    now, before = events(text)
    assert now.when is not None
    assert now.when.start.isoformat() == "2018-09-14"
    assert before.when is None or before.when.end.year == 2017


def test_what_happens_on_an_anniversary_is_of_its_own_day() -> None:
    found = event("Gunmen killed nine people in Hass on the second anniversary of the massacre, on Friday.")
    assert found.when is not None
    assert found.when.start.isoformat() == "2018-09-14"
