"""Whatever the text: no exception, every span quotes it, and the same claims each time."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from harmtrace.errors import NoText
from harmtrace.model.claim import to_plain
from tests.extract.reading_of import claims_of

EXAMPLES = int(os.environ.get("HARMTRACE_FUZZ_EXAMPLES", "80"))
"""Texts for each property; `make fuzz` tries many more."""


def has_text(text: str) -> bool:
    """Whether a document can be read from it at all (an empty file is an error of its own)."""
    try:
        claims_of(text)
    except NoText:
        return False
    return True


PIECES = st.sampled_from(
    (
        "14 civilians, killed and injured, of them two children (a man, - ; : “ ” \" ' air strike on Hass in Idlib were"
        " said that according to the ministry denied it 9 September on Friday rose from 12 to 15 at least more than was"
        " dozens of the dead included Total: while but \n \n\n Jane Doe, spokesperson: his uncle 13-year-old boy no one"
        " a family of five 1,300 | Amnesty International condemned called on the UN to war crime barrel bombs \u202e"
    ).split(" ")
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)).filter(has_text)


OTHER_PIECES = {
    "ar": (
        "قتل مدنيان و أصيب 14 شخصا ثلاثة آخرون بينهم طفلان ( - ، ؛ : « » غارة جوية على بلدة حاس بريف إدلب قال مصدر إن"
        " أمس الجمعة 12 رمضان 1439 هـ بين 7 و10 أيلول/سبتمبر ما لا يقل عن على الأقل عشرات مئة ألف نفى النظام وثلاث"
        " \n \n\n . ؟ ٣٥ ٥٫٨ ملايين مَدنيَّين ـ \u064e \u200f \u202b # 🔴 بـ لل ال"
    ),
    "ru": (
        "погибли двое детей не менее 5 тыс. человек в ночь на 8 сентября , . - \n накануне сообщил « » до из них"
        " ранены убиты мирных жителей в том числе среди и — при обстреле удар по больнице что нет не жертвами"
        " стали за сутки россияне Алеппо два дрона ещё около Об этом со ссылкой на опроверг взяла на себя"
        " ответственность военным преступлением"
    ),
    "de": (
        "einundzwanzig Menschen starben am 8. September z. B. mindestens zwei , . - \n sagte er » « in der Nacht"
        " zum getötet verletzt ums Leben gekommen Tote und Verletzte darunter von ihnen bei dem Beschuss die das"
        " Krankenhaus laut zufolge Polizei Russland Armee nicht kein Das teilte mit wies den Vorwurf zurück"
        " bekannte sich „ “ Aleppo Kriegsverbrechen"
    ),
}


LETTERS = {"ar": (0x600, 0x6FF), "ru": (0x400, 0x45F), "de": (0x41, 0xFF)}
"""The first and last letters of a script."""


def texts_of(language: str) -> st.SearchStrategy[str]:
    pieces = st.lists(st.sampled_from(OTHER_PIECES[language].split(" ")), max_size=50)
    first, last = LETTERS[language]
    letters = st.text(alphabet=st.characters(min_codepoint=first, max_codepoint=last), max_size=120)
    return st.one_of(pieces.map(" ".join), pieces.map("".join), letters)


def spans_hold(value: Any, text: str) -> bool:
    if isinstance(value, list):
        return all(spans_hold(item, text) for item in value)
    if not isinstance(value, dict):
        return True
    words = value.get("quote", value.get("text"))
    if isinstance(words, str) and isinstance(value.get("start"), int) and text[value["start"] : value["end"]] != words:
        return False
    return all(spans_hold(item, text) for item in value.values())


@given(TEXTS)
@settings(deadline=None, max_examples=EXAMPLES)
def test_any_text_is_read_and_every_span_quotes_it(text: str) -> None:
    for claim in claims_of(text):
        assert spans_hold(to_plain(claim), claim.source.content)


@pytest.mark.parametrize("language", list(OTHER_PIECES))
@given(st.data())
@settings(deadline=None, max_examples=EXAMPLES)
def test_any_text_of_another_language_is_read_and_every_span_quotes_it(language: str, data: st.DataObject) -> None:
    text = data.draw(texts_of(language))
    assume(has_text(text))
    claims = claims_of(text, language=language)
    for claim in claims:
        assert spans_hold(to_plain(claim), claim.source.content)
    assert [to_plain(claim) for claim in claims] == [to_plain(claim) for claim in claims_of(text, language=language)]


@pytest.mark.parametrize(
    "text",
    [
        "The rejected charge.",  # an article alone before a verb of answering
        "The staff fled. In August, four incidents involving",  # a text that breaks off behind a word in -ing
    ],
)
def test_a_text_with_words_left_out_is_read(text: str) -> None:
    for claim in claims_of(text):
        assert spans_hold(to_plain(claim), claim.source.content)


@given(TEXTS)
@settings(deadline=None, max_examples=EXAMPLES)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert [to_plain(claim) for claim in claims_of(text)] == [to_plain(claim) for claim in claims_of(text)]


@given(TEXTS)
@settings(deadline=None, max_examples=EXAMPLES)
def test_no_part_is_larger_than_its_whole(text: str) -> None:
    for claim in claims_of(text):
        plain = to_plain(claim)
        harms = plain.get("harms", [])
        for harm in harms:
            whole = harms[harm["subset_of"]]["quantity"]["high"] if harm["subset_of"] is not None else None
            if whole is not None and harm["quantity"]["value"] is not None:
                assert harm["quantity"]["value"] <= whole


REPEATED = [
    *("a", "A", "1", "-", "Al-", "a's ", "in Hass, ", "Hass and ", "from Hass to ", "9 September ", "two men, ", "“"),
    *("killed and ", "said ", "( ", "Mr ", "U.S. ", "the army of the ", "at least ", "including two ", ". ", "\n", "_"),
    *("\x90â", "http://a.b "),
]


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_that_repeats_itself_is_read(piece: str) -> None:
    """Twenty thousand characters take well under a second; what walks back and forth over them would not end here."""
    text = piece * (20_000 // len(piece)) + " killed two"
    for claim in claims_of(text):
        assert spans_hold(to_plain(claim), claim.source.content)


REPEATED_AR = ("في ", "و", "و ", "من ", "قتل ", "قصف على بلدة ", "ثلاثة ", "يوم ", "بين ", "قال إن ", "«", "\nفي")


@pytest.mark.parametrize("piece", REPEATED_AR)
def test_a_long_arabic_text_that_repeats_itself_takes_as_much_longer_as_it_is(piece: str) -> None:
    """Four times the text may take up to twelve times as long: what grows with its square takes sixteen times."""
    assert _seconds(piece, 40_000) < 12 * max(_seconds(piece, 10_000), 0.01)


def _seconds(piece: str, size: int) -> float:
    """The processor time that reading a text of a repeated piece takes, the least of three."""
    text = "قتل رجلان. " + (piece * size)[:size]
    claims_of(text[:50], language="ar")  # tables are read once
    taken = []
    for _ in range(3):
        begun = time.process_time()
        claims_of(text, language="ar")
        taken.append(time.process_time() - begun)
    return min(taken)
