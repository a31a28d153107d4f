"""Who says, blames, answers and asks in Arabic, a sentence each in short."""

from __future__ import annotations

import pytest

from tests.extract.languages.in_short import in_short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأقرت الحركة عبر إذاعتها بأنها تقف وراء الهجوم.", "claims_responsibility; says الحركة"),
        ("واعترف الجيش بمقتل ثلاثة من جنوده.", ": killed 3 combatant; says الجيش"),
        ("واتهم الجيش الدعم السريع بالجريمة، ونفت الأخيرة صلتها بها.", "denies; says الدعم السريع"),
        (
            "وأكدت قوات سوريا الديمقراطية أن «لا علاقة لقواتنا بما جرى».",
            "statement; says قوات سوريا الديمقراطية / denies; says قوات سوريا الديمقراطية",
        ),
        ("وتؤكد أنقرة أن القتلى لا يزيدون على 18، وهو رقم تشكك فيه سلطات كابول.", "disputes_figure; says سلطات كابول"),
        ("وناشد وجهاء من ذيبان التحالف فتح الطريق.", "appeal; says وجهاء من ذيبان"),
        ("بحسب المنظمة الدولية التي دعت مجددا طرفي النزاع إلى تجنيب المدارس القتال.", "appeal; says المنظمة الدولية"),
        ("منترجى الناس تفتح الطريق لسيارات الإسعاف.", "appeal"),
        ("المجلس العسكري نفى إنو شبابو قرّبوا عالمدنيين من البدو.", "denies; says المجلس العسكري"),
        (
            "وتقدّر الأمم المتحدة بـ 22.9 مليوناً عدد من احتاجوا إلى العون.",
            "situation in_need 22900000; says الأمم المتحدة",
        ),
        ("ما يحرم نحو 390 ألف شخص في البلدة من المياه.", "situation without_access ~390000"),
        ("وعبر الحدود سبعة آلاف شخص كما أفادت مفوضية اللاجئين.", "displacement: displaced 7000; says مفوضية اللاجئين"),
        (
            "وشدد كل من وزير الصحة ومدير الإسعاف على أن الهجوم متعمد.",
            "statement; says وزير الصحة ومدير الإسعاف / label deliberate; says وزير الصحة ومدير الإسعاف",
        ),
        ("- قوات الراية: 88، بينهم طفل واحد.\n- هيئة الوادي: 20، جميعها في إدلب.", ""),
    ],
)
def test_who_says_what(text: str, expected: str) -> None:
    assert in_short(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("وتبنت جماعة الراية المرتبطة بتنظيم الفجر العملية.", "جماعة الراية المرتبطة بتنظيم الفجر"),
        ("الأهالي قالو إنو القصف طال المدرسة.", "الأهالي"),
        ("عشاير البدو كمان عم يحكوا إنو انقتل منهم عشرات.", "عشاير البدو"),
    ],
)
def test_a_teller_has_its_whole_name(text: str, teller: str) -> None:
    assert f"says {teller}" in in_short(text, "ar")
