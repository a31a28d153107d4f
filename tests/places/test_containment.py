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
    from harmtrace.places.curated import table

    rows = table("regions")
    assert len(rows) >= 60
    for row in rows:
        for cell in (row["within"], row["overlaps"]):
            for place_id in filter(None, cell.split(" | ")):
                outer, inner = gazetteer.place(place_id), gazetteer.place(row["place_id"])
                assert outer
                assert inner
                assert place_in(outer, inner) != "no"
