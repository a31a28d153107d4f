"""Who accuses whom in Arabic, what a claim or denial tells besides, and who is no party at all."""

from __future__ import annotations

import pytest

from harmtrace.model.claim import EventClaim, ResponseClaim
from tests.extract.reading_of import chain, claims_of, event, responses

PAPER = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}


def roles(claim: EventClaim) -> list[tuple[str | None, str, str]]:
    return [(actor.actor_id, actor.text, actor.role) for actor in claim.actors]


def places(claim: EventClaim) -> list[str]:
    return [place.text for place in claim.where]


@pytest.mark.parametrize(
    ("text", "who", "whom", "where"),
    [
        ("اتهمت كييف موسكو بقصف مدرسة في خيرسون.", "كييف", ("ru.mil", "موسكو"), ["خيرسون"]),
        ("اتهمت أرمينيا أذربيجان بقصف قرية غورتسي.", "أرمينيا", (None, "أذربيجان"), ["غورتسي"]),
        ("اتهم السكان عناصر الفرقة السابعة بخطف ثلاثة شبان من دوما.", "السكان", (None, "الفرقة السابعة"), ["دوما"]),
        (
            "اتهمت الشبكة القوات التركية بقتل ستة مدنيين قرب عين عيسى.",
            "الشبكة",
            ("tr.mil", "القوات التركية"),
            ["عين عيسى"],
        ),
        ("العفو الدولية تتهم روسيا بقصف مشفى في إدلب.", "العفو الدولية", ("ru.mil", "روسيا"), ["إدلب"]),
        ("منظمة أطباء بلا حدود تتهم روسيا بقصف مشفى في إدلب.", "منظمة أطباء بلا حدود", ("ru.mil", "روسيا"), ["إدلب"]),
        ("حمّلت الرابطة روسيا مسؤولية مقتل ستة مدنيين في سراقب.", "الرابطة", ("ru.mil", "روسيا"), ["سراقب"]),
        ("اتهم ناشطون الجيش بقصف سوق في نيالا.", "ناشطون", (None, "الجيش"), ["نيالا"]),
        ("اتهم نشطاء محليون الحوثيين بقصف سوق في حيس.", "نشطاء محليون", (None, "الحوثيين"), ["حيس"]),
        ("اتهم مسؤول محلي حزب الله بقصف سوق في حارم.", "مسؤول محلي", ("lb.hezbollah", "حزب الله"), ["حارم"]),
        ("اتهمت الخرطوم أديس أبابا بقصف بلدة الكرمك.", "الخرطوم", (None, "أديس أبابا"), ["الكرمك"]),
        ("حمّلت حماس إسرائيل المسؤولية عن قصف سوق في رفح.", "حماس", ("il.mil", "إسرائيل"), ["رفح"]),
        ("ألقت النقابة باللوم على الجيش في قصف سوق نيالا.", "النقابة", (None, "الجيش"), ["نيالا"]),
        ("وجّه سكان أصابع الاتهام إلى الدعم السريع في قصف نيالا.", "سكان", (None, "الدعم السريع"), ["نيالا"]),
    ],
)
def test_who_accuses_tells_and_who_is_accused_did_it(
    text: str, who: str, whom: tuple[str | None, str], where: list[str]
) -> None:
    told = event(text, **PAPER)
    assert chain(told)[0] == who
    assert roles(told) == [(*whom, "alleged_perpetrator")]
    assert places(told) == where


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("اتُّهمت قوات حفتر بقصف سوق في نيالا.", (None, "قوات حفتر")),
        ("وتُتهم قوات الدعم السريع بقتل مئات المدنيين في نيالا.", (None, "قوات الدعم السريع")),
    ],
)
def test_of_a_passive_nobody_is_told_who_accuses(text: str, whom: tuple[str | None, str]) -> None:
    told = event(text, **PAPER)
    assert chain(told) == ["صحيفة الضفاف"]
    assert roles(told) == [(*whom, "alleged_perpetrator")]


def test_who_is_accused_of_backing_an_attack_is_a_supporter() -> None:
    told = event("اتهمت الخرطوم أديس أبابا بدعم هجوم على بلدة الكرمك.", **PAPER)
    assert roles(told) == [(None, "أديس أبابا", "alleged_supporter")]


