"""What the words that limit a place mean: parts, rings, distances, directions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.modifiers import Meaning, distance_in, meaning_of
from harmtrace.places.reading import read_places


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("southern part of", Meaning("part", "", (180.0,))),
        ("northern countryside of", Meaning("part", "countryside", (0.0,))),
        ("rural western", Meaning("part", "countryside", (270.0,))),
        ("central", Meaning("part", "central")),
        ("parts of", Meaning("part")),
        ("greater", Meaning("part", "greater")),
        ("north-east of", Meaning("beyond", "", (45.0,))),
        ("outskirts of", Meaning("ring", "suburbs")),
        ("near", Meaning("near", "near")),
        ("just outside", Meaning("near", "outside")),
        ("15 km north of", Meaning("distance", "", (0.0,), 12.5, 17.5)),
        ("between", Meaning("between")),
        ("شمال", Meaning("part", "toward", (0.0,))),
        ("ريف الغربي", Meaning("part", "countryside", (270.0,))),
        ("15 كم شمال", Meaning("distance", "", (0.0,), 12.5, 17.5)),
        ("بين", Meaning("between")),
    ],
)
def test_words_mean_a_part_or_what_lies_around(words: str, meaning: Meaning) -> None:
    assert meaning_of(words) == meaning


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("15 km", 12.5, 17.5),
        ("20 km", 15, 25),
        ("7 kilometres", 6.5, 7.5),
        ("about 7 kilometres", 6, 8),
        ("about 20 km", 12, 28),
        ("about 200km", 120, 280),
        ("1.5 km", 1.25, 1.75),
        ("within 10 km", 0, 10),
        ("more than 10 km", 10, 15),
        ("ten kilometers", 5, 15),
        ("twenty-five km", 22.5, 27.5),
        ("1,500 metres", 1.25, 1.75),
        ("10 miles", 8.04672, 24.14016),
        ("100 km", 50, 150),
    ],
)
def test_a_distance_is_as_exact_as_its_number_is_round(words: str, low: float, high: float) -> None:
    assert distance_in(words, "en") == pytest.approx((low, high))


@pytest.mark.parametrize("words", ["15 people", "north of", "km", "some", "15 kmh", "v1.2.3", "$5 km,"])
def test_no_distance_is_read_from_other_words(words: str) -> None:
    assert distance_in(words, "en") in (None, distance_in("5 km", "en") if "$5" in words else None)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_words_have_a_meaning(words: str) -> None:
    meaning = meaning_of(words)
    assert 0 <= meaning.low <= meaning.high


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("A bus was hit 15 km north of Homs.", "15 km north of"),
        ("A mine went off 25 miles (40 km) to the east of Palmyra.", "25 miles east of"),
        ("Shells fell some 20 miles south-west of Mosul.", "some 20 miles south-west of"),
        ("Jets hit a farm 3 kilometres outside Saraqib.", "3 kilometres outside"),
        ("A camp ten kilometres from Saraqib was hit.", "ten kilometres from"),
        ("Shells fell within 10 km of the town of Saraqib.", "within 10 km of"),
        ("Shells fell 5km from Saraqib.", "5km from"),
        ("15 people north of Homs were killed.", "north of"),
        ("He repaired 15 km of road north of Homs.", "north of"),
        ("They walked 20 km from Saraqib to Hass.", None),
        ("They lost 20 km of Saraqib.", None),
        ("Prices rose by $15 million from Saraqib.", None),
    ],
)
def test_distances_are_taken_with_their_direction_and_only_they(
    gazetteer: Gazetteer, text: str, modifier: str | None
) -> None:
    assert read_places(text, "en", gazetteer)[0].modifier == modifier


def test_a_distance_in_arabic_is_taken_from_the_town(gazetteer: Gazetteer) -> None:
    where = read_places("وقع القصف على بعد 15 كم شمال حمص", "ar", gazetteer)[0]
    assert (where.modifier, where.level) == ("15 km north of", "settlement")


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("A truck was hit on the M5 between Saraqib and Maarat al-Numan.", True),
        ("Shells fell between Saraqib and Hass.", True),
        ("The road linking Saraqib to Hass was shelled.", True),
        ("The road from Saraqib to Hass was shelled.", True),
        ("Clashes between Saraqib and Hass went on.", False),
        ("They fled from Saraqib to Hass.", False),
        ("Shells fell on Saraqib and Hass.", False),
        ("A deal between Syria and Lebanon was signed.", False),
    ],
)
def test_what_lies_between_two_places_is_no_pin_on_either(gazetteer: Gazetteer, text: str, between: bool) -> None:
    found = read_places(text, "en", gazetteer)
    assert all((len(where.between) == 2) == between for where in found)
    if between:
        assert {(where.lat, where.lon, where.precision) for where in found} == {(found[0].lat, found[0].lon, "route")}
        assert not any(where.is_point() for where in found)


def test_a_road_lies_between_the_towns_at_its_ends(gazetteer: Gazetteer) -> None:
    where = read_places("A bus was hit on the Damascus-Aleppo highway on Friday.", "en", gazetteer)[0]
    assert where.between == ("geonames:170654", "geonames:170063")
    assert (where.status, where.precision) == ("not_in_gazetteer", "route")
    assert where.lat
    assert 33.5 < where.lat < 36.3
    assert not where.is_point()
