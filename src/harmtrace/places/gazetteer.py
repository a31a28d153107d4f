"""The places of all packs as one gazetteer: by id, by name, by containment."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from harmtrace.errors import BrokenPack
from harmtrace.model.pack import PackUsed
from harmtrace.model.where import Where
from harmtrace.places.curated import curated_pack, wide_places
from harmtrace.places.folding import fold_name
from harmtrace.places.packfile import Pack, way_out_of
from harmtrace.places.place import Place
from harmtrace.places.world import world_pack

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_MANY_VILLAGES = 300
"""A table with so many settlements of unknown size lists a country in full."""
_T = TypeVar("_T")
_MOST_REMEMBERED = 50_000
_NEW = object()

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
        self.common = tuple(pack for pack in self.packs if not pack.minor)
        """The packs whose names count in any text."""
        marks = "|".join(f"{pack.name}:{pack.meta['version']}" for pack in self.packs)
        self.version: str = hashlib.sha256(marks.encode()).hexdigest()[:12]
        self.attribution: list[str] = list(dict.fromkeys(pack.meta["attribution"] for pack in self.packs))
        self._earlier = {pack.label: self.packs[:number] for number, pack in enumerate(self.packs)}
        self._completed = frozenset(pack.label for pack in (self.common if len(self.common) > 1 else ()))
        """The packs of which another may know more."""
        self._places: dict[str, Place | None] = {}
        self._first_levels: dict[str, list[Place]] = {}
        self._remembered: dict[Hashable, Any] = {}

    def used(self) -> tuple[PackUsed, ...]:
        """What a record keeps of the packs that its places come from."""
        facts = ("name", "version", "attribution", "licence", "date", "source")
        return tuple(PackUsed(**{fact: pack.meta.get(fact, "") for fact in facts}) for pack in self.packs)

    @classmethod
    def open(cls, packs: Sequence[Path] | None = None) -> Gazetteer:
        """Open the curated pack and `packs`, or every installed pack where none are given.

        Raises `BrokenPack` naming all that cannot be read: a part of the gazetteer would miss places silently.
        """
        if packs is None:
            folder = data_folder()
            packs = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
        cache = _cache_folder()
        return cls([curated_pack(cache), *_opened([Path(path) for path in packs]), world_pack(cache)])

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        if place_id not in self._places:
            found = [place for pack in self.packs if (place := pack.by_id(place_id))]
            self._places[place_id] = _with_facts_of(found) if found else wide_places().get(place_id)
        return self._places[place_id]

    def lookup(self, name: str, *, every: bool = True) -> list[Place]:
        """The places of this name or id: those that bear it in any text, the largest first, then the others.

        Without `every`, small settlements of the world and their like are left out.
        """
        direct = self.place(name) if ":" in name else None
        if direct:
            return [direct]
        folded = fold_name(name)
        return list(self.remembered(("name", folded, every), lambda: self._ranked(folded, every)))

    def read_names(self, names: Iterable[str]) -> None:
        """Read the places of these names, as many as are to be looked up, with one search of each pack."""
        folded = list(dict.fromkeys(map(fold_name, names)))
        for pack in self.packs:
            pack.read_names(folded)

    def _ranked(self, folded: str, every: bool) -> list[Place]:
        """The places of a folded name: those of the common packs, then the others, each from the most populous."""
        known = self.merged(place for pack in self.common for place in pack.by_name(folded))
        known.sort(key=_by_size)
        if not every:
            return known
        minor = (place for pack in self.packs if pack.minor for place in pack.by_name(folded))
        more = self.merged([*known, *minor])[len(known) :]
        return known + sorted(more, key=_by_size)

    def search(self, name: str) -> list[Place]:
        """The places that a person may mean by `name`, level words ("Idlib governorate") understood.

        Small settlements of the world only where nothing else is called so.
        """
        return self._search(name, every=False) or self._search(name, every=True)

    def _search(self, name: str, *, every: bool) -> list[Place]:
        found = self.lookup(name, every=every)
        if found:
            return found
        from harmtrace.places.cues import cues, level_of

        words = cues("en")
        for length in range(len(name) - 1, 1, -1):
            after = words.after.match(name, length)
            if after and after.end() == len(name) and after["level"]:
                level = level_of(words, after["level"])
                places = self.lookup(name[:length], every=every)
                return [place for place in places if place.level == level] or places
        return []

    def is_listed_in_full(self, country: str) -> bool:
        """Whether the common packs have the villages of a country as well, and not its towns alone."""
        return self.remembered(
            ("villages", country), lambda: sum(pack.villages(country) for pack in self.common) >= _MANY_VILLAGES
        )

    def country(self, code: str) -> Place | None:
        """The country with this ISO code of two letters."""
        rows = (place for pack in self.common for place in pack.of_level(code, "country"))
        return self.remembered(("country", code), lambda: next(iter(self.merged(rows)), None))

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
                found[place.place_id] = self._known(place)
        return list(found.values())

    def _known(self, place: Place) -> Place:
        """The same place with the facts of other packs, if they have more: most places of the world are in one alone.

        An installed pack may know the feature that the first has not ("PPLA2", the seat of an area).
        """
        shared = place.pack in self._completed and not (place.feature and place.population)
        for pack in self._earlier.get(place.pack, ()):
            shared = shared or place.place_id in pack.ids
        return (self.place(place.place_id) or place) if shared else place

    def contains(self, outer_id: str, where: Where) -> Literal["yes", "no", "maybe"]:
        """Whether `where` lies in the place `outer_id`; 'maybe' where that is not known."""
        from harmtrace.places.containment import contains

        return contains(self, outer_id, where)

    def area_holds(self, area: Where, where: Where) -> Literal["no", "maybe"]:
        """Whether `where` may lie in the area that the words of another place expression stand for ("near Homs")."""
        from harmtrace.places.containment import area_holds

        return area_holds(self, area, where)

    def polygon(self, place_id: str) -> dict[str, Any] | None:
        """The outline of an area as a GeoJSON geometry, or None where none is known."""
        from harmtrace.places.containment import polygon

        found = (pack.outline(place_id) for pack in self.packs)
        return polygon(place_id) or next((outline for outline in found if outline), None)

    def shape(self, place_id: str) -> BaseGeometry | None:
        """The outline of an area as a shape in degrees, or None where none is known."""
        from harmtrace.places.areas import valid_shape

        return self.remembered(("outline", place_id), lambda: valid_shape(self.polygon(place_id)))

    def outline(self, place_id: str) -> tuple[BaseGeometry, BaseGeometry] | None:
        """The same shape with its border."""
        from harmtrace.places.containment import with_border

        return self.remembered(("border", place_id), lambda: with_border(self.shape(place_id)))

    def within(self, admin: tuple[str, ...]) -> Place | None:
        """The smallest place that these names, from the country down, lead to; None where they lead to several."""
        return self.remembered(("within", admin), lambda: self._within(admin))

    def _within(self, admin: tuple[str, ...]) -> Place | None:
        for depth in range(len(admin), 0, -1):
            path = admin[:depth]
            named = self.lookup(path[-1], every=False) or self.lookup(path[-1])
            found = [place for place in named if path == _path(place)]
            towns = [place for place in found if place.level == "settlement"]
            if len(found) == 1 or len(towns) == 1:
                return (towns or found)[0]
        return None

    def remembered(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` makes for a key, made once: an area is worked out when the first text names it."""
        found = self._remembered.get(key, _NEW)
        if found is _NEW:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = make()
        return cast(_T, found)


