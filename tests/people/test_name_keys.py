"""Keys of names: spellings of one name meet, names that differ do not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.people.name_keys import arabic_key, latin_key, latin_spelling, name_key, name_words, sound_key

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةﷲـًَُِّْ "), max_size=20)
LATIN = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéâïşʿ'- "), max_size=20)


@pytest.mark.parametrize(
    "spellings",
    [
        ("أحمد", "احمد", "أحْمَد", "أحـــمد"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("رؤى", "روى", "روي"),
        ("عبد الله", "عبدالله", "عبد اللّه", "عبدهللا", "عبد هللا"),
        ("عبد الرحمن", "عبدالرحمن"),
        ("أبو بكر", "ابوبكر"),
        ("علي الأحمد", "علي األحمد", "علي االحمد", "علي الاحمد"),
        ("هناء", "هنا"),
    ],
)
def test_spellings_of_one_name_in_arabic_letters_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({arabic_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohammad", "Muhammed", "Mohamed", "MUHAMMAD"),
        ("Khaled", "Khalid"),
        ("Qasim", "Kassem", "Qassem"),
        ("Fatima", "Fatimah", "Fatma"),
        ("Abd al-Rahman", "Abdurrahman", "Abdul Rahman", "Abdel-Rahman", "Abdulrahman"),
        ("Shadi", "Chadi", "Schadi"),
        ("al-Halabi", "El Halabi", "Alhalabi", "Halabi"),
        ("Youssef", "Yusuf", "Yousef"),
        ("Jamil", "Djamil"),
        ("Hüseyin", "Husein"),
        ("Тарас Шевченко", "Taras Shevchenko"),
        ("Пётр", "Петр", "Petr"),
        ("Хадижа", "Khadija"),
    ],
)
def test_spellings_of_one_name_in_latin_letters_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({latin_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khalid", "Walid"),
        ("Samir", "Amir"),
        ("Umm Muhammad", "Muhammad"),
        ("Abu Ali", "Ali"),
        ("Aya", "Ala"),
        ("Nur", "Nura Ali"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert latin_key(one) != latin_key(other)


def test_brothers_with_one_key_differ_in_their_spelling_and_one_name_in_two_schools_does_not() -> None:
    assert latin_key("Hasan") == latin_key("Husayn")
    assert latin_spelling("Hasan") != latin_spelling("Husayn")
    assert latin_spelling("Housein") == latin_spelling("Husayn") == latin_spelling("Hussein")
    assert arabic_key("حسن") != arabic_key("حسين")


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "Mohammed"), ("خالد الحلبي", "Khaled al-Halabi"), ("عبد القادر", "Abdelkader"), ("فاطمة", "Fatima"),
        ("يوسف", "Youssef"), ("شادي قاسم", "Chadi Kassem"), ("ثائر", "Thaer"), ("جمال", "Gamal"), ("آية", "Aya"),
    ],
)  # fmt: skip
def test_a_name_sounds_alike_in_both_scripts(arabic: str, latin: str) -> None:
    assert sound_key(arabic) == sound_key(latin)


@pytest.mark.parametrize("name", ["Γιώργος Ξένος", "דוד כהן", "山田 太郎", "Նարեկ", "ნინო"])
def test_a_name_in_letters_that_have_no_rules_is_its_own_key(name: str) -> None:
    assert len(name_key(name).split()) == len(name.split())
    assert name_key(name) == name_key(f"\u200f{name.upper()}")
    assert name_key(name) != name_key(name[1:])


def test_words_that_make_one_name_are_one() -> None:
    assert name_words("عبد الرحمن أبو بكر الحلبي") == ["عبدالرحمن", "ابوبكر", "الحلبي"]
    assert len(name_words("Abd al-Rahman Abu Bakr al-Halabi")) == 3


@given(ARABIC)
def test_an_arabic_key_is_its_own_key_and_asks_not_for_marks(name: str) -> None:
    key = arabic_key(name)
    assert arabic_key(key) == key
    assert arabic_key(unicodedata.normalize("NFD", name)) == key
    assert arabic_key("".join(f"{letter}ـ" if letter.isalpha() else letter for letter in name)) == key


@given(LATIN)
def test_a_latin_key_asks_not_for_case_and_no_name_breaks_it(name: str) -> None:
    assert latin_key(name) == latin_key(name.upper()) == latin_key(unicodedata.normalize("NFD", name))
    assert len(latin_key(name).split()) <= len(latin_spelling(name).split())


@given(st.text(max_size=30))
def test_any_text_has_a_key(name: str) -> None:
    assert isinstance(name_key(name), str)
    assert isinstance(sound_key(name), str)
