"""Search folds marks, letters, digits and what is written together with an Arabic word; hits mark the raw text."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.store.folding import fold_for_search, found_in, placed, snippet, words_of
from harmtrace.store.record import Store
from tests.reports import record_in
from tests.store.earlier import set_back

TEXT = "قُتِلَ أَرْبَعَةُ مَدَنِيّين، بينهم طفلان، في قصفٍ على مَدْرَسَةٍ في بلدة حاس ليل ٨ أيلول، ونُقل ١٢ جريحاً إلى المُستشفى."
DOCUMENT = {
    "id": "ar-9", "publisher": "Radio", "published": "2018-09-09", "language": "ar", "title": "خبر", "text": TEXT,
}  # fmt: skip
OTHER = {**DOCUMENT, "id": "ar-10", "text": "تبرّع وزير للمدارس، وقال والده إن الباب مفتوح للمدنيين وللطلاب."}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(record_in(tmp_path_factory.mktemp("record"), DOCUMENT, OTHER)[0])


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("مدنيين", {"ar-9", "ar-10"}),
        ("المدنيين", {"ar-9", "ar-10"}),
        ("وللمدنيين", {"ar-9", "ar-10"}),
        ("قتل", {"ar-9"}),
        ("قُتِل", {"ar-9"}),
        ("ايلول", {"ar-9"}),
        ("أيلول 8", {"ar-9"}),
        ("۱۲", {"ar-9"}),
        ("مدرسه", {"ar-9"}),
        ("مستشفي", {"ar-9"}),
        ("المستشفى", {"ar-9"}),
        ("قصف حاس", {"ar-9"}),
        ("نقل", {"ar-9"}),
        ("طلاب", {"ar-10"}),
        ("زير", {"ar-10"}),  # the price: و is taken for "and" in "وزير"
        ("مدنی", {"ar-9", "ar-10"}),
        ("دفاع", set()),
    ],
)
def test_a_question_finds_what_is_written_otherwise(store: Store, query: str, ids: set[str]) -> None:
    assert {hit.document_id for hit in store.search(query)} == ids


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("قتل", ["قُتِلَ"]),
        ("مدنيين", ["مَدَنِيّين"]),
        ("مدرسه", ["مَدْرَسَةٍ"]),
        ("مستشفي", ["المُستشفى"]),
        ("نقل جريح", ["ونُقل", "جريحاً"]),
        ("8", ["٨"]),
        ("حاس ١٢", ["حاس", "١٢"]),
    ],
)
def test_the_right_letters_of_the_raw_text_are_marked(query: str, marked: list[str]) -> None:
    assert [TEXT[start:end] for start, end in found_in(TEXT, words_of(query))] == marked


def test_a_snippet_knows_where_its_words_stand() -> None:
    long = "كلام. " * 60 + "\n" + TEXT + " كلام." * 60
    piece, marks = snippet(long, words_of("مدرسة مدنيين"))
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert "\n" not in piece
    assert [piece[start:end] for start, end in marks] == ["مَدَنِيّين", "مَدْرَسَةٍ"]
    assert not unicodedata.combining(piece[1])


def test_latin_words_fold_case_and_accents_and_ligatures() -> None:
    text = "Les ﬁlles de Fātima, İdlib et l'Hôpital"
    for query, word in (("filles", "ﬁlles"), ("fatima", "Fātima"), ("idlib", "İdlib"), ("hopital", "Hôpital")):
        assert [text[a:b] for a, b in found_in(text, words_of(query))] == [word]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_folding_letter_by_letter_is_folding_the_whole(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    folded, places = placed(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert folded == fold_for_search(text)


@given(st.text(alphabet="قُتِلَـأإآاىيةهّ١٢ ab\u0301", max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_for_search(text)
    assert fold_for_search(once) == once


def test_operators_and_quotation_marks_are_words_of_no_query(store: Store) -> None:
    assert store.search('" OR NEAR( *') == []
    assert store.search("") == []


@pytest.mark.parametrize("revision", ["0002", "0006"])
def test_a_record_from_before_is_indexed_anew(tmp_path: Path, revision: str) -> None:
    url, _summary = record_in(tmp_path, DOCUMENT)
    connection = sqlite3.connect(tmp_path / "record.db")
    connection.execute("UPDATE search SET folded = 'nothing', rowid = rowid + 7")
    connection.commit()
    connection.close()
    set_back(tmp_path / "record.db", revision)
    with closing(Store.open(url)) as store:
        assert [hit.document_id for hit in store.search("12 جريح")] == ["ar-9"]


def test_a_document_that_is_read_again_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    record_in(tmp_path, DOCUMENT, {**DOCUMENT, "id": "ar-8"})
    text = "A mill burnt in Hass."
    url, _summary = record_in(tmp_path, {**DOCUMENT, "text": text, "language": "en"})
    with closing(Store.open(url)) as store:
        assert [hit.document_id for hit in store.search("mill")] == ["ar-9"]
        assert [hit.document_id for hit in store.search("12 جريح")] == ["ar-8"]
