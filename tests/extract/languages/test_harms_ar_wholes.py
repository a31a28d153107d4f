"""Tolls, wholes and parts of Arabic."""

from __future__ import annotations

import pytest

from tests.extract.languages.test_harms_ar import harms_in, told


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("ارتفع عدد الضحايا بثلاثة ليصل إلى أحد عشر قتيلاً في الانفجار.", "killed 11"),
        ("لم تقتصر الحصيلة على خمسة قتلى في سراقب بل بلغت تسعة.", "killed 9"),
        ("ترتفع الحصيلة إلى 12 قتيلاً، فيما لا يزال تسعة في العناية.", "killed 12"),
        ("ارتفع عدد القتلى إلى 18 بعد وفاة مصابين اثنين.", "killed 18; died_later 2"),
        (
            "أسفر الهجوم عن 89 قتيلاً منهم 31 امرأة و5 أطفال و277 جريحاً.",
            "killed 89; injured 277; killed 31 <0; killed 5 <0",
        ),
        ("فقد الطبيب خمسة من أفراد عائلته في الغارة.", "killed 5"),
        ("قتل 11 فلسطينياً بينهم مسنة (67 عاماً) وفتى (15 عاماً).", "killed 11; killed 1 <0; killed 1 <0"),
        ("هجر القصف سكان 14 قرية.", "displaced v"),
        ("خطف عناصر فصيل مسلح أول أمس المسن وابنته من القرية.", ""),
        ("أودت الغارة بحياة مواطنين من أسرة واحدة.", "killed v"),
        ("أصاب صاروخ من نوع كيه إتش-101 مستشفى.", ""),
        ("أوقع القصف خمسة قتلى، أحدهم ممرض.", "killed 5; killed 1 <0"),
        ("طخ القناص ختياراً رايح يعبي مي.", "killed 1"),
    ],
)
def test_wholes_and_parts_are_told_apart(text: str, harms: str) -> None:
    """The figure of a toll, its parts, and others beside them."""
    assert "; ".join(told(harm) for harm in harms_in(text)) == harms
