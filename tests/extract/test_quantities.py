"""Quantities with their hedges, bounds and kinds, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.quantities import QuantityMention, find_quantities

Bounds = tuple[float | None, float | None, float | None, str]


def bounds(mention: QuantityMention) -> Bounds:
    quantity = mention.quantity
    return quantity.value, quantity.low, quantity.high, quantity.op


def counts(text: str) -> list[QuantityMention]:
    return [mention for mention in find_quantities(text, "en") if mention.kind in ("count", "vague", "times")]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("13 people", "13", (13, 13, 13, "eq")),
        ("1,300 people", "1,300", (1300, 1300, 1300, "eq")),
        ("30.000 people", "30.000", (30000, 30000, 30000, "eq")),
        ("15 000 people", "15 000", (15000, 15000, 15000, "eq")),
        ("15\u202f000 people", "15\u202f000", (15000, 15000, 15000, "eq")),
        ("١٣ people", "١٣", (13, 13, 13, "eq")),
        ("2.1 million people", "2.1 million", (2_100_000, 2_100_000, 2_100_000, "eq")),
        ("1.125 million people", "1.125 million", (1_125_000, 1_125_000, 1_125_000, "eq")),
        ("Nearly three million people", "Nearly three million", (3_000_000, None, 3_000_000, "lt")),
        ("more than 2 million people", "more than 2 million", (2_000_000, 2_000_000, None, "gt")),
        ("at least 13 people", "at least 13", (13, 13, None, "ge")),
        ("no fewer than 47 men", "no fewer than 47", (47, 47, None, "ge")),
        ("118 or more people", "118 or more", (118, 118, None, "ge")),
        ("100+ people", "100+", (100, 100, None, "ge")),
        ("up to 20 people", "up to 20", (20, None, 20, "le")),
        ("as many as 20 people", "as many as 20", (20, None, 20, "le")),
        ("fewer than 400 men", "fewer than 400", (400, None, 400, "lt")),
        ("about 40 people", "about 40", (40, None, None, "approx")),
        ("~40 people", "~40", (40, None, None, "approx")),
        ("some 40 people", "some 40", (40, None, None, "approx")),
        ("an estimated 97,000 people", "an estimated 97,000", (97_000, None, None, "approx")),
        ("between 10 and 12 people", "between 10 and 12", (None, 10, 12, "between")),
        ("10 to 12 people", "10 to 12", (None, 10, 12, "between")),
        ("10–12 people", "10–12", (None, 10, 12, "between")),
        ("four or five people", "four or five", (None, 4, 5, "between")),
        ("two to three million people", "two to three million", (None, 2_000_000, 3_000_000, "between")),
        ("dozens of people", "dozens", (None, None, None, "vague")),
        ("tens of thousands of people", "tens of thousands", (None, None, None, "vague")),
        ("several hundred people", "several hundred", (None, None, None, "vague")),
        ("a number of people", "a number of", (None, None, None, "vague")),
        ("a quarter of a million people", "a quarter of a million", (250_000, 250_000, 250_000, "eq")),
        ("a dozen people", "a dozen", (12, 12, 12, "eq")),
        ("more than two dozen people", "more than two dozen", (24, 24, None, "gt")),
        ("half a million people", "half a million", (500_000, 500_000, 500_000, "eq")),
        ("two and a half million people", "two and a half million", (2_500_000, 2_500_000, 2_500_000, "eq")),
        ("a hundred people", "a hundred", (100, 100, 100, "eq")),
        ("one hundred and five people", "one hundred and five", (105, 105, 105, "eq")),
        ("forty-three (43) attacks", "forty-three (43)", (43, 43, 43, "eq")),
        ("both brothers", "both", (2, 2, 2, "eq")),
        ("a single attack", "a single", (1, 1, 1, "eq")),
        ("nobody was hurt", "nobody", (0, 0, 0, "eq")),
        ("no deaths", "no", (0, 0, 0, "eq")),
        ("it was hit twice", "twice", (2, 2, 2, "eq")),
    ],
)
def test_a_quantity_has_only_the_bounds_that_its_words_imply(text: str, words: str, expected: Bounds) -> None:
    (mention,) = counts(f"They say {text}." if not text[0].isupper() else f"{text}.")
    assert (mention.quantity.text, bounds(mention)) == (words, expected)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("aged 13", "age"),
        ("a 13-year-old girl", "age"),
        ("13 years old", "age"),
        ("between 7 and 12 years old", "age"),
        ("Halyna Petrenko, 61, said", "age"),
        ("at 14:42", "time"),
        ("at 1600 GMT", "time"),
        ("on 7 September", "date"),
        ("in 2014", "date"),
        ("40 per cent", "percent"),
        ("40%", "percent"),
        ("$5 million", "money"),
        ("25 euros", "money"),
        ("15 km", "distance"),
        ("22 kilometres", "distance"),
        ("a 250-kilogram bomb", "measure"),
        ("122mm rockets", "measure"),
        ("three days", "duration"),
        ("a 24-hour truce", "duration"),
        ("several weeks", "duration"),
        ("the third attack", "ordinal"),
        ("the 25th Division", "ordinal"),
        ("the twenty-first attack", "ordinal"),
        ("an FAB-500 bomb", "identifier"),
        ("on the M5", "identifier"),
        ("S-5 rockets", "identifier"),
        ("9M27K rockets", "identifier"),
        ("resolution 2139", "identifier"),
        ("Article 8", "identifier"),
        ("x\n1. Khan", "identifier"),
        ("open 24/7", "identifier"),
        ("half of whom", "fraction"),
        ("a third of the dead", "fraction"),
        ("two thirds", "fraction"),
    ],
)
def test_a_number_that_counts_nothing_is_of_another_kind(text: str, kind: str) -> None:
    assert counts(text) == []
    assert kind in {mention.kind for mention in find_quantities(text, "en")} or kind == "date"


def test_shares_have_their_value() -> None:
    values = {text: find_quantities(text, "en")[0].quantity.value for text in ("half of them", "a quarter of them")}
    assert values == {"half of them": 0.5, "a quarter of them": 0.25}


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("14 civilians", "civilians"),
        ("dozens of people", "people"),
        ("another 35 people", "people"),
        ("35 more people", "people"),
        ("35 others", "others"),
        ("three of the dead", "the dead"),
        ("at least 12 other people", "people"),
    ],
)
def test_the_counted_noun_begins_after_the_number(text: str, noun: str) -> None:
    (mention,) = counts(text)
    assert text[mention.noun_start :] == noun


def test_increments_and_parts_are_flagged() -> None:
    flags = {}
    for text in ("another 35 people", "35 more", "35 others", "14 of them", "one of the dead", "14 people"):
        (mention,) = counts(text)
        flags[text] = (mention.increment, mention.of_them, mention.partitive)
    assert flags == {
        "another 35 people": (True, False, False),
        "35 more": (True, False, False),
        "35 others": (True, False, False),
        "14 of them": (False, True, False),
        "one of the dead": (False, False, True),
        "14 people": (False, False, False),
    }


def test_a_rise_is_two_figures_and_no_range() -> None:
    assert [bounds(mention) for mention in counts("The toll rose from 12 to 15.")] == [
        (12, 12, 12, "eq"),
        (15, 15, 15, "eq"),
    ]
    assert [bounds(mention) for mention in counts("ranging from 12 to 15 people")] == [(None, 12, 15, "between")]


def test_numbers_of_a_list_stay_apart() -> None:
    assert [mention.quantity.value for mention in counts("They lost 5, 13 and 14 men.")] == [5, 13, 14]
    assert [mention.quantity.value for mention in counts("won 3-1")] == [3, 1]


def test_a_year_is_a_count_only_before_a_noun() -> None:
    assert [mention.quantity.value for mention in counts("killed 2014 people")] == [2014]
    assert counts("Syria 2018.") == []


def test_numbers_do_not_run_into_dates() -> None:
    text = "On 7 September 14 people and in September 20 people were killed."
    assert [mention.quantity.value for mention in counts(text)] == [14, 20]


def test_an_article_counts_one_unless_a_number_stands_over_it() -> None:
    text = "A child and an infant died and a hundred fled."
    found = [mention for mention in find_quantities(text, "en") if mention.kind == "article"]
    assert [(mention.quantity.text, text[mention.noun_start :].split(maxsplit=1)[0]) for mention in found] == [
        ("A", "child"),
        ("an", "infant"),
    ]
    assert [mention.quantity.value for mention in counts(text)] == [100]


def test_a_language_without_tables_has_no_quantities() -> None:
    assert find_quantities("13 people", "xx") == []


UNITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    if number < 10:
        return UNITS[number]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        tens, unit = divmod(number, 10)
        return TENS[tens - 2] + (f"-{UNITS[unit]}" if unit else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(count)} {name}" + (joint + in_words(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(1, 10**12 - 1))
def test_number_words_are_read_back(number: int) -> None:
    (mention,) = counts(in_words(number))
    assert mention.quantity.text == in_words(number)
    assert mention.quantity.value == number


@given(st.integers(1, 10**9))
def test_digits_are_read_back_with_and_without_their_signs(number: int) -> None:
    for text in (f"{number} people", f"{number:,} people"):
        (mention,) = counts(text)
        assert mention.quantity.value == number


WORDS = st.sampled_from(
    "at least more than 13 1,300 three hundred thousand million and a half dozen of them - to between or up to 20 +"
    " people 2018 September % km years old ( ) . , \n several no others from third".split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=200))
def test_spans_quote_the_text_and_bounds_hold_the_value(text: str) -> None:
    reach = 0
    for mention in find_quantities(text, "en"):
        quantity = mention.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= reach
        reach = quantity.end
        assert mention.noun_start >= quantity.end
        low = quantity.low if quantity.low is not None else quantity.value
        high = quantity.high if quantity.high is not None else quantity.value
        if low is not None and high is not None:
            assert low <= high
        if quantity.value is not None and low is not None and high is not None:
            assert low <= quantity.value <= high
