"""Places that no gazetteer has lie where any text of the record says that they do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from harmtrace.account.scope import in_places
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from tests.record_claims import HASS, Report, record_of

MILL = ("Upper Mill", None, "settlement")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def report(name: str, start: str, admin: Sequence[str]) -> Report:
    figures = [("killed", "civilian", "3")]
    return Report(name, f"Outlet {name}", figures, MILL, start, published=start, admin=admin)


def areas(gazetteer: Gazetteer, *reports: Report) -> list[tuple[str, ...]]:
    incidents = record_of(reports, gazetteer).incidents
    return [i.where[0].admin for i in sorted(incidents, key=lambda i: i.documents)]


def test_where_one_text_puts_a_village_it_lies_for_the_others(gazetteer: Gazetteer) -> None:
    told, bare = report("a", "2018-09-08", ("Syria", "Idlib")), report("b", "2018-09-14", ("Syria",))
    assert areas(gazetteer, told, bare) == [("Syria", "Idlib"), ("Syria", "Idlib")]


def test_villages_of_one_name_in_two_provinces_lie_where_each_text_says(gazetteer: Gazetteer) -> None:
    told = report("a", "2018-09-08", ("Syria", "Idlib")), report("b", "2018-09-11", ("Syria", "Homs"))
    bare = report("c", "2018-09-14", ("Syria",))
    assert areas(gazetteer, *told, bare) == [("Syria", "Idlib"), ("Syria", "Homs"), ("Syria",)]


def test_a_place_is_where_one_of_its_tellers_knows_it_to_be(gazetteer: Gazetteer) -> None:
    known = Where("Hass", 0, 4, "location", "resolved", HASS[0], "settlement", HASS[1], admin=("Syria", "Idlib"))
    spelt = Where("Haas", 0, 4, "location", "not_in_gazetteer", "Haas", "settlement")
    assert in_places([known, spelt], ["geonames:169387"], gazetteer) == "yes"
    assert in_places([spelt], ["geonames:169387"], gazetteer) == "maybe"
