"""How places stand to each other, worked out once for all incidents and totals of a record that name them alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

from harmtrace.account.scope import Membership, apart_places, in_places, in_places_of, places_of, read_in_places
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.places import finest

_MOST_READINGS = 16
Named = tuple[tuple[object, ...], ...]
"""What tells apart the places of two records, as far as it bears on where they lie."""


def named(wheres: Sequence[Where]) -> Named:
    """The places by what their relations rest on."""
    return tuple(
        (w.place_id, w.modifier, w.name, w.level, w.status, w.admin, w.alternatives, w.between, w.lat, w.radius_km)
        for w in wheres
    )


class Relations:
    """Answers about places, each kept under what it was asked of."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._inside: dict[tuple[Named, tuple[str, ...]], tuple[Membership, bool]] = {}
        self._places: dict[Named, tuple[Where, ...]] = {}
        self._in_total: dict[tuple[Named, Named], Membership] = {}
        self._apart: dict[tuple[Named, Named], bool] = {}

    def readings(self, wheres: Sequence[Where]) -> tuple[tuple[Where, ...], ...]:
        """The places as each of the places that an ambiguous name may stand for; of many such, as they are."""
        doubtful = [where for where in finest(wheres) if where.alternatives]
        meant = [[self._as(where, one) for one in (where.place_id or "", *where.alternatives)] for where in doubtful]
        if not doubtful or prod(map(len, meant)) > _MOST_READINGS:
            return (tuple(wheres),)
        others = tuple(where for where in wheres if where not in doubtful)
        return tuple((*chosen, *others) for chosen in product(*meant))

    def _as(self, where: Where, place_id: str) -> Where:
        place = self.gazetteer.place(place_id)
        if place is None:
            return replace(where, alternatives=())
        return replace(where, place_id=place_id, status="resolved", level=place.level, alternatives=())

    def places_of(self, total: Sequence[Where]) -> tuple[Where, ...]:
        """The places that a total counts in."""
        key = named(total)
        if key not in self._places:
            self._places[key] = places_of(total, self.gazetteer)
        return self._places[key]

    def inside(self, wheres: Sequence[Where], place_ids: tuple[str, ...]) -> tuple[Membership, bool]:
        """Whether places lie in the union of others, and whether they can be read so."""
        key = (named(wheres), place_ids)
        if key not in self._inside:
            answers = {in_places(reading, place_ids, self.gazetteer) for reading in self.readings(wheres)}
            answer: Membership = answers.pop() if len(answers) == 1 else "maybe"
            readable = answer == "yes" or (answer == "maybe" and read_in_places(wheres, place_ids, self.gazetteer))
            self._inside[key] = answer, readable
        return self._inside[key]

    def in_total(self, incident: Sequence[Where], total: Sequence[Where], key: tuple[Named, Named]) -> Membership:
        """Whether the places of an incident lie in those of a total; `key` is how the two are `named`."""
        if key not in self._in_total:
            self._in_total[key] = self._lies_in(incident, total)
        return self._in_total[key]

    def _lies_in(self, incident: Sequence[Where], total: Sequence[Where]) -> Membership:
        """In any of the places of a total; in one that may be several, surely only where it lies in each of them."""
        found: set[Membership] = set()
        for place in total:
            answers = {in_places_of(incident, reading, self.gazetteer) for reading in self.readings((place,))}
            found.add(answers.pop() if len(answers) == 1 else "maybe")
        return "yes" if "yes" in found else "no" if found == {"no"} else "maybe"

    def apart(self, one: Where, other: Where) -> bool:
        """Whether two places surely have no point in common."""
        key = (named((one,)), named((other,)))
        if key not in self._apart:
            pairs = product(self.readings((one,)), self.readings((other,)))
            answer = all(apart_places(ours, theirs, self.gazetteer) for (ours,), (theirs,) in pairs)
            self._apart[key] = self._apart[key[::-1]] = answer
        return self._apart[key]
