"""The world pack: settlements and regions of every country, beside the tables that count in any text."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place
from harmtrace.places.tables import first_level_names, table
from harmtrace.places.world import names_kept


@pytest.fixture(scope="module")
def world(gazetteer: Gazetteer) -> Pack:
    return gazetteer.packs[-1]


def test_it_is_the_last_and_the_only_minor_pack(gazetteer: Gazetteer, world: Pack) -> None:
    assert world.name == "world"
    assert [pack.minor for pack in gazetteer.packs] == [False, True]
    assert gazetteer.common == gazetteer.packs[:-1]
    assert world.size() > 260_000


def test_a_settlement_has_its_country_and_region_above_it(world: Pack) -> None:
    [wiggins] = [place for place in world.by_name("wiggins") if place.admin1 == "MS"]
    assert (wiggins.level, wiggins.admin, wiggins.country) == ("settlement", ("United States", "Mississippi"), "US")


@pytest.mark.parametrize(
    ("name", "place_id", "level"),
    [
        ("Louisiana", "geonames:4331987", "adm1"),
        ("Orange County", "geonames:5379524", "adm2"),
        ("Rapides", "geonames:4338356", "adm2"),
        ("Rostov", "geonames:501165", "adm1"),
        ("Wiggins", "geonames:4451140", "settlement"),
        ("Нью-Йорк", "geonames:5128581", "settlement"),
    ],
)
def test_names_of_regions_and_towns_lead_to_them(gazetteer: Gazetteer, name: str, place_id: str, level: str) -> None:
    assert (place_id, level) in {(place.place_id, place.level) for place in gazetteer.lookup(name)}


def test_what_bears_a_name_in_any_text_comes_before_what_does_not(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Salqin")
    assert found[0].place_id == "geonames:164898"
    assert len(found) > 1
    assert gazetteer.lookup("Salqin", every=False) == found[:1]


def test_a_person_who_asks_for_a_name_gets_hamlets_only_where_nothing_else_bears_it(gazetteer: Gazetteer) -> None:
    assert {place.country for place in gazetteer.search("Homs")} == {"SY"}
    assert gazetteer.search("Wiggins")


def test_every_id_of_the_tables_stands_once() -> None:
    ids = Counter(row["place_id"] for name in ("countries", "adm1", "adm2", "regions") for row in table(name))
    assert [place_id for place_id, count in ids.items() if count > 1] == []


def test_codes_of_first_levels_are_unique_in_their_country_and_lead_up_from_the_second() -> None:
    codes = Counter((row["country"], row["admin1"]) for row in table("adm1") if row["admin1"])
    assert [code for code, count in codes.items() if count > 1] == []
    above = {(row["country"], row["admin1"]) for row in table("adm2")}
    assert len(above - set(first_level_names())) / len(above) < 0.02


def test_a_country_has_a_centre_and_a_radius(gazetteer: Gazetteer) -> None:
    without = [row["iso2"] for row in table("countries") if not row["lat"]]
    assert set(without) == {"AN", "BV", "CS"}  # no longer a country, or no settlement and no outline
    mali = gazetteer.place("geonames:2453866")
    assert mali
    assert mali.lat is not None
    assert mali.radius_km is not None
    assert 500 < mali.radius_km < 800


def test_a_region_lies_among_its_towns(world: Pack, gazetteer: Gazetteer) -> None:
    wild = []
    for row in table("adm1"):
        region = gazetteer.place(row["place_id"])
        if region is None or region.lat is None or not region.admin1:
            continue
        towns = [town for town in _towns(world, region.country) if town.admin1 == region.admin1]
        nearest = min((kilometres(region, town) for town in towns), default=0.0)
        if nearest > max(60.0, 1.2 * (region.radius_km or 0.0)):
            wild.append((region.place_id, round(nearest)))
    assert wild == []


@cache
def _towns(world: Pack, country: str) -> tuple[Place, ...]:
    return world.of_level(country, "settlement")


def test_codes_and_bare_transliterations_are_no_names() -> None:
    others = ["CAI", "al qahrt", "Le Caire", "القاهرة", "Каир", "Κάιρο", "カイロ", "Ka", "קהיר", "Cairo"]
    assert list(names_kept("Cairo", others)) == ["Le Caire", "القاهرة", "Каир", "קהיר"]
