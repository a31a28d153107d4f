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


def test_a_count_of_the_last_day_is_no_part_of_one_that_runs() -> None:
    text = (
        "Since 7 April 2018, 3,400 people have been killed and 9,000 wounded in Taiz, the ministry said, "
        "adding that 70 people had been killed in the past 24 hours."
    )
    assert [harms for harms, _, _ in told(text)] == [[("killed", 3400), ("injured", 9000)], [("killed", 70)]]


@pytest.mark.parametrize(
    ("text", "scope", "day"),
    [
        ("A drone killed three men in Marib on 4 May 2018, the third such strike since 2016.", "single", "2018-05-04"),
        ("In the deadliest attack this year, rebels shot dead 14 people in Zabid.", "single", None),
        ("Some 140 people have been killed in Zabid since 2016.", "cumulative", "2016-01-01"),
        ("The army has killed 140 people since it first attacked Zabid in May 2016.", "cumulative", "2016-05-01"),
    ],
)
def test_what_an_event_ranks_among_does_not_date_it(text: str, scope: str, day: str | None) -> None:
    (claim,) = events(text)
    assert (claim.scope, claim.when and str(claim.when.start)) == (scope, day)


def test_the_event_of_a_ranking_is_told_apart() -> None:
    text = "The raid on 4 May 2018 was the worst in Yemen since March, when 15 people were killed in Zabid."
    assert told(text)[-1] == ([("killed", 15)], "2018-03-01", ["Zabid"])


def test_false_reports_are_negated_and_questions_tell_nothing() -> None:
    false, none = events("Reports that 50 people had been killed in Zabid were false, the bishop said; nobody died.")
    assert (false.modality, none.modality, none.harms[0].quantity.value) == ("negated", "asserted", 0)
    (told_by_him,) = events("Asked whether the army had shelled Taiz, the mayor said two men had been killed in Zabid.")
    assert ("shelling" in told_by_him.event_types, [harm.quantity.value for harm in told_by_him.harms]) == (False, [2])
    assert events("Did the army kill five people in Zabid on 4 May 2018?") == []
    assert len(events("Why did the army kill five people in Zabid on 4 May 2018?")) == 1
