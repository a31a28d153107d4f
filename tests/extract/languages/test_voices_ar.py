"""Who says it in Arabic: verbs before and behind their subject, relays, tellers cited beside what they tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.bare import bare
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Voice
from tests.extract.reading_of import document_of, gazetteer

PAPER = "صحيفة الضفاف"


def heard(text: str, publisher: str = PAPER) -> tuple[Reading, TabledVoices]:
    document = document_of(text, publisher=publisher, language="ar")
    reading = Reading(document, gazetteer(), bare(document))
    return reading, TabledVoices(reading)


def voice_over(text: str, words: str, publisher: str = PAPER) -> Voice | None:
    reading, voices = heard(text, publisher)
    start = reading.text.index(words)
    return voices.at(start, start + len(words))


def chain_over(text: str, words: str, publisher: str = PAPER) -> list[str]:
    voice = voice_over(text, words, publisher)
    _, voices = heard(text, publisher)
    attribution = voice.attribution if voice is not None else voices.publisher()
    return [teller.name for teller in attribution.chain]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("قُتل أربعة مزارعين في قصف على قرية الزيارة صباح اليوم.", "أربعة مزارعين", [PAPER]),
        ("قال شهود عيان إن قذيفتين سقطتا قرب الفرن الآلي.", "قذيفتين", ["شهود عيان", PAPER]),
        ("وذكر مصدر أمني رفيع لوكالة الرافد أن العبوة زُرعت ليلاً.", "العبوة", ["مصدر أمني رفيع", "وكالة الرافد", PAPER]),
        ("وأعلنت وزارة الصحة، مساء الاثنين، ارتفاع حصيلة الضحايا إلى 17 قتيلاً.", "17", ["وزارة الصحة", PAPER]),
        ("وثّقت الرابطة الأهلية للحقوق مقتل تسعة مدنيين خلال أسبوع.", "تسعة", ["الرابطة الأهلية للحقوق", PAPER]),
        ("المجلس المحلي في البلدة أكد أن القصف دمّر خزان المياه.", "خزان المياه", ["المجلس المحلي", PAPER]),
        ("وكان قائد الشرطة قد صرّح بأن المهاجمين فرّوا باتجاه النهر.", "المهاجمين", ["قائد الشرطة", PAPER]),
        ("وبحسب فرق الإسعاف، نُقل ثلاثة جرحى إلى المستشفى.", "ثلاثة جرحى", ["فرق الإسعاف", PAPER]),
        ("سقط سبعة قتلى في الغارة، وفق ما أفاد به مسعفون.", "سبعة قتلى", ["مسعفون", PAPER]),
        (
            "انفجرت دراجة مفخخة في السوق، بحسب ما نقلته قناة الشراع عن ضابط في الشرطة.",
            "دراجة",
            ["ضابط في الشرطة", "قناة الشراع", PAPER],
        ),
        (
            "ونقلت إذاعة الوادي عن طبيب في المستشفى قوله إن المصابين أطفال.",
            "المصابين",
            ["طبيب في المستشفى", "إذاعة الوادي", PAPER],
        ),
        ("احترق المخيم بالكامل، نقلاً عن سكان محليين.", "احترق المخيم", ["سكان محليين", PAPER]),
        (
            "قالت بلدية النهر، بحسب صحيفة الوادي، إن الجسر انهار.",
            "الجسر",
            ["بلدية النهر", "صحيفة الوادي", PAPER],
        ),
        (
            "قالت صحيفة الوادي، بحسب سكان محليين، إن الجسر انهار.",
            "الجسر",
            ["سكان محليين", "صحيفة الوادي", PAPER],
        ),
        (
            "نقلت صحيفة الوادي عن هيئة الإغاثة أن الجسر انهار. وأضافت الهيئة، وفق الصحيفة، أن السد سليم.",
            "السد",
            ["هيئة الإغاثة", "صحيفة الوادي", PAPER],
        ),
        ("جاء في بيان أصدرته بلدية النهر أن الجسر انهار.", "الجسر", ["بلدية النهر", PAPER]),
        ("ورد في تقرير صادر عن هيئة الإغاثة أن الجسر انهار.", "الجسر", ["هيئة الإغاثة", PAPER]),
        ("قال مسؤول في الدفاع المدني بسراقب إن الجسر انهار.", "الجسر", ["مسؤول في الدفاع المدني بسراقب", PAPER]),
        (
            "قال مسؤول في الهلال الأحمر بمعرة النعمان إن الجسر الآخر انهار.",
            "الآخر",
            ["مسؤول في الهلال الأحمر بمعرة النعمان", PAPER],
        ),
        (
            "وقال المتحدث باسم الهلال الأحمر، كريم سلامة، إن القافلة لم تصل.",
            "القافلة",
            ["كريم سلامة", "الهلال الأحمر", PAPER],
        ),
        (
            "وأوضح مدير المشفى الوطني نادر الحلبي أن غرف العمليات توقفت.",
            "غرف العمليات",
            ["نادر الحلبي", "المشفى الوطني", PAPER],
        ),
        ("قالت الباحثة ليلى منصور: «لم نجد أي هدف عسكري هناك».", "هدف عسكري", ["ليلى منصور", PAPER]),
        ("«لم يبق من بيتنا شيء»، تقول أم يوسف.", "من بيتنا", ["أم يوسف", PAPER]),
        (
            "وحسب المرصد السوري لحقوق الإنسان فإن الطائرات ألقت ستة براميل.",
            "ستة براميل",
            ["المرصد السوري لحقوق الإنسان", PAPER],
        ),
        ("قُتل طفلان في الحي الشرقي، كما قال ناشط من المدينة.", "طفلان", ["ناشط من المدينة", PAPER]),
        ("واتهم الائتلاف قوات الحكومة بقصف السوق عمداً.", "السوق", ["الائتلاف", PAPER]),
        ("ذكر مراسلنا في تعز أن قناصاً أصاب امرأة.", "قناصا", ["مراسلنا في تعز", PAPER]),
        ("ولم تعلن أي جهة مسؤوليتها عن التفجير الذي أودى بحياة خمسة.", "خمسة", [PAPER]),
        ("صرح مصدر أممي، طلب عدم ذكر اسمه، أن الهدنة انهارت.", "الهدنة", ["مصدر أممي", PAPER]),
    ],
)
def test_the_chain_runs_from_origin_to_publisher(text: str, words: str, expected: list[str]) -> None:
    assert chain_over(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "قال المكتب الإعلامي لبلدية الهرم إن البئر توقفت. وأضاف المكتب أن الصهاريج فارغة.",
            "الصهاريج",
            "المكتب الإعلامي لبلدية الهرم",
        ),
        ("قال مصدر طبي إن الجثث سبع. وأشار المصدر نفسه إلى أن بينها طفلة.", "طفلة", "مصدر طبي"),
        ("قالت منظمة جسور إن الوضع صعب. وأضافت أن المخزون نفد.", "المخزون", "منظمة جسور"),
        ("ذكر الدفاع المدني أن الحريق أُخمد، مشيراً إلى أن متطوعاً أصيب.", "متطوعا", "الدفاع المدني"),
        ("قال أبو وسام إن الجنود قالوا للأهالي إن الطريق مغلق. وتابع قائلاً إن القصف عاد.", "القصف عاد", "أبو وسام"),
    ],
)
def test_who_spoke_goes_on_under_a_short_name_or_none(text: str, words: str, expected: str) -> None:
    assert chain_over(text, words)[0] == expected


def test_a_short_name_of_the_publisher_is_no_link_of_its_own() -> None:
    text = "وسجلت الشبكة مقتل ثمانية مدنيين في آذار."
    assert chain_over(text, "ثمانية", "شبكة الساحل للتوثيق") == ["شبكة الساحل للتوثيق"]


def test_the_second_teller_of_a_sentence_ends_the_words_of_the_first() -> None:
    text = "قال الجيش إنه قصف مستودعاً، فيما أكد سكان القرية أن القصف طال مدرسة."
    assert chain_over(text, "مستودعا")[0] == "الجيش"
    assert chain_over(text, "مدرسة")[0] == "سكان القرية"


def test_in_an_interview_each_line_is_its_speakers() -> None:
    text = "الضفاف: متى بدأ القصف؟\nنور حداد: بدأ القصف فجراً وأصيب جاري.\nالضفاف: وماذا بعد؟\nنور حداد: هربنا."
    assert chain_over(text, "جاري") == ["نور حداد", PAPER]
    assert chain_over(text, "متى بدأ") == [PAPER]


def test_an_agency_that_signs_the_text_is_a_link_of_the_chain() -> None:
    assert chain_over("صنعاء (رويترز) - قُتل ستة صيادين في غارة.", "ستة صيادين") == ["رويترز", PAPER]


def test_known_tellers_have_their_ids() -> None:
    voice = voice_over("وقال الدفاع المدني إن فرقه انتشلت جثتين.", "جثتين")
    assert voice is not None
    assert voice.attribution.origin.actor_id == "src.wh"


def test_a_person_has_role_and_body() -> None:
    voice = voice_over("وقال الناطق باسم نقابة الأطباء، سليم عودة، إن الأدوية نفدت.", "الأدوية")
    assert voice is not None
    assert (voice.speaker.name, voice.speaker.role) == ("سليم عودة", "الناطق باسم نقابة الأطباء")
    assert voice.speaker.organisation == "نقابة الأطباء"


@pytest.mark.parametrize(
    "text",
    [
        "نُقل الجرحى إلى المستشفى القريب.",
        "نشر الجيش قوات إضافية على الحدود.",
        "ولم يذكر البيان أي تفاصيل.",
        "والجدير بالذكر أن الطريق مغلق منذ أيام.",
        "ارتفع عدد الناخبين المسجلين هذا العام.",
        "بين المدينة والقرية طريق ترابي.",
    ],
)
def test_words_that_look_like_verbs_of_saying_tell_nobody(text: str) -> None:
    assert heard(text)[1].all == []


@given(st.text(alphabet='ابتجدرسعقكلمنهويةىأإآءئؤ قال أن إن وفق «»"“”:،.؛()\n0١', max_size=120))
def test_any_text_is_read(text: str) -> None:
    reading, voices = heard(f"قال المرصد إن {text}")
    for voice in voices.all:
        assert 0 <= voice.start <= voice.end <= len(reading.text)
