"""Another spelling leads to a place where the document gives reason for it, and nowhere where it does not."""

from __future__ import annotations

import pytest

from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places


def asked(gazetteer: Gazetteer, marked: str) -> Where:
    """The answer for the name in brackets, given as a toponym."""
    before, name, after = marked.replace("]", "[").split("[")
    language = "en" if marked.isascii() or name.upper() != name.lower() else "ar"
    span = (len(before), len(before) + len(name))
    return read_places(before + name + after, language, gazetteer, toponyms=[span])[0]


@pytest.mark.parametrize(
    ("marked", "place_id"),
    [
        ("Jets hit [Xan Şêxûn] in Idlib, Syria.", "geonames:168325"),
        ("A market in [Jinderis], Aleppo, Syria, burned.", "geonames:169190"),
        ("نزحت العائلات من [هبيط] جنوب إدلب", "geonames:173864"),
        ("قصف الطيران [وخان شيخون] في ريف إدلب", "geonames:168325"),
        ("Sarin was used in [Dooma], Eastern Ghouta, Syria.", "geonames:170592"),
        ("Troops from [Kurnaaz] left Hama, Syria.", "geonames:167739"),
        ("قصف قرية [كفرعويد] في إدلب", "geonames:168624"),
    ],
)
def test_a_spelling_that_no_table_has_is_found_in_the_country_of_the_document(
    gazetteer: Gazetteer, marked: str, place_id: str
) -> None:
    assert asked(gazetteer, marked).place_id == place_id


@pytest.mark.parametrize(
    "marked",
    [
        "In southern Idlib, Syria, helicopters bombed [Abdin].",
        "قصف الطيران قرية [عابدين] في ريف إدلب الجنوبي",
        "A shell fell on [Maarrat Zanbuq] near Saraqib, Idlib, Syria.",
        "Shells reached [Sarqamin], Idlib, Syria.",
    ],
)
def test_a_place_that_no_pack_has_is_unknown_and_the_answer_says_why(gazetteer: Gazetteer, marked: str) -> None:
    where = asked(gazetteer, marked)
    assert (where.status, where.place_id) == ("not_in_gazetteer", None)
    assert where.reason


def test_a_hamlet_of_just_this_spelling_elsewhere_is_named_in_the_reason(gazetteer: Gazetteer) -> None:
    where = asked(gazetteer, "قصف الطيران قرية [عابدين] في ريف إدلب الجنوبي")
    assert where.reason
    assert "'Abidin" in where.reason


def test_the_same_words_in_the_region_of_the_hamlet_lead_to_it(gazetteer: Gazetteer) -> None:
    where = asked(gazetteer, "Fighters left [Abdin] in the Yarmouk basin, Daraa province, Syria.")
    assert where.place_id == "geonames:174633"


def test_a_town_outweighs_a_hamlet_that_is_spelt_just_so(gazetteer: Gazetteer) -> None:
    assert asked(gazetteer, "Thousands fled [Sfeira], south-east of Aleppo, Syria.").place_id == "geonames:172503"


def test_press_spellings_of_the_table_lead_to_the_towns_that_reports_mean(gazetteer: Gazetteer) -> None:
    for name, place_id in (("Douma", 170592), ("Ras al-Ayn", 165509), ("Tabqa", 172374)):
        assert f"geonames:{place_id}" in [place.place_id for place in gazetteer.lookup(name)]
