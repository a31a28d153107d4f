"""What Arabic texts tell of nobody or of no attack: denials, near misses, accidents, animals, films, courts."""

from __future__ import annotations

import pytest

from tests.extract.languages.test_harms_ar import harms_in, told


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("قتل أربعة عناصر من التنظيم راعيين في البادية.", "killed 2"),
        ("ما قتل أحد في حارة الشيخ، بس الزجاج تكسر من القصف.", "killed 0"),
        ("لم يُقتل أي مدني في القصف.", "killed 0 civilian"),
        ("لم يصب أحد بأذى.", "injured 0"),
        ("ما انقتل حدا بقصف سرمين اليوم.", "killed 0"),
        ("ولم يُصب أي من العمال في الهجوم.", "injured 0"),
        ("استهدف الطيران رتلاً، ولا معلومات عن سقوط ضحايا.", ""),
        ("أحبط الأمن هجوماً كان سيقتل مئات الزوار.", ""),
        ("ولم يسقط أي قتيل في الغارة.", "killed 0"),
        ("لا أنباء عن وقوع ضحايا حتى الآن.", ""),
        ("لم تتضح حصيلة الضحايا بعد.", ""),
        ("ما حدا مات بالقصف.", "killed 0"),
        ("لم يقتل الجيش 12 مدنياً، بل اعتقلهم.", ""),
        ("نجا خمسة صحفيين من القصف ولم يصب أحد بأذى.", "injured 0"),
        ("ما قتل خمسة أشخاص وأصاب عشرة.", "killed 5; injured 10"),
        ("وأدى القصف إلى انهيار المنزل ما قتل أربعة من سكانه.", "killed 4"),
        ("كادت القذيفة تقتل ثلاثة أطفال.", ""),
        ("لولا الملجأ لقتل عشرات الأطفال.", ""),
    ],
)
def test_nobody_is_nought_and_what_did_not_happen_is_no_figure(text: str, harms: str) -> None:
    """Denied, not known, averted."""
    assert "; ".join(told(harm) for harm in harms_in(text)) == harms


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("مقتل شخصين وإصابة ثلاثة في انفجار أسطوانة غاز بمطعم.", ""),
        ("مقتل أربعة أشخاص بانفجار إطار شاحنة.", ""),
        ("مقتل ثلاثة عمال بانفجار مرجل في مصنع.", ""),
        ("هاجم ضبع قطيعاً وقتل راعياً.", ""),
        ("فيلم وثائقي يروي مقتل أربعة صحفيين.", ""),
        ("تدرب الفريق على إخلاء عشرة جرحى من قصف افتراضي.", ""),
        ("انفجار في أسعار الخبز يصيب المواطنين بالصدمة.", ""),
        ("حكمت محكمة في القاهرة بإعدام ثمانية متهمين بقتل شرطيين.", ""),
        ("قُتل المتهم بقتل ثلاثة أطفال خلال مداهمة.", "killed 1"),
        ("مقتل خمسة بقصف أدى إلى انفجار أسطوانة غاز.", "killed 5"),
    ],
)
def test_what_no_attack_did_is_no_harm(text: str, harms: str) -> None:
    """Accidents, animals, films, drills, prices and courts."""
    assert "; ".join(told(harm) for harm in harms_in(text)) == harms
