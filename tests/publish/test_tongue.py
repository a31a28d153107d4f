"""Messages, plurals, dates, digits and directions of the languages that report and pages speak."""

from __future__ import annotations

import datetime
import importlib.util
import re
import string
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from harmtrace.capture.custody import CustodyAction
from harmtrace.errors import BadSetting
from harmtrace.model.attribution import Modality
from harmtrace.model.claim import ActorRole, ResponseType
from harmtrace.model.document import PublishedBasis, PublishedPrecision, ReadingState
from harmtrace.model.incident import ClaimRole
from harmtrace.model.quantity import Operator, Quantity
from harmtrace.model.toll import TollRow
from harmtrace.model.where import PlaceLevel, PlaceStatus, Precision
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish import wording
from harmtrace.publish.modified import modified_words
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.tongue import (
    LANGUAGES,
    _,
    day_tick,
    day_words,
    isolated,
    local_admin,
    local_name,
    ngettext,
    numeral,
    sort_key,
    speaking,
    stamp,
    tongue_of,
)
from harmtrace.resolve.pairs import weights
from harmtrace.vocab.tables import rows
from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("catalogues", ROOT / "docs" / "catalogues.py")
assert spec is not None
assert spec.loader is not None
catalogues = importlib.util.module_from_spec(spec)
spec.loader.exec_module(catalogues)


@pytest.fixture
def arabic() -> Iterator[None]:
    with speaking(tongue_of("ar-SY", gazetteer=load_gazetteer())):
        yield


def forms(message: Any) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_a_catalogue_says_all_that_is_said_and_no_more(language: str) -> None:
    written = {message.id: message for message in catalogues.written(language) if message.id}
    said = {message.id for message in catalogues.said() if message.id}
    assert set(written) == said, "run: python docs/catalogues.py, and translate what is new"
    for name, message in written.items():
        assert all(forms(message)), name
        ids = name if isinstance(name, tuple) else (name,)
        for form in forms(message):
            assert fields(form) <= fields(ids[0]) | {"n", "counted"}, name


def test_every_code_of_the_model_has_its_words(arabic: None) -> None:
    every = (Modality, ActorRole, ResponseType, PublishedBasis, PublishedPrecision, ReadingState, ClaimRole)
    codes = {code for kind in (*every, PlaceLevel, PlaceStatus, Precision, CustodyAction) for code in get_args(kind)}
    codes |= {"event", "situation", "statement", "characterisation", "appeal", "response", *weights("between")}
    for code in codes:
        assert _(code.replace("_", " ")) != code.replace("_", " "), code


@pytest.mark.parametrize(
    "table",
    ["event_types", "weapons", "targets", "harms", "who", "labels", "situations", "actors"],
)
def test_every_row_of_the_vocabulary_has_a_label_in_arabic(table: str) -> None:
    for row in rows(table):
        assert re.search("[\u0621-\u064a]", row.get("label_ar") or row.get("name_ar") or ""), row["id"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا قتلى"),
        (1, "قتيل واحد"),
        (2, "قتيلان"),
        (3, "3 قتلى"),
        (10, "10 قتلى"),
        (11, "11 قتيلاً"),
        (99, "99 قتيلاً"),
        (100, "100 قتيل"),
        (102, "102 قتيل"),
        (103, "103 قتلى"),
        (111, "111 قتيلاً"),
        (38300, "38,300 قتيل"),
    ],
)
def test_a_number_bends_its_noun_in_six_ways(arabic: None, count: int, words: str) -> None:
    assert wording.figure_words(TollRow("killed", "civilian", count, count, count)) == (words, "")


@pytest.mark.parametrize(
    ("row", "arabic_words", "english"),
    [
        (TollRow("killed", "any", 14, 20, 20), ("من 14 إلى 20 قتيلاً", ""), ("14 to 20", "killed")),
        (TollRow("killed", "any", 0, 2, 2), ("من 0 إلى 2 (قتلى)", ""), ("0 to 2", "killed")),
        (
            TollRow("injured", "any", 2, None, 5),
            ("جريحان على الأقل؛ لم يُذكر حدّ أعلى", ""),
            ("at least 2; no stated upper end", "injured"),
        ),
        (TollRow("killed", "any", 0, None, None), ("لم يُذكر رقم", "(قتلى)"), ("no figure stated", "killed")),
        (
            TollRow("killed", "any", 40, 40, 40, approximate=True),
            ("40 قتيلاً تقريباً", ""),
            ("about 40", "killed"),
        ),
        (TollRow("object_damaged", "any", 3, 3, 3, unit="houses"), ("أضرار مادية: 3", ""), ("3", "object damaged")),
    ],
)
def test_a_figure_is_said_with_what_was_done(
    row: TollRow, arabic_words: tuple[str, str], english: tuple[str, str]
) -> None:
    with speaking(tongue_of("ar")):
        assert wording.figure_words(row) == arabic_words
    assert wording.figure_words(row) == english


