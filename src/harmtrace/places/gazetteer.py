"""The places of all packs as one gazetteer: by id, by name, by containment."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from harmtrace.model.where import Where
from harmtrace.places.curated import curated_pack, wide_places
from harmtrace.places.folding import fold_name
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place

__all__ = ["Gazetteer", "Place", "data_folder"]


def data_folder() -> Path:
    """Where installed packs lie: under HARMTRACE_DATA, else in the user's data folder."""
    return _folder("HARMTRACE_DATA", "user_data_path") / "gazetteer"


def _cache_folder() -> Path:
    return _folder("HARMTRACE_CACHE", "user_cache_path") / "gazetteer"


def _folder(setting: str, kind: str) -> Path:
    given = os.environ.get(setting)
    if given:
        return Path(given)
    import platformdirs

    found: Path = getattr(platformdirs, kind)("harmtrace")
    return found


class Gazetteer:
    """Places by id and name. The first pack that has a place gives its facts; names of all packs count."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        marks = "|".join(f"{pack.name}:{pack.meta['version']}" for pack in self.packs)
        self.version: str = hashlib.sha256(marks.encode()).hexdigest()[:12]
        self.attribution: list[str] = list(dict.fromkeys(pack.meta["attribution"] for pack in self.packs))
        self._places: dict[str, Place | None] = {}
        self._first_levels: dict[str, list[Place]] = {}

    @classmethod
    def open(cls, packs: Sequence[Path] | None = None) -> Gazetteer:
        """Open the curated pack and `packs`, or every installed pack where none are given."""
        if packs is None:
            folder = data_folder()
            packs = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
        return cls([curated_pack(_cache_folder()), *(Pack(Path(path)) for path in packs)])

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        if place_id not in self._places:
            found = (pack.by_id(place_id) for pack in self.packs)
            self._places[place_id] = next((place for place in found if place), wide_places().get(place_id))
        return self._places[place_id]

    def lookup(self, name: str, near: Place | None = None) -> list[Place]:
        """The places of this name or id, those nearest to `near` or else the most populous first."""
        direct = self.place(name)
        if direct:
            return [direct]
        folded = fold_name(name)
        found = self.merged(place for pack in self.packs for place in pack.by_name(folded))
        return sorted(found, key=lambda place: (_distance(place, near), -place.population, place.place_id))

    def search(self, name: str) -> list[Place]:
        """The places that a person may mean by `name`, level words ("Idlib governorate") understood."""
        found = self.lookup(name)
        if found:
            return found
        from harmtrace.places.cues import cues, level_of

        words = cues("en")
        for length in range(len(name) - 1, 1, -1):
            after = words.after.match(name, length)
            if after and after.end() == len(name) and after["level"]:
                level = level_of(words, after["level"])
                places = self.lookup(name[:length])
                return [place for place in places if place.level == level] or places
        return []

    def first_levels(self, country: str) -> list[Place]:
        """The first-level regions of a country (ISO code of two letters)."""
        if country not in self._first_levels:
            rows = (place for pack in self.packs for place in pack.of_level(country, "adm1"))
            self._first_levels[country] = self.merged(rows)
        return self._first_levels[country]

    def merged(self, places: Iterable[Place]) -> list[Place]:
        """Each place once, with the facts of the first pack that has it."""
        found: dict[str, Place] = {}
        for place in places:
            if place.place_id not in found:
                found[place.place_id] = self.place(place.place_id) or place
        return list(found.values())

    def contains(self, outer_id: str, where: Where) -> Literal["yes", "no", "maybe"]:
        """Whether `where` lies in the place `outer_id`; 'maybe' where that is not known."""
        from harmtrace.places.containment import contains

        return contains(self, outer_id, where)

    def polygon(self, place_id: str) -> dict[str, Any] | None:
        """The outline of an area as a GeoJSON geometry, or None where none is known."""
        from harmtrace.places.containment import polygon

        found = (pack.outline(place_id) for pack in self.packs)
        return polygon(place_id) or next((outline for outline in found if outline), None)


def _distance(place: Place, near: Place | None) -> float:
    if near is None or near.lat is None or near.lon is None or place.lat is None or place.lon is None:
        return 0.0
    return (place.lat - near.lat) ** 2 + (place.lon - near.lon) ** 2
