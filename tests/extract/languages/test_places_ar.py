"""Where the events of Arabic reports were."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event

TOLD = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("المخا: احتجز مسلحون ثمانية صيادين في اليمن.", ["المخا"]),
        ("قُتلت امرأة في زنقور، في لبنان.", ["زنقور"]),
        ("سقطت ثلاث قذائف على سوق الطحين وقتلت رجلين.", ["سوق الطحين"]),
    ],
)
def test_the_places_of_an_event(text: str, places: list[str]) -> None:
    assert [place.text for place in event(text, **TOLD).where] == places