def test_months_go_with_the_region_and_digits_with_the_setting() -> None:
    day = datetime.date(2018, 9, 8)
    assert day_words(day) == "8 September 2018"
    with speaking(tongue_of("ar")):
        assert (day_words(day), stamp("2018-09-08T10:00:00Z")) == ("8 سبتمبر 2018", "8 سبتمبر 2018")
        assert day_tick(day, with_year=False) == "8 سبتمبر"
    with speaking(tongue_of("ar-SY")):
        assert day_tick(day, with_year=False) == "8 أيلول"
    with speaking(tongue_of("ar-sy", "arabic")):
        assert (day_words(day), numeral(38300), numeral("0.84")) == ("٨ أيلول ٢٠١٨", "٣٨٬٣٠٠", "٠٫٨٤")
        assert ngettext("{n} incident", "{n} incidents", 12) == "١٢ حادثة"


@pytest.mark.parametrize(("tag", "digits"), [("xx", "latin"), ("ar", "roman"), ("ar;q=1", "latin"), ("", "latin")])
def test_a_language_that_is_not_spoken_is_named(tag: str, digits: str) -> None:
    with pytest.raises(BadSetting):
        tongue_of(tag, digits)


def test_what_runs_the_other_way_is_kept_apart_on_pages_and_not_in_exports(arabic: None) -> None:
    assert isolated("Hass") == "\u2068Hass\u2069"
    assert isolated("2018-09-08") == "\u20682018-09-08\u2069"
    assert isolated("حاس") == "حاس"
    with speaking(tongue_of("en")):
        assert isolated("حاس") == "\u2068حاس\u2069"
        assert isolated("Hass") == "Hass"
    assert _("Map") == "الخريطة"


def test_nothing_is_kept_apart_where_programs_read() -> None:
    assert isolated("حاس") == "حاس"


def test_places_have_their_names_in_the_language(arabic: None) -> None:
    assert local_name("geonames:169835", "Hass") == "حاس"
    assert local_admin(("Syria", "Idlib")) == ["سوريا", "إدلب"]
    assert local_name(None, "Qzubbal") == "Qzubbal"


def test_names_are_sorted_whatever_their_marks_and_article() -> None:
    names = ["الهبيط", "إدلب", "أريحا", "Zabadani", "Ärde", "arwad"]
    assert sorted(names, key=sort_key) == ["Ärde", "arwad", "Zabadani", "إدلب", "أريحا", "الهبيط"]


@pytest.mark.parametrize(
    ("english", "arabic_words"),
    [
        ("founds it", "أُسِّست عليه"),
        ("same place, same day (score 5.5)", "المكان نفسه، اليوم نفسه (الدرجة 5.5)"),
        ("near copy: 84 % of the words", "نسخة قريبة: 84٪ من الكلمات"),
        ("credits SANA (said)", "ينسب إلى \u2068SANA\u2069 (\u2068said\u2069)"),
        ("something new", "\u2068something new\u2069"),
    ],
)
def test_reasons_on_record_are_said_in_the_language(arabic: None, english: str, arabic_words: str) -> None:
    assert recorded_words(english) == arabic_words


def test_reasons_on_record_stay_in_english_as_they_are() -> None:
    assert recorded_words("same place, same day (score 5.5)") == "same place, same day (score 5.5)"


@pytest.mark.parametrize(
    ("words", "op", "value", "in_arabic", "in_english"),
    [
        ("at least six", "ge", 6, "6 على الأقل («\u2068at least six\u2069»)", "“at least six”"),
        ("أربعة", "eq", 4, "«أربعة»", "4 (“\u2068أربعة\u2069”)"),
        ("13", "eq", 13, "«\u206813\u2069»", "“13”"),
        ("dozens", "vague", None, "«\u2068dozens\u2069»", "“dozens”"),
    ],
)
def test_a_quantity_in_words_that_cannot_be_read_here_says_what_it_means(
    words: str, op: Operator, value: int | None, in_arabic: str, in_english: str
) -> None:
    quantity = Quantity(value, value, None, op, words, 0, len(words))
    with speaking(tongue_of("ar")):
        assert wording.quantity_words(quantity) == in_arabic
    with speaking(tongue_of("en")):
        assert wording.quantity_words(quantity) == in_english


@pytest.mark.parametrize(
    ("modifier", "words"),
    [
        ("southern part of", "جنوبي إدلب"),
        ("south of", "إلى الجنوب من إدلب"),
        ("southern countryside of", "ريف إدلب الجنوبي"),
        ("outskirts of", "ضواحي إدلب"),
        ("15 km north of", "إدلب («\u206815 km north of\u2069»)"),
        ("ريف", "ريف إدلب"),
    ],
)
def test_what_limits_a_place_is_said_in_the_language(arabic: None, modifier: str, words: str) -> None:
    assert modified_words(modifier, "إدلب") == words


def test_what_limits_a_place_stays_as_the_source_has_it_in_its_language() -> None:
    assert modified_words("southern part of", "Idlib") == "southern part of Idlib"
