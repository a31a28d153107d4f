"""Names of one place sound alike however a press spells them, in both scripts; names of two places do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.places.folding import fold_name
from harmtrace.places.sound import Sounds, alike, alike_in_all, keys_of, sounds_of


def heard(name: str) -> Sounds:
    return sounds_of(fold_name(name))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Khan Shaykoun", "Khan Shaykhun"),
        ("Xan Şêxûn", "خان شيخون"),
        ("al-Hobayt", "الهبيط"),
        ("Kafr Oweid", "كفرعويد"),
        ("Cindirês", "Jindayris"),
        ("Maaret al-Nu'man", "معرة النعمان"),
        ("Moadamiyat al-Sham", "معضمية الشام"),
        ("Abu al-Dhuhur", "أبو الظهور"),
        ("Avdeevka", "Avdiyivka"),
        ("Tschernihiw", "Chernihiv"),
        ("Khan Eshieh", "Khan ash-Shih"),
        ("السويدا", "السويداء"),
    ],
)
def test_spellings_of_one_name_share_a_key_and_sound_alike(one: str, two: str) -> None:
    assert set(keys_of(heard(one))) & set(keys_of(heard(two)))
    assert alike_in_all(heard(one), heard(two)) > 0.9


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sarqamin", "Sarmin"),
        ("Latwaneh", "Lataminah"),
        ("Khan Sharqin", "Khan Shaykhun"),
        ("Kafr Zandal", "Kafr Nabl"),
        ("Zarfita", "Safita"),
        ("زندل", "صندل"),
    ],
)
def test_names_of_two_places_do_not_sound_alike(one: str, two: str) -> None:
    assert alike_in_all(heard(one), heard(two)) < 0.86


_LETTERS = st.text(alphabet="abdfghiklmnoqrstuwyz اابتحخدرسشعقكلمنهويةء-' ", max_size=20)


@given(_LETTERS, _LETTERS)
def test_likeness_is_between_0_and_1_and_the_same_both_ways(one: str, two: str) -> None:
    first, second = heard(one), heard(two)
    assert 0.0 <= alike(first, second) <= 1.0
    assert alike(first, second) == pytest.approx(alike(second, first))
    if first.letters:
        assert alike(first, first) == 1.0


@given(_LETTERS)
def test_every_name_has_few_keys_and_the_article_is_in_none(name: str) -> None:
    keys = keys_of(heard(name))
    assert 0 < len(keys) <= 8
    assert keys_of(heard(f"al-{name}")) == keys or not name.strip("-' ")
