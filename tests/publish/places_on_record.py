"""Incidents at places of every kind, made without reading texts, to draw and to export."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.where import Where
from harmtrace.provenance.origins import find_origins

IDLIB = "geonames:169387"


def where(name: str, **given: Any) -> Where:
    """A place that was found; a settlement unless `given` says otherwise."""
    facts: dict[str, Any] = {"status": "resolved", "level": "settlement", "admin": ("Syria", "Idlib"), **given}
    return Where(text=name, start=0, end=len(name), role="location", name=name, **facts)


def incident(number: int, *places: Where) -> Incident:
    """An incident at these places, without a figure."""
    return Incident(
        incident_id=f"inc_{number:04}",
        when=None,
        where=places,
        event_types=(),
        weapons=(),
        actors=(),
        targets=(),
        documents=("doc",),
        claims=(),
        origins=1,
        documents_count=1,
        tolls=(),
    )


TOWN = where("Khan Shaykhun", place_id="geonames:168325", lat=35.44379, lon=36.65103)
REGION = where("Idlib", level="adm1", place_id=IDLIB)
VAGUE = where("Eastern Ghouta", level="informal_region", place_id="region:eastern-ghouta", admin=("Syria",))
COUNTRY = where("Syria", level="country", place_id="geonames:163843", admin=("Syria",))
NEAR = where("Homs", modifier="outskirts of", place_id="geonames:169577", admin=("Syria", "Homs"))
UNKNOWN = where("Abdin", status="not_in_gazetteer")
SEVERAL = where(
    "Sarjah", status="ambiguous", place_id="geonames:164791", alternatives=("geonames:164795", "geonames:164796")
)
EVERY_KIND = tuple(
    incident(number, place) for number, place in enumerate((TOWN, REGION, VAGUE, COUNTRY, NEAR, UNKNOWN, SEVERAL), 1)
)


def moved(place: Where, lat: float, lon: float) -> Where:
    """The same place at another position."""
    return replace(place, lat=lat, lon=lon)


def aggregate(number: int, *places: Where) -> Aggregate:
    """A figure for several incidents at these places."""
    return Aggregate(
        aggregate_id=f"agg_{number:04}",
        scope="aggregate",
        when=None,
        where=places,
        attacks=None,
        tolls=(),
        documents=("doc",),
        claims=(),
        origins=1,
    )


def record_of(incidents: tuple[Incident, ...], aggregates: tuple[Aggregate, ...] = ()) -> RecordView:
    """A record of these alone."""
    return RecordView({}, {}, incidents, aggregates, find_origins([], []))
