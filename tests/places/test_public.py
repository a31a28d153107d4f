"""Public positions: the same each time, coarse, in their own region."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from harmtrace.places.containment import polygon
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.places.public import GRID_DEGREES, _home, public_point

_SYRIA = st.tuples(st.floats(32.2, 37.4), st.floats(35.6, 42.4))
_WORLD = st.tuples(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))


def at(lat: float, lon: float) -> Place:
    return Place("", "", "settlement", lat=lat, lon=lon)


@settings(max_examples=300, deadline=None)
@given(_SYRIA)
@example((33.421875, 35.859375))
def test_a_public_point_stays_in_its_governorate(position: tuple[float, float]) -> None:
    shown, home = public_point(*position), _home(*position)
    # Between simplified outlines are gaps of a few hundred metres: what lies there may be shown on either side.
    assert home is None or _home(shown.lat, shown.lon) == home


@pytest.mark.parametrize("position", [(35.37, 35.72), (34.9, 35.7), (33.6, 36.02), (36.9, 38.0), (37.33, 42.39)])
def test_a_public_point_outside_of_all_governorates_stays_outside(position: tuple[float, float]) -> None:
    shown = public_point(*position)
    assert _home(*position) is None
    assert _home(shown.lat, shown.lon) is None


@settings(max_examples=300, deadline=None)
@given(st.one_of(_SYRIA, _WORLD))
def test_the_true_position_lies_within_the_stated_radius(position: tuple[float, float]) -> None:
    shown = public_point(*position)
    assert kilometres(at(*position), at(shown.lat, shown.lon)) <= shown.radius_km + 0.1
    assert shown.radius_km < 150


@settings(max_examples=300, deadline=None)
@given(st.one_of(_SYRIA, _WORLD))
def test_a_public_point_that_is_made_public_again_stays(position: tuple[float, float]) -> None:
    shown = public_point(*position)
    again = public_point(shown.lat, shown.lon)
    assert (again.lat, again.lon) == (shown.lat, shown.lon)


@settings(max_examples=300, deadline=None)
@given(_SYRIA, st.floats(-0.049, 0.049), st.floats(-0.049, 0.049))
def test_positions_of_one_cell_and_region_have_one_public_point(
    position: tuple[float, float], north: float, east: float
) -> None:
    lat, lon = (round(degrees / GRID_DEGREES) * GRID_DEGREES for degrees in position)
    one, two = (lat, lon), (lat + north, lon + east)
    assume(_home(*one) == _home(*two))
    assert public_point(*one) == public_point(*two)


def test_no_settlement_of_syria_is_shown_in_another_governorate_or_in_the_sea(gazetteer: Gazetteer) -> None:
    regions = {place.admin1: shape(polygon(place.place_id)) for place in gazetteer.first_levels("SY")}
    moved = 0
    for pack in gazetteer.packs:
        for town in pack.of_level("SY", "settlement"):
            region = regions.get(town.admin1)
            if region is None or town.lat is None or town.lon is None or not region.contains(Point(town.lon, town.lat)):
                continue
            shown = public_point(town.lat, town.lon)
            assert region.contains(Point(shown.lon, shown.lat))
            plain = (round(round(degrees / GRID_DEGREES) * GRID_DEGREES, 1) for degrees in (town.lat, town.lon))
            moved += (shown.lat, shown.lon) != tuple(plain)
    assert moved > 100, "plain rounding would have moved these out of their governorate"


def test_a_place_on_the_coast_is_not_shown_in_the_sea() -> None:
    shown = public_point(35.17, 35.93)  # beside Baniyas, on the shore
    assert _home(shown.lat, shown.lon) is not None
