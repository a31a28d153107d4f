"""Clusters in space and time: none where there is none, at the rate that is said; a planted one is found."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from harmtrace.patterns.scan import FEWEST, Point, scan


def points(chance: np.random.Generator, count: int, places: int = 8, days: int = 24) -> list[Point]:
    """Incidents at places of unlike weight on days of unlike weight, each drawn without the other."""
    at = chance.random((places, 2)) * 0.6 + 35
    where = chance.choice(places, count, p=_weights(chance, places))
    when = chance.choice(days, count, p=_weights(chance, days))
    told = enumerate(zip(where, when, strict=True))
    return [Point(f"i{n:03}", f"p{w}", float(at[w, 0]), float(at[w, 1]), 700_000 + int(d)) for n, (w, d) in told]


def _weights(chance: np.random.Generator, count: int) -> np.ndarray:
    weights = chance.random(count) + 0.2
    return np.asarray(weights / weights.sum())


def test_without_a_cluster_the_p_values_are_even() -> None:
    chance = np.random.default_rng(5)
    found = []
    for seed in range(160):
        clusters = scan(points(chance, 30), replicates=99, seed=seed, widest_km=1000)
        found.append(clusters[0].p if clusters else 1.0)
    values = np.sort(found)
    for level in (0.05, 0.1, 0.2, 0.5):
        share = float(np.mean(values <= level))
        assert abs(share - level) <= 3 * (level * (1 - level) / len(values)) ** 0.5, (level, share)
    # Kolmogorov and Smirnov: the largest distance to an even distribution, at one in a thousand.
    steps = np.arange(1, len(values) + 1) / len(values)
    assert float(np.max(np.abs(steps - values))) < 1.95 / len(values) ** 0.5


def test_a_planted_cluster_is_found_where_and_when_it_was_planted() -> None:
    spread = points(np.random.default_rng(6), 200, places=12, days=60)
    quiet = Counter(point.place for point in spread).most_common()[-1][0]
    planted = [Point(f"x{n}", quiet, *_at(spread, quiet), 700_030 + n % 3) for n in range(10)]
    first = scan([*spread, *planted])[0]
    assert quiet in first.places
    assert first.first <= 700_031 <= first.last
    assert first.last - first.first < 10
    assert first.observed >= 10
    assert first.p <= 0.005


def _at(told: list[Point], place: str) -> tuple[float, float]:
    return next((p.lat, p.lon) for p in told if p.place == place)


def test_much_at_one_place_or_in_one_week_everywhere_is_no_cluster() -> None:
    chance = np.random.default_rng(7)
    everywhere = [Point(f"w{n}", f"p{n % 12}", 35 + n % 12 / 10, 36.0, 700_010 + n % 7) for n in range(60)]
    always = [Point(f"a{n}", "p0", 35.0, 36.0, 700_000 + int(chance.integers(0, 60))) for n in range(60)]
    assert all(cluster.p > 0.01 for cluster in scan(everywhere))
    assert all(cluster.p > 0.01 for cluster in scan([*points(chance, 40, places=12, days=60), *always], widest_km=5))


def test_order_and_runs_change_nothing() -> None:
    told = points(np.random.default_rng(8), 40)
    first = scan(told, replicates=99)
    random.Random(1).shuffle(told)
    assert scan(told, replicates=99) == first
    assert scan(told, replicates=99, seed=2)[0].observed == first[0].observed


def test_clusters_share_no_place_and_circles_are_no_wider_than_asked() -> None:
    found = scan(points(np.random.default_rng(9), 120, places=20, days=60), replicates=19, widest_km=20)
    taken = [place for cluster in found for place in cluster.places]
    assert len(taken) == len(set(taken))
    assert all(cluster.radius_km <= 20 and cluster.observed > cluster.expected for cluster in found)


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_few_incidents_are_not_searched(count: int) -> None:
    assert scan(points(np.random.default_rng(10), count)) == ()


def test_one_place_or_one_day_has_no_cluster() -> None:
    assert scan([Point(f"i{n}", "p", 35.0, 36.0, 700_000 + n) for n in range(20)]) == ()
    assert scan([Point(f"i{n}", f"p{n}", 35 + n / 10, 36.0, 700_000) for n in range(20)]) == ()


def test_a_long_record_is_searched_by_weeks() -> None:
    told = points(np.random.default_rng(14), 40, days=400)
    planted = [Point(f"x{n}", "p3", *_at(told, "p3"), 700_210 + n) for n in range(6)]
    first = scan([*told, *planted], replicates=199)[0]
    assert (first.last - first.first + 1) % 7 == 0
    assert first.first <= 700_213 <= first.last
