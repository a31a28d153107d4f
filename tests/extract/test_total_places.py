"""How far the places of totals reach: governorates by their bare names, and what lies around a place."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event


@pytest.mark.parametrize(
    ("text", "language", "levels", "modifiers"),
    [
        ("In total, 12 people were killed in Idlib and Hama on 8 September.", "en", ["adm1", "adm1"], [None, None]),
        ("بلغ مجموع القتلى اليوم في إدلب وحماة 12 مدنياً.", "ar", ["adm1", "adm1"], [None, None]),
        (
            "In total, 12 people were killed in Idlib and nearby areas on 8 September.",
            "en",
            ["adm1"],
            ["in and around"],
        ),
        ("In total, 12 people were killed in the city of Idlib on 8 September.", "en", ["settlement"], [None]),
        ("بلغ مجموع القتلى اليوم في مدينة إدلب 12 مدنياً.", "ar", ["settlement"], [None]),
    ],
)
def test_a_total_in_the_bare_name_of_a_governorate_is_told_of_it(
    text: str, language: str, levels: list[str], modifiers: list[str | None]
) -> None:
    where = event(text, language=language).where
    assert [place.level for place in where] == levels
    assert [place.modifier for place in where] == modifiers


def test_a_total_of_gaza_is_of_the_strip_and_a_raid_of_the_city() -> None:
    total = event("At least 61 people were killed in Gaza in the past 24 hours.")
    assert [place.name for place in total.where] == ["Gaza Strip"]
    running = event("قُتل 43 ألفاً و603 أشخاص منذ بدء الحرب على غزة.", language="ar")
    assert [place.name for place in running.where] == ["Gaza Strip"]
    raid = event("A raid on a house in Gaza City killed six people on Monday.")
    assert [place.name for place in raid.where] == ["Gaza City"]
