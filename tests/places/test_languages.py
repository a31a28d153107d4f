"""Places in Arabic, Russian and German reports of several wars: sentences of our own, the shipped packs alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmtrace.model.where import Where
from harmtrace.places.display import in_latin
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.places.samename import same_name


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


ROWS = [["ar", *row] for row in _rows("arabic_sentences")] + _rows("russian_german_sentences")
"""A language, a sentence, its places: words, level, + if a word limits it, whether a pack has it, its country."""


def _told(where: Where, wanted: list[str]) -> bool:
    _, level, modifier, status, country = wanted
    known = {"found": where.place_id is not None, "unknown": where.place_id is None}
    return (
        level in ("any", where.level)
        and {"-": where.modifier is None, "+": where.modifier is not None}.get(modifier, True)
        and known.get(status, True)
        and (country == "any" or where.admin[:1] == (country,))
    )


@pytest.mark.parametrize(("language", "sentence", "places"), ROWS)
def test_places_of_a_sentence_and_no_others(gazetteer: Gazetteer, language: str, sentence: str, places: str) -> None:
    wanted = [one.split("/") for one in places.split(" | ") if one]
    found = read_places(sentence, language, gazetteer)
    assert all(sentence[where.start : where.end] == where.text for where in found)
    assert [where.text for where in found] == [one[0] for one in wanted]
    wrong = [(where, one) for where, one in zip(found, wanted, strict=True) if not _told(where, one)]
    assert wrong == []


def test_a_place_and_what_it_lies_in_are_one(gazetteer: Gazetteer) -> None:
    found = read_places("قصف على معرة النعمان بريف إدلب الجنوبي أمس", "ar", gazetteer)
    assert [(where.text, where.admin) for where in found] == [("معرة النعمان", ("Syria", "Idlib"))]
    assert found[0].is_point()


def test_marks_and_joints_leave_the_span_in_the_text_as_it_came(gazetteer: Gazetteer) -> None:
    text = "قصف على مدينةِ مَعَرَّةِ النُّعْمانِ و#ريف_حلب_الغربي"
    found = read_places(text, "ar", gazetteer)
    assert [where.text for where in found] == ["مَعَرَّةِ النُّعْمانِ", "ريف_حلب_الغربي"]
    assert [where.modifier for where in found] == [None, "western countryside of"]


@pytest.mark.parametrize(
    ("text", "modifier", "level"),
    [
        ("ريف إدلب الجنوبي", "southern countryside of", "adm1"),
        ("الريف الغربي لحلب", "western countryside of", "adm1"),
        ("جنوب محافظة إدلب", "southern part of", "adm1"),
        ("شمالي قطاع غزة", "northern part of", "adm1"),
        ("أطراف خان شيخون", "outskirts of", "settlement"),
        ("محيط مدينة سراقب", "around", "settlement"),
        ("قرب سراقب", "near", "settlement"),
        ("على بعد نحو 3 كم من سراقب", "about 3 km from", "settlement"),
        ("الجانب الأيمن من الموصل", "right bank of", "settlement"),
        ("شمال غربي سوريا", None, "informal_region"),
    ],
)
def test_what_limits_a_place_is_told_in_english(
    gazetteer: Gazetteer, text: str, modifier: str | None, level: str
) -> None:
    where = read_places(f"قصف في {text} أمس. كانت سوريا", "ar", gazetteer)[0]
    assert (where.modifier, where.level) == (modifier, level)


def test_a_quarter_lies_in_the_city_that_its_paragraph_names(gazetteer: Gazetteer) -> None:
    found = read_places("في الموصل، أعدم التنظيم مدنيين كانوا يفرون من حي الزنجيلي", "ar", gazetteer)
    quarter = found[-1]
    assert (quarter.text, quarter.level, quarter.name) == ("الزنجيلي", "neighbourhood", "al-Zanjili")
    assert quarter.admin[0] == "Iraq"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("الزنجيلي", "al-Zanjili"),
        ("مخيم زمزم", "Zamzam camp"),
        ("كفر زيتا", "Kafr Zita"),
        ("الصالحين", "al-Salihin"),
        ("شارع البريد", "al-Barid street"),
        ("الرستن", "al-Rastan"),
        ("Hass", "Hass"),
    ],
)
def test_names_are_shown_in_latin_letters(arabic: str, latin: str) -> None:
    assert in_latin(arabic) == latin


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("al-Zanjili", "حي الزنجيلي", True),
        ("Ardamatta", "أرداماتا", True),
        ("Meiss el-Jabal", "ميس الجبل", True),
        ("Aitaroun", "عيترون", True),
        ("Abu Shouk camp", "معسكر أبو شوك", True),
        ("Halba", "الهلبة", True),
        ("الهلبة", "аль-Хальба", True),
        ("Abdin", "Абдин", True),
        ("Hama", "Хасс", False),
        ("Hass", "حيش", False),
        ("Sarmin", "سرمدا", False),
        ("al-Zanjili", "الزنكي", False),
        ("Kafr Nabl", "كفر نبودة", False),
    ],
)
def test_unknown_places_are_compared_by_name_across_scripts(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same
    assert same_name(two, one) is same


def test_a_name_that_only_a_level_word_marks_is_found_in_any_case_and_spelling(gazetteer: Gazetteer) -> None:
    found = read_places("Бомбы упали на посёлок Хас на юге Идлиба и деревню аль-Хальба", "ru", gazetteer)
    assert [(where.name, where.place_id) for where in found] == [("Hassef", "geonames:169835"), ("al-Khalba", None)]


def test_the_same_place_in_four_languages(gazetteer: Gazetteer) -> None:
    texts = {
        "en": "Shells hit Aleppo, Syria.",
        "ar": "قصف على مدينة حلب في سوريا",
        "ru": "Обстрел города Алеппо в Сирии",
    }
    texts["de"] = "Granaten trafen die Stadt Aleppo in Syrien."
    found = {language: read_places(text, language, gazetteer)[0].place_id for language, text in texts.items()}
    assert set(found.values()) == {"geonames:170063"}


def test_a_name_put_into_other_letters_may_be_each_place_that_sounds_so(gazetteer: Gazetteer) -> None:
    # "Zannuba" and "Zannubah" are two villages: the Russian letters do not say which.
    found = read_places("На севере провинции Ракка обстреляна деревня Заннуба, есть погибшие", "ru", gazetteer)
    (village,) = [where for where in found if where.text == "Заннуба"]
    assert {village.place_id, *village.alternatives} == {"geonames:162532", "geonames:162533"}
    assert len({one.place_id for one in village.candidates}) == len(village.candidates)
