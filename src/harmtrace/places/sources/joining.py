"""Areas of several sources put together: one place for each, with all its names, ids and its outline.

An area of a new source is the same as a known one where it lies in the same area and (1) has the same P-code, (2) a
name in common, (3) a name with the same consonants, or (4) is the only one whose centre lies in the new outline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.place import Place
from harmtrace.places.sources.area import Area
from harmtrace.places.sources.boundaries import areas_in_order
from harmtrace.places.sources.geonames import Codes
from harmtrace.places.tables import country_names

_Test = Callable[["_Entry", Area], bool]


@dataclass(slots=True)
class _Entry:
    """A known area while others are compared with it."""

    place: Place
    ours: bool
    """Whether it is to be written into the pack."""
    area: Area | None = None
    folded: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.folded = frozenset(fold_name(name) for name in (self.place.name, *self.place.names))
        self.keys = _skeletons(self.folded)


@dataclass(slots=True)
class AreaBook:
    """The areas of a pack. `names` are the areas from the country down, by the codes of GeoNames."""

    places: list[Place] = field(default_factory=list)
    names: dict[Codes, tuple[str, ...]] = field(default_factory=dict)
    also: dict[str, str] = field(default_factory=dict)
    shapes: list[tuple[Place, Area]] = field(default_factory=list)
    points: list[Place] = field(default_factory=list)
    """The smallest areas, which are villages to us and may be those of other sources."""

    def outlines(self) -> Iterable[tuple[str, str]]:
        """The outlines as (place id, GeoJSON geometry)."""
        for place, area in self.shapes:
            outline = area.outline()
            if outline is not None:
                yield self.also.get(place.place_id, place.place_id), outline


def join_areas(
    dumped: Iterable[Place],
    codes: Mapping[Codes, tuple[str, str]],
    areas: Mapping[str, Area],
    known: Gazetteer,
) -> AreaBook:
    """Put the areas of dumps and of tables of boundaries together with each other and with the known ones."""
    book = AreaBook()
    entries = _of_dumps(dumped, known, book)
    _name_codes(entries, codes, book)
    _join_boundaries(areas, entries, known, book)
    book.places = [entry.place for entry in entries.values() if entry.ours]
    return book


def _of_dumps(dumped: Iterable[Place], known: Gazetteer, book: AreaBook) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for place in sorted(dumped, key=lambda one: (one.level != "country", one.level)):
        same = _known(place, known, entries)
        if same is not None and same.place_id != place.place_id:
            book.also[place.place_id] = same.place_id
        kept = place if same is None else _with_names(same, place, facts=place)
        if kept.place_id not in entries:
            entries[kept.place_id] = _Entry(kept, ours=True)
    return entries


def _known(place: Place, known: Gazetteer, taken: Mapping[str, _Entry]) -> Place | None:
    """The known area that an area of a dump is: by its id, its code of GeoNames, or its only namesake."""
    direct = known.place(place.place_id)
    if direct is not None and direct.level == place.level:
        return direct
    rivals = [one for one in _of_level(known, place.country, place.level) if one.place_id not in taken]
    names = {fold_name(name) for name in (place.name, *place.names)}
    if place.level == "adm1":
        coded = [one for one in rivals if one.admin1 == place.admin1]
        if len(coded) == 1 and _compared(names, coded[0]):
            return coded[0]
    elif place.level == "adm2":
        rivals = [one for one in rivals if one.admin1 == place.admin1]
    found = [one for one in rivals if names & {fold_name(name) for name in (one.name, *one.names)}]
    return found[0] if len(found) == 1 else None


def _compared(names: set[str], other: Place) -> bool:
    """Whether an area of the same code has a name that is alike at all: codes of two schemes may look the same."""
    theirs = {fold_name(name) for name in (other.name, *other.names)}
    return bool(names & theirs) or bool(_skeletons(names) & _skeletons(theirs))


def _of_level(known: Gazetteer, country: str, level: str) -> list[Place]:
    return known.merged(place for pack in known.packs for place in pack.of_level(country, level))


def _name_codes(entries: Mapping[str, _Entry], codes: Mapping[Codes, tuple[str, str]], book: AreaBook) -> None:
    """Fill the names of areas by code, and give the areas themselves the names of those above."""
    by_code = {_codes(entry.place): entry.place.name for entry in entries.values() if entry.place.level in _CODED}
    by_code = {**{key: name for key, (name, _) in codes.items()}, **by_code}
    for country, admin1, admin2 in sorted(by_code):
        above: tuple[str, ...] = (country_names().get(country, country),)
        if admin2:
            above = book.names.get((country, admin1, ""), above)
        book.names[country, admin1, admin2] = (*above, by_code[country, admin1, admin2])
    for entry in entries.values():
        place = entry.place
        chain = book.names.get(_codes(place)) or book.names.get((place.country, place.admin1, ""))
        if chain and place.level != "country":
            entry.place = replace(place, admin=chain)


_CODED = ("adm1", "adm2")


def _codes(place: Place) -> Codes:
    return (place.country, place.admin1, place.admin2 if place.level != "adm1" else "")


def _join_boundaries(areas: Mapping[str, Area], entries: dict[str, _Entry], known: Gazetteer, book: AreaBook) -> None:
    placed: dict[str, Place] = {}
    depths = sorted({area.depth for area in areas.values()})
    for depth in depths:
        here = [area for area in areas_in_order(areas) if area.depth == depth]
        for country in sorted({area.country for area in here}):
            ours = [area for area in here if area.country == country]
            for area, entry in _pairs(ours, _rivals(ours[0], entries, known), placed):
                place = _joined(area, entry, placed)
                placed[area.pcode] = place
                if place.is_area():
                    entries[place.place_id] = _Entry(place, ours=True, area=area)
                else:
                    book.points.append(place)
                if place.place_id != f"pcode:{area.pcode}":
                    book.also[f"pcode:{area.pcode}"] = place.place_id
                if area.shape is not None:
                    book.shapes.append((place, area))


def _rivals(area: Area, entries: Mapping[str, _Entry], known: Gazetteer) -> list[_Entry]:
    """The areas of dumps and of the known ones that areas of this depth and country may be."""
    if area.depth > _DEEPEST_JOINED:
        return []
    held = [e for e in entries.values() if e.place.level == area.level and e.place.country == area.country]
    ids = {entry.place.place_id for entry in held}
    more = _of_level(known, area.country, area.level)
    return [*held, *(_Entry(place, ours=False) for place in more if place.place_id not in ids)]


_DEEPEST_JOINED = 3


def _pairs(areas: list[Area], rivals: list[_Entry], placed: Mapping[str, Place]) -> list[tuple[Area, _Entry | None]]:
    """Each area with the one known area that it is, or None; the surer tests come first."""
    found: dict[str, _Entry] = {}
    free = list(rivals)
    # In the last round the first of several namesakes in one area is taken: sources have some areas twice.
    for test, several in _ROUNDS:
        for area in areas:
            if area.pcode in found:
                continue
            fitting = [entry for entry in free if _may_hold(area, entry, placed) and test(entry, area)]
            if len(fitting) == 1 or (several and fitting):
                found[area.pcode] = fitting[0]
                free.remove(fitting[0])
    return [(area, found.get(area.pcode)) for area in areas]


def _may_hold(area: Area, entry: _Entry, placed: Mapping[str, Place]) -> bool:
    """Whether both lie in the same area above."""
    above = placed.get(area.above[-1]) if area.above else None
    if area.depth < 2 or above is None or above.level == "country":
        return True
    if above.level == "adm2" and entry.place.admin2:
        return above.admin2 in ("", entry.place.admin2) and above.admin1 == entry.place.admin1
    return entry.place.admin1 in ("", above.admin1)


def _same_code(entry: _Entry, area: Area) -> bool:
    return entry.place.place_id == f"pcode:{area.pcode}" or area.depth == 0


def _same_name(entry: _Entry, area: Area) -> bool:
    return not entry.folded.isdisjoint(fold_name(name) for name in area.names.values())


def _same_consonants(entry: _Entry, area: Area) -> bool:
    return not entry.keys.isdisjoint(_skeletons(fold_name(name) for name in area.names.values()))


def _inside(entry: _Entry, area: Area) -> bool:
    from shapely.geometry import Point

    place = entry.place
    if area.shape is None or place.lat is None or place.lon is None:
        return False
    return bool(area.shape.contains(Point(place.lon, place.lat)))


def _inside_ours(entry: _Entry, area: Area) -> bool:
    return entry.ours and _inside(entry, area)


_ROUNDS: tuple[tuple[_Test, bool], ...] = (
    (_same_code, False),
    (_same_name, False),
    (_same_consonants, False),
    (_inside_ours, False),
    (_inside, False),
    (_same_name, True),
)


def _joined(area: Area, entry: _Entry | None, placed: Mapping[str, Place]) -> Place:
    lat, lon = area.centre()
    above = placed.get(area.above[-1]) if area.above else None
    if entry is not None:
        own = replace(entry.place, admin=entry.place.admin or _above(area, above))
        joined = _with_names(own, Place("", area.name, own.level, tuple(area.names.values())))
        if joined.lat is None:
            joined = replace(joined, lat=lat, lon=lon)
        return replace(joined, radius_km=joined.radius_km or area.radius_km())
    coded = {1: (area.pcode, ""), 2: (above.admin1 if above else _code(area, 1), area.pcode)}
    deeper = (above.admin1, above.admin2) if above else (_code(area, 1), _code(area, 2))
    admin1, admin2 = coded.get(area.depth, deeper if area.depth else ("", ""))
    return Place(
        place_id=f"pcode:{area.pcode}",
        name=area.name,
        level=area.level,
        names=tuple(name for name in dict.fromkeys(area.names.values()) if name != area.name),
        lat=lat,
        lon=lon,
        radius_km=area.radius_km(),
        country=area.country,
        admin1=admin1,
        admin2=admin2,
        admin=_above(area, above) if area.level == "settlement" else (*_above(area, above), area.name),
        feature=f"ADM{area.depth}",
    )


def _above(area: Area, above: Place | None) -> tuple[str, ...]:
    """The names of the areas above: of the place found for the one above, else as the table has them."""
    if above is not None:
        return above.admin if above.name in above.admin[-1:] else (*above.admin, above.name)
    named = tuple(filter(None, area.above_names[1:]))
    return (country_names().get(area.country, area.country), *named) if area.depth else ()


def _code(area: Area, depth: int) -> str:
    return area.above[depth] if len(area.above) > depth else ""


def _with_names(place: Place, other: Place, facts: Place | None = None) -> Place:
    """A place with the names of another; `facts` gives the codes and the position of its source where it has none."""
    names = dict.fromkeys((*place.names, other.name, *other.names))
    found = replace(place, names=tuple(name for name in names if name != place.name))
    if facts is None:
        return found
    lat, lon = (found.lat, found.lon) if found.lat is not None else (facts.lat, facts.lon)
    return replace(
        found, lat=lat, lon=lon, country=facts.country, admin1=facts.admin1, admin2=facts.admin2,
        population=found.population or facts.population, feature=facts.feature,
    )  # fmt: skip


def _skeletons(names: Iterable[str]) -> frozenset[str]:
    keys = (skeleton(name) for name in names if name.isascii())
    return frozenset(key for key in keys if len(key.replace(" ", "")) > 2)
