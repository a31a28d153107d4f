"""Quantities of Arabic with their hedges, bounds and kinds, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.quantities import QuantityMention, find_quantities
from harmtrace.text.dates import find_dates

Bounds = tuple[float | None, float | None, float | None, str]


def bounds(mention: QuantityMention) -> Bounds:
    quantity = mention.quantity
    return quantity.value, quantity.low, quantity.high, quantity.op


def counts(text: str) -> list[QuantityMention]:
    return [mention for mention in find_quantities(text, "ar") if mention.kind in ("count", "vague", "times")]


def exactly(value: float) -> Bounds:
    return value, value, value, "eq"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("13 شخصا", "13", exactly(13)),
        ("١٣ شخصا", "١٣", exactly(13)),
        ("8,200 أسرة", "8,200", exactly(8200)),
        ("٨٬٢٠٠ أسرة", "٨٬٢٠٠", exactly(8200)),
        ("38.500 شخص", "38.500", exactly(38500)),
        ("ثلاثة رجال", "ثلاثة", exactly(3)),
        ("ثلاث نساء", "ثلاث", exactly(3)),
        ("ثماني نساء", "ثماني", exactly(8)),
        ("أحد عشر رجلا", "أحد عشر", exactly(11)),
        ("إحدى عشرة امرأة", "إحدى عشرة", exactly(11)),
        ("اثني عشر رجلا", "اثني عشر", exactly(12)),
        ("ثماني عشرة ضربة", "ثماني عشرة", exactly(18)),
        ("خمسة عشر جريحا", "خمسة عشر", exactly(15)),
        ("عشرون رجلا", "عشرون", exactly(20)),
        ("اثنين وعشرين جريحا", "اثنين وعشرين", exactly(22)),
        ("سبع وثلاثون غارة", "سبع وثلاثون", exactly(37)),
        ("مئة رجل", "مئة", exactly(100)),
        ("مئتي رجل", "مئتي", exactly(200)),
        ("مائتين وخمسين رجلا", "مائتين وخمسين", exactly(250)),
        ("ثلاثمئة رجل", "ثلاثمئة", exactly(300)),
        ("ثلاث مئة رجل", "ثلاث مئة", exactly(300)),
        ("مئة وثلاثة وعشرين رجلا", "مئة وثلاثة وعشرين", exactly(123)),
        ("ألف رجل", "ألف", exactly(1000)),
        ("ألفي رجل", "ألفي", exactly(2000)),
        ("ألفا وثلاثمئة رجل", "ألفا وثلاثمئة", exactly(1300)),
        ("ثلاثة آلاف رجل", "ثلاثة آلاف", exactly(3000)),
        ("خمسة آلاف ومئتين وأربعة وثلاثين رجلا", "خمسة آلاف ومئتين وأربعة وثلاثين", exactly(5234)),
        ("خمسة وعشرين ألف رجل", "خمسة وعشرين ألف", exactly(25_000)),
        ("مئة ألف رجل", "مئة ألف", exactly(100_000)),
        ("10 آلاف رجل", "10 آلاف", exactly(10_000)),
        ("12 ألفا و500 رجل", "12 ألفا و500", exactly(12_500)),
        ("12 ألفا و7 رجال", "12 ألفا و7", exactly(12_007)),
        ("ثلاثة آلاف و189 رجلا", "ثلاثة آلاف و189", exactly(3189)),
        ("5.8 ملايين شخص", "5.8 ملايين", exactly(5_800_000)),
        ("٥٫٨ ملايين شخص", "٥٫٨ ملايين", exactly(5_800_000)),
        ("24.8 مليون شخص", "24.8 مليون", exactly(24_800_000)),
        ("مليونا شخص", "مليونا", exactly(1_000_000)),
        ("مليوني شخص", "مليوني", exactly(2_000_000)),
        ("مليون ونصف المليون شخص", "مليون ونصف المليون", exactly(1_500_000)),
        ("نصف مليون شخص", "نصف مليون", exactly(500_000)),
        ("بين خمسة إلى ستة رجال", "بين خمسة إلى ستة", (None, 5, 6, "between")),
        ("ما لا يقل عن 13 رجلا", "ما لا يقل عن 13", (13, 13, None, "ge")),
        ("بما لا يقل عن عشرين رجلا", "ما لا يقل عن عشرين", (20, 20, None, "ge")),
        ("أكثر من ثلاثين قذيفة", "أكثر من ثلاثين", (30, 30, None, "gt")),
        ("ما يزيد على 40 رجلا", "ما يزيد على 40", (40, 40, None, "gt")),
        ("يفوق الخمسين", "يفوق الخمسين", (50, 50, None, "gt")),
        ("أقل من مئة رجل", "أقل من مئة", (100, None, 100, "lt")),
        ("ما لا يزيد على عشرة آخرين", "ما لا يزيد على عشرة", (10, None, 10, "le")),
        ("نحو 40 جريحا", "نحو 40", (40, None, None, "approx")),
        ("بنحو 40 جريحا", "نحو 40", (40, None, None, "approx")),
        ("قرابة عشرين جريحا", "قرابة عشرين", (20, None, None, "approx")),
        ("ثلاثين على الأقل", "ثلاثين على الأقل", (30, 30, None, "ge")),
        ("13 هجوما على الأقل", "13 هجوما على الأقل", (13, 13, None, "ge")),
        ("غارتين جويتين على الأقل", "غارتين جويتين على الأقل", (2, 2, None, "ge")),
        ("بين 10 و12 رجلا", "بين 10 و12", (None, 10, 12, "between")),
        ("ما بين أربعة وخمسة رجال", "ما بين أربعة وخمسة", (None, 4, 5, "between")),
        ("ما بين 350 و400 ألف شخص", "ما بين 350 و400 ألف", (None, 350_000, 400_000, "between")),
        ("3 إلى 5 رجال", "3 إلى 5", (None, 3, 5, "between")),
        ("3-5 رجال", "3-5", (None, 3, 5, "between")),
        ("أربعة أو خمسة رجال", "أربعة أو خمسة", (None, 4, 5, "between")),
        ("عشرات الرجال", "عشرات", (None, None, None, "vague")),
        ("عشرات الآلاف من الرجال", "عشرات الآلاف", (None, None, None, "vague")),
        ("عدد من الرجال", "عدد من", (None, None, None, "vague")),
        ("عدة رجال", "عدة", (None, None, None, "vague")),
        ("بضعة آلاف رجل", "بضعة آلاف", (None, None, None, "vague")),
        ("العديد من الرجال", "العديد من", (None, None, None, "vague")),
        ("مدنيان", "مدنيان", exactly(2)),
        ("طفلين", "طفلين", exactly(2)),
        ("امرأتان", "امرأتان", exactly(2)),
        ("قذيفتين", "قذيفتين", exactly(2)),
        ("بقنبلتين", "قنبلتين", exactly(2)),
        ("مشفيين", "مشفيين", exactly(2)),
        ("متطوعين اثنين", "متطوعين اثنين", exactly(2)),
        ("شخصان اثنان", "شخصان اثنان", exactly(2)),
        ("أحد الرجال", "أحد", exactly(1)),
        ("ثلاث وأربعين (43) حادثة", "ثلاث وأربعين (43)", exactly(43)),
        ("مرتين", "مرتين", exactly(2)),
        ("دون وقوع ضحايا", "دون وقوع", exactly(0)),
    ],
)
def test_a_quantity_of_arabic_has_its_words_and_bounds(text: str, words: str, expected: Bounds) -> None:
    found = [(mention.quantity.text, bounds(mention)) for mention in counts(f"أعلن المكتب {text} في القرية.")]
    assert found == [(words, expected)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وثلاثة رجال", "ثلاثة"),
        ("بثلاث غارات", "ثلاث"),
        ("لعشرين أسرة", "عشرين"),
        ("ب14 غارة", "14"),
        ("و12 رجلا", "12"),
        ("وطفلان", "طفلان"),
        ("وأحد الرجال", "أحد"),
        ("7قتلى", "7"),
        ("وللمئة الباقين", "مئة"),
    ],
)
def test_small_words_written_on_a_number_are_no_part_of_it(text: str, words: str) -> None:
    assert [mention.quantity.text for mention in counts(text)] == [words]


def test_numbers_that_a_noun_parts_are_two() -> None:
    assert [bounds(mention)[0] for mention in counts("سقط سبعة قتلى وستة عشر جريحا")] == [7, 16]
    assert [bounds(mention)[0] for mention in counts("ارتفع العدد من 12 إلى 15 قتيلا")] == [12, 15]


def test_the_plural_of_people_is_no_dual_unless_it_is_marked() -> None:
    text = "قتل ثلاثة جنود ومدنيين وأصيب مسعفين"
    assert [mention.quantity.text for mention in counts(text)] == ["ثلاثة"]
    marked = find_quantities(text, "ar", duals=[text.index("ومدنيين")])
    assert [(mention.quantity.text, bounds(mention)) for mention in marked][1:] == [("مدنيين", exactly(2))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل طفلين شقيقين", ["طفلين"]),
        ("اعتقلت 14 شابا، اثنان منهم قاصران", ["14", "اثنان"]),
        ("قتل طفلان وامرأتان", ["طفلان", "امرأتان"]),
    ],
)
def test_what_describes_two_is_no_second_pair(text: str, expected: list[str]) -> None:
    assert [mention.quantity.text for mention in counts(text)] == expected


def test_two_others_are_two_more() -> None:
    (mention,) = counts("قتل مدني وأصيب آخران بجروح")
    assert (mention.quantity.value, mention.increment) == (2, True)
    (mention,) = counts("أصيب شخصان آخران بجروح")
    assert (mention.quantity.value, mention.increment) == (2, True)


def test_an_adjective_of_two_is_no_second_pair() -> None:
    text = "ما يزال شخصان مفقودين"
    assert [mention.quantity.text for mention in find_quantities(text, "ar", duals=[text.index("مفقودين")])] == [
        "شخصان"
    ]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("قتل ثلاثة رجال", "رجال"),
        ("أصيب طفلان", "طفلان"),
        ("أصيب طفل واحد بجروح", "طفل"),
        ("شنت 13 هجوما على الأقل", "هجوما"),
        ("أصيب أحد المرضى", "المرضى"),
    ],
)
def test_it_is_known_where_the_counted_noun_begins(text: str, noun: str) -> None:
    (mention,) = counts(text)
    assert mention.noun_start == text.index(noun)


def test_more_of_them_and_one_of_are_told() -> None:
    assert [mention.increment for mention in counts("قتل ثلاثة وأصيب خمسة آخرون و12 رجلا آخرين")] == [False, True, True]
    assert [mention.of_them for mention in counts("أصيب عشرة، خمسة منهم أطفال")] == [False, True]
    assert [mention.partitive for mention in counts("قتل أحد المسعفين")] == [True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("عمره 12 عاما", "age"),
        ("طفل (5 سنوات)", "age"),
        ("طفل لم يتجاوز الرابعة", "age"),
        ("أطفال دون سن الثامنة عشرة", "age"),
        ("40 بالمئة", "percent"),
        ("٤٠٪", "percent"),
        ("12 ألف ريال", "money"),
        ("15 كيلومترا", "distance"),
        ("ثلاثين كيلوغراما", "measure"),
        ("ثلاثة أيام", "duration"),
        ("خلال ساعتين", "duration"),
        ("الهجوم الثالث", "ordinal"),
        ("القرار رقم 2118", "identifier"),
        ("الفرقة 25", "identifier"),
        ("FAB-500", "identifier"),
        ("طراز إس 200", "identifier"),
        ("ثلثا السكان", "fraction"),
        ("الساعة 2:15 بعد منتصف الليل", "time"),
        ("الساعة 14:42", "time"),
        ("الساعة الخامسة والنصف مساء", "time"),
        ("الساعة الواحدة والنصف ظهرا", "time"),
        ("ثلث السكان", "fraction"),
        ("يوم 8 أيلول 2018", "date"),
    ],
)
def test_what_counts_nobody_has_its_own_kind(text: str, kind: str) -> None:
    found = find_quantities(f"كان {text}.", "ar")
    assert {mention.kind for mention in found} <= {kind}
    assert found or kind == "date"


@pytest.mark.parametrize(
    "text", ["لست وحدي", "مرة أخرى", "لا أحد هنا", "دون المطلوب", "كان في المدينة", "قال ولد إن الباب مغلق"]
)
def test_what_is_no_number_of_arabic_is_left(text: str) -> None:
    assert counts(text) == []


PIECES = st.sampled_from(
    "و ب ل ال ثلاثة عشر عشرين مئة ألف آلاف 10 ٣٥٫٥ ٬ ملايين طفلان مدنيين اثنين على الأقل نحو أكثر من بين إلى أو ( ) - "
    "/ % نصف واحد أحد آخرين منهم دون قتلى عاما سنوات أيام الساعة الرابعة 12 رمضان ، ؛ . \n ُ ّ ـ \u200f".split(" ")
)


@given(st.one_of(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=80),
                 st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)))  # fmt: skip
def test_any_text_is_read_and_every_span_holds_its_words(text: str) -> None:
    dates = [(date.start, date.end) for date in find_dates(text, "ar", None)]
    mentions = find_quantities(text, "ar", dates=dates, duals=range(len(text)))
    assert mentions == find_quantities(text, "ar", dates=dates, duals=range(len(text)))
    done = 0
    for mention in mentions:
        quantity = mention.quantity
        assert done <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        assert 0 <= mention.noun_start <= len(text)
        done = quantity.end
