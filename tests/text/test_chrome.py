"""What stands around a pasted post or page: menus, counts of reactions, headlines of other texts, readers' comments."""

from __future__ import annotations

import pytest

from harmtrace.text.zones import find_layout

BODY = "سقطت قذيفتان على سوق الخضار في القرية صباح السبت، ما أدى إلى مقتل ثلاثة أشخاص على الأقل."
BODY_RU = "Два снаряда упали на рынок села утром в субботу, погибли не менее трёх человек."
BODY_DE = "Zwei Granaten trafen am Samstagmorgen den Markt des Dorfes, mindestens drei Menschen starben."
BODY_EN = "Two shells struck the market of the village on Saturday, killing at least three people."


def furniture(text: str) -> str:
    layout = find_layout(text, title=None, publisher=None, titled=False)
    return "\n".join(text[zone.start : zone.end] for zone in layout.zones if zone.kind == "furniture")


@pytest.mark.parametrize(
    ("body", "around"),
    [
        (BODY, "☰ الرئيسية | المجموعات | الإشعارات (3)"),
        (BODY, "مشاركة فيسبوك | واتساب | نسخ الرابط"),
        (BODY, "👍 1.2 ألف   💬 40 تعليقاً   ↪ 55 مشاركة"),
        (BODY, "😢 700  🙏 1.1K"),
        (BODY, "8 340 مشترك"),
        (BODY, "الأكثر قراءة\n1. مقتل خمسة في قصف على بلدة الهدى\n2. انفجار قرب مدرسة في المدينة"),
        (BODY, "إقرأ أيضاً\n- عشرة قتلى في غارة على الميناء\n- نزوح آلاف العائلات"),
        (BODY, "التعليقات (2)\nزائر: سمعت أن العدد وصل إلى تسعة\nأبو نور: قتلوا جارنا كذلك"),
        (BODY, "عرض المزيد من التعليقات\nسلمى: خالتي قالت إنهم قتلوا ثلاثة في الحارة"),
        (BODY, "مقال مقترح: مقتل عشرة في كمين"),
        (BODY, "📌 رسالة مثبتة: الحصيلة وصلت إلى 40 قتيلا"),
        (BODY_RU, "Самое читаемое\n1. Пять человек погибли при обстреле\n2. Взрыв у школы"),
        (BODY_RU, "Комментарии (2)\nГость: говорят, погибли девять\nИра: соседа тоже убили"),
        (BODY_RU, "👁 12,4 тыс. просмотров"),
        (BODY_DE, "Meistgelesen\n1. Fünf Tote bei Beschuss\n2. Explosion vor einer Schule"),
        (BODY_DE, "Kommentare (2)\nGast: Es sollen neun Tote sein\nIna: Auch unser Nachbar starb"),
        (BODY_EN, "Most read\n1. Five killed in a strike on the port\n2. Blast near a school"),
        (BODY_EN, "Comments (2)\nGuest: I heard that nine died\nMona: our neighbour was killed as well"),
        (BODY_EN, "❤️ 1.2K likes · 40 comments · 12 shares"),
    ],
)
def test_what_stands_around_a_text_makes_no_claims(body: str, around: str) -> None:
    assert furniture(f"{body}\n\n{around}") == around


@pytest.mark.parametrize(
    "text",
    [
        "🔴 14 قتيلا و30 جريحا",
        "40 قتيلا | 12 مفقودا | 3 مخطوفين",
        "حلب | إدلب | حماة",
        "التعليقات على القصف توالت من كل جهة\nزائر: لم يبق أحد",
        "1. مقتل خمسة في قصف على بلدة الهدى\n2. انفجار قرب مدرسة في المدينة",
        "شاهد عيان: سمعنا دوي انفجارين ثم رأينا الدخان.",
        "الأكثر قراءة للقرآن في الحي قتل أمس.",
        "12 killed, 40 injured, 3 missing",
    ],
)
def test_text_is_kept(text: str) -> None:
    assert furniture(f"{BODY}\n\n{text}\n\n{BODY}") == ""


def test_text_goes_on_after_a_headline_of_another() -> None:
    assert furniture(f"{BODY}\n\nإقرأ أيضاً\nعشرة قتلى في غارة على الميناء\n\n{BODY}") == (
        "إقرأ أيضاً\nعشرة قتلى في غارة على الميناء"
    )
    assert furniture(f"{BODY}\n\nإقرأ أيضاً\n{BODY}") == "إقرأ أيضاً"


def test_text_goes_on_after_comments() -> None:
    assert furniture(f"{BODY}\n\nالتعليقات (1)\nزائر: رحمهم الله\n\n{BODY}") == "التعليقات (1)\nزائر: رحمهم الله"