@pytest.mark.parametrize(
    ("blame", "blamed"),
    [
        ("واتهم الأهالي قوات الدعم السريع بالجريمة.", True),
        ("وحمّل الوالي قوات الدعم السريع المسؤولية.", True),
        ("واتهم السكان قوات الدعم السريع بتنفيذه.", True),
        ("وحمّل الوالي قوات الدعم السريع مسؤولية تدهور الوضع الإنساني.", False),
        ("واتهم الوالي الإمارات بدعم قوات الدعم السريع.", False),
        ("وحمّل الوالي قوات الدعم السريع مسؤولية ما سماه «الانقلاب الثاني».", False),
    ],
)
def test_blame_is_for_the_attack_told_before_where_it_says_so(blame: str, blamed: bool) -> None:
    found = claims_of(f"قُتل ثلاثة مدنيين في هجوم على سوق في نيالا. {blame}", **PAPER)
    named = [actor.text for claim in found if isinstance(claim, EventClaim) for actor in claim.actors]
    assert named == (["قوات الدعم السريع"] if blamed else [])


@pytest.mark.parametrize(
    "text", ["كانت الشاحنة تحمل سلاحاً فقتل ثلاثة مدنيين في سراقب.", "حملت الأم طفليها بعد قصف سراقب."]
)
def test_who_carries_accuses_nobody(text: str) -> None:
    assert all(chain(claim) == ["صحيفة الضفاف"] for claim in claims_of(text, **PAPER))


@pytest.mark.parametrize(
    ("text", "who", "killed"),
    [
        ("تبنت حركة الفجر تفجير فندق في مقديشو أوقع 18 قتيلاً.", "حركة الفجر", 18),
        ("تبنى تنظيم الدولة هجوماً قتل فيه تسعة جنود قرب تيلابيري.", "تنظيم الدولة", 9),
        ("أعلنت حركة الفجر مسؤوليتها عن تفجير استهدف سوقاً في قندهار وخلّف سبعة قتلى.", "حركة الفجر", 7),
    ],
)
def test_a_claimed_attack_is_told_with_its_figures(text: str, who: str, killed: int) -> None:
    found = claims_of(text, **PAPER)
    events = [claim for claim in found if isinstance(claim, EventClaim)]
    answers = [claim for claim in found if isinstance(claim, ResponseClaim)]
    assert [claim.type for claim in answers] == ["claims_responsibility"]
    assert [harm.quantity.value for claim in events for harm in claim.harms] == [killed]
    assert (who, "claimed_responsibility") in [(actor.text, actor.role) for actor in events[0].actors]
    assert "alleged_perpetrator" not in [actor.role for actor in events[0].actors]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("نفت وزارة الدفاع مسؤوليتها عن قصف سوق سراقب الذي أوقع 31 قتيلاً.", [31]),
        ("نفى الحوثيون استهداف سفينة تجارية قتل أربعة من طاقمها.", [4]),
        ("مقتل سبعة مدنيين في غارة إسرائيلية على البوكمال، والجيش ينفي.", [7]),
        ("نفت وزارة الدفاع مقتل 31 مدنياً في سراقب.", []),
        ("نفت وزارة الدفاع أن يكون القصف قد قتل 31 مدنياً في سراقب.", []),
    ],
)
def test_a_denial_keeps_what_is_told_as_a_fact_beside_it(text: str, killed: list[int]) -> None:
    assert [claim.type for claim in responses(text, **PAPER)] == ["denies"]
    found = [claim for claim in claims_of(text, **PAPER) if isinstance(claim, EventClaim)]
    assert [harm.quantity.value for claim in found for harm in claim.harms] == killed
    assert not [actor for claim in found for actor in claim.actors if actor.text == "وزارة الدفاع"]


@pytest.mark.parametrize(
    "text",
    [
        "قتل سوريان ولبناني في غارة على سيارة.",
        "سقط أربعة قتلى إيرانيين في الغارة على المزة.",
        "قتل أربعة مدنيين في قصف على قاعدة عين الأسد.",
    ],
)
def test_a_nationality_or_the_name_of_a_base_is_no_party(text: str) -> None:
    assert roles(event(text, **PAPER)) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("استشهاد شاب برصاص الاحتلال قرب نابلس.", ("il.mil", "الاحتلال")),
        ("مقتل خمسة متظاهرين برصاص قوات الأمن في الخرطوم.", (None, "قوات الأمن")),
        ("قتل ثلاثة مدنيين في تعز برصاص الحوثيين.", (None, "الحوثيين")),
    ],
)
def test_whose_bullets_they_were_did_it(text: str, who: tuple[str | None, str]) -> None:
    assert roles(event(text, **PAPER)) == [(*who, "alleged_perpetrator")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قتل ثلاثة مدنيين، يقول شهود عيان، عندما أطلقت دورية النار على سيارة في نابلس.", "شهود عيان"),
        ("ووفق المسؤول نفسه بلغ عدد القتلى 12 مدنياً في سراقب.", "المسؤول نفسه"),
    ],
)
def test_a_teller_ends_where_what_is_told_begins(text: str, who: str) -> None:
    assert chain(event(text, **PAPER))[0] == who
