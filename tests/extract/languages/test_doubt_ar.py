"""Questions and doubt in Arabic: what is only asked is no event, and what is called untrue is told as that."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events


@pytest.mark.parametrize(
    "text",
    ["هل قتلت قوات الدعم السريع 40 مدنياً في القرية؟", "وهل صحيح أن 30 شخصاً قتلوا في المجزرة؟"],
)
def test_a_question_of_yes_or_no_tells_no_event(text: str) -> None:
    assert not events(text, language="ar")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("ليس صحيحاً أن طائرة قصفت مدرسة في الباب.", "negated"),
        ("ذكرت تقارير غير مؤكدة أن ضربة في دير الزور أودت بحياة قائد.", "alleged"),
        ("قصفت طائرة مدرسة في الباب.", "asserted"),
    ],
)
def test_doubt_is_told(text: str, modality: str) -> None:
    assert [event.modality for event in events(text, language="ar")] == [modality]
