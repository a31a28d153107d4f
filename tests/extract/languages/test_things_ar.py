"""What an attack hit, in Arabic: what its verb or noun is aimed at, and what only stands near it in the text."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

TOLD = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}
"""A Friday."""


def things(text: str) -> list[str]:
    return [target.target_id for claim in events(text, **TOLD) for target in claim.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصابت غارة جوية نفذها الجيش الروسي مدرسة في بلدة الهدى.", ["obj.school"]),
        ("استهدفت غارة جوية للتحالف مسجداً في بلدة الهدى.", ["obj.worship"]),
        ("قتل تسعة بغارة على منزل لعائلة العلي في مخيم الورود استهدفه الطيران مساء أمس.", ["obj.civilian"]),
        ("قال المركز إن قصف بلدة الهدى خلف أضراراً كبيرة في المستشفى.", ["obj.medical"]),
        ("انفجر لغم بسيارة راع قرب بلدة الهدى.", ["obj.transport"]),
        ("قصفت المدفعية بلدة الهدى، ونفق عشرون رأساً من الإبل.", ["obj.farm"]),
        ("قصفت المدفعية بلدة الهدى ما أدى إلى نفوق عدد من الأبقار.", ["obj.farm"]),
        ("جرفت آليات الجيش شوارع في بلدة الهدى.", ["obj.transport"]),
        ("اقتلع مستوطنون نحو 90 شجرة زيتون في قرية الهدى.", ["obj.farm"]),
        ("أحرق مسلحون الطاحونة في قرية الهدى.", ["obj.bakery"]),
        ("هاجم مسلحون على متن دراجات نارية سكاناً في قرية الهدى.", ["person.civilian"]),
        ("استهدفت مقاتلات حربية تجمعاً لمسلحين في بلدة الهدى.", ["person.fighter"]),
        ("قتل ثلاثة بانفجار سيارة مفخخة أمام مخبز في مدينة الهدى.", ["obj.bakery"]),
        ("يحاصر الجيش المستشفى منذ أربعة أيام في مدينة الهدى.", ["obj.medical"]),
        ("قتل تسعة في قصف من مسيرة إسرائيلية لسوق في مدينة الهدى.", ["obj.market"]),
        ("منع مسلحون دخول قافلة إغاثة إلى بلدة الهدى.", ["obj.aid"]),
    ],
)
def test_what_was_hit(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة بانفجار قرب مخبز في مدينة الهدى.",
        "نشر الجيش بعد الهجوم صورة للموقع.",
        "قالت المنظمة إن الانتهاكات ضد الأطفال في الحرب تشمل القصف.",
        "قصفت المدفعية بلدة الهدى، وسقطت قذائف بين المنازل.",
        "قتل أربعة في قصف على مدينة دير الزور.",
        "قصف الطيران منطقة سوق الأحد قرب بلدة الهدى.",
        "قتل رجلان بقصف على بلدة الهدى، وقالت الشرطة إنها لا تستهدف المنازل.",
        "قصفت طائرة مسيرة بلدة الهدى وأجبر جنود عائلة على مغادرة منازلها.",
        "قتل جنديان بانفجار نفق مفخخ في بلدة الهدى.",
        "قصفت الطائرات بلدة الهدى وما تزال فرق الدفاع المدني تنتشل العالقين.",
        "استهدفت طائرة رجلا خلال عمله بين الخيام في بلدة الهدى.",
    ],
)
def test_what_is_near_was_not_hit(text: str) -> None:
    assert things(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استهدفت مسيرات انقضاضية بلدة الهدى.", ["air.loiter"]),
        ("هاجم مسلحون قرية الهدى وشعلوا البيوت.", ["method.burning"]),
    ],
)
def test_with_what(text: str, expected: list[str]) -> None:
    assert [weapon.weapon_id for claim in events(text, **TOLD) for weapon in claim.weapons] == expected
