"""Where something happened: a place that was found, several it may be, or an honest 'not in the gazetteer'."""

from __future__ import annotations

from typing import Literal

from harmtrace.model.immutable import immutable

PlaceRole = Literal["location", "origin", "destination"]
PlaceStatus = Literal["resolved", "ambiguous", "not_in_gazetteer"]
PlaceLevel = Literal[
    "site",
    "neighbourhood",
    "settlement",
    "adm3",
    "adm2",
    "adm1",
    "informal_region",
    "country",
    "water",
]
AREA_LEVELS: frozenset[str] = frozenset({"adm3", "adm2", "adm1", "informal_region", "country", "water"})


@immutable(frozen=True, slots=True)
class Where:
    """A place as the text names it. `lat`, `lon` are degrees, `radius_km` kilometres.

    A region has no point: its `lat` and `lon` stay None, whatever its centre may be.
    """

    text: str
    start: int
    end: int
    role: PlaceRole
    status: PlaceStatus
    name: str
    level: PlaceLevel | None
    place_id: str | None = None
    modifier: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    admin: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    probability: float | None = None
    """How likely `place_id` is among the candidates of the name, 0 to 1; None where nothing was weighed."""

    def is_point(self) -> bool:
        """Whether it may be drawn as a point on a map."""
        return self.lat is not None and self.level not in AREA_LEVELS and self.modifier is None
