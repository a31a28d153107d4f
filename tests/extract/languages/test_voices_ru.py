"""Who says it in Russian: the verb behind what is said, or behind its subject; tellers cited; quotation marks."""

from __future__ import annotations

import pytest

from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.reading import Reading
from tests.extract.reading_of import document_of, gazetteer

PAPER = "Речной вестник"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Погибли двое рыбаков, сообщила областная полиция.", "двое рыбаков", ["областная полиция", PAPER]),
        ("Погибли двое рыбаков, сообщил в среду местный совет.", "двое рыбаков", ["местный совет", PAPER]),
        ("Министерство обороны заявило, что склад уничтожен.", "склад", ["Министерство обороны", PAPER]),
        ("По данным прокуратуры, ранены шестеро.", "ранены шестеро", ["прокуратуры", PAPER]),
        ("По словам мэра города, вода отключена.", "вода", ["мэра города", PAPER]),
        ("Дом разрушен, рассказала директор школы Анна Лисова.", "Дом", ["Анна Лисова", PAPER]),
        ("«Мы ничего не слышали», — говорит житель посёлка.", "Мы ничего", ["житель посёлка", PAPER]),
        ("Согласно «Белым маякам», погибли трое.", "погибли трое", ["«Белым маякам»", PAPER]),
        ("Совет осудил удар, добавив, что среди погибших дети.", "среди погибших", ["Совет", PAPER]),
        ("В селе сгорел дом. Причина неизвестна.", "дом", [PAPER]),
    ],
)
def test_the_chain_runs_from_origin_to_publisher(text: str, words: str, expected: list[str]) -> None:
    reading = Reading(document_of(text, publisher=PAPER, language="ru"), gazetteer())
    voices = TabledVoices(reading)
    start = reading.text.index(words)
    voice = voices.at(start, start + len(words))
    attribution = voice.attribution if voice is not None else voices.publisher()
    assert [teller.name for teller in attribution.chain] == expected
