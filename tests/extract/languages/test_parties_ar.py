"""Whose the men and craft are that did it in Arabic, who says that it did it, and who was only aimed at or helped."""

from __future__ import annotations

import pytest

from harmtrace.model.claim import EventClaim
from tests.extract.reading_of import event, harms

PAPER = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}
DID, AT, WITH, SAYS = "alleged_perpetrator", "targeted_party", "alleged_supporter", "claimed_responsibility"


def roles(claim: EventClaim) -> list[tuple[str, str]]:
    return [(actor.actor_id or actor.text, actor.role) for actor in claim.actors]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "قالت إسلام آباد إنها قصفت مخابئ لحركة طالبان باكستان في خوست.",
            [("حركة طالبان باكستان", AT), ("إسلام آباد", SAYS)],
        ),
        ("تقول أنقرة إنها تستهدف عناصر حزب العمال الكردستاني.", [("pkk", AT), ("tr.mil", SAYS)]),
        (
            "أعلن حزب الله أنه قصف معسكراً في صفد، واعترف الجيش الإسرائيلي بمقتل ثلاثة من جنوده.",
            [("lb.hezbollah", SAYS)],
        ),
        ("خطف عناصر من فرقة السلطان مراد أربعة شبان من عفرين.", [("opp.sna", DID)]),
        ("اقتحم مقاتلو قوات الدعم السريع بلدة كتم.", [("قوات الدعم السريع", DID)]),
        ("اغتال مجهولان على دراجة نارية رئيس المجلس المحلي في الشحيل.", [("unk", DID)]),
        ("أجبر جنود الاحتلال 20 عائلة على مغادرة منازلها.", [("il.mil", DID)]),
        ("شن التحالف بقيادة السعودية والإمارات غارة على سوق.", [("التحالف بقيادة السعودية والإمارات", DID)]),
        ("اعتقل الشاب عند حاجز للمخابرات الجوية في سراقب.", [("sy.intel", DID)]),
        ("قُصفت القرية بالمدفعية التركية.", [("tr.mil", DID)]),
        (
            "داهمت قوات سوريا الديمقراطية مدعومة بطيران التحالف الدولي بلدة ذيبان.",
            [("sdf", DID), ("us.coalition", WITH)],
        ),
        ("شنت مقاتلات باكستانية ضربات على قرى في خوست.", [("باكستانية", DID)]),
        ("قتل سبعة مسلحين في غارة على سيارة.", []),
        (
            "تبادل الجيش السوداني وقوات الدعم السريع الاتهامات بقصف سوق في نيالا.",
            [("الجيش السوداني", DID), ("قوات الدعم السريع", DID)],
        ),
        ("تبادلت الحكومة والحوثيون الاتهامات بقصف سوق في حيس.", []),
    ],
)
def test_the_part_of_each_party(text: str, who: list[tuple[str, str]]) -> None:
    assert roles(event(text, **PAPER)) == who


def test_men_of_a_movement_are_not_who_they_killed() -> None:
    told = event("قتل مسلحون من حركة الشباب ستة جنود في كيسمايو.", **PAPER)
    assert harms(told) == [("killed", 6, "combatant")]
    assert [role for _, role in roles(told)] == [DID]


def test_who_shot_from_a_building_was_not_shot() -> None:
    told = event("قنص مسلح متمركز في بناية بائعاً كان يعبر الشارع.", **PAPER)
    assert ("killed", 1, "combatant") not in harms(told)


def test_what_men_ride_on_was_not_hit() -> None:
    assert not event("اغتال مجهولان على دراجة نارية رئيس المجلس المحلي في الشحيل.", **PAPER).targets
