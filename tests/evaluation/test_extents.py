"""Extents of regions: a circle that holds most towns, far ones of a wrong code left out; none from too few."""

from __future__ import annotations

from evaluation.make_extents import of_neighbours, of_places

RING = [(35.0 + 0.1 * (n % 5), 36.0 + 0.1 * (n // 5)) for n in range(25)]
CENTRE = (35.2, 36.2)


def test_a_first_level_reaches_its_outer_towns_and_no_farther() -> None:
    assert 20 < (of_places(CENTRE, RING) or 0) < 32


def test_a_town_of_a_wrong_code_widens_no_region() -> None:
    assert of_places(CENTRE, [*RING, (20.0, 10.0)]) == of_places(CENTRE, RING)


def test_too_few_places_tell_no_extent() -> None:
    assert of_places(CENTRE, RING[:5]) is None
    assert of_neighbours(CENTRE, [CENTRE, (35.3, 36.2)]) is None


def test_a_district_reaches_towards_its_neighbours() -> None:
    around = [(35.4, 36.2), (35.0, 36.2), (35.2, 36.45), (35.2, 35.95)]
    assert 15 < (of_neighbours(CENTRE, around) or 0) < 20
