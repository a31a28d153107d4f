"""What is odd about the rows of a pack, though each may stand: countries of no such code, positions elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place
from harmtrace.places.tables import country_names

Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""
_MARGIN: Final = 0.3
_FAR: Final = 5.0
"""Degrees beyond the known places of a country where a position is said to be odd."""


@dataclass(slots=True)
class Doubts:
    """Looks at places one by one; `notes` says for each kind of oddity how many there are and names the first."""

    known: Gazetteer
    _found: dict[str, list[str]] = field(default_factory=dict)
    _boxes: dict[str, Box | None] = field(default_factory=dict)

    def look(self, place: Place) -> None:
        """Keep what is odd about a place."""
        code = place.country
        if code and code not in country_names():
            self._keep(f"of the country {code}, which is no code that harmtrace knows", place)
        elif place.lat is not None and place.lon is not None and (box := self._box(code)):
            if not _holds(box, place.lat, place.lon, _MARGIN) and _holds(box, place.lon, place.lat, 0):
                self._keep(f"outside of {code}, but inside with latitude and longitude swapped", place)
            elif not _holds(box, place.lat, place.lon, _FAR):
                self._keep(f"far from all known places of {code}", place)

    def notes(self) -> Iterator[str]:
        """Yield a line for each kind of oddity."""
        for what, names in self._found.items():
            yield f"{len(names):,} {'place is' if len(names) == 1 else 'places are'} {what}: {names[0]}" + (
                " and others" if len(names) > 1 else ""
            )

    def _keep(self, what: str, place: Place) -> None:
        self._found.setdefault(what, []).append(f"{place.name} ({place.place_id})")

    def _box(self, country: str) -> Box | None:
        if country not in self._boxes:
            self._boxes[country] = _around(self.known, country)
        return self._boxes[country]


def _around(known: Gazetteer, country: str) -> Box | None:
    """The box around the settlements of a country that are known."""
    found = [box for pack in known.packs if (box := pack.extent(country))]
    if not found:
        return None
    corners: tuple[Callable[[list[float]], float], ...] = (min, min, max, max)
    south, west, north, east = (pick([box[side] for box in found]) for side, pick in enumerate(corners))
    return south, west, north, east


def _holds(box: Box, lat: float, lon: float, margin: float) -> bool:
    south, west, north, east = box
    return south - margin <= lat <= north + margin and west - margin <= lon <= east + margin
