"""Words chosen in a text are found again, and fields of a form give values that the words allow and no others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.errors import BadDecision
from harmtrace.model.claim import Harm
from harmtrace.model.quantity import Quantity
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.web.deciding.drafts import Draft, chosen_words, own_address
from harmtrace.web.deciding.fields import fields_of
from harmtrace.web.deciding.text_beside import beside, found_in
from harmtrace.web.deciding.values import number_of, values_given

TEXT = "Five people\nwere killed. Five were hurt, 😀 five fled."
FIVE = Quantity(5, 5, 5, "eq", "Five", 0, 4)


def test_typed_words_are_found_nearest_to_what_the_claim_rests_on_whatever_the_line_ends() -> None:
    assert found_in(TEXT, "people were killed", 0) == (5, 23)
    assert found_in(TEXT, "Five", 0) == (0, 4)
    assert found_in(TEXT, "Five", 30) == (25, 29)
    assert found_in(TEXT, "six", 0) is None
    assert found_in(TEXT, " ", 0) is None


def test_chosen_offsets_hold_only_where_the_words_stand_there() -> None:
    kept = Draft("correct", ("clm_1",), words="Five", start="25", end="29")
    assert chosen_words(TEXT, kept, 0) == (25, 29)
    moved = Draft("correct", ("clm_1",), words="Five", start="24", end="28")
    assert chosen_words(TEXT, moved, 0) == (0, 4)
    with pytest.raises(BadDecision, match="do not stand in the text"):
        chosen_words(TEXT, Draft("correct", ("clm_1",), words="twelve"), 0)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_the_text_beside_a_claim_has_the_characters_of_the_document(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(min(a, b), max(a, b)) for a, b in spans if max(a, b) <= len(text)]
    made = beside(text, inside[:2], [(span, "<name>") for span in inside[2:3]], inside[3:])
    assert (
        re.sub(r"<[^>]+>", "", str(made))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", '"')
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        == text
    )


@pytest.mark.parametrize(
    ("op", "value", "high", "bounds"),
    [
        ("eq", "13", "", (13, 13, 13)),
        ("ge", "13", "", (13, 13, None)),
        ("gt", "2,000,000", "", (2_000_000, 2_000_000, None)),
        ("lt", "3000000", "", (3_000_000, None, 3_000_000)),
        ("le", "٤", "", (4, None, 4)),
        ("approx", "40", "", (40, None, None)),
        ("between", "10", "12", (None, 10, 12)),
        ("vague", "", "", (None, None, None)),
    ],
)
def test_a_number_has_the_bounds_that_its_words_imply(
    op: str, value: str, high: str, bounds: tuple[float | None, ...]
) -> None:
    found = number_of({"op": op, "value": value, "high": high})
    assert (found["value"], found["low"], found["high"]) == bounds


@pytest.mark.parametrize(
    ("op", "value", "high"), [("eq", "", ""), ("eq", "five", ""), ("eq", "1e9", ""), ("between", "5", "4")]
)
def test_what_is_no_number_is_refused(op: str, value: str, high: str) -> None:
    with pytest.raises(BadDecision):
        number_of({"op": op, "value": value, "high": high})


def given_in(slot: str, current: object, **form: str) -> dict[str, object]:
    return values_given(slot, current, {name: [value] for name, value in form.items()}, (TEXT, 0, 4), load_gazetteer())


def test_only_what_a_person_changed_is_a_value() -> None:
    harm = Harm("killed", FIVE)
    unchanged = {field.name: str(field.value) for field in fields_of("harms/0", harm) if field.kind != "choices"}
    assert given_in("harms/0", harm, **unchanged) == {}
    assert given_in("harms/0", harm, **{**unchanged, "status": "civilian"}) == {"status": "civilian"}
    changed = given_in("harms/0", harm, **{**unchanged, "value": "6"})
    assert changed == {"quantity": {"op": "eq", "value": 6, "low": 6, "high": 6, "vague": None}}


def test_a_period_ends_after_it_begins_and_a_place_is_one() -> None:
    assert given_in("when", None, **{"from": "2018-09-08", "to": ""})[""] == {
        "start": "2018-09-08",
        "end": "2018-09-08",
        "precision": "day",
        "basis": "explicit",
    }
    with pytest.raises(BadDecision, match="ends before"):
        given_in("when", None, **{"from": "2018-09-08", "to": "2018-09-01"})
    with pytest.raises(BadDecision, match="no date"):
        given_in("when", None, **{"from": "8 September", "to": ""})
    with pytest.raises(BadDecision, match="no gazetteer pack"):
        given_in("where/0", None, place="Qzubbal")
    place = given_in("where/0", None, place="geonames:169835")[""]
    assert isinstance(place, dict)
    assert (place["text"], place["start"], place["end"], place["place_id"]) == ("Five", 0, 4, "geonames:169835")


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "", "/a b"]
)
def test_nobody_is_sent_away_from_our_pages(address: str) -> None:
    assert own_address(address) == "/review"
    assert own_address("/review/claims/clm_1?kind=claim") == "/review/claims/clm_1?kind=claim"
