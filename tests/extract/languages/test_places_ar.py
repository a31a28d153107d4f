"""Where the events of Arabic reports were."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events

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


def test_a_site_is_spoken_of_again_by_its_kind() -> None:
    """The last site of that kind, not the last site."""
    text = "انفجر لغم عند جسر الطحين فقتل رجلا قرب سوق القماش. وقتلت الغارات امرأتين فوق الجسر."
    (place,) = events(text, **TOLD)[-1].where
    assert (place.text, place.name) == ("الجسر", "al-Tahin bridge")


def test_those_who_lead_a_coalition_are_not_where_it_struck() -> None:
    text = "شنت طائرات التحالف بقيادة السعودية والإمارات ست غارات على ورشة في حي الحصبة في صنعاء."
    assert [place.text for place in event(text, **TOLD).where] == ["الحصبة"]
