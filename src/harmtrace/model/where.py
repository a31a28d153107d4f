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
Precision = Literal[
    "site",
    "neighbourhood",
    "settlement",
    "near",
    "route",
    "adm3",
    "part_of_adm3",
    "adm2",
    "part_of_adm2",
    "adm1",
    "part_of_adm1",
    "informal_region",
    "part_of_region",
    "water",
    "country",
    "part_of_country",
]
"""How finely a text places what it tells, from the finest to the coarsest: docs/places.md says what each word means."""
AREA_LEVELS: frozenset[str] = frozenset({"adm3", "adm2", "adm1", "informal_region", "country", "water"})


@immutable(frozen=True, slots=True)
class Candidate:
    """A place that a name was weighed to stand for, and how likely that is, 0 to 1."""

    place_id: str
    probability: float


@immutable(frozen=True, slots=True)
class Where:
    """A place as the text names it. `lat`, `lon` are degrees, `radius_km` kilometres.

    Of a place that was found, `lat`, `lon` are its point, or the centre of the area that the words stand for (a
    region, a part of one, "15 km north of"), and `radius_km` is the radius of the circle around it that holds the
    area. Only where `is_point` says so may it be drawn as a point. A site that the gazetteer lacks has the position
    of the town that it stands in; any other place that was not found, or may be one of several, has no position.
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
    candidates: tuple[Candidate, ...] = ()
    """The places that were weighed, the likeliest first; empty where the name had only one. `alternatives` are those
    of them that an ambiguous name may stand for as well."""
    pack: str | None = None
    """The gazetteer pack that `place_id` was found in, as "name@version"."""
    precision: Precision | None = None
    """How finely it is placed; None where the place is not known."""
    between: tuple[str, ...] = ()
    """The ids of the two places that it lies between, or at the ends of its road."""
    reason: str | None = None
    """Why no place of a pack is meant, where the status is `not_in_gazetteer` and that is known."""

    def placed(
        self, lat: float | None, lon: float | None, radius_km: float | None, precision: Precision | None
    ) -> Where:
        """The same expression with the centre and radius of its area, and its precision.

        (`dataclasses.replace` takes five times as long, and every place of every text comes by here.)
        """
        return Where(
            self.text, self.start, self.end, self.role, self.status, self.name, self.level, self.place_id,
            self.modifier, lat, lon, radius_km, self.admin, self.alternatives, self.probability, self.candidates,
            self.pack, precision, self.between, self.reason,
        )  # fmt: skip

    def is_point(self) -> bool:
        """Whether it may be drawn as a point on a map."""
        return (
            self.lat is not None
            and self.status == "resolved"
            and self.level not in AREA_LEVELS
            and self.modifier is None
            and not self.between
        )
