"""Words with what is attached to them: prefixes, articles and endings of languages that write them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.extract.affixed_lexicon import AffixedLexicon
from harmtrace.extract.lexicon import Entry, Mention, Token
from harmtrace.extract.lexicons import lexicon
from harmtrace.extract.word_forms import WordForms

FORMS = (
    ("harm", "قتل~v"),
    ("harm", "لقي حتف~his"),
    ("weapon", "قذائف صاروخية"),
    ("person", "مدني~n"),
    ("target", "سوق شعبي"),
    ("mixed", "قتلى وجرحى"),
    ("dead", "قتلى"),
    ("hurt", "جرحى"),
    ("cause", "أدى ل"),
    ("hurting", "إصابة"),
    ("party", "=الحشد"),
    ("jet", "إف-16"),
    ("place", "بنت"),
)


def _lexicon(language: str = "ar", forms: tuple[tuple[str, str], ...] = FORMS) -> AffixedLexicon:
    entries = [Entry(klass, "-", "word", form, form != form.lower()) for klass, form in forms]
    return AffixedLexicon(WordForms(language), entries)


def _read(text: str, lexicon: AffixedLexicon | None = None) -> tuple[list[Token], dict[str, list[Mention]]]:
    lexicon = lexicon or _lexicon()
    return lexicon.read(text, lexicon.fold(text))


def _found(text: str, lexicon: AffixedLexicon | None = None) -> list[tuple[str, str]]:
    mentions = sorted(m for found in _read(text, lexicon)[1].values() for m in found)
    return [(m.klass, text[m.start : m.end]) for m in mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وقتل", [("harm", "قتل")]),
        ("فقتلت", [("harm", "قتلت")]),
        ("بالقذائف الصاروخية", [("weapon", "القذائف الصاروخية")]),
        ("وبقذائف صاروخية", [("weapon", "قذائف صاروخية")]),
        ("القذائف صاروخية", [("weapon", "القذائف صاروخية")]),
        ("للمدنيين", [("person", "للمدنيين")]),
        ("المدنيان", [("person", "المدنيان")]),
        ("مدنيا", [("person", "مدنيا")]),
        ("لقي حتفهم", [("harm", "لقي حتفهم")]),
        ("القتلى والجرحى", [("dead", "القتلى"), ("mixed", "القتلى والجرحى"), ("hurt", "الجرحى")]),
        ("أدى لإصابة", [("cause", "أدى ل"), ("hurting", "إصابة")]),
        ("اصابة", [("hurting", "اصابة")]),
        ("#سوق_شعبي", [("target", "سوق_شعبي")]),
        ("إف 16", [("jet", "إف 16")]),
        ("بنت", [("place", "بنت")]),
    ],
)
def test_a_word_is_found_with_what_is_attached_to_it(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(_found(text)) == sorted(found)


@pytest.mark.parametrize("text", ["مقتل", "حشد", "سوق، شعبي", "سوق\nشعبي", "سوق. شعبي"])
def test_other_words_are_left(text: str) -> None:
    assert _found(text) == []


def test_a_verbatim_form_asks_for_its_article() -> None:
    assert _found("والحشد") == [("party", "الحشد")]


def test_what_is_attached_is_a_token_of_its_own() -> None:
    tokens, _ = _read("وبالقذائف و35 للمدنيين")
    assert [(token.text, sorted(token.classes)) for token in tokens] == [
        ("و", ["conjunction"]),
        ("ب", ["preposition"]),
        ("القذائف", ["definite"]),
        ("و", ["conjunction"]),
        ("35", []),
        ("للمدنيين", ["definite", "person", "preposition"]),
    ]


def test_an_unknown_word_is_cut_only_before_an_article() -> None:
    assert [token.text for token in _read("والفوعة وبيروت بيروت بال والد")[0]] == [
        "و", "الفوعة", "وبيروت", "بيروت", "بال", "والد",
    ]  # fmt: skip


def test_whether_a_word_is_of_a_class_is_told_with_its_affixes() -> None:
    words = _lexicon()
    assert words.has("person", "بالمدنيين")
    assert words.has("person", "للمدنيين", "word")
    assert not words.has("person", "بيروت")
    assert words.value("person", "المدنيان") == "-"


def test_capitals_of_a_form_are_asked_for() -> None:
    words = _lexicon("ru", (("agency", "РИА Новости"), ("shell", "снаряд")))
    assert _found("РИА Новости", words) == [("agency", "РИА Новости")]
    assert _found("риа новости", words) == []
    assert _found("Снаряд", words) == [("shell", "Снаряд")]


def test_endings_that_no_table_names_are_told() -> None:
    with pytest.raises(ValueError, match="affixes"):
        _lexicon("ar", (("x", "قتل~zz"),))


def test_the_table_of_arabic_holds_together() -> None:
    assert isinstance(lexicon("ar"), AffixedLexicon)


ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ ٠١٢٣٤٥٦٧٨٩0123456789،.؛\n_#-«»()'", max_size=60)


@given(ARABIC | st.text(max_size=40))
def test_tokens_and_mentions_of_any_text_stand_in_it(text: str) -> None:
    words = lexicon("ar")
    tokens, mentions = words.read(text, words.fold(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for found in mentions.values():
        assert found == sorted(found)
        assert all(m.start in starts and m.end in ends for m in found)
    assert words.read(text, words.fold(text)) == (tokens, mentions)
