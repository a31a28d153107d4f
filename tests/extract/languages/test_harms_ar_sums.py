"""Totals in Arabic that are told in their parts, and people who fled, were executed or are told by what they do."""

from __future__ import annotations

import pytest

from tests.extract.languages.in_short import in_short


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("عدد الضحايا 20: 8 قتلى و12 جريحاً.", ": killed_or_injured 20, killed 8 <0, injured 12 <0"),
        (
            "خلف القصف 40 ضحية من المدنيين، هي 15 قتيلاً و25 جريحاً.",
            "attack: killed_or_injured 40 civilian, killed 15 civilian <0, injured 25 civilian <0",
        ),
        (
            "قُتل 12 مدنياً، خمسة أطفال وأربع نساء وثلاثة رجال.",
            "attack: killed 12 civilian, killed 5 civilian <0, killed 4 civilian <0, killed 3 civilian <0",
        ),
        ("أصيب 30 شخصاً، تسعة في العناية المركزة.", ": injured 30, injured.severe 9 <0"),
        ("عالج المستشفى 104 مصابين، 57 منهم مدنيون.", ": injured 104, injured 57 civilian <0"),
    ],
)
def test_the_parts_of_a_total_are_not_added_to_it(text: str, claims: str) -> None:
    assert in_short(text, "ar") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("قتل خمسة جنود، ثلاثة مدنيين ومسعفان.", "attack: killed 5 combatant, killed 3 civilian, killed 2"),
        ("قُتل ستة مدنيين، وأصيب أربعة رجال وامرأتان.", "attack: killed 6 civilian, injured 4, injured 2"),
    ],
)
def test_who_cannot_be_among_those_before_is_no_part_of_them(text: str, claims: str) -> None:
    assert in_short(text, "ar") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("اضطرت أكثر من 300 أسرة إلى الفرار من الكرمك.", "displacement: displaced >300"),
        ("أجبر المسلحون 60 عائلة على مغادرة قريتها.", "displacement: displaced 60; by unk"),
        ("عبر الحدود إلى تشاد سبعة آلاف شخص.", "displacement: displaced 7000"),
        ("دعا الجيش سكان ثلاث قرى إلى مغادرة منازلهم.", "appeal; says الجيش"),
        ("نُفذ حكم الإعدام بحق ثلاثة رجال في صنعاء.", "execution: killed 3; method.execution"),
        ("قال الوزير إن 17 مدنياً قُتلوا فيها وجُرح 25.", "attack: killed 17 civilian, injured 25; says الوزير"),
        ("قُتل طبيب أطفال وفنية مختبر.", ": killed 1, killed 1"),
    ],
)
def test_whoever_flees_is_executed_or_told_by_a_verb_behind(text: str, claims: str) -> None:
    assert in_short(text, "ar") == claims
