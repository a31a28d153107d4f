"""Events of Arabic: what was done, by whom, to what, with what, how often, where and when."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, harms

TOLD = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}
"""A Friday."""


def actors(text: str) -> list[tuple[str | None, str, str]]:
    return [(actor.actor_id, actor.text, actor.role) for actor in event(text, **TOLD).actors]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("شنت طائرات حربية غارات على بلدة الهدى.", ["air_strike"]),
        ("قتل خمسة مدنيين بقصف مدفعي على بلدة الهدى.", ["shelling"]),
        ("ألقى الطيران المروحي براميل متفجرة على قرية الهدى.", ["air_strike"]),
        ("أطلقت دورية للشرطة النار على شاب عند الجسر فقتلته.", ["shooting"]),
        ("أصيب رجل برصاص قناص في حي الورود.", ["sniper"]),
        ("انفجرت عبوة ناسفة بسيارة في مدينة الهدى وقتلت اثنين.", ["bombing"]),
        ("فجر انتحاري حزاما ناسفا داخل مسجد في مدينة الهدى.", ["suicide_bombing"]),
        ("قتل راع بانفجار لغم أرضي قرب بلدة الهدى.", ["mine_explosion"]),
        ("أعدم مسلحون ثلاثة مدنيين في قرية الهدى.", ["execution"]),
        ("خطف مسلحون ثمانية عمال من بلدة الهدى.", ["abduction"]),
        ("فجرت القوات الإسرائيلية ثلاثة منازل في بلدة الهدى.", ["demolition"]),
        ("منعت قوات الحكومة دخول قافلة مساعدات إلى بلدة الهدى.", ["aid_obstruction"]),
        ("نزح أكثر من 20 ألف شخص من بلدة الهدى.", ["displacement"]),
        ("سيطر مقاتلو حركة طالبان على مدينة الهدى.", ["ground_attack"]),
        ("استهدفت طائرة مسيرة سيارة في بلدة الهدى.", ["drone_strike"]),
        ("قتل ثلاثة أشخاص بصاروخ باليستي أطلقته جماعة الحوثي على حي الورود.", ["missile_strike"]),
    ],
)
def test_the_words_of_an_attack_tell_its_kind(text: str, kinds: list[str]) -> None:
    assert list(event(text, **TOLD).event_types) == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind its verb, and before it
        ("قصفت القوات الروسية بلدة الهدى.", [("ru.mil", "القوات الروسية", "alleged_perpetrator")]),
        ("القوات الروسية قصفت بلدة الهدى.", [("ru.mil", "القوات الروسية", "alleged_perpetrator")]),
        # behind the noun of its attack
        ("قتل طفل بقصف لقوات الدعم السريع على حي الورود.", [(None, "قوات الدعم السريع", "alleged_perpetrator")]),
        ("قتل طفل في غارة إسرائيلية على حي الورود.", [("il.mil", "إسرائيلية", "alleged_perpetrator")]),
        # a noun that aims at what follows it
        ("قتل اثنان في استهداف مواقع تنظيم الدولة قرب بلدة الهدى.", [("isis", "تنظيم الدولة", "targeted_party")]),
        ("قتل طفل على يد تنظيم الدولة في بلدة الهدى.", [("isis", "تنظيم الدولة", "alleged_perpetrator")]),
        # whose craft they are is told, and not the craft
        ("أغارت مقاتلات الجيش السوداني على بلدة الهدى.", [(None, "الجيش السوداني", "alleged_perpetrator")]),
        (
            "اندلعت اشتباكات بين الجيش اليمني وجماعة الحوثي في بلدة الهدى.",
            [(None, "الجيش اليمني", "alleged_perpetrator"), (None, "جماعة الحوثي", "alleged_perpetrator")],
        ),
        # whose friends they are is said of them, and is no party beside them
        (
            "قصفت القوات الموالية للحكومة حي الورود في عدن.",
            [(None, "القوات الموالية للحكومة", "alleged_perpetrator")],
        ),
        (
            "هاجمت ميليشيات قبلية متحالفة معها حي الورود في الجنينة.",
            [(None, "ميليشيات قبلية متحالفة معها", "alleged_perpetrator")],
        ),
        (
            "قصفت فصائل موالية لأنقرة بلدة الهدى في ريف حلب.",
            [("opp.sna", "فصائل موالية لأنقرة", "alleged_perpetrator")],
        ),
        # loaded names are nobody's
        ("أطلق إرهابيون قذائف على حي الورود فقتلوا طفلا.", [("unk", "إرهابيون", "alleged_perpetrator")]),
        # a party that says what it did
        ("وأعلن الجيش الإسرائيلي أن قواته قصفت مبنى في بلدة الهدى.", [("il.mil", "قواته", "claimed_responsibility")]),
    ],
)
def test_a_party_has_its_part_by_where_it_stands(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert actors(text) == expected


def test_doubt_about_a_party_is_its_own_and_not_the_event_s() -> None:
    told = event("قال شهود إن طائرات يعتقد أنها روسية قصفت بلدة الهدى.", **TOLD)
    assert [(actor.actor_id, actor.certainty) for actor in told.actors] == [("ru.mil", "suspected")]
    assert told.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استهدفت غارة مدرسة تؤوي نازحين في بلدة الهدى.", [("obj.school", None), ("person.displaced", None)]),
        (
            "أدى قصف على بلدة الهدى إلى احتراق منزلين وتضرر مسجد.",
            [("obj.civilian", "damaged"), ("obj.worship", "damaged")],
        ),
        ("استهدف قصف مشفى في بلدة الهدى ما أدى إلى خروجه عن الخدمة.", [("obj.medical", "out_of_service")]),
        ("طال القصف مركزا للجيش الروسي في بلدة الهدى.", [("obj.military", None)]),
        # who was treated there, and what is only near it
        ("قتل طفل في غارة على بلدة الهدى ونقل الجرحى إلى مستشفى الشفاء.", []),
        ("سقطت قذيفة قرب مدرسة في بلدة الهدى وقتلت رجلا.", []),
    ],
)
def test_what_was_hit_is_told_by_the_word_before_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(target.target_id, target.damage) for target in event(text, **TOLD).targets] == expected


def test_weapons_are_those_used_and_have_their_number() -> None:
    told = event("أطلقت جماعة الحوثي ثلاثة صواريخ باليستية على بلدة الهدى.", **TOLD)
    assert [(weapon.weapon_id, weapon.quantity and weapon.quantity.value) for weapon in told.weapons] == [
        ("missile.ballistic", 3)
    ]
    found = events("صادر الجيش أسلحة بينها رشاشات ثقيلة في بلدة الهدى بعد مقتل جندي.", **TOLD)
    assert [weapon for claim in found for weapon in claim.weapons] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("شنت طائرات ثلاث غارات على بلدة الهدى.", 3),
        ("قتل طفل في غارتين على بلدة الهدى.", 2),
        ("قتل طفل في غارة على بلدة الهدى.", None),
    ],
)
def test_attacks_are_counted_by_a_number_or_an_ending(text: str, count: int | None) -> None:
    attacks = event(text, **TOLD).attacks
    assert (attacks.value if attacks else None) == count


@pytest.mark.parametrize(
    "text",
    [
        "شن رئيس الوزراء هجوما لاذعا على المعارضة.",
        "سجل الفريق هدفين قبل أن يشن هجوما كاسحا على مرمى الضيوف في الشوط الثاني من المباراة.",
        "ولسانه قصف متواصل من المزاح.",
        "ضرب زلزال مدينة الهدى وقتل عشرة أشخاص.",
        "انهار مبنى بسبب الأمطار الغزيرة في مدينة الهدى ما أدى إلى مصرع خمسة أشخاص.",
    ],
)
def test_other_matters_use_the_same_words(text: str) -> None:
    assert events(text, **TOLD) == []


def test_another_place_or_opener_begins_another_event() -> None:
    found = events(
        "قصفت القوات الروسية مشفى في بلدة الهدى، فيما استهدفت مدفعية الجيش التركي سوقا في مدينة السلوى.", **TOLD
    )
    assert [[target.target_id for target in claim.targets] for claim in found] == [["obj.medical"], ["obj.market"]]
    assert [[actor.actor_id for actor in claim.actors] for claim in found] == [["ru.mil"], ["tr.mil"]]


def test_what_follows_from_an_attack_is_told_with_it() -> None:
    told = event("قصفت القوات الروسية مشفى في بلدة الهدى، ما أسفر عن مقتل ممرض وإصابة أربعة أشخاص.", **TOLD)
    assert harms(told) == [("killed", 1, "unstated"), ("injured", 4, "unstated")]


def test_the_day_is_that_of_the_event_and_not_of_who_tells_it() -> None:
    told = event("قالت الوزارة يوم الخميس إن طفلا قتل يوم الثلاثاء في غارة على بلدة الهدى.", **TOLD)
    assert told.when is not None
    assert told.when.start.isoformat() == "2024-03-12"


def test_the_period_of_a_summary_holds_for_its_items() -> None:
    found = events(
        "رصد المركز خلال الأسبوع الماضي مقتل 31 مدنيا في ثلاث مدن. "
        "ففي مدينة الهدى قتل ستة أشخاص يوم الأربعاء بقصف مدفعي. "
        "وفي مدينة السلوى قتل أربعة أشخاص بصاروخ باليستي.",
        **TOLD,
    )
    last = found[-1].when
    assert last is not None
    assert (last.start.isoformat(), last.end.isoformat(), last.basis) == ("2024-03-04", "2024-03-10", "inherited")


def test_the_shelling_is_that_told_before() -> None:
    told = event("قصفت القوات الروسية بلدة الهدى يوم الثلاثاء. وأسفر القصف عن مقتل أربعة مدنيين.", **TOLD)
    assert harms(told) == [("killed", 4, "civilian")]
    assert [actor.actor_id for actor in told.actors] == ["ru.mil"]
    assert len(told.evidence) == 2


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("هددت جماعة الحوثي بقصف مطار الهدى.", "planned"),
        ("زعمت صفحات موالية أن الطيران الروسي قصف بلدة الهدى.", "alleged"),
        ("لم تقصف القوات الروسية بلدة الهدى.", "negated"),
    ],
)
def test_an_event_is_told_as_more_or_less_certain(text: str, modality: str) -> None:
    assert [claim.modality for claim in events(text, **TOLD)] == [modality]


def days(text: str) -> list[tuple[str, str] | None]:
    return [
        (told.when.start.isoformat(), told.when.end.isoformat()) if told.when is not None else None
        for told in events(text, **TOLD)
    ]


WEEK = "قتل 23 مدنيا خلال الأسبوع الممتد من 2 إلى 8 آذار في أربع محافظات."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another place than in the sentence before has not its day
        (
            "قتل طفل في قصف على مدينة حلب يوم الثلاثاء. وانفجر لغم بعمال في مدينة حماة فقتل اثنين.",
            [("2024-03-12", "2024-03-12"), None],
        ),
        # items of a week have the week, whatever the day of one of them
        (
            WEEK + "\nوفي حماة قتل 11 شخصا يوم 12 آذار بصاروخ. وفي درعا قتل سبعة أشخاص بقذائف الهاون.",
            [("2024-03-02", "2024-03-08"), ("2024-03-12", "2024-03-12"), None],
        ),
        (
            WEEK + "\nوفي حماة قتل 11 شخصا يوم 5 آذار بصاروخ. وفي درعا قتل سبعة أشخاص بقذائف الهاون.",
            [("2024-03-02", "2024-03-08"), ("2024-03-05", "2024-03-05"), ("2024-03-02", "2024-03-08")],
        ),
        ("قتل ثلاثة بقصف تواصل لليوم الثاني على التوالي على مدينة حلب.", [("2024-03-14", "2024-03-15")]),
        ("قتل 19 شخصا بقصف على مدينة حلب في أقل من 24 ساعة.", [("2024-03-14", "2024-03-15")]),
        ("قتل رجلان بقصف على مدينة حلب خلال الساعات الأربع والعشرين الأخيرة.", [("2024-03-14", "2024-03-15")]),
        (
            WEEK + "\nوهذه الحصيلة تقل عما سجلته الشبكة في الأسبوع الذي سبقه، حين قتل 45 مدنيا بقصف على حمص.",
            [("2024-03-02", "2024-03-08"), ("2024-02-24", "2024-03-01")],
        ),
        # the lead has the day of the sentence that tells it in full
        (
            "قتل خمسة مدنيين بقصف مدفعي على بلدة حاس.\nوقال مسعف إن القصف وقع يوم الثلاثاء وأصاب سوقا.",
            [("2024-03-12", "2024-03-12"), ("2024-03-12", "2024-03-12")],
        ),
    ],
)
def test_a_day_is_lent_to_what_goes_on_there(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("hedge", ["", " على الأقل"])
def test_a_word_that_says_at_least_may_stand_behind_the_attacks_counted(hedge: str) -> None:
    text = f"قالت المنظمة إن 13 هجوما{hedge} وقعت بين 7 و10 آذار في جنوب محافظة إدلب، وإن 14 مدنيا لقوا حتفهم."
    told = event(text, **TOLD)
    assert told.attacks is not None
    assert told.attacks.value == 13
    assert told.scope == "aggregate"
    assert [place.text for place in told.where] == ["جنوب محافظة إدلب"]


@pytest.mark.parametrize(
    "text",
    [
        "يعد استهداف المستشفيات جريمة حرب بموجب القانون الدولي.",
        "إن قتل المدنيين جريمة حرب.",
        "اعتبرت المنظمة قصف الأحياء السكنية انتهاكاً للقانون الدولي.",
        "حكمت محكمة في بغداد بإعدام 13 متهماً بقتل مدنيين.",
        "أيدت محكمة الاستئناف إعدام ثلاثة متهمين.",
    ],
)
def test_what_is_only_judged_did_not_happen_here(text: str) -> None:
    assert not events(text, language="ar")


@pytest.mark.parametrize(
    "text",
    [
        "وصفت الأمم المتحدة مقتل 12 مدنياً في حيس بأنه جريمة حرب.",
        "اعتبر الوزير قصف مستشفى في تعز يوم الأحد جريمة حرب.",
        "ارتكب الجيش جريمة حرب بقصف الأحياء السكنية.",
        "أعدمت السلطات ثلاثة رجال في صنعاء.",
    ],
)
def test_what_is_judged_and_told_is_an_event(text: str) -> None:
    assert len(events(text, language="ar")) == 1
