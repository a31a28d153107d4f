"""The areas that place expressions stand for, and how finely they are known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from harmtrace.model.where import Where
from harmtrace.places.areas import area_of, located
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.places.precision import ACLED, UCDP, geo_precision, settlement_radius, where_prec
from harmtrace.places.reading import read_places

IDLIB, HAMA, ALEPPO = "geonames:169387", "geonames:170015", "geonames:170062"


def where_of(gazetteer: Gazetteer, words: str) -> Where:
    return read_places(f"Shells hit {words} at noon.", "en", gazetteer)[0]


def area(gazetteer: Gazetteer, words: str) -> Any:
    geometry = area_of(where_of(gazetteer, words), gazetteer)
    assert geometry is not None
    return shape(geometry)


def holds(gazetteer: Gazetteer, words: str, town: str) -> bool:
    place = gazetteer.lookup(town)[0]
    return bool(area(gazetteer, words).contains(Point(place.lon, place.lat)))


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("the southern part of Idlib governorate", "Khan Shaykhun", "Salqin"),
        ("northern Idlib province", "Salqin", "Khan Shaykhun"),
        ("the northern Hama countryside", "Murak", "Masyaf"),
        ("rural western Aleppo", "Atarib", "Manbij"),
        ("eastern Aleppo province", "Manbij", "Atarib"),
        ("southern Syria", "Dar`a", "Afrin"),
        ("the outskirts of Homs", "Ar Rastan", "Palmyra"),
    ],
)
def test_a_part_holds_its_towns_and_not_those_of_the_other_part(
    gazetteer: Gazetteer, words: str, inside: str, outside: str
) -> None:
    assert holds(gazetteer, words, inside) or "outskirts" in words
    assert not holds(gazetteer, words, outside)


def test_a_part_lies_in_its_region(gazetteer: Gazetteer) -> None:
    whole = shape(gazetteer.polygon(IDLIB))
    for part in ("southern", "northern", "eastern", "western", "central", "rural", "north-western"):
        cut = area(gazetteer, f"{part} Idlib province")
        assert whole.buffer(0.001).contains(cut)
        assert 0.05 < cut.area / whole.area < 1


def test_two_halves_make_the_whole(gazetteer: Gazetteer) -> None:
    whole = shape(gazetteer.polygon(HAMA))
    for one, two in (("northern", "southern"), ("eastern", "western")):
        halves = area(gazetteer, f"{one} Hama province"), area(gazetteer, f"{two} Hama province")
        assert halves[0].union(halves[1]).area == pytest.approx(whole.area, rel=0.01)
        assert halves[0].intersection(halves[1]).area < 0.01 * whole.area


def test_a_distance_leads_so_far_in_its_direction(gazetteer: Gazetteer) -> None:
    homs = gazetteer.lookup("geonames:169577")[0]
    where = where_of(gazetteer, "a bus 15 km north of Homs")
    middle = Place("", "", "settlement", lat=where.lat, lon=where.lon)
    assert homs.lat
    assert where.lat
    assert where.lat > homs.lat + 0.08
    assert 10 < kilometres(homs, middle) < 25
    assert where.precision == "near"


def test_distance_without_direction_is_a_ring(gazetteer: Gazetteer) -> None:
    ring = area(gazetteer, "a camp 40 km from Saraqib")
    town = gazetteer.lookup("Saraqib")[0]
    assert not ring.contains(Point(town.lon, town.lat))
    assert ring.contains(Point(town.lon, (town.lat or 0.0) + 40 / 111.2))


def test_a_town_is_a_circle_by_its_people_and_near_is_wider(gazetteer: Gazetteer) -> None:
    plain, near = where_of(gazetteer, "the town of Saraqib"), where_of(gazetteer, "a farm near Saraqib")
    assert plain.is_point()
    assert not near.is_point()
    assert plain.radius_km
    assert near.radius_km
    assert near.radius_km >= plain.radius_km + 10
    assert (plain.precision, near.precision) == ("settlement", "near")


def test_the_radius_of_a_town_grows_with_its_people() -> None:
    assert settlement_radius(0) == 1.5
    assert settlement_radius(1_000) == pytest.approx(0.7, abs=0.01)
    assert settlement_radius(800_000) == pytest.approx(6.14, abs=0.01)


def test_a_site_that_no_pack_has_is_placed_in_its_town_and_is_no_point(gazetteer: Gazetteer) -> None:
    text = "The al-Salam hospital in Maarat al-Numan was bombed."
    site, town = read_places(text, "en", gazetteer)
    assert (site.status, site.precision) == ("not_in_gazetteer", "settlement")
    assert (site.lat, site.lon, site.radius_km) == (town.lat, town.lon, town.radius_km)
    assert not site.is_point()


def test_an_unknown_village_has_the_area_of_its_region_and_no_position(gazetteer: Gazetteer) -> None:
    text = "Four people died in the village of Abdin in Idlib province."
    abdin = read_places(text, "en", gazetteer)[0]
    assert (abdin.name, abdin.lat, abdin.precision) == ("Abdin", None, "adm1")
    found = area_of(abdin, gazetteer)
    assert found
    assert shape(found).equals(shape(gazetteer.polygon(IDLIB)))


def test_city_or_governorate_is_the_governorate_on_the_map(gazetteer: Gazetteer) -> None:
    aleppo = read_places("They fled from Aleppo, Darayya and Duma.", "en", gazetteer)[0]
    assert (aleppo.status, aleppo.lat, aleppo.precision) == ("ambiguous", None, "adm1")
    found = area_of(aleppo, gazetteer)
    assert found
    assert shape(found).equals(shape(gazetteer.polygon(ALEPPO)))


def test_an_informal_region_keeps_to_the_governorates_that_it_has_a_part_of(gazetteer: Gazetteer) -> None:
    ghouta, damascus = area(gazetteer, "eastern Ghouta"), shape(gazetteer.polygon("geonames:167541"))
    assert ghouta.intersection(damascus).area < 0.01 * ghouta.area


@pytest.mark.parametrize(
    ("words", "ucdp", "acled"),
    [
        ("the town of Saraqib", 1, 1),
        ("a farm near Saraqib", 2, 2),
        ("a farm 60 km east of Homs", 5, 3),
        ("a bus between Saraqib and Hass", 5, 2),
        ("Idlib governorate", 4, 3),
        ("the southern part of Idlib governorate", 4, 2),
        ("eastern Ghouta", 5, 2),
        ("the Syrian Badia", 5, 3),
        ("northern Syria", 5, 3),
        ("all of Syria", 6, 3),
        ("a ship in the Red Sea", 7, 3),
        ("boats on Lake Kivu", 5, 3),
        ("the villages of Idlib governorate", 4, 3),
        ("the suburbs of Saraqib", 2, 2),
        ("the village of Qarnosa", None, None),
    ],
)
def test_precision_on_the_scales_of_ucdp_and_acled(
    gazetteer: Gazetteer, words: str, ucdp: int | None, acled: int | None
) -> None:
    where = where_of(gazetteer, words)
    assert (where_prec(where), geo_precision(where)) == (ucdp, acled)


def test_every_precision_has_a_place_on_both_scales() -> None:
    assert UCDP.keys() == ACLED.keys()
    assert set(UCDP.values()) == set(range(1, 8))
    assert set(ACLED.values()) == {1, 2, 3}


_MODIFIERS = st.sampled_from(
    [None, "near", "southern", "southern part of", "outskirts of", "15 km north of", "within 5 miles of", "rural",
     "central", "east of", "greater", "villages of", "between", "شمال", "شمال شرقي", "north and east of", "around"]
)  # fmt: skip
_PLACES = st.sampled_from([
    IDLIB, HAMA, ALEPPO, "geonames:163843", "geonames:170063", "region:eastern-ghouta", "region:red-sea",
    "geonames:164816", "wof:1108779097", "pcode:SD02", "geonames:0",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(_PLACES, _MODIFIERS)
def test_the_circle_of_a_where_holds_its_area(gazetteer: Gazetteer, place_id: str, modifier: str | None) -> None:
    place = gazetteer.place(place_id)
    level = place.level if place else "settlement"
    raw = Where("x", 0, 1, "location", "resolved", "x", level, place_id=place_id, modifier=modifier)
    where = located(raw, gazetteer)
    geometry = area_of(where, gazetteer)
    assert located(where, gazetteer) == where
    assert (where.lat is None) == (where.lon is None)
    assert replace(where, lat=None, lon=None, radius_km=None, precision=None) == raw
    if geometry is None or where.lat is None or where.radius_km is None or modifier is None:
        return
    found = shape(geometry)
    assert found.is_valid
    assert not found.is_empty
    centre = Place("", "", "settlement", lat=where.lat, lon=where.lon)
    for part in getattr(found, "geoms", [found]):
        for lon, lat in part.exterior.coords:
            away = kilometres(centre, Place("", "", "settlement", lat=lat, lon=lon))
            assert away <= 1.06 * where.radius_km + 1


def test_a_village_that_no_pack_has_lies_where_the_text_says(gazetteer: Gazetteer) -> None:
    text = "Four people died in the village of Abdinoura, 15 km south of Khan Shaykhun, on Friday."
    village = read_places(text, "en", gazetteer)[0]
    town = gazetteer.lookup("geonames:168325")[0]
    assert (village.name, village.status, village.precision) == ("Abdinoura", "not_in_gazetteer", "near")
    assert village.lat
    assert town.lat
    assert town.lat - 0.2 < village.lat < town.lat - 0.08
    assert not village.is_point()
    found = area_of(village, gazetteer)
    assert found
    assert shape(found).contains(Point(village.lon, village.lat))


@pytest.mark.parametrize(
    ("text", "modifier"),
    [("قصف على الريف الجنوبي لإدلب", "southern countryside of"), ("قصف على ريف حلب الغربي", "western countryside of")],
)
def test_parts_are_read_in_arabic(gazetteer: Gazetteer, text: str, modifier: str) -> None:
    where = read_places(text, "ar", gazetteer)[0]
    assert (where.modifier, where.level, where.precision) == (modifier, "adm1", "part_of_adm1")


def test_all_parts_of_a_shape_are_areas(gazetteer: Gazetteer) -> None:
    for words in ("rural western Aleppo", "the outskirts of Homs", "eastern Ghouta", "a farm 40 km from Saraqib"):
        assert area(gazetteer, words).geom_type in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(("modifier", "precision"), [("northern countryside of", "near"), ("villages of", "near"),
    ("eastern", "settlement"), ("central", "settlement"), ("neighbourhoods of", "settlement")])  # fmt: skip
def test_the_countryside_of_a_town_is_near_it_and_a_part_of_it_is_the_town(
    gazetteer: Gazetteer, modifier: str, precision: str
) -> None:
    town = Where("x", 0, 1, "location", "resolved", "x", "settlement", place_id="geonames:169577", modifier=modifier)
    where = located(town, gazetteer)
    assert where.precision == precision
    assert where.radius_km
    assert (where.radius_km > 10) == (precision == "near")
