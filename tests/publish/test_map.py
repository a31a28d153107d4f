"""The map: marks that say how sure a place is, labels that cover nothing, and nothing dropped in silence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.model.where import Where
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.frame import Frame, frame_of
from harmtrace.publish.map_marks import Links
from harmtrace.publish.map_picture import MapPicture, draw_map
from harmtrace.publish.svg import SHEETS
from tests.publish.places_on_record import EVERY_KIND, REGION, TOWN, UNKNOWN, aggregate, incident, moved

LINKS = Links("#{id}", "#{id}")


def drawn(*places: Where, public: bool = False) -> MapPicture:
    held = [incident(number, place) for number, place in enumerate(places, 1)]
    return draw_map(held, [], load_gazetteer(), public, LINKS)


def wide(picture: MapPicture) -> str:
    return str(picture.svg).split("</svg>")[0]


def test_a_town_is_a_point_a_region_an_area_and_an_unknown_place_is_listed() -> None:
    picture = draw_map(EVERY_KIND, [], load_gazetteer(), False, LINKS)
    svg = wide(picture)
    for mark, count in (("point", 1), ("area", 1), ("vague", 1), ("near", 1), ("maybe", 3)):
        assert len(re.findall(f'class="{mark}"', svg)) == count, mark
    assert [row.why for row in picture.unplaced] == ["country only: Syria", "not in the gazetteer: Abdin (Idlib)"]
    assert picture.missing == 2
    assert sum(len(spot.incidents) for spot in picture.spots) + picture.missing == len(EVERY_KIND)


def test_the_legend_has_each_mark_in_use_and_no_other() -> None:
    words = [row.words for row in drawn(TOWN, UNKNOWN).legend]
    assert words == ["Filled dot: an incident at a town or site"]
    assert len(draw_map(EVERY_KIND, [], load_gazetteer(), False, LINKS).legend) == 5


def test_a_total_is_an_area_or_is_listed_but_never_a_point() -> None:
    picture = draw_map([], [aggregate(1, REGION), aggregate(2, TOWN)], load_gazetteer(), False, LINKS)
    assert 'class="point"' not in str(picture.svg)
    assert 'class="area"' in str(picture.svg)
    assert "url(#hatch" not in str(picture.svg)
    assert [row.why for row in picture.unplaced] == ["a total is no point: Khan Shaykhun, Idlib, Syria"]


def test_an_area_with_incidents_is_hatched_and_told_from_one_of_totals() -> None:
    assert "url(#hatch" in wide(drawn(REGION))


def test_the_picture_carries_the_credits_of_all_packs_and_of_its_background() -> None:
    gazetteer = load_gazetteer()
    svg = wide(drawn(TOWN)).replace("&#39;", "'")
    for line in (*gazetteer.attribution, "Natural Earth"):
        assert line in svg


def test_hostile_names_stay_text() -> None:
    hostile = replace(TOWN, name='"><script>alert(1)</script>\u202e', admin=("<img src=x onerror=alert(2)>",))
    picture = drawn(hostile)
    assert "<script" not in str(picture.svg)
    assert "<img" not in str(picture.svg)
    assert "\u202e" not in str(picture.svg)


def test_a_name_from_right_to_left_is_kept_apart_from_its_numbers() -> None:
    assert "\u2068حاس\u2069" in wide(drawn(replace(TOWN, name="حاس")))


def test_a_long_name_is_shortened_on_the_map() -> None:
    labels = re.findall(r'<text class="name"[^>]*>([^<]*)', wide(drawn(replace(TOWN, name="Long " * 60))))
    assert labels
    assert max(map(len, labels)) <= 30


def test_no_labels_cross_on_a_crowded_map() -> None:
    towns = [moved(replace(TOWN, name=f"Town {n}"), 35 + n % 7 / 20, 36 + n // 7 / 15) for n in range(49)]
    for svg, sheet in zip(str(drawn(*towns).svg).split("</svg>"), SHEETS, strict=False):
        found = re.findall(r'<text class="name" x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]+) ', svg)
        boxes = []
        for x, y, anchor, words in found:
            width = 6.8 * len(words)
            left = float(x) - {"start": 0, "middle": width / 2, "end": width}[anchor]
            boxes.append((left, float(y) - 11, left + width, float(y) + 3))
        assert all(box[0] >= 0 and box[2] <= sheet.width for box in boxes)
        crossing = [
            (a, b)
            for at, a in enumerate(boxes)
            for b in boxes[at + 1 :]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert crossing == []


@pytest.mark.parametrize(("west", "east"), [(179.5, -179.5), (-179.9, 179.9), (170.0, -170.0)])
def test_a_map_across_the_180th_meridian_is_narrow(west: float, east: float) -> None:
    frame = frame_of([(-17.0, west), (-17.0, east)], SHEETS[0])
    assert frame.width < 60
    for longitude in (west, east):
        x, _ = frame.spot(-17.0, longitude)
        assert 0 < x < frame.sheet.width
    assert drawn(moved(TOWN, -17.0, west), moved(TOWN, -17.0, east)).svg


@pytest.mark.parametrize(("lat", "lon"), [(90.0, 180.0), (-90.0, -180.0), (0.0, 180.0), (89.99, 0.0)])
def test_the_ends_of_the_world_are_drawn(lat: float, lon: float) -> None:
    picture = drawn(moved(TOWN, lat, lon))
    x, y, r = (
        float(one) for one in re.findall(r'class="point" cx="([^"]+)" cy="([^"]+)" r="([^"]+)"', wide(picture))[0]
    )
    assert 0 < x < SHEETS[0].width
    assert 0 < y < SHEETS[0].height
    assert r > 0
    assert "nan" not in str(picture.svg)


def test_a_frame_holds_every_point_given() -> None:
    points = [(15.0, 30.0), (48.0, 37.0), (34.0, -5.0)]
    frame: Frame = frame_of(points, SHEETS[1])
    assert all(frame.holds(*frame.spot(*point)) for point in points)


def test_incidents_in_several_countries_have_closer_maps_with_the_same_numbers() -> None:
    gazetteer = load_gazetteer()
    cities = [next(p for p in gazetteer.lookup(n) if p.level == "settlement") for n in ("Omdurman", "Kherson", "Homs")]
    towns = [
        replace(TOWN, name=place.name, place_id=place.place_id, lat=place.lat, lon=place.lon, admin=place.admin)
        for place in cities
    ]
    picture = drawn(*towns)
    assert sorted(one.name for one in picture.closer) == ["Sudan", "Syria", "Ukraine"]
    svg = "".join(str(one.svg) for one in picture.closer) + str(picture.svg)
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    for name, number in (("Omdurman", 1), ("Kherson", 2), ("Homs", 3)):
        assert svg.count(f'>{name} <tspan class="small">{number}<') == 4
    assert not drawn(TOWN, REGION).closer


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_every_point_of_the_globe_is_drawn_on_the_sheet(points: list[tuple[float, float]]) -> None:
    svg = wide(drawn(*(moved(TOWN, lat, lon) for lat, lon in points)))
    marks = re.findall(r'class="point" cx="([^"]+)" cy="([^"]+)"', svg)
    assert marks
    assert all(0 < float(x) < SHEETS[0].width and 0 < float(y) < SHEETS[0].height for x, y in marks)
    assert "nan" not in svg


def test_lines_of_the_world_are_left_out_where_they_would_be_off() -> None:
    assert 'class="coast"' not in wide(drawn(TOWN))
    far = drawn(TOWN, moved(TOWN, 15.6, 32.5))
    assert 'class="coast"' in wide(far)
    assert ">EGYPT<" in wide(far)
    assert drawn(TOWN).locator
    assert not far.locator


def test_many_places_are_drawn_as_marks_with_the_number_of_their_incidents() -> None:
    towns = [
        moved(replace(TOWN, name=f"Town {n}", place_id=f"geonames:{n}"), 35 + n % 20 / 90, 36 + n / 900)
        for n in range(600)
    ]
    picture = drawn(*towns)
    svg = wide(picture)
    counted = sum(int(number) for number in re.findall(r'class="count"[^>]*>(\d+)<', svg))
    alone = len(re.findall('class="point"', svg)) - len(re.findall('class="count"', svg))
    assert counted + alone == 600
    assert len(picture.spots) == 600
    assert len(svg) < 200_000
    assert any("Dot with a number" in row.words for row in picture.legend)


def test_a_public_map_says_that_its_points_are_not_where_the_places_are() -> None:
    picture = drawn(TOWN, public=True)
    assert "not where it is" in picture.legend[0].words
    assert "grid of 0.1 degree" in " ".join(picture.notes)
