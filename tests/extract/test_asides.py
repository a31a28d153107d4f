"""Several events in one sentence: relative clauses, coordinated clauses, sequels, comparisons and rankings."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading_of import events

DAY = date(2018, 9, 2)


def told(text: str) -> list[tuple[list[tuple[str, float | None]], str | None, list[str]]]:
    """The figures, first day and places of each event."""
    return [
        (
            [(harm.harm, harm.quantity.value) for harm in claim.harms],
            str(claim.when.start) if claim.when else None,
            [place.text for place in claim.where],
        )
        for claim in events(text)
    ]


def test_a_relative_clause_of_another_day_is_an_event_of_its_own() -> None:
    text = "The town of Zabid, where rebels executed 12 men in March 2018, was shelled on 4 May 2018, hurting two."
    assert told(text) == [
        ([("killed", 12)], "2018-03-01", ["Zabid"]),
        ([("injured", 2)], "2018-05-04", ["Zabid"]),
    ]


def test_the_relative_clause_of_an_attack_tells_of_that_attack() -> None:
    text = "An attack in Taiz in which six people died on 3 May 2018, and a second one on 5 May 2018 killed eight."
    assert [day for _, day, _ in told(text)] == ["2018-05-03", "2018-05-05"]
    assert len(told("A raid on Taiz, in which six people died on 3 May 2018, was condemned on 5 May 2018.")) == 1
    assert len(told("Gunmen stormed the village of Zabid, where they shot five people on 3 May 2018.")) == 1


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "A mine killed three people in Zabid on 3 May 2018 and a shell wounded five in Taiz on 4 May 2018.",
            [[("killed", 3)], [("injured", 5)]],
        ),
        ("A shell killed three people and wounded five in Taiz on 4 May 2018.", [[("killed", 3), ("injured", 5)]]),
        (
            "A raid killed eight people in Taiz on 4 May 2018, hours after rockets wounded two soldiers in Marib.",
            [[("killed", 8)], [("injured", 2)]],
        ),
        (
            "A raid killed eight people in Taiz, hours after midnight, and wounded two.",
            [[("killed", 8), ("injured", 2)]],
        ),
        (
            "In May 2018 shelling killed 32 people in Taiz, compared with 61 deaths in the whole of April 2018.",
            [[("killed", 32)], [("killed", 61)]],
        ),
    ],
)
def test_clauses_with_a_day_of_their_own(text: str, figures: list[list[tuple[str, float]]]) -> None:
    assert [harms for harms, _, _ in told(text)] == figures
