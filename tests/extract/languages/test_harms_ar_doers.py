"""Who did it and to whom in Arabic, where the verb stands before both, and what only describes the harmed."""

from __future__ import annotations

import pytest

from tests.extract.languages.test_harms_ar import harms_in, told


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("قتل ثلاثة مسلحين جندياً عراقياً قرب كركوك.", "killed 1 combatant"),
        ("قتل أربعة مسلحين شرطياً في هجوم على حاجز.", "killed 1"),
        ("قتل مسلحان ثلاثة جنود في كمين.", "killed 3 combatant"),
        ("أصاب خمسة مستوطنين راعياً فلسطينياً بجروح.", "injured 1"),
        ("اختطف أربعون مسلحاً 15 تلميذة في الشمال.", "abducted 15"),
        ("اعتقل ثلاثة عناصر من الشرطة العسكرية صحفياً في عفرين.", "detained 1"),
        ("قتل الضابط فراس حلب متظاهراً في حمص.", "killed 1"),
        ("قتل فلسطينيان ثلاثة مستوطنين في عملية إطلاق نار.", "killed 3"),
        ("قتل شابان جندياً طعناً قرب الحاجز.", "killed 1 combatant"),
        ("أصاب شرطي متظاهراً بالرصاص.", "injured 1"),
        ("قتل ثلاثة جنود طفلة أمام منزلها.", "killed 1"),
        ("قتل 12 مقاتلاً حوثياً في الجبهة.", "killed 12 combatant"),
        ("قتل ثلاثة شبان فلسطينيين في جنين.", "killed 3"),
        ("قتل خمسة مدنيين نازحين في المخيم.", "killed 5 civilian"),
        ("قتل 15 مدنياً 3 منهم أطفال.", "killed 15 civilian; killed 3 civilian <0"),
        ("قتل ثلاثة أطفال أشقاء في القصف.", "killed 3"),
        ("قتل خمسة مسلحين وجندي في الاشتباك.", "killed 5 combatant; killed 1 combatant"),
        ("ارتقى الشاب محمود شهيداً في جنين.", "killed 1"),
        ("خطف ستة مسلحين مهندسين اثنين من الحقل.", "abducted 2"),
        ("اغتال مسلحان مجهولان القاضي أمام منزله.", "killed 1"),
        ("قتل المسلحون المدنيين في نيالا.", "killed v civilian"),
        ("قتل ستة مرتزقة عشرات المزارعين في القرية.", "killed v"),
    ],
)
def test_who_did_it_is_not_who_was_harmed(text: str, harms: str) -> None:
    assert "; ".join(told(harm) for harm in harms_in(text)) == harms
