"""GeoJSON (RFC 7946): incidents as points, or as areas where only a region is known; totals without geometry."""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from harmtrace.account.record import RecordView
from harmtrace.publish.circles import circle
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.placing import Placing, placing_of
from harmtrace.publish.views import HeldView, Views, by_date


def write(record: RecordView, views: Views, out: TextIO) -> None:
    """Write one feature collection."""
    features = [
        _feature(views.incident(incident), geometry_of(placing_of(incident.where, views.gazetteer, views.public)))
        for incident in sorted(record.incidents, key=by_date)
    ]
    features += [_feature(views.aggregate(aggregate), None) for aggregate in sorted(record.aggregates, key=by_date)]
    collection = {
        "type": "FeatureCollection",
        "access": "PUBLIC" if views.public else "INTERNAL: not for publication",
        "as_of": views.as_of,
        "notices": views.notices(),
        "attribution": credit_lines(record, views.gazetteer),
        "features": features,
    }
    out.write(msgspec.json.format(msgspec.json.encode(collection), indent=1).decode() + "\n")


def _feature(view: HeldView, geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "Feature", "id": view.id, "geometry": geometry, "properties": msgspec.to_builtins(view)}


def geometry_of(placing: Placing) -> dict[str, Any] | None:
    """The geometry of what may be drawn: a region is an area; several candidates are no geometry."""
    if placing.outline is not None:
        return rounded(placing.outline)
    if placing.kind == "point":
        ((lat, lon),) = placing.positions
        return {"type": "Point", "coordinates": [lon, lat]}
    if placing.radius_km is not None:
        return circle(placing.positions[0], placing.radius_km)
    return None


def rounded(outline: dict[str, Any]) -> dict[str, Any]:
    """The geometry with four decimals (11 m): more would claim an exactness that no outline has."""
    return {"type": outline["type"], "coordinates": _rounded(outline["coordinates"])}


def _rounded(part: Any) -> Any:
    return [_rounded(one) for one in part] if isinstance(part, list | tuple) else round(part, 4)
