"""The days of events in Arabic: which date of a clause is the event's, and which events of a text share one.

Texts are published on Thursday 13 June 2024. The sentences are our own; nothing in them happened.
"""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


def days(text: str) -> list[str | None]:
    """The day or days of each event, in order."""
    found = events(text, language="ar", publisher="وكالة النورس", published="2024-06-13")
    return [
        _written(claim.when.start.isoformat(), claim.when.end.isoformat()) if claim.when else None for claim in found
    ]


def _written(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("شيّع سكان البلدة ظهر اليوم ثلاثة قتلوا في غارة استهدفت منزلا مساء الثلاثاء.", "2024-06-11"),
        ("قُتل أربعة مدنيين في قصف مدفعي على حي الثورة بمدينة تعز يومي 9 و10 حزيران.", "2024-06-09/2024-06-10"),
        ("استُهدف مخيم زمزم مرتين، في 2022 و2023، وفق الأهالي.", "2022-01-01/2023-12-31"),
        ("انتهت الأربعاء عمليات البحث في مدرسة أصابها الاثنين صاروخ قتل سبعة أشخاص.", "2024-06-10"),
        ("أصيب طفل بانفجار لغم خلال لعبه بين الخيام في مخيم كلمة، أمس الأربعاء.", "2024-06-12"),
        ("قُتل خمسة أشخاص بانفجار عبوة ناسفة في كركوك الخميس قبل الماضي.", "2024-05-30"),
        ("حتى أمس: 120 قتيلا و300 جريح منذ 7 مايو، بحسب وزارة الصحة.", "2024-05-07/2024-06-12"),
        ("اندلعت المواجهات في المدينة مطلع العام، وخلّفت حتى نهاية أيار 90 قتيلا.", "2024-01-01/2024-05-31"),
        ("من أول الشهر قُتل 14 مدنيا بالقذائف في حيس.", "2024-06-01/2024-06-13"),
    ],
)
def test_of_several_dates_the_one_that_tells_the_event_counts(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "قالت الوزارة يوم الاثنين إن غارة أصابت مدرسة في رفح.",
        "في يوم الأربعاء أعلنت وزارة الصحة أن غارة على رفح قتلت ثلاثة أشخاص.",
        "شيّع أهالي البلدة يوم الثلاثاء ضحايا القصف المدفعي على سوق حيس.",
    ],
)
def test_the_day_of_a_statement_or_burial_dates_no_event(text: str) -> None:
    assert days(text) == [None]


def test_news_of_a_day_is_of_that_day() -> None:
    assert days("نشرت صفحات محلية بتاريخ 11 حزيران أنباء عن غارتين استهدفتا مستشفى كتم.") == ["2024-06-11"]
    assert days("نشرت المنظمة بتاريخ 11 حزيران تقريرا عن غارتين استهدفتا مستشفى كتم.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "يصادف يوم الاثنين العاشر من حزيران ذكرى مجزرة ارتكبت في بلدة زملكا قبل ثلاثة أعوام وقُتل فيها 70 شخصا.",
        "يوم الاثنين 10 حزيران 2024 هو الذكرى الثالثة لمجزرة ارتكبتها قوات الحكومة في بلدة زملكا وقُتل فيها 70 شخصا.",
    ],
)
def test_an_anniversary_remembers_a_day_of_years_ago(text: str) -> None:
    assert days(text) == ["2021-06-10"]


def test_yesterday_is_counted_from_the_today_that_a_text_names() -> None:
    text = "اليوم 10 حزيران 2024، قُصف سوق نيالا فقُتل سبعة أشخاص. وقصفت طائرة حربية أمس مدرسة في الفاشر وأصابت طفلين."
    assert days(text) == ["2024-06-10", "2024-06-09"]


def test_what_comes_so_long_after_dates_what_was_before() -> None:
    text = "قتل ستة مدنيين في غارة على نيالا يوم الثلاثاء. ويأتي ذلك بعد يومين من مقتل طبيب برصاص قناص في الفاشر."
    assert days(text) == ["2024-06-11", "2024-06-09"]
    text = "قُتل رجل في حيس يوم الأربعاء برصاص قناص. وقبله بيومين قتل قناص امرأة في الخوخة."
    assert days(text) == ["2024-06-12", "2024-06-10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "استهدفت غارة يوم الاثنين سوقا في حي الصافية وقتلت خمسة.\n"
            "وفي ريف حجة، سقطت قذائف على قرية حيران وجرحت امرأة.",
            ["2024-06-10", None],
        ),
        (
            "استهدفت طائرة مسيرة سيارة أمس وقتلت اثنين.\nوفي سياق آخر، انفجر لغم في بلدة الخيام وقتل راعيا.",
            ["2024-06-12", None],
        ),
        (
            "وثقت الشبكة من 2 إلى 8 حزيران مقتل 23 مدنيا في أربع محافظات.\n"
            "ففي مأرب قُتل 11 شخصا يوم الثلاثاء بصاروخ على حي الروضة. وفي تعز سقط سبعة قتلى بقذائف الهاون.",
            ["2024-06-02/2024-06-08", "2024-06-11", "2024-06-02/2024-06-08"],
        ),
    ],
)
def test_another_scene_has_not_the_day_of_the_one_before(text: str, expected: list[str | None]) -> None:
    assert days(text) == expected


