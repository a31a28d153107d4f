"""Where the events of Arabic reports were."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, situations

TOLD = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("المخا: احتجز مسلحون ثمانية صيادين في اليمن.", ["المخا"]),
        ("قُتلت امرأة في زنقور، في لبنان.", ["زنقور"]),
        ("قصفت الطائرات منطقة المغازي وقتلت خمسة.", ["المغازي"]),
        ("وفي أم درمان، استهدف قصف محلية كرري فقتل خمسة.", ["كرري"]),
        ("تنظيم جبهة النصرة (المحظور في روسيا) قصف سوقاً في سراقب.", ["سراقب"]),
        ("قتل ثمانية في غارة بالقرب من قرية حاس.", ["حاس"]),
        ("طالت غارات روسيا والنظام السوري سوقاً في سراقب فقتلت ثلاثة.", ["سراقب"]),
        ("قصف الطيران الحربي مدينة سراقب.", ["سراقب"]),
        ("ليس هناك شك في أن الولايات المتحدة هي من قصفت سوقاً في سراقب.", ["سراقب"]),
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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتلت غارة سبعة في سراقب. وتؤوي المدينة نحو 750 ألف نازح.", "Saraqib"),
        ("قصفت الطائرات ريف حماة. وبلغ عدد النازحين في المحافظة 30 ألف شخص.", "Hama"),
    ],
)
def test_a_stock_figure_is_of_the_place_spoken_of_again(text: str, place: str) -> None:
    (stock,) = situations(text, **TOLD)
    assert [where.name for where in stock.where] == [place]


def test_the_governorate_is_no_district() -> None:
    """What was told last is a district: which governorate is meant is not known."""
    text = "قتلت غارة سبعة في مديرية كتاف. وقتلت غارات أخرى 12 مدنياً في المحافظة."
    assert not events(text, **TOLD)[-1].where
