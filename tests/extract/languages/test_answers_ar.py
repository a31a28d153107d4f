"""Answers, appeals, stock figures, labels and statements in Arabic."""

from __future__ import annotations

import pytest

from harmtrace.model.claim import AppealClaim, ResponseClaim
from tests.extract.reading_of import appeals, chain, labels, responses, said, situations, statements

PAPER = {"language": "ar", "publisher": "صحيفة الضفاف"}


def about(claim: ResponseClaim) -> str:
    return claim.source.content[claim.about.start : claim.about.end]


def asked(claim: AppealClaim) -> str:
    return claim.source.content[claim.action.start : claim.action.end]


@pytest.mark.parametrize(
    ("text", "kind", "who", "what"),
    [
        ("ونفت قيادة الجيش، الثلاثاء، استهداف المدرسة.", "denies", "قيادة الجيش", "استهداف المدرسة"),
        ("تبنت حركة الفجر الهجوم على الحاجز.", "claims_responsibility", "حركة الفجر", "الهجوم على الحاجز"),
        ("أعلن تنظيم الراية مسؤوليته عن تفجير السوق في بيان.", "claims_responsibility", "تنظيم الراية", "تفجير السوق"),
        (
            "وأقرت القوات الجوية بأن الغارة أصابت منزلاً عن طريق الخطأ.",
            "admits",
            "القوات الجوية",
            "الغارة أصابت منزلاً عن طريق الخطأ",
        ),
        (
            "وشككت الحكومة في حصيلة القتلى التي أعلنتها المنظمة.",
            "disputes_figure",
            "الحكومة",
            "حصيلة القتلى التي أعلنتها المنظمة",
        ),
        ("وقالت القوات إنها لم تقصف البلدة.", "denies", "القوات", "إنها لم تقصف البلدة"),
        (
            "ورفض المتحدث باسم الشرطة اتهامات الأهالي بإطلاق النار.",
            "denies",
            "المتحدث باسم الشرطة",
            "اتهامات الأهالي بإطلاق النار",
        ),
    ],
)
def test_an_answer_has_its_kind_its_party_and_what_it_is_about(text: str, kind: str, who: str, what: str) -> None:
    found = responses(text, **PAPER)
    assert [(claim.type, chain(claim)[0], about(claim)) for claim in found] == [(kind, who, what)]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("ونفى الناطق باسم الحكومة صحة الأنباء التي تحدثت عن استهداف سيارة إسعاف.", "denies", "الناطق باسم الحكومة"),
        ("ونفت موسكو أي علاقة لها بالقصف.", "denies", "موسكو"),
        ("واعترف الجيش بأنه قتل الصحفي بالخطأ.", "admits", "الجيش"),
        ("وقالت الجماعة في بيان إن مقاتليها نفذوا الهجوم.", "claims_responsibility", "الجماعة"),
        ("وتبنى الهجوم تنظيم الراية السوداء.", "claims_responsibility", "تنظيم الراية السوداء"),
        ("ووصفت الخارجية الاتهامات بأنها لا أساس لها من الصحة.", "denies", "الخارجية"),
        ("ونفت القيادة ذلك جملة وتفصيلاً.", "denies", "القيادة"),
    ],
)
def test_an_answer_is_found_in_many_orders_of_words(text: str, kind: str, who: str) -> None:
    assert [(claim.type, chain(claim)[0]) for claim in responses(text, **PAPER)] == [(kind, who)]


@pytest.mark.parametrize(
    "text",
    [
        "رفض الوفد التوقيع على الاتفاق.",
        "أقر البرلمان قانون الموازنة.",
        "تبنى المجلس القرار بالإجماع.",
        "ولم تتبن أي جهة الهجوم.",
    ],
)
def test_no_answer_is_made_of_other_acts(text: str) -> None:
    assert responses(text, **PAPER) == []


