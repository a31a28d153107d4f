"""Seeded Arabic reports of 1,500 characters, all invented: places, dates, numbers, tellers and wording vary."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

LENGTH = 1500
"""Characters of a text, at most; it ends with a sentence."""
_PLACES = (
    "سراقب", "أريحا", "بنش", "تفتناز", "خان شيخون", "كفرنبل", "جرجناز", "سلقين", "حارم", "دركوش", "الأتارب", "دارة عزة",
    "محردة", "اللطامنة", "الرستن", "تلبيسة",
)  # fmt: skip
_AROUND = ("بريف إدلب الجنوبي", "بريف حلب الغربي", "بريف حماة الشمالي", "شمالي حمص", "في ريف إدلب الشرقي")
_MEANS = (
    "قصف جوي", "قصف مدفعي", "قصف صاروخي", "قصف لطائرات حربية", "قصف بالبراميل المتفجرة", "انفجار عبوة ناسفة",
    "هجوم بطائرة مسيرة",
)  # fmt: skip
_SIDES = ("جيش النظام", "الطيران الروسي", "فصيل معارض", "مسلحون مجهولون", "الطيران المروحي")
_TARGETS = ("سوقاً شعبية", "مدرسة", "مشفى", "مخيماً للنازحين", "منازل سكنية", "فرناً", "مركزاً للدفاع المدني")
_TELLERS = ("الدفاع المدني", "مراسل الوكالة", "مرصد الضرر", "مصدر طبي", "ناشط محلي", "مدير المشفى")
_PEOPLE = (
    "ثلاثة مدنيين", "رجل مسن", "خمسة أشخاص بينهم طفلان", "11 شخصاً", "امرأة وطفلها", "ما لا يقل عن تسعة أشخاص",
    "عشرات المدنيين", "أربعة من عائلة واحدة",
)  # fmt: skip
_HURT = ("{hurt} شخصاً", "نحو {hurt} شخصاً بينهم نساء وأطفال", "عدد من الأهالي", "{hurt} مدنياً بجروح متفاوتة")
_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
_FORMS = (
    "قُتل {people} وأصيب {injured} جراء {means} استهدف {target} في {place} {around}، يوم {day}.",
    "وقال {teller} إن {means} نفذه {side} على {place} أسفر عن مقتل {people} وإصابة {injured}.",
    "واستهدف {side} {target} في مدينة {place} {around} مساء {day}، ما أدى إلى مقتل {people}، وفق {teller}.",
    "وأفاد {teller} بمقتل {people} وجرح {injured} في بلدة {place} إثر {means}.",
    "وارتفعت حصيلة ضحايا {means} على {place} إلى {hurt} قتيلاً، بحسب {teller}.",
)
_PADDING = (
    "وبقيت الطرق المؤدية إلى المنطقة مغلقة لساعات.",
    "وأمضت عائلات كثيرة ليلتها في العراء بعد أن غادرت منازلها.",
    "وقال المجلس المحلي إن المدارس ستفتح أبوابها يوم الأحد.",
    "وتشهد أسعار الوقود ارتفاعاً مستمراً منذ الربيع.",
    "ودعا {teller} المجتمع الدولي إلى التحرك لوقف استهداف المدنيين.",
    "ونفى مصدر عسكري استهداف المنشآت المدنية.",
    "ونزح نحو {thousands} ألف شخص من البلدات المجاورة خلال الأسبوع الماضي.",
)


def arabic_documents(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield `count` corpus documents; the same seed gives the same corpus."""
    chance = random.Random(seed)  # noqa: S311 (no secret: the corpus must be the same each time)
    for number in range(count):
        day = datetime.date(2018, 1, 1) + datetime.timedelta(days=chance.randrange(360))
        yield {
            "id": f"bench-ar-{number}",
            "text": _text(chance, day),
            "publisher": "وكالة العاصي",
            "published": (day + datetime.timedelta(days=1)).isoformat(),
            "language": "ar",
        }


def _text(chance: random.Random, day: datetime.date) -> str:
    text = ""
    while True:
        forms = (chance.choice(_FORMS), *chance.choices(_PADDING, k=2))
        paragraph = " ".join(_filled(chance, form, day) for form in forms)
        if len(text) + len(paragraph) > LENGTH:
            return text
        text = f"{text}\n\n{paragraph}" if text else paragraph


def _filled(chance: random.Random, form: str, day: datetime.date) -> str:
    when = day - datetime.timedelta(days=chance.randint(0, 3))
    hurt = chance.randint(11, 60)
    return form.format(
        people=chance.choice(_PEOPLE),
        injured=chance.choice(_HURT).format(hurt=hurt),
        hurt=hurt,
        thousands=chance.randint(11, 90),
        means=chance.choice(_MEANS),
        side=chance.choice(_SIDES),
        target=chance.choice(_TARGETS),
        place=chance.choice(_PLACES),
        around=chance.choice(_AROUND),
        teller=chance.choice(_TELLERS),
        day=f"{when.day} {_MONTHS[when.month - 1]} {when.year}",
    )
