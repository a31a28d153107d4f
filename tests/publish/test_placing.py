"""What may be drawn of a place: a town is a point, a region an area, and what has no place says why."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from harmtrace.model.incident import Incident
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.circles import circle
from harmtrace.publish.coarsening import COARSE_DEGREES, COARSE_KM
from harmtrace.publish.exports import FORMATS, export
from harmtrace.publish.placing import Placing, placing_of
from harmtrace.publish.report import report_html
from harmtrace.publish.wording import where_words
from tests.publish.places_on_record import (
    COUNTRY,
    EVERY_KIND,
    NEAR,
    REGION,
    SEVERAL,
    TOWN,
    UNKNOWN,
    VAGUE,
    incident,
    moved,
    record_of,
    where,
)  # fmt: skip


def placed(*places: object, public: bool = False) -> Placing:
    return placing_of(places, load_gazetteer(), public)  # type: ignore[arg-type]


NO_OUTLINE = tuple(one for one in EVERY_KIND if REGION not in one.where)
"""The corners of an outline are numbers as well, which could be those of a town by chance."""


def exported(name: str, public: bool, incidents: tuple[Incident, ...] = EVERY_KIND) -> str:
    out = io.StringIO()
    export(name, record_of(incidents), out, public)
    return out.getvalue()


def test_each_kind_of_place_has_its_mark() -> None:
    kinds = [placed(place).kind for place in (TOWN, REGION, VAGUE, COUNTRY, NEAR, UNKNOWN, SEVERAL)]
    assert kinds == ["point", "outline", "circle", "unplaced", "near", "unplaced", "candidates"]


def test_what_has_no_place_says_why() -> None:
    assert placed(where("Abdin", status="not_in_gazetteer")).why == "not in the gazetteer: Abdin (Idlib)"
    assert placed(COUNTRY).why == "country only: Syria"
    assert placed().why == "place not stated"


def test_the_surest_place_of_an_incident_is_drawn() -> None:
    assert placed(REGION, UNKNOWN, TOWN).label == placed(TOWN).label
    assert placed(UNKNOWN, REGION).kind == "outline"


def test_a_city_or_its_region_is_drawn_as_the_region_that_holds_both() -> None:
    either = where("Idlib", status="ambiguous", place_id="geonames:169389", alternatives=("geonames:169387",))
    assert placed(either).outline == placed(REGION).outline
    assert "(one of several of that name)" in placed(either).label


def test_candidates_of_which_one_is_an_area_elsewhere_are_listed() -> None:
    apart = where("Hama", status="ambiguous", place_id="geonames:170015", alternatives=("geonames:169389",))
    assert placed(apart).why == "several places may be meant: Hama (Idlib)"


def test_a_part_of_a_region_is_drawn_as_that_part() -> None:
    whole, part = (shape(placed(one).outline) for one in (REGION, replace(REGION, modifier="southern part of")))
    assert 0.2 < part.area / whole.area < 0.8
    assert part.centroid.y < whole.centroid.y


def test_what_is_near_a_town_leaves_the_town_out_and_in_public_shows_a_circle_on_the_grid() -> None:
    away = replace(NEAR, modifier="15 km north of")
    drawn_, public = placed(away), placed(away, public=True)
    assert drawn_.kind == public.kind == "near"
    assert shape(drawn_.outline).centroid.y > 34.8
    assert public.outline is None
    ((lat, lon),) = public.positions
    assert [round(lat * 10, 6) % 1, round(lon * 10, 6) % 1] == [0, 0]


def test_a_road_between_two_towns_is_an_area_along_it() -> None:
    ends = ("geonames:169577", "geonames:170017")
    road, back = (where(name, modifier="between", between=ends) for name in ("Homs", "Hama"))
    assert placed(road).label == where_words([road, back]) == "between Homs and Hama"
    assert placed(road).key == placed(back).key
    assert placed(road).kind == "near"
    assert shape(placed(road).outline).contains(Point(36.71, 34.95))


def test_a_site_that_no_pack_has_is_somewhere_in_its_town() -> None:
    clinic = where("Rose clinic", status="not_in_gazetteer", level="site", lat=35.44, lon=36.65, radius_km=2.0)
    assert placed(clinic).kind == "near"
    town = moved(TOWN, 35.44, 36.65)
    assert placed(clinic, public=True).positions == placed(town, public=True).positions != placed(town).positions


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 36.0), (35.0, math.inf), (91.0, 36.0), (35.0, 180.1)])
def test_coordinates_that_are_none_are_never_drawn(lat: float, lon: float) -> None:
    assert placed(moved(TOWN, lat, lon)).kind == "unplaced"


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_public_positions_lie_on_the_grid_and_near_the_true_one(lat: float, lon: float) -> None:
    ((shown_lat, shown_lon),) = placed(moved(TOWN, lat, lon), public=True).positions
    for shown, true in ((shown_lat, lat), (shown_lon, lon)):
        assert abs(shown - true) <= COARSE_DEGREES / 2 + 1e-9
        assert abs(shown * 10 - round(shown * 10)) < 1e-6


def test_a_public_circle_is_never_smaller_than_the_grid() -> None:
    assert (placed(NEAR, public=True).radius_km or 0) >= COARSE_KM


def test_a_name_of_a_page_turns_no_words_around_it_and_has_an_end() -> None:
    hostile = where("\u202eevil\u2066 <b>name</b>\n" + "x" * 300, status="not_in_gazetteer")
    label = placed(hostile).label
    assert not re.search("[\u202a-\u202e\u2066-\u2069\n]", label)
    assert len(label.split(",")[0]) <= 80


def test_geojson_draws_a_region_as_an_area_and_a_town_as_a_point() -> None:
    features = json.loads(exported("geojson", False))["features"]
    kinds = [(feature["geometry"] or {}).get("type") for feature in features]
    assert kinds == ["Point", "Polygon", "Polygon", None, "Polygon", None, None]
    located = [feature["properties"]["located"][0]["mark"] for feature in features]
    assert located == ["point", "outline", "circle", "unplaced", "near", "unplaced", "candidates"]


def test_csv_has_coordinates_for_points_alone() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", False))))
    assert [bool(row["lat"]) for row in rows] == [True, False, False, False, False, False, False]
    assert rows[5]["located"] == "not in the gazetteer: Abdin (Idlib)"


def test_every_public_form_shows_the_same_coarse_position_and_none_a_finer_one() -> None:
    forms = {name: exported(name, True, NO_OUTLINE) for name in FORMATS}
    forms["report"] = report_html(record_of(NO_OUTLINE), load_gazetteer(), public=True)
    gazetteer = load_gazetteer()
    ids = [TOWN.place_id, NEAR.place_id, SEVERAL.place_id, *SEVERAL.alternatives]
    places = [place for one in ids if one and (place := gazetteer.place(one))]
    exact = {f"{value:.3f}" for p in places for value in (p.lat, p.lon) if value is not None}
    exact |= {f"{TOWN.lat:.3f}", f"{TOWN.lon:.3f}"}
    for name, text in forms.items():
        assert not [value for value in exact if value in text], name
        assert not [one for one in ids if one and one in text], name
    point = json.loads(forms["geojson"])["features"][0]["geometry"]["coordinates"]
    row = next(csv.DictReader(io.StringIO(forms["csv"])))
    # The knot nearest to it lies in Hama, and Khan Shaykhun in Idlib.
    assert point == [36.7, 35.5] == [float(row["lon"]), float(row["lat"])]
    assert placed(TOWN, public=True).positions == ((35.5, 36.7),)


def test_places_in_one_cell_of_the_grid_cannot_be_told_apart_in_public() -> None:
    gazetteer = load_gazetteer()
    pages = []
    for lat, lon in ((35.41, 36.66), (35.44, 36.74)):
        one = record_of((incident(1, moved(TOWN, lat, lon)), incident(2, REGION)))
        pages.append(report_html(one, gazetteer, public=True))
    assert pages[0] == pages[1]


@given(lat=st.floats(-89, 89), lon=st.floats(-180, 180), radius=st.floats(1, 500))
def test_a_circle_is_a_valid_area_within_the_bounds_of_the_world(lat: float, lon: float, radius: float) -> None:
    made = shape(circle((lat, lon), radius))
    west, south, east, north = made.bounds
    assert made.is_valid
    assert made.area > 0
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


def test_a_circle_has_its_radius_and_is_cut_at_the_180th_meridian() -> None:
    assert shape(circle((35.0, 36.0), 10)).contains(Point(36.1, 35.0))
    assert not shape(circle((35.0, 36.0), 10)).contains(Point(36.12, 35.0))
    over = shape(circle((-17.0, 179.9), 100))
    assert over.geom_type == "MultiPolygon"
    assert over.contains(Point(-179.9, -17.0))
    assert over.contains(Point(179.5, -17.0))


def test_a_region_without_an_outline_is_a_circle_with_the_extent_of_its_towns() -> None:
    kherson = load_gazetteer().lookup("Kherson")
    region = next(place for place in kherson if place.level == "adm1")
    shown = placed(where("Kherson", level="adm1", place_id=region.place_id, admin=("Ukraine", "Kherson")))
    assert shown.kind == "circle"
    either = where("Kherson", status="ambiguous", place_id=kherson[0].place_id, alternatives=(region.place_id,))
    assert (placed(either).kind, placed(either).positions) == ("circle", shown.positions)
    assert 60 < (shown.radius_km or 0) < 160
