"""Sentence spans: exact offsets in many languages' habits of ending a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.sentences import sentence_at, sentence_spans


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["On Sept. 9 Dr. Amin Saleh of the U.N. said No. 5 was hit at 3:40 a.m. on Wednesday.", "He left."]),
        ("en", ["J. R. Smith and George W. Hill agreed.", "It cost 2.1 million dollars."]),
        ("en", ["Brig. Gen. Omar Hadi and Lt. Col. Sami Nur were killed in St. George’s Square.", "Nobody else was."]),
        ("en", ["It came at 5 p.m.", "The shelling stopped."]),
        (
            "en",
            ["1. Khan Sheikhoun.", "A bombardment of the town killed one civilian.", "2. Kafr Ain.", "One was hurt."],
        ),
        ("en", ["“prevent more appalling losses.”", "It warned that these were a prelude."]),
        ("en", ["She said: “They will stop!”", "“Will they?” he asked.", "Nobody knew."]),
        ("en", ["The strikes (five of them) hit Hass.", "(The sixth did not explode.)", "Ten were hurt."]),
        ("en", ["The convoy left... and never came back.", "It was hit."]),
        ("en", ["What happened?", "Nothing!", "Then it ended."]),
        (
            "en",
            ["Syrias army said it hit rebels rescuers and families.", "The Observatory the group added said ten died."],
        ),
        ("de", ["In der Stadt wurden am 7. Oktober 2018 z.B. drei Menschen getötet.", "Der 2. Angriff folgte."]),
        ("sl", ["Dne 8. septembra je bilo ubitih okoli 4500 ljudi.", "Dr. Novak je to potrdil."]),
        ("tr", ["Dr. Ali 3. hastanede öldü.", "Saldırı sabah oldu."]),
        ("ru", ["8 сентября 2018 г. в деревне погибли 4 чел.", "Удар нанёс самолёт.", "Т. е. не вертолёт."]),
        ("fr", ["M. Dupont a parlé.", "Les frappes du 8 septembre ont tué 3 personnes."]),
        ("es", ["¿Quién lo hizo?", "El Sr. García no lo sabe."]),
        ("ar", ["هل قُتل أحد؟", "نعم، قُتل ثلاثة؛ وجُرح أربعة.", "انتهى!"]),
        ("ar", ["قال د. سامر الحلبي إن القصف أصاب المشفى.", "وأكد م. علي ذلك!", "من ينقذنا؟"]),
        ("ar", ["أضافت أ.د. هدى أن 3.5 ملايين شخص نزحوا عام 2018 م.", "وصدر البيان في 12 رمضان 1439 هـ.", "وانتهى."]),
        ("ar", ["بدأ القصف عند الساعة 10 ص.", "وتوقف لاحقا…", "ثم عاد."]),
        (
            "de",
            [
                "Am 15. September 2018 starben u. a. ca. 20 Menschen, d. h. alle.",
                "Die Zahl der Toten liegt bei 3 Mio.",
                "Am Samstag folgte der 2. Angriff.",
            ],
        ),
        ("de", ["Das sagte Dr. Weber von der Caritas e. V. in Berlin.", "Es war ruhig."]),
        ("ru", ["Погибли 5 тыс. человек, т.е. все жители г. Хомс и др. городов.", "Об этом сообщил А. С. Петров."]),
        ("ru", ["В 2018 г. ранены 20 чел. из с. Ивановка, ул. Садовая.", "Больница закрыта."]),
        ("fa", ["چه شد؟", "سه نفر کشته شدند."]),
    ],
)
def test_sentences_end_where_they_end(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["سقطت القذيفة على المنزل.", "وقتل رجل."]),
        ("ru", ["Снаряд попал в дом.", "Погиб мужчина."]),
    ],
)
def test_a_sentence_ends_where_the_space_after_it_was_lost(language: str, expected: list[str]) -> None:
    assert sentences("".join(expected), language) == expected


def test_lines_of_an_arabic_post_are_sentences_of_their_own() -> None:
    text = "🔴 قصف عنيف على البلدة\n🚑 فرقنا أسعفت ثلاثة مصابين\n- أضرار في المدرسة\n#المدينة_المنكوبة"
    assert sentences(text, "ar") == [line.removeprefix("- ") for line in text.split("\n")]


def test_an_empty_line_always_ends_a_sentence() -> None:
    assert sentences("Shelling of the market\n\nthree people were killed") == [
        "Shelling of the market",
        "three people were killed",
    ]


def test_a_headline_and_the_rows_of_a_list_are_sentences_of_their_own() -> None:
    text = "Figures of the week\nHays: 6 killed, 14 wounded\nAt Tuhayta: 3 killed (all civilians)\nTotal: 9 killed"
    assert sentences(text) == text.split("\n")


def test_lines_wrapped_at_a_margin_are_one_sentence() -> None:
    text = (
        "Two artillery shells struck the vegetable market of the village on Saturday,\n"
        "killing at least three people and injuring seven others, among them two\n"
        "children. A second strike hit the road an hour later."
    )
    assert len(sentences(text)) == 2


def test_the_mark_of_a_list_item_is_no_part_of_its_sentence() -> None:
    assert sentences("- 8,200 people fled\n- 14 trucks were held\n• one mill stopped") == [
        "8,200 people fled",
        "14 trucks were held",
        "one mill stopped",
    ]


def test_words_glued_after_a_full_stop_are_parted_and_addresses_are_not() -> None:
    assert sentences("Ten were killed.The strike hit Hass. See www.example.Org now.") == [
        "Ten were killed.",
        "The strike hit Hass.",
        "See www.example.Org now.",
    ]


@given(
    st.text(alphabet='aBc dé.؟!?"”)\n-12 قت،؛:…', max_size=300), st.sampled_from(["en", "de", "ar", "ru", "xx", "und"])
)
def test_spans_are_ordered_disjoint_and_cover_every_letter_and_digit(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not any(character.isalnum() for character in text[position:start])
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        position = end
    assert not any(character.isalnum() for character in text[position:])


def test_a_megabyte_without_a_full_stop_is_quick() -> None:
    assert len(sentence_spans("word " * 200_000, "en")) == 1
    assert len(sentence_spans("." * 200_000, "en")) <= 1
    assert len(sentence_spans("a.\n" * 100_000, "en")) == 100_000


def test_the_sentence_at_an_offset() -> None:
    spans = sentence_spans("One fell. Two fell.", "en")
    assert sentence_at(spans, 3) == (0, 9)
    assert sentence_at(spans, 9) is None
    assert sentence_at(spans, 12) == (10, 19)