@pytest.mark.parametrize(
    ("text", "by", "to", "what"),
    [
        ("ودعت نقابة المعلمين جميع الأطراف إلى تحييد المدارس.", "نقابة المعلمين", ("جميع الأطراف",), "تحييد المدارس"),
        ("وطالبت المنظمة بفتح ممرات آمنة.", "المنظمة", (), "فتح ممرات آمنة"),
        (
            "قال رئيس البلدية إن الماء مقطوع، مناشداً المانحين توفير الوقود.",
            "رئيس البلدية",
            ("المانحين",),
            "توفير الوقود",
        ),
        ("وحث المبعوث الأممي الطرفين على وقف القتال.", "المبعوث الأممي", ("الطرفين",), "وقف القتال"),
        ("نطلب من السكان البقاء في الملاجئ.", "صحيفة الضفاف", ("السكان",), "البقاء في الملاجئ"),
        ("ودعا الأمين العام إلى وقف فوري لإطلاق النار.", "الأمين العام", (), "وقف فوري لإطلاق النار"),
        ("وطالبت عائلات المفقودين الحكومة بالكشف عن مصيرهم.", "عائلات المفقودين", ("الحكومة",), "الكشف عن مصيرهم"),
        (
            "وناشدت إدارة المخيم المنظمات الإنسانية التدخل العاجل.",
            "إدارة المخيم",
            ("المنظمات الإنسانية",),
            "التدخل العاجل",
        ),
        (
            "وحثت المفوضة السامية السلطات على الإفراج عن الصحفيين.",
            "المفوضة السامية",
            ("السلطات",),
            "الإفراج عن الصحفيين",
        ),
    ],
)
def test_an_appeal_tells_who_asks_whom_for_what(text: str, by: str, to: tuple[str, ...], what: str) -> None:
    found = appeals(text, **PAPER)
    assert [(claim.by, claim.to, asked(claim)) for claim in found] == [(by, to, what)]


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("يحتاج نحو 3 ملايين شخص إلى مساعدات غذائية.", "in_need", 3_000_000),
        ("بلغ عدد النازحين في المحافظة 45 ألفاً.", "displaced", 45_000),
        ("ولا يزال 1200 مدني محاصرين داخل الحي.", "besieged", 1200),
        ("أصبحت خمسة مستشفيات خارج الخدمة.", "damaged_facilities", 5),
        ("يعيش في المخيم 8 آلاف لاجئ.", "refugees", 8000),
        ("المدينة التي يسكنها 70 ألف نسمة هادئة.", "population", 70_000),
        ("ويعاني أكثر من نصف مليون شخص من انعدام الأمن الغذائي.", "in_need", 500000),
        ("وقدر عدد اللاجئين في الأردن بنحو 660 ألفاً.", "refugees", 660000),
        ("يقبع نحو 4500 أسير في سجون الاحتلال.", "detained", 4500),
        ("وحُرم 90 ألف طالب من التعليم.", "without_access", 90000),
        ("ولم يعد يعمل سوى مستشفيين في المدينة.", "functioning_facilities", 2),
    ],
)
def test_stock_figures(text: str, what: str, value: float) -> None:
    found = situations(text, **PAPER)
    assert [(claim.what, claim.quantity.value if claim.quantity else None) for claim in found] == [(what, value)]


@pytest.mark.parametrize("text", ["قُتل 25 نازحاً في قصف على المخيم.", "أصيب خمسة محاصرين."])
def test_the_harmed_are_no_stock(text: str) -> None:
    assert situations(text, **PAPER) == []


@pytest.mark.parametrize(
    ("text", "label", "who"),
    [
        ("ووصفت اللجنة القصف بأنه جريمة حرب.", "war_crime", "اللجنة"),
        ("أدى القصف العشوائي إلى دمار واسع.", "indiscriminate", "صحيفة الضفاف"),
        ("وقالت الهيئة إن ما جرى يرقى إلى تطهير عرقي.", "ethnic_cleansing", "الهيئة"),
    ],
)
def test_a_label_is_its_tellers(text: str, label: str, who: str) -> None:
    assert [(claim.label, chain(claim)[0]) for claim in labels(text, **PAPER)] == [(label, who)]


@pytest.mark.parametrize("text", ["نفى الجيش أنه استهدف المدنيين عمداً.", "شارك في مؤتمر مكافحة الإرهاب."])
def test_no_label_is_made_of_denials_and_names(text: str) -> None:
    assert labels(text, **PAPER) == []


def test_a_quotation_is_a_statement_of_its_speaker() -> None:
    found = statements("قالت الطبيبة هند صالح: «لم يعد لدينا دواء ولا وقود».", **PAPER)
    assert [(claim.speaker.name, said(claim)) for claim in found] == [("هند صالح", "«لم يعد لدينا دواء ولا وقود»")]


def test_a_publisher_without_a_name_asks_too() -> None:
    (claim,) = appeals("نناشد الأهالي عدم التجمع في أماكن القصف.", language="ar", publisher="")
    teller = claim.attribution.origin
    assert (teller.start, teller.end) == (None, None)


def test_what_a_speaker_adds_belongs_to_the_same_statement() -> None:
    text = "قال رئيس البلدية: «فقدنا كل شيء هنا»، مضيفاً أن المدينة بلا ماء."
    found = statements(text, **PAPER)
    assert [said(claim) for claim in found] == ["«فقدنا كل شيء هنا»، مضيفاً أن المدينة بلا ماء"]


def test_facts_that_a_teller_is_cited_for_are_no_statement() -> None:
    assert statements("الطريق مقطوع منذ أيام، بحسب شرطة المرور.", **PAPER) == []
