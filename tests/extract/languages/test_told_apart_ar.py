"""Which events of Arabic a text tells apart, and which it tells again. The sentences are our own; nothing happened."""

from __future__ import annotations

import pytest

from harmtrace.model.claim import EventClaim
from tests.extract.reading_of import chain, events, harms

PAPER = "وكالة النورس"


def told(text: str) -> list[EventClaim]:
    """The events of a text published on Thursday 13 June 2024."""
    return events(text, language="ar", publisher=PAPER, published="2024-06-13")


def places(claims: list[EventClaim]) -> list[list[str]]:
    return [[place.text for place in claim.where] for claim in claims]


def days(claims: list[EventClaim]) -> list[str | None]:
    return [claim.when.start.isoformat() if claim.when else None for claim in claims]


@pytest.mark.parametrize(
    "guess",
    [
        "من المرجح أنه تم استخدام غاز الكلور في هذا الهجوم.",
        "من المرجح استخدام غاز الكلور في هذا الهجوم.",
        "ويعتقد أن غاز الكلور قد استُخدم في هذا الهجوم.",
    ],
)
def test_a_guess_with_what_is_a_claim_of_its_own(guess: str) -> None:
    attack, guessed = told(f"استهدفت مروحية بلدة كفرزيتا يوم الاثنين وأصابت 20 شخصا. {guess}")
    assert list(attack.event_types) == ["air_strike"]
    assert not attack.weapons
    assert list(guessed.event_types) == ["chemical_attack"]
    assert days([attack, guessed]) == ["2024-06-10", "2024-06-10"]


def test_what_a_sentence_guesses_behind_a_comma_is_told_apart() -> None:
    text = "استهدفت مروحية بلدة كفرزيتا يوم الاثنين، ما أدى إلى إصابة 20 شخصا، من المرجح أنه تم استخدام غاز الكلور فيه."
    attack, guessed = told(text)
    assert [weapon.weapon_id for weapon in guessed.weapons] == ["chemical.chlorine"]
    assert not attack.weapons


def test_the_dead_told_after_a_guess_are_those_of_the_attack() -> None:
    text = "قُصفت بلدة كفرزيتا أمس. من المرجح استخدام غاز الكلور في هذا القصف. وقُتل أربعة أشخاص وأصيب 30."
    attack, guessed = told(text)
    assert harms(attack) == [("killed", 4, "unstated"), ("injured", 30, "unstated")]
    assert not guessed.harms


@pytest.mark.parametrize(
    "last", ["كان آخرها هجوما على بلدة كرنوي", "أعنفها غارة على بلدة كرنوي", "تبدأ من هجوم على بلدة كرنوي"]
)
def test_one_of_many_attacks_is_told_besides_them_all(last: str) -> None:
    many, one = told(f"شنت الطائرات عشر غارات على المنطقة خلال شهر مايو 2024، {last} في 29 مايو.")
    assert many.scope == "aggregate"
    assert one.scope == "single"
    assert days([many, one]) == ["2024-05-01", "2024-05-29"]


def test_two_attacks_are_counted_together_and_each_told() -> None:
    found = told("سُجل هجومان في 9 حزيران، أحدهما على بلدة بنت جبيل والآخر على بلدة الخيام.")
    assert places(found) == [["بنت جبيل", "الخيام"], ["بنت جبيل"], ["الخيام"]]
    assert days(found) == ["2024-06-09"] * 3
    assert [claim.scope for claim in found] == ["aggregate", "single", "single"]


def test_days_and_places_in_their_order_go_together() -> None:
    found = told("وقع انفجاران في 4 و7 حزيران في كركوك وبعقوبة على التوالي.")
    assert places(found) == [["كركوك"], ["بعقوبة"]]
    assert days(found) == ["2024-06-04", "2024-06-07"]


def test_figures_and_places_in_their_order_go_together() -> None:
    found = told("قتل مدنيان وأربعة جنود في هجومين على مأرب وتعز على التوالي.")
    assert places(found) == [["مأرب"], ["تعز"]]
    assert [harms(claim) for claim in found] == [[("killed", 2, "civilian")], [("killed", 4, "combatant")]]


def test_a_third_day_in_a_row_parts_no_places() -> None:
    (one,) = told("قصفت الطائرات مأرب وتعز لليوم الثالث على التوالي.")
    assert places([one]) == [["مأرب", "تعز"]]


def test_what_an_attack_answers_is_another() -> None:
    text = "قُتل ثلاثة في غارات على مقر في البوكمال مساء الأربعاء، ردا على استهداف قاعدة في الحسكة بمسيرتين يوم الاثنين."
    found = told(text)
    assert days(found) == ["2024-06-12", "2024-06-10"]
    assert places(found) == [["البوكمال"], ["الحسكة"]]


def test_fighting_that_followed_a_blast_is_another_event() -> None:
    blast, fight = told("انفجرت عربة مفخخة في بلدة السكيك، تلتها اشتباكات أسفرت عن مقتل عشرين جنديا.")
    assert list(blast.event_types) == ["bombing"]
    assert not blast.harms
    assert list(fight.event_types) == ["clashes"]
    assert harms(fight) == [("killed", 20, "combatant")]