def _opened(paths: Sequence[Path]) -> list[Pack]:
    """The packs at these paths. Raises `BrokenPack` naming each that cannot be read."""
    found: list[Pack] = []
    broken: dict[Path, BrokenPack] = {}
    for path in paths:
        try:
            found.append(Pack(path))
        except BrokenPack as error:
            broken[path] = error
    if len(broken) == 1:
        raise next(iter(broken.values()))
    if broken:
        each = "; ".join(f"{path}: {error.message}" for path, error in broken.items())
        raise BrokenPack(f"{len(broken)} gazetteer packs cannot be read: {each}", way_out=way_out_of(list(broken)))
    return found


def _path(place: Place) -> tuple[str, ...]:
    """The names from the country down to the place itself."""
    return place.admin if place.level in ("country", "adm1") else (*place.admin, place.name)


def _by_size(place: Place) -> tuple[int, str]:
    return -place.population, place.place_id


def _with_facts_of(rows: Sequence[Place]) -> Place:
    """The place of the first pack, with the feature and population of a later one where it has none."""
    first = rows[0]
    feature = first.feature or next((row.feature for row in rows if row.feature), "")
    population = first.population or next((row.population for row in rows if row.population), 0)
    if (feature, population) == (first.feature, first.population):
        return first
    return replace(first, feature=feature, population=population)
