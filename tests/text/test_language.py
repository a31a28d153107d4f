"""The language of a text: what is given holds, a page's word is checked against its letters, und is an answer."""

from __future__ import annotations

import pytest

from harmtrace.text.language import language_of, primary_tag

TEXTS = {
    "en": "Two shells struck the vegetable market of the village on Saturday, killing at least three people there.",
    "ar": "سقطت قذيفتان على سوق الخضار في القرية صباح السبت، ما أدى إلى مقتل ثلاثة أشخاص على الأقل.",
    "ru": "Два снаряда попали в овощной рынок посёлка в субботу, погибли по меньшей мере три человека.",
    "uk": "Два снаряди влучили в овочевий ринок селища в суботу, загинули щонайменше троє людей.",
    "de": "Zwei Granaten schlugen am Samstag auf dem Gemüsemarkt des Dorfes ein und töteten mindestens drei Menschen.",
    "sl": "Dve granati sta v soboto zadeli zelenjavno tržnico v vasi in ubili najmanj tri ljudi.",
    "tr": "Cumartesi günü köyün sebze pazarına iki top mermisi düştü, en az üç kişi hayatını kaybetti.",
    "fr": "Deux obus ont frappé le marché aux légumes du village samedi, tuant au moins trois personnes.",
    "he": "שני פגזים פגעו בשוק הירקות של הכפר בשבת והרגו לפחות שלושה בני אדם.",
    "fa": "دو گلوله توپ روز شنبه به بازار سبزی روستا اصابت کرد و دست کم سه نفر کشته شدند و هفت نفر زخمی شدند.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_languages_are_known_by_their_text(language: str) -> None:
    assert language_of(TEXTS[language], None, None) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("В Идлибе при авиаударе погибли трое мирных жителей.", "ru"),
        ("Обстріл Харкова: двоє поранених", "uk"),
        ("Двама загинаха при въздушен удар в Алепо.", "bg"),
        ("У нападу је погинуло троје људи.", "sr"),
        ("Drei Tote bei Luftangriff.", "de"),
        ("Bij een luchtaanval op een ziekenhuis zijn drie mensen gedood.", "nl"),
    ],
)
def test_one_line_of_a_language_that_is_read_is_told_from_its_neighbours(text: str, language: str) -> None:
    assert language_of(text, None, None) == language


def test_what_is_given_holds() -> None:
    assert language_of(TEXTS["en"], "fr-CA", "de") == "fr"


def test_a_page_that_says_english_above_arabic_text_is_not_believed() -> None:
    assert language_of(TEXTS["ar"], None, "en-US") == "ar"
    assert language_of(TEXTS["fr"], None, "fr-FR") == "fr"


@pytest.mark.parametrize("text", ["", "12 34", "OK", "Hass 8/9", "…"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert language_of(text, None, None) == "und"


@pytest.mark.parametrize(
    ("tag", "primary"),
    [
        ("en", "en"),
        ("en-gb", "en"),
        ("zh_Hans", "zh"),
        ("ARZ", "arz"),
        ("", None),
        (None, None),
        ("x", None),
        ("e n", None),
    ],
)
def test_tags_are_brought_to_their_primary_part(tag: str | None, primary: str | None) -> None:
    assert primary_tag(tag) == primary


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Rafah on Friday.",
        "Gunmen killed 21 villagers in Soum on Sunday.",
        "Two children were killed in Taiz by shelling.",
        "Ukraine: 5 killed, 12 injured in Kharkiv",
        "12 killed in Goma",
        "Russian missile hits Dnipro hospital, killing two",
    ],
)
def test_short_english_is_known_by_its_words(text: str) -> None:
    assert language_of(text, None, None) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A Russian strike killed six villagers in Hroza on 5 October 2023."),
        ("en", "Shelling killed three boys in al-Qusayr, south of Homs, on 2 March 2013."),
        ("en", "Gunmen shot dead eleven farmers near Zabarmari on Saturday."),
        ("en", "A drone struck a bus in Kherson this morning."),
        ("ar", "قتل خمسة مدنيين في غارة على مرجعيون."),
        ("ar", "سقطت قذائف على حي الشجاعية شرق غزة."),
        ("ru", "Пять мирных жителей погибли при ударе по Курахово."),
        ("uk", "У Куп'янську вбито двох дітей."),
        ("de", "Rebellen entführten drei Helfer bei Goma."),
        ("fr", "Un drone a frappé un bus à Kherson ce matin."),
        ("es", "Dos médicos murieron en el hospital de Nikopol."),
        ("tr", "Rakka'da top atışı iki çocuğu öldürdü."),
        ("ha", "An kashe mutane biyar a harin da aka kai Zabarmari."),
        ("sw", "Watu watano waliuawa katika shambulio la Beni siku ya Jumapili."),
        ("fa", "دو کودک در بمباران کشته شدند."),
    ],
)
def test_one_sentence_is_of_its_language_and_of_no_small_relative(language: str, text: str) -> None:
    assert language_of(text, None, None) == language


def test_a_long_text_of_a_small_language_keeps_it() -> None:
    pidgin = (
        "Dem don kill plenty pipo for di village wey dey near di river, na so police tok am for dia statement. "
        "Di gunmen enter di place for night and dem burn house, wey make pipo run go bush. Wetin we sabi be say "
        "di governor don tell soldiers make dem go there sharp sharp. E no clear how many pipo don die for di attack, "
        "but one woman wey see am tell BBC Pidgin say dem don bury twenty pipo and dem still dey find odas. "
        "Na im be di third time wey dis kain tin dey happen for di area since di year start."
    )
    assert language_of(pidgin, None, None) == "pcm"


@pytest.mark.parametrize(
    "text",
    [
        "В Белгороде ранена женщина.",
        "Un drone ha colpito un autobus.",
        "Rafah, Taiz, Bor, Kidal, Goma, Beni, Hass, Djibo",
    ],
)
def test_a_short_text_of_which_it_is_not_sure_says_so(text: str) -> None:
    assert language_of(text, None, None) == "und"


@pytest.mark.parametrize(
    "text", ["Cinco muertos en Rafah el viernes", "Zwei Tote in Taiz am Freitag", "Rafah Taiz Bor Kidal"]
)
def test_short_text_of_another_language_is_not_taken_for_english(text: str) -> None:
    assert language_of(text, None, None) != "en"
