"""What is wrong with the rows of a source: an error at the first one, or a list of all that were left out."""

from __future__ import annotations

import math

from harmtrace.errors import BrokenRow

_LISTED = 1000
"""So many rows that were left out are named; more are counted."""


class Problems:
    """Takes broken rows. Without `skip` the first one ends the build; `left_out` counts the others."""

    def __init__(self, skip: bool = False) -> None:
        self.skip = skip
        self.left_out = 0
        self.listed: list[str] = []
        self.notes: list[str] = []

    def broken(self, message: str, where: str, way_out: str | None = None) -> None:
        """Note a row that cannot be used. Raises `BrokenRow` unless rows are skipped."""
        if not self.skip:
            raise BrokenRow(message, where=where, way_out=way_out)
        self.left_out += 1
        if len(self.listed) < _LISTED:
            self.listed.append(f"{where}: {message}")


def wrong_position(lat: float, lon: float) -> str | None:
    """What is wrong with a position in degrees, or None."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return f"the position {lat}, {lon} is no number"
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        return f"the latitude {lat:g} is beyond 90; latitude and longitude seem to be swapped"
    if abs(lat) > 90 or abs(lon) > 180:
        return f"the position {lat:g}, {lon:g} is out of range (degrees, -90 to 90 and -180 to 180)"
    if lat == lon == 0:
        return "the position 0, 0 stands for none"
    return None


def number(cell: str) -> float | None:
    """The number in a cell, None for an empty one. Raises `ValueError` for what is none."""
    return float(cell) if cell.strip() else None
