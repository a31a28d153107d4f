"""GeoJSON (RFC 7946): incidents as points, aggregates without geometry, since a total is never a pin."""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Incident
from harmtrace.publish.views import HeldView, Views, by_date, coarse


def write(record: RecordView, views: Views, out: TextIO) -> None:
    """Write one feature collection."""
    features = [
        _feature(views.incident(incident), _point(incident, views.public))
        for incident in sorted(record.incidents, key=by_date)
    ]
    features += [_feature(views.aggregate(aggregate), None) for aggregate in sorted(record.aggregates, key=by_date)]
    collection = {
        "type": "FeatureCollection",
        "access": "PUBLIC" if views.public else "INTERNAL: not for publication",
        "as_of": views.as_of,
        "notices": views.notices(),
        "features": features,
    }
    out.write(msgspec.json.format(msgspec.json.encode(collection), indent=1).decode() + "\n")


def _feature(view: HeldView, geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "Feature", "id": view.id, "geometry": geometry, "properties": msgspec.to_builtins(view)}


def _point(incident: Incident, public: bool) -> dict[str, Any] | None:
    place = next((where for where in incident.where if where.is_point()), None)
    if place is None or place.lat is None or place.lon is None:
        return None
    position = [coarse(place.lon), coarse(place.lat)] if public else [place.lon, place.lat]
    return {"type": "Point", "coordinates": position}
