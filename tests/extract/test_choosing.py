"""Learned choices: heard where they are sure, and made of signs that belong to no war."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.choosing import SURE, Overruling, chances_of, overruled, sure_option
from harmtrace.extract.day_choice import Days, is_open
from harmtrace.extract.event_signs import word_signs
from harmtrace.extract.extraction import draft
from harmtrace.extract.scopes import scope_of, scope_signs
from harmtrace.vocab.tables import rows
from tests.extract.reading_of import document_of, events, gazetteer

WEIGHTS = {"one": {"any": 0.0, "once": 0.5}, "many": {"any": 0.0, "in parts": 3.0}}


def test_a_sure_model_overrules_the_rules() -> None:
    assert sure_option(WEIGHTS, "one", ["in parts"]) == "many"


def test_an_unsure_model_leaves_it_to_the_rules() -> None:
    assert sure_option(WEIGHTS, "many", ["once"]) == "many"


def test_a_choice_that_was_never_fitted_is_the_rules() -> None:
    heard: list[Overruling] = []
    assert overruled("no such choice", "one", ["in parts"], heard) == "one"
    assert not heard


def test_explain_tells_where_the_rules_were_overruled_and_why() -> None:
    heavy = max((row for row in rows("choices") if row["option"] == "aggregate"), key=lambda row: float(row["weight"]))
    heard: list[Overruling] = []
    signs = [row["sign"] for row in rows("choices") if row["option"] == "aggregate" and float(row["weight"]) > 0]
    assert overruled("scope", "single", signs, heard) == "aggregate"
    assert heard[0].reason().startswith("scope aggregate, not single as the rules have it: ")
    assert heavy["sign"] in heard[0].reason()


@given(st.lists(st.sampled_from(["in parts", "once", "never seen"])))
def test_chances_are_shares_of_one(signs: list[str]) -> None:
    chances = chances_of(WEIGHTS, signs)
    assert sum(chances.values()) == pytest.approx(1.0)
    assert sure_option(WEIGHTS, "one", signs) in ("one", "many")
    assert max(chances.values()) < SURE or sure_option(WEIGHTS, "one", signs) == max(chances, key=chances.__getitem__)


def test_signs_name_no_word_place_or_party() -> None:
    text = (
        "Artillery hit the market of Kadugli on 3 May, killing 14 people. Drones struck Dilling and Kadugli for weeks."
    )
    drafted = draft(document_of(text), gazetteer())
    signs = {
        sign
        for event in drafted.events
        for sign in scope_signs(event, scope_of(event), word_signs(drafted.reading, event))
    }
    assert "type: shelling" in signs
    assert not [sign for sign in signs for word in ("kadugli", "dilling", "14", "artillery") if word in sign.lower()]


def test_the_table_weighs_the_scopes_that_there_are() -> None:
    weighed = {row["option"] for row in rows("choices") if row["choice"] == "scope"}
    assert weighed == {"single", "aggregate", "cumulative"}


def test_a_day_that_words_give_is_never_chosen_away() -> None:
    text = "Shelling killed nine people in Taiz on 3 June. On 5 June an air strike hit a school in Hajjah, killing two."
    assert [event.when.text for event in events(text) if event.when] == ["on 3 June", "On 5 June"]


def test_an_open_day_has_the_days_beside_it_to_choose_from() -> None:
    text = (
        "Shelling killed nine people in Taiz on 3 June. Armed men shot a driver dead in Marib."
        " On 5 June an air strike hit a school in Hajjah, killing two."
    )
    told = draft(document_of(text), gazetteer()).events
    assert {option: when.start.day for option, when in Days(told).options(1).items()} == {"before": 3, "after": 5}
    assert not is_open(told[0])


def test_an_event_without_dated_ones_beside_it_stays_undated() -> None:
    (event,) = events("Armed men shot a driver dead in Marib.", published="2019-06-09")
    assert event.when is None
