"""Quantities of Russian and German with their hedges, bounds and kinds, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.quantities import QuantityMention, find_quantities

Bounds = tuple[float | None, float | None, float | None, str]


def bounds(mention: QuantityMention) -> Bounds:
    quantity = mention.quantity
    return quantity.value, quantity.low, quantity.high, quantity.op


def counts(text: str, language: str) -> list[tuple[str, Bounds]]:
    found = find_quantities(text, language)
    return [
        (mention.quantity.text, bounds(mention)) for mention in found if mention.kind in ("count", "vague", "times")
    ]


def exactly(value: float) -> Bounds:
    return value, value, value, "eq"


VAGUE: Bounds = (None, None, None, "vague")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("пять человек", "пять", exactly(5)),
        ("пяти человек", "пяти", exactly(5)),
        ("двоих мужчин", "двоих", exactly(2)),
        ("трёх женщин", "трёх", exactly(3)),
        ("трех женщин", "трех", exactly(3)),
        ("двадцать три человека", "двадцать три", exactly(23)),
        ("сто двадцать человек", "сто двадцать", exactly(120)),
        ("двухсот пятидесяти человек", "двухсот пятидесяти", exactly(250)),
        ("тысячу человек", "тысячу", exactly(1000)),
        ("5 тыс. человек", "5 тыс.", exactly(5000)),
        ("7,7 млн человек", "7,7 млн", exactly(7_700_000)),
        ("15 000 человек", "15 000", exactly(15_000)),
        ("полтора миллиона человек", "полтора миллиона", exactly(1_500_000)),
        ("полмиллиона человек", "полмиллиона", exactly(500_000)),
        ("не менее 28 человек", "не менее 28", (28, 28, None, "ge")),
        ("по меньшей мере 18 человек", "по меньшей мере 18", (18, 18, None, "ge")),
        ("более ста человек", "более ста", (100, 100, None, "gt")),
        ("около сорока человек", "около сорока", (40, None, None, "approx")),
        ("до 20 человек", "до 20", (20, None, 20, "le")),
        ("почти 20 человек", "почти 20", (20, None, 20, "lt")),
        ("от 10 до 12 человек", "от 10 до 12", (None, 10, 12, "between")),
        ("10-12 человек", "10-12", (None, 10, 12, "between")),
        ("десятки человек", "десятки", VAGUE),
        ("несколько человек", "несколько", VAGUE),
        ("десятки тысяч человек", "десятки тысяч", VAGUE),
        ("одного из мужчин", "одного из", exactly(1)),
        ("без пострадавших", "без", exactly(0)),
        ("дважды", "дважды", exactly(2)),
    ],
)
def test_a_quantity_of_russian_has_its_words_and_bounds(text: str, words: str, expected: Bounds) -> None:
    assert counts(f"Там нашли {text} в доме.", "ru") == [(words, expected)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("zwei Menschen", "zwei", exactly(2)),
        ("zweier Menschen", "zweier", exactly(2)),
        ("siebzehn Menschen", "siebzehn", exactly(17)),
        ("einundzwanzig Menschen", "einundzwanzig", exactly(21)),
        ("hundertzwanzig Menschen", "hundertzwanzig", exactly(120)),
        ("dreihundertfünfundzwanzig Menschen", "dreihundertfünfundzwanzig", exactly(325)),
        ("zweitausendvierhundert Menschen", "zweitausendvierhundert", exactly(2400)),
        ("130.000 Menschen", "130.000", exactly(130_000)),
        ("1,7 Millionen Menschen", "1,7 Millionen", exactly(1_700_000)),
        ("eine Million Menschen", "eine Million", exactly(1_000_000)),
        ("eine halbe Million Menschen", "eine halbe Million", exactly(500_000)),
        ("zwei Dutzend Menschen", "zwei Dutzend", exactly(24)),
        ("2014 Menschen", "2014", exactly(2014)),
        ("mindestens 27 Menschen", "mindestens 27", (27, 27, None, "ge")),
        ("mehr als hundert Menschen", "mehr als hundert", (100, 100, None, "gt")),
        ("rund 60 Menschen", "rund 60", (60, None, None, "approx")),
        ("etwa zwanzig Menschen", "etwa zwanzig", (20, None, None, "approx")),
        ("bis zu 20 Menschen", "bis zu 20", (20, None, 20, "le")),
        ("fast 20 Menschen", "fast 20", (20, None, 20, "lt")),
        ("zwischen 10 und 12 Menschen", "zwischen 10 und 12", (None, 10, 12, "between")),
        ("zwischen fünf und zwanzig Menschen", "zwischen fünf und zwanzig", (None, 5, 20, "between")),
        ("10 bis 12 Menschen", "10 bis 12", (None, 10, 12, "between")),
        ("Dutzende Menschen", "Dutzende", VAGUE),
        ("mehrere Menschen", "mehrere", VAGUE),
        ("einige hunderttausend Menschen", "einige hunderttausend", VAGUE),
        ("einen der Verletzten", "einen der", exactly(1)),
        ("keine Toten", "keine", exactly(0)),
    ],
)
def test_a_quantity_of_german_has_its_words_and_bounds(text: str, words: str, expected: Bounds) -> None:
    assert counts(f"Helfer fanden {text} vor.", "de") == [(words, expected)]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ru", "78-летняя женщина", "age"),
        ("ru", "в возрасте 5 лет", "age"),
        ("ru", "40 процентов", "percent"),
        ("ru", "15 км", "distance"),
        ("ru", "три дня", "duration"),
        ("ru", "третий удар", "ordinal"),
        ("de", "dreijähriges Kind", "age"),
        ("de", "78-jähriger Mann", "age"),
        ("de", "40 Prozent", "percent"),
        ("de", "15 Kilometer", "distance"),
        ("de", "drei Tage", "duration"),
        ("de", "der 2. Angriff", "ordinal"),
        ("de", "um 14:42 Uhr", "time"),
        ("de", "gegen 5.30 Uhr", "time"),
    ],
)
def test_what_counts_nobody_has_its_own_kind(language: str, text: str, kind: str) -> None:
    assert {mention.kind for mention in find_quantities(text, language)} == {kind}


def test_what_a_toll_rises_to_is_no_upper_end() -> None:
    assert counts("число погибших выросло до 41 человека", "ru") == [("41", exactly(41))]


def test_none_may_stand_behind_its_noun() -> None:
    (mention,) = find_quantities("Пострадавших нет.", "ru")
    assert (mention.quantity.text, bounds(mention), mention.noun_start) == ("Пострадавших нет", exactly(0), 0)


def test_an_article_of_german_is_one() -> None:
    (mention,) = find_quantities("dort starb eine Frau", "de")
    assert (mention.kind, bounds(mention)) == ("article", exactly(1))


PIECES = st.sampled_from(
    "ein und zwanzig hundert tausend drei . , - двадцать три тысячи тыс. до не менее 5 8,5 jährige".split(" ")
)


@given(
    st.one_of(st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES, max_size=20).map("".join)),
    st.sampled_from(["ru", "de"]),
)
def test_any_text_is_read_and_every_span_holds_its_words(text: str, language: str) -> None:
    done = 0
    for mention in find_quantities(text, language):
        quantity = mention.quantity
        assert done <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        done = quantity.end
