"""From a place that was chosen to the answer that says so."""

from __future__ import annotations

from harmtrace.model.where import Candidate, Where
from harmtrace.places.place import Place


def answer_of(
    text: str,
    span: tuple[int, int],
    place: Place,
    *,
    modifier: str | None = None,
    alternatives: tuple[str, ...] = (),
    probability: float | None = None,
    candidates: tuple[Candidate, ...] = (),
    pointed: bool = True,
) -> Where:
    """The answer for `text[start:end]`: ambiguous where it has alternatives, with a point if it is `pointed`."""
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
        lat=place.lat if pointed else None,
        lon=place.lon if pointed else None,
        radius_km=place.radius_km,
        admin=place.admin,
        alternatives=alternatives,
        probability=probability,
        candidates=candidates,
        pack=place.pack or None,
    )