def test_the_former_name_of_a_place_sets_no_event_into_the_past() -> None:
    text = (
        "قصفت طائرة يوم الاثنين مستشفى الأمل، المعروف سابقا باسم مستشفى الوحدة، في بلدة كتم.\n\n"
        "وأكد ناشط أن الهجوم على المستشفى نُفذ بأربع غارات جوية."
    )
    assert set(days(text)) == {"2024-06-10"}


def test_of_the_total_is_no_sum_of_what_was_told() -> None:
    text = "قُتل أربعة في غارة على عيترون أمس.\n\nوفي خبر آخر، قُتل شخصان بقصف بلدة الخيام، أحدهما من مجموع الجرحى."
    assert days(text) == ["2024-06-12", None]


def test_what_had_been_announced_earlier_is_of_the_same_day() -> None:
    text = "قُتل 29 شخصا بصاروخ أصاب مستشفى في دنيبرو يوم الاثنين. وكانت البلدية قد أعلنت في وقت سابق مقتل 24 شخصا."
    assert days(text) == ["2024-06-10", "2024-06-10"]
    text = "قُتل شخصان بقصف على حاس يوم الاثنين. وكانت البلدية قد أعلنت الأسبوع الماضي مقتل 24 شخصا في ريف إدلب."
    assert days(text) == ["2024-06-10", None]


def test_a_count_that_a_sentence_cites_runs_since_its_own_day() -> None:
    text = (
        "قُتل خمسة مسعفين عندما أغار الطيران على مركزهم في بلدة معروب، وذكرت الوزارة أن عدد القتلى منذ 8 نيسان بلغ 171."
    )
    assert days(text) == [None, "2024-04-08/2024-06-13"]


def test_counts_go_on_over_the_time_of_the_one_before() -> None:
    text = "قُتل 131 شخصا في الجنوب منذ 8 نيسان.\nونزح من القرى أكثر من 61 ألف شخص، وفق المنظمة الدولية للهجرة."
    assert days(text) == ["2024-04-08/2024-06-13"] * 2


def test_a_campaign_that_began_on_a_day_has_lasted_since() -> None:
    text = "الحملة التي بدأتها قوات الحكومة في 26 نيسان الماضي قتلت 1046 مدنيا."
    assert days(text) == ["2024-04-26/2024-06-13"]
    assert days("الهجوم الذي شنه مسلحون في 26 نيسان الماضي قتل 46 مدنيا.") == ["2024-04-26"]


def test_one_thing_more_at_another_place_has_no_day_of_the_thing_before() -> None:
    text = (
        "قصفت طائرات منزلا في مخيم البريج مساء الأربعاء وقتلت 11 شخصا.\nكما قُتل اثنان بنيران مسيرة في شارع صلاح الدين."
    )
    assert days(text) == ["2024-06-12", None]


def test_the_fifth_raid_is_of_the_day_of_the_four_before_it() -> None:
    text = "شن الطيران الأربعاء أربع غارات على حي الربصة وقتل امرأة. كما احترقت حافلة على طريق كيلو 16 جراء غارة خامسة."
    assert days(text) == ["2024-06-12", "2024-06-12"]


def test_the_226th_day_of_a_war_is_not_today() -> None:
    text = "متابعات مراسلينا - اليوم 226 من العدوان\n\n▪ قصفت المدفعية منزلا في بلدة عبسان وقتلت رجلا."
    assert days(text) == [None]


def test_the_head_of_a_post_dates_its_items_over_its_hashtags() -> None:
    items = "▫️ غارتان على سوق نيالا: 4 قتلى و11 جريحا\n▫️ قصف مدفعي على حي الثورة وإصابة طفل"
    head = "فريق الضفاف | حصيلة مهماتنا ليوم أمس الأربعاء 12 حزيران\n#السودان_تحت_القصف\n\n"
    assert days(f"{head}{items}") == ["2024-06-12"] * 2
    assert days(f"🚑 {head}{items}") == ["2024-06-12"] * 2
    assert days(f"▫️ قُتل رجل برصاص قناص في كتم أمس\n{items}") == ["2024-06-12", None, None]


def test_what_is_remembered_is_not_of_the_day_on_which_it_is() -> None:
    text = "شارك المئات اليوم في الذكرى السنوية للهجوم الذي أدى إلى مقتل 18 مدنياً في بلدة حاس."
    assert days(text) == [None]
    text = "قُتل أربعة مدنيين أمس في قصف على جمع أحيا الذكرى السنوية للمجزرة في بلدة حاس."
    assert days(text) == ["2024-06-12"]
