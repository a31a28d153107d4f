"""How likely each candidate place of a name is, by all the other names of the document.

Every distinct name is a unit with its candidates. A candidate has a score of its own (size, level, whether it is the
place's own name and not another one of it, the level word beside it) and is supported by the candidates of the other
names: those that are near, in its region or country, most of all the one that the text says it lies in or that lies in
it. Support is weighed by how likely the other candidate is itself, so that the scores are found in rounds (mean-field,
as in collective disambiguation of names); a softmax over the candidates of a name makes probabilities of them.

The weights, here and in `traits`, were chosen on LGL (local news), and GeoVirus, on which nothing was chosen, tells
what they are worth: `python -m evaluation.geoparsing`. They are round numbers on purpose.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from harmtrace.model.where import Candidate
from harmtrace.places.folding import fold_name
from harmtrace.places.geometry import EARTH_KM, kilometres
from harmtrace.places.traits import COUNTRY, OWN, RANK, REGION, SPOT, number_of, traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from harmtrace.places.gazetteer import Gazetteer
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
_DIGITS = 9
_SHARE = itemgetter(1)
_APART = 1e12
"""Characters: longer than any text."""
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


def chances(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, leanings: Leanings = (None, None)
) -> list[list[Chance]]:
    """For each mention its candidates with their probabilities, the likeliest first; empty where it has none.

    `leanings` are the ISO codes of the country that the document is said to be about, and of its publisher's.
    """
    units, of_mention = _units(mentions, text)
    found: dict[int, list[Chance]] = {}
    for start in range(0, len(units), _MOST_UNITS):
        stretch = units[start : start + _MOST_UNITS]
        for number, ranked in enumerate(_weighed(stretch, start, leanings, gazetteer), start):
            found[number] = ranked
    return [found[number] if number is not None else [] for number in of_mention]


def candidates_of(ranked: Sequence[Chance]) -> tuple[Candidate, ...]:
    """What an answer keeps of its candidates; none where there was no choice."""
    if len(ranked) == 1:
        return ()
    return tuple(Candidate(place.place_id, round(one, 3)) for place, one in ranked[:_MOST_KEPT] if one >= _KEPT)


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


def _weighed(units: Sequence[_Unit], first: int, leanings: Leanings, gazetteer: Gazetteer) -> Iterator[list[Chance]]:
    """The candidates of each unit, likeliest first; `first` is the number of the first unit in the document."""
    if all(len(unit.places) == 1 for unit in units):
        yield from ([(unit.places[0], 1.0)] for unit in units)
        return
    import numpy as np

    table = _Table(units, first, leanings, gazetteer)
    closeness, support = table.closeness()[table.unit], table.support()
    chance = table.softmax(table.own)
    for _ in range(_ROUNDS):
        best = np.maximum.reduceat(support * chance, table.starts, axis=1)
        total = np.einsum("ij,ij->i", best, closeness)
        chance = table.softmax(table.own + 2 * _STRENGTH * _DAMPED * np.log1p(total / _DAMPED))
    # Rounded, as what is equally likely must not be ordered by the last bit of a sum.
    shares = iter(np.round(chance, _DIGITS).tolist())
    for unit in units:
        yield sorted(zip(unit.places, islice(shares, len(unit.places)), strict=True), key=_SHARE, reverse=True)


class _Table:
    """The candidates of all units, one after the other, as columns."""

    def __init__(self, units: Sequence[_Unit], first: int, leanings: Leanings, gazetteer: Gazetteer) -> None:
        import numpy as np

        self.units, self.first = units, first
        counts = np.array([len(unit.places) for unit in units])
        self.unit: Ints = np.arange(len(units)).repeat(counts)
        self.starts: Ints = counts.cumsum() - counts
        self.traits = np.concatenate([traits(unit.name, unit.places, gazetteer) for unit in units], axis=1)
        self.own = self._own(leanings)
        self.within = self._within()

    def _own(self, leanings: Leanings) -> Floats:
        """The score that each candidate has by itself and by the words beside its name."""
        own: Floats = self.traits[OWN]
        rank, country = self.traits[RANK], self.traits[COUNTRY]
        for number, unit in enumerate(self.units):
            for level in unit.levels and unit.levels & _WANTED.keys():
                begin = self.starts[number]
                end = begin + len(unit.places)
                own[begin:end] += _FITTING_LEVEL * (2.0 * (rank[begin:end] == _WANTED[level]) - 1.0)
        for code, gain in zip(leanings, (_HINTED, _AT_HOME), strict=True):
            if code:
                own += gain * (country == number_of(code.upper()))
        return own

    def softmax(self, scores: Floats) -> Floats:
        """Probabilities over the candidates of each unit; no score is beyond what a float holds a power of."""
        import numpy as np

        powers = np.exp(scores)
        sums: Floats = np.add.reduceat(powers, self.starts)
        result: Floats = powers / sums[self.unit]
        return result

    def closeness(self) -> Floats:
        """How much of the support of one unit reaches another, by the least number of characters between them."""
        import numpy as np

        share: Floats = _GAP_LEAST + (1 - _GAP_LEAST) * np.exp(_gaps([unit.positions for unit in self.units]) / -_GAP)
        for one, two in self.within:
            share[one, two] = share[two, one] = 1
        return share

    def _within(self) -> list[tuple[int, int]]:
        """Which unit the text says to lie in which."""
        numbers = {unit.name: number for number, unit in enumerate(self.units)}
        return [(number, numbers[unit.within]) for number, unit in enumerate(self.units) if unit.within in numbers]

    def _listed(self) -> list[tuple[int, int]]:
        """Which units stand side by side in a list."""
        pairs = ((number, other - self.first) for number, unit in enumerate(self.units) for other in unit.beside)
        return [(one, two) for one, two in pairs if 0 <= two < len(self.units)]

    def support(self) -> Floats:
        """How much each candidate (row) is supported by each candidate of another unit (column), were that sure."""
        import numpy as np

        rank, country, region = self.traits[RANK], self.traits[COUNTRY], self.traits[REGION]
        same_country, same_region = country[:, None] == country, region[:, None] == region
        away = self._distances()
        support: Floats = np.exp(away / -_NEAR_KM)
        if (area := rank <= 1).any():
            np.maximum(support, _INSIDE * (same_region & (area[:, None] | area)), out=support)
        support *= _NEAR
        support += _SAME_REGION * same_region
        support += _SAME_COUNTRY * same_country
        if self.within:
            holds = np.where(rank == 0, same_country, np.where(rank == 1, same_region, away < _CONTAINED_KM))
            holds &= self._pairs(self.within)
            support += _CONTAINED * (holds | holds.T)
        if listed := self._listed():
            support += _LISTED * (self._pairs(listed) & (rank[:, None] == rank))
        support[self.unit[:, None] == self.unit] = 0
        return support

    def _pairs(self, pairs: Sequence[tuple[int, int]]) -> Flags:
        """For all candidates whether their units are one of these pairs."""
        import numpy as np

        found: Flags = np.zeros((len(self.units), len(self.units)), dtype=bool)
        found[tuple(zip(*pairs, strict=True))] = True
        return found[self.unit[:, None], self.unit]

    def _distances(self) -> Floats:
        """Kilometres between all candidates, by the chord: what counts is near. Far where one has no point."""
        import numpy as np

        spots = self.traits[SPOT]
        away: Floats = spots.T @ (-2 * spots)
        away += 2 * EARTH_KM**2
        np.maximum(away, 0.0, out=away)
        np.sqrt(away, out=away)
        return away


def _gaps(positions: Sequence[Sequence[int]]) -> Floats:
    """Least number of characters between the positions of one unit (row) and of another (column).

    A name may stand thousands of times in a text: each position is only looked up among those of the other units, all
    of which lie in one row, far apart.
    """
    import numpy as np

    shifts = [number * _APART for number in range(len(positions))]
    edges = [at + shift for here, shift in zip(positions, shifts, strict=True) for at in sorted(here)]
    row = np.array([-math.inf, *edges, math.inf])
    wanted = np.array([float(at) for here in positions for at in here]) + np.array(shifts)[:, None]
    after = row.searchsorted(wanted)
    gaps = np.minimum(row[after] - wanted, wanted - row[after - 1])
    counts = np.array([len(here) for here in positions])
    result: Floats = np.minimum.reduceat(gaps, counts.cumsum() - counts, axis=1)
    return result
