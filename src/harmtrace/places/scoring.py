"""How likely each candidate place of a name is, by all the other names of the document.

Every distinct name is a unit with its candidates. A candidate has a score of its own (size, level, whether it is the
place's own name and not another one of it, the level word beside it) and is supported by the candidates of the other
names: those that are near, in its region or country, most of all the one that the text says it lies in or that lies in
it. Support is weighed by how likely the other candidate is itself, so that the scores are found in rounds (mean-field,
as in collective disambiguation of names); a softmax over the candidates of a name makes probabilities of them.

The weights were chosen on LGL (local news), and GeoVirus, on which nothing was chosen, tells what they are worth:
`python -m evaluation.geoparsing`. They are round numbers on purpose. With `_POPULATION` at 0.9, 1.1 and 1.3 LGL lost
0.1, 0.3 and 0.7 points, GeoVirus 1.0, 2.1 and 2.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harmtrace.model.where import Candidate
from harmtrace.places.curated import press_names
from harmtrace.places.folding import fold_name
from harmtrace.places.geometry import EARTH_KM, kilometres
from harmtrace.places.letters import ARABIC_LETTER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from harmtrace.places.mentions import Mention
    from harmtrace.places.place import Place

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

SURE = 0.6
"""From this probability on an answer counts as resolved, below it as ambiguous."""
_SPOT_KM, _SPOT_RADIUS_KM = 15.0, 25.0
"""Two places so near, of which none is larger, are one spot."""
_KEPT, _MOST_KEPT = 0.02, 6
"""An answer keeps candidates from this probability on, and so many."""
_MOST_CANDIDATES = 60
"""So many candidates of a name are weighed, the most populous."""
_MOST_UNITS = 120
"""So many names are weighed against each other; a longer text is taken in stretches."""
_ROUNDS = 3
_POPULATION = 0.7
"""For each power of ten of inhabitants."""
_METROPOLIS = 1.5
"""For a city of a million: the one that is meant where a text names nothing else ("Paris")."""
_MILLION = 1_000_000
_ASSUMED = {"adm1": _MILLION}
"""Inhabitants of a region for which no pack has them."""
_OF_LEVEL = {
    "country": 8.0,
    "water": 3.0,
    "informal_region": 3.0,
    "adm1": 2.0,
    "adm2": 3.0,
    "adm3": 2.0,
    "settlement": 0.7,
}
_OWN_NAME = 2.0
_SEAT = 4.0
"""Against a region of the name of a town in it: "Tripoli" is the city unless something says otherwise."""
_SEAT_KM = 40.0
"""From the centre of a second-level area to the town that it is named for."""
_SEAT_FROM = 20_000
"""Inhabitants of such a town."""
_FITTING_LEVEL = 1.3
_HINTED = 5.0
"""For a place in the country that the document is said to be about."""
_AT_HOME = 2.5
"""For a place in the country of the publisher: other names of the text weigh more."""
_NEAR, _NEAR_KM = 16.0, 75.0
_INSIDE = 0.6
"""How near a place is to the area that holds it, as a share of `_NEAR`."""
_SAME_REGION, _SAME_COUNTRY = 3.5, 0.8
_CONTAINED, _CONTAINED_KM = 8.5, 60.0
_LISTED = 1.5
"""For neighbours in a list that are of one level."""
_GAP, _GAP_LEAST = 500.0, 0.6
"""Characters over which support falls, and the share of it that is left."""
_DAMPED = 1.4
"""Support grows with the logarithm beyond this: ten names are not ten times the reason."""
_STRENGTH = 0.8
_AREAS = frozenset({"country", "adm1"})
_RANK = {"country": 0, "adm1": 1, "informal_region": 1, "adm2": 2, "adm3": 2}
_WANTED = {"adm1": 1, "region": 1, "adm2": 2, "adm3": 2, "settlement": 3}

Chance = tuple["Place", float]
Leanings = tuple[str | None, str | None]
"""The countries that a document is said to be about, and that its publisher is in."""


@dataclass(slots=True)
class _Unit:
    """A name of the document that stands for one place: mentions that the text puts in different areas are apart."""

    name: str
    within: str | None
    places: Sequence[Place]
    positions: list[int] = field(default_factory=list)
    levels: set[str] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)


def chances(mentions: Sequence[Mention], text: str, leanings: Leanings = (None, None)) -> list[list[Chance]]:
    """For each mention its candidates with their probabilities, the likeliest first; empty where it has none.

    `leanings` are the ISO codes of the country that the document is said to be about, and of its publisher's.
    """
    units, of_mention = _units(mentions, text)
    found: dict[int, list[Chance]] = {}
    for start in range(0, len(units), _MOST_UNITS):
        stretch = units[start : start + _MOST_UNITS]
        for number, ranked in enumerate(_weighed(stretch, start, leanings), start):
            found[number] = ranked
    return [found[number] if number is not None else [] for number in of_mention]


def candidates_of(ranked: Sequence[Chance]) -> tuple[Candidate, ...]:
    """What an answer keeps of its candidates; none where there was no choice."""
    kept = [(place, chance) for place, chance in ranked if chance >= _KEPT][:_MOST_KEPT]
    return tuple(Candidate(place.place_id, round(chance, 3)) for place, chance in kept) if len(ranked) > 1 else ()


def is_sure(ranked: Sequence[Chance]) -> bool:
    """Whether the likeliest candidate is likely enough, with those that are the same spot: a city and its district."""
    best, sure = ranked[0]
    if sure >= SURE:
        return True
    return sure + sum(chance for place, chance in ranked[1:] if chance >= _KEPT and _is_same_spot(place, best)) >= SURE


def _is_same_spot(one: Place, two: Place) -> bool:
    small = all((place.radius_km or 0.0) <= _SPOT_RADIUS_KM for place in (one, two))
    return small and kilometres(one, two) <= _SPOT_KM


def _units(mentions: Sequence[Mention], text: str) -> tuple[list[_Unit], list[int | None]]:
    """The units in the order of the text, and for each mention the number of its unit."""
    units: list[_Unit] = []
    numbers: dict[tuple[str, str | None], int] = {}
    of_mention: list[int | None] = []
    last_within: dict[str, str | None] = {}
    by_mention: dict[int, int] = {}
    for mention in mentions:
        if not mention.places:
            of_mention.append(None)
            continue
        name = _name(mention, text)
        outer = mention.container
        within = _name(outer, text) if outer is not None and outer.places else last_within.get(name)
        last_within[name] = within
        number = numbers.setdefault((name, within), len(units))
        if number == len(units):
            units.append(_Unit(name, within, sorted(mention.places, key=_size)[:_MOST_CANDIDATES]))
        unit = units[number]
        unit.positions.append(mention.name_start)
        if mention.level:
            unit.levels.add(mention.level)
        of_mention.append(number)
        by_mention[id(mention)] = number
    for mention in mentions:
        if (number := by_mention.get(id(mention), -1)) >= 0:
            units[number].beside.update(by_mention[id(other)] for other in mention.beside if id(other) in by_mention)
    return units, of_mention


def _name(mention: Mention, text: str) -> str:
    return fold_name(text[mention.name_start : mention.name_end])


def _size(place: Place) -> int:
    return -place.population


def _weighed(units: Sequence[_Unit], first: int, leanings: Leanings) -> Iterator[list[Chance]]:
    """The candidates of each unit, likeliest first; `first` is the number of the first unit in the document."""
    if not units:
        return
    import numpy as np

    table = _Table(units, first, leanings)
    own, support = table.own, table.support()
    chance = table.softmax(own)
    for _ in range(_ROUNDS):
        best = np.maximum.reduceat(support * chance, table.starts, axis=1)
        total = (best * table.closeness[table.unit]).sum(axis=1)
        gained = 2 * _DAMPED * np.log1p(total / _DAMPED)
        chance = table.softmax(own + _STRENGTH * gained)
    for begin, end in zip(table.starts, [*table.starts[1:], len(chance)], strict=True):
        order = np.argsort(-chance[begin:end], kind="stable") + begin
        yield [(table.places[at], float(chance[at])) for at in order]


class _Table:
    """The candidates of all units, one after the other, as arrays."""

    def __init__(self, units: Sequence[_Unit], first: int, leanings: Leanings) -> None:
        import numpy as np

        self.units, self.first = units, first
        self.places = [place for unit in units for place in unit.places]
        counts = [len(unit.places) for unit in units]
        self.unit: Ints = np.repeat(np.arange(len(units)), counts)
        self.starts: Ints = np.cumsum([0, *counts[:-1]])
        self.rank: Ints = np.array([_RANK.get(place.level, 3) for place in self.places])
        self.own: Floats = np.array([_own(unit, place, leanings) for unit in units for place in unit.places])
        self.closeness = self._closeness()

    def softmax(self, scores: Floats) -> Floats:
        """Probabilities over the candidates of each unit."""
        import numpy as np

        powers = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.unit])
        sums: Floats = np.add.reduceat(powers, self.starts)
        result: Floats = powers / sums[self.unit]
        return result

    def _closeness(self) -> Floats:
        """How much of the support of one unit reaches another, by the least number of characters between them."""
        import numpy as np

        positions = np.array([at for unit in self.units for at in unit.positions], dtype=float)
        starts = np.cumsum([0, *(len(unit.positions) for unit in self.units[:-1])])
        gaps: Floats = np.stack([np.minimum.reduceat(_gaps(positions, unit), starts) for unit in self.units])
        share: Floats = _GAP_LEAST + (1 - _GAP_LEAST) * np.exp(-gaps / _GAP)
        share[self._within() | self._within().T] = 1
        return share

    def _within(self) -> Flags:
        """Of which unit the text says that it lies in which."""
        import numpy as np

        numbers = {unit.name: number for number, unit in enumerate(self.units)}
        found: Flags = np.zeros((len(self.units), len(self.units)), dtype=bool)
        for number, unit in enumerate(self.units):
            if unit.within in numbers:
                found[number, numbers[unit.within]] = True
        return found

    def _beside(self) -> Flags:
        import numpy as np

        found: Flags = np.zeros((len(self.units), len(self.units)), dtype=bool)
        for number, unit in enumerate(self.units):
            here = [other - self.first for other in unit.beside]
            found[number, [other for other in here if 0 <= other < len(self.units)]] = True
        return found

    def support(self) -> Floats:
        """How much each candidate (row) is supported by each candidate of another unit (column), were that sure."""
        import numpy as np

        same_country = self._equal([place.country for place in self.places])
        same_region = self._equal([_region(place, number) for number, place in enumerate(self.places)])
        away = self._distances()
        area = self.rank <= 1
        near = np.exp(-away / _NEAR_KM)
        inside = same_region & (area[:, None] | area[None, :])
        near = np.where(inside, np.maximum(near, _INSIDE), near)
        support: Floats = _NEAR * near + _SAME_REGION * same_region + _SAME_COUNTRY * same_country
        holds = np.where(self.rank == 0, same_country, np.where(self.rank == 1, same_region, away < _CONTAINED_KM))
        within = self._within()[self.unit[:, None], self.unit[None, :]]
        support += _CONTAINED * ((within & holds) | (within.T & holds.T))
        listed = self._beside()[self.unit[:, None], self.unit[None, :]]
        support += _LISTED * (listed & (self.rank[:, None] == self.rank[None, :]))
        support[self.unit[:, None] == self.unit[None, :]] = 0
        return support

    def _equal(self, values: Sequence[str]) -> Flags:
        import numpy as np

        numbers: dict[str, int] = {}
        codes = np.array([numbers.setdefault(value, len(numbers)) for value in values])
        equal: Flags = codes[:, None] == codes[None, :]
        return equal

    def _distances(self) -> Floats:
        """Kilometres between all candidates, by the chord between their unit vectors; far where one has no point."""
        import numpy as np

        spots = np.radians([(place.lat or 0.0, place.lon or 0.0) for place in self.places])
        lat, lon = spots[:, 0], spots[:, 1]
        vectors = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        half_chord = np.sqrt(np.clip((1 - vectors @ vectors.T) / 2, 0.0, 1.0))
        away: Floats = 2 * EARTH_KM * np.arcsin(half_chord)
        pointless = np.array([place.lat is None for place in self.places])
        away[pointless, :] = math.inf
        away[:, pointless] = math.inf
        return away


def _gaps(positions: Floats, unit: _Unit) -> Floats:
    """Characters from each position to the nearest one of a unit: a name may stand thousands of times in a text."""
    import numpy as np

    edges = np.array([-math.inf, *sorted(unit.positions), math.inf])
    following = np.searchsorted(edges, positions)
    result: Floats = np.minimum(edges[following] - positions, positions - edges[following - 1])
    return result


def _region(place: Place, number: int) -> str:
    """The first-level region of a place, a value of its own where none is known."""
    return f"{place.country}.{place.admin1}" if place.admin1 else f"#{number}"


def _own(unit: _Unit, place: Place, leanings: Leanings) -> float:
    """The score that a candidate has by itself."""
    rank = _RANK.get(place.level, 3)
    score = _OF_LEVEL.get(place.level, 0.0)
    if rank:
        score += _POPULATION * math.log10((place.population or _ASSUMED.get(place.level, 0)) + 1)
    if place.level == "settlement" and place.population >= _MILLION:
        score += _METROPOLIS
    if _bears(place, unit.name):
        score += _OWN_NAME
    for level in unit.levels:
        if level in _WANTED:
            score += _FITTING_LEVEL if _WANTED[level] == rank else -_FITTING_LEVEL
    if place.level in ("adm1", "adm2") and any(_is_seat(other, place) for other in unit.places):
        score -= _SEAT
    hint, home = leanings
    if hint and place.country == hint.upper():
        score += _HINTED
    if home and place.country == home:
        score += _AT_HOME
    return score


def _bears(place: Place, folded: str) -> bool:
    """Whether it is the place's own name: in the pack, first of its names in another script, or as press writes it."""
    if fold_name(place.name) == folded or place.place_id in press_names().get(folded, ()):
        return True
    if folded.isascii():
        return False
    return (
        next((fold_name(name) for name in place.names if not name.isascii() and ARABIC_LETTER.search(name)), "")
        == folded
    )


def _is_seat(town: Place, region: Place) -> bool:
    if town.level != "settlement" or town.population < _SEAT_FROM:
        return False
    if (town.country, town.admin1) != (region.country, region.admin1):
        return False
    return region.level == "adm1" or kilometres(town, region) <= _SEAT_KM
