"""Date expressions of Arabic, against days worked out by hand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.dates import DateMention, find_dates, find_times

PUBLISHED = datetime.date(2018, 9, 16)  # a Sunday


def days(mention: DateMention) -> str | None:
    when = mention.when
    if when is None:
        return None
    return str(when.start) if when.start == when.end else f"{when.start}/{when.end}"


def read(text: str, reference: datetime.date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(mention.text, days(mention)) for mention in find_dates(text, "ar", reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يوم 4 أيلول", "2018-09-04"),
        ("في 4 سبتمبر 2016", "2016-09-04"),
        ("في الرابع من أيلول الجاري", "2018-09-04"),
        ("في 3 كانون الثاني/يناير 2017", "2017-01-03"),
        ("في 12 غشت", "2018-08-12"),
        ("في 12 جويلية 2015", "2015-07-12"),
        ("في الحادي والعشرين من آب", "2018-08-21"),
        ("بتاريخ 8/أيلول/2018", "2018-09-08"),
        ("بتاريخ 13/9/2018", "2018-09-13"),
        ("بتاريخ ١٣/٩/٢٠١٨", "2018-09-13"),
        ("يوم 2018/9/5", "2018-09-05"),
        ("يوم 2018/09/05", "2018-09-05"),
        ("بين 2 و7 تشرين الثاني", "2017-11-02/2017-11-07"),
        ("بين الثاني والسابع من أيلول", "2018-09-02/2018-09-07"),
        ("بين الثاني والسابع من الشهر الجاري", "2018-09-02/2018-09-07"),
        ("من 26 حزيران/يونيو إلى 2 تموز/يوليو", "2018-06-26/2018-07-02"),
        ("من 30 كانون الأول حتى 2 كانون الثاني", "2017-12-30/2018-01-02"),
        ("خلال الأسبوع الممتد من 3 إلى 9 أيلول", "2018-09-03/2018-09-09"),
        ("من السابع وحتى العاشر من الشهر الماضي", "2018-08-07/2018-08-10"),
        ("في آذار 2017", "2017-03-01/2017-03-31"),
        ("خلال شهر آذار/مارس من العام الماضي", "2017-03-01/2017-03-31"),
        ("في آب الماضي", "2018-08-01/2018-08-31"),
        ("في تشرين الثاني", "2017-11-01/2017-11-30"),
        ("مطلع آب", "2018-08-01/2018-08-10"),
        ("في أواخر تموز 2016", "2016-07-21/2016-07-31"),
        ("في منتصف أيلول", "2018-09-11/2018-09-20"),
        ("في عام 2014", "2014-01-01/2014-12-31"),
        ("بين عامي 2011 و2015", "2011-01-01/2015-12-31"),
        ("من عام 2011 حتى عام 2015", "2011-01-01/2015-12-31"),
        ("نهاية العام الماضي", "2017-09-01/2017-12-31"),
        ("في صيف عام 2016", "2016-06-01/2016-08-31"),
        ("يوم الثلاثاء", "2018-09-11"),
        ("الجمعة الماضي", "2018-09-14"),
        ("الأحد الماضي", "2018-09-09"),
        ("أمس السبت", "2018-09-15"),
        ("يوم أمس السبت", "2018-09-15"),
        ("أمس", "2018-09-15"),
        ("يوم أمس", "2018-09-15"),
        ("اليوم الأحد", "2018-09-16"),
        ("أول أمس", "2018-09-14"),
        ("أول من أمس", "2018-09-14"),
        ("من المقرر عقدها الخميس المقبل", "2018-09-20"),
        ("ليل الخميس – الجمعة", "2018-09-13/2018-09-14"),
        ("ليل الجمعة الماضي", "2018-09-14"),
        ("بين يومي الثلاثاء والخميس", "2018-09-11/2018-09-13"),
        ("يومي الجمعة والسبت", "2018-09-14/2018-09-15"),
        ("قبل ثلاثة أيام", "2018-09-13"),
        ("قبل يومين", "2018-09-14"),
        ("قبل نحو أسبوع", "2018-09-09/2018-09-16"),
        ("قبل شهرين", "2018-07-01/2018-07-31"),
        ("قبل 4 سنوات", "2014-01-01/2014-12-31"),
        ("خلال اليومين الماضيين", "2018-09-14/2018-09-16"),
        ("خلال الأيام الثلاثة الماضية", "2018-09-13/2018-09-16"),
        ("خلال الـ24 ساعة الماضية", "2018-09-15/2018-09-16"),
        ("خلال الساعات 48 الماضية", "2018-09-14/2018-09-16"),
        ("الأسبوع الماضي", "2018-09-03/2018-09-09"),
        ("الشهر الماضي", "2018-08-01/2018-08-31"),
        ("العام الماضي", "2017-01-01/2017-12-31"),
        ("هذا الأسبوع", "2018-09-10/2018-09-16"),
        ("منذ مطلع الشهر الجاري", "2018-09-01/2018-09-16"),
        ("منذ بداية العام", "2018-01-01/2018-09-16"),
        ("منذ الجمعة", "2018-09-14/2018-09-16"),
        ("منذ ثلاثة أيام", "2018-09-13/2018-09-16"),
        ("منذ آذار 2011", "2011-03-01/2018-09-16"),
        ("بين 26 آذار 2015 ونهاية العام الماضي", "2015-03-26/2017-12-31"),
        ("بعد ساعات", None),
        ("خلال أربعة أيام", "2018-09-12/2018-09-16"),
        ("حتى 9 أيلول", "2018-09-09"),
        ("قبل الجمعة", "2018-09-14"),
        ("مؤخرا", None),
        ("خلال الأشهر الماضية", None),
    ],
)
def test_a_date_of_arabic_covers_its_days(text: str, expected: str | None) -> None:
    assert [found for _, found in read(f"قتل رجل {text} قرب القرية.")] == [expected]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("والسبت سقطت قذيفة", "السبت", "2018-09-15"),
        ("فالسبت سقطت قذيفة", "السبت", "2018-09-15"),
        ("استمر لليوم بلا توقف", "يوم", "2018-09-16"),
        ("وأمس سقطت قذيفة", "أمس", "2018-09-15"),
        ("بيوم السبت", "يوم السبت", "2018-09-15"),
        ("وفي 4 أيلول", "في 4 أيلول", "2018-09-04"),
    ],
)
def test_small_words_written_on_a_date_are_no_part_of_it(text: str, words: str, expected: str) -> None:
    assert read(text) == [(words, expected)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("صباح اليوم الأحد", "morning"),
        ("مساء أمس", "evening"),
        ("فجر اليوم", "around_dawn"),
        ("ليل السبت", "night"),
        ("ليلة أمس", "night"),
        ("فجر يوم السبت", "around_dawn"),
        ("ظهر الجمعة", "noon"),
        ("عصر الجمعة", "afternoon"),
        ("السبت مساء", "evening"),
        ("الليلة الماضية", "night"),
        ("صباح الجمعة 7 أيلول", "morning"),
        ("يوم السبت الساعة 3:30 عصرا", "15:30"),
        ("يوم السبت عند الساعة الخامسة مساء", "17:00"),
        ("يوم السبت الساعة الرابعة والنصف صباحا", "04:30"),
        ("يوم السبت الساعة 11 ليلا", "23:00"),
        ("يوم السبت الساعة الثانية ليلا", "02:00"),
        ("يوم السبت الساعة 12 ظهرا", "12:00"),
    ],
)
def test_a_date_of_arabic_keeps_its_time_of_day(text: str, part: str) -> None:
    (mention,) = find_dates(f"قصفت القرية {text}.", "ar", PUBLISHED)
    assert mention.when is not None
    assert mention.when.time_of_day == part


def test_a_time_alone_is_no_date() -> None:
    assert read("سقطت القذيفة عند الساعة الخامسة.") == []
    assert [time.time_of_day for time in find_times("سقطت القذيفة عند الساعة الخامسة.", "ar")] == ["05:00"]


@pytest.mark.parametrize("text", ["أمس الجمعة", "يوم أمس الجمعة", "اليوم الجمعة"])
def test_the_day_of_the_week_holds_where_yesterday_is_another(text: str) -> None:
    assert read(f"قالت المنظمة {text} إن قتلى سقطوا.") == [(text, "2018-09-14")]


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("يوم الاثنين الموافق 12 رمضان 1439 هـ", PUBLISHED, "2018-05-28"),
        ("في 12 رمضان 1439", PUBLISHED, "2018-05-27"),
        ("فجر الأحد 11 رمضان", datetime.date(2018, 5, 29), "2018-05-27"),
        ("في 3 محرم", datetime.date(2018, 9, 16), "2018-09-13"),
        ("في 27 ذي الحجة", datetime.date(2018, 9, 16), "2018-09-07"),
        ("بتاريخ 12/9/1439هـ", PUBLISHED, "2018-05-27"),
        ("الاثنين 12 رمضان 1439 هـ الموافق 28 أيار 2018", PUBLISHED, "2018-05-28"),
        ("الاثنين 28 أيار 2018 الموافق 12 رمضان 1439 هـ", PUBLISHED, "2018-05-28"),
        ("في شهر رمضان 1439 هـ", PUBLISHED, "2018-05-16/2018-06-14"),
        ("في رمضان الماضي", PUBLISHED, "2018-05-16/2018-06-14"),
        ("خلال شهر رمضان", datetime.date(2018, 6, 1), "2018-05-16/2018-06-14"),
    ],
)
def test_a_date_of_the_islamic_calendar_is_read(text: str, reference: datetime.date, expected: str) -> None:
    assert [found for _, found in read(f"قصفت القرية {text}.", reference)] == [expected]


def test_the_day_of_the_week_decides_between_neighbours_of_an_islamic_date() -> None:
    """By the table 12 Ramadan 1439 was a Sunday; where the moon was seen a day later it was a Monday."""
    assert [found for _, found in read("يوم الاثنين 12 رمضان 1439")] == ["2018-05-28"]
    assert [found for _, found in read("يوم السبت 12 رمضان 1439")] == ["2018-05-26"]
    assert [found for _, found in read("يوم الخميس 12 رمضان 1439")] == ["2018-05-27"]


def test_what_follows_hangs_on_the_date_told_before() -> None:
    text = "قصفت القرية في 3 أيلول. وفي اليوم التالي قتل رجل. وفي اليوم نفسه أصيبت امرأة. وبعد يومين سقطت قذيفة."
    assert [found for _, found in read(text)] == ["2018-09-03", "2018-09-04", "2018-09-04", "2018-09-06"]
    assert read("سجلت الشبكة من 2 إلى 8 أيلول 4 قتلى، أقل من الأسبوع الذي سبقه.")[-1][1] == "2018-08-26/2018-09-01"


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة مدنيين في المدينة",
        "باب المدينة مغلق",
        "سوق الجمعة في البلدة",
        "قال ولد إن القصف عنيف",
        "يبيع عشرين كيلوغراما في اليوم",
        "قبل وصول المسعفين",
    ],
)
def test_what_is_no_date_of_arabic_is_left(text: str) -> None:
    assert read(text) == []


PIECES = st.sampled_from(
    "و ب ل ال والسبت لليوم أمس الجمعة 12 رمضان 1439 هـ تشرين الثاني / نوفمبر بين و7 من إلى 2018 الشهر الجاري منذ قبل "
    "يومين ثلاثة أيام الماضية الساعة الخامسة والنصف مساء ليل – الأحد ٨ ٫ ٬ ، ؛ ؟ . \n ُ ّ ـ \u200f".split(" ")
)


@given(st.one_of(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=80),
                 st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)))  # fmt: skip
def test_any_text_is_read_and_every_span_holds_its_words(text: str) -> None:
    mentions = find_dates(text, "ar", PUBLISHED)
    assert mentions == find_dates(text, "ar", PUBLISHED)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        if mention.when is not None:
            assert mention.when.start <= mention.when.end
