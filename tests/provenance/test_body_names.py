"""Names of bodies in two languages: the same by meaning and sound, short, or not the same."""

from __future__ import annotations

import pytest

from harmtrace.model.attribution import Teller
from harmtrace.provenance.body_names import body_name, match
from harmtrace.provenance.tellers import identity, name_key
from harmtrace.vocab.tables import rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شبكة سرمين الإعلامية", "Sarmin Media Network"),
        ("مركز حاس الإعلامي", "Hass Media Center"),
        ("راديو شحشبو", "Radio Shahshabo"),
        ("مديرية صحة إدلب", "Idlib Health Directorate"),
        ("الشبكة اليمنية لحقوق الإنسان", "Yemeni Network for Human Rights"),
        ("وكالة نينوى الحرة", "Free Nineveh Agency"),
        ("Сирийская сеть прав человека", "Syrian Network for Human Rights"),
        ("النشرة الإنسانية لليمن", "Yemen Humanitarian Bulletin"),
    ],
)
def test_what_means_and_sounds_the_same_is_one_body(one: str, other: str) -> None:
    assert match(body_name(one), body_name(other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مركز سرمين الإعلامي", "Sarmada Media Center"),
        ("مركز حماة الإعلامي", "Homs Media Center"),
        ("شبكة سرمين الإعلامية", "Sarmin News"),
        ("مديرية صحة إدلب", "Aleppo Health Directorate"),
        ("مديرية الصحة", "Health Directorate"),
        ("وزارة الدفاع", "Ministry of Defence"),
        ("مستشفى سرمين", "Radio Sarmin"),
    ],
)
def test_other_bodies_of_like_names_are_not(one: str, other: str) -> None:
    assert match(body_name(one), body_name(other)) == "no"


@pytest.mark.parametrize(
    ("one", "other"),
    [("وكالة زيتون", "Zaytoun"), ("قناة الجنوب الليبي", "Al-Janoub TV"), ("أحمد خليل", "Ahmad Khalil")],
)
def test_a_name_that_says_less_or_may_be_of_two_persons_is_short(one: str, other: str) -> None:
    assert match(body_name(one), body_name(other)) == "short"


def test_every_word_of_bodies_has_a_class_and_stands_in_one_row() -> None:
    table = rows("body_words")
    assert {row["class"] for row in table} == {"kind", "quality", "place", "filler"}
    for language in ("en", "ar", "ru", "de"):
        forms = [form for row in table for form in row[language].split(" | ") if form]
        assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_no_name_stands_for_two_listed_bodies() -> None:
    names: dict[str, set[str]] = {}
    for row in rows("tellers"):
        for name in row["names"].split(" | "):
            names.setdefault(name_key(name), set()).add(row["id"])
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المرصد السوري لحقوق الإنسان", "Сирийская обсерватория по правам человека"),
        ("الخوذ البيضاء", "Weißhelme"),
        ("مكتب الأمم المتحدة لتنسيق الشؤون الإنسانية", "UN OCHA"),
        ("МККК", "اللجنة الدولية للصليب الأحمر"),
        ("Минобороны РФ", "وزارة الدفاع الروسية"),
    ],
)
def test_listed_bodies_have_their_names_in_four_languages(one: str, other: str) -> None:
    assert identity(Teller(one)).key == identity(Teller(other)).key
    assert identity(Teller(one)).kind == "body"


@pytest.mark.parametrize("name", ["شبكة أطباء السودان", "لجنة أطباء اليمن", "رابطة أطباء حلب"])
def test_a_body_named_by_concepts_alone_is_a_body_though_a_word_of_it_describes_people(name: str) -> None:
    assert identity(Teller(name)).kind == "body"


@pytest.mark.parametrize("name", ["أطباء في السودان", "طبيب في مستشفى بحلب", "أطباء", "أطباء الشبكة", "شبكة أطباء"])
def test_people_described_are_nobody_named(name: str) -> None:
    assert identity(Teller(name)).kind == "unnamed"
