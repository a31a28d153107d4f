"""Harms told in Arabic: verb first, by nouns of action, by nouns of a fate; their parts; and what is no harm.

A harm is written "killed 3 civilian <0": its id, its number (with + for at least, > more than, ~ about; b between, v a
word without a number), its status where one is said, and the index of its whole (-1 where that was told before).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.bare import bare
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.harms import harms_of
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity
from tests.extract.reading_of import document_of, gazetteer

_SIGNS = {"eq": "", "ge": "+", "gt": ">", "approx": "~", "le": "<=", "lt": "<<"}
SENTENCES = [
    ("قُتل ثلاثة مدنيين وأُصيب سبعة آخرون في غارة على بلدة النيرب.", "killed 3 civilian; injured 7"),
    ("استشهد طفل وجُرحت والدته إثر سقوط قذيفة قرب منزلهما.", "killed 1; injured 1"),
    ("أسفر القصف عن مقتل خمسة أشخاص وإصابة نحو عشرين بجروح متفاوتة.", "killed 5; injured ~20"),
    ("لقي أربعة عمال حتفهم وأصيب اثنان عندما انفجر لغم بسيارتهم.", "killed 4; injured 2"),
    ("ارتفعت حصيلة القتلى إلى 43 قتيلاً بينهم 11 طفلاً و9 نساء.", "killed 43; killed 11 <0; killed 9 <0"),
    ("فارقت طفلة الحياة في المشفى متأثرة بجراحها.", "died_later 1"),
    ("أودى انفجار عبوة ناسفة بحياة ستة جنود من الجيش.", "killed 6 combatant"),
    ("قتل الجيش شابين على حاجز بيت إيبا.", "killed 2"),
    ("قتل مسلحون مجهولون أربعة من رجال الشرطة في كركوك.", "killed 4"),
    ("اغتال مجهولون ناشطاً إعلامياً أمام منزله في درعا.", "killed 1"),
    ("اعتقلت قوات الاحتلال 14 فلسطينياً من الضفة الغربية فجر اليوم.", "detained 14"),
    ("اختطف مسلحون ثلاثة موظفين في منظمة إغاثية شمال غرب البلاد.", "abducted 3"),
    ("نزحت أكثر من 1200 عائلة من ريف حماة خلال أسبوع.", "displaced >1200"),
    ("أدى القصف إلى نزوح قرابة خمسة آلاف شخص نحو الشمال.", "displaced ~5000"),
    ("وقعت الغارة دون تسجيل إصابات بشرية.", "injured 0"),
    ("ولم تسفر الغارات عن سقوط ضحايا.", "killed_or_injured 0"),
    ("أصيب مبنى البلدية بأضرار كبيرة.", ""),
    ("أصيب الوزير بفيروس كورونا.", ""),
    ("سجل المهاجم هدفين قبل أن يصاب في الركبة.", ""),
    ("تمكنت فرق الإنقاذ من انتشال 7 جثث من تحت الأنقاض.", "killed 7"),
    ("لا يزال عشرة أشخاص في عداد المفقودين.", "missing 10"),
    ("بلغ عدد الجرحى 56 جريحاً، معظمهم من النساء والأطفال.", "injured 56; injured v <0"),
    ("سقط 12 شهيداً وأكثر من 40 جريحاً في مجزرة جديدة بمدينة عربين.", "killed 12; injured >40"),
    ("مقتل قائد ميداني وإصابة ثلاثة من مرافقيه في كمين.", "killed 1 combatant; injured 3"),
    ("أصيب طفلان شقيقان بجروح بليغة نتيجة انفجار قنبلة عنقودية.", "injured.severe 2"),
    (
        "وثقت الشبكة مقتل 89 مدنياً، بينهم 21 طفلاً و14 سيدة، على يد قوات النظام.",
        "killed 89 civilian; killed 21 civilian <0; killed 14 civilian <0",
    ),
    ("بينهم امرأتان حاملان، قضى ثمانية مدنيين في القصف.", "killed 8 civilian"),
    ("ارتقى الشاب محمود الخطيب برصاص قوات الاحتلال في جنين.", "killed 1"),
    ("أعلن الجيش تحييد 17 إرهابياً في غارات جوية.", "killed 17 combatant"),
    ("تسبب الهجوم بمقتل وإصابة 35 شخصاً.", "killed_or_injured 35"),
    ("بلغت الحصيلة 9 قتلى و31 جريحاً.", "killed 9; injured 31"),
    ("قُتلت عائلة كاملة مؤلفة من ستة أفراد.", "killed 6"),
    ("توفي رضيع بسبب البرد في مخيم للنازحين.", "killed 1"),
    ("أصيب 20 شخصاً بحالات اختناق بعد قصف بغاز الكلور.", "suffocation 20"),
    ("سُجلت 15 حالة اختناق في صفوف المدنيين.", "suffocation 15 civilian"),
    ("قُتل صحفي وأصيب مصوره بشظايا.", "killed 1; injured 1"),
    ("أعدم التنظيم ثمانية رجال بتهمة التجسس.", "killed 8"),
    ("خلّف الانفجار عشرات القتلى والجرحى.", "killed v; injured v"),
    ("لم يُقتل أحد في الهجوم.", ""),
    ("هدد المسلحون بقتل الرهائن.", ""),
    ("نجا المحافظ من محاولة اغتيال.", ""),
    ("استُشهد مسعفان من الدفاع المدني أثناء إسعاف المصابين.", "killed 2"),
    ("أفرجت السلطات عن 30 معتقلاً.", ""),
    ("قالت المنظمة إن 17 شخصاً قُتلوا وإن 22 آخرين جُرحوا.", "killed 17; injured 22"),
    ("إن ثلاثة من المصابين في حالة خطرة.", "injured.severe 3 <-1"),
    ("حصدت الغارات أرواح 25 مدنياً.", "killed 25 civilian"),
    ("راح ضحية القصف تسعة أشخاص من عائلة واحدة.", "killed 9"),
    ("عُثر على جثث خمسة رجال مكبلي الأيدي.", "killed 5"),
    ("أسرت الفصائل أربعة جنود خلال الاشتباكات.", "detained 4 combatant"),
    ("ما زال مصير سبعة من أفراد الطاقم مجهولاً.", ""),
    ("بُترت ساق طفل إثر انفجار لغم.", "injured.severe 1"),
    ("قصف النظام حافلة تقل طلاباً فقتل منهم خمسة.", "killed 5 <-1"),
    ("استهدف قناص امرأة مسنة فأرداها قتيلة.", "killed 1"),
    ("قُتل ما بين 10 و15 مقاتلاً من الميليشيات.", "killed b combatant"),
    ("وأصيب عدد من المدنيين بجروح طفيفة.", "injured v civilian"),
    ("ارتكبت الطائرات مجزرة راح ضحيتها 18 مدنياً.", "killed 18 civilian"),
    ("يحتفل العمال بعيدهم ويقتلون الوقت بلعب الورق.", ""),
    (
        "أدت الغارات الإسرائيلية على بلدة الخيام إلى استشهاد ثمانية مواطنين بينهم طفلان وجرح أربعة عشر آخرين.",
        "killed 8; injured 14; killed 2 <0",
    ),
    ("وأضاف المصدر أن حصيلة الضحايا مرشحة للارتفاع لوجود إصابات خطيرة.", ""),
    ("قضت امرأة وابنتها وأصيب زوجها بجروح في قصف مدفعي.", "killed 1; killed 1; injured 1"),
    ("استقبلت مشافي المدينة 60 مصاباً و11 شهيداً منذ الصباح.", "injured 60; killed 11"),
    (
        "وثق المركز مقتل 120 شخصاً خلال الشهر الماضي، من بينهم 35 طفلاً و22 امرأة وخمسة صحفيين.",
        "killed 120; killed 35 <0; killed 22 <0; killed 5 <0",
    ),
    ("أعلنت كتائب القسام مقتل ثلاثة من جنود الاحتلال وإصابة آخرين في عملية نوعية.", "killed 3 combatant; injured v"),
    ("اعتقلت قوات الأمن عشرات المتظاهرين واقتادتهم إلى جهة مجهولة.", "detained v"),
    ("أقدم عناصر الميليشيا على إعدام أحد عشر مدنياً ميدانياً.", "killed 11 civilian"),
    ("أكدت المنظمة أن القتلى جميعهم من المدنيين.", ""),
    ("قُتل 33 شخصاً جميعهم مدنيون في القصف على السوق.", "killed 33 civilian"),
    (
        "انفجرت سيارة مفخخة مخلفة 14 قتيلاً وأكثر من ثلاثين جريحاً بعضهم في حالة حرجة.",
        "killed 14; injured >30; injured.severe v <1",
    ),
    ("لقيت سيدة مصرعها وجرحت طفلتاها بانفجار قنبلة من مخلفات الحرب.", "killed 1; injured 2"),
    ("غرق قارب يقل 60 مهاجراً قبالة السواحل الليبية.", ""),
    ("بلغ عدد المعتقلين منذ بداية العام 2300 معتقل.", "detained 2300"),
    ("هذا وارتفع عدد شهداء القصف إلى 21 بعد وفاة أحد الجرحى.", "killed 21; died_later 1 <-1"),
    ("نفذت المدفعية قصفاً مركزاً أوقع قتلى وجرحى في صفوف العدو.", "killed v; injured v"),
    ("أصيبت فتاة في الخامسة عشرة من عمرها برصاص قناص.", "injured 1"),
    ("وشُرد نحو 40 ألف شخص جراء المعارك.", "displaced ~40000"),
    ("توفي سائق وأصيب راكبان في حادث سير على الطريق الدولي.", ""),
    ("لا توجد إصابات بين المدنيين.", "injured 0"),
    ("كما دمر القصف ثلاثة منازل دون أن يسفر عن وقوع إصابات.", "injured 0"),
    ("قصفت الطائرات مخيماً للنازحين ما أدى لوقوع ضحايا.", "killed_or_injured v"),
    ("قُتل ما لا يقل عن مئة شخص بينهم نساء وأطفال وجُرح المئات.", "killed +100; injured v; killed v <0; killed v <0"),
    (
        "قالت وزارة الصحة في غزة إن 46 فلسطينياً استشهدوا وأصيب 102 بجروح مختلفة خلال الساعات الماضية.",
        "killed 46; injured 102",
    ),
    ("وذكر شهود عيان أن القناصة قتلوا رجلاً مسناً وزوجته أثناء محاولتهما الهروب.", "killed 1; killed 1"),
    ("وبحسب الأمم المتحدة، فرّ نحو 12 ألف مدني من القتال باتجاه الحدود.", "displaced ~12000 civilian"),
    ("وجرح في القصف ثلاثة عشر شخصاً، اثنان منهم في حالة حرجة.", "injured 13; injured.severe 2 <0"),
    ("قتيلان وستة جرحى بانفجار دراجة مفخخة في سوق الهال.", "killed 2; injured 6"),
    ("شهيد وثلاثة جرحى جراء قصف مدفعي على أطراف البلدة.", "killed 1; injured 3"),
    ("استشهاد المزارع أحمد الحسن بنيران الاحتلال شرق خان يونس.", "killed 1"),
    ("انهار المبنى فوق رؤوس ساكنيه وما زال أحد عشر منهم تحت الركام.", "missing 11 <-1"),
    ("قُتل القيادي في هيئة تحرير الشام أبو ماريا القحطاني.", "killed 1 combatant"),
    ("أقرت القوات الأميركية بقتل 28 مدنياً عن طريق الخطأ.", "killed 28 civilian"),
    ("وتوفي لاحقاً اثنان من الجرحى متأثرين بإصاباتهما.", "died_later 2 <-1"),
    ("ولفت إلى أن بين القتلى أربعة أطفال.", "killed 4 <-1"),
    ("أوقعت الضربات 15 قتيلاً على الأقل و27 مصاباً في صفوف المدنيين.", "killed +15; injured 27 civilian"),
    ("مات سبعة أطفال جوعاً في المدينة المحاصرة.", "killed 7"),
    ("فتح مسلحون النار على المصلين فقتلوا تسعة وجرحوا سبعة عشر.", "killed 9; injured 17"),
    ("لم يبلغ عن خسائر بشرية.", "killed_or_injured 0"),
    ("اقتصرت الأضرار على الماديات.", ""),
    ("استهدفت مسيّرة سيارة مدنية وأدت لاستشهاد ركابها الثلاثة.", "killed 3"),
    ("أُصيب ما يزيد على ثمانين متظاهراً بالرصاص المطاطي وقنابل الغاز.", "injured >80"),
    ("أكثر من نصف الضحايا نساء وأطفال.", ""),
    ("قتلت غارة بطائرة مسيرة القيادي البارز في التنظيم.", "killed 1 combatant"),
    ("عدد القتلى المدنيين وصل إلى 412 منذ بداية الحملة.", "killed 412 civilian"),
    ("سقطت ثلاث قذائف على الحي ولم يصب أحد بأذى.", ""),
    (
        "أفاد مراسل الأناضول بمقتل 4 مدنيين وإصابة 9 آخرين جراء قصف مدفعي لقوات النظام على مدينة أريحا.",
        "killed 4 civilian; injured 9",
    ),
    ("ولقي طيار مصرعه إثر سقوط طائرته الحربية شمال البلاد.", "killed 1"),
    (
        "وخلال الأسبوع الماضي، قُتل في المحافظة 6 أشخاص بينهم عنصران سابقان في الجيش الحر.",
        "killed 6; killed 2 combatant <0",
    ),
    ("وأوضحت أن القصف أدى إلى تدمير 12 منزلاً وتشريد أكثر من 80 أسرة.", "displaced >80"),
    ("قُتل وجُرح عشرات المدنيين في قصف بالبراميل المتفجرة.", "killed_or_injured v civilian"),
    ("قضى الشاب تحت التعذيب في سجون النظام بعد اعتقاله عام 2013.", "killed 1"),
    ("أُعلن عن وفاة الطفلة سلمى بعد أيام من إصابتها بشظايا قذيفة.", "killed 1"),
    ("سلمت الميليشيا جثامين تسعة من ضحاياها إلى ذويهم.", "killed 9"),
    ("وطالت الاعتقالات 23 شخصاً بينهم طفلان.", "detained 23; detained 2 <0"),
    ("وصلت 3 إصابات إلى المستشفى إحداها بحالة خطيرة.", "injured 3; injured.severe 1 <0"),
    ("قنص جندي إسرائيلي فتى في السابعة عشرة من عمره عند الحاجز.", "killed 1"),
    ("وأدى انفجار مستودع الذخيرة لمقتل ما يقارب الخمسين شخصاً معظمهم من عائلات المقاتلين.", "killed ~50; killed v <0"),
    ("ارتكبت قوات الاحتلال 7 مجازر وصل منها للمستشفيات 66 شهيداً و138 إصابة.", "killed 66; injured 138"),
    ("كما استشهد أمس ثلاثة صحفيين ليرتفع عدد الشهداء الصحفيين إلى 174.", "killed 3; killed 174"),
    ("وقال إن فرقه تمكنت من إنقاذ 5 أشخاص أحياء وانتشال جثتين.", "killed 2"),
    ("وأشارت التقديرات إلى مقتل أكثر من نصف مليون إنسان منذ اندلاع الحرب.", "killed >500000"),
    ("أصابت القذيفة مدرسة ابتدائية دون وقوع إصابات بين التلاميذ.", "injured 0"),
    ("لا معلومات عن خسائر بشرية حتى اللحظة.", ""),
    ("وجرى نقل المصابين وعددهم 11 إلى مشفى باب الهوى.", "injured 11"),
    ("اغتيل قيادي في حركة حماس بقصف استهدف سيارته.", "killed 1 combatant"),
    ("تعرض ثلاثة عمال لإطلاق نار ما أدى إلى مقتلهم جميعاً.", "killed 3"),
    ("شن الطيران غارتين على البلدة أسفرتا عن ارتقاء شهيدين وعدد من الجرحى.", "killed 2; injured v"),
    ("توفيت امرأة مسنة متأثرة بجروح أصيبت بها في قصف سابق.", "died_later 1"),
    ("وانفجر لغم برتل عسكري فقتل ضابط وثلاثة جنود.", "killed 1 combatant; killed 3 combatant"),
    ("أحرق مستوطنون منزلاً في دوما ما أدى لاستشهاد رضيع ووالديه.", "killed 1; killed 2"),
]


def read(text: str) -> Reading:
    document = document_of(text, language="ar")
    return Reading(document, gazetteer(), bare(document))


def harms_in(text: str) -> list[HarmDraft]:
    """The harms of each sentence of a text."""
    reading = read(text)
    return [harm for s in reading.sentences for harm in harms_of(reading, s.start, s.end)]


def number(quantity: Quantity) -> str:
    if quantity.value is None:
        return "b" if quantity.op == "between" else "v"
    return f"{_SIGNS[quantity.op]}{quantity.value:.0f}"


def told(harm: HarmDraft) -> str:
    status = "" if harm.status == "unstated" else f" {harm.status}"
    part = "" if harm.parent is None else f" <{harm.parent}"
    return f"{harm.harm} {number(harm.quantity)}{status}{part}"


@pytest.mark.parametrize(("text", "harms"), SENTENCES)
def test_the_harms_of_a_sentence_are_read(text: str, harms: str) -> None:
    assert "; ".join(told(harm) for harm in harms_in(text)) == harms


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("استشهد مسعفان من الدفاع المدني.", ("rescuer",)),
        ("قُتل صحفي في القصف.", ("journalist",)),
        ("مقتل رضيعة وإصابة والدتها.", ("infant",)),
        ("قُتل ثلاثة أشخاص من عائلة واحدة.", ("family",)),
        ("قُتل خمسة جميعهم من عائلة واحدة.", ("family",)),
        ("أصيب أربعة من الكادر الطبي.", ("medical_worker",)),
        ("مقتل جنديين في كمين.", ("soldier",)),
    ],
)
def test_nouns_tell_who_was_harmed(text: str, who: tuple[str, ...]) -> None:
    assert harms_in(text)[0].who == who


def test_comrades_are_of_the_same_kind() -> None:
    assert [harm.status for harm in harms_in("قُتل جندي وأصيب ثلاثة من رفاقه.")] == ["combatant", "combatant"]


def test_vowel_marks_and_lengthened_letters_change_nothing() -> None:
    plain, marked = "قتل ثلاثة مدنيين وجرح طفل", "قُتِلَ ثَلاثَةُ مَدَنيّينَ وجُرِحَ طِفـــلٌ"
    assert [told(harm) for harm in harms_in(plain)] == ["killed 3 civilian", "injured 1"]
    assert [told(harm) for harm in harms_in(marked)] == ["killed 3 civilian", "injured 1"]


WORDS = st.sampled_from(
    "قتل أصيب مقتل وإصابة شخصان 5 ثلاثة مدنيين طفلة بينهم منهم وجرحى شهيد ، . على يد مسلحين لم دون إصابات "
    "حصيلة إلى 27 آخرين جثة معظمهم نساء تحت الأنقاض قضى سقط عدد من".split()
)
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ ًُّـ٠١٢٣0123،.؛\n_#-«»()", max_size=60)


@given(st.lists(WORDS, max_size=25).map(" ".join) | LETTERS)
def test_any_text_is_read_and_its_spans_hold(text: str) -> None:
    text = f"قتل {text}"
    reading = read(text)
    found = [(s, harm) for s in reading.sentences for harm in harms_of(reading, s.start, s.end)]
    for sentence, harm in found:
        assert sentence.start <= harm.start < harm.end <= sentence.end
        assert reading.text[harm.quantity.start : harm.quantity.end] == harm.quantity.text
    assert [harm for _, harm in found] == harms_in(text)
    for s in reading.sentences:
        harms = harms_of(reading, s.start, s.end)
        assert all(harm.parent is None or -1 <= harm.parent < len(harms) for harm in harms)
