"""One place of a gazetteer, with its names and the areas it lies in."""

from __future__ import annotations

from harmtrace.model.immutable import immutable
from harmtrace.model.where import AREA_LEVELS, PlaceLevel

CITY = 100_000
"""Inhabitants of a city that any reader knows."""
BY_NAME_ALONE = ("country", "informal_region", "water")
"""Levels of which each name stands in the tables."""


@immutable(frozen=True, slots=True)
class Place:
    """A place. `lat`, `lon` are degrees (for an area, its centre), `radius_km` kilometres.

    `admin` are the names of the areas it lies in, from the country down, its own name last for an area.
    `pack` is the name and version of the pack that has it ("SY@1a2b3c4d5e6f").
    `country` is an ISO 3166 code of two letters; `admin1` and `admin2` are codes of the pack's source.
    """

    place_id: str
    name: str
    level: PlaceLevel
    names: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin: tuple[str, ...] = ()
    population: int = 0
    feature: str = ""
    pack: str = ""

    def is_area(self) -> bool:
        """Whether it is a region, which has no point."""
        return self.level in AREA_LEVELS

    def is_well_known(self) -> bool:
        """Whether it is known far beyond its country: a country, a first-level region or a large city."""
        return self.level in ("country", "adm1") or self.population >= CITY
