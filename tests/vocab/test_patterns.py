"""What a rule pattern says, and where a match of it can begin."""

from __future__ import annotations

import pytest

from harmtrace.vocab.patterns import Part, openings, pattern_parts, with_pieces


def test_a_class_ahead_is_no_part_of_the_match() -> None:
    assert pattern_parts("day &month") == [Part("day", "day"), Part("month", "", ahead=True)]


def test_a_class_ahead_may_fill_a_slot_and_leaves_the_opening_to_what_stands_there() -> None:
    assert pattern_parts("&two.count two_unit.unit")[0] == Part("two", "count", ahead=True)
    assert openings("past? &two.count two_unit.unit") == {"past": frozenset({"two_unit"}), "two_unit": None}


def test_a_piece_is_written_out_where_a_pattern_names_it() -> None:
    pieces = {"a_month": 'month ("/" month.pair)?', "a_date": "day {a_month}"}
    assert with_pieces("{a_date} year?", pieces) == '(day (month ("/" month.pair)?)) year?'
    assert with_pieces("{a_month.last}", pieces) == '(month.last_month ( "/" month.last_pair ) ?)'
    with pytest.raises(KeyError):
        with_pieces("{a_day}", pieces)


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
