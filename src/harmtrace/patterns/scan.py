"""From dated points to clusters in space and time: the space-time permutation scan statistic.

M. Kulldorff, R. Heffernan, J. Hartman, R. Assunção and F. Mostashari, "A space-time permutation scan statistic for
disease outbreak detection", PLoS Medicine 2(3):e59, 2005. A cylinder is a circle around a place on record over a run
of days. What it is expected to hold follows from the record itself: the share of its places times the share of its
days. Places that always have many incidents and weeks that have many everywhere are no clusters by that. The p value
is that of the largest likelihood ratio of all cylinders among those of records with the days dealt out anew. Dealing
stops early where the answer is plain (J. Besag, P. Clifford, "Sequential Monte Carlo p-values", Biometrika 78, 1991).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harmtrace.places.geometry import kilometres_between, vector_at

FEWEST = 10
"""Incidents with a point and a day below which nothing is searched."""
MOST_CLUSTERS = 3
LONGEST_BY_DAY = 120
"""Days of a period that is searched day by day; a longer one is searched by weeks."""
MOST_STEPS = 13
"""Steps of time of the longest run that is looked at."""
ENOUGH = 20
"""So many records dealt out anew with a larger ratio end the dealing."""
_ALIKE = 1e-4
"""Ratios that differ by less are the same but for rounding."""
_CELLS = 2_000_000
"""Numbers that one batch of records dealt out anew may take."""

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Point:
    """An incident: its id, the key of its place, degrees and the ordinal of its day."""

    key: str
    place: str
    lat: float
    lon: float
    day: int


@dataclass(frozen=True, slots=True)
class Cylinder:
    """A circle over a run of days (ordinals, both included), with what it holds and what it would by chance."""

    centre: str
    radius_km: float
    places: tuple[str, ...]
    first: int
    last: int
    observed: int
    expected: float
    ratio: float
    """The logarithm of the likelihood ratio."""
    p: float


def unit_of(points: Sequence[Point]) -> int:
    """Days in a step of time: 1, or 7 for a long record."""
    days = [point.day for point in points]
    return 1 if not days or max(days) - min(days) < LONGEST_BY_DAY else 7


def scan(
    points: Sequence[Point], *, replicates: int = 999, seed: int = 1, widest_km: float = 50.0, share: float = 0.5
) -> tuple[Cylinder, ...]:
    """The most likely cluster and those after it that share no place with a likelier one, with their p values.

    No circle is wider than `widest_km` kilometres or holds more than `share` of the points, and no run of days is
    longer than half of the period or `MOST_STEPS`. The same points, in any order, and the same `seed` give the same
    answer.
    """
    if len(points) < FEWEST:
        return ()
    search = _Search(sorted(points, key=lambda point: (point.day, point.key)), widest_km, share)
    seen = search.best()
    if not seen:
        return ()
    dealt = search.dealt_out(replicates, np.random.default_rng(seed), seen[0][0])
    return tuple(search.cylinder(*one, p=_share_as_large(dealt, one[0])) for one in seen)


def _share_as_large(dealt: Floats, ratio: float) -> float:
    larger = int(np.count_nonzero(dealt >= ratio - _ALIKE))
    stopped = larger >= ENOUGH
    return larger / len(dealt) if stopped else (1 + larger) / (1 + len(dealt))


class _Search:
    """All cylinders over the places and days of a record."""

    def __init__(self, points: Sequence[Point], widest_km: float, share: float) -> None:
        self.unit = unit_of(points)
        self.first = points[0].day
        self.names = sorted({point.place for point in points})
        at = {name: index for index, name in enumerate(self.names)}
        self.place_of: Ints = np.array([at[point.place] for point in points])
        self.time_of: Ints = np.array([(point.day - self.first) // self.unit for point in points])
        self.steps = int(self.time_of.max()) + 1
        self.longest = max(1, min(MOST_STEPS, self.steps // 2))
        self.total = len(points)
        positions = {point.place: vector_at(point.lat, point.lon) for point in points}
        vectors = [positions[name] for name in self.names]
        self.apart = np.array([[kilometres_between(one, two) for two in vectors] for one in vectors])
        self.by_place = np.bincount(self.place_of, minlength=len(self.names))
        self.zones = self._zones(widest_km, share)
        self.members = np.zeros((len(self.zones), len(self.names)), dtype=np.float32)
        for row, (_centre, _radius, places) in enumerate(self.zones):
            self.members[row, places] = 1
        self.of_zone = self.members @ self.by_place
        self.till = np.concatenate([[0], np.cumsum(np.bincount(self.time_of, minlength=self.steps))])
        counts = np.arange(self.total + 1, dtype=float)
        self.x_log_x = (counts * np.log(np.maximum(counts, 1))).astype(np.float32)
        self.both = self.x_log_x + self.x_log_x[::-1]

    def _zones(self, widest_km: float, share: float) -> list[tuple[int, float, list[int]]]:
        """Each set of places that a circle around one of them can hold, once: centre, radius, places."""
        found: dict[tuple[int, ...], tuple[int, float, list[int]]] = {}
        for centre in range(len(self.names)):
            order = np.argsort(self.apart[centre], kind="stable")
            held: list[int] = []
            for rank, place in enumerate(order):
                held.append(int(place))
                radius = float(self.apart[centre, place])
                if radius > widest_km or self.by_place[held].sum() > share * self.total:
                    break
                if rank + 1 < len(order) and self.apart[centre, order[rank + 1]] == radius:
                    continue
                found.setdefault(tuple(sorted(held)), (centre, radius, sorted(held)))
        return list(found.values())

    def _counts(self, times: Ints) -> Ints:
        """How many of each zone came up to each step: records × zones × steps + 1."""
        table = np.zeros((len(times), len(self.names), self.steps), dtype=np.float32)
        rows = np.arange(len(times))[:, None]
        np.add.at(table, (rows, self.place_of[None, :], times), 1)
        held = np.cumsum(self.members @ table, axis=2)
        return np.concatenate([np.zeros((*held.shape[:2], 1)), held], axis=2).astype(np.int32)

    def _ratios(self, counts: Ints) -> Iterator[tuple[int, Floats]]:
        """For each length of a run the log likelihood ratios: records × zones × first steps."""
        for length in range(1, self.longest + 1):
            inside = counts[:, :, length:] - counts[:, :, :-length]
            of_days = self.till[length:] - self.till[:-length]
            expected = np.maximum(self.of_zone[:, None] * of_days[None, :] / self.total, 1e-12)
            outside = np.log(np.maximum(self.total - expected, 1e-12))
            odds = (np.log(expected) - outside).astype(np.float32)
            ratios = self.both[inside]
            ratios -= inside * odds
            ratios -= (self.total * outside).astype(np.float32)
            ratios[inside <= np.maximum(expected, 1)] = 0.0
            yield length, ratios

    def best(self) -> list[tuple[float, int, int, int]]:
        """The likeliest cylinders that share no place: ratio, zone, first step, length."""
        every: list[tuple[float, int, int, int]] = []
        for length, ratios in self._ratios(self._counts(self.time_of[None, :])):
            first = ratios[0].argmax(axis=1)
            for zone in np.flatnonzero(ratios[0].max(axis=1) > 0):
                every.append((float(ratios[0, zone, first[zone]]), int(zone), int(first[zone]), length))
        every.sort(key=lambda one: (-round(one[0], 3), one[3], len(self.zones[one[1]][2]), one[1], one[2]))
        kept: list[tuple[float, int, int, int]] = []
        taken: set[int] = set()
        for one in every:
            places = self.zones[one[1]][2]
            if not taken & set(places):
                kept.append(one)
                taken |= set(places)
            if len(kept) == MOST_CLUSTERS:
                break
        return kept

    def dealt_out(self, replicates: int, chance: np.random.Generator, seen: float) -> Floats:
        """The largest ratio of each record whose days were dealt out anew among its places.

        It ends with the record that is the `ENOUGH`th with a ratio as large as the one `seen`.
        """
        batch = max(1, min(ENOUGH, _CELLS // max(1, len(self.zones) * (self.steps + 1))))
        found: Floats = np.zeros(0, dtype=np.float32)
        while len(found) < replicates:
            size = min(batch, replicates - len(found))
            times = chance.permuted(np.tile(self.time_of, (size, 1)), axis=1)
            largest = np.zeros(size, dtype=np.float32)
            for _length, ratios in self._ratios(self._counts(times)):
                largest = np.maximum(largest, ratios.max(axis=(1, 2)))
            found = np.concatenate([found, largest])
            as_large = np.flatnonzero(found >= seen - _ALIKE)
            if len(as_large) >= ENOUGH:
                return found[: as_large[ENOUGH - 1] + 1]
        return found

    def cylinder(self, ratio: float, zone: int, first: int, length: int, *, p: float) -> Cylinder:
        """A cylinder as it is told."""
        centre, radius, places = self.zones[zone]
        inside = np.isin(self.place_of, places) & (self.time_of >= first) & (self.time_of < first + length)
        of_days = int(self.till[first + length] - self.till[first])
        begins = self.first + first * self.unit
        return Cylinder(
            centre=self.names[centre],
            radius_km=round(radius, 1),
            places=tuple(self.names[place] for place in places),
            first=begins,
            last=begins + length * self.unit - 1,
            observed=int(np.count_nonzero(inside)),
            expected=round(float(self.of_zone[zone]) * of_days / self.total, 3),
            ratio=round(ratio, 6),
            p=round(p, 6),
        )
