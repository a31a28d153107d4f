"""Names of places that bodies, treaties, persons, governments and things bear, and the same names as places."""

from __future__ import annotations

import pytest

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places


def names(gazetteer: Gazetteer, text: str, language: str = "en") -> list[str]:
    return [where.text for where in read_places(text, language, gazetteer)]


@pytest.mark.parametrize(
    ("no_place", "place", "name"),
    [
        ("The Riyadh Convention bans it.", "The convention in Riyadh ended.", "Riyadh"),
        ("The Hague Conventions and the Astana Accord apply.", "Talks in Astana ended.", "Astana"),
        ("The Kampala Protocol applies.", "Troops left Kampala.", "Kampala"),
        ("The Idlib agreements were broken.", "The ceasefire in Idlib was broken.", "Idlib"),
        ("Men of the Daraa Legion attacked a town.", "A legion attacked Daraa.", "Daraa"),
        ("Latakia FC won.", "They won in Latakia.", "Latakia"),
        ("The Syria Body Count has 40 names.", "The count in Syria is 40.", "Syria"),
        ("The Mali Data Project has 40 names.", "A project in Mali has 40 names.", "Mali"),
        ("Sudan Watch has 40 names.", "Sudan watches its border.", "Sudan"),
        ("Amnesty Kenya has 40 names.", "There was no amnesty in Kenya.", "Kenya"),
        ("The Somalia Red Crescent came.", "The Red Crescent came to Somalia.", "Somalia"),
        ("The Oromia Peoples Liberation Front came.", "The front in Oromia came closer.", "Oromia"),
        ("The Luhansk People's Republic denied it.", "Luhansk was shelled.", "Luhansk"),
        ("The Grozny Human Rights Group has 40 names.", "Human rights in Grozny are broken.", "Grozny"),
        ("Operation Aleppo Dawn began.", "The operation in Aleppo began.", "Aleppo"),
    ],
)  # fmt: skip
def test_what_is_called_after_a_place_is_no_place(gazetteer: Gazetteer, no_place: str, place: str, name: str) -> None:
    assert name not in " ".join(names(gazetteer, no_place))
    assert name in names(gazetteer, place)


@pytest.mark.parametrize(
    ("no_place", "place", "name"),
    [
        ("Syria Hassan, 8, was killed.", "In Syria Hassan was killed.", "Syria"),
        ("Malak Homs, 8, died.", "Killed: Homs, 8, Hama, 4.", "Homs"),
        ("They took a woman named Idlib.", "They took a woman in Idlib.", "Idlib"),
        ("His brother Aleppo was hurt.", "His brother was hurt in Aleppo.", "Aleppo"),
        ("A lawyer, Nizar Daraa, was killed.", "A lawyer was killed in Daraa.", "Daraa"),
    ],
)
def test_a_persons_name_is_no_place(gazetteer: Gazetteer, no_place: str, place: str, name: str) -> None:
    assert name not in names(gazetteer, no_place)
    assert name in names(gazetteer, place)


@pytest.mark.parametrize(
    ("no_place", "place", "name"),
    [
        ("Tehran had killed 20 civilians in Hama.", "Strikes on Tehran killed 20 civilians.", "Tehran"),
        ("Ankara and Paris bombed Hama.", "Bombs in Ankara and Paris killed 20 civilians.", "Paris"),
        ("Talks between Riyadh and Cairo failed.", "Talks in Riyadh failed.", "Riyadh"),
        ("He said that Khartoum shelled the town.", "Khartoum shelled again.", "Khartoum"),
    ],
)
def test_a_capital_that_acts_is_a_government(gazetteer: Gazetteer, no_place: str, place: str, name: str) -> None:
    assert name not in names(gazetteer, no_place)
    assert name in names(gazetteer, place)


@pytest.mark.parametrize(
    ("no_place", "place", "name"),
    [
        ("أغلق الباب وخرج", "قصفت الطائرات مدينة الباب", "الباب"),
        ("وثق مركز حلب للدراسات مقتل خمسة", "قصف على مركز مدينة حلب", "حلب"),
        ("انفجار في شارع حلب", "انفجار في حلب", "حلب"),
    ],
)
def test_arabic_words_streets_and_bodies_are_no_places(
    gazetteer: Gazetteer, no_place: str, place: str, name: str
) -> None:
    assert name not in names(gazetteer, no_place, "ar")
    assert name in names(gazetteer, place, "ar")


def test_english_words_that_look_like_arabic_articles_are_none(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "People ran as Raqqa burned.") == ["Raqqa"]
    assert names(gazetteer, "They live in ar Raqqah.") == ["ar Raqqah"]
    assert names(gazetteer, "A bomb hit the shops at Hurriya Square in Hama.") == ["Hurriya Square", "Hama"]


def test_a_name_is_not_cut(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "A shell hit St. Agatha Catholic Church.") == ["St. Agatha Catholic Church"]
    assert "al-Wusta" not in names(gazetteer, "They shelled Burj al-Ghazala al-Wusta.")
    assert names(gazetteer, "The Homs-Hama highway was cut.") == ["Homs-Hama highway"]
    assert names(gazetteer, "هجوم على قرية ود السدرة", "ar") == ["ود السدرة"]


def test_an_unknown_arabic_name_lies_where_the_words_after_it_say(gazetteer: Gazetteer) -> None:
    for text in ("قصف حي الزنبقة بمدينة حلب", "قصف قرية زنبقان وبلدة أخرى. قصف قرية زنبقان بريف حلب"):
        found = read_places(text, "ar", gazetteer)
        assert ("Syria", "Aleppo") in [where.admin for where in found if where.status == "not_in_gazetteer"]


def test_an_ordinary_word_is_a_place_beside_the_area_or_the_list_it_belongs_to(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "Nine died in Hit, Anbar, on Monday.") == ["Hit", "Anbar"]
    assert "Sake" in names(gazetteer, "Fighting in Masisi and Sake killed 20.")
    assert names(gazetteer, "Hit, Anbar and then left.") == ["Anbar"]
    assert "Sake" not in names(gazetteer, "Fighting in Homs and Sake killed 20.")


@pytest.mark.parametrize(
    ("text", "admin"),
    [
        ("قصف قرية زنبقان شمال حلب", ("Syria", "Aleppo")),
        ("قصف قرية زنبقان جنوب لبنان", ("Lebanon", "South Lebanon")),
        ("قصف بلدة زنبقان شمال غرب سراقب", ("Syria", "Idlib")),
        ("قصف بلدة زنبقان. قصف حلب", ()),
    ],
)
def test_an_unknown_arabic_name_lies_in_the_direction_told(
    gazetteer: Gazetteer, text: str, admin: tuple[str, ...]
) -> None:
    unknown = next(where for where in read_places(text, "ar", gazetteer) if where.text == "زنبقان")
    assert unknown.status == "not_in_gazetteer"
    assert unknown.admin == admin
    assert unknown.precision != "settlement"


def test_a_region_is_known_by_its_level_word_if_only_one_bears_the_name(gazetteer: Gazetteer) -> None:
    told, untold = "Nine died in Gezira state.", "Nine died in Gezira district."
    assert [(where.name, where.status) for where in read_places(told, "en", gazetteer)] == [("Aj Jazirah", "resolved")]
    assert all(where.status != "resolved" for where in read_places(untold, "en", gazetteer))
