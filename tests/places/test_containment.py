"""What lies in what, and where that is not known."""

from __future__ import annotations

import pytest

from harmtrace.places.containment import place_in
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places

IDLIB, HAMA, RIF_DIMASHQ, SYRIA = "geonames:169387", "geonames:170015", "geonames:170652", "geonames:163843"


@pytest.mark.parametrize(
    ("outer", "text", "answer"),
    [
        (IDLIB, "the town of Hass in Idlib province", "yes"),
        (SYRIA, "the town of Hass in Idlib province", "yes"),
        (HAMA, "the town of Hass in Idlib province", "no"),
        (IDLIB, "the village of Abdin in Idlib province", "yes"),
        (HAMA, "the village of Abdin in Idlib province", "no"),
        (IDLIB, "the village of Qarnosa", "maybe"),
        (RIF_DIMASHQ, "eastern Ghouta", "yes"),
        (IDLIB, "eastern Ghouta", "no"),
        (IDLIB, "north-west Syria", "maybe"),
        (IDLIB, "all of Syria", "maybe"),
        (SYRIA, "the city of Kharkiv in Ukraine", "no"),
        ("region:eastern-ghouta", "the town of Duma in Rif Dimashq", "yes"),
        ("region:eastern-ghouta", "the town of Hass in Idlib province", "no"),
        ("region:north-west-syria", "Idlib governorate", "maybe"),
        ("geonames:1", "the town of Hass in Idlib province", "maybe"),
    ],
)
def test_contains(gazetteer: Gazetteer, outer: str, text: str, answer: str) -> None:
    where = read_places(f"Shells hit {text}.", "en", gazetteer)[0]
    assert gazetteer.contains(outer, where) == answer


def test_an_ambiguous_place_is_inside_only_if_all_it_may_be_are(gazetteer: Gazetteer) -> None:
    aleppo = read_places("They fled from Aleppo, Darayya and Duma.", "en", gazetteer)[0]
    assert aleppo.status == "ambiguous"
    assert gazetteer.contains(SYRIA, aleppo) == "yes"
    assert gazetteer.contains("geonames:170062", aleppo) == "yes"
    assert gazetteer.contains("geonames:170063", aleppo) == "maybe"


def test_outlines_hold_the_seats_of_their_governorates(gazetteer: Gazetteer) -> None:
    from shapely.geometry import Point, shape

    for place_id, town in ((IDLIB, "geonames:169389"), (HAMA, "geonames:170017")):
        outline, place = gazetteer.polygon(place_id), gazetteer.place(town)
        assert outline
        assert place
        assert shape(outline).contains(Point(place.lon, place.lat))
    assert gazetteer.polygon("geonames:169389") is None


def test_every_region_of_the_table_leads_to_places_that_exist(gazetteer: Gazetteer) -> None:
    from harmtrace.places.tables import table

    rows = table("regions")
    assert len(rows) >= 360
    for row in rows:
        for cell in (row["within"], row["overlaps"]):
            for place_id in filter(None, cell.split(" | ")):
                outer, inner = gazetteer.place(place_id), gazetteer.place(row["place_id"])
                assert outer
                assert inner
                assert place_in(outer, inner) != "no"


def test_regions_have_a_centre_a_radius_and_a_source(gazetteer: Gazetteer) -> None:
    from harmtrace.places.curated import table

    names: dict[str, str] = {}
    for row in table("regions"):
        assert -90 < float(row["lat"]) < 90
        assert -180 < float(row["lon"]) < 180
        assert 0 < float(row["radius_km"]) <= 2000
        assert row["source"]
        assert row["level"] in ("informal_region", "water")
        assert row["country"] or row["level"] == "water"
        for name in filter(None, (row["name"], *row["names"].split(" | "))):
            assert names.setdefault(name, row["place_id"]) == row["place_id"], name


def test_the_centre_of_a_region_lies_in_what_holds_it(gazetteer: Gazetteer) -> None:
    """As far as outlines are known: the centre is in a region of `within` or `overlaps`, or within the radius of it."""
    from shapely.geometry import Point

    from harmtrace.places.curated import table

    for row in table("regions"):
        cells = [*row["within"].split(" | "), *row["overlaps"].split(" | ")]
        shapes = [gazetteer.shape(place_id) for place_id in cells if place_id]
        if not shapes or any(shape is None for shape in shapes):
            continue
        away = min(shape.distance(Point(float(row["lon"]), float(row["lat"]))) for shape in shapes if shape)
        assert away * 111 <= 5, row["name"]


