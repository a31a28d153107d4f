"""An administrative area as a table of boundaries gives it: names, codes, the areas above it, its outline."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from harmtrace.model.where import PlaceLevel
from harmtrace.places.geometry import KM_A_DEGREE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TOLERANCE: Final = 0.002
"""Degrees (some 200 m) by which an outline may be simplified: containment is "maybe" near it anyway."""
_DIGITS: Final = 4
LEVELS: Final[tuple[PlaceLevel, ...]] = ("country", "adm1", "adm2", "adm3", "settlement")
"""By depth. The fourth level of OCHA (communes, unions, wards) is an area of the size of a village."""


@dataclass(slots=True)
class Area:
    """One area. `depth` is 0 for a country; `above` are the codes of the areas above, from the country down."""

    pcode: str
    depth: int
    country: str
    names: dict[str, str]
    """Name by language tag, the one to show first."""
    above: tuple[str, ...] = ()
    above_names: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    square_km: float | None = None
    where: str = ""
    shape: BaseGeometry | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name to show."""
        return next(iter(self.names.values()))

    @property
    def level(self) -> PlaceLevel:
        """Its level on our scale."""
        return LEVELS[self.depth]

    def centre(self) -> tuple[float | None, float | None]:
        """Its centre in degrees, as given, or a point that surely lies in its outline."""
        if self.lat is not None or self.shape is None:
            return self.lat, self.lon
        point = self.shape.representative_point()
        return round(point.y, 5), round(point.x, 5)

    def radius_km(self) -> float | None:
        """The radius of the circle of the same area, in kilometres, or None where its area is not known."""
        square = self.square_km
        if square is None and self.shape is not None:
            middle = math.cos(math.radians(self.shape.centroid.y))
            square = self.shape.area * KM_A_DEGREE**2 * middle
        return round(math.sqrt(square / math.pi), 1) if square else None

    def outline(self) -> str | None:
        """Its outline as the text of a GeoJSON geometry, or None."""
        import msgspec
        from shapely.geometry import mapping

        if self.shape is None:
            return None
        return msgspec.json.encode(_rounded(mapping(self.shape))).decode()


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def rounded(part: Any) -> Any:
        if isinstance(part, int | float):
            return round(part, _DIGITS)
        return [rounded(one) for one in part]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}


def outline_of(geometry: Any) -> BaseGeometry:
    """The simplified outline of a GeoJSON polygon. Raises `ValueError` saying what is wrong with it."""
    import shapely
    from shapely.errors import ShapelyError
    from shapely.geometry import MultiPolygon, Polygon, shape

    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        raise ValueError(f"its geometry is no polygon ({kind or 'none'})")
    try:
        given = shape(geometry)
        west, south, east, north = given.bounds
        _check_range(west, south, east, north)
        outline = given.simplify(TOLERANCE, preserve_topology=True)
        outline = outline if outline.is_valid else shapely.make_valid(outline)
    except _Range:
        raise
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"its polygon cannot be read: {error}") from error
    parts = [part for part in getattr(outline, "geoms", [outline]) if isinstance(part, Polygon)]
    parts += [p for part in getattr(outline, "geoms", []) if isinstance(part, MultiPolygon) for p in part.geoms]
    if not parts:
        raise ValueError("its polygon encloses nothing")
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


class _Range(ValueError):
    """A coordinate that is out of range."""


def _check_range(west: float, south: float, east: float, north: float) -> None:
    if not all(map(math.isfinite, (west, south, east, north))):
        raise _Range("a coordinate of its polygon is no number")
    if west < -180.5 or east > 180.5 or south < -90 or north > 90:
        swapped = max(abs(south), abs(north)) <= 180 and max(abs(west), abs(east)) <= 90
        why = "latitude and longitude seem to be swapped" if swapped else "degrees of WGS 84 are expected"
        raise _Range(f"a coordinate of its polygon is out of range; {why}")
