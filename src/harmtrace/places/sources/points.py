"""Places of OpenStreetMap and of own tables beside those of a dump: the same village is one place.

Two rows are one place where they have a name in common and lie within three kilometres: the points of GeoNames are
given to the minute of arc (1.8 km) in many countries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.places.sources.joining import AreaBook
from harmtrace.places.tables import country_names

if TYPE_CHECKING:
    from shapely import STRtree

_SAME_KM: Final = 3.0
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "settlement": frozenset(("settlement", "neighbourhood")),
    "neighbourhood": frozenset(("settlement", "neighbourhood")),
}


@dataclass(slots=True)
class Points:
    """Places with a point, and by which name they can be met."""

    places: dict[str, Place] = field(default_factory=dict)
    also: dict[str, str] = field(default_factory=dict)
    """Ids of places that turned out to be another one."""
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        """Add a place, or its names to the one that it is."""
        same = self.same(place)
        if same is not None and (same.place_id.startswith("osm:") or _source(same) != _source(place)):
            self.places[same.place_id] = _named(same, place)
            self.also[place.place_id] = same.place_id
            return
        self.places[place.place_id] = place
        for name in _folded(place):
            self._by_name.setdefault(name, []).append(place.place_id)

    def same(self, place: Place) -> Place | None:
        """The place among them that `place` is."""
        if not self.places:
            return None
        ids = dict.fromkeys(one for name in _folded(place) for one in self._by_name.get(name, ()))
        near = (other for one in ids if (other := self.places.get(one)) and _are_one(other, place))
        return min(near, key=lambda other: kilometres(other, place), default=None)

    def merged(self, dumped: Iterable[Place]) -> Iterator[Place]:
        """Yield the places of a dump with the names of those among them that they are; these are taken out."""
        for place in dumped:
            same = self.same(place)
            if same is None:
                yield place
                continue
            self.also[same.place_id] = place.place_id
            del self.places[same.place_id]
            yield _named(place, same)

    def rest(self, known: Gazetteer) -> Iterator[Place]:
        """Yield those that are left, under the id by which they are known already, if they are."""
        for place in self.places.values():
            rivals = (other for name in (place.name, *place.names) for other in known.lookup(name))
            near = [other for other in rivals if _are_one(other, place)]
            if not near:
                yield place
                continue
            same = min(near, key=lambda other: kilometres(other, place))
            self.also[place.place_id] = same.place_id
            yield _named(replace(place, place_id=same.place_id, name=same.name), place)


class Areas:
    """Which areas a point lies in, by the outlines of a pack."""

    def __init__(self, book: AreaBook) -> None:
        self._held = [(place, area.shape) for place, area in book.shapes if place.is_area()]
        self._tree: STRtree | None = None
        self._book = book

    def completed(self, place: Place) -> Place:
        """A place with the country and the areas that it lies in, where these are not known yet."""
        given = self._by_words(place)
        if given is not None:
            return given
        if place.lat is None or place.lon is None or (len(place.admin) > 1 and place.admin1):
            return place if place.admin else replace(place, admin=_country(place))
        holding = self._holding(place.lat, place.lon)
        if not holding or (place.country and holding[-1].country != place.country):
            return place if place.admin else replace(place, admin=_country(place))
        deepest = holding[-1]
        return replace(
            place, country=deepest.country, admin1=deepest.admin1, admin2=deepest.admin2, admin=deepest.admin
        )

    def _by_words(self, place: Place) -> Place | None:
        """By the codes or names of areas that its source gives."""
        if not place.admin1 or place.admin:
            return None
        names = self._book.names
        coded = names.get((place.country, place.admin1, place.admin2)) or names.get((place.country, place.admin1, ""))
        if coded:
            return replace(place, admin=coded)
        wanted = fold_name(place.admin1)
        for area in self._book.places:
            if area.level == "adm1" and area.country == place.country and wanted in _folded(area):
                return replace(place, admin1=area.admin1, admin=area.admin or (*_country(place), area.name))
        return None

    def _holding(self, lat: float, lon: float) -> list[Place]:
        """The areas that hold a point, the largest first."""
        if not self._held:
            return []
        import shapely

        if self._tree is None:
            self._tree = shapely.STRtree([shape for _, shape in self._held])
        found: Any = self._tree.query(shapely.Point(lon, lat), predicate="within")
        return sorted(
            (self._held[int(at)][0] for at in found), key=lambda area: area.level if area.level != "country" else ""
        )


def _are_one(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    levels = _ALIKE.get(one.level, frozenset((one.level,)))
    return other.level in levels and kilometres(one, other) <= _SAME_KM


def _source(place: Place) -> str:
    return place.place_id.partition(":")[0]


def _named(place: Place, other: Place) -> Place:
    names = dict.fromkeys((*place.names, other.name, *other.names))
    population = place.population or other.population
    return replace(place, names=tuple(name for name in names if name != place.name), population=population)


def _folded(place: Place) -> set[str]:
    return {fold_name(name) for name in (place.name, *place.names)}


def _country(place: Place) -> tuple[str, ...]:
    return (country_names().get(place.country, place.country),) if place.country else ()
