"""What a rule pattern says, and where a match of it can begin."""

from __future__ import annotations

import pytest

from harmtrace.vocab.patterns import Part, openings, pattern_parts


def test_a_class_ahead_is_no_part_of_the_match() -> None:
    assert pattern_parts("day &month") == [Part("day", "day"), Part("month", "month", ahead=True)]


def test_a_pattern_is_read_into_classes_slots_words_and_signs() -> None:
    assert pattern_parts('("on" | the)? day.last stop') == [
        Part("", "", "("),
        Part("=on"),
        Part("", "", "|"),
        Part("the", "the"),
        Part("", "", ")"),
        Part("", "", "?"),
        Part("day", "last"),
        Part("stop", "stop"),
    ]


def test_what_is_no_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="no part of a pattern"):
        pattern_parts("day & month")


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("day month", {"day"}),
        ("on? day month", {"on", "day"}),
        ('("from" | since)? (weekday ","?)? day', {"=from", "since", "weekday", "day"}),
        ("(day | month)+ year", {"day", "month"}),
        ("day* month? year", {"day", "month", "year"}),
    ],
)
def test_a_match_begins_with_the_first_part_that_must_stand_and_those_before_it(
    pattern: str, opening: set[str]
) -> None:
    assert set(openings(pattern)) == opening


@pytest.mark.parametrize(
    ("pattern", "klass", "following"),
    [
        ("day month? year", "day", {"month", "year"}),
        ("(day | month)+ year", "day", {"day", "month", "year"}),
        ("day (month | stop)", "day", {"month", "stop"}),
        ("day month?", "day", None),
        ("day month | day year", "day", {"month", "year"}),
    ],
)
def test_what_must_follow_the_first_token_is_known_unless_a_match_may_end_there(
    pattern: str, klass: str, following: set[str] | None
) -> None:
    assert openings(pattern)[klass] == following
