"""What stands at the head of an item, and at the head of a report, for all that is told under it."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

_ROUND_UP = """WEEK IN BRIEF

ZARIA {mark} A car bomb went off outside a barracks on Tuesday. Four officers were killed.

KADUNA {mark} Gunmen shot dead two loggers near Bokkos on Monday."""


@pytest.mark.parametrize("mark", ["–", "—", "-"])
def test_the_towns_before_several_items_are_where_each_happened_unless_it_says_more(mark: str) -> None:
    first, second = events(_ROUND_UP.format(mark=mark))
    assert [place.name for place in first.where] == ["Zaria"]
    assert [place.name for place in second.where] == ["Bokkos"]


def test_the_only_dateline_of_a_report_is_where_it_was_filed() -> None:
    (told,) = events("ZARIA – A car bomb went off outside a barracks on Tuesday. Four officers were killed.")
    assert told.where == ()


@pytest.mark.parametrize(
    "dateline",
    [
        "Nairobi - ",
        "Nairobi – ",
        "NAIROBI - ",
        "(Nairobi) - ",
        "NAIROBI (AFP) — ",
        "Nairobi, 10 March - ",
        "[Nairobi] ",
    ],
)
def test_a_report_of_one_sentence_is_read_with_any_dateline_and_did_not_happen_there(dateline: str) -> None:
    (told,) = events(dateline + "Raiders killed six herders near Isiolo on 9 March 2021.")
    assert [place.name for place in told.where] == ["Isiolo"]
    assert (str(told.when.start) if told.when else None, [harm.quantity.value for harm in told.harms]) == (
        "2021-03-09",
        [6],
    )


@pytest.mark.parametrize("dateline", ["Nairobi – ", "Nairobi, Kenya - "])
def test_a_place_alone_as_dateline_is_not_where_it_happened(dateline: str) -> None:
    (told,) = events(dateline + "A car bomb went off outside a barracks on Tuesday. Four officers were killed.")
    assert told.where == ()


def test_the_dateline_in_a_sentence_of_its_own_is_neither_place_nor_day() -> None:
    text = "Army speaks\nKADUNA, 12 September. Soldiers shelled a farm, the army said. Six herders were killed."
    assert [(told.where, told.when) for told in events(text)] == [((), None)]


def test_a_place_and_day_before_an_item_hold_for_all_its_sentences() -> None:
    text = "Incidents\n• Gao: 9 May. A mine went off under a bus. Four passengers died.\n• Kidal: 11 May. Two men died."
    first, second = events(text)
    assert [(place.name, str(told.when.start)) for told in (first, second) if told.when for place in told.where] == [
        ("Gao", "2018-05-09"),
        ("Kidal", "2018-05-11"),
    ]


def test_this_week_is_the_week_that_the_report_says_it_is_about() -> None:
    text = "Reporting period: 4-10 September 2018\n\nWe verified 41 killings this week (previous week: 28 killed)."
    this, before = events(text)
    assert [str(told.when.start) for told in (this, before) if told.when] == ["2018-09-04", "2018-08-28"]
    assert [harm.quantity.value for told in (this, before) for harm in told.harms] == [41, 28]