def test_fights_of_other_parties_are_other_events() -> None:
    text = (
        "قالت وزارة الدفاع إن معارك دارت قرب زردنا بين جبهة النصرة وجيش الإسلام.\n\n"
        "وشهدت البلدة اشتباكات بين جيش الأحرار وحركة الزنكي، وتجددت الاشتباكات بينهما يوم الأربعاء."
    )
    first, second = told(text)[:2]
    assert {actor.text for actor in first.actors}.isdisjoint({actor.text for actor in second.actors})


def test_the_publisher_tells_an_attack_in_his_own_words_far_behind_others() -> None:
    text = (
        "أكد الناشط سامر العلي أن طائرات روسية استهدفت مستشفى كفرنبل يوم الاثنين بأربع غارات.\n\n"
        "وقال مسعف إن حارس المستشفى قُتل. وذكرت وكالة محلية أن حريقا اندلع. ونشرت صورا له.\n\n"
        "استُهدف المستشفى بأربع غارات جوية وخرج عن الخدمة."
    )
    tellers = [chain(claim)[0] for claim in told(text)]
    assert tellers[0] == "سامر العلي"
    assert tellers[-1] == PAPER


def test_words_that_describe_execute_nobody() -> None:
    (one,) = told("استهدفت غارة بلدة حاس، ووصفتها مصادر عدة بأنها عنيفة.")
    assert list(one.event_types) == ["air_strike"]


def test_a_date_is_no_teller() -> None:
    text = "في صباح 30 أيار 2024 ورد إلينا من خلال المراصد أن طائرتين قصفتا بلدة حاس."
    assert all("2024" not in name for claim in told(text) for name in chain(claim))


@pytest.mark.parametrize(
    "text",
    [
        "ونفى الجيش استهداف المدنيين، مؤكدا أن قواته تضرب أوكار الإرهاب فقط.",
        "وأدانت المنظمة استهداف المشافي والمدارس.",
    ],
)
def test_what_is_condemned_or_done_in_general_is_no_event(text: str) -> None:
    assert told(text) == []


def test_what_the_accused_says_that_he_struck_is_his_claim() -> None:
    text = "ونفى الجيش استهداف المدنيين، مؤكدا أن قواته استهدفت مسلحين في بلدة حاس."
    (one,) = told(text)
    assert chain(one)[0] == "الجيش"


def test_those_hurt_when_a_place_is_struck_again_are_hurt_besides() -> None:
    text = (
        "قصفت راجمات سوق بنش أمس وقتلت ثلاثة وأصابت تسعة. "
        "وعاودت الراجمات استهداف المكان نفسه أثناء إسعاف الجرحى، ما أدى لإصابة مسعفين اثنين."
    )
    (one,) = told(text)
    assert [(harm, number) for harm, number, _ in harms(one)] == [("killed", 3), ("injured", 9), ("injured", 2)]


def test_the_thing_that_was_hit_tells_which_attack_is_told_again() -> None:
    text = (
        "قالت منظمة سند إن الجيش الإسرائيلي استهدف يوم الأحد مدرسة في مخيم جباليا.\n"
        "وقالت المنظمة إن غارة بقنبلتين أصابت مبنى المدرسة وقتلت 14 شخصا."
    )
    (one,) = told(text)
    assert harms(one) == [("killed", 14, "unstated")]
    assert days([one]) == ["2024-06-09"]


def test_what_a_colon_announces_goes_on_about_the_attack_before_it() -> None:
    text = "شن الطيران غارات على مدينة الحديدة أمس، استهدفت الأحياء الآتية:\n\nحي غليل، حيث قتل 14 مدنيا وجرح 20."
    (one,) = told(text)
    assert harms(one) == [("killed", 14, "civilian"), ("injured", 20, "unstated")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("إسرائيل هي من شنت الهجوم على حي التفاح.", "il.mil"),
        ("لا شك في أن القوات الروسية هي التي قصفت المدرسة.", "ru.mil"),
    ],
)
def test_who_it_is_that_did_it(text: str, actor: str) -> None:
    (one,) = told(text)
    assert [party.actor_id for party in one.actors] == [actor]
    assert all(place.name != "Israel" for place in one.where)


def test_who_did_what_was_told_before_is_no_second_event() -> None:
    text = "قصفت طائرات روسية مدرسة في بلدة حاس أمس وقتلت ستة أطفال.\nليس هناك شك في أن روسيا هي من شن الهجوم."
    assert len(told(text)) == 1


def test_incidents_of_a_text_about_attacks_are_attacks() -> None:
    text = (
        "وثقت المنظمة استخدام الذخائر العنقودية في بلدة حاس في 7 أيار 2024.\n\n"
        "كما وقعت حوادث في 14 أيار و16 أيار في بلدتي كفرنبل وحزانو على التوالي."
    )
    assert places(told(text)) == [["حاس"], ["كفرنبل"], ["حزانو"]]
    assert days(told(text)) == ["2024-05-07", "2024-05-14", "2024-05-16"]


def test_incidents_of_the_road_are_none() -> None:
    text = "قصفت طائرات بلدة حاس في 7 أيار 2024.\n\nووقعت حوادث سير في 14 أيار في بلدة كفرنبل."
    assert places(told(text)) == [["حاس"]]
