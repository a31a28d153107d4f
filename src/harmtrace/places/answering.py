"""From a place that was chosen to the answer that says so."""

from __future__ import annotations

from harmtrace.model.where import Candidate, Where
from harmtrace.places.areas import Placed
from harmtrace.places.place import Place


def answer_of(
    text: str,
    span: tuple[int, int],
    place: Place,
    placed: Placed,
    *,
    modifier: str | None = None,
    alternatives: tuple[str, ...] = (),
    probability: float | None = None,
    candidates: tuple[Candidate, ...] = (),
) -> Where:
    """The answer for `text[start:end]`: ambiguous where it has alternatives; `placed` is where it is."""
    start, end = span
    return Where(
        text=text[start:end],
        start=start,
        end=end,
        role="location",
        status="ambiguous" if alternatives else "resolved",
        name=place.name,
        level=place.level,
        place_id=place.place_id,
        modifier=modifier,
        lat=placed.lat,
        lon=placed.lon,
        radius_km=placed.radius_km,
        precision=placed.precision,
        admin=place.admin,
        alternatives=alternatives,
        probability=probability,
        candidates=candidates,
        pack=place.pack or None,
    )