@pytest.mark.parametrize(
    ("outer", "text", "answer"),
    [
        (IDLIB, "the southern part of Idlib governorate", "yes"),
        (HAMA, "the southern part of Idlib governorate", "no"),
        (SYRIA, "the southern part of Idlib governorate", "yes"),
        (IDLIB, "a farm near Ariha", "yes"),
        (IDLIB, "a farm near Saraqib", "maybe"),
        (IDLIB, "a farm near Khan Shaykhun", "maybe"),
        (HAMA, "a farm near Salqin", "no"),
        (IDLIB, "a truck between Saraqib and Hass", "yes"),
        (IDLIB, "a bus 60 km south of Idlib city", "maybe"),
        ("wof:1108779123", "the northern part of Idlib governorate", "maybe"),
        ("geonames:173813", "north-eastern Syria", "maybe"),
        ("geonames:173578", "eastern Syria", "no"),
    ],
)
def test_an_area_lies_inside_only_with_all_of_it(gazetteer: Gazetteer, outer: str, text: str, answer: str) -> None:
    where = read_places(f"Shells hit {text}.", "en", gazetteer)[0]
    assert gazetteer.contains(outer, where) == answer


def test_nearly_every_settlement_of_syria_lies_in_the_outline_of_its_governorate(gazetteer: Gazetteer) -> None:
    """Codes and outlines come from different hands: 62 of 10,630 disagree, 26 by more than the border is off."""
    regions = {place.admin1: place for place in gazetteer.first_levels("SY")}
    towns = [town for pack in gazetteer.packs for town in pack.of_level("SY", "settlement") if town.admin1 in regions]
    answers = [place_in(regions[town.admin1], town, gazetteer) for town in towns]
    assert len(towns) > 10_000
    assert answers.count("no") == 0
    assert answers.count("maybe") <= 0.004 * len(towns)


def test_codes_of_two_sources_do_not_part_a_town_from_its_region(gazetteer: Gazetteer) -> None:
    """Dembecha has a code of GeoNames, the region in Amhara one of OCHA."""
    gojjam, dembecha = gazetteer.place("region:gojjam"), gazetteer.place("geonames:339473")
    assert gojjam
    assert dembecha
    assert gojjam.admin1 != dembecha.admin1
    assert place_in(gojjam, dembecha, gazetteer) != "no"


def test_a_region_known_by_its_p_code_holds_the_towns_of_its_geonames_code(gazetteer: Gazetteer) -> None:
    helmand, kabul = gazetteer.place("pcode:AF30"), gazetteer.place("geonames:1138958")
    [lashkar_gah] = gazetteer.lookup("Lashkar Gah", every=False)
    assert helmand
    assert kabul
    assert place_in(helmand, lashkar_gah) == "yes"
    assert place_in(helmand, kabul) == "no"


@pytest.mark.parametrize(
    ("area", "text", "answer"),
    [
        ("the southern part of Idlib governorate", "the town of Khan Shaykhun", "maybe"),
        ("the southern part of Idlib governorate", "the town of Salqin", "no"),
        ("the southern part of Idlib governorate", "the town of Salamiyah in Hama", "no"),
        ("the southern part of Idlib governorate", "the village of Qarnosa", "maybe"),
        ("the southern part of Idlib governorate", "Idlib governorate", "maybe"),
        ("a farm near Homs", "the town of Khan Shaykhun", "no"),
        ("a farm near the city of Homs", "the city of Homs", "maybe"),
        ("a truck between Saraqib and Hass", "the town of Salqin", "no"),
    ],
)
def test_an_area_may_hold_what_its_words_can_mean(gazetteer: Gazetteer, area: str, text: str, answer: str) -> None:
    outer, inner = (read_places(f"Shells hit {words}.", "en", gazetteer)[0] for words in (area, text))
    assert gazetteer.area_holds(outer, inner) == answer
